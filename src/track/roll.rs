//! Camera roll: from what stands upright in the room, or else from the belt.
//!
//! The room's uprights ([`super::uprights`]) say it within half a degree. Where too few are seen, the line serves along which the
//! feet travel while they stand: in mid-stance the tip of the foot is carried backwards along the belt.
//! Each contact of each foot gives one slope; the median over contacts is the belt angle and their scatter its standard
//! error.
//!
//! Two other things tilt the belt in the picture and cannot be told from roll by looking at it: an incline, and
//! perspective, when the camera does not look square at a belt that lies below it. A known incline is subtracted; an unknown
//! one, and the perspective that the clip's own yaw allows, widen the uncertainty. So roll by the belt is removed only where it
//! exceeds what those explain.

use super::uprights::Uprights;
use crate::body::{Facing, Part, Point, PoseSequence};
use crate::robust::{centre_and_spread, median};
use crate::units::Angle;

/// Camera roll and how well it is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RollEstimate {
    /// Camera roll at the runner, positive where the true horizontal falls to the right in the picture.
    pub roll: Angle,
    /// Its standard uncertainty.
    pub uncertainty: Angle,
    /// What it was read from.
    pub source: RollSource,
}

/// What camera roll was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RollSource {
    /// Edges of things that stand upright in the room.
    Uprights {
        /// Number of edges that agree.
        lines: usize,
    },
    /// The path of the feet on the belt; its uncertainty joins the scatter of the contacts, the landmarks' bias, perspective and an unknown
    /// incline.
    Belt {
        /// Number of contacts.
        contacts: usize,
    },
    /// A line along the belt that a person drew.
    Line,
}

/// From the room's uprights, at the place where the runner is; `None` where too few were seen.
pub(super) fn from_room(sequence: &PoseSequence) -> Option<RollEstimate> {
    let background = &sequence.background;
    let place = usual_place(sequence)?;
    let found = Uprights::find(&background.lines, background.pictures, sequence.frame_size, place)?;
    let source = RollSource::Uprights { lines: found.lines };
    Some(RollEstimate { roll: found.roll_at(place), uncertainty: found.uncertainty, source })
}

/// Median place of the hips' middle.
fn usual_place(sequence: &PoseSequence) -> Option<Point> {
    let middles: Vec<Point> = sequence.poses.iter().flatten().map(|pose| pose.middle(Part::Hip)).collect();
    let along = |axis: fn(&Point) -> f64| median(middles.iter().map(axis).collect());
    Some(Point::new(along(|p| p.x)?, along(|p| p.y)?))
}

/// Error that more contacts do not lessen: the landmarks' bias along the stance. The belt angles of seven rendered test
/// clips (true roll 0) scatter by 0.6 degrees; a whole degree allows for real shoes.
const LANDMARK_BIAS: Angle = Angle::from_degrees(1.0);

/// Height of the camera above the belt over its distance: at hip height, 0.95 m, and 3.2 m away (biomechanics.md section 6
/// takes 3-8 m, the near end is the worse). Seen under a yaw the belt tilts by this times the tangent of the yaw.
const CAMERA_HEIGHT_PER_DISTANCE: f64 = 0.3;

/// Standard uncertainty of an unknown incline: runners choose grades of 0-2 % (1.1 degrees), uniformly: 1.1 / sqrt(3).
pub(super) const UNKNOWN_INCLINE: Angle = Angle::from_degrees(0.66);

/// Fewest contacts that make a line.
const FEWEST_CONTACTS: usize = 4;

/// Farther from the belt than this (leg lengths) is swing: four standard deviations of the landmark's noise and as much again
/// for its bias along the stance (0.02-0.03, the 95th percentile of landmark errors on the tuning clips).
const BELT_BAND: f64 = 0.06;

/// Shortest path along the belt (leg lengths) whose slope counts: over it 0.6 % of noise in each of several frames is
/// about a degree.
const SHORTEST_PATH: f64 = 0.15;

/// Most rounds of fitting the band round the line. A belt at 7 degrees took between 4 and 8.
const MOST_ROUNDS: usize = 20;

/// Rounds end when the belt turns by less than this (radians; 0.006 degrees).
const SETTLED: f64 = 1e-4;

/// From the paths of both toes (image frame, filtered). `None` with fewer than four usable contacts.
pub(super) fn from_belt(
    toes: [&[Option<Point>]; 2],
    facing: Facing,
    incline: Option<Angle>,
    yaw: Angle,
    leg_length: f64,
) -> Option<RollEstimate> {
    let mut belt = Angle::ZERO;
    let mut contacts = Vec::new();
    for _ in 0..MOST_ROUNDS {
        contacts = toes.iter().flat_map(|toe| contact_angles(toe, facing, belt, leg_length)).collect();
        let found = median(contacts.clone())?;
        let turn = found - belt.radians();
        belt = Angle::from_radians(found);
        if turn.abs() < SETTLED {
            break;
        }
    }
    if contacts.len() < FEWEST_CONTACTS {
        return None;
    }
    let (middle, spread) = centre_and_spread(contacts.clone())?;
    // Standard error of a median of normal data.
    let error = 1.2533 * spread / (contacts.len() as f64).sqrt();
    // A belt that climbs towards image-right falls to the left.
    let climb = incline.unwrap_or(Angle::ZERO).radians() * facing.sign();
    let perspective = CAMERA_HEIGHT_PER_DISTANCE * yaw.radians().tan();
    let unknown = if incline.is_none() { UNKNOWN_INCLINE } else { Angle::ZERO };
    let uncertainty =
        [LANDMARK_BIAS.radians(), perspective, unknown.radians()].iter().fold(error, |u, v| u.hypot(*v));
    Some(RollEstimate {
        roll: Angle::from_radians(middle + climb),
        uncertainty: Angle::from_radians(uncertainty),
        source: RollSource::Belt { contacts: contacts.len() },
    })
}

/// The angle in radians of each run of frames in which the toe moves backwards along a belt at about the angle `belt`.
/// Everything is measured along and across that belt, so the picture's own axes have no say.
fn contact_angles(toe: &[Option<Point>], facing: Facing, belt: Angle, leg_length: f64) -> Vec<f64> {
    let (sin, cos) = belt.radians().sin_cos();
    let turned = |p: Point| Point::new(p.x * cos + p.y * sin, p.y * cos - p.x * sin);
    let toe: Vec<Option<Point>> = toe.iter().map(|p| p.map(turned)).collect();
    let Some(level) = lowest_level(toe.iter().flatten().map(|p| p.y).collect()) else { return Vec::new() };
    let on_belt = |frame: usize| {
        let (Some(before), Some(now)) = (toe[frame - 1], toe[frame]) else { return false };
        (now.x - before.x) * facing.sign() < 0.0 && (now.y - level).abs() < BELT_BAND * leg_length
    };
    let mut angles = Vec::new();
    let mut run: Vec<Point> = Vec::new();
    for frame in 1..=toe.len() {
        if frame < toe.len() && on_belt(frame) {
            run.extend(toe[frame]);
        } else {
            let slope = line_slope(&run, SHORTEST_PATH * leg_length);
            angles.extend(slope.map(|slope| belt.radians() + slope.atan()));
            run.clear();
        }
    }
    angles
}

/// The height that a tenth of the frames lie below: in stance, for a third or more of each cycle, the toe is near
/// its lowest, so this is inside the band of the belt whatever the swing does.
fn lowest_level(mut heights: Vec<f64>) -> Option<f64> {
    let place = heights.len() * 9 / 10;
    if heights.is_empty() {
        return None;
    }
    Some(*heights.select_nth_unstable_by(place, f64::total_cmp).1)
}

/// Least-squares slope of points that span at least `shortest` in x.
fn line_slope(points: &[Point], shortest: f64) -> Option<f64> {
    let (first, last) = (points.first()?, points.last()?);
    if (first.x - last.x).abs() < shortest || points.len() < 3 {
        return None;
    }
    let n = points.len() as f64;
    let mean_x = points.iter().map(|p| p.x).sum::<f64>() / n;
    let mean_y = points.iter().map(|p| p.y).sum::<f64>() / n;
    let covariance: f64 = points.iter().map(|p| (p.x - mean_x) * (p.y - mean_y)).sum();
    let variance: f64 = points.iter().map(|p| (p.x - mean_x).powi(2)).sum();
    Some(covariance / variance)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A toe that runs back along a belt which falls to the right by `slope_deg`, and swings forward above it.
    fn toe(facing: Facing, slope_deg: f64, shift: f64) -> Vec<Option<Point>> {
        let slope = slope_deg.to_radians().tan();
        let place = |frame: u32| {
            let phase = (f64::from(frame) / 42.0 + shift).fract();
            let (forward, up) = if phase < 0.4 {
                (80.0 - 400.0 * phase, 0.0)
            } else {
                let swing = (phase - 0.4) / 0.6;
                (-80.0 + 160.0 * swing, 90.0 * (std::f64::consts::PI * swing).sin())
            };
            let x = facing.sign() * forward;
            Point::new(400.0 + x, 600.0 - up + slope * x)
        };
        (0..420).map(|frame| Some(place(frame))).collect()
    }

    fn roll_deg(facing: Facing, slope_deg: f64, incline_deg: f64) -> RollEstimate {
        let toes = [toe(facing, slope_deg, 0.0), toe(facing, slope_deg, 0.5)];
        let incline = Some(Angle::from_degrees(incline_deg));
        from_belt([&toes[0], &toes[1]], facing, incline, Angle::ZERO, 280.0).expect("twenty contacts")
    }

    #[test]
    fn a_belt_that_falls_to_the_right_is_positive_whichever_way_the_runner_faces() {
        for facing in [Facing::Left, Facing::Right] {
            for slope_deg in [-8.0, -2.0, 0.0, 3.0, 8.0] {
                let found = roll_deg(facing, slope_deg, 0.0).roll.degrees();
                // The exact path is a line; only the frames at the turn of the foot bend it.
                assert!((found - slope_deg).abs() < 0.3, "{facing:?} {slope_deg} {found}");
            }
        }
    }

    #[test]
    fn an_incline_that_explains_the_slope_leaves_no_roll() {
        // Uphill is forward: facing right the belt rises to the right, facing left it falls to the right.
        assert!(roll_deg(Facing::Right, -4.0, 4.0).roll.degrees().abs() < 0.3);
        assert!(roll_deg(Facing::Left, 4.0, 4.0).roll.degrees().abs() < 0.3);
    }

    #[test]
    fn few_contacts_make_no_line() {
        let toe: Vec<_> = toe(Facing::Right, 0.0, 0.0).into_iter().take(80).collect();
        assert_eq!(from_belt([&toe, &[]], Facing::Right, None, Angle::ZERO, 280.0), None);
    }
}

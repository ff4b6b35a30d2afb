//! Camera roll from the belt: the line along which the feet travel while they stand.
//!
//! During stance the tip of the foot is carried backwards along the belt, so its path is the belt's line in the picture.
//! Each contact of each foot gives one slope; the median over contacts is the belt angle and their scatter its standard
//! error. An inclined belt looks the same as a rolled camera: the known incline is subtracted, an unknown one counts as level.
//! So does a camera that does not look square at the belt from above or below it (1.2 degrees for 5 degrees of yaw at 0.95 m height
//! and 4.2 m distance), which is why a small angle is stated but not applied.

use super::robust::{centre_and_spread, median};
use crate::body::{Facing, Point};
use crate::units::Angle;

/// Belt angle in the picture, positive where it falls to the right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RollEstimate {
    /// Camera roll, positive where the true horizontal falls to the right in the picture.
    pub roll: Angle,
    /// Its standard uncertainty: the scatter of the contacts and the method's own error.
    pub uncertainty: Angle,
    /// Number of contacts.
    pub contacts: usize,
}

/// Error of the method that more contacts do not lessen (landmark bias along the stance, perspective): largest
/// deviation from the true roll over the rendered clips, see `docs/METHODS-track.md`.
const SYSTEMATIC: Angle = Angle::from_degrees(1.0);

/// Fewest contacts that make a line.
const FEWEST_CONTACTS: usize = 4;

/// Steps away from the belt by more than this (leg lengths) are swing: the toe clears the belt by 1-3 % of leg length at
/// its lowest and the landmark scatters by 1 % (`identity::evidence`).
const BELT_BAND: f64 = 0.06;

/// Shortest path along the belt (leg lengths) whose slope counts: a tenth of a leg length against 1 % of noise.
const SHORTEST_PATH: f64 = 0.15;

/// Rounds of fitting the band round the line; it settles in two or three.
const ROUNDS: usize = 4;

/// The roll from the paths of both toes (image frame, filtered). `None` with fewer than four usable contacts.
pub(super) fn estimate(
    toes: [&[Option<Point>]; 2],
    facing: Facing,
    incline: Angle,
    leg_length: f64,
) -> Option<RollEstimate> {
    let mut slope = 0.0;
    let mut contacts = Vec::new();
    for _ in 0..ROUNDS {
        contacts = toes.iter().flat_map(|toe| contact_slopes(toe, facing, slope, leg_length)).collect();
        slope = median(contacts.clone())?;
    }
    if contacts.len() < FEWEST_CONTACTS {
        return None;
    }
    let (middle, spread) = centre_and_spread(contacts.clone())?;
    // Standard error of a median of normal data.
    let error = 1.2533 * spread / (contacts.len() as f64).sqrt();
    // A belt that climbs towards image-right falls to the left.
    let climb = incline.radians() * facing.sign();
    Some(RollEstimate {
        roll: Angle::from_radians(middle.atan() + climb),
        uncertainty: Angle::from_radians(error.hypot(SYSTEMATIC.radians())),
        contacts: contacts.len(),
    })
}

/// The slope (dy/dx, image frame) of each run of frames in which the toe moves backwards along the belt.
fn contact_slopes(toe: &[Option<Point>], facing: Facing, slope: f64, leg_length: f64) -> Vec<f64> {
    let height = |p: Point| p.y - slope * p.x;
    let Some(belt) = lowest_level(toe.iter().flatten().map(|&p| height(p)).collect()) else {
        return Vec::new();
    };
    let on_belt = |frame: usize| {
        let (Some(before), Some(now)) = (toe[frame - 1], toe[frame]) else { return false };
        (now.x - before.x) * facing.sign() < 0.0 && (height(now) - belt).abs() < BELT_BAND * leg_length
    };
    let mut slopes = Vec::new();
    let mut run: Vec<Point> = Vec::new();
    for frame in 1..=toe.len() {
        if frame < toe.len() && on_belt(frame) {
            run.extend(toe[frame]);
        } else {
            slopes.extend(line_slope(&run, SHORTEST_PATH * leg_length));
            run.clear();
        }
    }
    slopes
}

/// The image height that a tenth of the frames lie below: in stance, for a third or more of each cycle, the toe is near
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

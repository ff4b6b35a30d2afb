//! Knee joints from the pose model's knee points.
//!
//! The model sets the knee into the middle of the flesh that it sees there. In a bent leg that lies on the inner side of the bend: seen along the
//! thigh, short of the joint. From legs bent by less than 20 degrees to those bent by more than 80 it comes short by another 5 and 6 % of the
//! shank (grid's tuning bodies, near and far leg; held-out bodies 9 and 8 %, 20 other runners 5 and 7 %); across the thigh its place stays within
//! 1.5 %. So the knee is moved along the thigh, which leaves the thigh's angle as it is and mends the shank's.
//!
//! `docs/METHODS-track.md` has what that gains, on bodies and runners that had no part in it too, and what speaks for it on a real runner.

use super::hips::segment_length;
use crate::body::{BySide, Part, Point, Trajectories};

/// How far short of the joint the model's knee is, shank lengths for a radian of flexion: the least squares of the near shank's angle over the 16
/// clips of the grid's tuning bodies. The far leg's own (0.054) makes the far shank worse on every group that it was not made from. Best for others: held-out bodies
/// 0.028 near and 0.038 far, 20 other runners 0.028 and 0.044, recorded movement 0.032 and 0.030.
const SHORT: f64 = 0.038;

/// The same body with its knees where the joints are. The hips must be settled.
pub(super) fn centred(body: &Trajectories) -> Trajectories {
    let short = BySide::from_fn(|side| Some(SHORT * segment_length(body, side, (Part::Knee, Part::Ankle))?));
    body.with_part(Part::Knee, |side, frame| {
        let at = |part| body.at(part, side, frame);
        let knee = at(Part::Knee)?;
        // Without the leg's other joints nothing is known of its bend; the knee stays as it was seen.
        let known = at(Part::Hip).zip(at(Part::Ankle)).zip(*short.get(side));
        Some(known.map_or(knee, |((hip, ankle), short)| Bend::of(hip, knee, ankle).along_thigh(knee, short)))
    })
}

/// A leg's flexion and the direction of its thigh.
struct Bend {
    thigh: Point,
    flexion_rad: f64,
}

impl Bend {
    /// Body frame: forward and up.
    fn of(hip: Point, knee: Point, ankle: Point) -> Self {
        let length = hip.distance(knee).max(f64::MIN_POSITIVE);
        let thigh = Point::new((knee.x - hip.x) / length, (knee.y - hip.y) / length);
        let shank = Point::new(ankle.x - knee.x, ankle.y - knee.y);
        // Backwards is flexion; a straight leg's noise, which also goes forwards, is no bend.
        let across = thigh.x * -shank.y + thigh.y * shank.x;
        let along = thigh.x * shank.x + thigh.y * shank.y;
        Self { thigh, flexion_rad: across.atan2(along).max(0.0) }
    }

    fn along_thigh(&self, knee: Point, short: f64) -> Point {
        let way = short * self.flexion_rad;
        Point::new(knee.x + way * self.thigh.x, knee.y + way * self.thigh.y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::{Facing, FrameSize, Side, View};
    use crate::series::{Series, TimeAxis};
    use crate::units::{Angle, Hertz};
    use std::sync::Arc;

    const SEGMENT: f64 = 200.0;

    /// A runner facing right whose knees bend by `flexion_deg` in all frames, thighs `thigh_deg` forward.
    fn body(thigh_deg: f64, flexion_deg: f64) -> Trajectories {
        let time = Arc::new(TimeAxis::regular(3, Hertz(60.0)));
        let frame_size = FrameSize { width: 640, height: 480 };
        let view = View { facing: Facing::Right, roll: Angle::ZERO, frame_size };
        let down = |degrees: f64| {
            let angle = degrees.to_radians();
            Point::new(SEGMENT * angle.sin(), -SEGMENT * angle.cos())
        };
        let (thigh, shank) = (down(thigh_deg), down(thigh_deg - flexion_deg));
        Trajectories::from_fn(Arc::clone(&time), view, |landmark| {
            Series::from_fn(Arc::clone(&time), |_| {
                Some(match landmark.part {
                    Part::Knee => thigh,
                    Part::Ankle => Point::new(thigh.x + shank.x, thigh.y + shank.y),
                    _ => Point::default(),
                })
            })
        })
    }

    fn moved(body: &Trajectories, side: Side) -> Point {
        let (before, after) = (body.at(Part::Knee, side, 1), centred(body).at(Part::Knee, side, 1));
        let (before, after) = (before.expect("drawn"), after.expect("kept"));
        Point::new(after.x - before.x, after.y - before.y)
    }

    #[test]
    fn a_bent_knee_goes_on_along_the_thigh() {
        // A thigh straight ahead, its shank hanging: the knee goes forward.
        let bent = body(90.0, 90.0);
        for side in Side::BOTH {
            let way = moved(&bent, side);
            let wanted = SHORT * std::f64::consts::FRAC_PI_2 * SEGMENT;
            assert!((way.x - wanted).abs() < 1e-9 && way.y.abs() < 1e-9, "{way:?}");
        }
    }

    #[test]
    fn a_straight_or_overstretched_knee_stays() {
        for flexion in [0.0, -10.0] {
            let way = moved(&body(20.0, flexion), Side::Right);
            assert!(way.x.hypot(way.y) < 1e-9, "{flexion}: {way:?}");
        }
    }

    #[test]
    fn the_thigh_keeps_its_direction_and_a_lone_knee_its_place() {
        let bent = body(-15.0, 70.0);
        let (way, knee) = (moved(&bent, Side::Left), bent.at(Part::Knee, Side::Left, 1).expect("drawn"));
        assert!((way.x * knee.y - way.y * knee.x).abs() < 1e-9 * SEGMENT, "{way:?}");
        let without_ankle = bent
            .with_part(Part::Ankle, |side, frame| bent.at(Part::Ankle, side, frame).filter(|_| frame != 1));
        assert_eq!(moved(&without_ankle, Side::Left), Point::default());
    }
}

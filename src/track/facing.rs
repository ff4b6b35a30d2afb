//! Which way the runner faces, from the feet and the knees.

use crate::body::{BodyPose, Facing, Landmark, Part, Point, Side};
use crate::robust::median;
use crate::units::Confidence;

/// A direction and how unanimous the cues were.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FacingEstimate {
    /// The direction.
    pub facing: Facing,
    /// Share of the cues, over all frames, that agree with it: 0.5 is a coin toss, 1 is unanimous.
    pub agreement: Confidence,
}

/// A foot that hangs steeper than 15 degrees off the upright has no say (tangent): late in the follow-through it does, and a camera
/// rolled by 5 degrees turned so many of these votes that a square clip was refused.
const TELLING: f64 = 0.268;

/// A knee nearer than this to the line from hip to ankle, as a share of its length, has no say: half the tangent of 5 degrees, a bend of 10, which
/// the landmarks of a straight leg read too. Of eight rendered runners who stand, two were refused for such votes.
const BENT: f64 = 0.044;

/// The direction in which toes lie ahead of heels and knees bend. Each frame gives up to four votes: for each side as
/// labelled, the sign of toe minus heel and the side of the line hip-ankle on which the knee lies. An exchange of the
/// legs changes neither the feet's votes nor, much, the knees'. `None` without any vote.
pub fn facing<'a>(poses: impl Iterator<Item = &'a BodyPose>) -> Option<FacingEstimate> {
    let (mut feet, mut votes) = (Vec::new(), Vec::new());
    for pose in poses {
        for side in Side::BOTH {
            let at = |part| pose.get(Landmark::new(part, side)).image;
            let (toe, heel) = (at(Part::Toe), at(Part::Heel));
            let foot = toe.x - heel.x;
            feet.push(foot);
            votes.extend((foot.abs() >= TELLING * (toe.y - heel.y).abs()).then_some(foot));
            votes.extend(knee_ahead(at(Part::Hip), at(Part::Knee), at(Part::Ankle)));
        }
    }
    let facing = if median(feet)? >= 0.0 { Facing::Right } else { Facing::Left };
    if votes.is_empty() {
        return None;
    }
    let agreeing = votes.iter().filter(|&&vote| vote * facing.sign() > 0.0).count();
    Some(FacingEstimate { facing, agreement: Confidence::new(agreeing as f32 / votes.len() as f32) })
}

/// Positive where the knee lies to the right of the line from hip to ankle (image frame, y down); nothing where the leg is straight.
fn knee_ahead(hip: Point, knee: Point, ankle: Point) -> Option<f64> {
    let ahead = (knee.x - hip.x) * (ankle.y - hip.y) - (knee.y - hip.y) * (ankle.x - hip.x);
    (ahead.abs() >= BENT * hip.distance(ankle).powi(2)).then_some(ahead)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Observation;

    /// A runner who faces right, one foot flat and one hanging with its toe a little behind its heel, as a rolled camera shows it.
    #[test]
    fn a_hanging_foot_has_no_say() {
        let place = |part: Part, side: Side| match (part, side) {
            (Part::Hip, _) => Point::new(100.0, 100.0),
            (Part::Knee, _) => Point::new(130.0, 200.0),
            (Part::Ankle, _) => Point::new(100.0, 300.0),
            (Part::Heel, _) => Point::new(90.0, 310.0),
            (Part::Toe, Side::Left) => Point::new(130.0, 312.0),
            (Part::Toe, Side::Right) => Point::new(82.0, 350.0),
            _ => Point::new(100.0, 0.0),
        };
        let seen = |landmark: Landmark| Observation {
            image: place(landmark.part, landmark.side),
            depth: 0.0,
            visibility: Confidence::new(1.0),
        };
        let all: Vec<Observation> = Landmark::all().map(seen).collect();
        let pose = BodyPose(all.try_into().unwrap());
        let found = facing(std::iter::once(&pose)).unwrap();
        assert_eq!((found.facing, found.agreement.get()), (Facing::Right, 1.0));
    }

    #[test]
    fn a_bent_knee_points_forward() {
        let (hip, ankle) = (Point::new(100.0, 100.0), Point::new(100.0, 300.0));
        assert!(knee_ahead(hip, Point::new(130.0, 200.0), ankle) > Some(0.0));
        assert!(knee_ahead(hip, Point::new(70.0, 200.0), ankle).is_some_and(|ahead| ahead < 0.0));
        assert_eq!(knee_ahead(hip, Point::new(92.0, 200.0), ankle), None);
    }
}

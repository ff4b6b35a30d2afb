//! The edges of the shanks in a picture: how sharp they are while the leg swings tells how long the shutter was open.

use crate::body::{BodyPose, BySide, Landmark, Part, Point, Side};
use crate::units::Pixels;
use crate::video::{Frame, StripShape, VideoError, edge_widths};

/// Pictures of the clip in which edges are measured: 260 to 840 edges then (17 rendered clips), of which the fit needs 80 (`track/blur.rs`).
pub(super) const PICTURES: usize = 300;
/// The stretch of the shank that is looked at, shares of the way from knee to ankle: without the knee's cap and the shoe.
const FROM: f64 = 0.2;
const TO: f64 = 0.8;
/// How far to either side of the shank's middle line, in its lengths: a calf reaches to 0.2.
const REACH: f64 = 0.34;
const ROWS: usize = 32;
const STEP_PX: f64 = 0.5;
/// Smoothing with which edges are found: across, in shank lengths but at least a pixel, and along, in rows.
const SOFTNESS: f64 = 0.015;
const ROWS_SOFTNESS: f64 = 1.5;
/// A shorter shank, pixels, has edges narrower than the picture's own softness.
const SHORTEST_PX: f64 = 40.0;

/// Widths of the edges of each shank as labelled; none where it is too small or they are not clear.
pub(super) fn edges(frame: &Frame, pose: &BodyPose) -> Result<BySide<Vec<Pixels>>, VideoError> {
    Ok(BySide { left: of_shank(frame, pose, Side::Left)?, right: of_shank(frame, pose, Side::Right)? })
}

fn of_shank(frame: &Frame, pose: &BodyPose, side: Side) -> Result<Vec<Pixels>, VideoError> {
    let at = |part| pose.get(Landmark::new(part, side)).image;
    let (knee, ankle) = (at(Part::Knee), at(Part::Ankle));
    let length = knee.distance(ankle);
    if length < SHORTEST_PX {
        return Ok(Vec::new());
    }
    let between =
        |share: f64| Point::new(knee.x + share * (ankle.x - knee.x), knee.y + share * (ankle.y - knee.y));
    let shape =
        StripShape { from: between(FROM), to: between(TO), reach: REACH * length, rows: ROWS, step: STEP_PX };
    Ok(edge_widths(&frame.strip(&shape, (SOFTNESS * length).max(1.0), ROWS_SOFTNESS)?))
}

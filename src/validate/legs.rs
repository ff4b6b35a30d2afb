//! In how many frames the legs are exchanged.

use super::reference::JointsInPicture;
use super::sampling::Sampler;
use super::score::LegsScore;
use crate::body::{BySide, Landmark, Part, Point, Side};
use crate::report::document::FrameSeries;
use crate::robust::median;
use crate::series::TimeAxis;
use crate::units::Seconds;

/// A pair must fit better the other way round by this share of the leg's length (as in `docs/METHODS-track.md`): where the legs pass each
/// other both ways fit about as well, and that is no exchange.
const CLEARLY: f64 = 0.03;

/// Counts over the frames of a result; `None` where no frame can be judged.
pub(super) fn score(
    series: &FrameSeries,
    joints: &JointsInPicture,
    known: &TimeAxis,
    offset_s: f64,
) -> Option<LegsScore> {
    let margin_px = CLEARLY * leg_length_px(joints, known)?;
    let sampler = Sampler::new(known);
    let mut score = LegsScore { frames: 0, knees: 0, ankles: 0, either: 0, fraction: 0.0 };
    for (row, &time_s) in series.time_s.iter().enumerate() {
        let exchanged = |part| {
            let found =
                places(|landmark| series.landmark(landmark, row).map(|[x, y]| Point::new(x, y)), part)?;
            let time = Seconds(time_s + offset_s);
            let truth = places(|landmark| sampler.at(joints.paths.get(landmark)?, time), part)?;
            Some(fits_better_exchanged(&found, &truth, margin_px))
        };
        let (knees, ankles) = (exchanged(Part::Knee), exchanged(Part::Ankle));
        let is = |judged: Option<bool>| usize::from(judged == Some(true));
        score.frames += usize::from(knees.is_some() || ankles.is_some());
        score.knees += is(knees);
        score.ankles += is(ankles);
        score.either += is(knees).max(is(ankles));
    }
    score.fraction = score.either as f64 / score.frames as f64;
    (score.frames > 0).then_some(score)
}

fn places(place: impl Fn(Landmark) -> Option<Point>, part: Part) -> Option<BySide<Point>> {
    let of = |side| place(Landmark::new(part, side));
    Some(BySide { left: of(Side::Left)?, right: of(Side::Right)? })
}

/// Whether two points fit two true ones better when their sides are exchanged, by more than a margin.
fn fits_better_exchanged(found: &BySide<Point>, truth: &BySide<Point>, margin_px: f64) -> bool {
    let kept = found.left.distance(truth.left) + found.right.distance(truth.right);
    let exchanged = found.left.distance(truth.right) + found.right.distance(truth.left);
    exchanged < kept - margin_px
}

/// Hip to knee to ankle in the picture: the median over frames and sides.
fn leg_length_px(joints: &JointsInPicture, known: &TimeAxis) -> Option<f64> {
    let at = |part, side, frame| joints.paths.get(Landmark::new(part, side))?.at(frame);
    let length = |side, frame| {
        let (hip, knee, ankle) =
            (at(Part::Hip, side, frame)?, at(Part::Knee, side, frame)?, at(Part::Ankle, side, frame)?);
        Some(hip.distance(knee) + knee.distance(ankle))
    };
    let frames = 0..known.len();
    median(frames.flat_map(|frame| Side::BOTH.map(|side| length(side, frame))).flatten().collect())
}

#[cfg(test)]
#[path = "legs/tests.rs"]
mod tests;

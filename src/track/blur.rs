//! Motion blur, from how the edges of the shanks widen with their speed.
//!
//! An edge of width `w0` that moves across itself at `v` while the shutter is open for `T` is seen with a width of about
//! `(w0³ + (v T)³)^(1/3)`; exactly, for an edge that is softened as by a lens (Gaussian), it is `l / erf(l / (2 √2 s))` with `l = v T` and
//! `w0 = s √(2 π)`, and the cubes differ from that by at most 3 %. `T` and `w0` are those from which the widths of a clip differ least
//! (sum of absolute differences: an edge that was taken from something else has little say).

use crate::body::{BodyPose, Landmark, Part, Point, PoseSequence, Side};
use crate::robust::quantile;
use crate::units::{Pixels, Seconds};

/// How much moving limbs are smeared in the pictures of a clip.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MotionBlur {
    /// How long the shutter was open, in the runner's own time.
    pub exposure: Seconds,
    /// How far the middle of a shank moves meanwhile when it is fast (95th percentile of its speeds): the length of its smear.
    pub smear: Pixels,
}

/// Fewer edges than this say nothing. With 60 of the edges of six rendered clips the exposure varied by 12 to 20 %.
const LEAST_EDGES: usize = 60;
/// What counts as fast: this share of the speeds is lower.
const FAST: f64 = 0.95;
/// The search, in shares of the time between frames; a shutter can be open for all of it.
const EXPOSURE_STEPS: usize = 100;
/// Steps of the width at rest, up to this many times the narrow edges of the clip.
const WIDTH_STEPS: usize = 50;
const WIDEST: f64 = 2.0;

/// One edge: its width, and how fast it moved across itself, pixels and pixels between frames.
struct Edge {
    width: f64,
    speed: f64,
}

/// The blur of a clip; `None` where its pictures were not looked at or too few edges were clear.
pub(super) fn motion_blur(sequence: &PoseSequence) -> Option<MotionBlur> {
    let step = 1.0 / sequence.time.median_rate()?.0;
    let mut edges = Vec::new();
    let mut speeds = Vec::new();
    for (frame, widths) in sequence.shank_edges.iter().enumerate() {
        for side in Side::BOTH {
            let Some(motion) = motion(sequence, frame, side, step) else { continue };
            speeds.push(motion.speed);
            edges.extend(widths.get(side).iter().map(|width| Edge { width: width.0, speed: motion.across }));
        }
    }
    if edges.len() < LEAST_EDGES {
        return None;
    }
    let open = exposure(&edges)?;
    let fast = quantile(speeds, FAST)?;
    Some(MotionBlur { exposure: Seconds(open * step), smear: Pixels(open * fast) })
}

/// Speed of the middle of a shank, pixels between frames: in all, and across the shank.
struct Motion {
    speed: f64,
    across: f64,
}

fn motion(sequence: &PoseSequence, frame: usize, side: Side, step: f64) -> Option<Motion> {
    let shank = |frame: usize| {
        let pose: &BodyPose = sequence.poses.get(frame)?.as_ref()?;
        let at = |part| pose.get(Landmark::new(part, side)).image;
        Some((at(Part::Knee), at(Part::Ankle)))
    };
    let (before, now, after) = (shank(frame.checked_sub(1)?)?, shank(frame)?, shank(frame + 1)?);
    let middle = |(knee, ankle): (Point, Point)| knee.midpoint(ankle);
    let (a, b) = (middle(before), middle(after));
    let frames = (sequence.time.at(frame + 1)?.0 - sequence.time.at(frame - 1)?.0) / step;
    let (x, y) = ((b.x - a.x) / frames, (b.y - a.y) / frames);
    let (knee, ankle) = now;
    let length = knee.distance(ankle);
    let across = (x * (ankle.y - knee.y) - y * (ankle.x - knee.x)).abs() / length;
    (length > 0.0 && frames > 0.0).then(|| Motion { speed: x.hypot(y), across })
}

/// Share of the time between frames for which the shutter was open.
fn exposure(edges: &[Edge]) -> Option<f64> {
    let narrow = quantile(edges.iter().map(|edge| edge.width).collect(), 0.1)?;
    let candidates = (0..=EXPOSURE_STEPS).flat_map(|open| (1..=WIDTH_STEPS).map(move |rest| (open, rest)));
    let value = |(open, rest): (usize, usize)| {
        let open = open as f64 / EXPOSURE_STEPS as f64;
        (open, WIDEST * narrow * rest as f64 / WIDTH_STEPS as f64)
    };
    let off = |(open, rest): (f64, f64)| -> f64 {
        edges.iter().map(|edge| (edge.width - blurred(rest, open * edge.speed)).abs()).sum()
    };
    // A limb that moves by less than the width of an edge from frame to frame cannot show it.
    if quantile(edges.iter().map(|edge| edge.speed).collect(), FAST)? < narrow {
        return None;
    }
    let best = candidates.map(value).map(|at| (off(at), at.0)).min_by(|a, b| a.0.total_cmp(&b.0))?;
    Some(best.1)
}

/// Width of an edge that is `rest` wide at rest and moves by `way` while the shutter is open.
fn blurred(rest: f64, way: f64) -> f64 {
    (rest.powi(3) + way.powi(3)).cbrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edges(open: f64, wrong: usize) -> Vec<Edge> {
        (0..400)
            .map(|i| {
                let speed = 0.03 * i as f64;
                let width = if i % 10 < wrong { 9.0 } else { blurred(2.6, open * speed) };
                Edge { width, speed }
            })
            .collect()
    }

    #[test]
    fn the_exposure_is_read_from_the_fast_edges() {
        for open in [0.0, 0.25, 0.8] {
            let found = exposure(&edges(open, 0)).expect("edges");
            assert!((found - open).abs() <= 0.1, "{open}: {found}");
        }
    }

    #[test]
    fn edges_of_other_things_have_little_say() {
        let found = exposure(&edges(0.5, 2)).expect("edges");
        assert!((found - 0.5).abs() <= 0.05, "{found}");
    }
}

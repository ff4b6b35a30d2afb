//! Motion blur, from how the edges of the shanks widen with their speed.
//!
//! An edge of width `w0` that moves across itself at `v` while the shutter is open for `T` is seen with a width of about
//! `(w0³ + (v T)³)^(1/3)`; exactly, for an edge that is softened as by a lens (Gaussian), it is `l / erf(l / (2 √2 s))` with `l = v T` and
//! `w0 = s √(2 π)`, and the cubes differ from that by at most 3 %. `T` and `w0` are those from which the widths of a clip differ least
//! (sum of absolute differences) over ten groups of edges of like speed.

use crate::body::{BodyPose, Landmark, Part, Point, PoseSequence, Side, Trajectories};
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

/// Fewer edges than this say nothing: eight in each of the groups below.
const LEAST_EDGES: usize = 80;
/// What counts as fast: this share of the speeds is lower.
const FAST: f64 = 0.95;
/// Groups of edges of like speed, and the width that stands for a group: most of what is wrongly taken for an edge of the leg is wide.
const GROUPS: usize = 10;
const NARROW: f64 = 0.3;
/// Groups that are always fitted.
const LEAST_GROUPS: usize = 4;
/// The search, in shares of the time between frames; a shutter can be open for all of it.
const EXPOSURE_STEPS: usize = 100;
/// Steps of the width at rest, up to this many times the narrowest group.
const WIDTH_STEPS: usize = 50;
const WIDEST: f64 = 2.0;

/// Edges of like speed: how wide they are and how fast they moved across themselves, pixels and pixels between frames.
#[derive(Debug, Clone, Copy)]
struct Edge {
    width: f64,
    speed: f64,
}

/// The blur of a clip; `None` where its pictures were not looked at, too few edges were clear, or nobody moves.
pub(super) fn motion_blur(sequence: &PoseSequence, body: &Trajectories) -> Option<MotionBlur> {
    let step = 1.0 / sequence.time.median_rate()?.0;
    let mut edges = Vec::new();
    for (frame, widths) in sequence.shank_edges.iter().enumerate() {
        for side in Side::BOTH {
            let Some(speed) = speed_across(sequence, frame, side, step) else { continue };
            edges.extend(widths.get(side).iter().map(|width| Edge { width: width.0, speed }));
        }
    }
    let open = exposure(edges)?;
    let smear = open * step * fast(body)?;
    Some(MotionBlur { exposure: Seconds(open * step), smear: Pixels(smear) })
}

/// Speed of the middle of a shank across itself, pixels between frames, as the raw landmarks have it.
fn speed_across(sequence: &PoseSequence, frame: usize, side: Side, step: f64) -> Option<f64> {
    let shank = |frame: usize| {
        let pose: &BodyPose = sequence.poses.get(frame)?.as_ref()?;
        let at = |part| pose.get(Landmark::new(part, side)).image;
        Some((at(Part::Knee), at(Part::Ankle)))
    };
    let (before, (knee, ankle), after) = (shank(frame.checked_sub(1)?)?, shank(frame)?, shank(frame + 1)?);
    let middle = |(knee, ankle): (Point, Point)| knee.midpoint(ankle);
    let (a, b) = (middle(before), middle(after));
    let frames = (sequence.time.at(frame + 1)?.0 - sequence.time.at(frame - 1)?.0) / step;
    let length = knee.distance(ankle);
    let across = (b.x - a.x) * (ankle.y - knee.y) - (b.y - a.y) * (ankle.x - knee.x);
    (length > 0.0).then(|| across.abs() / (length * frames))
}

/// How fast the middle of a shank is when it is fast, pixels a second: by the paths, in which no legs are exchanged.
fn fast(body: &Trajectories) -> Option<f64> {
    let times = body.time().seconds();
    let middle =
        |side, frame| Some(body.at(Part::Knee, side, frame)?.midpoint(body.at(Part::Ankle, side, frame)?));
    let speed = |side, frame: usize| {
        let way = middle(side, frame)?.distance(middle(side, frame + 1)?);
        Some(way / (times[frame + 1] - times[frame]))
    };
    let speeds = Side::BOTH
        .into_iter()
        .flat_map(|side| (0..times.len().saturating_sub(1)).filter_map(move |frame| speed(side, frame)));
    quantile(speeds.collect(), FAST)
}

/// Share of the time between frames for which the shutter was open.
fn exposure(mut edges: Vec<Edge>) -> Option<f64> {
    if edges.len() < LEAST_EDGES {
        return None;
    }
    edges.sort_by(|a, b| a.speed.total_cmp(&b.speed));
    let mut groups = edges.chunks(edges.len().div_ceil(GROUPS)).map(typical).collect::<Option<Vec<_>>>()?;
    let narrow = groups.iter().map(|group| group.width).reduce(f64::min)?;
    // A leg that moves by less than the width of an edge from frame to frame cannot show it.
    if groups.last()?.speed < narrow {
        return None;
    }
    groups.truncate(up_to_widest(&groups));
    let candidates = (0..=EXPOSURE_STEPS).flat_map(|open| (1..=WIDTH_STEPS).map(move |rest| (open, rest)));
    let value = |(open, rest): (usize, usize)| {
        let open = open as f64 / EXPOSURE_STEPS as f64;
        (open, WIDEST * narrow * rest as f64 / WIDTH_STEPS as f64)
    };
    let off = |(open, rest): (f64, f64)| -> f64 {
        groups.iter().map(|edge| (edge.width - blurred(rest, open * edge.speed)).abs()).sum()
    };
    let best = candidates.map(value).map(|at| (off(at), at.0)).min_by(|a, b| a.0.total_cmp(&b.0))?;
    Some(best.1)
}

fn typical(edges: &[Edge]) -> Option<Edge> {
    Some(Edge {
        width: quantile(edges.iter().map(|edge| edge.width).collect(), NARROW)?,
        speed: quantile(edges.iter().map(|edge| edge.speed).collect(), 0.5)?,
    })
}

/// Number of groups up to the widest. Faster ones are not wider where their own edges are smeared too much to be found, which leaves those of
/// other things.
fn up_to_widest(groups: &[Edge]) -> usize {
    let widest = (0..groups.len()).max_by(|&a, &b| groups[a].width.total_cmp(&groups[b].width));
    widest.map_or(groups.len(), |widest| (widest + 1).max(LEAST_GROUPS))
}

/// Width of an edge that is `rest` wide at rest and moves by `way` while the shutter is open.
fn blurred(rest: f64, way: f64) -> f64 {
    (rest.powi(3) + way.powi(3)).cbrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four hundred edges, of which `wrong` in ten belong to things that stand, and none is found that is wider than 12.
    fn edges(open: f64, wrong: usize) -> Vec<Edge> {
        (0..400)
            .map(|i| {
                let speed = 0.05 * i as f64;
                let width = blurred(2.6, open * speed);
                Edge { width: if i % 10 < wrong || width > 12.0 { 3.0 } else { width }, speed }
            })
            .collect()
    }

    #[test]
    fn the_exposure_is_read_from_the_fast_edges() {
        for open in [0.0, 0.25, 0.5] {
            let found = exposure(edges(open, 0)).expect("edges");
            assert!((found - open).abs() <= 0.1, "{open}: {found}");
        }
    }

    #[test]
    fn edges_of_other_things_have_little_say() {
        let found = exposure(edges(0.5, 2)).expect("edges");
        assert!((found - 0.5).abs() <= 0.05, "{found}");
    }

    #[test]
    fn fast_edges_that_are_not_found_do_not_hide_a_long_shutter() {
        let found = exposure(edges(1.0, 0)).expect("edges");
        assert!((found - 1.0).abs() <= 0.1, "{found}");
    }

    #[test]
    fn few_edges_and_legs_that_stand_say_nothing() {
        assert_eq!(exposure(edges(0.5, 0)[..70].to_vec()), None);
        let still: Vec<Edge> = (0..200).map(|i| Edge { width: 3.0, speed: 0.002 * f64::from(i) }).collect();
        assert_eq!(exposure(still), None);
    }
}

//! The far knee where the near leg hides it.
//!
//! The pose model sets a knee that it cannot see somewhere in the picture all the same. Within [`REACH`] of the near leg the far knee is off by three times
//! as much as elsewhere, and mostly to the back (`docs/METHODS-track.md`). So there it counts [`WORTH`] as much as elsewhere, in a smoothing spline through its
//! path: what is seen of **the same knee** just before and after carries it through, and nothing is taken from the other leg or from what
//! runners usually do.

use super::smooth;
use super::spline::smoothing_spline;
use crate::body::Point;
use crate::robust::median;
use crate::units::Hertz;

/// Nearer than this to the near thigh or shank, in near thigh lengths, the far knee is hidden: its error's root mean square is 5.5 to 8 % of the thigh
/// there (24 clips of the grid's main part; in steps of 0.1) and 2.4 to 2.8 % from 0.4 on. Ten other runners and recorded movement show the same step.
const REACH: f64 = 0.35;

/// What a hidden sample counts against one that is seen: the ratio of the mean squares of both errors, (2.5 / 7.5)².
const WORTH: f64 = 0.1;

/// Smoothed paths of the near hip, knee and ankle.
pub(super) type Leg<'a> = [&'a [Option<Point>]; 3];

/// Frames in which a point lies behind the near leg. Nothing is known, and `false` said, where a landmark is missing.
pub(super) fn behind(leg: Leg<'_>, point: &[Option<Point>]) -> Vec<bool> {
    let lengths = leg[0].iter().zip(leg[1]).filter_map(|(&hip, &knee)| Some(hip?.distance(knee?)));
    let reach = REACH * median(lengths.collect()).unwrap_or(0.0);
    let is_behind = |frame: usize| {
        let [hip, knee, ankle] = leg.map(|path| path[frame]);
        let (point, knee) = (point[frame]?, knee?);
        let to_thigh = hip.map(|hip| point.distance_to_segment(hip, knee));
        let to_shank = ankle.map(|ankle| point.distance_to_segment(knee, ankle));
        Some(to_thigh.into_iter().chain(to_shank).any(|distance| distance < reach))
    };
    (0..point.len()).map(|frame| is_behind(frame).unwrap_or(false)).collect()
}

/// The path with its hidden samples put where the spline has them. The others stay as measured.
pub(super) fn carried_through(
    times_s: &[f64],
    path: &[Option<Point>],
    hidden: &[bool],
    cutoff: Hertz,
    longest_step_s: f64,
) -> Vec<Option<Point>> {
    let mut carried = path.to_vec();
    for stretch in smooth::stretches(times_s, path, longest_step_s) {
        let weights: Vec<f64> =
            hidden[stretch.clone()].iter().map(|&hidden| if hidden { WORTH } else { 1.0 }).collect();
        let points: Vec<Point> = path[stretch.clone()].iter().flatten().copied().collect();
        let spline = |coordinate: fn(&Point) -> f64| {
            let samples: Vec<f64> = points.iter().map(coordinate).collect();
            smoothing_spline(&times_s[stretch.clone()], &samples, &weights, cutoff)
        };
        let (x, y) = (spline(|p| p.x), spline(|p| p.y));
        for (place, frame) in stretch.clone().enumerate().filter(|&(_, frame)| hidden[frame]) {
            carried[frame] = Some(Point::new(x[place], y[place]));
        }
    }
    carried
}

//! Filtering a path with gaps on a time axis that may be irregular.

use super::filter::{LowPass, SHORTEST_STRETCH};
use crate::body::Point;
use crate::units::Hertz;
use ndarray::Array1;
use ndarray_interp::interp1d::Interp1DBuilder;
use ndarray_interp::interp1d::cubic_spline::CubicSpline;
use std::ops::Range;

/// Steps that differ from their median by less than this share count as regular: at 15 Hz a shift in time by a
/// thousandth of a step changes nothing that could be measured.
const REGULAR_TOLERANCE: f64 = 1e-3;

/// Longest step in time over which a path holds together where gaps up to `max_gap_s` are filled: frames missing from the time axis are gaps like any
/// other. A thousandth of a usual step is rounding.
pub(super) fn longest_step_s(max_gap_s: f64, step_s: f64) -> f64 {
    max_gap_s + step_s * 1.001
}

/// Splits a path where samples are missing or where two neighbours lie farther apart than `max_step_s`.
pub(super) fn stretches(times_s: &[f64], path: &[Option<Point>], max_step_s: f64) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for frame in (0..path.len()).filter(|&frame| path[frame].is_some()) {
        match found.last_mut() {
            Some(last) if last.end == frame && times_s[frame] - times_s[frame - 1] <= max_step_s => {
                last.end = frame + 1;
            }
            _ => found.push(frame..frame + 1),
        }
    }
    found
}

/// One stretch without gaps, low-passed at `cutoff`. `None` where it is too short ([`SHORTEST_STRETCH`]).
pub(super) fn smooth(times_s: &[f64], points: &[Point], cutoff: Hertz) -> Option<Vec<Point>> {
    let x: Vec<f64> = points.iter().map(|p| p.x).collect();
    let y: Vec<f64> = points.iter().map(|p| p.y).collect();
    let grid = Grid::new(times_s)?;
    let low_pass = LowPass::new(cutoff, grid.rate())?;
    let [x, y] = [x, y].map(|coordinate| grid.filtered(times_s, coordinate, &low_pass));
    Some(x?.into_iter().zip(y?).map(|(x, y)| Point::new(x, y)).collect())
}

/// A regular axis over the span of a stretch; on a regular stretch it is the stretch's own.
struct Grid {
    step_s: f64,
    samples: usize,
    own: bool,
}

impl Grid {
    fn new(times_s: &[f64]) -> Option<Self> {
        if times_s.len() < SHORTEST_STRETCH {
            return None;
        }
        let steps: Vec<f64> = times_s.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let median = crate::robust::median(steps.clone())?;
        let own = steps.iter().all(|step| (step - median).abs() <= REGULAR_TOLERANCE * median);
        let span = times_s[times_s.len() - 1] - times_s[0];
        // Whole steps over the span, none longer than the median one.
        let steps = if own { times_s.len() - 1 } else { (span / median).ceil() as usize };
        Some(Self { step_s: span / steps as f64, samples: steps + 1, own })
    }

    fn rate(&self) -> Hertz {
        Hertz(1.0 / self.step_s)
    }

    fn filtered(&self, times_s: &[f64], samples: Vec<f64>, low_pass: &LowPass) -> Option<Vec<f64>> {
        if self.own {
            return low_pass.apply(&samples);
        }
        let last = self.samples - 1;
        let inside = |k: usize| (times_s[0] + k as f64 * self.step_s).min(times_s[times_s.len() - 1]);
        let grid: Vec<f64> = (0..=last).map(inside).collect();
        let smoothed = low_pass.apply(&resample(times_s, samples, &grid)?)?;
        // Rounding may leave the last grid time a hair before the last sample; the ends are the same instant.
        let mut ends = grid;
        ends[last] = times_s[times_s.len() - 1];
        resample(&ends, smoothed, times_s)
    }
}

/// A natural cubic spline through the samples, read at other times within their span.
fn resample(times_s: &[f64], samples: Vec<f64>, at_s: &[f64]) -> Option<Vec<f64>> {
    let spline = Interp1DBuilder::new(Array1::from_vec(samples))
        .x(Array1::from_vec(times_s.to_vec()))
        .strategy(CubicSpline::new())
        .build()
        .ok()?;
    Some(spline.interp_array(&Array1::from_vec(at_s.to_vec())).ok()?.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slow(t: f64) -> Point {
        Point::new(100.0 + 50.0 * (9.0 * t).sin(), 30.0 * (5.0 * t).cos())
    }

    #[test]
    fn a_slow_motion_passes_unchanged_on_a_regular_and_on_an_irregular_axis() {
        let regular: Vec<f64> = (0..120).map(|i| f64::from(i) / 60.0).collect();
        // A phone's variable rate: steps between 1/60 and 1/30 s.
        let irregular: Vec<f64> = (0..90)
            .scan(0.0, |t, i| {
                *t += [1.0, 2.0, 1.0, 1.0][i % 4] / 60.0;
                Some(*t)
            })
            .collect();
        for times in [regular, irregular] {
            let points: Vec<Point> = times.iter().map(|&t| slow(t)).collect();
            let smoothed = smooth(&times, &points, Hertz(12.0)).expect("long enough");
            // 9 rad/s is 1.4 Hz, an eighth of the cut-off: attenuation below (1/8)^8 per unit amplitude.
            let worst = (10..times.len() - 10).map(|i| smoothed[i].distance(points[i])).fold(0.0, f64::max);
            assert!(worst < 0.05, "{worst}");
        }
    }

    #[test]
    fn gaps_and_dropped_frames_split_a_path() {
        let times = [0.0, 0.1, 0.2, 0.3, 0.9, 1.0];
        let at = |present: bool| present.then_some(Point::default());
        let path = [true, true, false, true, true, true].map(at);
        assert_eq!(stretches(&times, &path, 0.25), [0..2, 3..4, 4..6]);
    }

    #[test]
    fn a_fragment_cannot_be_filtered() {
        let times: Vec<f64> = (0..9).map(f64::from).collect();
        assert_eq!(smooth(&times, &[Point::default(); 9], Hertz(0.1)), None);
    }
}

//! Small operations on one-dimensional series: derivative, swings, peaks and crossings between frames.

use crate::body::{Part, Side, Trajectories};
use crate::series::{Series, TimeAxis};
use crate::units::Seconds;
use std::sync::Arc;

/// Landmarks whose mean stands for the foot: three average the noise of one, and neither a heel nor a forefoot
/// striker is favoured.
const FOOT: [Part; 3] = [Part::Ankle, Part::Heel, Part::Toe];

/// Forward place of the foot (mean of ankle, heel and toe) in the body frame, pixels.
pub(super) fn foot_x(body: &Trajectories, side: Side) -> Series<f64> {
    Series::from_fn(Arc::clone(body.time()), |frame| {
        let places: Option<Vec<f64>> =
            FOOT.iter().map(|&part| body.at(part, side, frame).map(|place| place.x)).collect();
        Some(places?.iter().sum::<f64>() / FOOT.len() as f64)
    })
}

/// Forward place of the foot against the middle of the hips, pixels.
pub(super) fn foot_from_hips_x(body: &Trajectories, side: Side) -> Series<f64> {
    let foot = foot_x(body, side);
    Series::from_fn(Arc::clone(body.time()), |frame| Some(foot.at(frame)? - body.middle(Part::Hip, frame)?.x))
}

/// Time from frame to frame.
pub(super) fn frame_interval(time: &TimeAxis) -> Seconds {
    Seconds(time.median_rate().map_or(0.0, |rate| 1.0 / rate.0))
}

/// First derivative per second: the slope at the middle one of three samples of the parabola through them,
/// which allows for uneven frame times. Absent where a neighbour is.
pub(super) fn derivative(series: &Series<f64>) -> Series<f64> {
    let t = series.time().seconds();
    Series::from_fn(Arc::clone(series.time()), |frame| {
        let before = frame.checked_sub(1)?;
        let (y0, y1, y2) = (series.at(before)?, series.at(frame)?, series.at(frame + 1)?);
        let (h0, h1) = (t[frame] - t[before], t[frame + 1] - t[frame]);
        Some(((y1 - y0) / h0 * h1 + (y2 - y1) / h1 * h0) / (h0 + h1))
    })
}

/// One forward swing of a foot and the backward passage that follows it, as frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Passage {
    /// The foot is furthest ahead of the hips.
    pub ahead: usize,
    /// The foot is furthest behind them, after that.
    pub behind: usize,
}

impl Passage {
    /// Frames from one share of the passage to another; shares above 1 lie after "furthest behind".
    pub(super) fn frames(&self, shares: (f64, f64)) -> std::ops::RangeInclusive<usize> {
        let length = (self.behind - self.ahead) as f64;
        let frame = |share: f64| self.ahead + (share * length).round() as usize;
        frame(shares.0)..=frame(shares.1)
    }
}

/// Share of the swing's range by which a signal must pass its middle to count as turned. A quarter keeps noise
/// out and needs no time constant, so slow motion and any cadence are alike. Design choice.
const HYSTERESIS: f64 = 0.25;

/// Finds each passage of a foot from ahead of the hips to behind them.
pub(super) fn passages(foot_from_hips: &Series<f64>) -> Vec<Passage> {
    let Some((low, high)) = percentile_range(foot_from_hips) else { return Vec::new() };
    let (middle, band) = ((low + high) / 2.0, HYSTERESIS * (high - low));
    let mut extremes: Vec<(bool, usize, f64)> = Vec::new();
    for (frame, value) in measured(foot_from_hips) {
        let in_front = match extremes.last() {
            Some(&(in_front, ..)) if (value - middle).abs() <= band => in_front,
            None if (value - middle).abs() <= band => continue,
            _ => value > middle,
        };
        match extremes.last_mut() {
            Some((was_in_front, at, extreme)) if *was_in_front == in_front => {
                if (value > *extreme) == in_front {
                    (*at, *extreme) = (frame, value);
                }
            }
            _ => extremes.push((in_front, frame, value)),
        }
    }
    extremes
        .windows(2)
        .filter(|pair| pair[0].0)
        .map(|pair| Passage { ahead: pair[0].1, behind: pair[1].1 })
        .collect()
}

/// Samples that were measured, with their frames.
pub(super) fn measured<T: Copy>(series: &Series<T>) -> impl Iterator<Item = (usize, T)> {
    series.samples().iter().enumerate().filter_map(|(frame, sample)| Some((frame, (*sample)?)))
}

/// 5th and 95th percentile: the range of a signal without its outliers.
pub(super) fn percentile_range(series: &Series<f64>) -> Option<(f64, f64)> {
    let mut values: Vec<f64> = measured(series).map(|(_, value)| value).collect();
    values.sort_by(f64::total_cmp);
    let cut = values.len() / 20;
    Some((*values.get(cut)?, *values.get(values.len().checked_sub(1 + cut)?)?))
}

/// Time of an extremum between frames: the vertex of the parabola through a frame and its neighbours.
/// `None` if a neighbour is missing (the true extremum may lie in the gap) or the middle one is no extremum.
pub(super) fn vertex_time(series: &Series<f64>, frame: usize) -> Option<Seconds> {
    let before = frame.checked_sub(1)?;
    let (y0, y1, y2) = (series.at(before)?, series.at(frame)?, series.at(frame + 1)?);
    if (y1 - y0) * (y1 - y2) < 0.0 {
        return None;
    }
    let t = series.time().seconds();
    let (h0, h1) = (t[frame] - t[before], t[frame + 1] - t[frame]);
    let (slope0, slope1) = ((y1 - y0) / h0, (y2 - y1) / h1);
    let curvature = (slope1 - slope0) / (h0 + h1);
    if curvature == 0.0 {
        return Some(Seconds(t[frame]));
    }
    let slope = (slope0 * h1 + slope1 * h0) / (h0 + h1);
    Some(Seconds(t[frame] - slope / (2.0 * curvature)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::TimeAxis;

    fn series(times: Vec<f64>, value: impl Fn(f64) -> f64) -> Series<f64> {
        let time = Arc::new(TimeAxis::from_seconds(times).expect("increasing"));
        let t = Arc::clone(&time);
        Series::from_fn(time, |frame| Some(value(t.seconds()[frame])))
    }

    #[test]
    fn the_derivative_of_a_parabola_is_exact_on_uneven_times() {
        let slope = derivative(&series(vec![0.0, 0.1, 0.25, 0.3], |t| 3.0 * t * t - t));
        assert_eq!(slope.at(0), None);
        assert!((slope.at(1).expect("inside") - (6.0 * 0.1 - 1.0)).abs() < 1e-12);
        assert!((slope.at(2).expect("inside") - (6.0 * 0.25 - 1.0)).abs() < 1e-12);
    }

    #[test]
    fn a_vertex_between_uneven_frames_is_exact_for_a_parabola() {
        let peak = vertex_time(&series(vec![0.0, 0.1, 0.25], |t| -(t - 0.13).powi(2)), 1).expect("peak");
        assert!((peak.0 - 0.13).abs() < 1e-12);
    }

    #[test]
    fn a_peak_beside_a_gap_has_no_time() {
        let time = Arc::new(TimeAxis::regular(3, crate::units::Hertz(10.0)));
        let gapped = Series::new(time, vec![Some(0.0), Some(1.0), None]).expect("same length");
        assert_eq!(vertex_time(&gapped, 1), None);
    }

    #[test]
    fn passages_ignore_noise_within_the_hysteresis() {
        let wobble = |t: f64| (t * 6.0).cos() + 0.1 * (t * 60.0).sin();
        let swings = series((0..400).map(|k| f64::from(k) * 0.01).collect(), wobble);
        let found = passages(&swings);
        // cos has its crests at 0, 1.05, 2.09 and 3.14 s; troughs half-way between, the last at 3.67 s.
        assert_eq!(found.len(), 4);
        assert!(found.iter().all(|p| p.ahead < p.behind));
    }
}

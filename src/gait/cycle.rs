//! Angle curves over the gait cycle: 101 points from contact (0 %) to the next contact of the same foot (100 %).

use crate::body::Side;
use crate::kinematics::{AngleKind, AngleSeries};
use crate::series::Series;
use crate::units::{Angle, Seconds};
use ndarray::Array1;
use ndarray_interp::interp1d::{Interp1DBuilder, cubic_spline::CubicSpline};
use std::collections::BTreeMap;

/// Points of a cycle: 0, 1, ... 100 %.
pub const CYCLE_POINTS: usize = 101;

/// Samples on either side of a stride that steady the spline's ends, where the clip has them.
const MARGIN: usize = 3;

/// An angle over one gait cycle, one value for each percent from 0 to 100.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve(Vec<Angle>);

impl Curve {
    /// A curve from its value at each percent.
    pub(super) fn from_fn(at_percent: impl FnMut(usize) -> Angle) -> Self {
        Self((0..CYCLE_POINTS).map(at_percent).collect())
    }

    /// The 101 values.
    pub fn angles(&self) -> &[Angle] {
        &self.0
    }

    /// The value at a share of the cycle from 0 to 1, between points by linear interpolation; `None` outside.
    pub fn at(&self, share: f64) -> Option<Angle> {
        let place = share * (CYCLE_POINTS - 1) as f64;
        if !(0.0..=(CYCLE_POINTS - 1) as f64).contains(&place) {
            return None;
        }
        let (point, rest) = (place.floor() as usize, place.fract());
        let value = *self.0.get(point)?;
        if rest == 0.0 { Some(value) } else { Some(value + (*self.0.get(point + 1)? - value) * rest) }
    }

    /// The mean over the cycle, its two ends counted half each (they are one instant).
    pub fn mean(&self) -> Angle {
        let ends = f64::midpoint(self.0[0].radians(), self.0[CYCLE_POINTS - 1].radians());
        let inner: f64 = self.0[1..CYCLE_POINTS - 1].iter().map(|a| a.radians()).sum();
        Angle::from_radians((inner + ends) / (CYCLE_POINTS - 1) as f64)
    }

    /// The smallest value and its place in percent.
    pub fn minimum(&self) -> (Angle, usize) {
        let percent = (0..CYCLE_POINTS).min_by(|&a, &b| self.radians(a).total_cmp(&self.radians(b)));
        let percent = percent.unwrap_or(0);
        (self.0[percent], percent)
    }

    /// The largest value from 0 up to a share of the cycle.
    pub fn maximum_until(&self, share: f64) -> Angle {
        let last = (share * (CYCLE_POINTS - 1) as f64).floor().clamp(0.0, (CYCLE_POINTS - 1) as f64) as usize;
        let largest = self.0[..=last].iter().map(|a| a.radians()).fold(f64::NEG_INFINITY, f64::max);
        Angle::from_radians(largest)
    }

    /// The smallest value from 0 up to a share of the cycle.
    pub fn minimum_until(&self, share: f64) -> Angle {
        -Self(self.0.iter().map(|&angle| -angle).collect()).maximum_until(share)
    }

    /// Root-mean-square distance to another curve.
    pub fn distance(&self, other: &Self) -> Angle {
        let squares: f64 = self.0.iter().zip(&other.0).map(|(&a, &b)| (a - b).radians().powi(2)).sum();
        Angle::from_radians((squares / CYCLE_POINTS as f64).sqrt())
    }

    fn radians(&self, percent: usize) -> f64 {
        self.0[percent].radians()
    }
}

/// The curves of one stride. An angle that was not measured throughout the stride has none: a gap is not filled.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StrideCurves(BTreeMap<AngleKind, Curve>);

impl StrideCurves {
    /// Cuts a stride out of the angle series.
    pub(super) fn cut(angles: &AngleSeries, side: Side, from: Seconds, to: Seconds) -> Self {
        let curve = |kind| Some((kind, resample(angles.get(kind, side), from, to)?));
        Self(AngleKind::ALL.into_iter().filter_map(curve).collect())
    }

    /// The curve of one angle, if it was measured throughout.
    pub fn get(&self, kind: AngleKind) -> Option<&Curve> {
        self.0.get(&kind)
    }
}

#[cfg(test)]
impl StrideCurves {
    /// Hand-made curves of 101 values each.
    pub(crate) fn hand_made(curves: impl IntoIterator<Item = (AngleKind, Vec<Angle>)>) -> Self {
        Self(curves.into_iter().map(|(kind, angles)| (kind, Curve(angles))).collect())
    }
}

/// Cubic spline through the samples of a stride at 101 even times. `None` if a sample within is missing.
fn resample(series: &Series<Angle>, from: Seconds, to: Seconds) -> Option<Curve> {
    let first = series.time().frame_at(from)?.floor() as usize;
    let last = series.time().frame_at(to)?.ceil() as usize;
    let measured = |frame: &usize| series.at(*frame).is_some();
    let margin_before = (0..first).rev().take(MARGIN).take_while(measured).count();
    let margin_after = (last + 1..series.len()).take(MARGIN).take_while(measured).count();
    let frames = first - margin_before..=last + margin_after;
    let values: Option<Vec<f64>> = frames.clone().map(|frame| series.at(frame).map(Angle::radians)).collect();
    let times = series.time().seconds().get(frames)?.to_vec();
    // `from_vec` cannot fail; the builder refuses fewer than three samples, which is no stride.
    let spline = Interp1DBuilder::new(Array1::from_vec(values?))
        .x(Array1::from_vec(times))
        .strategy(CubicSpline::new())
        .build()
        .ok()?;
    let even = |percent: usize| from.0 + (to.0 - from.0) * percent as f64 / (CYCLE_POINTS - 1) as f64;
    let points: Option<Vec<Angle>> = (0..CYCLE_POINTS)
        .map(|percent| spline.interp_scalar(even(percent)).ok().map(Angle::from_radians))
        .collect();
    points.map(Curve)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::TimeAxis;
    use std::sync::Arc;

    fn sine(frames: usize, gap: Option<usize>) -> Series<Angle> {
        // Uneven frames: every third comes 4 ms late.
        let times = (0..frames).map(|k| k as f64 / 60.0 + if k % 3 == 0 { 0.004 } else { 0.0 }).collect();
        let time = Arc::new(TimeAxis::from_seconds(times).expect("increasing"));
        let t = Arc::clone(&time);
        Series::from_fn(time, |k| {
            (Some(k) != gap).then(|| Angle::from_radians((std::f64::consts::TAU * t.seconds()[k]).sin()))
        })
    }

    #[test]
    fn a_cycle_of_uneven_frames_is_the_true_curve() {
        let curve = resample(&sine(90, None), Seconds(0.2031), Seconds(1.2031)).expect("no gap");
        for percent in 0..CYCLE_POINTS {
            let truth = (std::f64::consts::TAU * (0.2031 + percent as f64 / 100.0)).sin();
            assert!((curve.angles()[percent].radians() - truth).abs() < 1e-4, "{percent} %");
        }
        assert!(curve.mean().radians().abs() < 1e-4);
    }

    #[test]
    fn a_gap_inside_leaves_the_curve_absent_and_one_outside_does_not() {
        assert_eq!(resample(&sine(90, Some(40)), Seconds(0.2), Seconds(1.2)), None);
        assert!(resample(&sine(90, Some(8)), Seconds(0.2), Seconds(1.2)).is_some());
    }

    #[test]
    fn values_between_points_are_interpolated_and_none_outside() {
        let ramp = Curve::from_fn(|percent| Angle::from_radians(percent as f64));
        assert!((ramp.at(0.255).expect("inside").radians() - 25.5).abs() < 1e-9);
        assert_eq!(ramp.at(1.0).map(Angle::radians), Some(100.0));
        assert_eq!((ramp.at(1.01), ramp.at(-0.01), ramp.at(f64::NAN)), (None, None, None));
    }
}

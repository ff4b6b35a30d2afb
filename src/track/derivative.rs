//! Rates of change of a series, on its own time axis.

use crate::body::Point;
use crate::series::Series;
use std::sync::Arc;

/// Rate of change per second of a (filtered) series: the slope at each sample of the parabola through it and its two
/// neighbours, which on a regular axis is the central difference. `None` at the ends and next to a gap: nothing is
/// shifted and nothing is extrapolated.
pub fn derivative(series: &Series<f64>) -> Series<f64> {
    let times = series.time().seconds();
    Series::from_fn(Arc::clone(series.time()), |frame| {
        let before = frame.checked_sub(1)?;
        let values = [series.at(before)?, series.at(frame)?, series.at(frame + 1)?];
        Some(slope([times[before], times[frame], times[frame + 1]], values))
    })
}

/// Velocity of a path in its unit of length per second; see [`derivative`].
pub fn velocity(path: &Series<Point>) -> Series<Point> {
    let [x, y] = [path.map(|p| p.x), path.map(|p| p.y)].map(|coordinate| derivative(&coordinate));
    Series::from_fn(Arc::clone(path.time()), |frame| Some(Point::new(x.at(frame)?, y.at(frame)?)))
}

fn slope(t: [f64; 3], v: [f64; 3]) -> f64 {
    let (h0, h1) = (t[1] - t[0], t[2] - t[1]);
    let (rise0, rise1) = ((v[1] - v[0]) / h0, (v[2] - v[1]) / h1);
    (rise0 * h1 + rise1 * h0) / (h0 + h1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::TimeAxis;

    #[test]
    fn a_parabola_has_its_exact_slope_on_an_irregular_axis() {
        let times = vec![0.0, 0.1, 0.3, 0.35, 0.6];
        let axis = Arc::new(TimeAxis::from_seconds(times).expect("increasing"));
        let squares = Series::from_fn(Arc::clone(&axis), |f| axis.at(f).map(|t| t.0 * t.0));
        let slopes = derivative(&squares);
        assert_eq!((slopes.at(0), slopes.at(4)), (None, None));
        for frame in 1..4 {
            let expected = 2.0 * axis.at(frame).expect("inside").0;
            assert!((slopes.at(frame).expect("inside") - expected).abs() < 1e-12);
        }
    }

    #[test]
    fn a_gap_leaves_its_neighbours_without_a_slope() {
        let axis = Arc::new(TimeAxis::from_seconds(vec![0.0, 1.0, 2.0, 3.0, 4.0]).expect("increasing"));
        let series = Series::from_fn(axis, |f| (f != 1).then_some(f as f64));
        let slopes: Vec<_> = derivative(&series).samples().to_vec();
        assert_eq!(slopes, [None, None, None, Some(1.0), None]);
    }
}

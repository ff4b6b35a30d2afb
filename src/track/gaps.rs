//! Short gaps are filled, long ones stay.

use super::outliers::interpolate;
use crate::body::Point;
use std::ops::Range;

/// The runs of missing samples that have a measured sample before and after and last no longer than `max_gap_s`,
/// with the samples to put there. A gap lasts from the last measured time to the next, less one `step_s`.
pub(super) fn fills(
    times_s: &[f64],
    path: &[Option<Point>],
    max_gap_s: f64,
    step_s: f64,
) -> Vec<(Range<usize>, Vec<Point>)> {
    let mut fills = Vec::new();
    let mut last_measured: Option<usize> = None;
    for (frame, sample) in path.iter().enumerate() {
        if sample.is_none() {
            continue;
        }
        if let Some(before) = last_measured.filter(|&before| frame - before > 1) {
            let missing = before + 1..frame;
            // A thousandth of a step of tolerance: three frames at 30/s are exactly 0.1 s.
            let short = times_s[frame] - times_s[before] - step_s <= max_gap_s + 1e-3 * step_s;
            if short && let Some(samples) = bridge(times_s, path, &missing, max_gap_s + 2.0 * step_s) {
                fills.push((missing, samples));
            }
        }
        last_measured = Some(frame);
    }
    fills
}

/// Cubic through two samples on each side where they exist within reach, else the straight line.
fn bridge(
    times_s: &[f64],
    path: &[Option<Point>],
    missing: &Range<usize>,
    reach_s: f64,
) -> Option<Vec<Point>> {
    let (before, after) = (missing.start - 1, missing.end);
    let (a, b) = (path[before]?, path[after]?);
    let line = |t: f64| {
        let share = (t - times_s[before]) / (times_s[after] - times_s[before]);
        Point::new(a.x + share * (b.x - a.x), a.y + share * (b.y - a.y))
    };
    let place = |t: f64| {
        interpolate(times_s, path, t, missing.start, missing.end, reach_s).unwrap_or_else(|| line(t))
    };
    Some(missing.clone().map(|frame| place(times_s[frame])).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(missing: &[usize]) -> Vec<Option<Point>> {
        (0..20).map(|i| (!missing.contains(&i)).then(|| Point::new(i as f64, 2.0 * i as f64))).collect()
    }

    fn times(rate: f64) -> Vec<f64> {
        (0..20).map(|i| f64::from(i) / rate).collect()
    }

    #[test]
    fn three_frames_at_30_per_second_are_filled_and_four_are_not() {
        let three = fills(&times(30.0), &path(&[8, 9, 10]), 0.1, 1.0 / 30.0);
        assert_eq!(three.len(), 1);
        assert_eq!(three[0].0, 8..11);
        assert!(three[0].1[1].distance(Point::new(9.0, 18.0)) < 1e-9);
        assert!(fills(&times(30.0), &path(&[8, 9, 10, 11]), 0.1, 1.0 / 30.0).is_empty());
        assert_eq!(fills(&times(60.0), &path(&[8, 9, 10, 11]), 0.1, 1.0 / 60.0).len(), 1);
    }

    #[test]
    fn nothing_is_invented_before_the_first_or_after_the_last_sample() {
        assert!(fills(&times(30.0), &path(&[0, 1, 18, 19]), 0.1, 1.0 / 30.0).is_empty());
    }
}

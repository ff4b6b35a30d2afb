//! One path of a point that another stage followed, treated as landmarks are: short gaps filled, filtered without lag.

use super::{gaps, smooth};
use crate::body::Point;
use crate::series::TimeAxis;
use crate::units::{Hertz, Seconds};

/// Fills gaps up to `max_gap` and low-passes what is whole at `cutoff` (-3 dB), forwards and backwards. Longer gaps stay, and
/// fragments too short for the filter are dropped.
pub fn filled_and_filtered(
    time: &TimeAxis,
    path: &[Option<Point>],
    cutoff: Hertz,
    max_gap: Seconds,
) -> Vec<Option<Point>> {
    let times_s = time.seconds();
    let step_s = time.median_rate().map_or(0.0, |rate| 1.0 / rate.0);
    let mut whole = path.to_vec();
    for (missing, samples) in gaps::fills(times_s, path, max_gap.0, step_s) {
        missing.zip(samples).for_each(|(frame, sample)| whole[frame] = Some(sample));
    }
    let mut filtered = vec![None; path.len()];
    for stretch in smooth::stretches(times_s, &whole, smooth::longest_step_s(max_gap.0, step_s)) {
        let points: Vec<Point> = whole[stretch.clone()].iter().flatten().copied().collect();
        if let Some(points) = smooth::smooth(&times_s[stretch.clone()], &points, cutoff) {
            stretch.zip(points).for_each(|(frame, point)| filtered[frame] = Some(point));
        }
    }
    filtered
}

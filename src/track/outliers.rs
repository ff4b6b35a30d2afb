//! Landmarks that jump away from their path for a frame or two.

use crate::body::Point;
use crate::robust::centre_and_spread;
use std::ops::Range;

/// How many standard deviations make an outlier. Hampel's identifier uses 3 (Pearson 2002); the residuals here have
/// long tails, and a sample dropped without need is worse than a kept one of 4 sigma, which the filter damps.
const THRESHOLD_SIGMAS: f64 = 6.0;

/// Residuals of pure landmark noise: 0.006 leg lengths per coordinate (`identity::evidence`) times sqrt(35/18), as four
/// neighbours with the weights of an even cubic (-1/6, 2/3, 2/3, -1/6) carry the same noise. What is smaller than
/// [`THRESHOLD_SIGMAS`] of it is not an outlier, however quiet the clip.
const NOISE_FLOOR_LEG_LENGTHS: f64 = 0.0084;

/// Longest burst of outliers, frames. Bursts are judged as a whole, by what surrounds them, as one bad frame spoils the
/// prediction of the next; exchanges, the cause of most jumps, last up to three frames on the tuning clips.
const LONGEST_BURST: usize = 3;

/// A dropped burst may uncover another beside it; the second round finds those, the third is for safety.
const ROUNDS: usize = 3;

/// Farthest neighbour that still predicts a sample: the reach at 30 frames/s with one of them missing.
const REACH_S: f64 = 0.11;

/// Frames in which the landmark lies off the path that its neighbours predict, by more than the clip's own scatter
/// (median absolute deviation of the residuals, so the limit adapts to frame rate and noise) explains.
pub(super) fn outliers(times_s: &[f64], path: &[Option<Point>], leg_length: f64) -> Vec<usize> {
    let mut path = path.to_vec();
    let mut dropped = Vec::new();
    for _ in 0..ROUNDS {
        let bursts = bursts(times_s, &path, leg_length);
        if bursts.is_empty() {
            break;
        }
        for frame in bursts.into_iter().flatten() {
            path[frame] = None;
            dropped.push(frame);
        }
    }
    dropped.sort_unstable();
    dropped
}

/// A run of frames that all lie off the path, `excess` times the limit or more.
struct Burst {
    frames: Range<usize>,
    excess: f64,
}

/// The worst bursts, none near a worse one.
fn bursts(times_s: &[f64], path: &[Option<Point>], leg_length: f64) -> Vec<Range<usize>> {
    let mut found: Vec<Burst> = (1..=LONGEST_BURST)
        .flat_map(|length| {
            let residuals = residuals(times_s, path, length);
            let limit = limit(&residuals, leg_length).unwrap_or(f64::INFINITY);
            let burst = move |(start, residual): (usize, Option<f64>)| {
                let excess = residual? / limit;
                (excess > 1.0).then_some(Burst { frames: start..start + length, excess })
            };
            residuals.into_iter().enumerate().filter_map(burst).collect::<Vec<_>>()
        })
        .collect();
    found.sort_by(|a, b| b.excess.total_cmp(&a.excess));
    let mut worst: Vec<Range<usize>> = Vec::new();
    for burst in found {
        // Two frames on either side took part in the prediction.
        if worst.iter().all(|w| burst.frames.end + 2 <= w.start || w.end + 2 <= burst.frames.start) {
            worst.push(burst.frames);
        }
    }
    worst
}

/// For each run of `length` samples the least of their distances to the cubic through two neighbours on each side of the
/// run.
fn residuals(times_s: &[f64], path: &[Option<Point>], length: usize) -> Vec<Option<f64>> {
    let off = |frame: usize, start: usize| {
        let predicted = interpolate(times_s, path, times_s[frame], start, start + length, REACH_S)?;
        Some(path[frame]?.distance(predicted))
    };
    let least = |start: usize| {
        (start..start + length)
            .map(|frame| off(frame, start))
            .try_fold(f64::INFINITY, |least, d| Some(least.min(d?)))
    };
    (0..(path.len() + 1).saturating_sub(length)).map(least).collect()
}

fn limit(residuals: &[Option<f64>], leg_length: f64) -> Option<f64> {
    // Distances are not centred on 0: twice mirrored they are, and their deviation is that of one coordinate.
    let mirrored = residuals.iter().flatten().flat_map(|&r| [r, -r]).collect();
    let (_, sigma) = centre_and_spread(mirrored)?;
    Some(THRESHOLD_SIGMAS * sigma.max(NOISE_FLOOR_LEG_LENGTHS * leg_length))
}

/// The cubic (Lagrange) through the last two samples before frame `until` and the first two from frame `from` on, at
/// time `at_s`; `None` unless all four exist within `reach_s` of `at_s`.
pub(super) fn interpolate(
    times_s: &[f64],
    path: &[Option<Point>],
    at_s: f64,
    until: usize,
    from: usize,
    reach_s: f64,
) -> Option<Point> {
    let near = |frame: &usize| (times_s[*frame] - at_s).abs() <= reach_s;
    let present = |frame: usize| Some((times_s[frame], path[frame]?));
    let mut nodes = [(0.0, Point::default()); 4];
    let before = (0..until).rev().take_while(near).filter_map(present);
    let after = (from..path.len()).take_while(near).filter_map(present);
    let mut found = 0;
    for node in before.take(2).chain(after.take(2)) {
        nodes[found] = node;
        found += 1;
    }
    let sides = nodes[..found].iter().filter(|(t, _)| *t < at_s).count();
    (found == 4 && sides == 2).then(|| lagrange(&nodes, at_s))
}

fn lagrange(nodes: &[(f64, Point); 4], at: f64) -> Point {
    nodes.iter().enumerate().fold(Point::default(), |sum, (i, &(t, p))| {
        let others = nodes.iter().enumerate().filter(|(j, _)| *j != i);
        let weight: f64 = others.map(|(_, &(u, _))| (at - u) / (t - u)).product();
        Point::new(sum.x + weight * p.x, sum.y + weight * p.y)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn swing(times: &[f64]) -> Vec<Option<Point>> {
        times.iter().map(|t| Some(Point::new(90.0 * (8.8 * t).sin(), 40.0 * (17.6 * t).cos()))).collect()
    }

    #[test]
    fn a_cubic_is_reproduced_exactly() {
        let times = [0.0, 0.1, 0.25, 0.4, 0.5];
        let cubic = |t: f64| Point::new(1.0 + t - 2.0 * t * t + 5.0 * t * t * t, -t);
        let path: Vec<_> = times.iter().map(|&t| Some(cubic(t))).collect();
        let found = interpolate(&times, &path, 0.25, 2, 3, 1.0).expect("four neighbours");
        assert!(found.distance(cubic(0.25)) < 1e-12);
    }

    #[test]
    fn a_clean_path_has_no_outliers_at_any_rate() {
        for rate in [30.0, 60.0, 120.0, 240.0] {
            let times: Vec<f64> = (0..300).map(|i| f64::from(i) / rate).collect();
            assert!(outliers(&times, &swing(&times), 200.0).is_empty(), "{rate}");
        }
    }

    #[test]
    fn jumps_are_found_and_nothing_else() {
        let times: Vec<f64> = (0..300).map(|i| f64::from(i) / 60.0).collect();
        let mut path = swing(&times);
        for (frame, dx) in [(40, 40.0), (90, -50.0), (91, -50.0), (200, 35.0)] {
            path[frame] = path[frame].map(|p: Point| Point::new(p.x + dx, p.y));
        }
        assert_eq!(outliers(&times, &path, 200.0), [40, 90, 91, 200]);
    }
}

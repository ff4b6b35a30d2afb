//! The far knee where the near leg hides it.
//!
//! The pose model sets a knee that it cannot see somewhere in the picture all the same, mostly too far back. There it counts [`WORTH`] as much as where it is seen, in a
//! smoothing spline through its path (which then passes 5 Hz instead of 12): what is seen of **the same knee** just before and after carries it through. Nothing is taken
//! from the other leg, or from what runners usually do. `docs/METHODS-track.md` has what that gains.

use super::smooth;
use super::spline::smoothing_spline;
use crate::body::Point;
use crate::robust::median;
use crate::units::Hertz;

/// Nearer than this to the near thigh or shank, in near thigh lengths, the far knee is hidden. Its error (root mean square over the 24 clips of the grid's main part) is 7
/// to 8 % of the thigh up to 0.2, then 6, 5 and 3, and 2.4 beyond 0.5; ten other runners and recorded movement show the same step.
const REACH: f64 = 0.3;

/// What a hidden sample counts against one that is seen. A passage of six samples has one error in common, of mean square 35 and 26 (forward and up, per cent of
/// the thigh, squared), where seen samples have 8 and 6.5, nearly all their own: 8 / (6 · 35) and 6.5 / (6 · 26).
const WORTH: f64 = 0.04;

/// Smoothed paths of the near hip, knee and ankle.
pub(super) type Leg<'a> = [&'a [Option<Point>]; 3];

/// Frames in which a point lies behind the near leg. Nothing is known, and `false` said, where a landmark is missing.
pub(super) fn behind(leg: Leg<'_>, point: &[Option<Point>]) -> Vec<bool> {
    let thighs = leg[0].iter().zip(leg[1]).filter_map(|(&hip, &knee)| Some(hip?.distance(knee?)));
    let reach = REACH * median(thighs.collect()).unwrap_or(0.0);
    let is_behind = |frame: usize| {
        let [hip, knee, ankle] = leg.map(|path| path[frame]);
        let (point, knee) = (point[frame]?, knee?);
        let to_segment = |end: Option<Point>| Some(point.distance_to_segment(end?, knee));
        Some([hip, ankle].into_iter().filter_map(to_segment).any(|distance| distance < reach))
    };
    (0..point.len()).map(|frame| is_behind(frame).unwrap_or(false)).collect()
}

/// The path with its hidden samples put where the spline has them; the others stay as measured. Steps in time longer than
/// `longest_step_s` part the path. `cutoff` is that of the filter that follows.
pub(super) fn carried_through(
    times_s: &[f64],
    path: &[Option<Point>],
    hidden: &[bool],
    cutoff: Hertz,
    longest_step_s: f64,
) -> Vec<Option<Point>> {
    let mut carried = path.to_vec();
    for stretch in smooth::stretches(times_s, path, longest_step_s) {
        let worth = |&hidden: &bool| if hidden { WORTH } else { 1.0 };
        let weights: Vec<f64> = hidden[stretch.clone()].iter().map(worth).collect();
        let points: Vec<Point> = path[stretch.clone()].iter().flatten().copied().collect();
        let spline = |coordinate: fn(&Point) -> f64| {
            let samples: Vec<f64> = points.iter().map(coordinate).collect();
            smoothing_spline(&times_s[stretch.clone()], &samples, &weights, cutoff)
        };
        for ((frame, x), y) in stretch.clone().zip(spline(|p| p.x)).zip(spline(|p| p.y)) {
            if hidden[frame] {
                carried[frame] = Some(Point::new(x, y));
            }
        }
    }
    carried
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> Option<Point> {
        Some(Point::new(x, y))
    }

    #[test]
    fn a_knee_is_hidden_behind_thigh_or_shank_and_not_beside_them() {
        // Drawn by hand, pixels: a near leg of 100 + 100 that hangs straight down, and five places of the far knee.
        let leg = [at(0.0, 0.0), at(0.0, 100.0), at(0.0, 200.0)].map(|place| vec![place; 5]);
        let far_knee = [at(25.0, 95.0), at(-20.0, 150.0), at(40.0, 95.0), at(0.0, -50.0), None];
        let hidden = behind(leg.each_ref().map(Vec::as_slice), &far_knee);
        assert_eq!(hidden, [true, true, false, false, false]);
    }

    #[test]
    fn without_a_near_knee_nothing_is_hidden() {
        let leg = [vec![at(0.0, 0.0)], vec![None], vec![at(0.0, 200.0)]];
        assert_eq!(behind(leg.each_ref().map(Vec::as_slice), &[at(0.0, 100.0)]), [false]);
    }

    #[test]
    fn what_is_seen_carries_the_knee_through_the_passage() {
        // A knee that swings by 60 pixels 1.4 times a second, set 10 pixels back for 0.1 s while it passes.
        let times: Vec<f64> = (0..90).map(|i| f64::from(i) / 60.0).collect();
        let truth = |t: f64| Point::new(60.0 * (8.8 * t).sin(), 100.0 + 5.0 * (17.6 * t).cos());
        let hidden: Vec<bool> = (0..90).map(|i| (40..46).contains(&i)).collect();
        let seen = |(&t, &hidden): (&f64, &bool)| {
            Some(Point::new(truth(t).x - if hidden { 10.0 } else { 0.0 }, truth(t).y))
        };
        let path: Vec<Option<Point>> = times.iter().zip(&hidden).map(seen).collect();
        let carried = carried_through(&times, &path, &hidden, Hertz(12.0), 0.12);
        let off = |path: &[Option<Point>], frame: usize| {
            path[frame].map_or(f64::NAN, |p| p.distance(truth(times[frame])))
        };
        for frame in 0..90 {
            if hidden[frame] {
                // What lasts 0.1 s is not noise to a spline that passes 5 Hz: a part of it stays.
                assert!(off(&carried, frame) < 0.9 * off(&path, frame), "{}", off(&carried, frame));
            } else {
                assert_eq!(carried[frame], path[frame]);
            }
        }
    }

    #[test]
    fn a_gap_stays_a_gap() {
        let times: Vec<f64> = (0..40).map(|i| f64::from(i) / 60.0).collect();
        let path: Vec<Option<Point>> =
            (0..40).map(|i| (!(15..25).contains(&i)).then(|| Point::new(f64::from(i), 0.0))).collect();
        let carried = carried_through(&times, &path, &[true; 40], Hertz(12.0), 0.12);
        assert!((0..40).all(|i| carried[i].is_some() == path[i].is_some()));
    }
}

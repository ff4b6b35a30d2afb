//! Where to look in each frame: a smooth path for the crop, laid over the whole clip at once.
//!
//! The landmark model answers best, and jitters least, when its crop moves as calmly as a camera operator would.
//! The clip is known as a whole, so the path is a zero-lag local regression through the detections.
//!
//! The crop is closer than MediaPipe's, which must hold a dancer's stretched arms: a runner's are bent, and a closer look shows more of
//! the legs. It lies lower, since a runner's hips are further from the soles than from the crown.

use super::subject::Person;
use crate::body::Point;
use crate::robust::median;
use crate::series::TimeAxis;
use crate::units::{Angle, Pixels, Seconds};
use crate::video::Region;

/// Standard deviation of the smoothing kernel. Longer than a step (0.35 s), so that the crop does not bounce with
/// the runner; short enough to follow somebody who drifts along the belt.
const KERNEL: Seconds = Seconds(0.4);
/// Frames further than this from any sighting are not looked at: the runner is out of the picture there.
const REACH: Seconds = Seconds(0.6);
/// Side of the crop as a share of what MediaPipe takes. At 1.1 and 1.0 landmarks are less exact than at 0.9; at 0.8 feet leave the crop and toe-off is
/// lost (docs/METHODS-pose.md has the figures).
const CLOSER: f64 = 0.9;
/// How much lower than the hips the crop's middle lies, down the body, as a share of its side: enough for toe-off to be as exact as in the wide crop.
const LOWER: f64 = 0.04;
/// Detections on each side that vote in the median which removes single wrong ones.
const MEDIAN_REACH: usize = 2;

/// The region to look at in each frame; `None` where the runner was not in sight.
pub fn crop_path(person: &Person, time: &TimeAxis) -> Vec<Option<Region>> {
    let knots = knots(person);
    time.seconds().iter().map(|&t| region_at(&knots, t)).collect()
}

/// Centre x, centre y, logarithm of the side, rotation (radians) at a time.
struct Knot {
    time_s: f64,
    values: [f64; 4],
}

fn knots(person: &Person) -> Vec<Knot> {
    let raw: Vec<Knot> = person
        .sightings()
        .iter()
        .map(|sighting| {
            let region = sighting.detection.region();
            let values = [region.centre.x, region.centre.y, region.side.0.ln(), region.rotation.radians()];
            Knot { time_s: sighting.time.0, values }
        })
        .collect();
    (0..raw.len())
        .map(|i| {
            // Symmetric, so that the median of a steady drift is the knot itself.
            let reach = MEDIAN_REACH.min(i).min(raw.len() - 1 - i);
            let near = &raw[i - reach..=i + reach];
            Knot {
                time_s: raw[i].time_s,
                values: std::array::from_fn(|v| {
                    median(near.iter().map(|k| k.values[v]).collect()).unwrap_or(raw[i].values[v])
                }),
            }
        })
        .collect()
}

fn region_at(knots: &[Knot], time_s: f64) -> Option<Region> {
    let nearest = knots.iter().map(|k| (k.time_s - time_s).abs()).fold(f64::INFINITY, f64::min);
    if nearest > REACH.0 {
        return None;
    }
    let [x, y, ln_side, rotation] = std::array::from_fn(|v| local_linear(knots, v, time_s));
    Some(framed(Point::new(x, y), ln_side.exp(), Angle::from_radians(rotation)))
}

/// A runner's crop from the square that MediaPipe takes.
fn framed(hips: Point, side: f64, rotation: Angle) -> Region {
    let side = CLOSER * side;
    let (sin, cos) = rotation.radians().sin_cos();
    // Down the body is down the turned square.
    let centre = Point::new(hips.x - LOWER * side * sin, hips.y + LOWER * side * cos);
    Region { centre, side: Pixels(side), rotation, mirrored: false }
}

/// Weighted straight-line fit through the knots near a time, read at that time (Cleveland 1979).
fn local_linear(knots: &[Knot], value: usize, time_s: f64) -> f64 {
    let (mut w, mut wt, mut wv, mut wtt, mut wtv) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for knot in knots {
        let t = knot.time_s - time_s;
        let weight = (-0.5 * (t / KERNEL.0).powi(2)).exp();
        w += weight;
        wt += weight * t;
        wv += weight * knot.values[value];
        wtt += weight * t * t;
        wtv += weight * t * knot.values[value];
    }
    let spread = w * wtt - wt * wt;
    // A single knot (or several at one time) has no slope.
    if spread <= f64::EPSILON * w * w { wv / w } else { (wtt * wv - wt * wtv) / spread }
}

#[cfg(test)]
mod tests {
    use super::super::detector::Detection;
    use super::super::subject::{Sighting, people};
    use super::*;
    use crate::units::{Confidence, FrameIndex, Hertz};

    fn walker(x_at: impl Fn(f64) -> f64, seen: impl Fn(f64) -> bool) -> Person {
        let sightings: Vec<Sighting> = (0..21)
            .map(|i| (i, f64::from(i) * 0.2))
            .filter(|&(_, t)| seen(t))
            .map(|(i, t)| Sighting {
                frame: FrameIndex(i as usize * 6),
                time: Seconds(t),
                detection: Detection {
                    score: Confidence::new(0.9),
                    hips: Point::new(x_at(t), 400.0),
                    crown: Point::new(x_at(t), 200.0),
                    face: [0.0, 0.0, 1.0, 1.0],
                },
                motion: None,
            })
            .collect();
        people(&sightings).remove(0)
    }

    #[test]
    fn a_steady_drift_is_followed_without_lag() {
        let time = TimeAxis::regular(121, Hertz(30.0));
        for (region, t) in
            crop_path(&walker(|t| 300.0 + 50.0 * t, |_| true), &time).iter().zip(time.seconds())
        {
            let region = region.as_ref().expect("in sight");
            assert!((region.centre.x - (300.0 + 50.0 * t)).abs() < 3.0, "at {t}: {}", region.centre.x);
            assert!((region.side.0 - CLOSER * 500.0).abs() < 1e-6);
        }
    }

    #[test]
    fn the_crop_lies_lower_down_the_body_than_the_hips() {
        let hips = Point::new(300.0, 400.0);
        let upright = framed(hips, 500.0, Angle::ZERO);
        assert_eq!(upright.centre, Point::new(300.0, 400.0 + LOWER * CLOSER * 500.0));
        // Leaning to the right by a quarter turn, the body's lower end is on the left.
        let lying = framed(hips, 500.0, Angle::from_degrees(90.0));
        assert!(lying.centre.distance(Point::new(300.0 - LOWER * CLOSER * 500.0, 400.0)) < 1e-9);
    }

    #[test]
    fn one_wrong_detection_does_not_move_the_crop() {
        let jump = |t: f64| if (t - 2.0).abs() < 0.05 { 420.0 } else { 300.0 };
        let path = crop_path(&walker(jump, |_| true), &TimeAxis::regular(121, Hertz(30.0)));
        assert!(path.iter().flatten().all(|region| (region.centre.x - 300.0).abs() < 1.0));
    }

    #[test]
    fn frames_without_the_runner_are_not_looked_at() {
        let path = crop_path(&walker(|_| 300.0, |t| t < 1.9), &TimeAxis::regular(121, Hertz(30.0)));
        assert!(path[60].is_some());
        assert!(path[90].is_none());
    }
}

//! What speaks for and against an exchange of the legs, as negative log-likelihoods (nats).
//!
//! Lengths are leg lengths (hip to ankle, clip median), times seconds, so nothing depends on the size of the
//! runner in the picture or on the frame rate.

use super::LegPoints;
use crate::body::Point;

/// Standard deviation of one coordinate of a BlazePose landmark from frame to frame. Measured on the clips that
/// `docs/METHODS-track.md` names as used for tuning: second differences at 60 frames/s are 0.009-0.017 (MAD), of which white noise explains
/// a factor of sqrt(6).
pub(super) const NOISE: f64 = 0.006;

/// Root-mean-square acceleration of the knee and of ankle, heel and toe, leg lengths per second squared: 13-17 and
/// 31-47 from the exact joints of the tuning clips; the upper end, as faster runners exist.
const ACCELERATION: [f64; 2] = [18.0, 45.0];

/// Tails of the residuals: Student's t. Four degrees of freedom is the usual choice for robust regression
/// (Lange, Little & Taylor 1989): it leaves good data alone and stops paying for the worst.
const DEGREES_OF_FREEDOM: f64 = 4.0;

/// Cost of a residual `distance` in `dimensions` dimensions when `sigma` is expected.
pub(super) fn student_t(distance: f64, sigma: f64, dimensions: f64) -> f64 {
    let scaled = distance / sigma;
    (DEGREES_OF_FREEDOM + dimensions) / 2.0 * (scaled * scaled / DEGREES_OF_FREEDOM).ln_1p()
}

/// Cost of a third position after two others, against moving on at constant velocity. `group` indexes
/// [`ACCELERATION`]; the longer the steps the less the prediction is worth, so a gap needs no special case.
pub(super) fn motion(path: [Point; 3], steps: [f64; 2], group: usize) -> f64 {
    let [older, previous, current] = path;
    let ratio = steps[1] / steps[0];
    let predicted =
        Point::new(previous.x + (previous.x - older.x) * ratio, previous.y + (previous.y - older.y) * ratio);
    let noise = NOISE * (1.0 + (1.0 + ratio).powi(2) + ratio * ratio).sqrt();
    let swerve = ACCELERATION[group] * steps[1] * (steps[0] + steps[1]) / 2.0;
    student_t(current.distance(predicted), noise.hypot(swerve), 2.0)
}

/// Share of frames in which BlazePose heavy exchanges a pair (design measurement: 4 % over 6,960 rendered frames).
const EXCHANGED_SHARE: f64 = 0.04;

/// Mean duration of an exchange. In the tuning clips they lasted 1 to 3 frames of 1/60 s, and on the real
/// clip one of 1/30 s.
const EXCHANGE_DURATION_S: f64 = 0.04;

/// Cost of the model's labels going from right or wrong (first index: 0 right, 1 exchanged) to right or wrong
/// (second index): a two-state Markov chain in continuous time, so that the same seconds cost the same at every frame
/// rate. `None` is the first frame, which has no past.
pub(super) fn label_change(since_s: Option<f64>) -> [[f64; 2]; 2] {
    let settled = [1.0 - EXCHANGED_SHARE, EXCHANGED_SHARE];
    // Rate of leaving the exchanged state is 1/duration; that of entering follows from the share.
    let total_rate = 1.0 / (EXCHANGE_DURATION_S * settled[0]);
    let memory = since_s.map_or(0.0, |s| (-total_rate * s).exp());
    let chance = |from: usize, to: usize| {
        settled[to] + if from == to { memory * settled[1 - to] } else { -memory * settled[to] }
    };
    [0, 1].map(|from| [0, 1].map(|to| -chance(from, to).ln()))
}

/// How long thigh and shank look in this clip, and how much that varies.
pub(super) struct SegmentLengths {
    thigh: Spread,
    shank: Spread,
}

#[derive(Clone, Copy)]
struct Spread {
    middle: f64,
    sigma: f64,
}

impl SegmentLengths {
    /// Medians over the clip, which the few exchanged frames do not move.
    pub(super) fn of(frames: &[LegPoints]) -> Self {
        let lengths = |upper: usize, lower: usize| {
            frames
                .iter()
                .flat_map(|f| [0, 1].map(|side| f.at[upper][side].distance(f.at[lower][side])))
                .collect()
        };
        Self { thigh: Spread::of(lengths(0, 1)), shank: Spread::of(lengths(1, 2)) }
    }

    /// Cost of a leg whose thigh and shank have these ends.
    pub(super) fn cost(&self, hip: Point, knee: Point, ankle: Point) -> f64 {
        let off = |spread: Spread, length: f64| student_t(length - spread.middle, spread.sigma, 1.0);
        off(self.thigh, hip.distance(knee)) + off(self.shank, knee.distance(ankle))
    }
}

impl Spread {
    fn of(lengths: Vec<f64>) -> Self {
        let (middle, sigma) = crate::robust::centre_and_spread(lengths).unwrap_or((0.0, 0.0));
        // Both ends carry noise, whatever the spread says of a short or lifeless clip.
        Self { middle, sigma: sigma.max(NOISE * 2.0_f64.sqrt()) }
    }
}

/// A straight knee reads up to 5 degrees backwards with landmark noise (hyperextension beyond 10 degrees is
/// a clinical finding: Beighton score); each further 5 degrees is one standard deviation of the model's error.
const HYPEREXTENSION_FREE_RAD: f64 = 5.0 * std::f64::consts::PI / 180.0;
const HYPEREXTENSION_SIGMA_RAD: f64 = 5.0 * std::f64::consts::PI / 180.0;

/// Cost of a knee that bends backwards. Coordinates: forward is +x, down is +y.
pub(super) fn anatomy(hip: Point, knee: Point, ankle: Point) -> f64 {
    let thigh = (knee.x - hip.x).atan2(knee.y - hip.y);
    let shank = (ankle.x - knee.x).atan2(ankle.y - knee.y);
    let flexion = crate::units::Angle::from_radians(thigh - shank).wrapped().radians();
    // Past half a turn the sign is ambiguous: a heel at the buttock is flexed by at most 150 degrees.
    let backwards = -flexion - HYPEREXTENSION_FREE_RAD;
    if backwards <= 0.0 { 0.0 } else { student_t(backwards, HYPEREXTENSION_SIGMA_RAD, 1.0) }
}

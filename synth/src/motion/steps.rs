//! When and where each foot bears.

use super::noise::draw;
use super::spec::MotionSpec;
use crate::side::Side;

/// One contact of a foot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Contact {
    /// Initial contact, seconds.
    pub start: f64,
    /// Toe-off, seconds.
    pub end: f64,
    /// How far the heel is ahead of the hips at initial contact, metres.
    pub heel_ahead: f64,
    /// Factor on the knee's bend in the swing after it.
    pub swing_knee: f64,
}

/// Variation of a practised runner from stride to stride: of contact times 4 ms, of foot placement 8 mm (belt runners' strides
/// vary by 1 to 2 % in time: Jordan et al. 2007), of swing knee flexion 2 %.
const TIME_SD_S: f64 = 0.004;
const PLACE_SD_M: f64 = 0.008;
const KNEE_SD: f64 = 0.02;

/// The contact of a given number; numbers count up from contacts before the clip. `duty` is the leg's own duty factor.
pub(super) fn contact(spec: &MotionSpec, duty: f64, side: Side, number: i64) -> Contact {
    let stride = spec.stride_s();
    let name = |what: u64| what + if side == Side::Right { 10 } else { 20 };
    let vary = |what, sd: f64| spec.stride_noise * sd * draw(spec.seed, name(what), number);
    let start = (number as f64 + later(side)) * stride - stride * first_phase(spec) + vary(1, TIME_SD_S);
    Contact {
        start,
        end: start + duty * stride + vary(2, TIME_SD_S),
        heel_ahead: spec.heel_ahead_m + vary(3, PLACE_SD_M),
        swing_knee: spec.swing_knee_gain * (1.0 + vary(4, KNEE_SD)),
    }
}

/// How much later in the stride than the right leg a leg steps.
pub(super) fn later(side: Side) -> f64 {
    match side {
        Side::Right => 0.0,
        Side::Left => 0.5,
    }
}

/// Where in the stride the clip begins: by seed, so that clips do not all begin with the same step.
fn first_phase(spec: &MotionSpec) -> f64 {
    (spec.seed as f64 * 0.618).fract()
}

/// The share of the right leg's stride at a time, without variation; counts on over strides.
pub(super) fn strides(spec: &MotionSpec, time_s: f64) -> f64 {
    time_s / spec.stride_s() + first_phase(spec)
}

/// The number of the last contact of a leg that began at or before a time.
pub(super) fn number_at(spec: &MotionSpec, duty: f64, side: Side, time_s: f64) -> i64 {
    let guess = strides(spec, time_s).floor() as i64 + 1;
    (guess - 3..=guess).rev().find(|&n| contact(spec, duty, side, n).start <= time_s).unwrap_or(guess - 3)
}

//! Pelvis, thorax, head and arms: drawn apart from the legs.

use super::noise::smooth;
use super::spec::{Kind, MotionSpec};
use super::steps::{later, strides};
use crate::posture::{Arm, LumbarBend, Pelvis, Thorax};
use crate::side::Side;
use std::f64::consts::TAU;

/// Standard deviations from stride to stride of a practised runner: tilt and lean 0.7 and 0.6 degrees (stride SD of peak hip
/// extension is 0.94: docs/METHODS.md), ranges 6 %.
const TILT_SD_DEG: f64 = 0.7;
const LEAN_SD_DEG: f64 = 0.6;
const RANGE_SD: f64 = 0.06;

/// Forward pitch of the head, radians.
pub(super) const HEAD_PITCH: f64 = 0.03;

/// Sums a mean and a swing of two periods a stride whose peak is at `peak`.
fn twice(mean: f64, range: f64, strides: f64, peak: f64) -> f64 {
    mean + range / 2.0 * (2.0 * TAU * (strides - peak)).cos()
}

/// The pelvis at a time.
pub(super) fn pelvis(spec: &MotionSpec, rest_tilt: f64, time_s: f64) -> Pelvis {
    if spec.kind == Kind::Standing {
        let sway = 0.2 * spec.stride_noise * smooth(spec.seed, 31, time_s);
        return Pelvis { tilt: rest_tilt + sway.to_radians(), ..Pelvis::default() };
    }
    let p = strides(spec, time_s);
    let vary = |name, sd: f64| spec.stride_noise * sd * smooth(spec.seed, name, p);
    let range = spec.tilt_range_deg * (1.0 + vary(32, RANGE_SD));
    let tilt = twice(spec.tilt_mean_deg + vary(33, TILT_SD_DEG), range, p, spec.tilt_phase)
        + spec.tilt_asymmetry_deg * (TAU * p).cos();
    Pelvis {
        tilt: tilt.to_radians(),
        // The swinging side drops after toe-off of its leg, and goes forward with its thigh.
        obliquity: (spec.pelvis_obliquity_deg * (TAU * (p - 0.12)).cos()).to_radians(),
        rotation: (spec.pelvis_rotation_deg * (TAU * p - 0.6).cos()).to_radians(),
    }
}

/// The rib cage at a time.
pub(super) fn thorax(spec: &MotionSpec, time_s: f64) -> Thorax {
    if spec.kind == Kind::Standing {
        let sway = 0.2 * spec.stride_noise * smooth(spec.seed, 34, time_s);
        return Thorax { lean: sway.to_radians(), ..Thorax::default() };
    }
    let p = strides(spec, time_s);
    let vary = spec.stride_noise * LEAN_SD_DEG * smooth(spec.seed, 35, p);
    Thorax {
        lean: twice(spec.lean_mean_deg + vary, spec.lean_range_deg, p, 0.17).to_radians(),
        lateral: (-2.0 * (TAU * (p - 0.12)).cos()).to_radians(),
        // Against the pelvis.
        rotation: (-9.0 * (TAU * p - 0.5).cos()).to_radians(),
    }
}

/// An arm at a time: it swings with the other side's leg.
pub(super) fn arm(spec: &MotionSpec, side: Side, time_s: f64) -> Arm {
    if spec.kind == Kind::Standing {
        // Hands rest in front of the chest's sides, so that the pelvis can be seen.
        return bent_arm(10.0, 95.0);
    }
    let back = (TAU * (strides(spec, time_s) + later(side) - 0.93)).cos();
    running_arm(spec.arm_swing_deg * back, spec.elbow_deg - 12.0 * back)
}

/// A runner's arm that has swung back so far from its mean.
pub(super) fn running_arm(back_deg: f64, elbow_deg: f64) -> Arm {
    bent_arm(-14.0 - back_deg, elbow_deg)
}

fn bent_arm(shoulder_deg: f64, elbow_deg: f64) -> Arm {
    Arm {
        shoulder: shoulder_deg.to_radians(),
        abduction: 22.0_f64.to_radians(),
        rotation: 34.0_f64.to_radians(),
        elbow: elbow_deg.to_radians(),
    }
}

/// How the back's bend is shared out.
pub(super) fn lumbar(spec: &MotionSpec) -> LumbarBend {
    LumbarBend(spec.lumbar_bend)
}

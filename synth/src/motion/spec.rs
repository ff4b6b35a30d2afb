//! The recipe of a motion.

use super::MotionError;
use crate::side::BySide;
use serde::{Deserialize, Serialize};

/// What the runner does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Runs on the belt.
    #[default]
    Running,
    /// Stands still on the stopped belt in the body's own posture, swaying a little.
    Standing,
}

/// How a runner moves. Pelvis, thorax and legs are independent of each other.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MotionSpec {
    /// Running or standing.
    pub kind: Kind,
    /// Steps a minute.
    pub cadence_spm: f64,
    /// Belt speed.
    pub speed_mps: f64,
    /// Share of the stride for which a foot bears. The tip of the toes leaves the belt about 3 % of the stride later.
    pub duty_factor: f64,
    /// How far the heel lies ahead of the hips at initial contact, metres: larger is overstriding.
    pub heel_ahead_m: f64,
    /// Where given, the duty factor of each leg is chosen so that the thigh's largest angle behind the vertical is this.
    pub peak_thigh_extension_deg: Option<f64>,
    /// How much larger that angle is on the right than on the left.
    pub thigh_asymmetry_deg: f64,
    /// Rise and fall of the hips in a step, metres peak to peak.
    pub vertical_excursion_m: f64,
    /// Toe-up angle of the shoe at initial contact: 15 heel first, 0 flat.
    pub contact_pitch_deg: f64,
    /// Factor on the knee's bend in swing.
    pub swing_knee_gain: f64,
    /// Mean anterior pelvic tilt, absolute.
    pub tilt_mean_deg: f64,
    /// Swing of the tilt, twice a stride, peak to peak.
    pub tilt_range_deg: f64,
    /// When in the right leg's stride (0 to 1, and half a stride later) the tilt is greatest. Measured: 0.39.
    pub tilt_phase: f64,
    /// Amplitude of a tilt that swings once a stride.
    pub tilt_asymmetry_deg: f64,
    /// Forward lean of the thorax against how the body stands, and its swing, twice a stride, peak to peak.
    pub lean_mean_deg: f64,
    /// See `lean_mean_deg`.
    pub lean_range_deg: f64,
    /// Pelvic rotation about the vertical and drop to the side, amplitudes.
    pub pelvis_rotation_deg: f64,
    /// See `pelvis_rotation_deg`.
    pub pelvis_obliquity_deg: f64,
    /// Amplitude of the arms' swing.
    pub arm_swing_deg: f64,
    /// Mean bend of the elbows.
    pub elbow_deg: f64,
    /// Shares of the bend between pelvis and thorax that are reached at L5, L3 and L1.
    pub lumbar_bend: [f64; 3],
    /// Factor on the variation from stride to stride; 0 repeats exactly, 1 is a practised runner.
    pub stride_noise: f64,
    /// Seed of that variation.
    pub seed: u64,
}

impl Default for MotionSpec {
    fn default() -> Self {
        Self {
            kind: Kind::Running,
            cadence_spm: 168.0,
            speed_mps: 2.8,
            duty_factor: 0.35,
            heel_ahead_m: 0.15,
            peak_thigh_extension_deg: None,
            thigh_asymmetry_deg: 0.0,
            vertical_excursion_m: 0.09,
            contact_pitch_deg: 12.0,
            swing_knee_gain: 1.0,
            tilt_mean_deg: 18.0,
            tilt_range_deg: 8.0,
            tilt_phase: 0.39,
            tilt_asymmetry_deg: 0.5,
            lean_mean_deg: 8.0,
            lean_range_deg: 3.0,
            pelvis_rotation_deg: 5.0,
            pelvis_obliquity_deg: 4.5,
            arm_swing_deg: 28.0,
            elbow_deg: 92.0,
            lumbar_bend: [0.05, 0.40, 0.75],
            stride_noise: 1.0,
            seed: 1,
        }
    }
}

impl MotionSpec {
    /// Seconds of a stride.
    pub fn stride_s(&self) -> f64 {
        120.0 / self.cadence_spm
    }

    /// The aimed peak thigh extension of each leg, degrees.
    pub(super) fn aims(&self) -> Option<BySide<f64>> {
        let half = self.thigh_asymmetry_deg / 2.0;
        self.peak_thigh_extension_deg.map(|aim| BySide { left: aim - half, right: aim + half })
    }

    pub(super) fn check(&self) -> Result<(), MotionError> {
        let within = |what, value: f64, from: f64, to: f64, must| {
            if (from..=to).contains(&value) {
                Ok(())
            } else {
                Err(MotionError::Unreasonable { what, value, must })
            }
        };
        within("cadence_spm", self.cadence_spm, 100.0, 250.0, "100 to 250 steps a minute")?;
        within("speed_mps", self.speed_mps, 1.0, 7.0, "1 to 7 m/s")?;
        within("duty_factor", self.duty_factor, 0.2, 0.48, "0.2 to 0.48: running has a flight phase")?;
        within("vertical_excursion_m", self.vertical_excursion_m, 0.0, 0.15, "0 to 0.15 m")?;
        within("heel_ahead_m", self.heel_ahead_m, -0.1, 0.5, "-0.1 to 0.5 m")
    }
}

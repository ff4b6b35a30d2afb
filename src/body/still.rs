//! What the pelvis network reads in one picture.

use super::Point;
use crate::units::Angle;
use serde::{Deserialize, Serialize};

/// Number of points.
pub const STILL_POINTS: usize = 12;

/// A value with its predicted standard deviation.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Predicted {
    /// The value.
    pub value: Angle,
    /// One standard deviation for one picture, as the network says itself.
    pub sd: Angle,
}

/// Pelvis and thorax in one picture, as the network sees them: the runner facing right, angles against the **picture's** horizontal and upright.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PelvisStill {
    /// Sagittal pelvic tilt with the camera's roll in it; anterior positive.
    pub tilt: Predicted,
    /// Sagittal thorax lean with the camera's roll in it; forward positive.
    pub thorax_lean: Predicted,
    /// Where the network puts its points, image frame, to look at: near ASIS and PSIS, middle ASIS and PSIS, S2, L1, T12, C7, sternum,
    /// near trochanter, middle of the hips and of the shoulders.
    pub points: [Point; STILL_POINTS],
}

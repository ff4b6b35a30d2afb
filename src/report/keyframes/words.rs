//! What stands below a key frame, on page and paper.

use super::choice::Moment;
use super::picture::KeyFrame;
use crate::report::document::Unit;
use crate::report::texts::{TEXTS, filled};
use crate::report::words::quantity;

impl Moment {
    /// Heading of the picture.
    pub fn title(self) -> &'static str {
        let moments = &TEXTS.key_frames.moments;
        match self {
            Self::InitialContact => moments.initial_contact,
            Self::Midstance => moments.midstance,
            Self::ToeOff => moments.toe_off,
            Self::PeakThighExtension => moments.peak_thigh_extension,
        }
    }
}

impl KeyFrame {
    /// The angle of the moment in words, for example "thigh 19.5° behind the vertical".
    pub(in crate::report) fn posture(&self) -> Option<String> {
        let postures = &TEXTS.key_frames.postures;
        let degrees = self.angle_deg?;
        // The angle of each moment is that of `Moment::angle`.
        let template = match (self.moment, degrees >= 0.0) {
            (Moment::InitialContact, true) => postures.foot_ahead,
            (Moment::InitialContact, false) => postures.foot_behind,
            (Moment::Midstance, true) => postures.knee_bent,
            (Moment::Midstance, false) => postures.knee_past_straight,
            (Moment::ToeOff, true) => postures.trunk_forward,
            (Moment::ToeOff, false) => postures.trunk_back,
            (Moment::PeakThighExtension, true) => postures.thigh_in_front,
            (Moment::PeakThighExtension, false) => postures.thigh_behind,
        };
        Some(filled(template, &[("angle", &quantity(degrees.abs(), Unit::Degrees))]))
    }

    /// Time and number of the frame.
    pub(in crate::report) fn when(&self) -> String {
        let seconds = format!("{:.2}", self.time_s);
        filled(TEXTS.key_frames.when, &[("seconds", &seconds), ("frame", &self.frame)])
    }
}

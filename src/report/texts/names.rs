//! Names of sides, angles and quantities, and the phrases that their numbers stand in.

use crate::body::BySide;
use serde::Serialize;

/// What things are called wherever they occur.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Names {
    pub sides: BySide<SideText>,
    pub parts: PartTexts,
    /// `{side}`, `{part}`.
    pub landmark: &'static str,
    pub angles: AngleTexts,
    pub parameters: ParameterTexts,
    pub groups: GroupTexts,
    pub verdicts: VerdictTexts,
    pub units: UnitTexts,
    pub phrases: PhraseTexts,
}

/// A side of the body. The name also stands in the video, whose font has ASCII only.
#[derive(Debug, Serialize)]
pub(in crate::report) struct SideText {
    /// Inside a sentence.
    pub name: &'static str,
    /// At the head of a column or a line.
    pub title: &'static str,
}

/// Parts of the body.
#[derive(Debug, Serialize)]
pub(in crate::report) struct PartTexts {
    pub ear: &'static str,
    pub shoulder: &'static str,
    pub elbow: &'static str,
    pub wrist: &'static str,
    pub hip: &'static str,
    pub knee: &'static str,
    pub ankle: &'static str,
    pub heel: &'static str,
    pub toe: &'static str,
}

/// Angles.
#[derive(Debug, Serialize)]
pub(in crate::report) struct AngleTexts {
    pub trunk_lean: AngleText,
    pub thorax_lean: AngleText,
    pub pelvic_tilt: AngleText,
    pub lumbar_extension: AngleText,
    pub thigh: AngleText,
    pub hip_flexion: AngleText,
    pub knee_flexion: AngleText,
    pub shank: AngleText,
    pub foot: AngleText,
    pub hip_to_trunk: AngleText,
}

/// How an angle is presented.
#[derive(Debug, Serialize)]
pub(in crate::report) struct AngleText {
    /// Heading.
    pub title: &'static str,
    /// What a larger value means.
    pub up: &'static str,
    /// What a smaller value means.
    pub down: &'static str,
    /// What zero means where the zero is absolute.
    pub zero: &'static str,
}

/// Parameters of a stride.
#[derive(Debug, Serialize)]
pub(in crate::report) struct ParameterTexts {
    pub peak_thigh_extension: ParameterText,
    pub peak_hip_extension: ParameterText,
    pub peak_pelvic_tilt: ParameterText,
    pub pelvic_tilt_at_peak_hip_extension: ParameterText,
    pub tilt_rise: ParameterText,
    pub stride_time: ParameterText,
    pub contact_time: ParameterText,
    pub flight_time: ParameterText,
    pub duty_factor: ParameterText,
    pub cadence: ParameterText,
    pub peak_thigh_extension_time: ParameterText,
    pub knee_flexion_at_contact: ParameterText,
    pub knee_flexion_midstance: ParameterText,
    pub peak_knee_flexion_stance: ParameterText,
    pub shank_at_contact: ParameterText,
    pub overstride: ParameterText,
    pub overstride_leg_lengths: ParameterText,
    pub vertical_excursion: ParameterText,
    pub trunk_lean: ParameterText,
}

/// How a stride parameter is presented.
#[derive(Debug, Serialize)]
pub(in crate::report) struct ParameterText {
    /// Row heading.
    pub title: &'static str,
    /// The same in a list inside a text.
    pub listed: &'static str,
    /// Exact definition with its sign.
    pub definition: &'static str,
}

/// Headings of groups of parameters.
#[derive(Debug, Serialize)]
pub(in crate::report) struct GroupTexts {
    pub rhythm: &'static str,
    pub landing: &'static str,
    pub stance_and_push_off: &'static str,
    pub pelvis: &'static str,
}

/// What a comparison with reference runners says, in a word. Never "abnormal".
#[derive(Debug, Serialize)]
pub(in crate::report) struct VerdictTexts {
    pub inside: &'static str,
    pub outside: &'static str,
    pub uncertain: &'static str,
    pub not_measurable: &'static str,
    pub described: &'static str,
}

/// A number with its unit: `{value}`.
#[derive(Debug, Serialize)]
pub(in crate::report) struct UnitTexts {
    pub degrees: &'static str,
    pub seconds: &'static str,
    pub metres: &'static str,
    pub percent: &'static str,
    pub ratio: &'static str,
    pub steps_per_minute: &'static str,
    pub leg_lengths: &'static str,
    /// Steps per minute where space is short.
    pub per_minute_short: &'static str,
    /// Leg lengths where space is short.
    pub leg_lengths_short: &'static str,
}

/// Small print below numbers.
#[derive(Debug, Serialize)]
pub(in crate::report) struct PhraseTexts {
    /// Two ends of an interval: `{low}`, `{high}`.
    pub interval: &'static str,
    /// How many strides or runners a number is of: `{n}`.
    pub n: &'static str,
}

/// A phrase that depends on a number: `{n}`.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Count {
    /// For one.
    pub one: &'static str,
    /// For none and for more than one.
    pub many: &'static str,
}

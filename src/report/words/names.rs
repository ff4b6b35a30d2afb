//! Which text names what.

use crate::body::{Landmark, Part, Side};
use crate::report::document::{AngleName, Parameter, Verdict};
use crate::report::texts::names::{AngleText, ParameterText};
use crate::report::texts::{TEXTS, filled};

/// The words for an angle.
pub(in crate::report) fn angle_words(angle: AngleName) -> &'static AngleText {
    let angles = &TEXTS.names.angles;
    match angle {
        AngleName::TrunkLean => &angles.trunk_lean,
        AngleName::ThoraxLean => &angles.thorax_lean,
        AngleName::PelvicTilt => &angles.pelvic_tilt,
        AngleName::LumbarExtension => &angles.lumbar_extension,
        AngleName::Thigh => &angles.thigh,
        AngleName::HipFlexion => &angles.hip_flexion,
        AngleName::KneeFlexion => &angles.knee_flexion,
        AngleName::Shank => &angles.shank,
        AngleName::Foot => &angles.foot,
        AngleName::HipToTrunk => &angles.hip_to_trunk,
    }
}

/// The name of an angle in names of files.
pub(in crate::report) const fn angle_file(angle: AngleName) -> &'static str {
    match angle {
        AngleName::TrunkLean => "trunk_lean",
        AngleName::ThoraxLean => "thorax_lean",
        AngleName::PelvicTilt => "pelvic_tilt",
        AngleName::LumbarExtension => "lumbar_extension",
        AngleName::Thigh => "thigh",
        AngleName::HipFlexion => "hip_flexion",
        AngleName::KneeFlexion => "knee_flexion",
        AngleName::Shank => "shank",
        AngleName::Foot => "foot",
        AngleName::HipToTrunk => "hip_to_trunk",
    }
}

/// The words for a stride parameter.
pub(in crate::report) fn parameter_words(parameter: Parameter) -> &'static ParameterText {
    let parameters = &TEXTS.names.parameters;
    match parameter {
        Parameter::PeakThighExtension => &parameters.peak_thigh_extension,
        Parameter::PeakHipExtension => &parameters.peak_hip_extension,
        Parameter::PeakPelvicTilt => &parameters.peak_pelvic_tilt,
        Parameter::PelvicTiltAtPeakHipExtension => &parameters.pelvic_tilt_at_peak_hip_extension,
        Parameter::TiltRise => &parameters.tilt_rise,
        Parameter::StrideTime => &parameters.stride_time,
        Parameter::ContactTime => &parameters.contact_time,
        Parameter::FlightTime => &parameters.flight_time,
        Parameter::DutyFactor => &parameters.duty_factor,
        Parameter::Cadence => &parameters.cadence,
        Parameter::PeakThighExtensionTime => &parameters.peak_thigh_extension_time,
        Parameter::KneeFlexionAtContact => &parameters.knee_flexion_at_contact,
        Parameter::KneeFlexionMidstance => &parameters.knee_flexion_midstance,
        Parameter::PeakKneeFlexionStance => &parameters.peak_knee_flexion_stance,
        Parameter::ShankAtContact => &parameters.shank_at_contact,
        Parameter::Overstride => &parameters.overstride,
        Parameter::OverstrideLegLengths => &parameters.overstride_leg_lengths,
        Parameter::VerticalExcursion => &parameters.vertical_excursion,
        Parameter::TrunkLean => &parameters.trunk_lean,
    }
}

/// A group in which people read parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum ParameterGroup {
    Rhythm,
    Landing,
    StanceAndPushOff,
    Pelvis,
}

impl ParameterGroup {
    /// Heading.
    pub fn title(self) -> &'static str {
        let groups = &TEXTS.names.groups;
        match self {
            Self::Rhythm => groups.rhythm,
            Self::Landing => groups.landing,
            Self::StanceAndPushOff => groups.stance_and_push_off,
            Self::Pelvis => groups.pelvis,
        }
    }
}

/// The parameters in the order and the groups in which people read them. Those of the pelvis come last.
pub(in crate::report) const PARAMETER_GROUPS: [(ParameterGroup, &[Parameter]); 4] = [
    (
        ParameterGroup::Rhythm,
        &[
            Parameter::Cadence,
            Parameter::StrideTime,
            Parameter::ContactTime,
            Parameter::FlightTime,
            Parameter::DutyFactor,
        ],
    ),
    (
        ParameterGroup::Landing,
        &[
            Parameter::KneeFlexionAtContact,
            Parameter::ShankAtContact,
            Parameter::Overstride,
            Parameter::OverstrideLegLengths,
        ],
    ),
    (
        ParameterGroup::StanceAndPushOff,
        &[
            Parameter::KneeFlexionMidstance,
            Parameter::PeakKneeFlexionStance,
            Parameter::PeakThighExtension,
            Parameter::PeakThighExtensionTime,
            Parameter::TrunkLean,
            Parameter::VerticalExcursion,
        ],
    ),
    (
        ParameterGroup::Pelvis,
        &[
            Parameter::PeakHipExtension,
            Parameter::PeakPelvicTilt,
            Parameter::PelvicTiltAtPeakHipExtension,
            Parameter::TiltRise,
        ],
    ),
];

/// `left` in a sentence.
pub(in crate::report) fn side_name(side: Side) -> &'static str {
    TEXTS.names.sides.get(side).name
}

/// A side with a capital.
pub(in crate::report) fn side_title(side: Side) -> &'static str {
    TEXTS.names.sides.get(side).title
}

/// The leg of a row, or both.
pub(in crate::report) fn leg_title(side: Option<Side>) -> &'static str {
    side.map_or(TEXTS.tables.both, side_title)
}

/// `left knee` in a sentence.
pub(in crate::report) fn landmark_words(landmark: Landmark) -> String {
    let parts = &TEXTS.names.parts;
    let part = match landmark.part {
        Part::Ear => parts.ear,
        Part::Shoulder => parts.shoulder,
        Part::Elbow => parts.elbow,
        Part::Wrist => parts.wrist,
        Part::Hip => parts.hip,
        Part::Knee => parts.knee,
        Part::Ankle => parts.ankle,
        Part::Heel => parts.heel,
        Part::Toe => parts.toe,
    };
    filled(TEXTS.names.landmark, &[("side", &side_name(landmark.side)), ("part", &part)])
}

/// A word that says the verdict, so that colour is not needed.
pub(in crate::report) fn verdict_word(verdict: Verdict) -> &'static str {
    let verdicts = &TEXTS.names.verdicts;
    match verdict {
        Verdict::Inside => verdicts.inside,
        Verdict::Outside => verdicts.outside,
        Verdict::Uncertain => verdicts.uncertain,
        Verdict::NotMeasurable => verdicts.not_measurable,
        Verdict::Described => verdicts.described,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::document::Key;

    #[test]
    fn every_parameter_is_in_one_group() {
        let mut grouped: Vec<Parameter> =
            PARAMETER_GROUPS.iter().flat_map(|(_, all)| *all).copied().collect();
        grouped.sort();
        assert_eq!(grouped, Parameter::ALL);
    }
}

//! How plots and pages name things: plain words for the runner, exact for the physio.

use super::document::{AngleName, Parameter, Unit};
use crate::body::Side;

/// How an angle is presented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct AngleWords {
    /// Heading.
    pub title: &'static str,
    /// What a larger value means.
    pub up: &'static str,
    /// What a smaller value means.
    pub down: &'static str,
    /// What zero means where the zero is absolute.
    pub zero: &'static str,
    /// File name without extension.
    pub file: &'static str,
}

/// The words for an angle.
pub(super) const fn angle_words(angle: AngleName) -> AngleWords {
    let (title, up, down, zero, file) = match angle {
        AngleName::TrunkLean => ("Trunk lean", "leaning forward", "leaning back", "vertical", "trunk_lean"),
        AngleName::ThoraxLean => {
            ("Thorax lean", "leaning forward", "leaning back", "vertical", "thorax_lean")
        }
        AngleName::PelvicTilt => ("Pelvic tilt", "anterior", "posterior", "horizontal", "pelvic_tilt"),
        AngleName::LumbarExtension => {
            ("Lumbar extension", "extension", "flexion", "thorax in line with pelvis", "lumbar_extension")
        }
        AngleName::Thigh => {
            ("Thigh", "flexion (knee in front)", "extension (knee behind)", "vertical", "thigh")
        }
        AngleName::HipFlexion => (
            "Hip (thigh-to-pelvis)",
            "flexion",
            "extension",
            "thigh at right angles to the pelvis",
            "hip_flexion",
        ),
        AngleName::KneeFlexion => {
            ("Knee", "flexion (bent)", "extension (straight)", "straight leg", "knee_flexion")
        }
        AngleName::Shank => ("Shank", "foot ahead of the knee", "foot behind the knee", "vertical", "shank"),
        AngleName::Foot => ("Foot", "toes up", "toes down", "horizontal", "foot"),
        AngleName::HipToTrunk => {
            ("Thigh-to-trunk", "flexion", "extension", "thigh in line with trunk", "hip_to_trunk")
        }
    };
    AngleWords { title, up, down, zero, file }
}

/// How a stride parameter is presented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ParameterWords {
    /// Row heading.
    pub title: &'static str,
    /// Exact definition with its sign.
    pub definition: &'static str,
}

/// The words for a stride parameter.
pub(super) const fn parameter_words(parameter: Parameter) -> ParameterWords {
    let (title, definition) = match parameter {
        Parameter::PeakThighExtension => {
            ("Peak thigh extension", "thigh furthest behind the vertical; larger is further back")
        }
        Parameter::PeakHipExtension => ("Peak hip extension", "thigh against the pelvis"),
        Parameter::PeakPelvicTilt => ("Peak pelvic tilt", "anterior positive, in stance"),
        Parameter::PelvicTiltAtPeakHipExtension => ("Pelvic tilt at peak hip extension", "anterior positive"),
        Parameter::TiltRise => ("Rise of pelvic tilt", "lowest to highest tilt in stance"),
        Parameter::StrideTime => ("Stride time", "contact to the next contact of the same foot"),
        Parameter::ContactTime => ("Contact time", "initial contact to toe-off"),
        Parameter::FlightTime => ("Flight time", "toe-off to contact of the other foot"),
        Parameter::DutyFactor => ("Duty factor", "contact time / stride time"),
        Parameter::Cadence => ("Cadence", "steps of both feet per minute"),
        Parameter::PeakThighExtensionTime => ("Time of peak thigh extension", "from initial contact = 0 %"),
        Parameter::KneeFlexionAtContact => ("Knee flexion at contact", "0 is a straight leg"),
        Parameter::KneeFlexionMidstance => ("Knee flexion at midstance", "0 is a straight leg"),
        Parameter::PeakKneeFlexionStance => ("Peak knee flexion in stance", "0 is a straight leg"),
        Parameter::ShankAtContact => {
            ("Shank angle at contact", "against the vertical; positive: foot ahead of the knee")
        }
        Parameter::Overstride => ("Overstride", "heel ahead of the hips at contact"),
        Parameter::OverstrideLegLengths => {
            ("Overstride, leg lengths", "heel ahead of the hips at contact, as a share of leg length")
        }
        Parameter::VerticalExcursion => ("Vertical excursion", "rise and fall of the hips in a stride"),
        Parameter::TrunkLean => ("Trunk lean", "mean over the stride against the vertical; forward positive"),
    };
    ParameterWords { title, definition }
}

/// The parameters in the order and the groups in which people read them. Those of the pelvis come last.
pub(super) const PARAMETER_GROUPS: [(&str, &[Parameter]); 4] = [
    (
        "Rhythm",
        &[
            Parameter::Cadence,
            Parameter::StrideTime,
            Parameter::ContactTime,
            Parameter::FlightTime,
            Parameter::DutyFactor,
        ],
    ),
    (
        "Landing",
        &[
            Parameter::KneeFlexionAtContact,
            Parameter::ShankAtContact,
            Parameter::Overstride,
            Parameter::OverstrideLegLengths,
        ],
    ),
    (
        "Stance and push-off",
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
        "Pelvis",
        &[
            Parameter::PeakHipExtension,
            Parameter::PeakPelvicTilt,
            Parameter::PelvicTiltAtPeakHipExtension,
            Parameter::TiltRise,
        ],
    ),
];

/// A number with a fixed number of decimals and a true minus sign.
pub(super) fn number(value: f64, decimals: usize) -> String {
    let digits = format!("{:.decimals$}", value.abs());
    let is_zero = !digits.contains(|c| ('1'..='9').contains(&c));
    if value < 0.0 && !is_zero { format!("−{digits}") } else { digits }
}

impl Unit {
    /// Decimals worth printing: about a tenth of what the measurement resolves.
    pub(super) const fn decimals(self) -> usize {
        match self {
            Self::Degrees | Self::StepsPerMinute | Self::PercentOfCycle => 1,
            Self::Seconds | Self::Metres | Self::Ratio => 3,
            Self::LegLengths => 2,
        }
    }

    /// The unit as people write it, after a number.
    pub(super) const fn symbol(self) -> &'static str {
        match self {
            Self::Degrees => "°",
            Self::Seconds => " s",
            Self::Metres => " m",
            Self::PercentOfCycle => " %",
            Self::Ratio => "",
            Self::StepsPerMinute => " steps/min",
            Self::LegLengths => " leg lengths",
        }
    }
}

/// A value with its unit.
pub(super) fn quantity(value: f64, unit: Unit) -> String {
    number(value, unit.decimals()) + unit.symbol()
}

/// An angle of a posture in words, for example "thigh 19.5° behind the vertical".
pub(super) fn posture(angle: AngleName, degrees: f64) -> String {
    let size = quantity(degrees.abs(), Unit::Degrees);
    let is_positive = degrees >= 0.0;
    match (angle, is_positive) {
        (AngleName::Thigh, true) => format!("thigh {size} in front of the vertical"),
        (AngleName::Thigh, false) => format!("thigh {size} behind the vertical"),
        (AngleName::Shank, true) => format!("shank {size}, foot ahead of the knee"),
        (AngleName::Shank, false) => format!("shank {size}, foot behind the knee"),
        (AngleName::KneeFlexion, true) => format!("knee bent {size}"),
        (AngleName::KneeFlexion, false) => format!("knee {size} past straight"),
        (AngleName::TrunkLean, true) => format!("trunk leaning {size} forward"),
        (AngleName::TrunkLean, false) => format!("trunk leaning {size} back"),
        (other, _) => {
            format!("{} {}", angle_words(other).title.to_lowercase(), quantity(degrees, Unit::Degrees))
        }
    }
}

/// A side with a capital.
pub(super) const fn side_title(side: Side) -> &'static str {
    match side {
        Side::Left => "Left",
        Side::Right => "Right",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::document::Key;

    #[test]
    fn numbers_have_a_true_minus_and_no_negative_zero() {
        assert_eq!(number(-3.12, 1), "−3.1");
        assert_eq!(number(-0.04, 1), "0.0");
        assert_eq!(quantity(0.2451, Unit::Seconds), "0.245 s");
    }

    #[test]
    fn every_parameter_is_in_one_group() {
        let mut grouped: Vec<Parameter> =
            PARAMETER_GROUPS.iter().flat_map(|(_, all)| *all).copied().collect();
        grouped.sort();
        assert_eq!(grouped, Parameter::ALL);
    }
}

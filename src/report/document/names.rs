//! The vocabularies of the result: angles, their columns, stride parameters, landmarks.

use super::table::Key;
use crate::body::{Landmark, Part, Side};
use serde::{Deserialize, Serialize};

/// Declares an enum whose variants are the keys of a [`super::Table`].
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl Key for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)+];

            fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            fn index(self) -> usize {
                self as usize
            }
        }
    };
}

vocabulary! {
    /// An angle over the gait cycle. Signs are those of `docs/CONVENTIONS.md`.
    AngleName {
        /// Hip mid to shoulder mid against the vertical; forward positive.
        TrunkLean = "trunk_lean_deg",
        /// Thorax against the vertical; forward positive. Needs stickers on the spine.
        ThoraxLean = "thorax_lean_deg",
        /// PSIS to ASIS against the horizontal; anterior positive.
        PelvicTilt = "pelvic_tilt_deg",
        /// Thorax against pelvis; extension positive.
        LumbarExtension = "lumbar_extension_deg",
        /// Hip to knee against the downward vertical; knee in front positive.
        Thigh = "thigh_deg",
        /// Thigh against the **pelvis**; flexion positive.
        HipFlexion = "hip_flexion_deg",
        /// 180 degrees less the angle hip, knee, ankle; flexion positive.
        KneeFlexion = "knee_flexion_deg",
        /// Ankle to knee against the vertical; foot ahead of the knee positive.
        Shank = "shank_deg",
        /// Heel to toe against the horizontal; toe up positive.
        Foot = "foot_deg",
        /// Thigh against the **trunk**; flexion positive. Not hip flexion: the pelvis is not in it.
        HipToTrunk = "hip_to_trunk_deg",
    }
}

vocabulary! {
    /// A column of `angles.csv`, in the order of the file.
    AngleColumn {
        /// Trunk lean.
        TrunkLean = "trunk_lean_deg",
        /// Thorax lean.
        ThoraxLean = "thorax_lean_deg",
        /// Pelvic tilt.
        PelvicTilt = "pelvic_tilt_deg",
        /// Lumbar extension.
        LumbarExtension = "lumbar_extension_deg",
        /// Left thigh angle.
        ThighLeft = "thigh_left_deg",
        /// Left hip flexion, against the pelvis.
        HipFlexionLeft = "hip_flexion_left_deg",
        /// Left knee flexion.
        KneeFlexionLeft = "knee_flexion_left_deg",
        /// Left shank angle.
        ShankLeft = "shank_left_deg",
        /// Left foot angle.
        FootLeft = "foot_left_deg",
        /// Right thigh angle.
        ThighRight = "thigh_right_deg",
        /// Right hip flexion, against the pelvis.
        HipFlexionRight = "hip_flexion_right_deg",
        /// Right knee flexion.
        KneeFlexionRight = "knee_flexion_right_deg",
        /// Right shank angle.
        ShankRight = "shank_right_deg",
        /// Right foot angle.
        FootRight = "foot_right_deg",
        /// Left thigh against the trunk.
        HipToTrunkLeft = "hip_to_trunk_left_deg",
        /// Right thigh against the trunk.
        HipToTrunkRight = "hip_to_trunk_right_deg",
    }
}

impl AngleColumn {
    /// The column of an angle; the side does not matter for angles of the trunk.
    pub const fn of(angle: AngleName, side: Side) -> Self {
        match (angle, side) {
            (AngleName::TrunkLean, _) => Self::TrunkLean,
            (AngleName::ThoraxLean, _) => Self::ThoraxLean,
            (AngleName::PelvicTilt, _) => Self::PelvicTilt,
            (AngleName::LumbarExtension, _) => Self::LumbarExtension,
            (AngleName::Thigh, Side::Left) => Self::ThighLeft,
            (AngleName::Thigh, Side::Right) => Self::ThighRight,
            (AngleName::HipFlexion, Side::Left) => Self::HipFlexionLeft,
            (AngleName::HipFlexion, Side::Right) => Self::HipFlexionRight,
            (AngleName::KneeFlexion, Side::Left) => Self::KneeFlexionLeft,
            (AngleName::KneeFlexion, Side::Right) => Self::KneeFlexionRight,
            (AngleName::Shank, Side::Left) => Self::ShankLeft,
            (AngleName::Shank, Side::Right) => Self::ShankRight,
            (AngleName::Foot, Side::Left) => Self::FootLeft,
            (AngleName::Foot, Side::Right) => Self::FootRight,
            (AngleName::HipToTrunk, Side::Left) => Self::HipToTrunkLeft,
            (AngleName::HipToTrunk, Side::Right) => Self::HipToTrunkRight,
        }
    }
}

vocabulary! {
    /// A parameter of a stride, as `strides.csv` names it; the first five columns are fixed by the format.
    Parameter {
        /// Largest thigh angle behind the vertical in the stride, as a positive number of degrees.
        PeakThighExtension = "peak_thigh_extension_deg",
        /// Largest hip extension against the pelvis, as a positive number of degrees.
        PeakHipExtension = "peak_hip_extension_deg",
        /// Largest anterior pelvic tilt in stance.
        PeakPelvicTilt = "peak_pelvic_tilt_deg",
        /// Pelvic tilt at the time of peak hip extension.
        PelvicTiltAtPeakHipExtension = "pelvic_tilt_at_peak_hip_extension_deg",
        /// From the lowest to the highest pelvic tilt in stance.
        TiltRise = "tilt_rise_deg",
        /// Initial contact to the next initial contact of the same foot.
        StrideTime = "stride_time_s",
        /// Initial contact to toe-off.
        ContactTime = "contact_time_s",
        /// Toe-off to the initial contact of the other foot.
        FlightTime = "flight_time_s",
        /// Contact time as a share of stride time.
        DutyFactor = "duty_factor",
        /// Steps of both feet per minute, at the pace of this stride.
        Cadence = "cadence_spm",
        /// When the thigh is furthest back, in percent of the stride.
        PeakThighExtensionTime = "peak_thigh_extension_pct",
        /// Knee flexion at initial contact.
        KneeFlexionAtContact = "knee_flexion_at_contact_deg",
        /// Knee flexion at midstance.
        KneeFlexionMidstance = "knee_flexion_midstance_deg",
        /// Largest knee flexion in stance.
        PeakKneeFlexionStance = "peak_knee_flexion_stance_deg",
        /// Shank angle at initial contact; foot ahead of the knee positive.
        ShankAtContact = "shank_at_contact_deg",
        /// How far the heel lands ahead of the middle of the hips.
        Overstride = "overstride_m",
        /// The same as a share of leg length.
        OverstrideLegLengths = "overstride_leg_lengths",
        /// How far the hips rise and fall in the stride.
        VerticalExcursion = "vertical_excursion_m",
        /// Mean trunk lean over the stride; forward positive.
        TrunkLean = "trunk_lean_deg",
    }
}

/// The unit of a number, as the result writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    /// Degrees of angle.
    #[serde(rename = "deg")]
    Degrees,
    /// Seconds.
    #[serde(rename = "s")]
    Seconds,
    /// Metres.
    #[serde(rename = "m")]
    Metres,
    /// Percent of the gait cycle.
    #[serde(rename = "% of cycle")]
    PercentOfCycle,
    /// A plain ratio.
    #[serde(rename = "1")]
    Ratio,
    /// Steps per minute.
    #[serde(rename = "steps/min")]
    StepsPerMinute,
    /// Leg lengths of this runner.
    #[serde(rename = "leg lengths")]
    LegLengths,
}

impl Parameter {
    /// The unit of the parameter.
    pub const fn unit(self) -> Unit {
        match self {
            Self::StrideTime | Self::ContactTime | Self::FlightTime => Unit::Seconds,
            Self::DutyFactor => Unit::Ratio,
            Self::Cadence => Unit::StepsPerMinute,
            Self::PeakThighExtensionTime => Unit::PercentOfCycle,
            Self::Overstride | Self::VerticalExcursion => Unit::Metres,
            Self::OverstrideLegLengths => Unit::LegLengths,
            _ => Unit::Degrees,
        }
    }
}

const LANDMARKS: [Landmark; Landmark::COUNT] = {
    let mut all = [Landmark::new(Part::Ear, Side::Left); Landmark::COUNT];
    let mut index = 0;
    while index < Landmark::COUNT {
        all[index] = Landmark::new(Part::ALL[index / 2], Side::BOTH[index % 2]);
        index += 1;
    }
    all
};

impl Key for Landmark {
    const ALL: &'static [Self] = &LANDMARKS;

    fn name(self) -> &'static str {
        Self::name(self)
    }

    fn index(self) -> usize {
        Self::index(self)
    }
}

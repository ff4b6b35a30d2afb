//! What a rule can be about: one number per stride, in the unit of its name.

use super::extension::{Parts, TiltInStride, tilt_at_peak_thigh_extension};
use crate::gait::{Curve, Parameter, Stride};
use crate::kinematics::AngleKind;
use crate::units::Angle;
use serde::Deserialize;

/// A quantity of a stride. The name that rules, errors and results use has its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub enum Quantity {
    /// Largest anterior tilt from 25 to 55 % of the cycle.
    PeakTilt,
    /// Tilt where the thigh is furthest behind.
    TiltAtPeakExtension,
    /// From the least tilt in early stance to the peak.
    TiltRise,
    /// Mean tilt over the stride.
    MeanTilt,
    /// The pelvis's share of the thigh's way back.
    PelvicShare,
    /// Peak hip extension, against the pelvis.
    PeakHipExtension,
    /// Peak thigh extension, against the vertical.
    PeakThighExtension,
    /// Lumbar extension where the thigh is furthest behind.
    LumbarAtPeakExtension,
    /// Lean of the thorax there.
    ThoraxAtPeakExtension,
    /// Range of lumbar extension in the stride.
    LumbarRange,
    /// Range of the thorax's lean in the stride.
    ThoraxRange,
    /// Heel ahead of the hips at contact, in leg lengths.
    Overstride,
    /// Shank at contact, foot ahead of the knee positive.
    ShankAtContact,
    /// Knee flexion at contact.
    KneeAtContact,
    /// Rise and fall of the hips.
    VerticalExcursion,
    /// Steps per minute.
    Cadence,
    /// Contact time.
    ContactTime,
    /// Mean forward lean of the trunk.
    TrunkLean,
}

/// The unit of a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Degrees.
    Degrees,
    /// A share of one.
    Share,
    /// Leg lengths of this runner.
    LegLengths,
    /// Metres.
    Metres,
    /// Steps per minute.
    StepsPerMinute,
    /// Seconds.
    Seconds,
}

/// What a quantity is measured from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rests {
    /// On the landmarks of the pose model.
    OnLandmarks,
    /// On a source of the pelvis.
    OnPelvis,
    /// On a source of the pelvis that sees the thorax too.
    OnSpine,
}

impl TryFrom<String> for Quantity {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        let known = || Self::ALL.map(Self::name).join(", ");
        Self::ALL
            .into_iter()
            .find(|quantity| quantity.name() == name)
            .ok_or_else(|| format!("there is no quantity `{name}`; there are {}", known()))
    }
}

impl Quantity {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::PeakTilt,
        Self::TiltAtPeakExtension,
        Self::TiltRise,
        Self::MeanTilt,
        Self::PelvicShare,
        Self::PeakHipExtension,
        Self::PeakThighExtension,
        Self::LumbarAtPeakExtension,
        Self::ThoraxAtPeakExtension,
        Self::LumbarRange,
        Self::ThoraxRange,
        Self::Overstride,
        Self::ShankAtContact,
        Self::KneeAtContact,
        Self::VerticalExcursion,
        Self::Cadence,
        Self::ContactTime,
        Self::TrunkLean,
    ];

    /// The name that rules, errors and results use, with its unit.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PeakTilt => "peak_tilt_in_extension_deg",
            Self::TiltAtPeakExtension => "tilt_at_peak_extension_deg",
            Self::TiltRise => "tilt_rise_in_extension_deg",
            Self::MeanTilt => "mean_tilt_deg",
            Self::PelvicShare => "pelvic_share",
            Self::PeakHipExtension => "peak_hip_extension_deg",
            Self::PeakThighExtension => "peak_thigh_extension_deg",
            Self::LumbarAtPeakExtension => "lumbar_extension_at_peak_extension_deg",
            Self::ThoraxAtPeakExtension => "thorax_lean_at_peak_extension_deg",
            Self::LumbarRange => "lumbar_range_deg",
            Self::ThoraxRange => "thorax_range_deg",
            Self::Overstride => "overstride_leg_lengths",
            Self::ShankAtContact => "shank_at_contact_deg",
            Self::KneeAtContact => "knee_flexion_at_contact_deg",
            Self::VerticalExcursion => "vertical_excursion_m",
            Self::Cadence => "cadence_spm",
            Self::ContactTime => "contact_time_s",
            Self::TrunkLean => "trunk_lean_deg",
        }
    }

    /// The unit in which [`Quantity::of`] answers.
    pub const fn unit(self) -> Unit {
        match self {
            Self::PelvicShare => Unit::Share,
            Self::Overstride => Unit::LegLengths,
            Self::VerticalExcursion => Unit::Metres,
            Self::Cadence => Unit::StepsPerMinute,
            Self::ContactTime => Unit::Seconds,
            _ => Unit::Degrees,
        }
    }

    /// What it rests on.
    pub const fn rests(self) -> Rests {
        match self {
            Self::PeakTilt
            | Self::TiltAtPeakExtension
            | Self::TiltRise
            | Self::MeanTilt
            | Self::PelvicShare
            | Self::PeakHipExtension => Rests::OnPelvis,
            Self::LumbarAtPeakExtension
            | Self::ThoraxAtPeakExtension
            | Self::LumbarRange
            | Self::ThoraxRange => Rests::OnSpine,
            _ => Rests::OnLandmarks,
        }
    }

    /// Whether its value depends on what zero means. Differences within a stride do not, nor do lengths and times.
    pub const fn has_zero(self) -> bool {
        matches!(
            self,
            Self::PeakTilt
                | Self::TiltAtPeakExtension
                | Self::MeanTilt
                | Self::PeakHipExtension
                | Self::PeakThighExtension
                | Self::LumbarAtPeakExtension
                | Self::ThoraxAtPeakExtension
                | Self::ShankAtContact
                | Self::KneeAtContact
                | Self::TrunkLean
        )
    }

    /// Whether it belongs to the whole body and not to a leg.
    pub const fn is_of_body(self) -> bool {
        matches!(
            self,
            Self::Cadence | Self::TrunkLean | Self::VerticalExcursion | Self::ThoraxRange | Self::LumbarRange
        )
    }

    /// Whether left and right cannot be told apart in it where the pelvis is seen from the near side alone: that side drops and turns once a stride,
    /// which is taken out of the tilt of both legs alike (`pelvis::markers`). Where it could not be, the mean of both legs is free of it.
    pub const fn turns_with_pelvis(self) -> bool {
        matches!(self, Self::PeakTilt | Self::TiltAtPeakExtension | Self::TiltRise | Self::PelvicShare)
    }

    /// The value of one stride; `None` where it could not be measured throughout.
    pub fn of(self, stride: &Stride) -> Option<f64> {
        let curve = |kind| stride.curves.get(kind).map(Curve::angles);
        let parameter = |name| stride.parameters.value(name);
        let tilt = || TiltInStride::of(curve(AngleKind::PelvicTilt)?);
        match self {
            Self::PeakTilt => Some(tilt()?.peak.degrees()),
            Self::TiltRise => Some(tilt()?.rise().degrees()),
            Self::MeanTilt => Some(tilt()?.mean.degrees()),
            Self::TiltAtPeakExtension => {
                let at =
                    tilt_at_peak_thigh_extension(curve(AngleKind::Thigh)?, curve(AngleKind::PelvicTilt)?);
                at.map(Angle::degrees)
            }
            Self::PelvicShare => Some(parts(stride)?.pelvic_share()),
            Self::PeakHipExtension => parameter(Parameter::PeakHipExtension),
            Self::PeakThighExtension => parameter(Parameter::PeakThighExtension),
            Self::LumbarAtPeakExtension => stride.spine.lumbar_extension.map(Angle::degrees),
            Self::ThoraxAtPeakExtension => stride.spine.thorax_lean.map(Angle::degrees),
            Self::LumbarRange => range(curve(AngleKind::LumbarExtension)?),
            Self::ThoraxRange => range(curve(AngleKind::ThoraxLean)?),
            Self::Overstride => parameter(Parameter::HeelToHipAtContactRelative),
            Self::ShankAtContact => parameter(Parameter::ShankAtContact),
            Self::KneeAtContact => parameter(Parameter::KneeAtContact),
            Self::VerticalExcursion => parameter(Parameter::HipExcursion),
            Self::Cadence => parameter(Parameter::Cadence),
            Self::ContactTime => parameter(Parameter::ContactTime),
            Self::TrunkLean => parameter(Parameter::MeanTrunkLean),
        }
    }
}

/// The parts of a stride's extension, where thigh and pelvis were measured throughout.
pub fn parts(stride: &Stride) -> Option<Parts> {
    let curve = |kind| stride.curves.get(kind).map(Curve::angles);
    Parts::of(curve(AngleKind::Thigh)?, curve(AngleKind::PelvicTilt)?, curve(AngleKind::LumbarExtension))
}

fn range(curve: &[Angle]) -> Option<f64> {
    let values = || curve.iter().map(|angle| angle.degrees());
    Some(values().reduce(f64::max)? - values().reduce(f64::min)?)
}

//! What is measured on each stride.

use super::cycle::StrideCurves;
use super::events::{EventKind, Events};
use super::scale::Scale;
use crate::body::{Part, Side, Trajectories};
use crate::kinematics::AngleKind;
use crate::series::Series;
use crate::units::{Angle, Metres, Pixels, Seconds};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The parameters of a stride, for tables: each has a column name with its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // Each is the field of the same name in `StrideParameters`.
pub enum Parameter {
    StrideTime,
    Cadence,
    ContactTime,
    FlightTime,
    DutyFactor,
    PeakThighExtension,
    PeakThighExtensionTime,
    KneeAtContact,
    KneeAtMidstance,
    PeakKneeInStance,
    ShankAtContact,
    HeelToHipAtContact,
    HeelToHipAtContactRelative,
    HipExcursion,
    MeanTrunkLean,
    PeakHipExtension,
    PeakPelvicTilt,
    PelvicTiltAtPeakHipExtension,
    TiltRise,
}

impl Parameter {
    /// All parameters in the order of tables.
    pub const ALL: [Self; 19] = [
        Self::StrideTime,
        Self::Cadence,
        Self::ContactTime,
        Self::FlightTime,
        Self::DutyFactor,
        Self::PeakThighExtension,
        Self::PeakThighExtensionTime,
        Self::KneeAtContact,
        Self::KneeAtMidstance,
        Self::PeakKneeInStance,
        Self::ShankAtContact,
        Self::HeelToHipAtContact,
        Self::HeelToHipAtContactRelative,
        Self::HipExcursion,
        Self::MeanTrunkLean,
        Self::PeakHipExtension,
        Self::PeakPelvicTilt,
        Self::PelvicTiltAtPeakHipExtension,
        Self::TiltRise,
    ];

    /// Whether the parameter rests on a pelvis source.
    pub const fn needs_pelvis_source(self) -> bool {
        matches!(
            self,
            Self::PeakHipExtension
                | Self::PeakPelvicTilt
                | Self::PelvicTiltAtPeakHipExtension
                | Self::TiltRise
        )
    }

    /// Column name with the unit in which [`StrideParameters::value`] gives it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::StrideTime => "stride_time_s",
            Self::Cadence => "cadence_spm",
            Self::ContactTime => "contact_time_s",
            Self::FlightTime => "flight_time_s",
            Self::DutyFactor => "duty_factor",
            Self::PeakThighExtension => "peak_thigh_extension_deg",
            Self::PeakThighExtensionTime => "peak_thigh_extension_at_pct",
            Self::KneeAtContact => "knee_flexion_at_contact_deg",
            Self::KneeAtMidstance => "knee_flexion_at_midstance_deg",
            Self::PeakKneeInStance => "peak_knee_flexion_in_stance_deg",
            Self::ShankAtContact => "shank_at_contact_deg",
            Self::HeelToHipAtContact => "heel_to_hip_at_contact_m",
            Self::HeelToHipAtContactRelative => "heel_to_hip_at_contact_leg_lengths",
            Self::HipExcursion => "hip_vertical_excursion_m",
            Self::MeanTrunkLean => "mean_trunk_lean_deg",
            Self::PeakHipExtension => "peak_hip_extension_deg",
            Self::PeakPelvicTilt => "peak_pelvic_tilt_deg",
            Self::PelvicTiltAtPeakHipExtension => "pelvic_tilt_at_peak_hip_extension_deg",
            Self::TiltRise => "tilt_rise_deg",
        }
    }
}

/// The measures of one stride; `None` where one could not be taken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StrideParameters {
    /// From contact to the next contact of the same foot.
    pub stride_time: Seconds,
    /// Steps per minute at this stride: two steps in each.
    pub cadence_spm: f64,
    /// From contact to toe-off.
    pub contact_time: Option<Seconds>,
    /// From toe-off to the other foot's contact. Negative where both feet are on the ground (walking).
    pub flight_time: Option<Seconds>,
    /// Contact time as a share of the stride.
    pub duty_factor: Option<f64>,
    /// How far the thigh gets behind the vertical; a positive angle is behind.
    pub peak_thigh_extension: Option<Angle>,
    /// When that is, percent of the cycle.
    pub peak_thigh_extension_pct: Option<f64>,
    /// Knee flexion at contact.
    pub knee_at_contact: Option<Angle>,
    /// Knee flexion half-way in time between contact and toe-off.
    pub knee_at_midstance: Option<Angle>,
    /// Largest knee flexion between contact and toe-off.
    pub peak_knee_in_stance: Option<Angle>,
    /// Shank at contact; foot in front of the knee positive.
    pub shank_at_contact: Option<Angle>,
    /// Heel ahead of the middle of the hips at contact (overstride).
    pub heel_to_hip_at_contact: Option<Metres>,
    /// The same as a share of the leg's length in the picture; needs no scale.
    pub heel_to_hip_at_contact_relative: Option<f64>,
    /// Highest less lowest place of the middle of the hips in the stride.
    pub hip_excursion: Option<Metres>,
    /// Mean trunk lean over the stride; forward positive.
    pub mean_trunk_lean: Option<Angle>,
    /// How far the hip extends past the zero of hip flexion; positive is extension. Needs a pelvis source.
    pub peak_hip_extension: Option<Angle>,
    /// Largest anterior pelvic tilt between contact and toe-off.
    pub peak_pelvic_tilt: Option<Angle>,
    /// Pelvic tilt where the hip is extended most.
    pub pelvic_tilt_at_peak_hip_extension: Option<Angle>,
    /// From the lowest to the highest pelvic tilt between contact and toe-off.
    pub tilt_rise: Option<Angle>,
}

impl StrideParameters {
    /// One parameter in the unit that [`Parameter::name`] states.
    pub fn value(&self, parameter: Parameter) -> Option<f64> {
        let degrees = |angle: Option<Angle>| angle.map(Angle::degrees);
        match parameter {
            Parameter::StrideTime => Some(self.stride_time.0),
            Parameter::Cadence => Some(self.cadence_spm),
            Parameter::ContactTime => self.contact_time.map(|t| t.0),
            Parameter::FlightTime => self.flight_time.map(|t| t.0),
            Parameter::DutyFactor => self.duty_factor,
            Parameter::PeakThighExtension => degrees(self.peak_thigh_extension),
            Parameter::PeakThighExtensionTime => self.peak_thigh_extension_pct,
            Parameter::KneeAtContact => degrees(self.knee_at_contact),
            Parameter::KneeAtMidstance => degrees(self.knee_at_midstance),
            Parameter::PeakKneeInStance => degrees(self.peak_knee_in_stance),
            Parameter::ShankAtContact => degrees(self.shank_at_contact),
            Parameter::HeelToHipAtContact => self.heel_to_hip_at_contact.map(|d| d.0),
            Parameter::HeelToHipAtContactRelative => self.heel_to_hip_at_contact_relative,
            Parameter::HipExcursion => self.hip_excursion.map(|d| d.0),
            Parameter::MeanTrunkLean => degrees(self.mean_trunk_lean),
            Parameter::PeakHipExtension => degrees(self.peak_hip_extension),
            Parameter::PeakPelvicTilt => degrees(self.peak_pelvic_tilt),
            Parameter::PelvicTiltAtPeakHipExtension => degrees(self.pelvic_tilt_at_peak_hip_extension),
            Parameter::TiltRise => degrees(self.tilt_rise),
        }
    }
}

/// One stride to be measured, before its parameters are known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub side: Side,
    pub contact: Seconds,
    pub toe_off: Option<Seconds>,
    pub next_contact: Seconds,
}

impl Span {
    fn duration(&self) -> f64 {
        self.next_contact.0 - self.contact.0
    }
}

/// What all strides of a clip are measured with.
pub(super) struct Measure<'a> {
    pub events: &'a Events,
    pub scale: &'a Scale,
    pub leg_length: Pixels,
    heel_from_hips: crate::body::BySide<Series<f64>>,
    hip_height: Series<f64>,
}

impl<'a> Measure<'a> {
    pub(super) fn new(body: &Trajectories, events: &'a Events, scale: &'a Scale, leg_length: Pixels) -> Self {
        let heel_from_hips = crate::body::BySide::from_fn(|side| {
            Series::from_fn(Arc::clone(body.time()), |frame| {
                Some(body.at(Part::Heel, side, frame)?.x - body.middle(Part::Hip, frame)?.x)
            })
        });
        let hip_height =
            Series::from_fn(Arc::clone(body.time()), |frame| Some(body.middle(Part::Hip, frame)?.y));
        Self { events, scale, leg_length, heel_from_hips, hip_height }
    }

    pub(super) fn parameters(&self, span: &Span, curves: &StrideCurves) -> StrideParameters {
        let (thigh, knee) = (curves.get(AngleKind::Thigh), curves.get(AngleKind::KneeFlexion));
        let at_contact = |kind| curves.get(kind).and_then(|curve| curve.at(0.0));
        let duty_factor = span.toe_off.map(|off| (off.0 - span.contact.0) / span.duration());
        let overstride = self.heel_from_hips.get(span.side).value_at(span.contact).map(Pixels);
        let extension = thigh.map(super::cycle::Curve::minimum);
        let hip = curves.get(AngleKind::HipFlexion).map(super::cycle::Curve::minimum);
        let tilt = curves.get(AngleKind::PelvicTilt);
        let tilt_in_stance = tilt.zip(duty_factor);
        StrideParameters {
            stride_time: Seconds(span.duration()),
            cadence_spm: 120.0 / span.duration(),
            contact_time: span.toe_off.map(|off| off - span.contact),
            flight_time: self.flight_time(span),
            duty_factor,
            peak_thigh_extension: extension.map(|(angle, _)| -angle),
            peak_thigh_extension_pct: extension.map(|(_, percent)| percent as f64),
            knee_at_contact: at_contact(AngleKind::KneeFlexion),
            knee_at_midstance: knee.zip(duty_factor).and_then(|(knee, duty)| knee.at(duty / 2.0)),
            peak_knee_in_stance: knee.zip(duty_factor).map(|(knee, duty)| knee.maximum_until(duty)),
            shank_at_contact: at_contact(AngleKind::Shank),
            heel_to_hip_at_contact: overstride.map(|distance| self.scale.metres(distance)),
            heel_to_hip_at_contact_relative: overstride.map(|distance| distance.0 / self.leg_length.0),
            hip_excursion: self.hip_excursion(span),
            mean_trunk_lean: curves.get(AngleKind::TrunkLean).map(super::cycle::Curve::mean),
            peak_hip_extension: hip.map(|(angle, _)| -angle),
            peak_pelvic_tilt: tilt_in_stance.map(|(tilt, duty)| tilt.maximum_until(duty)),
            pelvic_tilt_at_peak_hip_extension: tilt
                .zip(hip)
                .and_then(|(tilt, (_, percent))| tilt.angles().get(percent).copied()),
            tilt_rise: tilt_in_stance.map(|(tilt, duty)| tilt.maximum_until(duty) - tilt.minimum_until(duty)),
        }
    }

    /// The other foot's contact is looked for in the whole stride, so that walking shows as a negative flight.
    fn flight_time(&self, span: &Span) -> Option<Seconds> {
        let other = span.side.other();
        let contact =
            self.events.first_between(EventKind::InitialContact, other, span.contact, span.next_contact)?;
        Some(contact - span.toe_off?)
    }

    /// `None` if the hips were not seen throughout: the extreme may lie in the gap.
    fn hip_excursion(&self, span: &Span) -> Option<Metres> {
        let times = self.hip_height.time().seconds();
        let from = times.partition_point(|&t| t < span.contact.0);
        let to = times.partition_point(|&t| t <= span.next_contact.0);
        let heights: Vec<f64> =
            self.hip_height.samples().get(from..to)?.iter().copied().collect::<Option<_>>()?;
        let highest = heights.iter().copied().reduce(f64::max)?;
        let lowest = heights.iter().copied().reduce(f64::min)?;
        Some(self.scale.metres(Pixels(highest - lowest)))
    }
}

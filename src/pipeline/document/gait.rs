//! Events, strides, cycles and their summaries.

use super::{angle_name, zero};
use crate::body::{BySide, Side};
use crate::gait::{
    Curve, Estimate as Mean, EventKind, Events, Gait, MeanCurve, Parameter, SideSummary, Stride,
};
use crate::kinematics::Zero;
use crate::report::document::{
    Cycle, Difference, Estimate, Parameter as Column, SideCycles, SideEvents, Source, Stride as Row,
    StrideCount, Table, Unit, rounded,
};
use crate::units::Seconds;

/// Decimals that files carry: a tenth of a millisecond, a micrometre, a millidegree; far below what can be measured.
const DECIMALS: i32 = 4;

/// The document's name of a stride parameter.
const fn column(parameter: Parameter) -> Column {
    match parameter {
        Parameter::StrideTime => Column::StrideTime,
        Parameter::Cadence => Column::Cadence,
        Parameter::ContactTime => Column::ContactTime,
        Parameter::FlightTime => Column::FlightTime,
        Parameter::DutyFactor => Column::DutyFactor,
        Parameter::PeakThighExtension => Column::PeakThighExtension,
        Parameter::PeakThighExtensionTime => Column::PeakThighExtensionTime,
        Parameter::KneeAtContact => Column::KneeFlexionAtContact,
        Parameter::KneeAtMidstance => Column::KneeFlexionMidstance,
        Parameter::PeakKneeInStance => Column::PeakKneeFlexionStance,
        Parameter::ShankAtContact => Column::ShankAtContact,
        Parameter::HeelToHipAtContact => Column::Overstride,
        Parameter::HeelToHipAtContactRelative => Column::OverstrideLegLengths,
        Parameter::HipExcursion => Column::VerticalExcursion,
        Parameter::MeanTrunkLean => Column::TrunkLean,
        Parameter::PeakHipExtension => Column::PeakHipExtension,
        Parameter::PeakPelvicTilt => Column::PeakPelvicTilt,
        Parameter::PelvicTiltAtPeakHipExtension => Column::PelvicTiltAtPeakHipExtension,
        Parameter::TiltRise => Column::TiltRise,
    }
}

pub(super) fn events(gait: &Gait) -> BySide<SideEvents> {
    BySide::from_fn(|side| {
        let (contact_s, contact_sd) = times(&gait.events, EventKind::InitialContact, side);
        let (toe_off_s, toe_off_sd) = times(&gait.events, EventKind::ToeOff, side);
        SideEvents {
            initial_contact_s: contact_s,
            initial_contact_uncertainty_s: contact_sd,
            toe_off_s,
            toe_off_uncertainty_s: toe_off_sd,
        }
    })
}

/// Times of one kind of event of a foot, and the standard uncertainty of each.
fn times(events: &Events, kind: EventKind, side: Side) -> (Vec<f64>, Vec<Option<f64>>) {
    let of = events.list.iter().filter(move |event| event.kind == kind && event.side == side);
    of.map(|event| (seconds(event.time), Some(seconds(event.sd)))).unzip()
}

fn seconds(time: Seconds) -> f64 {
    rounded(time.0, DECIMALS)
}

pub(super) fn strides(gait: &Gait) -> Vec<Row> {
    Side::BOTH
        .into_iter()
        .flat_map(|side| gait.strides.iter().filter(move |stride| stride.side == side).zip(1..))
        .map(|(stride, number)| row(stride, number))
        .collect()
}

fn row(stride: &Stride, number: usize) -> Row {
    Row {
        side: stride.side,
        stride: number,
        initial_contact_s: seconds(stride.initial_contact),
        toe_off_s: stride.toe_off.map(seconds),
        next_contact_s: seconds(stride.next_contact),
        kept: stride.kept(),
        reject_reason: stride.rejected.as_ref().map(ToString::to_string),
        parameters: Parameter::ALL
            .into_iter()
            .filter_map(|name| Some((column(name), rounded(stride.parameters.value(name)?, DECIMALS))))
            .collect(),
    }
}

pub(super) fn stride_count(count: crate::gait::StrideCount) -> StrideCount {
    StrideCount { kept: count.kept, rejected: count.rejected }
}

pub(super) fn cycles(gait: &Gait, angle_zero: Zero) -> BySide<SideCycles> {
    BySide::from_fn(|side| {
        let kept = gait.strides.iter().filter(|stride| stride.side == side && stride.kept());
        let shares: Vec<f64> = kept.filter_map(|stride| Some(100.0 * stride.stance_share()?)).collect();
        let toe_off = Mean::of(&shares);
        let curves = &gait.summary.sides.get(side).curves;
        SideCycles {
            toe_off_pct: toe_off.map(|mean| rounded(mean.mean, DECIMALS)),
            toe_off_sd_pct: toe_off.and_then(|mean| mean.sd).map(|sd| rounded(sd, DECIMALS)),
            angles: curves
                .iter()
                .map(|(&kind, curve)| (angle_name(kind), cycle(curve, angle_zero)))
                .collect(),
        }
    })
}

fn cycle(curve: &MeanCurve, angle_zero: Zero) -> Cycle {
    let degrees =
        |curve: &Curve| curve.angles().iter().map(|a| Some(rounded(a.degrees(), DECIMALS))).collect();
    Cycle {
        n: curve.n,
        zero: zero(angle_zero),
        mean_deg: degrees(&curve.mean),
        sd_deg: curve.sd.as_ref().map_or_else(|| vec![None; Cycle::POINTS], degrees),
    }
}

pub(super) fn estimates(side: &SideSummary, angle_zero: Zero) -> Table<Column, Estimate> {
    side.parameters.iter().map(|(&name, mean)| (column(name), estimate(name, mean, angle_zero))).collect()
}

fn estimate(parameter: Parameter, mean: &Mean, angle_zero: Zero) -> Estimate {
    let unit = column(parameter).unit();
    Estimate {
        value: rounded(mean.mean, DECIMALS),
        low: mean.interval.map(|(low, _)| rounded(low, DECIMALS)),
        high: mean.interval.map(|(_, high)| rounded(high, DECIMALS)),
        n: mean.n,
        sd: mean.sd.map(|sd| rounded(sd, DECIMALS)),
        unit,
        zero: (unit == Unit::Degrees).then(|| zero(angle_zero)),
        source: if parameter.needs_pelvis_source() { Source::Markers } else { Source::Landmarks },
    }
}

pub(super) fn differences(summary: &crate::gait::Summary, by_stickers: bool) -> Table<Column, Difference> {
    // Stickers show one side of the pelvis; its tilt is taken to be nearly alike on both steps (`pelvis::markers`), so there is no difference to read.
    let is_measured = |column: Column| {
        let of_pelvis = [Column::PeakPelvicTilt, Column::PelvicTiltAtPeakHipExtension, Column::TiltRise]
            .contains(&column);
        !(by_stickers && of_pelvis)
    };
    let difference = |name: Parameter, mean: &Mean| Difference {
        value: rounded(mean.mean, DECIMALS),
        low: mean.interval.map(|(low, _)| rounded(low, DECIMALS)),
        high: mean.interval.map(|(_, high)| rounded(high, DECIMALS)),
        unit: column(name).unit(),
    };
    let all = summary.differences.iter().map(|(&name, mean)| (column(name), difference(name, mean)));
    all.filter(|(column, _)| is_measured(*column)).collect()
}

//! Means over the kept strides of each leg, and the difference between the legs.

use super::cycle::{CYCLE_POINTS, Curve};
use super::parameters::Parameter;
use super::stats::Estimate;
use super::strides::Stride;
use crate::body::{BySide, Side};
use crate::kinematics::AngleKind;
use crate::units::Angle;
use std::collections::BTreeMap;

/// How many strides a leg has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StrideCount {
    /// That count in the means.
    pub kept: usize,
    /// That were found but rejected.
    pub rejected: usize,
}

/// The mean of an angle over the cycle.
#[derive(Debug, Clone, PartialEq)]
pub struct MeanCurve {
    /// Mean at each percent.
    pub mean: Curve,
    /// Sample standard deviation from stride to stride at each percent; `None` for a single stride.
    pub sd: Option<Curve>,
    /// Number of strides.
    pub n: usize,
}

/// One leg.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SideSummary {
    /// Strides of this leg.
    pub strides: StrideCount,
    /// Each parameter that at least one kept stride has.
    pub parameters: BTreeMap<Parameter, Estimate>,
    /// Each angle that at least one kept stride has throughout.
    pub curves: BTreeMap<AngleKind, MeanCurve>,
}

/// Both legs.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// Steps per minute over the kept strides of both legs; `None` if none was kept.
    pub cadence_spm: Option<Estimate>,
    /// Each leg.
    pub sides: BySide<SideSummary>,
    /// Left less right of each parameter that both legs have, with Welch's interval.
    pub differences: BTreeMap<Parameter, Estimate>,
}

impl Summary {
    /// Summarises the kept strides.
    pub(super) fn of(strides: &[Stride]) -> Self {
        let sides = BySide::from_fn(|side| side_summary(strides, side));
        let differences = sides
            .left
            .parameters
            .iter()
            .filter_map(|(&name, left)| {
                Some((name, Estimate::difference(left, sides.right.parameters.get(&name)?)))
            })
            .collect();
        Self { cadence_spm: cadence(strides), sides, differences }
    }
}

fn kept(strides: &[Stride], side: Side) -> impl Iterator<Item = &Stride> {
    strides.iter().filter(move |s| s.side == side && s.kept())
}

fn cadence(strides: &[Stride]) -> Option<Estimate> {
    let all: Vec<f64> = strides.iter().filter(|s| s.kept()).map(|s| s.parameters.cadence_spm).collect();
    Estimate::of(&all)
}

fn side_summary(strides: &[Stride], side: Side) -> SideSummary {
    let parameter = |name: Parameter| {
        let values: Vec<f64> = kept(strides, side).filter_map(|s| s.parameters.value(name)).collect();
        Some((name, Estimate::of(&values)?))
    };
    let curve = |kind: AngleKind| {
        let curves: Vec<&Curve> = kept(strides, side).filter_map(|s| s.curves.get(kind)).collect();
        Some((kind, mean_curve(&curves)?))
    };
    SideSummary {
        strides: StrideCount {
            kept: kept(strides, side).count(),
            rejected: strides.iter().filter(|s| s.side == side && !s.kept()).count(),
        },
        parameters: Parameter::ALL.into_iter().filter_map(parameter).collect(),
        curves: AngleKind::ALL.into_iter().filter_map(curve).collect(),
    }
}

fn mean_curve(curves: &[&Curve]) -> Option<MeanCurve> {
    let points: Option<Vec<Estimate>> = (0..CYCLE_POINTS)
        .map(|percent| {
            let values: Vec<f64> = curves.iter().map(|c| c.angles()[percent].radians()).collect();
            Estimate::of(&values)
        })
        .collect();
    let points = points?;
    let spreads: Option<Vec<f64>> = points.iter().map(|point| point.sd).collect();
    Some(MeanCurve {
        mean: Curve::from_fn(|percent| Angle::from_radians(points[percent].mean)),
        sd: spreads.map(|sd| Curve::from_fn(|percent| Angle::from_radians(sd[percent]))),
        n: curves.len(),
    })
}

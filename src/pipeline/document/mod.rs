//! Stage outputs into the one document from which everything is written.

mod capture;
mod findings;
mod gait;
mod pelvis;
mod provenance;
mod warnings;

pub(super) use findings::rules_and_errors;
pub(super) use provenance::{clip_facts, fingerprint, model_files, program};

use super::Options;
use super::observe::Observed;
use super::pelvis::ModelFound;
use crate::body::Side;
use crate::findings::{Errors, Rules};
use crate::gait::Gait;
use crate::kinematics::{AngleKind, AngleSeries, FrameErrors, OfPoints, Zero};
use crate::pelvis::PelvisFound;
use crate::report::document::{
    AngleColumn, AngleName, AngleSeries as Column, Clip, Document, FrameSeries, ModelFile, Program, Schema,
    Summary, Zero as DocumentZero, degrees,
};
use crate::track::Tracked;

/// Everything that one analysis found.
pub(super) struct Found<'a> {
    pub program: Program,
    pub models: Vec<ModelFile>,
    pub clip: Clip,
    pub options: &'a Options,
    pub observed: &'a Observed,
    pub tracked: &'a Tracked,
    pub pelvis: &'a PelvisFound,
    pub model: &'a ModelFound,
    pub angles: &'a AngleSeries,
    pub gait: &'a Gait,
    pub rules: &'a Rules,
    pub errors: &'a Errors,
    pub frame_errors: &'a FrameErrors,
}

/// Puts everything that was found into the result document.
pub(super) fn document(found: Found<'_>) -> Document {
    Document {
        schema: Schema::V2,
        options: provenance::options(found.options),
        capture: capture::capture(&found),
        pelvis: pelvis::pelvis(&found),
        series: series(&found),
        events: gait::events(found.gait),
        strides: gait::strides(found.gait),
        cycles: gait::cycles(found.gait, found.angles.zero),
        summary: summary(&found),
        findings: Some(findings::findings(&found)),
        corrections: found.options.corrections.iter().map(ToString::to_string).collect(),
        warnings: warnings::warnings(&found),
        program: found.program,
        models: found.models,
        clip: found.clip,
    }
}

/// The document's name of an angle.
const fn angle_name(kind: AngleKind) -> AngleName {
    match kind {
        AngleKind::TrunkLean => AngleName::TrunkLean,
        AngleKind::Thigh => AngleName::Thigh,
        AngleKind::HipToTrunk => AngleName::HipToTrunk,
        AngleKind::KneeFlexion => AngleName::KneeFlexion,
        AngleKind::Shank => AngleName::Shank,
        AngleKind::Foot => AngleName::Foot,
        AngleKind::PelvicTilt => AngleName::PelvicTilt,
        AngleKind::ThoraxLean => AngleName::ThoraxLean,
        AngleKind::LumbarExtension => AngleName::LumbarExtension,
        AngleKind::HipFlexion => AngleName::HipFlexion,
    }
}

const fn zero(zero: Zero) -> DocumentZero {
    match zero {
        Zero::Absolute => DocumentZero::Absolute,
        Zero::Standing => DocumentZero::RelativeToStanding,
    }
}

fn series(found: &Found<'_>) -> FrameSeries {
    let mut series = FrameSeries::from_trajectories(&found.tracked.trajectories, found.observed.skipped);
    let near = found.tracked.quality.facing.facing.near_side();
    let points = match found.pelvis {
        PelvisFound::Markers(measured) => {
            OfPoints { tilt: Some(&measured.tilt_uncertainty), thorax: measured.thorax_uncertainty.as_ref() }
        }
        PelvisFound::NotWanted | PelvisFound::NotMeasured(_) => OfPoints::default(),
    };
    for kind in AngleKind::ALL {
        for side in Side::BOTH {
            let angle = found.angles.get(kind, side);
            if angle.samples().iter().all(Option::is_none) && kind.needs_pelvis_source() {
                continue;
            }
            let mut column = Column::absolute(angle);
            column.zero = zero(found.angles.zero);
            let uncertainty = found.angles.uncertainty(kind, side, near, points, found.frame_errors);
            column.uncertainty_deg = uncertainty.as_ref().map(degrees).unwrap_or_default();
            series.angles.set(AngleColumn::of(angle_name(kind), side), column);
        }
    }
    series
}

fn summary(found: &Found<'_>) -> Summary {
    let facing = found.tracked.quality.facing.facing;
    let sides = &found.gait.summary.sides;
    let by_stickers = matches!(found.pelvis, PelvisFound::Markers(_));
    Summary {
        cadence_spm: found.gait.summary.cadence_spm.map(|cadence| cadence.mean),
        side_to_camera: facing.near_side(),
        facing,
        strides: sides.map(|side| gait::stride_count(side.strides)),
        left: gait::estimates(&sides.left, found.angles.zero),
        right: gait::estimates(&sides.right, found.angles.zero),
        left_right_difference: gait::differences(&found.gait.summary, by_stickers),
    }
}

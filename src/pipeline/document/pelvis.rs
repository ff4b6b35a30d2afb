//! Where the pelvis was measured from.

use super::Found;
use crate::kinematics::Zero;
use crate::pelvis::PelvisFound;
use crate::pelvis::markers::{Measured, NoStickers, Perspective, Sticker};
use crate::pelvis::model::Estimate;
use crate::pipeline::pelvis::ModelFound;
use crate::report::document::{
    ClipMean, Pelvis, PelvisModel, PelvisSource, Perspective as PerspectiveRow, Sticker as Row, degrees,
    rounded,
};
use crate::units::Angle;

pub(super) fn pelvis(found: &Found<'_>) -> Pelvis {
    let model = model(found);
    match (found.pelvis, model) {
        (PelvisFound::Markers(measured), model) => {
            Pelvis { model, reason: no_spine(found), ..of_markers(measured) }
        }
        (_, Some(model)) => Pelvis::by_model(model),
        (PelvisFound::NotWanted, None) => Pelvis::not_measured("The pelvis was left out (--pelvis none)."),
        (PelvisFound::NotMeasured(reason), None) => Pelvis::not_measured(&neither(reason, found.model)),
    }
}

/// Why there is nothing from stickers, nor from the network if that was asked.
pub(super) fn neither(no_stickers: &NoStickers, model: &ModelFound) -> String {
    match model {
        ModelFound::Declined(why) => format!("{no_stickers} Nor from the picture: {why}."),
        _ => no_stickers.to_string(),
    }
}

fn model(found: &Found<'_>) -> Option<PelvisModel> {
    let ModelFound::Read { run, from_standing, standing_declined } = found.model else { return None };
    let (tilt_change, lean_change) = from_standing.unzip();
    Some(PelvisModel {
        pictures: run.pictures,
        pelvic_tilt: run.tilt.map(mean),
        thorax_lean: Some(mean(run.thorax_lean)),
        pelvic_tilt_from_standing: tilt_change.map(mean),
        thorax_lean_from_standing: lean_change.map(mean),
        less_stickers_deg: match found.angles.zero {
            Zero::Absolute => run.tilt,
            Zero::Standing => tilt_change,
        }
        .and_then(|tilt| Some(rounded((tilt.value - mean_tilt(found)?).degrees(), 2))),
        not_from_standing: standing_declined.map(|reason| format!("in the standing clip {reason}")),
    })
}

pub(super) fn mean(estimate: Estimate) -> ClipMean {
    ClipMean { mean_deg: rounded(estimate.value.degrees(), 2), sd_deg: rounded(estimate.sd.degrees(), 2) }
}

/// Mean over the clip of the tilt that the stickers show.
fn mean_tilt(found: &Found<'_>) -> Option<Angle> {
    let tilts: Vec<f64> = found.angles.pelvic_tilt.samples().iter().flatten().map(|a| a.radians()).collect();
    (!tilts.is_empty()).then(|| Angle::from_radians(tilts.iter().sum::<f64>() / tilts.len() as f64))
}

fn of_markers(measured: &Measured) -> Pelvis {
    Pelvis {
        source: PelvisSource::Markers,
        reason: None,
        stickers: measured.stickers.iter().map(row).collect(),
        pelvic_tilt_uncertainty_deg: degrees(&measured.tilt_uncertainty),
        once_a_stride_deg: measured.once_a_stride.map(|amplitude| rounded(amplitude.degrees(), 2)),
        perspective: measured.perspective.map(perspective),
        model: None,
    }
}

/// Why there is no thorax though there are stickers.
pub(super) fn no_spine(found: &Found<'_>) -> Option<String> {
    let PelvisFound::Markers(measured) = found.pelvis else { return None };
    let in_the_run = measured.no_thorax.as_ref().map(ToString::to_string);
    in_the_run.or_else(|| {
        let is_left = found.angles.thorax_lean.samples().iter().any(Option::is_some);
        (!is_left).then(|| SPINE_NOT_STANDING.to_owned())
    })
}

const SPINE_NOT_STANDING: &str = "Lumbar extension is left empty: the standing clip does not show the stickers on C7 and on T12 (or L1) both, so \
    nothing of the spine can be counted from it. Keep the arms off the back there, point at them with --neutral-marker T12=X,Y@SECONDS, or leave \
    the standing clip out for the absolute angle.";

fn perspective(found: Perspective) -> PerspectiveRow {
    PerspectiveRow {
        taken_out: found.taken_out,
        mean_deg: rounded(found.mean.degrees(), 2),
        camera_distance_m: rounded(found.camera_distance.0, 3),
    }
}

fn row(sticker: &Sticker) -> Row {
    Row {
        name: sticker.name.name().to_owned(),
        frames_seen: sticker.frames_seen,
        share_seen: rounded(sticker.share_seen, 4),
        named_by_user: sticker.named_by_user,
        colour_rgb: sticker.colour,
    }
}

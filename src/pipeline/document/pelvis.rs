//! Where the pelvis was measured from.

use crate::pelvis::PelvisFound;
use crate::pelvis::markers::{Measured, Sticker};
use crate::report::document::{Pelvis, PelvisSource, Sticker as Row, rounded};
use crate::series::Series;
use crate::units::Angle;

pub(super) fn pelvis(found: &PelvisFound) -> Pelvis {
    match found {
        PelvisFound::NotWanted => Pelvis::not_measured("The pelvis was left out (--pelvis none)."),
        PelvisFound::NotMeasured(reason) => Pelvis::not_measured(&reason.to_string()),
        PelvisFound::Markers(measured) => of_markers(measured),
    }
}

fn of_markers(measured: &Measured) -> Pelvis {
    Pelvis {
        source: PelvisSource::Markers,
        reason: measured.no_thorax.as_ref().map(ToString::to_string),
        stickers: measured.stickers.iter().map(row).collect(),
        pelvic_tilt_uncertainty_deg: degrees(&measured.tilt_uncertainty),
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

fn degrees(series: &Series<Angle>) -> Vec<Option<f64>> {
    series.samples().iter().map(|sample| sample.map(|a| rounded(a.degrees(), 3))).collect()
}

//! Stickers and the pelvis network on the grid.

use crate::grid::neutral_of;
use crate::measured::{Again, FromStanding, Measured, Standing};
use crate::page::Found;
use runtilt::body::{FrameSize, Side, View};
use runtilt::pelvis::model::{Estimate, Released, change, estimate};
use runtilt::pipeline::Observed;
use runtilt::report::document::{AngleName, ClipMean, Document, PelvisModel};
use runtilt::units::Angle;
use runtilt::validate::{Pair, Spread, correlation, slope};
use runtilt_truth::Truth;
use std::collections::BTreeMap;

/// What is asked of stickers: errors in degrees, and the share of the frames in which they are seen.
pub mod asked {
    /// Mean of a clip.
    pub const MEAN_DEG: f64 = 2.0;
    /// The same from standing.
    pub const FROM_STANDING_DEG: f64 = 1.0;
    /// Root mean square over the frames.
    pub const RMSE_DEG: f64 = 2.5;
    /// Range within the stride.
    pub const RANGE_DEG: f64 = 2.0;
    /// Seen.
    pub const SEEN: f64 = 0.97;
}

/// Pelvic tilt by stickers on one clip, degrees.
pub struct StickerRow {
    /// The clip.
    pub name: String,
    /// What the runner wears.
    pub outfit: String,
    /// Share of the frames with the runner in which ASIS and PSIS were seen.
    pub seen: [f64; 2],
    /// True mean.
    pub true_mean: f64,
    /// Mean error, absolute.
    pub bias: f64,
    /// RMSE over frames.
    pub rmse: f64,
    /// Range (5th to 95th percentile) less the true one.
    pub range_error: f64,
    /// Mean error counted from the standing clip, or why there is none.
    pub bias_from_standing: Result<f64, String>,
    /// Both mean errors with the distance of the camera known.
    pub distance_known: Option<MeanErrors>,
    /// The same with the stickers at their exact places.
    pub exact_places: Option<MeanErrors>,
}

/// Absolute, and from standing, degrees; or why not.
pub type MeanErrors = [Result<f64, String>; 2];

/// Means by the network on one clip.
pub struct ModelRow {
    /// What was varied.
    pub conditions: BTreeMap<String, String>,
    /// Pelvic tilt.
    pub tilt: Readings,
    /// Thorax lean.
    pub thorax: Readings,
}

/// The mean of an angle.
pub struct Readings {
    /// Absolute.
    pub absolute: Reading,
    /// Counted from the standing clip.
    pub from_standing: Option<Reading>,
}

/// What the network reads of a clip whether the program prints it or not, degrees.
pub struct Reading {
    /// Over the frames that were read.
    pub true_mean: f64,
    /// Read less true.
    pub error: f64,
    /// What the program prints of it, if it does.
    pub printed: Option<ClipMean>,
}

impl Reading {
    fn new(read: Estimate, true_mean: f64, printed: Option<ClipMean>) -> Self {
        Self { true_mean, error: read.value.degrees() - true_mean, printed }
    }

    /// Whether the printed 95 % interval holds the true value.
    pub fn holds(&self) -> Option<bool> {
        self.printed.map(|printed| self.error.abs() <= printed.half_interval_deg())
    }
}

/// Of a clip on which they are measured.
pub fn sticker_row(clip: &Measured) -> Option<StickerRow> {
    let (document, _) = clip.outcome.as_ref().ok()?;
    let (measured, truth): (Vec<f64>, Vec<f64>) = pairs_of(document, &clip.truth).unzip();
    let errors: Vec<f64> = measured.iter().zip(&truth).map(|(m, t)| m - t).collect();
    let absolute = |document: &Document| mean_error(document, &clip.truth, 0.0);
    let from_standing = |found: &FromStanding| match found {
        Ok((document, zero)) => Ok(mean_error(document, &clip.truth, *zero)),
        Err(reason) => Err(reason.clone()),
    };
    let mean_errors = |again: &Again| {
        let stood = from_standing(again.from_standing.as_ref()?);
        Some([again.absolute.as_ref().map(absolute).map_err(Clone::clone), stood])
    };
    Some(StickerRow {
        name: clip.name.clone(),
        outfit: clip.truth.conditions.get("outfit").cloned().unwrap_or_default(),
        seen: [share_seen(document, "asis")?, share_seen(document, "psis")?],
        true_mean: mean(&truth),
        bias: absolute(document),
        rmse: mean(&errors.iter().map(|e| e * e).collect::<Vec<_>>()).sqrt(),
        range_error: range(measured) - range(truth),
        bias_from_standing: from_standing(clip.from_standing.as_ref()?),
        distance_known: clip.distance_known.as_ref().and_then(mean_errors),
        exact_places: clip.exact_places.as_ref().and_then(mean_errors),
    })
}

/// Share of the frames in which a sticker was seen; `None` where it was not found.
pub fn share_seen(document: &Document, sticker: &str) -> Option<f64> {
    document.pelvis.stickers.iter().find(|found| found.name == sticker).map(|found| found.share_seen)
}

/// Mean of the measured tilt, which counts from `zero`, less the true one.
pub fn mean_error(document: &Document, truth: &Truth, zero: f64) -> f64 {
    mean(&pairs_of(document, truth).map(|(m, t)| m - (t - zero)).collect::<Vec<_>>())
}

/// Measured and true tilt of each frame that has both.
pub fn pairs_of<'a>(document: &'a Document, truth: &'a Truth) -> impl Iterator<Item = (f64, f64)> + 'a {
    let row = |frame| document.series.angle(AngleName::PelvicTilt, Side::Left, frame);
    truth.angles.pelvic_tilt_deg.iter().enumerate().filter_map(move |(frame, t)| Some((row(frame)?, *t)))
}

/// A row for each measured clip on which the network gives a mean.
pub fn model_rows(found: &Found<'_>) -> Vec<ModelRow> {
    // The page shows what is not printed too.
    let released = Released { mean: true, change: true, sure_spread_deg: f64::INFINITY, ..found.released };
    found.clips.iter().filter_map(|clip| model_row(clip, found.standing, &released)).collect()
}

fn model_row(clip: &Measured, standing: &[Standing], released: &Released) -> Option<ModelRow> {
    let (document, _) = clip.outcome.as_ref().ok()?;
    let size = FrameSize { width: clip.truth.clip.width_px, height: clip.truth.clip.height_px };
    let roll = document.capture.roll_deg.filter(|_| document.capture.roll_corrected).unwrap_or(0.0);
    let view = View { facing: document.capture.facing, roll: Angle::from_degrees(roll), frame_size: size };
    let read =
        |observed: &Observed| estimate(&observed.stills, &view, Angle::ZERO, Angle::ZERO, released).ok();
    let ran = clip.observed.as_ref()?;
    let run = read(ran)?;
    let stood = standing.iter().find(|other| other.name == neutral_of(&clip.name));
    let changes = stood.and_then(|stood| Some((stood, change(&run, &read(&stood.observed)?, released)?)));
    let from_standing = clip.from_standing.as_ref().and_then(|found| found.as_ref().ok());
    let printed = document.pelvis.model.as_ref();
    let printed_from_standing = from_standing.and_then(|(document, _)| document.pelvis.model.as_ref());
    let readings = |angle: Angles, absolute: Estimate, changed: fn((Estimate, Estimate)) -> Estimate| {
        let true_mean = true_mean(ran, &clip.truth, angle.truth);
        Readings {
            absolute: Reading::new(absolute, true_mean, printed.and_then(angle.printed)),
            from_standing: changes.map(|(stood, change)| {
                let true_change = true_mean - self::true_mean(&stood.observed, &stood.truth, angle.truth);
                let printed = printed_from_standing.and_then(angle.printed_from_standing);
                Reading::new(changed(change), true_change, printed)
            }),
        }
    };
    Some(ModelRow {
        conditions: clip.truth.conditions.clone(),
        tilt: readings(TILT, run.tilt?, |(tilt, _)| tilt),
        thorax: readings(THORAX, run.thorax_lean, |(_, lean)| lean),
    })
}

/// Where an angle stands in truth and result.
#[derive(Clone, Copy)]
struct Angles {
    truth: fn(&Truth) -> &[f64],
    printed: fn(&PelvisModel) -> Option<ClipMean>,
    printed_from_standing: fn(&PelvisModel) -> Option<ClipMean>,
}

const TILT: Angles = Angles {
    truth: |truth| &truth.angles.pelvic_tilt_deg,
    printed: |model| model.pelvic_tilt,
    printed_from_standing: |model| model.pelvic_tilt_from_standing,
};

const THORAX: Angles = Angles {
    truth: |truth| &truth.angles.thorax_lean_deg,
    printed: |model| model.thorax_lean,
    printed_from_standing: |model| model.thorax_lean_from_standing,
};

/// Over the frames that the network read.
fn true_mean(observed: &Observed, truth: &Truth, angle: fn(&Truth) -> &[f64]) -> f64 {
    let read = observed.stills.iter().zip(angle(truth));
    mean(&read.filter(|(still, _)| still.is_some()).map(|(_, value)| *value).collect::<Vec<_>>())
}

/// Root-mean-square, bias, and slope and correlation of measured against true, over clips.
pub fn over_clips(true_and_error: &[(f64, f64)]) -> [Option<f64>; 4] {
    let pairs: Vec<Pair> =
        true_and_error.iter().map(|(t, error)| Pair { measured: t + error, reference: *t }).collect();
    let errors = Spread::of(&true_and_error.iter().map(|(_, error)| *error).collect::<Vec<_>>());
    [errors.map(|e| e.rms), errors.map(|e| e.mean), slope(&pairs), correlation(&pairs)]
}

/// Arithmetic mean.
pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// 5th to 95th percentile.
pub fn range(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let cut = values.len() / 20;
    match (values.get(cut), values.len().checked_sub(1 + cut).and_then(|last| values.get(last))) {
        (Some(low), Some(high)) => high - low,
        _ => f64::NAN,
    }
}

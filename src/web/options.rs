//! How a clip of the library is measured, in the words of the pipeline.

use super::error::ApiError;
use crate::corrections::Correction;
use crate::pelvis::PelvisChoice;
use crate::pipeline::{Options, Pace};
use crate::pose::Window;
use crate::store::ClipOptions;
use crate::units::{Metres, Seconds};
use axum::http::StatusCode;

/// Refuses a source of the pelvis that there is not.
pub(super) fn check_pelvis(options: &ClipOptions) -> Result<PelvisChoice, ApiError> {
    PelvisChoice::from_name(&options.pelvis).ok_or_else(|| {
        let message = format!("`{}` is no source of the pelvis", options.pelvis);
        ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", message)
    })
}

/// The pipeline's options. The standing clip is handed over as what was seen in it, so it is not among them.
pub(super) fn pipeline_options(
    clip: &ClipOptions,
    corrections: Vec<Correction>,
) -> Result<Options, ApiError> {
    Ok(Options {
        window: Window { start: Seconds(clip.start_s), end: clip.end_s.map(Seconds) },
        pace: if clip.slow_motion == 1.0 { Pace::AsPlayed } else { Pace::SlowMotion(clip.slow_motion) },
        subject: clip.subject.map(usize::from),
        height: clip.height_m.map(Metres),
        speed_m_per_s: clip.speed_m_per_s,
        incline_percent: clip.incline_percent,
        camera_distance: clip.camera_distance_m.map(Metres),
        pelvis: check_pelvis(clip)?,
        corrections,
        annotated_video: false,
        ..Options::default()
    })
}

/// What of the options the pictures are looked at with: landmarks that were read with the same serve again.
pub(super) fn looked_at_with(clip: &ClipOptions) -> String {
    let ClipOptions { start_s, end_s, slow_motion, subject, pelvis, .. } = clip;
    format!("{} {start_s} {end_s:?} {slow_motion} {subject:?} {pelvis}", env!("CARGO_PKG_VERSION"))
}

//! What the clinic's desk needs of a clip that was analysed before: its report for another reader, and a copy that a browser plays.

use super::observe::Observed;
use super::{FramesFrom, Options, PipelineError, Progress, Stage, neutral};
use crate::models::Store;
use crate::pose::Cancel;
use crate::report::document::{Audience, Document};
use crate::report::{KeyFrames, cover_face, plots, report_html, report_pdf};
use crate::video::{VideoReader, VideoWriter};
use std::path::Path;

/// Reads the pictures of a standing clip, as [`super::observe`] does of a running one.
///
/// # Errors
/// [`PipelineError`] says why the clip does not serve.
pub fn observe_standing(
    clip: &Path,
    options: &Options,
    store: &Store,
    progress: &dyn Progress,
    cancel: &Cancel,
) -> Result<Observed, PipelineError> {
    neutral::observe_standing(clip, options, store, progress, cancel)
}

/// What a report is made as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// One HTML file.
    Html,
    /// For paper.
    Pdf,
}

/// The report in one file. Reads the clip as far as the last key frame.
///
/// # Errors
/// [`PipelineError`] where the clip cannot be read or the document cannot be shown.
pub fn page(
    clip: &Path,
    document: &Document,
    kind: Page,
    audience: Audience,
    hide_face: bool,
) -> Result<Vec<u8>, PipelineError> {
    let mut key_frames = KeyFrames::new(document);
    let first = document.series.frame.first().copied().unwrap_or(0);
    if let Some(last) = key_frames.last_wanted() {
        for frame in FramesFrom::open(clip, first, last + 1 - first.min(last + 1))? {
            let mut frame = frame?;
            if key_frames.wants(frame.index()) {
                if hide_face {
                    cover_face(document, &mut frame)?;
                }
                key_frames.take(&frame)?;
            }
        }
    }
    let (plots, pictures) = (plots(document)?, key_frames.pictures);
    Ok(match kind {
        Page::Html => report_html(document, &plots, &pictures, audience)?.into_bytes(),
        Page::Pdf => report_pdf(document, &plots, &pictures, audience)?,
    })
}

/// Longer side of the copy: enough to place a landmark to a pixel or two.
const PREVIEW_SIDE: u32 = 1280;

/// Writes a copy of the clip as H.264 in MP4, every frame for the same time, for browsers that do not play the original.
///
/// # Errors
/// [`PipelineError`]; nothing is left at `to` then.
pub fn preview(
    clip: &Path,
    to: &Path,
    progress: &dyn Progress,
    cancel: &Cancel,
) -> Result<(), PipelineError> {
    let mut reader = VideoReader::open(clip)?;
    let info = reader.info().clone();
    progress.begin(Stage::Report, info.frame_count_hint);
    let mut writer = VideoWriter::create_scaled(to, info.size, info.nominal_rate, PREVIEW_SIDE)?;
    while let Some(frame) = reader.next_frame()? {
        if cancel.is_cancelled() {
            return Err(PipelineError::Cancelled);
        }
        writer.write(&frame)?;
        progress.advance(1);
    }
    Ok(writer.finish()?)
}

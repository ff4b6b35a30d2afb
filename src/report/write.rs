//! All outputs of a result into one folder.

use super::annotate::annotate_video;
use super::document::Document;
use super::error::ReportError;
use super::face::cover_face;
use super::folder::OutputFolder;
use super::keyframes::{KeyFrame, KeyFrames};
use super::{Style, angles_csv, findings_csv, plots, report_html, report_pdf, strides_csv, to_json};
use crate::video::{Frame, VideoError};
use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::thread;

/// Writes `result.json`, `angles.csv`, `strides.csv`, `findings.csv`, `plots/`, `annotated.mp4` (unless the style leaves it out),
/// `report.html` and `report.pdf`, puts the folder in its place and returns its absolute path.
///
/// `frames` are those of the clip in order. `progress` hears the number of frames done and can stop the work.
///
/// # Errors
/// [`ReportError`]; nothing is left behind then, and an earlier result in the folder's place is as it was.
pub fn write_report(
    document: &Document,
    frames: impl Iterator<Item = Result<Frame, VideoError>>,
    folder: OutputFolder,
    style: Style,
    progress: impl FnMut(usize) -> ControlFlow<()>,
) -> Result<PathBuf, ReportError> {
    folder.write("result.json", to_json(document)?.as_bytes())?;
    folder.write("angles.csv", angles_csv(document)?.as_bytes())?;
    folder.write("strides.csv", strides_csv(document)?.as_bytes())?;
    folder.write("findings.csv", findings_csv(document)?.as_bytes())?;
    let frames = frames.map(|frame| {
        let mut frame = frame?;
        if style.hide_face {
            cover_face(document, &mut frame)?;
        }
        Ok(frame)
    });
    let video = folder.path_of("annotated.mp4");
    let (plots, key_frames) = thread::scope(|scope| {
        // Drawing the plots takes as long as some tens of frames; meanwhile the video is read and encoded.
        let plots = scope.spawn(|| plots(document));
        let key_frames = match style.playback {
            Some(playback) => annotate_video(document, frames, &video, playback, progress),
            None => key_frames_of(document, frames, progress),
        };
        (plots.join().unwrap_or_else(|panic| resume_unwind(panic)), key_frames)
    });
    let (plots, key_frames) = (plots?, key_frames?);
    for plot in &plots {
        folder.write(&format!("plots/{}.svg", plot.name), plot.svg.as_bytes())?;
        folder.write(&format!("plots/{}.png", plot.name), &plot.png)?;
    }
    folder.write("report.html", report_html(document, &plots, &key_frames, style.audience)?.as_bytes())?;
    folder.write("report.pdf", &report_pdf(document, &plots, &key_frames, style.audience)?)?;
    folder.finish()
}

/// The key frames without a video.
fn key_frames_of(
    document: &Document,
    frames: impl Iterator<Item = Result<Frame, VideoError>>,
    mut progress: impl FnMut(usize) -> ControlFlow<()>,
) -> Result<Vec<KeyFrame>, ReportError> {
    let mut key_frames = KeyFrames::new(document);
    for (done, frame) in frames.enumerate() {
        key_frames.take(&frame?)?;
        if progress(done + 1).is_break() {
            return Err(ReportError::Cancelled);
        }
    }
    Ok(key_frames.pictures)
}

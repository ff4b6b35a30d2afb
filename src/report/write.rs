//! All outputs of a result into one folder.

use super::annotate::{Playback, annotate_video};
use super::document::Document;
use super::error::ReportError;
use super::folder::OutputFolder;
use super::{angles_csv, plots, report_html, strides_csv, to_json};
use crate::video::{Frame, VideoError};
use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread;

/// Writes `result.json`, `angles.csv`, `strides.csv`, `plots/`, `annotated.mp4` and `report.html` into `target` and
/// returns its absolute path.
///
/// `frames` are those of the clip in order. `progress` hears the number of frames drawn and can stop the work.
///
/// # Errors
/// [`ReportError`]; nothing is left behind then, and an earlier result in `target` is as it was.
pub fn write_report(
    document: &Document,
    frames: impl Iterator<Item = Result<Frame, VideoError>>,
    target: &Path,
    playback: Playback,
    progress: impl FnMut(usize) -> ControlFlow<()>,
) -> Result<PathBuf, ReportError> {
    let folder = OutputFolder::create(target)?;
    folder.write("result.json", to_json(document)?.as_bytes())?;
    folder.write("angles.csv", angles_csv(document)?.as_bytes())?;
    folder.write("strides.csv", strides_csv(document)?.as_bytes())?;
    let video = folder.path_of("annotated.mp4");
    let (plots, key_frames) = thread::scope(|scope| {
        // Drawing the plots takes as long as some tens of frames; meanwhile the video is read and encoded.
        let plots = scope.spawn(|| plots(document));
        let key_frames = annotate_video(document, frames, &video, playback, progress);
        (plots.join().unwrap_or_else(|panic| resume_unwind(panic)), key_frames)
    });
    let (plots, key_frames) = (plots?, key_frames?);
    for plot in &plots {
        folder.write(&format!("plots/{}.svg", plot.name), plot.svg.as_bytes())?;
        folder.write(&format!("plots/{}.png", plot.name), &plot.png)?;
    }
    folder.write("report.html", report_html(document, &plots, &key_frames)?.as_bytes())?;
    folder.finish()
}

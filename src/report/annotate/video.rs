//! The annotated video as a file.

use super::Annotator;
use crate::report::document::Document;
use crate::report::error::ReportError;
use crate::report::keyframes::{KeyFrame, KeyFrames};
use crate::units::Hertz;
use crate::video::{Frame, VideoError, VideoWriter};
use std::ops::ControlFlow;
use std::path::Path;

/// How fast the annotated video plays.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Playback {
    /// Half as fast as life, so that numbers can be read; a slow-motion clip keeps its own pace.
    #[default]
    HalfSpeed,
    /// As fast as the clip.
    AsFilmed,
}

/// The longer side of the annotated video at most, pixels: full HD plays on any phone.
const MAX_LONG_SIDE: u32 = 1920;
/// Rate of a clip whose own rate is unknown.
const FALLBACK_RATE: Hertz = Hertz(30.0);

impl Playback {
    fn rate(self, document: &Document) -> Hertz {
        let own = document.clip.median_fps.filter(|fps| *fps > 0.0).map_or(FALLBACK_RATE, Hertz);
        let is_slow_already = document.capture.slow_motion_factor > 1.0;
        match self {
            Self::HalfSpeed if !is_slow_already => Hertz(own.0 / 2.0),
            _ => own,
        }
    }
}

/// Draws on every frame, writes the video to `path` and returns the key frames of the near leg.
///
/// `frames` are those of the clip in order, from its first or any later one. `progress` hears the number of
/// frames written and can stop the work.
///
/// # Errors
/// [`ReportError::Video`] if a frame cannot be read or the file not be written, [`ReportError::Cancelled`] if
/// `progress` says so. No file is left then.
pub fn annotate_video(
    document: &Document,
    frames: impl Iterator<Item = Result<Frame, VideoError>>,
    path: &Path,
    playback: Playback,
    mut progress: impl FnMut(usize) -> ControlFlow<()>,
) -> Result<Vec<KeyFrame>, ReportError> {
    let mut annotator = Annotator::new(document);
    let mut key_frames = KeyFrames::new(document);
    let mut writer = None;
    for (done, frame) in frames.enumerate() {
        let mut frame = frame?;
        key_frames.take(&frame)?;
        annotator.annotate(&mut frame)?;
        let writer = match &mut writer {
            Some(writer) => writer,
            none => none.insert(VideoWriter::create_scaled(
                path,
                frame.size(),
                playback.rate(document),
                MAX_LONG_SIDE,
            )?),
        };
        writer.write(&frame)?;
        if progress(done + 1).is_break() {
            return Err(ReportError::Cancelled);
        }
    }
    match writer {
        Some(writer) => writer.finish()?,
        None => return Err(ReportError::NoFrames),
    }
    Ok(key_frames.pictures)
}

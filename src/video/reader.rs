//! Reading a clip frame by frame.

use super::clock::{Clock, Timing};
use super::container::Container;
use super::iso_times::{clockwise_turn, read_index, shown_times};
use super::{Frame, VideoError, backend};
use crate::body::FrameSize;
use crate::units::{Hertz, Seconds};
use opencv::core::{Mat, ROTATE_90_CLOCKWISE, ROTATE_90_COUNTERCLOCKWISE, ROTATE_180, rotate};
use opencv::prelude::*;
use opencv::videoio::{
    CAP_FFMPEG, CAP_PROP_FOURCC, CAP_PROP_FPS, CAP_PROP_FRAME_COUNT, CAP_PROP_ORIENTATION_AUTO,
    CAP_PROP_ORIENTATION_META, CAP_PROP_POS_MSEC, VideoCapture,
};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The fewest pixels on the shorter side. A runner who fills the height has a thigh of 0.245 of it (Winter 2009,
/// table 4.1); below 120 pixels that is under 29 pixels, where one pixel of landmark error is more than 2 degrees.
pub const MIN_SIDE: u32 = 120;

/// How long before the end of the container the last frame may lie. The sound often outlasts the picture by some
/// tenths of a second, and the last frame lasts up to 0.1 s.
const END_TOLERANCE: Seconds = Seconds(0.6);

/// Facts of a clip from its container.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClipInfo {
    /// Size of the upright frame, rotation applied.
    pub size: FrameSize,
    /// Number of frames that the container shows. Exact for MP4 and MOV, an estimate from the duration for others;
    /// `None` where it cannot be known beforehand.
    pub frame_count_hint: Option<usize>,
    /// Average frame rate that the container announces: how it is **played**, not how it was filmed. Slow motion of 240
    /// per second played at 30 says 30.
    pub nominal_rate: Hertz,
    /// Four-character code of the codec, for instance `avc1`; empty where the container does not say.
    pub codec: String,
    /// Clockwise turn in degrees (0, 90, 180, 270) that was applied to stand the picture upright.
    pub rotation_deg: u16,
}

/// How the clip ended.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Ending {
    /// All frames that the container announces were read.
    Complete,
    /// The file is cut off or damaged: frames are missing.
    Early {
        /// Frames read.
        read: usize,
        /// Frames announced, where the container says.
        expected: Option<usize>,
        /// Time of the last frame read.
        last: Seconds,
    },
}

/// Place of a frame that was passed over.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SkippedFrame {
    /// Number of the frame in the clip, from 0.
    pub index: usize,
    /// When the frame is shown, counted from the first frame.
    pub time: Seconds,
}

/// A clip opened for reading, from its first frame to its last. Holds one frame.
pub struct VideoReader {
    path: PathBuf,
    capture: VideoCapture,
    info: ClipInfo,
    clock: Clock,
    cut_off: bool,
    /// Whether the number of frames comes from the container's table.
    exact_count: bool,
    /// How far decoded pictures must be turned clockwise, degrees.
    turn_deg: u16,
    /// Grabbed and converted at opening, to know that the file has frames and how large they are.
    first: Option<Mat>,
    /// Frames yielded so far.
    read: usize,
    ended: bool,
}

impl VideoReader {
    /// Opens a clip and decodes its first frame.
    ///
    /// # Errors
    /// Everything in [`VideoError`] that says why the file is not a usable video.
    pub fn open(path: &Path) -> Result<Self, VideoError> {
        backend::prepare_opencv();
        let sight = inspect(path)?;
        let mut capture = open_capture(path, sight.turn_deg.is_none())?;
        if !capture.is_opened()? {
            return Err(not_opened(path, &sight));
        }
        let mut first = Mat::default();
        if !(capture.grab()? && capture.retrieve(&mut first, 0)?) || first.empty() {
            return Err(VideoError::NoFrames { path: path.to_owned() });
        }
        let turn_deg = sight.turn_deg.unwrap_or(0);
        let first = upright(first, turn_deg)?;
        let info = clip_info(path, &capture, &first, &sight)?;
        let exact_count = sight.times.is_some();
        let clock = Clock::new(info.nominal_rate, sight.times);
        let (path, cut_off, first) = (path.to_owned(), sight.cut_off, Some(first));
        Ok(Self { path, capture, info, clock, cut_off, exact_count, turn_deg, first, read: 0, ended: false })
    }

    /// Facts from the container.
    pub const fn info(&self) -> &ClipInfo {
        &self.info
    }

    /// Where the times of the frames read so far come from.
    pub const fn timing(&self) -> Timing {
        self.clock.timing()
    }

    /// When each frame of the clip is shown, in seconds from the first: by the container's table where it has one, else by going through
    /// the frames that are left.
    ///
    /// # Errors
    /// As [`VideoReader::skip_frame`].
    pub fn shown_times(mut self) -> Result<Vec<f64>, VideoError> {
        if let Some(table) = self.clock.table() {
            return Ok(table.to_vec());
        }
        let mut times = Vec::new();
        while let Some(frame) = self.skip_frame()? {
            times.push(frame.time.0);
        }
        Ok(times)
    }

    /// Decodes the next frame; `None` after the last.
    ///
    /// # Errors
    /// [`VideoError::Decoding`] if a frame of the container gives no picture.
    pub fn next_frame(&mut self) -> Result<Option<Frame>, VideoError> {
        let first = self.first.take();
        if first.is_none() && !self.grab()? {
            return Ok(None);
        }
        let picture = match first {
            Some(picture) => picture,
            None => self.retrieve()?,
        };
        let SkippedFrame { index, time } = self.count_frame()?;
        Ok(Some(Frame::from_mat(picture, index, time)))
    }

    /// Passes over the next frame without making a picture of it; `None` after the last. Costs the decoding only.
    ///
    /// # Errors
    /// [`VideoError::Backend`] if OpenCV fails.
    pub fn skip_frame(&mut self) -> Result<Option<SkippedFrame>, VideoError> {
        if self.first.take().is_none() && !self.grab()? {
            return Ok(None);
        }
        self.count_frame().map(Some)
    }

    /// How the clip ended; `None` before the last frame was read.
    pub fn ended(&self) -> Option<Ending> {
        self.ended.then(|| self.ending())
    }

    fn grab(&mut self) -> Result<bool, VideoError> {
        let grabbed = !self.ended && self.capture.grab()?;
        self.ended = !grabbed;
        Ok(grabbed)
    }

    fn retrieve(&mut self) -> Result<Mat, VideoError> {
        let mut picture = Mat::default();
        if self.capture.retrieve(&mut picture, 0)? && !picture.empty() {
            Ok(upright(picture, self.turn_deg)?)
        } else {
            Err(VideoError::Decoding { path: self.path.clone(), frame: self.read })
        }
    }

    /// Gives the grabbed frame its number and time.
    fn count_frame(&mut self) -> Result<SkippedFrame, VideoError> {
        let time = self.clock.tick(self.capture.get(CAP_PROP_POS_MSEC)? / 1000.0);
        let index = self.read;
        self.read += 1;
        Ok(SkippedFrame { index, time })
    }

    fn ending(&self) -> Ending {
        let (expected, last) = (self.info.frame_count_hint, self.clock.last());
        if self.is_short() { Ending::Early { read: self.read, expected, last } } else { Ending::Complete }
    }

    fn is_short(&self) -> bool {
        match self.info.frame_count_hint {
            Some(expected) if self.exact_count => self.read < expected,
            // Estimated as duration x rate, so back to the duration: frames of a variable rate cannot be counted.
            Some(estimate) => {
                let duration = estimate as f64 / self.info.nominal_rate.0;
                self.cut_off || self.clock.last().0 + END_TOLERANCE.0 < duration
            }
            None => self.cut_off,
        }
    }
}

/// What the bytes of a file say before FFmpeg sees them.
struct Sight {
    container: Container,
    /// The file is shorter than it says.
    cut_off: bool,
    /// An MP4 or MOV whose index, which the camera writes last, was not found.
    no_index: bool,
    /// Presentation times by the container's table.
    times: Option<Vec<f64>>,
    /// How far pictures must be turned clockwise, degrees, by the container's table.
    turn_deg: Option<u16>,
}

/// Looks at the file before FFmpeg does.
fn inspect(path: &Path) -> Result<Sight, VideoError> {
    let owned = || path.to_owned();
    let classify = |source: std::io::Error| match source.kind() {
        ErrorKind::NotFound => VideoError::NotFound { path: owned() },
        ErrorKind::PermissionDenied => VideoError::PermissionDenied { path: owned() },
        _ => VideoError::Unreadable { path: owned(), source },
    };
    let mut file = File::open(path).map_err(classify)?;
    let facts = file.metadata().map_err(classify)?;
    if !facts.is_file() {
        return Err(VideoError::NotAFile { path: owned() });
    }
    if facts.len() == 0 {
        return Err(VideoError::Empty { path: owned() });
    }
    let container = Container::of(&mut file).map_err(classify)?;
    if container == Container::Text {
        return Err(VideoError::NotAVideo { path: owned(), what: "a text file" });
    }
    // A file too short for its own header is as cut off as can be.
    let cut_off = match container.is_cut_off(&mut file) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => true,
        answer => answer.map_err(classify)?,
    };
    if container != Container::IsoMedia {
        return Ok(Sight { container, cut_off, no_index: false, times: None, turn_deg: None });
    }
    let index = read_index(&mut file).map_err(classify)?;
    Ok(Sight {
        container,
        cut_off,
        no_index: index.is_none(),
        times: index.as_deref().and_then(shown_times),
        turn_deg: index.as_deref().and_then(clockwise_turn),
    })
}

/// A decoded picture turned clockwise by quarter turns.
fn upright(picture: Mat, degrees: u16) -> Result<Mat, VideoError> {
    let code = match degrees {
        90 => ROTATE_90_CLOCKWISE,
        180 => ROTATE_180,
        270 => ROTATE_90_COUNTERCLOCKWISE,
        _ => return Ok(picture),
    };
    let mut turned = Mat::default();
    rotate(&picture, &mut turned, code)?;
    Ok(turned)
}

/// Hands the file to FFmpeg by its absolute path, since a colon in a relative one would read as a protocol. `turns`: whether OpenCV is
/// to turn the pictures upright, where the file's own tables do not say how.
fn open_capture(path: &Path, turns: bool) -> Result<VideoCapture, VideoError> {
    let absolute = std::path::absolute(path)
        .map_err(|source| VideoError::Unreadable { path: path.to_owned(), source })?;
    let mut capture = VideoCapture::from_file(&absolute, CAP_FFMPEG)?;
    if capture.is_opened()? {
        capture.set(CAP_PROP_ORIENTATION_AUTO, f64::from(u8::from(turns)))?;
    }
    Ok(capture)
}

/// Why FFmpeg would not open a file that could be read.
fn not_opened(path: &Path, sight: &Sight) -> VideoError {
    let path = path.to_owned();
    match sight.container {
        Container::Other => VideoError::NotAVideo { path, what: "of no known kind" },
        _ if sight.cut_off || sight.no_index => VideoError::CutOff { path },
        _ => VideoError::NotAVideo { path, what: "no picture track that can be decoded, perhaps sound only" },
    }
}

fn clip_info(
    path: &Path,
    capture: &VideoCapture,
    first: &Mat,
    sight: &Sight,
) -> Result<ClipInfo, VideoError> {
    let size = FrameSize { width: first.cols().unsigned_abs(), height: first.rows().unsigned_abs() };
    if size.width.min(size.height) < MIN_SIDE {
        let (path, minimum) = (path.to_owned(), MIN_SIDE);
        return Err(VideoError::TooSmall { path, width: size.width, height: size.height, minimum });
    }
    let rate = capture.get(CAP_PROP_FPS)?;
    if !(rate.is_finite() && rate > 0.0) {
        return Err(VideoError::NotAVideo { path: path.to_owned(), what: "a picture without a frame rate" });
    }
    Ok(ClipInfo {
        size,
        frame_count_hint: count_hint(capture.get(CAP_PROP_FRAME_COUNT)?, sight),
        nominal_rate: Hertz(rate),
        codec: fourcc_name(capture.get(CAP_PROP_FOURCC)? as u32),
        rotation_deg: match sight.turn_deg {
            Some(turn) => turn,
            None => capture.get(CAP_PROP_ORIENTATION_META)?.rem_euclid(360.0) as u16,
        },
    })
}

/// OpenCV counts the frames that a trimmed MP4 hides, so there only the container's table is believed.
fn count_hint(count: f64, sight: &Sight) -> Option<usize> {
    match (&sight.times, sight.container) {
        (Some(times), _) => Some(times.len()),
        (None, Container::IsoMedia) => None,
        _ => (count >= 1.0).then_some(count as usize),
    }
}

/// The four characters of a codec tag; empty for none.
fn fourcc_name(tag: u32) -> String {
    tag.to_le_bytes().into_iter().filter(u8::is_ascii_graphic).map(char::from).collect()
}

//! Reading a clip frame by frame.

use super::container::Container;
use super::{Frame, VideoError, backend};
use crate::body::FrameSize;
use crate::units::{Hertz, Seconds};
use opencv::core::Mat;
use opencv::prelude::*;
use opencv::videoio::{
    CAP_FFMPEG, CAP_PROP_FOURCC, CAP_PROP_FPS, CAP_PROP_FRAME_COUNT, CAP_PROP_ORIENTATION_AUTO,
    CAP_PROP_ORIENTATION_META, CAP_PROP_POS_MSEC, VideoCapture,
};
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The fewest pixels on the shorter side. A runner who fills the height has a thigh of 0.245 of it (Winter 2009,
/// table 4.1); below 120 pixels that is under 29 pixels, where one pixel of landmark error is more than 2 degrees.
pub const MIN_SIDE: u32 = 120;

/// Facts of a clip from its container.
#[derive(Debug, Clone, PartialEq)]
pub struct ClipInfo {
    /// Size of the upright frame, rotation applied.
    pub size: FrameSize,
    /// Number of frames that the container announces. Exact for MP4 and MOV, an estimate from the duration for others;
    /// `None` where the container does not say.
    pub frame_count_hint: Option<usize>,
    /// Average frame rate that the container announces: how it is **played**, not how it was filmed. Slow motion of 240
    /// per second played at 30 says 30.
    pub nominal_rate: Hertz,
    /// Four-character code of the codec, for instance `avc1`; empty where the container does not say.
    pub codec: String,
    /// Clockwise turn in degrees (0, 90, 180, 270) that was applied to stand the picture upright.
    pub rotation_deg: u16,
}

/// Where the times of the frames come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timing {
    /// Every time so far is the presentation time in the container.
    Container,
    /// Some frames carry no usable time; theirs was continued from the frame before at the nominal rate.
    Continued {
        /// How many frames that is.
        frames: usize,
    },
}

/// How the clip ended.
#[derive(Debug, Clone, Copy, PartialEq)]
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
        let (container, cut_off) = inspect(path)?;
        let mut capture = open_capture(path)?;
        if !capture.is_opened()? {
            return Err(not_opened(path, container, cut_off));
        }
        let mut first = Mat::default();
        if !(capture.grab()? && capture.retrieve(&mut first, 0)?) || first.empty() {
            return Err(VideoError::NoFrames { path: path.to_owned() });
        }
        let info = clip_info(path, &capture, &first)?;
        let clock = Clock::new(info.nominal_rate);
        Ok(Self {
            path: path.to_owned(),
            capture,
            info,
            clock,
            cut_off,
            first: Some(first),
            read: 0,
            ended: false,
        })
    }

    /// Facts from the container.
    pub const fn info(&self) -> &ClipInfo {
        &self.info
    }

    /// Where the times of the frames read so far come from.
    pub const fn timing(&self) -> Timing {
        match self.clock.continued {
            0 => Timing::Container,
            frames => Timing::Continued { frames },
        }
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
            Ok(picture)
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
        let expected = self.info.frame_count_hint;
        let short = expected.is_some_and(|expected| self.read < expected);
        if short || (self.cut_off && expected.is_none()) {
            Ending::Early { read: self.read, expected, last: self.clock.last.unwrap_or_default() }
        } else {
            Ending::Complete
        }
    }
}

/// Turns what the backend says of each frame into increasing times from the first frame.
struct Clock {
    rate: Hertz,
    /// Backend time of the first frame, seconds.
    origin: f64,
    last: Option<Seconds>,
    /// Frames whose time was not usable.
    continued: usize,
}

impl Clock {
    const fn new(rate: Hertz) -> Self {
        Self { rate, origin: 0.0, last: None, continued: 0 }
    }

    /// The time of the next frame, from the backend's reading in seconds.
    fn tick(&mut self, reading: f64) -> Seconds {
        let time = match self.last {
            None => {
                // OpenCV 4.6 takes a presentation time of exactly 0 for missing and gives the decoding time instead,
                // which lies before it by the reordering delay: a negative first reading means 0.
                self.origin = reading.max(0.0);
                Seconds(0.0)
            }
            Some(last) if reading - self.origin > last.0 => Seconds(reading - self.origin),
            Some(last) => {
                self.continued += 1;
                Seconds(last.0 + 1.0 / self.rate.0)
            }
        };
        self.last = Some(time);
        time
    }
}

/// Looks at the file before FFmpeg does: kind, and whether its end is missing.
fn inspect(path: &Path) -> Result<(Container, bool), VideoError> {
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
    Ok((container, cut_off))
}

/// Hands the file to FFmpeg by its absolute path, since a colon in a relative one would read as a protocol.
fn open_capture(path: &Path) -> Result<VideoCapture, VideoError> {
    let absolute = std::path::absolute(path)
        .map_err(|source| VideoError::Unreadable { path: path.to_owned(), source })?;
    let mut capture = VideoCapture::from_file(&absolute, CAP_FFMPEG)?;
    if capture.is_opened()? {
        capture.set(CAP_PROP_ORIENTATION_AUTO, 1.0)?;
    }
    Ok(capture)
}

/// Why FFmpeg would not open a file that could be read.
fn not_opened(path: &Path, container: Container, cut_off: bool) -> VideoError {
    let path = path.to_owned();
    match container {
        Container::Other => VideoError::NotAVideo { path, what: "of no known kind" },
        _ if cut_off => VideoError::CutOff { path },
        _ => VideoError::NotAVideo { path, what: "no picture track that can be decoded, perhaps sound only" },
    }
}

fn clip_info(path: &Path, capture: &VideoCapture, first: &Mat) -> Result<ClipInfo, VideoError> {
    let size = FrameSize { width: first.cols().unsigned_abs(), height: first.rows().unsigned_abs() };
    if size.width.min(size.height) < MIN_SIDE {
        let (path, minimum) = (path.to_owned(), MIN_SIDE);
        return Err(VideoError::TooSmall { path, width: size.width, height: size.height, minimum });
    }
    let rate = capture.get(CAP_PROP_FPS)?;
    if !(rate.is_finite() && rate > 0.0) {
        return Err(VideoError::NotAVideo { path: path.to_owned(), what: "a picture without a frame rate" });
    }
    let count = capture.get(CAP_PROP_FRAME_COUNT)?;
    Ok(ClipInfo {
        size,
        frame_count_hint: (count >= 1.0).then_some(count as usize),
        nominal_rate: Hertz(rate),
        codec: fourcc_name(capture.get(CAP_PROP_FOURCC)? as u32),
        rotation_deg: capture.get(CAP_PROP_ORIENTATION_META)?.rem_euclid(360.0) as u16,
    })
}

/// The four characters of a codec tag; empty for none.
fn fourcc_name(tag: u32) -> String {
    tag.to_le_bytes().into_iter().filter(u8::is_ascii_graphic).map(char::from).collect()
}

//! What can go wrong between a file and its frames, in words for the person who filmed it.

use std::path::PathBuf;

/// A video could not be read or written. Each message names the file and says what to do.
#[derive(Debug, thiserror::Error)]
pub enum VideoError {
    /// There is no such file.
    #[error("{path} does not exist: check the name and the folder")]
    NotFound {
        /// The file asked for.
        path: PathBuf,
    },
    /// The path is a folder or a device.
    #[error("{path} is not a file: give the video file itself")]
    NotAFile {
        /// The path asked for.
        path: PathBuf,
    },
    /// The user may not read the file.
    #[error("{path} may not be read: give yourself read permission, or copy the file to your own folder")]
    PermissionDenied {
        /// The file asked for.
        path: PathBuf,
    },
    /// Opening the file failed in another way.
    #[error("{path} cannot be read: check the disk or the network drive that holds it")]
    Unreadable {
        /// The file asked for.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The file holds no bytes.
    #[error("{path} is empty (0 bytes): the copy from the camera failed, copy it again")]
    Empty {
        /// The file asked for.
        path: PathBuf,
    },
    /// The bytes are no video, whatever the name says.
    #[error("{path} is not a video ({what}): give an MP4, MOV, MKV, WebM or AVI file")]
    NotAVideo {
        /// The file asked for.
        path: PathBuf,
        /// What the file seems to be.
        what: &'static str,
    },
    /// A recording that was cut off before its index was written, so that no frame can be found.
    #[error(
        "{path} was cut off before the recording was finished and cannot be read: copy it from the camera again"
    )]
    CutOff {
        /// The file asked for.
        path: PathBuf,
    },
    /// A video stream exists, but none of its frames can be decoded.
    #[error(
        "{path} holds no frame that can be decoded: play it in a video player, and export it as MP4 (H.264) if it plays"
    )]
    NoFrames {
        /// The file asked for.
        path: PathBuf,
    },
    /// The picture is too small to measure on.
    #[error(
        "{path} is only {width}x{height} pixels: at least {minimum} on the shorter side are needed, use the original from the camera"
    )]
    TooSmall {
        /// The file asked for.
        path: PathBuf,
        /// Width of the upright picture in pixels.
        width: u32,
        /// Height of the upright picture in pixels.
        height: u32,
        /// The least number of pixels on the shorter side.
        minimum: u32,
    },
    /// A frame that the container holds could not be turned into a picture.
    #[error("frame {frame} of {path} cannot be decoded: export the clip again as MP4 (H.264)")]
    Decoding {
        /// The file being read.
        path: PathBuf,
        /// Index of the frame.
        frame: usize,
    },
    /// A video file could not be made.
    #[error("{path} cannot be written: {fault}")]
    CannotWrite {
        /// The file being written.
        path: PathBuf,
        /// Why.
        fault: WriteFault,
    },
    /// Pixels, sizes or buffers of the caller do not fit together.
    #[error("{what}: expected {expected}, got {got}")]
    Mismatch {
        /// What does not fit.
        what: &'static str,
        /// The number that would fit.
        expected: usize,
        /// The number that was given.
        got: usize,
    },
    /// OpenCV refused an operation that never fails on valid frames (out of memory, for instance).
    #[error("the picture could not be processed (OpenCV): close other programs if memory is short")]
    Backend(#[from] opencv::Error),
}

/// Why a video could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteFault {
    /// The operating system refused: no space, no permission, no such folder.
    #[error("{0}; free some space or choose another folder")]
    Io(#[from] std::io::Error),
    /// The disk took fewer frames than were given.
    #[error(
        "{kept} of {written} frames arrived on the disk, which is full or was removed; free some space or choose another folder"
    )]
    FramesLost {
        /// Frames handed to the writer.
        written: usize,
        /// Frames that the finished file holds.
        kept: usize,
    },
    /// The H.264 encoder is missing or refused the size or rate.
    #[error(
        "the H.264 encoder would not start; install FFmpeg's libx264 (package libavcodec-extra or libavcodec59)"
    )]
    NoEncoder,
    /// Frames of one file must have one size.
    #[error("a frame of {got_width}x{got_height} was given to a video of {width}x{height}")]
    FrameSize {
        /// Width of the video, pixels.
        width: u32,
        /// Height of the video, pixels.
        height: u32,
        /// Width of the frame, pixels.
        got_width: u32,
        /// Height of the frame, pixels.
        got_height: u32,
    },
    /// A video needs at least one frame.
    #[error("no frame was given")]
    NoFrames,
}

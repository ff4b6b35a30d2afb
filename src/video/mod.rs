//! A video file into frames with their true presentation times, and frames into a video file.
//!
//! This is the only module that knows OpenCV (and FFmpeg below it): nothing of their types leaves it.
//! Frames stream: a [`VideoReader`] holds one frame at a time, whatever the length of the clip.
//!
//! Coordinates are those of the **image** frame of [`crate::body`]: pixels of the upright frame, rotation
//! metadata applied, x to the right, y down, and the centre of the top left pixel at (0, 0).

mod backend;
mod container;
mod error;
mod frame;
mod reader;
mod region;

pub use backend::quiet_backend;
pub use error::{VideoError, WriteFault};
pub use frame::Frame;
pub use reader::{ClipInfo, Ending, MIN_SIDE, SkippedFrame, Timing, VideoReader};
pub use region::{PixelRange, Region};

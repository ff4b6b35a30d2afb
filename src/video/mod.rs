//! A video file into frames with their true presentation times, and frames into a video file.
//!
//! This is the only module that knows OpenCV (and FFmpeg below it): nothing of their types leaves it.
//! Frames stream: a [`VideoReader`] holds one frame at a time, whatever the length of the clip.
//!
//! Coordinates are those of the **image** frame of [`crate::body`]: pixels of the upright frame, rotation
//! metadata applied, x to the right, y down, and the centre of the top left pixel at (0, 0).

mod backend;
mod canvas;
mod clock;
mod container;
mod edge_width;
mod encoder;
mod error;
mod frame;
mod iso_times;
mod lines;
mod mask;
pub mod motion;
mod reader;
mod region;
mod strip;
mod writer;

pub use backend::quiet_backend;
pub use canvas::{Canvas, Rgb};
pub use clock::Timing;
pub use edge_width::edge_widths;
pub use error::{VideoError, WriteFault};
pub use frame::Frame;
pub use mask::TextMask;
pub use reader::{ClipInfo, Ending, MIN_SIDE, SkippedFrame, VideoReader};
pub use region::{Border, PixelRange, Region};
pub use strip::{Strip, StripShape};
pub use writer::VideoWriter;

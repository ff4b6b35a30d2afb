//! Frames into the landmarks of one runner.
//!
//! The clip is known as a whole, so nothing here is causal. [`survey`] reads it once, finds people in sampled
//! frames and the movement of the camera; [`subject`] picks the runner; [`crop_path`](crop_path()) lays a calm crop over the
//! clip; [`extract`] reads it again and runs the landmark model on every frame, on all cores.

mod crop_path;
mod detector;
mod error;
mod extract;
mod flatbuffer;
mod landmarker;
mod liveliness;
mod runtime;
mod still;
pub mod subject;
mod survey;
mod tflite;
mod toolbox;

pub use crop_path::crop_path;
pub use detector::{BlazeDetector, Detection, Detector};
pub use error::PoseError;
pub use extract::{Look, extract, extract_with};
pub use landmarker::{BlazeLandmarker, Landmarker};
pub use still::{StillReader, read_stills};
pub use survey::{Survey, Window, survey};
pub use toolbox::{Complexity, Toolbox};

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Called with the number of frames that were done since the last call.
pub type Tick<'a> = &'a (dyn Fn(usize) + Sync);

/// A wish to stop, shared between threads; the work looks at it once a frame.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks the work to stop.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// # Errors
    /// [`PoseError::Cancelled`] once somebody asked.
    pub(crate) fn check(&self) -> Result<(), PoseError> {
        if self.is_cancelled() { Err(PoseError::Cancelled) } else { Ok(()) }
    }
}

/// What both networks' raw scores mean as a probability.
fn sigmoid(raw: f32) -> f32 {
    1.0 / (1.0 + (-raw).exp())
}

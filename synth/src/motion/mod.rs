//! How a runner moves: postures over time, and the gait events that follow from them.
//!
//! Feet are locked to the belt. While a foot bears, its shoe rolls over heel, flat sole and ball without slipping, the belt
//! carries it back, and thigh and knee are solved from hip and ankle; between two contacts the leg swings as a real runner's
//! does (`base_curves.toml`), bent so that it leaves and meets the ground without a jump. So initial contact and toe-off are
//! exact, and the true angles are what results. Pelvis, thorax and arms are drawn apart from the legs: no angle of theirs
//! can be guessed from the thighs.

mod curves;
mod error;
mod noise;
mod recorded;
mod recording;
mod solve;
mod spec;
mod stance;
mod steps;
mod stride;
mod swing;
mod trunk;

pub use error::MotionError;
pub use recorded::{Recorded, RecordedSpec};
pub use spec::{Kind, MotionSpec};
pub use stride::Motion;

use crate::posture::Posture;
use runtilt_truth::Event;

/// Somebody who runs or stands: what a clip is made from.
pub trait Movement: Send + Sync {
    /// How every joint stands at a time.
    fn posture(&self, time_s: f64) -> Posture;
    /// Belt speed, metres a second.
    fn speed_mps(&self) -> f64;
    /// Every initial contact and toe-off from a time to another, in order.
    fn events(&self, from_s: f64, to_s: f64) -> Vec<Event>;
    /// Steps a minute, where it is known and the runner runs.
    fn cadence_spm(&self) -> Option<f64>;
}

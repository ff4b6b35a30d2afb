//! Where the pelvis is measured from: pictures and trajectories into pelvic tilt and thorax lean, or a reason why not.

pub mod markers;

use markers::{Measured, NoStickers};
use serde::{Deserialize, Serialize};

/// What the pelvis is to be measured from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PelvisChoice {
    /// From stickers if there are any, else from nothing.
    #[default]
    Auto,
    /// From stickers; it is an error where there are none.
    Markers,
    /// From nothing.
    None,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub enum PelvisFound {
    /// Nobody asked.
    NotWanted,
    /// There is no source, and why.
    NotMeasured(NoStickers),
    /// Stickers.
    Markers(Measured),
}

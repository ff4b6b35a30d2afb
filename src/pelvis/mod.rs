//! Where the pelvis is measured from: pictures and trajectories into pelvic tilt and thorax lean, or a reason why not.

pub mod markers;
pub mod model;

use markers::{Measured, NoStickers};
use serde::{Deserialize, Serialize};

/// What the pelvis is to be measured from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PelvisChoice {
    /// From stickers if there are any, else from the picture by the pelvis network where it is sure enough, else from nothing.
    #[default]
    Auto,
    /// From stickers; it is an error where there are none.
    Markers,
    /// From the picture by the pelvis network; it is an error where it is not sure enough.
    Model,
    /// From both, to hold one against the other; it is an error where one of them fails.
    MarkersAndModel,
    /// From nothing.
    None,
}

impl PelvisChoice {
    /// Whether stickers are looked for.
    pub const fn wants_markers(self) -> bool {
        matches!(self, Self::Auto | Self::Markers | Self::MarkersAndModel)
    }

    /// The choice of a name, as `--pelvis` takes it.
    pub fn from_name(name: &str) -> Option<Self> {
        let all = [Self::Auto, Self::Markers, Self::Model, Self::MarkersAndModel, Self::None];
        all.into_iter().find(|choice| choice.name() == name)
    }

    /// The name, as `--pelvis` takes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Markers => "markers",
            Self::Model => "model",
            Self::MarkersAndModel => "markers,model",
            Self::None => "none",
        }
    }

    /// Whether the pelvis network is asked.
    pub const fn wants_model(self) -> bool {
        matches!(self, Self::Auto | Self::Model | Self::MarkersAndModel)
    }

    /// Whether it is an error that there are no stickers.
    pub const fn needs_markers(self) -> bool {
        matches!(self, Self::Markers | Self::MarkersAndModel)
    }

    /// Whether it is an error that the network gives nothing.
    pub const fn needs_model(self) -> bool {
        matches!(self, Self::Model | Self::MarkersAndModel)
    }
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

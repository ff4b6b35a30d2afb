//! How a result is shown; what it says does not depend on it.

use super::annotate::Playback;
use super::document::Audience;

/// How a result is shown.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Style {
    /// How the annotated video plays; `None` leaves it out.
    pub playback: Option<Playback>,
    /// Whom the report is for.
    pub audience: Audience,
    /// Whether the runner's face is covered in the annotated video and in the key frames.
    pub hide_face: bool,
}

impl Style {
    /// With an annotated video, all else as usual.
    pub fn played(playback: Playback) -> Self {
        Self { playback: Some(playback), ..Self::default() }
    }
}

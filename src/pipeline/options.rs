//! What the caller may choose.

use crate::corrections::Correction;
use crate::pelvis::PelvisChoice;
use crate::pelvis::markers::MarkerClick;
use crate::pose::{Complexity, Window};
use crate::report::document::Audience;
use crate::units::{Hertz, Metres, Seconds};
use std::path::PathBuf;

/// How fast time really passed while the clip was filmed.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Pace {
    /// As the file says.
    #[default]
    AsPlayed,
    /// The clip plays this many times slower than life.
    SlowMotion(f64),
    /// The clip was filmed at this rate, whatever the file says.
    FilmedAt(Hertz),
}

impl Pace {
    /// How many times slower than life a clip of the given played rate is.
    pub fn slow_motion_factor(self, played: Hertz) -> f64 {
        match self {
            Self::AsPlayed => 1.0,
            Self::SlowMotion(factor) => factor,
            Self::FilmedAt(filmed) => filmed.0 / played.0,
        }
    }
}

/// Everything that can be chosen for one analysis. The defaults suit an ordinary phone clip.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Folder for the results; `None` puts `<clip>.runtilt` beside the clip.
    pub out: Option<PathBuf>,
    /// The part of the clip to analyse.
    pub window: Window,
    /// How time passes.
    pub pace: Pace,
    /// Which person to follow, 1 being the most prominent; `None` follows that one.
    pub subject: Option<usize>,
    /// Landmark model.
    pub model: Complexity,
    /// Standing height of the runner.
    pub height: Option<Metres>,
    /// Belt speed in metres per second.
    pub speed_m_per_s: Option<f64>,
    /// Treadmill incline in per cent (rise over run); `None` if unknown.
    pub incline_percent: Option<f64>,
    /// From the lens to the runner's pelvis, of the standing clip too; `None` if unknown. With it perspective is taken out of the pelvic tilt.
    pub camera_distance: Option<Metres>,
    /// What the pelvis is measured from.
    pub pelvis: PelvisChoice,
    /// Stickers that the user has pointed at in the running clip.
    pub markers: Vec<MarkerClick>,
    /// Stickers that the user has pointed at in the standing clip, on its own clock.
    pub neutral_markers: Vec<MarkerClick>,
    /// What a person put right, applied in this order.
    pub corrections: Vec<Correction>,
    /// A clip of the same runner standing, from whose posture all angles are counted.
    pub neutral: Option<PathBuf>,
    /// A rules file instead of the built-in rules.
    pub rules: Option<PathBuf>,
    /// Whom the report is for.
    pub audience: Audience,
    /// Whether the runner's face is covered in pictures and video.
    pub hide_face: bool,
    /// Whether to write the annotated video.
    pub annotated_video: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            out: None,
            window: Window { start: Seconds(0.0), end: None },
            pace: Pace::default(),
            subject: None,
            model: Complexity::default(),
            height: None,
            speed_m_per_s: None,
            incline_percent: None,
            camera_distance: None,
            pelvis: PelvisChoice::default(),
            markers: Vec::new(),
            neutral_markers: Vec::new(),
            corrections: Vec::new(),
            neutral: None,
            rules: None,
            audience: Audience::default(),
            hide_face: false,
            annotated_video: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clip_filmed_at_240_and_played_at_30_is_eight_times_slower() {
        assert_eq!(Pace::FilmedAt(Hertz(240.0)).slow_motion_factor(Hertz(30.0)), 8.0);
        assert_eq!(Pace::SlowMotion(8.0).slow_motion_factor(Hertz(30.0)), 8.0);
        assert_eq!(Pace::AsPlayed.slow_motion_factor(Hertz(30.0)), 1.0);
    }
}

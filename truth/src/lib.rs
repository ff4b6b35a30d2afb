//! What is exactly known about a clip: the angles, landmarks and events of the runner in it.
//!
//! `runtilt-synth` writes one such file beside every clip that it renders, `runtilt validate` reads it. The file is
//! JSON, gzip-compressed where its name ends in `.gz`; `docs/TRUTH.md` describes it for other writers.
//!
//! **World frame**: x forward (the way the runner faces), y up, z to the runner's right; metres; the running surface is
//! y = 0. **Angles** have the signs of `docs/CONVENTIONS.md`, are in degrees and absolute; [`Truth::standing`] holds the same
//! angles of the same body standing still, so that a reader can make them relative. **Times** are the runner's own
//! seconds from the first frame: in slow motion the file's presentation time is `time · slow_motion`.

mod check;
mod error;
mod file;

pub use error::TruthError;
pub use file::{read, write};

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The version of the format that this crate reads and writes.
pub const SCHEMA: &str = "runtilt.truth/1";

/// Everything known about one clip.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Truth {
    /// [`SCHEMA`].
    pub schema: String,
    /// Where the numbers come from, for instance program, version and seed.
    pub source: String,
    /// The clip.
    pub clip: Clip,
    /// What was varied, in words a table can group by: `outfit = "loose"`, `body = "male, 24, slim"`, `camera_yaw_deg = "5"`.
    pub conditions: BTreeMap<String, String>,
    /// Known facts about the run.
    pub run: Run,
    /// The camera, where it is known.
    pub camera: Option<Camera>,
    /// Time of each frame, middle of its exposure, seconds of the runner's own time from the first frame.
    pub time_s: Vec<f64>,
    /// Angles per frame.
    pub angles: Angles<Vec<f64>>,
    /// The same angles of the same body standing still in its own neutral posture.
    pub standing: Option<Angles<f64>>,
    /// Landmarks by name, for instance `hip_left`, `asis_right`, `t12`; see `docs/TRUTH.md`.
    pub landmarks: BTreeMap<String, Landmark>,
    /// Gait events in order of time.
    pub events: Vec<Event>,
}

/// Facts of the video file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clip {
    /// File name without folder.
    pub file: String,
    /// Picture width in pixels.
    pub width_px: u32,
    /// Picture height in pixels.
    pub height_px: u32,
    /// Frames a second of the runner's time (mean, where it varies).
    pub frame_rate_hz: f64,
    /// How much slower than life the file plays; 1 for ordinary clips.
    pub slow_motion: f64,
    /// Which side of the runner the camera sees.
    pub side_to_camera: Side,
}

/// Facts of the run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// Belt speed; 0 for standing.
    pub speed_mps: f64,
    /// Steps a minute over the clip; absent for standing.
    pub cadence_spm: Option<f64>,
    /// Standing height of the body without shoes.
    pub height_m: Option<f64>,
}

/// A pinhole camera with two radial terms: `r' = r (1 + k1 r² + k2 r⁴)`, `r` in units of the focal length.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Camera {
    /// Optical centre in the world.
    pub position_m: [f64; 3],
    /// Unit vectors of the picture in the world: to the right, down, and along the view.
    pub axes: [[f64; 3]; 3],
    /// Focal length in pixels.
    pub focal_px: f64,
    /// Principal point in pixels.
    pub centre_px: [f64; 2],
    /// Radial terms k1 and k2.
    pub distortion: [f64; 2],
}

/// The angles that runtilt prints, each as `T`: a series per frame, or one value.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Angles<T> {
    /// Line PSIS to ASIS (both as the middle of left and right) below the horizontal; anterior positive.
    pub pelvic_tilt_deg: T,
    /// Middle of the hips to middle of the shoulders; forward positive.
    pub trunk_lean_deg: T,
    /// T12 to C7; forward positive.
    pub thorax_lean_deg: T,
    /// Pelvic tilt less thorax lean; extension positive.
    pub lumbar_extension_deg: T,
    /// Left leg.
    pub left: LegAngles<T>,
    /// Right leg.
    pub right: LegAngles<T>,
}

/// Angles of one leg.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegAngles<T> {
    /// Hip to knee against the downward vertical; knee in front positive.
    pub thigh_deg: T,
    /// Thigh plus pelvic tilt; flexion positive.
    pub hip_flexion_deg: T,
    /// Thigh less shank; flexion positive.
    pub knee_flexion_deg: T,
    /// Knee to ankle against the downward vertical; ankle in front positive.
    pub shank_deg: T,
    /// Heel to toe against the horizontal; toe up positive.
    pub foot_deg: T,
}

/// A point of the body in every frame.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Landmark {
    /// World position in metres, per frame.
    pub position_m: Vec<[f64; 3]>,
    /// Where the camera sees it, in pixels of the upright picture, lens distortion included, per frame; null where it lies
    /// behind the camera or beyond what the lens can show.
    pub image_px: Vec<Option<[f64; 2]>>,
    /// Whether nothing but the body part around it lies between it and the camera, per frame.
    pub visible: Vec<bool>,
}

/// A gait event.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// Which foot.
    pub side: Side,
    /// When, on the axis of [`Truth::time_s`].
    pub time_s: f64,
}

/// Kinds of gait events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// The foot comes to bear on the belt.
    InitialContact,
    /// The foot leaves the belt.
    ToeOff,
}

/// A side of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Left, z negative.
    Left,
    /// Right, z positive.
    Right,
}

impl Side {
    /// Both sides.
    pub const BOTH: [Self; 2] = [Self::Left, Self::Right];

    /// The sign of z on this side: -1 left, +1 right.
    pub fn sign(self) -> f64 {
        match self {
            Self::Left => -1.0,
            Self::Right => 1.0,
        }
    }

    /// The other side.
    pub fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }

    /// `left` or `right`, as it ends the names of landmarks.
    pub fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
        }
    }
}

impl Truth {
    /// From the camera to the middle of the pelvis (of ASIS and PSIS of both sides), mean over the frames, metres; `None` where one of them is not known.
    pub fn camera_to_pelvis_m(&self) -> Option<f64> {
        let camera = self.camera.as_ref()?.position_m;
        let corner = |name: &str| self.landmarks.get(name).map(|landmark| landmark.position_m.as_slice());
        let [a, b, c, d] = ["asis_left", "asis_right", "psis_left", "psis_right"].map(corner);
        let corners = [a?, b?, c?, d?];
        let axis_mean = |axis: usize| {
            let all = corners.iter().flat_map(|corner| corner.iter().map(|place| place[axis]));
            all.sum::<f64>() / corners.iter().map(|corner| corner.len()).sum::<usize>() as f64
        };
        let square: f64 = (0..3).map(|axis| (axis_mean(axis) - camera[axis]).powi(2)).sum();
        Some(square.sqrt()).filter(|distance| distance.is_finite())
    }
}

impl<T> Angles<T> {
    /// The leg of a side.
    pub fn leg(&self, side: Side) -> &LegAngles<T> {
        match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        }
    }

    /// Every angle with its name, as it stands in `angles.csv`: `pelvic_tilt_deg`, ..., `thigh_left_deg`, ...
    pub fn named(&self) -> [(&'static str, &T); 14] {
        let (l, r) = (&self.left, &self.right);
        [
            ("pelvic_tilt_deg", &self.pelvic_tilt_deg),
            ("trunk_lean_deg", &self.trunk_lean_deg),
            ("thorax_lean_deg", &self.thorax_lean_deg),
            ("lumbar_extension_deg", &self.lumbar_extension_deg),
            ("thigh_left_deg", &l.thigh_deg),
            ("hip_flexion_left_deg", &l.hip_flexion_deg),
            ("knee_flexion_left_deg", &l.knee_flexion_deg),
            ("shank_left_deg", &l.shank_deg),
            ("foot_left_deg", &l.foot_deg),
            ("thigh_right_deg", &r.thigh_deg),
            ("hip_flexion_right_deg", &r.hip_flexion_deg),
            ("knee_flexion_right_deg", &r.knee_flexion_deg),
            ("shank_right_deg", &r.shank_deg),
            ("foot_right_deg", &r.foot_deg),
        ]
    }
}

//! How well the recording suits the measurement.

use crate::body::{Facing, Landmark, Side};
use serde::{Deserialize, Serialize};

/// Capture quality: what the camera saw and what had to be repaired.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capture {
    /// Which way the runner faces in the picture.
    pub facing: Facing,
    /// The side of the body towards the camera.
    pub side_to_camera: Side,
    /// Camera roll, positive where the true horizontal falls to the right; `None` where it could not be found.
    pub roll_deg: Option<f64>,
    /// Standard uncertainty of the roll; absent in results of before it was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roll_sd_deg: Option<f64>,
    /// What the roll was read from; absent in results of before it was written, where it was the belt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roll_source: Option<RollSource>,
    /// Whether the roll was taken out of the angles.
    pub roll_corrected: bool,
    /// Degrees by which the camera looks from in front of or behind the side-on view.
    pub view_off_square_deg: Option<f64>,
    /// How far the background moved over the clip.
    pub camera_shift_px: Option<f64>,
    /// How far moving limbs are smeared; `None` where the pictures do not show it, absent in results of before it was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub motion_blur: Option<MotionBlur>,
    /// Number of frames analysed.
    pub frames_total: usize,
    /// Number of frames in which the runner was found.
    pub frames_with_runner: usize,
    /// Share of the frames, 0 to 1, in which shoulder, hip or leg on the camera's side could not be followed; absent in results of before it was
    /// written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near_side_lost: Option<f64>,
    /// Stretches where the model had swapped the legs, or where the legs could not be told apart.
    pub leg_identity_repairs: Vec<Repair>,
    /// Stretches of a landmark that were missing and filled by interpolation.
    pub filled_gaps: Vec<FilledGap>,
    /// Size of a pixel at the runner.
    pub scale: Option<Scale>,
    /// Running speed.
    pub speed: Option<Speed>,
    /// How many times slower than life the clip plays; 1 for ordinary video. Times are already divided by it.
    pub slow_motion_factor: f64,
}

/// What camera roll was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RollSource {
    /// Edges of things that stand upright in the room.
    RoomUprights,
    /// The path of the feet on the belt.
    Belt,
    /// A line along the belt that a person drew.
    BeltLine,
}

/// How far moving limbs are smeared in the pictures.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MotionBlur {
    /// How long the shutter was open, in the runner's own time.
    pub exposure_s: f64,
    /// How far the middle of a shank moves meanwhile when it is fast (95th percentile of its speeds), pixels.
    pub smear_px: f64,
    /// The same in metres, by the clip's scale.
    pub smear_m: f64,
}

/// A stretch of frames whose leg identity was put right or marked. Both ends belong to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repair {
    /// First frame.
    pub from_frame: usize,
    /// Last frame.
    pub to_frame: usize,
    /// Time of the first frame.
    pub from_s: f64,
    /// Time of the last frame.
    pub to_s: f64,
    /// What was done, in plain words.
    pub what: String,
}

impl Repair {
    /// Whether a frame belongs to the stretch.
    pub const fn covers(&self, frame: usize) -> bool {
        self.from_frame <= frame && frame <= self.to_frame
    }
}

/// A stretch of one landmark that was filled. Both ends belong to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FilledGap {
    /// The landmark, for example `left_knee`.
    #[serde(with = "landmark_name")]
    pub landmark: Landmark,
    /// First frame.
    pub from_frame: usize,
    /// Last frame.
    pub to_frame: usize,
}

/// The size of a pixel at the runner.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Metres per pixel.
    pub metres_per_pixel: f64,
    /// Where it comes from.
    pub source: ScaleSource,
    /// One standard deviation as a share of the value; null where it depends on how well the user measured.
    pub relative_sd: Option<f64>,
}

/// Where the scale comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScaleSource {
    /// The runner's leg length, given by the user.
    LegLength,
    /// The runner's height, given by the user.
    BodyHeight,
    /// The belt speed, given by the user, against the stance foot.
    BeltSpeed,
    /// A known length that a person marked in the picture.
    KnownLength,
    /// Nothing was given: an average adult is assumed.
    Assumed,
}

/// Running speed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Speed {
    /// Metres per second.
    pub m_per_s: f64,
    /// Where it comes from.
    pub source: SpeedSource,
}

/// Where the speed comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpeedSource {
    /// Given by the user.
    User,
    /// Estimated from how fast the stance foot moves back, with the scale.
    StanceFoot,
}

mod landmark_name {
    use super::Landmark;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(landmark: &Landmark, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(landmark.name())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Landmark, D::Error> {
        let name = String::deserialize(deserializer)?;
        Landmark::from_name(&name).ok_or_else(|| D::Error::custom(format!("unknown landmark `{name}`")))
    }
}

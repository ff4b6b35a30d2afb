//! What comparing one clip gives. Plain data in degrees and milliseconds, for tables, JSON and pooling.
//!
//! **Errors are measured minus reference.** `None` (null) stands where a figure does not exist; [`ClipScore::notes`] say why.

use super::statistics::Limits;
use crate::body::{BySide, Side};
use crate::report::document::AngleName;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How well one clip was measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClipScore {
    /// File name of the clip, without its folder.
    pub clip: String,
    /// File name of the reference, without its folder.
    pub reference: String,
    /// What kind of reference it is.
    pub reference_kind: ReferenceKind,
    /// What was varied, as the reference says it: words that a table can group by.
    pub conditions: BTreeMap<String, String>,
    /// Frames a second of the runner's time (median).
    pub frame_rate_hz: Option<f64>,
    /// The side towards the camera: as the reference knows it, otherwise as measured.
    pub side_to_camera: Side,
    /// How the two clocks were brought together.
    pub alignment: Alignment,
    /// Each angle that both have.
    pub angles: Vec<AngleScore>,
    /// Angles that the reference has and the result has nowhere, by their column in `angles.csv`.
    pub not_measured: Vec<String>,
    /// Initial contacts and toe-offs of each foot; empty where the reference has no events.
    pub events: Vec<EventScore>,
    /// Steps a minute; `None` where the reference or the result has none.
    pub cadence: Option<CadenceScore>,
    /// Peak thigh extension of each side; `None` where either is lacking or has another zero.
    pub peak_thigh_extension: BySide<Option<PeakScore>>,
    /// How often the legs are exchanged; `None` without the true places of the joints in the picture.
    pub legs_exchanged: Option<LegsScore>,
    /// What the reader must know, in plain words.
    pub notes: Vec<String>,
}

/// What a reference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferenceKind {
    /// A truth file of a rendered clip.
    Truth,
    /// Joint angles of an OpenSim model.
    OpenSim,
    /// Markers of a motion-capture system.
    Markers,
    /// One angle over time.
    Column,
}

/// How the clocks of clip and reference were brought together.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alignment {
    /// From where the offset is known.
    pub source: AlignmentSource,
    /// Time of the reference less time of the clip at the same moment.
    pub offset_s: f64,
    /// Correlation at this offset where it was searched for.
    pub r: Option<f64>,
}

/// Where the offset between two clocks comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlignmentSource {
    /// The reference counts on the clip's own clock.
    SameClock,
    /// The user gave it.
    Given,
    /// Found where the angles agree best.
    Found,
}

/// Where a body part is, seen from the camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// On the side towards the camera.
    Near,
    /// On the side away from the camera, hidden now and then.
    Far,
    /// Neither: trunk and pelvis.
    Middle,
}

impl View {
    /// The view of a side, or of the middle of the body for `None`.
    pub fn of(side: Option<Side>, side_to_camera: Side) -> Self {
        match side {
            None => Self::Middle,
            Some(side) if side == side_to_camera => Self::Near,
            Some(_) => Self::Far,
        }
    }

    /// `near`, `far` or `middle`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Near => "near",
            Self::Far => "far",
            Self::Middle => "middle",
        }
    }
}

/// Agreement of one angle over the frames of a clip. Frames follow each other closely, so `n` is not a number of independent
/// observations.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AngleScore {
    /// The angle.
    #[serde(with = "super::names::key")]
    pub angle: AngleName,
    /// The side; `None` for trunk and pelvis.
    pub side: Option<Side>,
    /// The side as seen from the camera.
    pub view: View,
    /// Whether both count from the same zero. If not, every figure that depends on the zero is `None`.
    pub same_zero: bool,
    /// Frames in which both are known.
    pub n: usize,
    /// Frames in which the reference is known.
    pub n_reference: usize,
    /// Mean error.
    pub bias_deg: Option<f64>,
    /// Standard deviation of the error; `None` for a single frame.
    pub sd_deg: Option<f64>,
    /// Root-mean-square error.
    pub rmse_deg: Option<f64>,
    /// Root-mean-square error once the mean error is taken out.
    pub rmse_without_offset_deg: f64,
    /// 95 % limits of agreement, bias ± 1.96 SD.
    pub limits_deg: Option<Limits>,
    /// Pearson's r; `None` where either does not vary.
    pub r: Option<f64>,
    /// Mean over the compared frames, measured.
    pub measured_mean_deg: f64,
    /// The same of the reference; `None` where its zero is another.
    pub reference_mean_deg: Option<f64>,
    /// Largest less least measured value in the compared frames.
    pub measured_range_deg: f64,
    /// The same of the reference.
    pub reference_range_deg: f64,
}

/// A kind of gait event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// The foot comes to bear on the ground.
    InitialContact,
    /// The foot leaves the ground.
    ToeOff,
}

impl EventKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::InitialContact, Self::ToeOff];

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::InitialContact => "initial contact",
            Self::ToeOff => "toe-off",
        }
    }
}

/// Agreement of one kind of event of one foot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventScore {
    /// The kind.
    pub kind: EventKind,
    /// The foot.
    pub side: Side,
    /// Pairs no further apart than 0.1 s, one to one.
    pub matched: usize,
    /// True events that were not found.
    pub missed: usize,
    /// Found events that are not true.
    pub extra: usize,
    /// Mean error of the pairs; late is positive.
    pub bias_ms: Option<f64>,
    /// Standard deviation of the error; `None` for fewer than two pairs.
    pub sd_ms: Option<f64>,
    /// Root-mean-square error.
    pub rmse_ms: Option<f64>,
}

/// Cadence, measured and true.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CadenceScore {
    /// As measured.
    pub measured_spm: f64,
    /// As known.
    pub reference_spm: f64,
    /// Error as a share of the true value.
    pub relative_error: f64,
}

/// Peak thigh extension of one side, positive behind the vertical: the mean over the kept strides of the result, and the reference
/// in the same stretches of time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeakScore {
    /// The side as seen from the camera.
    pub view: View,
    /// Strides that both cover.
    pub strides: usize,
    /// Mean of the measured peaks.
    pub measured_deg: f64,
    /// Mean of the true peaks.
    pub reference_deg: f64,
    /// Measured less true.
    pub error_deg: f64,
    /// Standard deviation of the error from stride to stride; `None` for a single stride.
    pub sd_deg: Option<f64>,
}

/// Frames in which the legs are exchanged: a pair of knees or ankles fits the truth better the other way round by more than 0.03
/// leg lengths.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegsScore {
    /// Frames in which a pair of knees or of ankles could be judged.
    pub frames: usize,
    /// Of these, with the knees exchanged.
    pub knees: usize,
    /// Of these, with the ankles exchanged.
    pub ankles: usize,
    /// Of these, with either.
    pub either: usize,
    /// `either` as a share of `frames`.
    pub fraction: f64,
}

//! The result document: everything that the outputs are made from, and exactly what `result.json` holds.
//!
//! Degrees, seconds, metres, pixels, with the unit in every name. `None` (null) where a value was not
//! measured; never 0 or NaN in its place: writing a number that is not finite is an error.

mod capture;
mod finding;
mod gait;
mod names;
mod provenance;
mod series;
mod summary;
mod table;
mod text;

pub use capture::{
    Capture, FilledGap, MotionBlur, Repair, RollSource, Scale, ScaleSource, Speed, SpeedSource,
};
pub use finding::{
    Finding, Findings, MainFinding, Parts, Reference, ReferenceGroup, RulesUsed, SourceError, Theme, Verdict,
};
pub use gait::{Cycle, SideCycles, SideEvents, Stride};
pub use names::{AngleColumn, AngleName, Parameter, Unit};
pub use provenance::{Clip, ModelFile, Program, Runtime, TimingSource};
pub use series::{AngleSeries, FrameSeries, Zero, degrees, rounded};
pub use summary::{Difference, Estimate, Source, StrideCount, Summary};
pub use table::{Key, Table};
pub use text::{Audience, Interval, Range, Text};

use crate::body::BySide;
use serde::{Deserialize, Serialize};

/// The version of the result format. A change that breaks readers raises the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Schema {
    /// The first version: no findings.
    #[serde(rename = "runtilt.result/1")]
    V1,
    /// With findings.
    #[default]
    #[serde(rename = "runtilt.result/2")]
    V2,
}

/// The result of analysing one clip.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Version of the format.
    pub schema: Schema,
    /// The program that made it.
    pub program: Program,
    /// The clip.
    pub clip: Clip,
    /// The options as given, with defaults filled in.
    pub options: serde_json::Map<String, serde_json::Value>,
    /// The models that took part.
    pub models: Vec<ModelFile>,
    /// Capture quality.
    pub capture: Capture,
    /// Where the pelvis was measured from, or why it was not.
    pub pelvis: Pelvis,
    /// Per-frame series.
    pub series: FrameSeries,
    /// Gait events.
    pub events: BySide<SideEvents>,
    /// All strides, left first, each side in order of time; rejected ones too.
    pub strides: Vec<Stride>,
    /// Mean cycles.
    pub cycles: BySide<SideCycles>,
    /// Summary with intervals.
    pub summary: Summary,
    /// Comparisons with reference runners; `None` in results of the first version.
    #[serde(deserialize_with = "finding::or_empty_list")]
    pub findings: Option<Findings>,
    /// What a person put right, in words and in the order of being applied.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<String>,
    /// What the reader must know before using the numbers.
    pub warnings: Vec<Warning>,
}

/// Where pelvic orientation comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pelvis {
    /// The source.
    pub source: PelvisSource,
    /// Why it, or the thorax, was not measured; `None` where both were.
    pub reason: Option<String>,
    /// The stickers that it was measured from.
    #[serde(default)]
    pub stickers: Vec<Sticker>,
    /// Standard uncertainty of the tilt, one for each frame; empty where it was not measured.
    #[serde(default)]
    pub pelvic_tilt_uncertainty_deg: Vec<Option<f64>>,
    /// How far the line of the stickers swung either way once a stride, as the near side of a pelvis does that drops and turns; taken out of the
    /// tilt. Absent where it was not, and in results of before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub once_a_stride_deg: Option<f64>,
    /// What perspective adds to the line of the stickers. Absent where nothing was measured from stickers, and in results of before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub perspective: Option<Perspective>,
    /// What the pelvis network reads in the pictures: means over the clip; absent where nobody asked or it declines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<PelvisModel>,
}

/// What perspective adds to the line of the stickers, of which ASIS is nearer to the camera than PSIS.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Perspective {
    /// Whether it was taken out of the tilt, as it is where the distance of the camera was given.
    pub taken_out: bool,
    /// How much more tilt the line shows than that of the middle of the pelvis, mean over the clip, degrees; anterior positive.
    pub mean_deg: f64,
    /// From the lens to the pelvis, metres: as given, or the nearest that is advised for filming, at which it is largest.
    pub camera_distance_m: f64,
}

/// Means over the clip by the pelvis network. It gives no swing within the stride.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PelvisModel {
    /// Pictures that were read.
    pub pictures: usize,
    /// Mean pelvic tilt, anterior positive, absolute.
    pub pelvic_tilt: Option<ClipMean>,
    /// Mean thorax lean, forward positive, absolute.
    pub thorax_lean: Option<ClipMean>,
    /// Mean pelvic tilt less that of the standing clip.
    pub pelvic_tilt_from_standing: Option<ClipMean>,
    /// Mean thorax lean less that of the standing clip.
    pub thorax_lean_from_standing: Option<ClipMean>,
    /// The network's mean tilt less that of the stickers, degrees, where both were measured from one zero.
    pub less_stickers_deg: Option<f64>,
    /// Why nothing is counted from standing though there is a standing clip.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_from_standing: Option<String>,
}

/// From a standard uncertainty to half of a 95 % interval, where the error is taken as normal.
pub const Z95: f64 = 1.96;

/// A mean over a clip.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClipMean {
    /// The mean, degrees.
    pub mean_deg: f64,
    /// Its standard uncertainty, degrees, with what differs from body to body.
    pub sd_deg: f64,
}

impl ClipMean {
    /// Half of its 95 % interval, degrees: the error is taken as normal.
    pub const fn half_interval_deg(&self) -> f64 {
        Z95 * self.sd_deg
    }
}

/// A sticker that was followed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sticker {
    /// The landmark below it: `asis`, `psis`, `trochanter`, `t12`, `l1`, `c7` or `sacrum`; `wand_base` and `wand_tip` are both ends of a wand on the sacrum.
    pub name: String,
    /// Frames in which it was seen.
    pub frames_seen: usize,
    /// The same as a share of the frames with the runner.
    pub share_seen: f64,
    /// Whether the user pointed at it.
    pub named_by_user: bool,
    /// Its mean colour in the picture: red, green, blue, 0 to 255.
    pub colour_rgb: [u8; 3],
}

impl Sticker {
    /// Its name as people read it.
    pub fn label(&self) -> String {
        self.name.to_uppercase().replace('_', " ")
    }
}

/// A source of pelvic orientation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PelvisSource {
    /// Not measured.
    None,
    /// Stickers on ASIS and PSIS of the side towards the camera, or on a wand on the sacrum.
    Markers,
    /// The pelvis network: means over the clip only.
    Model,
}

impl PelvisSource {
    /// The name that files use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Markers => "markers",
            Self::Model => "model",
        }
    }
}

impl Pelvis {
    /// Whether it was measured from a wand on the sacrum rather than from stickers on ASIS and PSIS.
    pub fn is_by_wand(&self) -> bool {
        self.stickers.iter().any(|sticker| sticker.name == "wand_base")
    }

    /// Not measured, and why.
    pub fn not_measured(why: &str) -> Self {
        // biomechanics: regressing tilt on hip joint centres does no better than the population mean.
        let reason = format!(
            "{why} Hip, knee and shoulder points carry no information about how the pelvis is tilted, so pelvic tilt, hip \
             extension against the pelvis and lumbar extension are left empty."
        );
        Self {
            source: PelvisSource::None,
            reason: Some(reason),
            stickers: Vec::new(),
            pelvic_tilt_uncertainty_deg: Vec::new(),
            once_a_stride_deg: None,
            perspective: None,
            model: None,
        }
    }

    /// Means by the pelvis network, and why there is no more.
    pub fn by_model(model: PelvisModel) -> Self {
        let reason = "The pelvis network gives the mean over the clip only: its swing within the stride has not passed its test, so the curves of \
                      pelvic tilt, hip extension against the pelvis and lumbar extension are left empty. Stickers give them (docs/STICKERS.md).";
        Self {
            source: PelvisSource::Model,
            reason: Some(reason.to_owned()),
            stickers: Vec::new(),
            pelvic_tilt_uncertainty_deg: Vec::new(),
            once_a_stride_deg: None,
            perspective: None,
            model: Some(model),
        }
    }
}

/// A reservation about the recording or the numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Warning {
    /// A stable name for programs, for example `low_frame_rate`.
    pub code: String,
    /// What is the matter, for people.
    pub message: String,
    /// What to do about it.
    pub advice: String,
}

/// Lists of a document that do not fit together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Inconsistent {
    /// A series is not as long as the time axis.
    #[error("series `{name}` has {found} values for {expected} frames")]
    Series {
        /// Name of the series.
        name: &'static str,
        /// Its length.
        found: usize,
        /// Number of frames.
        expected: usize,
    },
    /// Events do not have one uncertainty each.
    #[error("`{name}` has {found} values for {expected} events")]
    Events {
        /// Name of the list.
        name: &'static str,
        /// Its length.
        found: usize,
        /// Number of events.
        expected: usize,
    },
    /// A cycle does not have one value per percent.
    #[error("the cycle of `{name}` has {found} values instead of {expected}", expected = Cycle::POINTS)]
    Cycle {
        /// Name of the angle.
        name: &'static str,
        /// Its length.
        found: usize,
    },
}

impl Document {
    /// Checks that the lists fit together, as every output relies on.
    ///
    /// # Errors
    /// [`Inconsistent`] names the first list that does not fit.
    pub fn check(&self) -> Result<(), Inconsistent> {
        if let Some((name, found)) = self.series.misfit() {
            return Err(Inconsistent::Series { name, found, expected: self.series.len() });
        }
        if let Some((name, found, expected)) =
            self.events.left.misfit().or_else(|| self.events.right.misfit())
        {
            return Err(Inconsistent::Events { name, found, expected });
        }
        let cycles = [&self.cycles.left, &self.cycles.right];
        let lengths = cycles
            .iter()
            .flat_map(|side| side.angles.measured())
            .flat_map(|(key, cycle)| [(key, cycle.mean_deg.len()), (key, cycle.sd_deg.len())]);
        match lengths.into_iter().find(|&(_, len)| len != Cycle::POINTS) {
            Some((key, found)) => Err(Inconsistent::Cycle { name: key.name(), found }),
            None => Ok(()),
        }
    }
}

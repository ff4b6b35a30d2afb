//! Findings: measured values beside reference runners, in numbers and in sentences for two readers.

use super::series::Zero;
use super::text::{Interval, Range, Text};
use crate::body::{BySide, Side};
use serde::{Deserialize, Deserializer, Serialize};

/// Everything that the rules say about a clip.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Findings {
    /// The rules that were applied.
    pub rules: RulesUsed,
    /// Whom values were compared with.
    pub references: Vec<ReferenceGroup>,
    /// Anterior tilt while the hip extends, of each leg.
    pub main: BySide<MainFinding>,
    /// The themes in the order of the report, each with its findings.
    pub themes: Vec<Theme>,
}

/// Which rules were applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulesUsed {
    /// File name, or `built-in`.
    pub name: String,
    /// SHA-256 of the file.
    pub sha256: String,
}

/// A group of reference runners.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferenceGroup {
    /// Name, as findings refer to it.
    pub id: String,
    /// In words.
    pub who: String,
    /// How many.
    pub runners: usize,
    /// Their speed.
    pub speed_m_per_s: f64,
    /// What their angles count from.
    pub zero: Zero,
    /// Source.
    pub citation: String,
}

/// The main finding of a leg.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MainFinding {
    /// What the main rules say together.
    pub verdict: Verdict,
    /// Why it is not measurable; null otherwise.
    pub reason: Option<Text>,
    /// In one sentence.
    pub sentence: Text,
    /// Where the extension came from; null where that could not be measured.
    pub parts: Option<Parts>,
}

/// Where the thigh's way back comes from, from the least tilt to peak thigh extension: thigh = hip + pelvis, and
/// pelvis = lumbar + trunk. Degrees, means over strides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parts {
    /// Number of strides.
    pub n: usize,
    /// Whole way of the thigh against the vertical.
    pub thigh_deg: Range,
    /// From the hip joint.
    pub hip_deg: Range,
    /// From the pelvis tipping forward.
    pub pelvis_deg: Range,
    /// Of that, from the lower back extending; null without a source for the spine.
    pub lumbar_deg: Option<Range>,
    /// Of that, from the thorax leaning forward; null without a source for the spine.
    pub trunk_deg: Option<Range>,
    /// In words.
    pub sentence: Text,
}

/// A theme of the report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// Name in the rules.
    pub id: String,
    /// Heading.
    pub title: Text,
    /// What video cannot show about it.
    pub cannot_show: String,
    /// Questions for the examination.
    pub questions: Vec<Text>,
    /// Exercises to talk about.
    pub talking_points: Vec<Text>,
    /// Its findings.
    pub findings: Vec<Finding>,
}

/// A value of a leg, or of the body, beside reference runners.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Name of the rule.
    pub rule: String,
    /// Name of the quantity, with its unit.
    pub quantity: String,
    /// `mean`, `stride_sd`, `drift` or `left_right_difference`.
    pub statistic: String,
    /// Whether it takes part in the main finding.
    pub main: bool,
    /// The leg; null for the body, for both legs together and for differences.
    pub side: Option<Side>,
    /// What it was measured from.
    pub source: String,
    /// What zero means; null where the zero falls out.
    pub zero: Option<Zero>,
    /// The value; null where it was not measured.
    pub value: Option<f64>,
    /// 95 % interval over the strides of this clip.
    pub over_strides: Option<Interval>,
    /// 95 % interval of the true value: that of the strides and the measured error of the source; null where that error is
    /// not known.
    pub interval: Option<Interval>,
    /// Number of strides.
    pub n: usize,
    /// Strides beyond the limit; null without one.
    pub strides_beyond: Option<usize>,
    /// The measured error that the interval holds.
    pub error: Option<SourceError>,
    /// The reference; null where there is none.
    pub reference: Option<Reference>,
    /// Percentile among the reference runners from their mean and SD; null where those, or the same zero, are lacking.
    pub percentile: Option<f64>,
    /// What it says.
    pub verdict: Verdict,
    /// Why it is uncertain or not measurable; null otherwise.
    pub reason: Option<Text>,
    /// Its name.
    pub name: Text,
    /// What it is.
    pub about: Text,
    /// In a sentence.
    pub sentence: Text,
}

/// A measured error: measured less true.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceError {
    /// Mean over clips.
    pub bias: f64,
    /// Standard deviation over clips.
    pub sd: f64,
    /// Number of clips.
    pub clips: usize,
    /// Where it was measured.
    pub from: String,
}

/// What a value was compared with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// The group, an `id` of `references`.
    pub group: String,
    /// Mean of the group.
    pub mean: Option<f64>,
    /// Standard deviation of the group.
    pub sd: Option<f64>,
    /// 5th percentile of the group.
    pub p5: Option<f64>,
    /// 95th percentile of the group.
    pub p95: Option<f64>,
    /// Outside is above.
    pub above: Option<f64>,
    /// Outside is below.
    pub below: Option<f64>,
    /// Outside is further from zero, on either side.
    pub beyond: Option<f64>,
}

/// What a comparison with a reference says. Never "abnormal".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Inside the range of the reference runners.
    Inside,
    /// Outside the range of the reference runners.
    Outside,
    /// The interval straddles the limit, or not most strides show it.
    Uncertain,
    /// Not measured, or nothing of the same zero or of known error to compare.
    NotMeasurable,
    /// Measured; there is no range to compare it with.
    Described,
}

impl Verdict {
    /// The name that files use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Inside => "inside",
            Self::Outside => "outside",
            Self::Uncertain => "uncertain",
            Self::NotMeasurable => "not_measurable",
            Self::Described => "described",
        }
    }
}

impl Findings {
    /// All findings, theme by theme.
    pub fn all(&self) -> impl Iterator<Item = &Finding> {
        self.themes.iter().flat_map(|theme| &theme.findings)
    }

    /// The group of a reference.
    pub fn group(&self, reference: &Reference) -> Option<&ReferenceGroup> {
        self.references.iter().find(|group| group.id == reference.group)
    }
}

/// The first version of the format had a list that was always empty.
pub(super) fn or_empty_list<'de, D: Deserializer<'de>>(source: D) -> Result<Option<Findings>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Whole(Box<Findings>),
        List([(); 0]),
        Nothing,
    }
    Ok(match Either::deserialize(source)? {
        Either::Whole(findings) => Some(*findings),
        Either::List([]) | Either::Nothing => None,
    })
}

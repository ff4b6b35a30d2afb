//! The rules: what is compared with what, and every text, read from one TOML file.

mod check;
mod error;
mod texts;

pub use error::RulesError;
pub use texts::Text;

use super::quantity::Quantity;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::path::Path;
use texts::{Reasons, Sentences};
use toml::Spanned;

/// The rules that come with the program.
pub const BUILT_IN: &str = include_str!("../data/rules.toml");

/// The version of the format that this program reads.
const VERSION: u32 = 1;

/// A checked set of rules.
#[derive(Debug, Clone, PartialEq)]
pub struct Rules {
    /// File name, or `built-in`.
    pub name: String,
    /// SHA-256 of the text.
    pub sha256: String,
    /// Groups of runners.
    pub references: Vec<ReferenceGroup>,
    /// Themes in the order of the report.
    pub themes: Vec<Theme>,
    /// Rules in the order of the report.
    pub rules: Vec<Rule>,
    /// Sentences of verdicts.
    pub(super) sentences: Sentences,
    /// Why something is not measurable or uncertain.
    pub(super) reasons: Reasons,
}

/// Whom values are compared with.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferenceGroup {
    /// Name in this file.
    pub id: String,
    /// In words.
    pub who: String,
    /// How many.
    pub runners: usize,
    /// Their speed.
    pub speed_m_per_s: f64,
    /// What their angles count from.
    pub zero: ReferenceZero,
    /// Source.
    pub citation: String,
}

/// What the angles of a reference count from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferenceZero {
    /// Each runner's own standing posture.
    Standing,
    /// The vertical or the horizontal.
    Absolute,
}

/// A theme of the report.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// Name in this file.
    pub id: String,
    /// Heading.
    pub title: Text,
    /// What video cannot show about it.
    pub cannot_show: String,
    /// Questions for the examination.
    pub questions: Vec<Text>,
    /// Exercises to talk about.
    pub talking_points: Vec<Text>,
}

/// How the strides become one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Statistic {
    /// Mean over strides.
    #[default]
    Mean,
    /// Standard deviation from stride to stride.
    StrideSd,
    /// Slope over the strides times the time from the first to the last.
    Drift,
    /// Mean of the left leg less that of the right.
    LeftRightDifference,
}

impl Statistic {
    /// The name that rules and results use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::StrideSd => "stride_sd",
            Self::Drift => "drift",
            Self::LeftRightDifference => "left_right_difference",
        }
    }
}

/// One comparison, or one description where it has no limit.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Name in this file and in results.
    pub id: String,
    /// Its theme.
    pub theme: String,
    /// Whether it takes part in the main finding.
    #[serde(default)]
    pub main: bool,
    /// Of what.
    pub quantity: Quantity,
    /// How.
    #[serde(default)]
    pub statistic: Statistic,
    /// Its name.
    pub name: Text,
    /// What it is.
    pub about: Text,
    /// The group compared with.
    pub reference: Option<String>,
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

/// The file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    reference: Vec<Spanned<ReferenceGroup>>,
    theme: Vec<Spanned<Theme>>,
    rule: Vec<Spanned<Rule>>,
    sentences: Sentences,
    reasons: Reasons,
}

impl Rules {
    /// The rules that come with the program.
    ///
    /// # Errors
    /// A fault of the built-in file, which a test excludes.
    pub fn built_in() -> Result<Self, RulesError> {
        Self::parse("built-in", BUILT_IN)
    }

    /// Reads and checks a file.
    ///
    /// # Errors
    /// [`RulesError`] names the file and the line or the rule.
    pub fn load(path: &Path) -> Result<Self, RulesError> {
        let text = std::fs::read_to_string(path)
            .map_err(|problem| RulesError::Read { path: path.to_owned(), problem })?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Self::parse(&name, &text)
    }

    /// Reads and checks rules.
    ///
    /// # Errors
    /// [`RulesError`] names the line or the rule.
    pub fn parse(name: &str, text: &str) -> Result<Self, RulesError> {
        let file: File = toml::from_str(text)
            .map_err(|problem| RulesError::Syntax { name: name.to_owned(), problem: Box::new(problem) })?;
        check::check(&file, text)
            .map_err(|fault| RulesError::Rule { name: name.to_owned(), fault: Box::new(fault) })?;
        Ok(Self {
            name: name.to_owned(),
            sha256: Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect(),
            references: file.reference.into_iter().map(Spanned::into_inner).collect(),
            themes: file.theme.into_iter().map(Spanned::into_inner).collect(),
            rules: file.rule.into_iter().map(Spanned::into_inner).collect(),
            sentences: file.sentences,
            reasons: file.reasons,
        })
    }

    /// The group of a rule.
    pub fn group(&self, rule: &Rule) -> Option<&ReferenceGroup> {
        let id = rule.reference.as_ref()?;
        self.references.iter().find(|group| group.id == *id)
    }
}

impl Rule {
    /// Whether it has a limit to be inside or outside of.
    pub const fn has_limit(&self) -> bool {
        self.above.is_some() || self.below.is_some() || self.beyond.is_some()
    }
}

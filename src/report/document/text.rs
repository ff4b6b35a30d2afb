//! Texts for two readers, and numbers with two ends.

use serde::{Deserialize, Serialize};

/// A text for two readers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Exact.
    pub physio: String,
    /// Plain.
    pub runner: String,
}

/// Who reads a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// A physiotherapist: exact words.
    #[default]
    Physio,
    /// The runner: plain words.
    Runner,
}

impl Text {
    /// The text for one reader.
    pub fn of(&self, audience: Audience) -> &str {
        match audience {
            Audience::Physio => &self.physio,
            Audience::Runner => &self.runner,
        }
    }
}

/// A value with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// Value.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Two ends.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

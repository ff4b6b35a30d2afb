//! `validation.json`.

use super::score::ClipScore;
use super::summary::{Summary, summarise};
use serde::{Deserialize, Serialize};

/// The version of the format. A change that breaks readers raises the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ValidationSchema {
    /// The first version.
    #[default]
    #[serde(rename = "runtilt.validation/1")]
    V1,
}

/// Everything that a validation found, as `validation.json` holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Validation {
    /// Version of the format.
    pub schema: ValidationSchema,
    /// Version of the program that compared.
    pub program_version: String,
    /// Each clip.
    pub clips: Vec<ClipScore>,
    /// All clips together.
    pub summary: Summary,
}

impl Validation {
    /// The validation of some clips.
    pub fn of(clips: Vec<ClipScore>) -> Self {
        let summary = summarise(&clips);
        let program_version = env!("CARGO_PKG_VERSION").to_owned();
        Self { schema: ValidationSchema::V1, program_version, clips, summary }
    }

    /// As JSON text, ending in a newline.
    ///
    /// # Errors
    /// Where the text cannot be made, which would be a fault of runtilt.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self).map(|text| text + "\n")
    }
}

//! Findings: a measured value against a reference. This version makes none.

use super::names::{Parameter, Unit};
use crate::body::Side;
use serde::{Deserialize, Serialize};

/// A parameter of a side compared with a reference range of the same zero.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// The parameter, by its name in `strides.csv`.
    pub parameter: String,
    /// The side.
    pub side: Side,
    /// The runner's value.
    pub value: f64,
    /// Lower end of its 95 % interval.
    pub low: f64,
    /// Upper end of its 95 % interval.
    pub high: f64,
    /// Unit of all numbers.
    pub unit: Unit,
    /// The limit of the reference range that it was held against.
    pub limit: f64,
    /// Its percentile among the reference runners.
    pub percentile: f64,
    /// Whom the reference describes, and the source.
    pub citation: String,
    /// What the comparison says.
    pub verdict: Verdict,
}

/// What a comparison with a reference says. Never "abnormal".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Inside the range of the reference runners.
    Inside,
    /// Outside the range of the reference runners.
    Outside,
    /// The interval straddles the limit.
    Uncertain,
}

impl Finding {
    /// The name of a parameter, for [`Finding::parameter`].
    pub fn parameter_name(parameter: Parameter) -> String {
        super::Key::name(parameter).to_owned()
    }
}

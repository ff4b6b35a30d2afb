//! Events, strides and cycles.

use super::names::{AngleName, Parameter};
use super::series::Zero;
use super::table::Table;
use crate::body::Side;
use serde::{Deserialize, Serialize};

/// Gait events of one side, in seconds from the start of the clip.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SideEvents {
    /// Times of initial contact.
    pub initial_contact_s: Vec<f64>,
    /// Standard uncertainty of each of them.
    pub initial_contact_uncertainty_s: Vec<Option<f64>>,
    /// Times of toe-off.
    pub toe_off_s: Vec<f64>,
    /// Standard uncertainty of each of them.
    pub toe_off_uncertainty_s: Vec<Option<f64>>,
}

impl SideEvents {
    /// Names the first list of uncertainties that is not as long as its events, with both lengths.
    pub(super) fn misfit(&self) -> Option<(&'static str, usize, usize)> {
        let (contacts, toe_offs) = (self.initial_contact_s.len(), self.toe_off_s.len());
        let lists = [
            ("initial_contact_uncertainty_s", self.initial_contact_uncertainty_s.len(), contacts),
            ("toe_off_uncertainty_s", self.toe_off_uncertainty_s.len(), toe_offs),
        ];
        lists.into_iter().find(|(_, found, expected)| found != expected)
    }
}

/// One stride: from an initial contact to the next of the same foot. A row of `strides.csv`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stride {
    /// The foot.
    pub side: Side,
    /// Number of the stride of this side, counted from 1.
    pub stride: usize,
    /// When it begins.
    pub initial_contact_s: f64,
    /// When the foot leaves the ground.
    pub toe_off_s: Option<f64>,
    /// When it ends.
    pub next_contact_s: f64,
    /// Whether it counts in means and summaries.
    pub kept: bool,
    /// Why it does not, in plain words; `None` where it is kept.
    pub reject_reason: Option<String>,
    /// Its parameters.
    #[serde(flatten)]
    pub parameters: Table<Parameter, f64>,
}

impl Stride {
    /// Toe-off in percent of the stride.
    pub fn toe_off_pct(&self) -> Option<f64> {
        let length = self.next_contact_s - self.initial_contact_s;
        self.toe_off_s.filter(|_| length > 0.0).map(|t| 100.0 * (t - self.initial_contact_s) / length)
    }
}

/// Mean cycles of one side, from initial contact (0 %) to the next (100 %).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SideCycles {
    /// Mean toe-off in percent of the cycle.
    pub toe_off_pct: Option<f64>,
    /// Its standard deviation over strides.
    pub toe_off_sd_pct: Option<f64>,
    /// Mean curve of each angle; angles of the trunk are cut at this side's contacts.
    pub angles: Table<AngleName, Cycle>,
}

/// Mean and spread of an angle at 0, 1, ..., 100 % of the cycle, over the kept strides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cycle {
    /// Number of strides.
    pub n: usize,
    /// What zero degrees means.
    pub zero: Zero,
    /// Mean, 101 values.
    pub mean_deg: Vec<Option<f64>>,
    /// Standard deviation over strides, 101 values; null with fewer than two strides.
    pub sd_deg: Vec<Option<f64>>,
}

impl Cycle {
    /// Number of points of a cycle, one per percent with both ends.
    pub const POINTS: usize = 101;
}

//! What the clip says about the runner, each number with its interval.

use super::names::{Parameter, Unit};
use super::series::Zero;
use super::table::Table;
use crate::body::{BySide, Facing, Side};
use serde::{Deserialize, Serialize};

/// Summary over the kept strides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// Steps of both feet per minute.
    pub cadence_spm: Option<f64>,
    /// The side of the body towards the camera.
    pub side_to_camera: Side,
    /// Which way the runner faces in the picture.
    pub facing: Facing,
    /// Number of strides of each side.
    pub strides: BySide<StrideCount>,
    /// The left side.
    pub left: Table<Parameter, Estimate>,
    /// The right side.
    pub right: Table<Parameter, Estimate>,
    /// Left less right.
    pub left_right_difference: Table<Parameter, Difference>,
}

impl Summary {
    /// The estimates of one side.
    pub const fn side(&self, side: Side) -> &Table<Parameter, Estimate> {
        match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        }
    }
}

/// How many strides a side has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StrideCount {
    /// Used for means.
    pub kept: usize,
    /// Left out as outliers.
    pub rejected: usize,
}

/// A mean over strides with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Estimate {
    /// Mean over the kept strides.
    pub value: f64,
    /// Lower end of the 95 % interval of the mean.
    pub low: Option<f64>,
    /// Upper end of it.
    pub high: Option<f64>,
    /// Number of strides.
    pub n: usize,
    /// Standard deviation from stride to stride.
    pub sd: Option<f64>,
    /// Unit of all of these.
    pub unit: Unit,
    /// What zero degrees means; null for numbers that are not angles.
    pub zero: Option<Zero>,
    /// What it was measured from.
    pub source: Source,
}

/// A difference between the sides with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// Left less right.
    pub value: f64,
    /// Lower end of the 95 % interval.
    pub low: Option<f64>,
    /// Upper end of it.
    pub high: Option<f64>,
    /// Unit of all of these.
    pub unit: Unit,
}

/// What a number was measured from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Landmarks that the pose model found in the picture.
    Landmarks,
    /// Stickers on the pelvis, with landmarks where a limb takes part.
    Markers,
}

//! The angles of a result as series on its own time axis.

use super::error::ValidateError;
use super::names::parts_of;
use crate::report::document::{AngleColumn, Document, Key, Zero};
use crate::series::{Series, TimeAxis};
use crate::units::Angle;
use std::sync::Arc;

/// One angle of a result.
pub(super) struct MeasuredAngle {
    pub column: AngleColumn,
    pub zero: Zero,
    pub series: Series<Angle>,
}

/// The angles of a result that were measured in at least one frame.
pub(super) struct Measured {
    pub time: Arc<TimeAxis>,
    pub angles: Vec<MeasuredAngle>,
}

impl Measured {
    pub fn of(document: &Document) -> Result<Self, ValidateError> {
        let time = Arc::new(TimeAxis::from_seconds(document.series.time_s.clone())?);
        let mut angles = Vec::new();
        for (column, angle) in document.series.angles.measured() {
            let samples: Vec<Option<Angle>> =
                angle.values.iter().map(|v| v.map(Angle::from_degrees)).collect();
            if samples.iter().any(Option::is_some) {
                let series = Series::new(Arc::clone(&time), samples)?;
                angles.push(MeasuredAngle { column, zero: angle.zero, series });
            }
        }
        Ok(Self { time, angles })
    }

    pub fn angle(&self, column: AngleColumn) -> Option<&MeasuredAngle> {
        self.angles.iter().find(|angle| angle.column == column)
    }

    /// The names of all angles, for messages.
    pub fn names(&self) -> String {
        listed(self.angles.iter().map(|angle| angle.column))
    }
}

/// Names of columns for messages, `thigh_left, knee_flexion_left`; `none` for none.
pub(super) fn listed(columns: impl Iterator<Item = AngleColumn>) -> String {
    let names: Vec<&str> = columns.map(|column| column.name().trim_end_matches("_deg")).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

/// Whether an angle tells one moment of a stride from another well enough to align by.
pub(super) fn aligns(column: AngleColumn) -> bool {
    use crate::report::document::AngleName::{KneeFlexion, Thigh};
    matches!(parts_of(column).0, Thigh | KneeFlexion)
}

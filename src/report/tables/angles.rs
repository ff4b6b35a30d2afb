//! A row per frame.

use super::{Cells, Table};
use crate::report::document::{AngleColumn, AngleSeries, Document, Key};

pub(super) fn table(document: &Document) -> Table {
    let series = &document.series;
    let rows = series.frame.len();
    let table = Table::default()
        .with("frame", Cells::wholes(series.frame.iter().map(|frame| Some(*frame))))
        .with("time_s", Cells::Times(series.time_s.iter().copied().map(Some).collect()));
    let column = |of: fn(&AngleSeries, usize) -> Option<f64>, angle: Option<&AngleSeries>| {
        Cells::Numbers((0..rows).map(|row| angle.and_then(|angle| of(angle, row))).collect())
    };
    let table = series.angles.iter().fold(table, |table, (name, angle): (AngleColumn, _)| {
        table.with(name.name(), column(AngleSeries::at, angle))
    });
    series.angles.iter().fold(table, |table, (name, angle): (AngleColumn, _)| {
        table.with(uncertainty_name(name), column(AngleSeries::uncertainty_at, angle))
    })
}

/// `pelvic_tilt_uncertainty_deg` for `pelvic_tilt_deg`.
fn uncertainty_name(angle: AngleColumn) -> String {
    format!("{}_uncertainty_deg", angle.name().trim_end_matches("_deg"))
}

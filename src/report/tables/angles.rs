//! A row per frame.

use super::{Cells, Table};
use crate::report::document::{AngleColumn, Document, Key};

pub(super) fn table(document: &Document) -> Table {
    let series = &document.series;
    let rows = series.frame.len();
    let table = Table::default()
        .with("frame", Cells::wholes(series.frame.iter().map(|frame| Some(*frame))))
        .with("time_s", Cells::Times(series.time_s.iter().copied().map(Some).collect()));
    series.angles.iter().fold(table, |table, (column, angle): (AngleColumn, _)| {
        let values = (0..rows).map(|row| angle.and_then(|angle| angle.at(row))).collect();
        table.with(column.name(), Cells::Numbers(values))
    })
}

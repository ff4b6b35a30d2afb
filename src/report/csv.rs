//! `angles.csv` and `strides.csv`: the numbers for a spreadsheet.
//!
//! Comma separated, a full stop for decimals, a line feed at the end of each row; an empty cell where a
//! value was not measured. Times have six decimals (a microsecond), all else four.

use super::document::{AngleColumn, Document, Key, Parameter, Stride};
use super::error::ReportError;
use super::json::check;
use std::fmt::Write;

/// The text of `angles.csv`: a row per frame.
///
/// # Errors
/// As [`to_json`](super::to_json): a document that must not be shown.
pub fn angles_csv(document: &Document) -> Result<String, ReportError> {
    check(document)?;
    let series = &document.series;
    let mut csv = Csv::with_header(["frame", "time_s"], AngleColumn::ALL);
    for (row, (frame, time_s)) in series.frame.iter().zip(&series.time_s).enumerate() {
        csv.first(frame).time(Some(*time_s));
        for (_, column) in series.angles.iter() {
            csv.number(column.and_then(|angle| angle.at(row)));
        }
        csv.end_row();
    }
    Ok(csv.text)
}

/// Number of parameters whose place in `strides.csv` is fixed, before `reject_reason`.
const FIXED_PARAMETERS: usize = 5;

/// The text of `strides.csv`: a row per stride, rejected ones too.
///
/// # Errors
/// As [`to_json`](super::to_json): a document that must not be shown.
pub fn strides_csv(document: &Document) -> Result<String, ReportError> {
    check(document)?;
    let (fixed, more) = Parameter::ALL.split_at(FIXED_PARAMETERS);
    let times = ["side", "stride", "initial_contact_s", "toe_off_s", "next_contact_s", "kept"];
    let mut csv = Csv::with_header(times, fixed);
    csv.text.pop();
    csv.text.push_str(",reject_reason");
    for parameter in more {
        csv.cell(parameter.name());
    }
    csv.end_row();
    for stride in &document.strides {
        stride_row(&mut csv, stride, fixed, more);
    }
    Ok(csv.text)
}

fn stride_row(csv: &mut Csv, stride: &Stride, fixed: &[Parameter], more: &[Parameter]) {
    csv.first(stride.side.name()).cell(stride.stride);
    csv.time(Some(stride.initial_contact_s)).time(stride.toe_off_s).time(Some(stride.next_contact_s));
    csv.cell(stride.kept);
    for &parameter in fixed {
        csv.number(stride.parameters.get(parameter).copied());
    }
    csv.words(stride.reject_reason.as_deref());
    for &parameter in more {
        csv.number(stride.parameters.get(parameter).copied());
    }
    csv.end_row();
}

/// A table that grows row by row.
pub(super) struct Csv {
    pub(super) text: String,
}

impl Csv {
    pub(super) fn with_header<K: Key>(first: impl IntoIterator<Item = &'static str>, keys: &[K]) -> Self {
        let names: Vec<&str> = first.into_iter().chain(keys.iter().map(|key| key.name())).collect();
        Self { text: names.join(",") + "\n" }
    }

    /// The first cell of a row.
    pub(super) fn first(&mut self, value: impl std::fmt::Display) -> &mut Self {
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{value}");
        self
    }

    pub(super) fn cell(&mut self, value: impl std::fmt::Display) -> &mut Self {
        self.text.push(',');
        self.first(value)
    }

    fn decimals(&mut self, value: Option<f64>, decimals: usize) -> &mut Self {
        self.text.push(',');
        if let Some(value) = value {
            let start = self.text.len();
            self.first(format_args!("{value:.decimals$}"));
            let written = &self.text[start..];
            let is_negative_zero =
                written.starts_with('-') && !written.contains(|c| ('1'..='9').contains(&c));
            if is_negative_zero {
                self.text.remove(start);
            }
        }
        self
    }

    fn time(&mut self, value: Option<f64>) -> &mut Self {
        self.decimals(value, 6)
    }

    pub(super) fn number(&mut self, value: Option<f64>) -> &mut Self {
        self.decimals(value, 4)
    }

    /// Text, quoted so that commas and quotes in it stay inside the cell.
    pub(super) fn words(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.cell(format_args!("\"{}\"", text.replace('"', "\"\""))),
            None => self.cell(""),
        }
    }

    pub(super) fn end_row(&mut self) {
        self.text.push('\n');
    }
}

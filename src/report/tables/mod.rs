//! The tables of a result, column by column: per frame, per stride and per finding.
//!
//! `csv` writes them for spreadsheets, [`parquet`](super::parquet) those of many clips as one.

mod angles;
mod csv;
mod findings;
mod strides;

use super::document::Document;
use super::error::ReportError;
use super::json::check;
use std::borrow::Cow;

/// A table: columns of the same length.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Table {
    pub(super) columns: Vec<Column>,
}

/// A column with its name, unit included.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    pub(super) name: Cow<'static, str>,
    pub(super) cells: Cells,
}

/// Cells of one kind; `None` where there is nothing.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cells {
    /// Fixed words without commas or quotes.
    Names(Vec<Option<String>>),
    /// Free text.
    Words(Vec<Option<String>>),
    /// Whole numbers.
    Wholes(Vec<Option<i64>>),
    /// Yes or no.
    Flags(Vec<bool>),
    /// Seconds.
    Times(Vec<Option<f64>>),
    /// All other numbers.
    Numbers(Vec<Option<f64>>),
}

impl Table {
    fn with(mut self, name: impl Into<Cow<'static, str>>, cells: Cells) -> Self {
        self.columns.push(Column { name: name.into(), cells });
        self
    }

    /// Number of rows.
    pub(super) fn rows(&self) -> usize {
        self.columns.first().map_or(0, |column| column.cells.len())
    }
}

impl Cells {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Names(cells) | Self::Words(cells) => cells.len(),
            Self::Wholes(cells) => cells.len(),
            Self::Flags(cells) => cells.len(),
            Self::Times(cells) | Self::Numbers(cells) => cells.len(),
        }
    }

    fn names<'a>(names: impl IntoIterator<Item = Option<&'a str>>) -> Self {
        Self::Names(names.into_iter().map(|name| name.map(str::to_owned)).collect())
    }

    /// One word in every row.
    pub(super) fn same(word: Option<&str>, rows: usize) -> Self {
        Self::Names(vec![word.map(str::to_owned); rows])
    }

    fn words<'a>(texts: impl IntoIterator<Item = Option<&'a str>>) -> Self {
        Self::Words(texts.into_iter().map(|text| text.map(str::to_owned)).collect())
    }

    /// Counts and numbers of frames: far below where a whole number would end.
    fn wholes(numbers: impl IntoIterator<Item = Option<usize>>) -> Self {
        Self::Wholes(numbers.into_iter().map(|n| n.map(|n| i64::try_from(n).unwrap_or(i64::MAX))).collect())
    }
}

/// The tables of a result that an export holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TableKind {
    /// A row per frame.
    Angles,
    /// A row per stride, rejected ones too.
    Strides,
    /// A row per finding, the main finding of each leg first.
    Findings,
}

impl TableKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Angles, Self::Strides, Self::Findings];

    /// The name that files use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Angles => "angles",
            Self::Strides => "strides",
            Self::Findings => "findings",
        }
    }

    pub(super) fn of(self, document: &Document) -> Table {
        match self {
            Self::Angles => angles::table(document),
            Self::Strides => strides::table(document),
            Self::Findings => findings::table(document),
        }
    }

    /// What every row of the table shares and must not be mixed with another clip's: where the pelvis was measured from, and what the angles count
    /// from. A finding says its own.
    pub(super) fn shared(self, document: &Document) -> Vec<(&'static str, Option<&'static str>)> {
        let pelvis = ("pelvis", Some(document.pelvis.source.name()));
        // All angles of a result count from the same.
        let zero = document.series.angles.measured().next().map(|(_, angle)| angle.zero.name());
        match self {
            Self::Angles | Self::Strides => vec![pelvis, ("zero", zero)],
            Self::Findings => vec![pelvis],
        }
    }
}

/// The text of `angles.csv`: a row per frame.
///
/// # Errors
/// As [`to_json`](super::to_json): a document that must not be shown.
pub fn angles_csv(document: &Document) -> Result<String, ReportError> {
    text(document, TableKind::Angles)
}

/// The text of `strides.csv`: a row per stride, rejected ones too.
///
/// # Errors
/// As [`to_json`](super::to_json): a document that must not be shown.
pub fn strides_csv(document: &Document) -> Result<String, ReportError> {
    text(document, TableKind::Strides)
}

/// The text of `findings.csv`: a row for each finding, the main finding of each leg first; only the header where nothing was compared.
///
/// # Errors
/// As [`to_json`](super::to_json): a document that must not be shown.
pub fn findings_csv(document: &Document) -> Result<String, ReportError> {
    text(document, TableKind::Findings)
}

fn text(document: &Document, kind: TableKind) -> Result<String, ReportError> {
    check(document)?;
    let mut table = kind.of(document);
    // Last, since the first columns are fixed by the format.
    if kind != TableKind::Findings {
        let rows = table.rows();
        for (name, word) in kind.shared(document) {
            table = table.with(name, Cells::same(word, rows));
        }
    }
    Ok(csv::text(&table))
}

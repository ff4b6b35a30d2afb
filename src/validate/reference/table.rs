//! Columns of numbers in text files.

use super::ReferenceError;
use crate::series::{Series, TimeAxis};
use std::path::Path;
use std::sync::Arc;

/// A finite number; an empty cell and `nan` are a gap.
pub(super) fn cell(text: &str) -> Result<Option<f64>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    match text.parse::<f64>() {
        Ok(value) => Ok(Some(value).filter(|value| value.is_finite())),
        Err(_) => Err(format!("`{text}` is not a number")),
    }
}

/// The text of a file.
pub(super) fn text_of(path: &Path, kind: &'static str) -> Result<String, ReferenceError> {
    let bytes = std::fs::read(path).map_err(ReferenceError::io(path))?;
    String::from_utf8(bytes).map_err(|_| ReferenceError::format(path, kind, "it is not text"))
}

/// The cells of a row; a gap is `None`.
pub(super) type Row = Vec<Option<f64>>;

/// A time axis and columns on it.
pub(super) struct Columns {
    pub time: Arc<TimeAxis>,
    rows: Vec<Row>,
}

impl Columns {
    /// Rows whose cell `time_column` is the time in seconds.
    pub fn new(rows: Vec<Row>, time_column: usize) -> Result<Self, String> {
        let mut times = Vec::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            let time = row.get(time_column).copied().flatten();
            times.push(time.ok_or_else(|| format!("data row {} has no time", index + 1))?);
        }
        if times.len() < 2 {
            return Err("it has fewer than two rows of data".into());
        }
        let time = TimeAxis::from_seconds(times).map_err(|error| error.to_string())?;
        Ok(Self { time: Arc::new(time), rows })
    }

    /// A series made row by row.
    pub fn series<T: Copy>(&self, value: impl Fn(&[Option<f64>]) -> Option<T>) -> Series<T> {
        Series::from_fn(Arc::clone(&self.time), |row| self.rows.get(row).and_then(|row| value(row)))
    }
}

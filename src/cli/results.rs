//! Results read back from disk.

use crate::report::document::Document;
use crate::report::{ReportError, from_json};
use std::path::{Path, PathBuf};

/// A result that cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum ResultError {
    /// It cannot be read.
    #[error("{} cannot be read: {problem}. Give the folder that runtilt analyse wrote, or the result.json in it", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        problem: std::io::Error,
    },
    /// It is no result.
    #[error("{}: {problem}", .path.display())]
    NoResult {
        /// The file.
        path: PathBuf,
        /// Why.
        problem: ReportError,
    },
}

/// The result in a folder, or in a file.
pub fn open(path: &Path) -> Result<Document, ResultError> {
    let file = if path.is_dir() { path.join("result.json") } else { path.to_owned() };
    let text = std::fs::read_to_string(&file)
        .map_err(|problem| ResultError::Read { path: file.clone(), problem })?;
    from_json(&text).map_err(|problem| ResultError::NoResult { path: file, problem })
}

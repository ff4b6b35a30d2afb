//! A list of corrections in a file.

use super::{Correction, CorrectionError};
use std::path::{Path, PathBuf};

/// Why a file of corrections cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It cannot be read.
    #[error("{} cannot be read: {source}", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is no list of corrections.
    #[error("{}: {source}. It must be a JSON list of corrections (docs/SERVER.md)", .path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        source: serde_json::Error,
    },
    /// One of them means nothing.
    #[error("{}, correction {number}: {source}", .path.display())]
    Correction {
        /// The file.
        path: PathBuf,
        /// Which, from 1.
        number: usize,
        /// What is wrong.
        source: CorrectionError,
    },
}

/// Reads and checks a list of corrections.
///
/// # Errors
/// [`FileError`] says what is wrong, and with which.
pub fn read(path: &Path) -> Result<Vec<Correction>, FileError> {
    let path_of = || path.to_owned();
    let text = std::fs::read_to_string(path).map_err(|source| FileError::Read { path: path_of(), source })?;
    let list: Vec<Correction> =
        serde_json::from_str(&text).map_err(|source| FileError::Form { path: path_of(), source })?;
    for (correction, number) in list.iter().zip(1..) {
        correction.check().map_err(|source| FileError::Correction { path: path_of(), number, source })?;
    }
    Ok(list)
}

//! Why the library cannot do what it was asked.

use std::path::{Path, PathBuf};

/// A fault of the library.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody deleted it, or it never was.
    #[error("there is no {what} with the number {id}; it may have been deleted")]
    NotFound {
        /// `client`, `session`, `clip` or `job`.
        what: &'static str,
        /// Its number.
        id: i64,
    },
    /// A value cannot be kept.
    #[error("{0}")]
    Invalid(String),
    /// The clip is being worked on.
    #[error("the clip is being analysed already: wait for it, or cancel it")]
    Busy,
    /// Nothing to undo or redo.
    #[error("there is nothing to {0}")]
    NoCorrection(&'static str),
    /// Another server works with the folder.
    #[error("another runtilt is using {}: stop it first, or choose another folder with --data", .0.display())]
    InUse(PathBuf),
    /// The database was made by a later version.
    #[error("the library was made by a later version of runtilt, or is damaged: {0}")]
    Version(#[from] rusqlite_migration::Error),
    /// The database.
    #[error("the library cannot be read or written: {0}")]
    Database(#[from] rusqlite::Error),
    /// A row that does not read as what was written.
    #[error("the library holds something unreadable: {0}")]
    Json(#[from] serde_json::Error),
    /// A file.
    #[error("{} cannot be read or written: {source}", .path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

impl StoreError {
    /// For `map_err` on what was done with a file.
    pub fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |source| Self::File { path: path.to_owned(), source }
    }
}

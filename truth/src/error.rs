//! Why a truth file could not be read or written.

use std::path::PathBuf;

/// What went wrong with a truth file, where, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum TruthError {
    /// The file could not be opened, read, written or renamed.
    #[error("cannot {action} the truth file {}: {source}", path.display())]
    Io {
        /// `read` or `write`.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The content is not this format.
    #[error("{} is not a truth file of runtilt-synth: {source}", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// Line, column and what was expected.
        source: serde_json::Error,
    },
    /// The content has the form but contradicts itself.
    #[error("{} contradicts itself: {problem}; make it again with its program", path.display())]
    Inconsistent {
        /// The file.
        path: PathBuf,
        /// What does not fit what.
        problem: String,
    },
}

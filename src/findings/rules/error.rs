//! What can be wrong with a rules file.

use std::path::PathBuf;

/// A rules file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    /// It cannot be read.
    #[error("the rules {} cannot be read: {problem}", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        problem: std::io::Error,
    },
    /// It is no TOML, or a field is missing, unknown or of another kind. The message has line and column.
    #[error("the rules {name} are not as they must be: {problem}")]
    Syntax {
        /// The file.
        name: String,
        /// What is wrong, with its place.
        problem: Box<toml::de::Error>,
    },
    /// An entry does not make sense.
    #[error("the rules {name}, {fault}")]
    Rule {
        /// The file.
        name: String,
        /// Which entry, and why.
        fault: Box<Fault>,
    },
}

/// An entry that does not make sense.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("line {line}, {what} `{id}`: {why}")]
pub struct Fault {
    /// Line of the file, from 1.
    pub line: usize,
    /// Kind of entry.
    pub what: &'static str,
    /// Its name.
    pub id: String,
    /// What is wrong and what to do.
    pub why: String,
}

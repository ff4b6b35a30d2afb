//! Why a reference cannot be used.

use super::c3d::C3dError;
use crate::series::TimeAxisError;
use std::path::{Path, PathBuf};

/// What is wrong with a reference file, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum ReferenceError {
    /// The name's ending says nothing about the content.
    #[error(
        "{} is no reference that runtilt knows: give a .truth.json(.gz), an OpenSim .mot or .sto, a .trc, a .c3d, or a .csv with \
         two columns",
        path.display()
    )]
    UnknownKind {
        /// The file.
        path: PathBuf,
    },
    /// The file could not be read.
    #[error("the reference {} cannot be read: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A truth file is missing or wrong.
    #[error(transparent)]
    Truth(#[from] runtilt_truth::TruthError),
    /// A text file is not what its name says.
    #[error("{} cannot be read as {kind}: {problem}", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// What it should be.
        kind: &'static str,
        /// What is wrong, with the line.
        problem: String,
    },
    /// A C3D file is damaged or of a kind that is not read.
    #[error("{} cannot be read as C3D: {source}", path.display())]
    C3d {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: C3dError,
    },
    /// The times of the samples do not rise.
    #[error("the times of the reference are not usable: {0}")]
    Time(#[from] TimeAxisError),
    /// Nothing in the file is an angle that runtilt knows.
    #[error("{} holds no angle that can be compared: {looked_for}", path.display())]
    NoAngles {
        /// The file.
        path: PathBuf,
        /// What was looked for.
        looked_for: String,
    },
    /// A two-column file does not say which angle it holds.
    #[error(
        "{} does not say which angle it holds: name it with --angle, or head its second column with one of {known}",
        path.display()
    )]
    UnnamedAngle {
        /// The file.
        path: PathBuf,
        /// The names that are known.
        known: String,
    },
}

impl ReferenceError {
    /// Wraps an error of the system with its file.
    pub(super) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }

    /// A file that is not what its name says.
    pub(super) fn format(path: &Path, kind: &'static str, problem: impl Into<String>) -> Self {
        Self::Format { path: path.into(), kind, problem: problem.into() }
    }
}

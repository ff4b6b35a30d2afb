//! Why there is no body.

use std::path::PathBuf;

/// What went wrong, where, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum BodyError {
    /// The base mesh has not been fetched.
    #[error("the body's files are not in {}; run `make setup`, which fetches them", path.display())]
    Missing {
        /// Where they should be.
        path: PathBuf,
    },
    /// The archive or a file in it is not what this program was made for.
    #[error("cannot use {member} of {}: {problem}; remove the file and run `make setup`", path.display())]
    Unusable {
        /// The archive.
        path: PathBuf,
        /// The file inside.
        member: String,
        /// What is wrong.
        problem: String,
    },
    /// The shape has no such landmark on its skin.
    #[error("this body has no skin where its {landmark} should lie; choose a less extreme shape")]
    NoLandmark {
        /// Name of the landmark.
        landmark: &'static str,
    },
}

//! What can go wrong between frames and landmarks.

use std::path::PathBuf;

/// Why the pose stage gave no landmarks.
#[derive(Debug, thiserror::Error)]
pub enum PoseError {
    /// The inference runtime could not be loaded.
    #[error(
        "the inference runtime at {path} could not be loaded: {reason}; `runtilt models fetch` installs it again"
    )]
    Runtime {
        /// The library that was tried.
        path: PathBuf,
        /// What the loader said.
        reason: String,
    },
    /// A model file could not be used.
    #[error(
        "the pose model {path} could not be used: {reason}; `runtilt models verify` checks the files, `runtilt models fetch` mends them"
    )]
    Model {
        /// The model file.
        path: PathBuf,
        /// What was wrong.
        reason: String,
    },
    /// The network failed on a frame.
    #[error("the pose network failed: {0}")]
    Inference(String),
    /// A model or runtime file is missing or altered.
    #[error(transparent)]
    Store(#[from] crate::models::ModelsError),
    /// The clip could not be read on.
    #[error(transparent)]
    Video(#[from] crate::video::VideoError),
    /// Nobody was found.
    #[error(
        "no person was found in the {looked_at} frames that were looked at; \
         film the whole body from the side, with the runner filling at least a third of the picture's height"
    )]
    NobodyFound {
        /// How many frames the detector saw.
        looked_at: usize,
    },
    /// Everybody who was found lies or hangs upside down.
    #[error(
        "people were found in {seen} places, but always lying or upside down: the clip is turned; turn it upright in the phone's editor, \
         save it and try again"
    )]
    NobodyUpright {
        /// In how many places of the frames that the detector saw.
        seen: usize,
    },
    /// `--subject` names somebody who is not there.
    #[error("--subject {asked} was asked for, but the clip shows {found} (counted from the most prominent)")]
    NoSuchSubject {
        /// The number that was asked for, from 1.
        asked: usize,
        /// How many people were found.
        found: usize,
    },
    /// The user stopped the work.
    #[error("stopped")]
    Cancelled,
}

impl From<openvino::InferenceError> for PoseError {
    fn from(error: openvino::InferenceError) -> Self {
        Self::Inference(error.message.unwrap_or_else(|| format!("{:?}", error.kind)))
    }
}

//! Exit codes, documented in `runtilt --help` and the README.

use super::results::ResultError;
use super::validate::InputsError;
use crate::corrections::FileError;
use crate::models::ModelsError;
use crate::pipeline::PipelineError;
use crate::pose::PoseError;
use crate::report::{ExportError, NotComparable, ReportError};
use crate::store::StoreError;
use crate::validate::{ReferenceError, ValidateError};
use crate::web::ServeError;
use std::process::ExitCode;

/// How the program ends. Clap itself ends with 2 on wrong usage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All done.
    Done = 0,
    /// A fault of the program or of the machine.
    Internal = 1,
    /// The arguments do not fit the clip (for instance a subject who is not there).
    Usage = 2,
    /// The clip or the reference cannot be read.
    Input = 3,
    /// The clip shows no runner that can be measured.
    NotMeasurable = 4,
    /// A model or the inference runtime is missing, altered or cannot be fetched.
    Models = 5,
    /// The result cannot be written.
    Output = 6,
    /// Clip and reference, or two results, cannot be compared.
    NotComparable = 7,
    /// The server cannot start.
    Serve = 8,
    /// Stopped by the user (128 + SIGINT).
    Stopped = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

impl Exit {
    /// The code for an error anywhere in the chain.
    pub fn of(error: &anyhow::Error) -> Self {
        if let Some(error) = error.downcast_ref::<PipelineError>() {
            return Self::of_pipeline(error);
        }
        if let Some(error) = error.downcast_ref::<InputsError>() {
            return if error.is_usage() { Self::Usage } else { Self::Input };
        }
        if error.downcast_ref::<ServeError>().is_some() || error.downcast_ref::<StoreError>().is_some() {
            return Self::Serve;
        }
        if error.downcast_ref::<FileError>().is_some() {
            return Self::Input;
        }
        if error.downcast_ref::<ModelsError>().is_some() {
            return Self::Models;
        }
        if error.downcast_ref::<ReferenceError>().is_some() {
            return Self::Input;
        }
        if error.downcast_ref::<ValidateError>().is_some() {
            return Self::NotComparable;
        }
        if error.downcast_ref::<ResultError>().is_some() {
            return Self::Input;
        }
        if error.downcast_ref::<NotComparable>().is_some() {
            return Self::NotComparable;
        }
        if let Some(error) = error.downcast_ref::<ExportError>() {
            return Self::of_export(error);
        }
        if error.downcast_ref::<std::io::Error>().is_some() {
            return Self::Output;
        }
        if error.downcast_ref::<ReportError>().is_some() {
            return Self::Output;
        }
        Self::Internal
    }

    fn of_export(error: &ExportError) -> Self {
        match error {
            ExportError::NoClips | ExportError::SameName { .. } => Self::Usage,
            ExportError::NoAngles | ExportError::NoScale => Self::NotMeasurable,
            ExportError::Unfit { .. } => Self::Output,
            ExportError::Parquet { .. } => Self::Internal,
        }
    }

    fn of_pipeline(error: &PipelineError) -> Self {
        match error {
            PipelineError::Input(_) => Self::Input,
            PipelineError::Clip { .. } | PipelineError::EmptyWindow { .. } => Self::Input,
            PipelineError::Rules(_) => Self::Input,
            PipelineError::Correction(_) => Self::Usage,
            PipelineError::Errors(_) | PipelineError::FrameErrors(_) => Self::Internal,
            PipelineError::Models(_) => Self::Models,
            PipelineError::Pose(error) => Self::of_pose(error),
            PipelineError::MovingCamera { .. }
            | PipelineError::Track(_)
            | PipelineError::Gait(_)
            | PipelineError::NoPelvis(_)
            | PipelineError::NoModel(_)
            | PipelineError::Neutral(_) => Self::NotMeasurable,
            PipelineError::Report(_) => Self::Output,
            PipelineError::Cancelled => Self::Stopped,
        }
    }

    fn of_pose(error: &PoseError) -> Self {
        match error {
            PoseError::Runtime { .. } | PoseError::Model { .. } | PoseError::Store(_) => Self::Models,
            PoseError::Inference(_) => Self::Internal,
            PoseError::Video(_) => Self::Input,
            PoseError::NobodyFound { .. } | PoseError::NobodyUpright { .. } => Self::NotMeasurable,
            PoseError::NoSuchSubject { .. } => Self::Usage,
            PoseError::Cancelled => Self::Stopped,
        }
    }
}

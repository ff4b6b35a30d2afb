//! Everything that can end an analysis, by stage.

use super::neutral::NeutralError;
use crate::corrections::CorrectionError;
use crate::findings::{ErrorsBroken, RulesError};
use crate::gait::GaitError;
use crate::kinematics::FrameErrorsBroken;
use crate::models::ModelsError;
use crate::pelvis::markers::NoStickers;
use crate::pelvis::model::NoModel;
use crate::pose::PoseError;
use crate::report::ReportError;
use crate::track::TrackError;
use crate::units::Seconds;
use crate::video::VideoError;
use std::path::PathBuf;

/// Why there is no result. Each message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum PipelineError {
    /// The clip is not a usable video.
    #[error(transparent)]
    Input(#[from] VideoError),
    /// The clip could not be read for its checksum.
    #[error("{} cannot be read: {source}", .path.display())]
    Clip {
        /// The clip.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// `--start` and `--end` leave nothing.
    #[error("no frame lies between --start {} s and --end: the clip ends at {:.2} s", .start.0, .clip_end.0)]
    EmptyWindow {
        /// Start of the window.
        start: Seconds,
        /// Where the clip ends.
        clip_end: Seconds,
    },
    /// A model or the runtime is missing or altered.
    #[error(transparent)]
    Models(#[from] ModelsError),
    /// The runner was not found, or a network failed.
    #[error(transparent)]
    Pose(PoseError),
    /// The camera was carried or panned.
    #[error(
        "the camera moves: the background shifts by {shift_px:.0} pixels, {share_percent:.0} % of the picture's width. \
         Speeds, contacts and the vertical are not measurable then. Film with the phone on a stand or against something"
    )]
    MovingCamera {
        /// How far.
        shift_px: f64,
        /// The same in per cent of the picture's width.
        share_percent: f64,
    },
    /// The landmarks do not make a runner seen from the side.
    #[error(transparent)]
    Track(#[from] TrackError),
    /// `--pelvis markers` was asked for and there are none, or `--marker` points at nothing.
    #[error("{0}")]
    NoPelvis(#[from] NoStickers),
    /// `--pelvis model` was asked for and the network declines.
    #[error("{0}")]
    NoModel(#[from] NoModel),
    /// The standing clip does not serve.
    #[error(transparent)]
    Neutral(#[from] NeutralError),
    /// A correction by hand cannot be applied.
    #[error(transparent)]
    Correction(#[from] CorrectionError),
    /// The rules file cannot be used.
    #[error(transparent)]
    Rules(#[from] RulesError),
    /// The built-in table of measured errors is broken.
    #[error("the table of measured errors is broken, which is a fault of runtilt: {0}")]
    Errors(#[from] ErrorsBroken),
    /// The built-in table of errors of single samples is broken.
    #[error("the table of errors of single samples is broken, which is a fault of runtilt: {0}")]
    FrameErrors(#[from] FrameErrorsBroken),
    /// The movement is not running, or there is too little of it.
    #[error(transparent)]
    Gait(#[from] GaitError),
    /// The result could not be written.
    #[error(transparent)]
    Report(ReportError),
    /// The user stopped the work; nothing was written.
    #[error("stopped; nothing was written")]
    Cancelled,
}

impl From<PoseError> for PipelineError {
    fn from(error: PoseError) -> Self {
        match error {
            PoseError::Cancelled => Self::Cancelled,
            PoseError::Video(error) => Self::Input(error),
            PoseError::Store(error) => Self::Models(error),
            other => Self::Pose(other),
        }
    }
}

impl From<ReportError> for PipelineError {
    fn from(error: ReportError) -> Self {
        match error {
            ReportError::Cancelled => Self::Cancelled,
            other => Self::Report(other),
        }
    }
}

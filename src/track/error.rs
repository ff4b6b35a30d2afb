//! Why a clip cannot be tracked, and what to know where it can.

use crate::units::Angle;
use std::fmt;

/// Why landmarks were not turned into trajectories.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum TrackError {
    /// The sequence does not have one entry for each time.
    #[error(
        "there are {poses} frames of landmarks for {times} frame times: this is a fault of the program, please report it"
    )]
    LengthMismatch {
        /// Entries of landmarks.
        poses: usize,
        /// Frame times.
        times: usize,
    },
    /// Nobody was found in any frame.
    #[error(
        "no runner was found in any of {frames} frames: the whole body must be in the picture, in good light"
    )]
    NoRunner {
        /// Number of frames.
        frames: usize,
    },
    /// The runner is seen too briefly for a single stride.
    #[error(
        "the runner was found in only {found} of {frames} frames ({seconds:.2} s): at least {needed:.1} s are needed, \
         and 10 s or more are better"
    )]
    TooShort {
        /// Frames with a runner.
        found: usize,
        /// Frames in all.
        frames: usize,
        /// Time covered by those frames, s.
        seconds: f64,
        /// Time needed, s.
        needed: f64,
    },
    /// The camera looks from the front, from behind or too obliquely.
    #[error(
        "this is not a side view: the camera is about {:.0} degrees off and {:.0} % of the cues agree on a running \
         direction; film from the side, at right angles to the belt, at hip height", yaw.degrees(), agreement * 100.0
    )]
    NotSideView {
        /// Estimated angle between the camera's axis and a square side view; 90 degrees is front or rear.
        yaw: Angle,
        /// Share of the cues that agree on the direction.
        agreement: f32,
    },
    /// No leg is visible enough to give a scale.
    #[error("hip, knee and ankle coincide in most frames: these landmarks are not a person")]
    NoScale,
}

/// What a reader of the results should know.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Warning {
    /// Nobody was found in a share of the frames, which stay gaps.
    RunnerMissing {
        /// Share of the frames, 0..=1.
        share: f64,
    },
    /// The camera was not square; angles in the plane of running look smaller.
    ObliqueView {
        /// Estimated angle off a square side view.
        yaw: Angle,
    },
    /// The labels left and right contradicted the direction of running and were exchanged throughout.
    SidesExchanged,
    /// Depth and direction do not agree clearly on which leg is near: left and right may be exchanged throughout.
    SidesUncertain {
        /// Share of depth comparisons that fit, 0..=1.
        fitting: f64,
    },
    /// The model exchanged the legs in so many frames that what remains may hold mistakes.
    ManyExchanges {
        /// Share of the frames in which a knee or a foot was exchanged, 0..=1.
        share: f64,
    },
    /// The belt line looks rolled by more than a camera plausibly is; nothing was corrected.
    ImplausibleRoll {
        /// The estimate.
        roll: Angle,
    },
    /// The belt looks tilted, but perspective or an unknown incline may explain it; nothing was corrected.
    RollUncertain {
        /// The estimate.
        roll: Angle,
        /// Its standard uncertainty.
        uncertainty: Angle,
    },
    /// Too few contacts to see the belt line; the camera is taken as level.
    RollUnknown,
    /// Fast limbs are smeared.
    MotionBlur {
        /// Length of the smear in leg lengths.
        share: f64,
    },
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RunnerMissing { share } => {
                write!(f, "the runner was not found in {:.0} % of the frames", share * 100.0)
            }
            Self::ObliqueView { yaw } => {
                write!(f, "the camera stood about {:.0} degrees off a square side view", yaw.degrees())
            }
            Self::SidesExchanged => {
                write!(
                    f,
                    "left and right contradicted the direction of running and were exchanged throughout"
                )
            }
            Self::SidesUncertain { fitting } => write!(
                f,
                "only {:.0} % of the depth cues fit the direction of running: left and right may be exchanged",
                fitting * 100.0
            ),
            Self::ManyExchanges { share } => write!(
                f,
                "the pose model mixed up the legs in {:.0} % of the frames; they were put right, check the annotated video",
                share * 100.0
            ),
            Self::ImplausibleRoll { roll } => write!(
                f,
                "the belt looks tilted by {:.1} degrees, too much for a camera's roll: nothing was corrected; state the incline",
                roll.degrees()
            ),
            Self::RollUncertain { roll, uncertainty } => write!(
                f,
                "the belt looks tilted by {:.1} degrees (standard uncertainty {:.1}), which an incline or an oblique camera may \
                 explain: nothing was corrected",
                roll.degrees(),
                uncertainty.degrees()
            ),
            Self::MotionBlur { share } => write!(
                f,
                "motion blur: a fast lower leg is smeared over about {:.0} % of the leg's length",
                share * 100.0
            ),
            Self::RollUnknown => {
                write!(f, "too few foot contacts to see the belt: the camera is taken as level")
            }
        }
    }
}

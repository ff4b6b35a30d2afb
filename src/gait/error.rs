//! Why a clip is refused, and what weakens an analysis.

use super::events::{EventKind, OrderFaultKind};
use super::plausibility::{MIN_STRIDES, WELL_FOUNDED_STRIDES};
use crate::body::{BySide, Side};
use crate::units::{Hertz, Seconds};

/// Why there is no gait analysis of a clip.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum GaitError {
    /// No frame shows a whole leg.
    #[error("no frame shows a hip, knee and ankle of one leg; film the whole runner from the side")]
    NoLegs,
    /// The feet do not swing.
    #[error(
        "this does not look like running: the feet swing by only {swing_leg_lengths:.2} leg lengths, \
         as in standing still; film while the runner is running"
    )]
    Standing {
        /// Fore-and-aft range of the feet against the hips (5th to 95th percentile), in leg lengths.
        swing_leg_lengths: f64,
    },
    /// No foot was seen passing from front to back.
    #[error("no stance phase was found on either foot; at least {MIN_STRIDES} strides per side are needed")]
    NoStance,
    /// A foot is on the ground for half of the stride or more.
    #[error(
        "this looks like walking: each foot is on the ground for {:.0} % of its stride and there is no flight \
         phase; only running can be analysed", duty_factor * 100.0
    )]
    Walking {
        /// Median share of the stride that the foot is on the ground.
        duty_factor: f64,
        /// Median time that both feet are on the ground at each change of foot, where it could be measured.
        double_support: Option<Seconds>,
    },
    /// Too few strides survive.
    #[error(
        "too few usable strides: {} left and {} right ({} and {} more were rejected); at least {MIN_STRIDES} \
         per side are needed, so film at least 10 seconds of steady running",
        kept.left, kept.right, rejected.left, rejected.right
    )]
    TooFewStrides {
        /// Kept strides.
        kept: BySide<usize>,
        /// Strides found but rejected.
        rejected: BySide<usize>,
    },
    /// A length or speed that was given is not a positive number.
    #[error("the {quantity} must be a positive number, not {value}")]
    InvalidOption {
        /// Which option.
        quantity: &'static str,
        /// What was given.
        value: f64,
    },
    /// A correction concerns an event that is not there.
    #[error("there is no {} of the {} foot near {:.2} s", kind.name(), side.name(), at.0)]
    NoSuchEvent {
        /// Which kind.
        kind: EventKind,
        /// Of which foot.
        side: Side,
        /// Where it was looked for.
        at: Seconds,
    },
    /// A correction concerns a stride that is not there.
    #[error("no stride of the {} foot begins near {:.2} s", side.name(), at.0)]
    NoSuchStride {
        /// Of which foot.
        side: Side,
        /// Where it was looked for.
        at: Seconds,
    },
    /// A correction puts an event where there is no clip.
    #[error("{:.2} s is outside the analysed part, {:.2} to {:.2} s", at.0, first.0, last.0)]
    OutsideClip {
        /// The time.
        at: Seconds,
        /// The first.
        first: Seconds,
        /// The last.
        last: Seconds,
    },
}

/// What weakens the results; each is shown to the user.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum GaitWarning {
    /// Few strides: wide intervals.
    #[error("only {strides} strides of the {} leg; {WELL_FOUNDED_STRIDES} or more give trustworthy means", side.name())]
    FewStrides {
        /// Which leg.
        side: Side,
        /// Kept strides.
        strides: usize,
    },
    /// No runner steps like this; the clip is probably slow motion.
    #[error("a cadence of {cadence_spm:.0} steps/min is outside 130-230{}", slow_motion_hint(*cadence_spm, *factor))]
    ImplausibleCadence {
        /// Steps per minute on the clip's time axis.
        cadence_spm: f64,
        /// The common slow-motion factor that would make it plausible, if there is one.
        factor: Option<u32>,
    },
    /// Below 60 frames per second.
    #[error(
        "{:.0} frames per second: a stance is only a few frames long, so contact and flight time are coarse", rate.0
    )]
    LowFrameRate {
        /// Median rate of the clip.
        rate: Hertz,
    },
    /// The scale rests on an assumed stature.
    #[error("lengths and speed assume an average stature (uncertainty {:.0} %)", relative_sd * 100.0)]
    AssumedScale {
        /// One standard deviation, as a share.
        relative_sd: f64,
    },
    /// Left and right contacts do not alternate.
    #[error("{count} places where left and right contacts do not alternate ({})", kind.name())]
    BrokenOrder {
        /// What is wrong there.
        kind: OrderFaultKind,
        /// In how many places.
        count: usize,
    },
    /// Some strides have no toe-off.
    #[error("toe-off was not found in {missing} of {strides} strides of the {} leg", side.name())]
    MissingToeOff {
        /// Which leg.
        side: Side,
        /// Strides without a toe-off.
        missing: usize,
        /// Kept strides.
        strides: usize,
    },
}

fn slow_motion_hint(cadence_spm: f64, factor: Option<u32>) -> String {
    factor.map_or_else(String::new, |factor| {
        format!(
            ": looks like {factor}x slow motion, which would be {:.0} with --slow-motion {factor}",
            cadence_spm * f64::from(factor)
        )
    })
}

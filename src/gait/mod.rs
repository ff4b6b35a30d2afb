//! Trajectories and angles into gait events, strides, cycles and stride parameters.
//!
//! The files read in the order of the work: [`scale`](self::Scale) and belt speed, initial contact, toe-off,
//! the order check of both, plausibility (is this running at all), strides with their 101-point cycles and
//! parameters, rejection of outliers, and the summary over strides. Each method names its paper;
//! `docs/METHODS.md` collects them with the measured errors.
//!
//! Nothing here depends on a frame rate or on absolute time constants beyond the published lags of the event
//! methods, so a slow-motion clip is analysed alike, on its own or on a rescaled time axis.

mod belt;
mod by_hand;
mod cycle;
mod error;
mod events;
mod initial_contact;
mod parameters;
mod plausibility;
mod reject;
mod scale;
mod signal;
mod stats;
mod strides;
mod summary;
mod toe_off;

pub use belt::{BeltSpeed, Speed, SpeedSource, belt_speed};
pub use by_hand::{ByHand, EventChange, EventEdit};
pub use cycle::{CYCLE_POINTS, Curve, StrideCurves};
pub use error::{GaitError, GaitWarning};
pub use events::{Event, EventKind, Events, OrderFault, OrderFaultKind, detect_events};
pub use parameters::{Parameter, StrideParameters};
pub use plausibility::{MIN_STRIDES, slow_motion_factor};
pub use reject::RejectReason;
pub use scale::{Scale, ScaleSource, leg_length};
pub use stats::Estimate;
pub(crate) use stats::t_quantile_975;
pub use strides::{SpineAtPeak, Stride};
pub use summary::{MeanCurve, SideSummary, StrideCount, Summary};

use crate::body::{Side, Trajectories};
use crate::kinematics::AngleSeries;
use crate::units::{Metres, Pixels, Seconds};

/// What the user knows about the runner and the treadmill. Everything is optional.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GaitOptions {
    /// Standing height, without shoes.
    pub height: Option<Metres>,
    /// Length from the hip joint to the ankle joint; better than the height where it was measured.
    pub leg_length: Option<Metres>,
    /// Speed of the belt as the treadmill shows it, metres per second.
    pub speed_m_per_s: Option<f64>,
    /// What a person put right.
    pub by_hand: ByHand,
}

/// Everything that the gait stage found.
#[derive(Debug, Clone, PartialEq)]
pub struct Gait {
    /// How pixels become metres, and how well that is known.
    pub scale: Scale,
    /// Hip to ankle along the bones, in pixels.
    pub leg_length: Pixels,
    /// Running speed.
    pub speed: Speed,
    /// Contacts and toe-offs of both feet, and where their order is broken.
    pub events: Events,
    /// All strides in the order of their first contact, kept or rejected.
    pub strides: Vec<Stride>,
    /// Means over the kept strides.
    pub summary: Summary,
    /// What limits the trust in the numbers.
    pub warnings: Vec<GaitWarning>,
}

/// Analyses the gait of a clip.
///
/// # Errors
/// [`GaitError`] where the clip does not show running, or not enough of it.
pub fn analyse(body: &Trajectories, angles: &AngleSeries, options: &GaitOptions) -> Result<Gait, GaitError> {
    let Found { leg_length, belt, scale, events } = find_events(body, options)?;
    let mut strides = strides::find_strides(body, angles, &events, &scale, leg_length);
    plausibility::refuse_walking(&strides)?;
    by_hand::exclude(&mut strides, &options.by_hand.excluded)?;
    reject::reject_outliers(&mut strides);
    plausibility::refuse_too_few(&strides)?;
    let summary = Summary::of(&strides);
    let speed = Speed::resolve(&belt, &scale, options);
    let warnings = plausibility::warnings(body.time(), &strides, &events, &scale);
    Ok(Gait { scale, leg_length, speed, events, strides, summary, warnings })
}

/// Initial contacts of one foot, increasing: what the landmarks alone say, before there are angles.
///
/// # Errors
/// [`GaitError`] where nobody runs in the clip.
pub fn contacts(body: &Trajectories, side: Side, options: &GaitOptions) -> Result<Vec<Seconds>, GaitError> {
    Ok(find_events(body, options)?.events.times(EventKind::InitialContact, side).collect())
}

/// What is found without any angle.
struct Found {
    leg_length: Pixels,
    belt: BeltSpeed,
    scale: Scale,
    events: Events,
}

fn find_events(body: &Trajectories, options: &GaitOptions) -> Result<Found, GaitError> {
    let leg_length = leg_length(body).ok_or(GaitError::NoLegs)?;
    plausibility::refuse_standing(body, leg_length)?;
    let belt = belt::belt_speed(body).ok_or(GaitError::NoStance)?;
    let scale = Scale::resolve(leg_length, &belt, options)?;
    let mut events = detect_events(body, &scale, &belt);
    by_hand::change_events(&mut events, &options.by_hand.events, body.time())?;
    Ok(Found { leg_length, belt, scale, events })
}

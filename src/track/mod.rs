//! Landmarks into trajectories: whose leg is whose, what was not measured, and a smooth path of each landmark.
//!
//! [`track`] takes what the pose model said of each frame ([`PoseSequence`], image frame, legs sometimes exchanged) to
//! [`Trajectories`] (body frame, legs identified over the whole clip, outliers dropped, gaps up to 0.1 s filled, low-passed
//! without lag, camera roll removed). Everything that was changed is in the log of [`Repair`]s.
//! `docs/METHODS-track.md` has the formulas, sources and measurements.

mod blur;
mod by_hand;
mod clean;
mod derivative;
mod error;
mod facing;
mod filter;
mod gaps;
mod hidden;
mod hips;
mod identity;
mod knees;
mod once_a_stride;
mod options;
mod outliers;
mod path;
mod repair;
mod roll;
mod sides;
mod smooth;
mod spline;
mod uprights;
mod view_check;

pub use blur::MotionBlur;
pub use by_hand::{ByHand, Placed};
pub use derivative::{derivative, velocity};
pub use error::{TrackError, Warning};
pub use facing::{FacingEstimate, facing};
pub use identity::Exchange;
pub use options::{Cutoffs, TrackOptions};
pub use path::filled_and_filtered;
pub use repair::{Repair, What};
pub use roll::{RollEstimate, RollSource};

use crate::body::{BodyPose, Landmark, Part, Point, PoseSequence, Side, Trajectories, View};
use crate::robust::median;
use crate::series::Series;
use crate::units::{Angle, Pixels};
use std::sync::Arc;

/// The trajectories of a clip, with an account of how they came about.
#[derive(Debug, Clone, PartialEq)]
pub struct Tracked {
    /// Paths of all landmarks in the body frame.
    pub trajectories: Trajectories,
    /// Every change to what the model said, ordered by kind and then by frame.
    pub repairs: Vec<Repair>,
    /// How good the capture and the landmarks were.
    pub quality: Quality,
    /// What a reader of the results should know.
    pub warnings: Vec<Warning>,
}

/// Facts about the capture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quality {
    /// Number of frames.
    pub frames: usize,
    /// Frames in which the model found a runner.
    pub frames_with_runner: usize,
    /// Direction of running and how unanimous its cues were.
    pub facing: FacingEstimate,
    /// Angle between the camera's axis and a square side view, from the look of the shoulders; 0-11 degrees cannot be told
    /// from square.
    pub yaw: Angle,
    /// Hip to ankle along the leg, clip median, in the picture.
    pub leg_length: Pixels,
    /// Frames in which knees or feet were exchanged between left and right.
    pub frames_exchanged: usize,
    /// Camera roll as the room's uprights or the belt show it; `None` where neither was seen well enough.
    pub roll: Option<RollEstimate>,
    /// Whether the roll was removed: always where the uprights show it, by the belt only if it is significant and plausible.
    pub roll_applied: bool,
    /// Share of the frames, 0 to 1, in which shoulder, hip or leg on the camera's side could not be followed: hidden, outside the picture or lost.
    pub near_side_lost: f64,
    /// Motion blur; `None` where the pictures do not show it.
    pub blur: Option<MotionBlur>,
}

/// One stride at the slowest running cadence, 130 steps per minute (design: below that it is slow motion or walking).
const SHORTEST_RUNNING_S: f64 = 120.0 / 130.0;

/// A camera is rolled by at most this; more is an incline that nobody mentioned, or a wrong line.
const LARGEST_ROLL: Angle = Angle::from_degrees(10.0);

/// A roll that adds this to the trunk's lean, 1:1, is worth a word: as large as the repeat error of angles read from video by
/// hand (2.2-3.8 degrees, Dingenen 2018).
const NOTABLE_ROLL: Angle = Angle::from_degrees(2.2);

/// A roll counts from twice its standard uncertainty (95 % of normal errors lie within).
const SIGNIFICANT: f64 = 2.0;

/// A longer smear, in leg lengths, is worth a word: both rendered clips with a shutter of 1/30 s read more, and one of eight with 1/160 s
/// (`docs/METHODS-track.md`).
const NOTABLE_SMEAR: f64 = 0.036;

/// More exchanged frames than this are worth a look: the worst rendered clip of the design measurement had 7 %.
const MANY_EXCHANGES: f64 = 0.07;

/// Below this share of fitting depth comparisons the sides are uncertain, and below its mirror image they are wrong.
/// Measured shares are 0.998-1.00 (nine rendered clips, one real); anything far from that is unexplained.
const SIDES_FIT: f64 = 0.75;

/// Identifies the legs over the whole clip, cleans and filters every landmark and removes camera roll.
///
/// # Errors
/// [`TrackError`] where nobody runs in the clip for a stride's time, or where the camera did not stand at the side.
pub fn track(sequence: &PoseSequence, options: &TrackOptions) -> Result<Tracked, TrackError> {
    let seen = || sequence.poses.iter().flatten();
    check_length(sequence)?;
    let facing = facing(seen()).ok_or(TrackError::NoRunner { frames: sequence.poses.len() })?;
    let yaw = view_check::yaw(seen()).ok_or(TrackError::NoScale)?;
    if yaw > view_check::REFUSED_YAW || facing.agreement.get() < view_check::LEAST_AGREEMENT {
        return Err(TrackError::NotSideView { yaw, agreement: facing.agreement.get() });
    }
    let leg_length = leg_length(seen()).ok_or(TrackError::NoScale)?;

    let mut repairs = Vec::new();
    let mut warnings = capture_warnings(sequence, yaw);
    let sided = with_fitting_sides(sequence, &facing, &mut repairs, &mut warnings);
    let mut exchanges = identity::resolve(&sided, facing.facing.sign(), leg_length);
    by_hand::exchange(&mut exchanges, &options.by_hand.exchanged);
    let frames_exchanged = log_exchanges(&exchanges, seen().count(), &mut repairs, &mut warnings);

    let near = facing.facing.near_side();
    let paths = clean::paths(&sided, &exchanges, options, leg_length, near, &mut repairs);
    let path = |part, side| paths[Landmark::new(part, side).index()].as_slice();
    let toes = Side::BOTH.map(|side| path(Part::Toe, side));
    let by_line = |line| by_hand::roll_by_line(line, facing.facing, options.incline, roll::UNKNOWN_INCLINE);
    let roll = (options.by_hand.belt_line.map(by_line))
        .or_else(|| roll::from_room(sequence))
        .or_else(|| roll::from_belt(toes, facing.facing, options.incline, yaw, leg_length));
    let roll_applied = options.known_roll.is_none() && roll_counts(roll, &mut warnings);
    let view = View {
        facing: facing.facing,
        roll: options
            .known_roll
            .or_else(|| roll.filter(|_| roll_applied).map(|estimate| estimate.roll))
            .unwrap_or(Angle::ZERO),
        frame_size: sequence.frame_size,
    };
    let trajectories = Trajectories::from_fn(Arc::clone(&sequence.time), view, |landmark| {
        let image = path(landmark.part, landmark.side);
        Series::from_fn(Arc::clone(&sequence.time), |frame| Some(view.body_from_image(image[frame]?)))
    });
    let trajectories =
        by_hand::moved(&knees::centred(&hips::settled(&trajectories)), &options.by_hand.placed);
    let blur = blur::motion_blur(sequence, &trajectories);
    warnings.extend(blur.and_then(|blur| noticeable(blur, leg_length)));
    let quality = Quality {
        frames: sequence.poses.len(),
        frames_with_runner: seen().count(),
        facing,
        yaw,
        leg_length: Pixels(leg_length),
        frames_exchanged,
        roll,
        roll_applied,
        near_side_lost: near_side_lost(&trajectories),
        blur,
    };
    Ok(Tracked { trajectories, repairs, quality, warnings })
}

/// Share of the frames in which a part of the near side that angles are taken from has no place.
fn near_side_lost(body: &Trajectories) -> f64 {
    const PARTS: [Part; 6] = [Part::Shoulder, Part::Hip, Part::Knee, Part::Ankle, Part::Heel, Part::Toe];
    let near = body.view().facing.near_side();
    let frames = body.time().len();
    let lost = (0..frames).filter(|&frame| PARTS.iter().any(|&part| body.at(part, near, frame).is_none()));
    lost.count() as f64 / frames.max(1) as f64
}

/// A smear from which knee and shank suffer: see `docs/METHODS-track.md`.
fn noticeable(blur: MotionBlur, leg_length: f64) -> Option<Warning> {
    let share = blur.smear.0 / leg_length;
    (share > NOTABLE_SMEAR).then_some(Warning::MotionBlur { share })
}

fn check_length(sequence: &PoseSequence) -> Result<(), TrackError> {
    let (poses, times) = (sequence.poses.len(), sequence.time.len());
    if poses != times {
        return Err(TrackError::LengthMismatch { poses, times });
    }
    let found = sequence.poses.iter().flatten().count();
    if found == 0 {
        return Err(TrackError::NoRunner { frames: poses });
    }
    let seconds = sequence.time.median_rate().map_or(0.0, |rate| found as f64 / rate.0);
    if seconds < SHORTEST_RUNNING_S {
        return Err(TrackError::TooShort { found, frames: poses, seconds, needed: SHORTEST_RUNNING_S });
    }
    Ok(())
}

/// Median over frames and sides of hip to knee plus knee to ankle, pixels; `None` if that is nothing.
fn leg_length<'a>(poses: impl Iterator<Item = &'a BodyPose>) -> Option<f64> {
    let lengths = poses.flat_map(|pose| {
        Side::BOTH.map(|side| {
            let at = |part| -> Point { pose.get(Landmark::new(part, side)).image };
            at(Part::Hip).distance(at(Part::Knee)) + at(Part::Knee).distance(at(Part::Ankle))
        })
    });
    median(lengths.collect()).filter(|&length| length > 0.0)
}

fn capture_warnings(sequence: &PoseSequence, yaw: Angle) -> Vec<Warning> {
    let missing = sequence.poses.iter().filter(|pose| pose.is_none()).count();
    let share = missing as f64 / sequence.poses.len() as f64;
    let mut warnings = Vec::new();
    if missing > 0 {
        warnings.push(Warning::RunnerMissing { share });
    }
    if yaw > view_check::WARNED_YAW {
        warnings.push(Warning::ObliqueView { yaw });
    }
    warnings
}

fn with_fitting_sides(
    sequence: &PoseSequence,
    facing: &FacingEstimate,
    repairs: &mut Vec<Repair>,
    warnings: &mut Vec<Warning>,
) -> PoseSequence {
    let fitting = sides::nearness(sequence.poses.iter().flatten(), facing.facing.near_side()).unwrap_or(0.5);
    if fitting < 1.0 - SIDES_FIT {
        let all = |frame: usize| sequence.poses[frame].as_ref().map(|_| ());
        repairs.extend(repair::runs(sequence.poses.len(), all, |()| What::SidesExchanged));
        warnings.push(Warning::SidesExchanged);
        return sides::exchanged(sequence);
    }
    if fitting < SIDES_FIT {
        warnings.push(Warning::SidesUncertain { fitting });
    }
    sequence.clone()
}

/// Logs the exchanges and counts their frames.
fn log_exchanges(
    exchanges: &[Exchange],
    seen: usize,
    repairs: &mut Vec<Repair>,
    warnings: &mut Vec<Warning>,
) -> usize {
    let changed = |frame: usize| Some(exchanges[frame]).filter(|exchange| !exchange.is_none());
    repairs.extend(repair::runs(exchanges.len(), changed, What::LegsExchanged));
    let count = exchanges.iter().filter(|exchange| !exchange.is_none()).count();
    let share = count as f64 / seen as f64;
    if share > MANY_EXCHANGES {
        warnings.push(Warning::ManyExchanges { share });
    }
    count
}

/// Whether the roll is significant and plausible; warns where it is not plausible or not known.
fn roll_counts(estimate: Option<RollEstimate>, warnings: &mut Vec<Warning>) -> bool {
    let Some(RollEstimate { roll, uncertainty, source }) = estimate else {
        warnings.push(Warning::RollUnknown);
        return false;
    };
    if matches!(source, RollSource::Uprights { .. } | RollSource::Line) {
        return true;
    }
    let significant = roll.abs() > uncertainty * SIGNIFICANT;
    let plausible = roll.abs() <= LARGEST_ROLL;
    if !significant && roll.abs() > NOTABLE_ROLL {
        warnings.push(Warning::RollUncertain { roll, uncertainty });
    }
    if significant && !plausible {
        warnings.push(Warning::ImplausibleRoll { roll });
    }
    significant && plausible
}

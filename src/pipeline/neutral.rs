//! A standing clip as the zero of all angles, after a check that it belongs to the running clip.

use super::observe::{Observed, observe};
use super::{Options, PipelineError, Progress};
use crate::body::{Part, Side, Trajectories};
use crate::kinematics::{AngleKind, AngleSeries, StandingPosture, angles_from_trajectories};
use crate::models::Store;
use crate::pelvis::PelvisFound;
use crate::pelvis::markers::{Known, Measured, NoStickers, PelvisLine, measure};
use crate::pose::{Cancel, Window};
use crate::robust::{centre_and_spread, median};
use crate::track::{RollEstimate, RollSource, TrackError, TrackOptions, Tracked, track};
use crate::units::{Angle, Seconds};
use crate::video::VideoReader;
use std::path::Path;

/// Why a standing clip does not serve, and what to do.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NeutralError {
    /// The pictures have another size.
    #[error(
        "the standing clip has {standing} pixels and the running clip {running}: film both with the same camera and settings"
    )]
    FrameSize {
        /// Width x height of the standing clip.
        standing: String,
        /// Of the running clip.
        running: String,
    },
    /// The runner is larger or smaller in it.
    #[error(
        "the runner is {percent:.0} % larger in the standing clip than in the running clip (negative: smaller): leave the camera \
         where it is and stand on the belt"
    )]
    Distance {
        /// By how much.
        percent: f64,
    },
    /// The camera was tilted in between.
    #[error(
        "the camera stood {degrees:.1} degrees more to one side in the standing clip than in the running clip, by the upright edges in the \
         room: leave the camera where it is between the two"
    )]
    Roll {
        /// By how much, clockwise positive.
        degrees: f64,
    },
    /// The runner faces the other way.
    #[error("the runner faces the other way in the standing clip: stand on the belt as for running")]
    Facing,
    /// Nobody stands still.
    #[error(
        "nobody stands still and upright in the standing clip (the feet move by {travel_percent:.0} % of the leg, the knees are \
         bent by {knee_deg:.0} degrees): stand relaxed with straight knees for three seconds"
    )]
    NotStanding {
        /// How far the ankles move (standard deviation) in per cent of the leg length.
        travel_percent: f64,
        /// Median knee flexion.
        knee_deg: f64,
    },
    /// No person, or not from the side.
    #[error("the standing clip cannot be used: {0}")]
    Track(#[from] TrackError),
    /// The stickers are not in it.
    #[error("the running clip has stickers and the standing clip has not: {}", .0.in_words("--neutral-marker"))]
    NoStickers(NoStickers),
    /// The stickers are at another distance.
    #[error(
        "the spots taken for {} are {percent:+.0} % further apart in the standing clip than in the running clip, which the same stickers \
         cannot be: point at them with --marker in the running clip or with --neutral-marker in the standing clip, or film standing again \
         with all stickers in sight",
        .line.ends_in_words()
    )]
    StickerDistance {
        /// What they were taken for.
        line: PelvisLine,
        /// By how much.
        percent: f64,
    },
    /// The stickers have other colours.
    #[error(
        "the {name} sticker has another colour in the standing clip: film both with the same stickers and in the same light"
    )]
    StickerColour {
        /// Which.
        name: &'static str,
    },
}

/// A runner who is this much larger or smaller was filmed from elsewhere: leg lengths of one runner measured on clips from one
/// stand differ by 1 to 3 %; a tenth is a step of 0.35 m at 3.5 m.
const LARGEST_SCALE_CHANGE: f64 = 0.10;
/// Ankles that move by more, standard deviation in leg lengths, belong to somebody who walks: standing is below 1 %
/// (the landmark noise), walking above 20 %.
const LARGEST_TRAVEL: f64 = 0.03;
/// Knees bent further are no standing posture. The landmarks of a straight leg read up to 10 degrees.
const LARGEST_KNEE: Angle = Angle::from_degrees(20.0);
/// The pelvis turns while running, so it looks longer standing: by 1 to 3.5 % (26 rendered runners, mean 1.8, SD 0.7).
const LARGEST_PELVIS_CHANGE: f64 = 0.10;

/// Reads the standing clip: the pictures.
pub(super) fn observe_standing(
    clip: &Path,
    options: &Options,
    store: &Store,
    progress: &dyn Progress,
    cancel: &Cancel,
) -> Result<Observed, PipelineError> {
    // The window and the pace are those of the run.
    let options = Options {
        window: Window { start: Seconds(0.0), end: None },
        pace: super::Pace::AsPlayed,
        markers: Vec::new(),
        corrections: Vec::new(),
        ..options.clone()
    };
    observe(VideoReader::open(clip)?, clip, &options, store, progress, cancel)
}

/// The standing clip's trajectories, if it shows a runner in the same set-up.
pub(super) fn stand(
    standing: &Observed,
    running: &Observed,
    tracked: &Tracked,
) -> Result<Tracked, NeutralError> {
    let (own, other) = (standing.info.size, running.info.size);
    if own != other {
        let size = |size: crate::body::FrameSize| format!("{} x {}", size.width, size.height);
        return Err(NeutralError::FrameSize { standing: size(own), running: size(other) });
    }
    // Somebody who stands leaves no track on the belt: the roll of the camera is that of the running clip.
    let roll = tracked.trajectories.view().roll;
    let stood = track(&standing.poses, &TrackOptions { known_roll: Some(roll), ..TrackOptions::default() })?;
    check_view(&stood, tracked)?;
    check_roll(stood.quality.roll, tracked.quality.roll)?;
    Ok(stood)
}

/// The posture of the standing clip, if the runner stands in it.
pub(super) fn posture(
    options: &Options,
    standing: &Observed,
    stood: &Tracked,
    pelvis: &PelvisFound,
) -> Result<StandingPosture, NeutralError> {
    let angles = angles_from_trajectories(&stood.trajectories);
    check_standing(stood, &angles)?;
    let PelvisFound::Markers(ran) = pelvis else { return Ok(StandingPosture::of(&angles)) };
    let blobs = standing.blobs.as_ref().ok_or(NeutralError::NoStickers(NoStickers::NotLookedFor))?;
    let frame_of = |time| standing.frame_at(time);
    let known = Known { camera_distance: options.camera_distance, ran: Some(ran) };
    let found = measure(blobs, &stood.trajectories, &options.neutral_markers, frame_of, known)
        .map_err(NeutralError::NoStickers)?;
    check_colours(&found, ran)?;
    check_distance(&found, ran)?;
    Ok(StandingPosture::of(&angles.with_pelvis(&found.tilt, found.thorax_lean.as_ref())))
}

fn check_view(stood: &Tracked, ran: &Tracked) -> Result<(), NeutralError> {
    if stood.quality.facing.facing != ran.quality.facing.facing {
        return Err(NeutralError::Facing);
    }
    let change = stood.quality.leg_length.0 / ran.quality.leg_length.0 - 1.0;
    if change.abs() > LARGEST_SCALE_CHANGE {
        return Err(NeutralError::Distance { percent: 100.0 * change });
    }
    Ok(())
}

/// Where both clips show the room's uprights, they must show the same roll, within three standard deviations.
fn check_roll(stood: Option<RollEstimate>, ran: Option<RollEstimate>) -> Result<(), NeutralError> {
    let by_room = |estimate: Option<RollEstimate>| {
        estimate.filter(|estimate| matches!(estimate.source, RollSource::Uprights { .. }))
    };
    let (Some(stood), Some(ran)) = (by_room(stood), by_room(ran)) else { return Ok(()) };
    let turned = stood.roll - ran.roll;
    let spread = stood.uncertainty.radians().hypot(ran.uncertainty.radians());
    if turned.radians().abs() > 3.0 * spread {
        return Err(NeutralError::Roll { degrees: turned.degrees() });
    }
    Ok(())
}

fn check_standing(stood: &Tracked, angles: &AngleSeries) -> Result<(), NeutralError> {
    let travel = Side::BOTH
        .into_iter()
        .filter_map(|side| spread_of_ankle(&stood.trajectories, side))
        .fold(0.0, f64::max)
        / stood.quality.leg_length.0;
    let knees = Side::BOTH.into_iter().flat_map(|side| angles.get(AngleKind::KneeFlexion, side).samples());
    let knee = median(knees.flatten().map(|knee| knee.radians()).collect()).unwrap_or(0.0);
    if travel > LARGEST_TRAVEL || knee > LARGEST_KNEE.radians() {
        return Err(NeutralError::NotStanding {
            travel_percent: 100.0 * travel,
            knee_deg: knee.to_degrees(),
        });
    }
    Ok(())
}

fn spread_of_ankle(body: &Trajectories, side: Side) -> Option<f64> {
    let places = body.path(Part::Ankle, side).samples().iter().flatten();
    Some(centre_and_spread(places.map(|place| place.x).collect())?.1)
}

/// One pelvis has one size: the same spots must have been taken for its ends.
fn check_distance(stood: &Measured, ran: &Measured) -> Result<(), NeutralError> {
    let change = stood.pelvis_px / ran.pelvis_px - 1.0;
    if change.abs() <= LARGEST_PELVIS_CHANGE {
        return Ok(());
    }
    Err(NeutralError::StickerDistance { line: ran.line, percent: 100.0 * change })
}

fn check_colours(stood: &Measured, ran: &Measured) -> Result<(), NeutralError> {
    for sticker in &ran.stickers {
        let same = |other: &&crate::pelvis::markers::Sticker| other.name == sticker.name;
        let alike = |other: &crate::pelvis::markers::Sticker| other.is_coloured_like(sticker);
        if stood.stickers.iter().find(same).is_some_and(|other| !alike(other)) {
            return Err(NeutralError::StickerColour { name: sticker.name.name() });
        }
    }
    Ok(())
}

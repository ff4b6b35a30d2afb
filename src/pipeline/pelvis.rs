//! The pelvis from the sources that the user chose.

use super::observe::Observed;
use super::{Options, PipelineError};
use crate::body::Trajectories;
use crate::pelvis::PelvisFound;
use crate::pelvis::markers::{Known, MarkerClick, Measured, NoStickers, PelvisLine, measure};
use crate::pelvis::model::{Estimate, ModelReading, NoModel, Released, change, estimate};
use crate::track::Tracked;
use crate::units::Angle;

/// What the pelvis network says of the run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum ModelFound {
    /// Nobody asked.
    NotWanted,
    /// It declines.
    Declined(NoModel),
    /// Means over the clip, and what they are from standing where there is a standing clip.
    Read {
        /// Absolute.
        run: ModelReading,
        /// Mean tilt and thorax lean from standing.
        from_standing: Option<(Estimate, Estimate)>,
        /// Why there is none though there is a standing clip.
        standing_declined: Option<NoModel>,
    },
}

/// Measures the stickers, or says why not; that is an error only where stickers were asked for or pointed at. `stands`: whether there is a standing clip.
pub(super) fn find(
    options: &Options,
    clicks: &[MarkerClick],
    (observed, body): (&Observed, &Trajectories),
    stands: bool,
) -> Result<PelvisFound, PipelineError> {
    if !options.pelvis.wants_markers() {
        return Ok(PelvisFound::NotWanted);
    }
    let blobs = observed.blobs.as_ref().ok_or(NoStickers::NotLookedFor)?;
    let known = Known { camera_distance: options.camera_distance, ran: None };
    let found = measure(blobs, body, clicks, |time| observed.frame_at(time), known);
    match found.and_then(|found| if stands { Ok(found) } else { with_own_zero(found) }) {
        Ok(found) => Ok(PelvisFound::Markers(found)),
        Err(reason) if options.pelvis.needs_markers() || !clicks.is_empty() => Err(reason.into()),
        Err(reason) => Ok(PelvisFound::NotMeasured(reason)),
    }
}

/// What says something without a standing clip.
fn with_own_zero(found: Measured) -> Result<Measured, NoStickers> {
    match found.line {
        PelvisLine::Bones => Ok(found),
        PelvisLine::Wand => Err(NoStickers::WandWithoutStanding),
    }
}

/// What the network says; that it declines is an error only where it was asked for by name.
pub(super) fn read_model(
    options: &Options,
    (observed, tracked): (&Observed, &Tracked),
    standing: Option<(&Observed, &Tracked)>,
) -> Result<ModelFound, PipelineError> {
    if !options.pelvis.wants_model() {
        return Ok(ModelFound::NotWanted);
    }
    let found = Released::of_this_program().map_err(|_| NoModel::NoFigures).and_then(|released| {
        let run = reading(observed, tracked, &released)?;
        let stood = standing.map(|(observed, tracked)| reading(observed, tracked, &released));
        let from_standing = stood.as_ref().and_then(|stood| change(&run, stood.as_ref().ok()?, &released));
        let standing_declined = stood.and_then(Result::err);
        if run.tilt.is_none() && from_standing.is_none() {
            return Err(standing_declined.unwrap_or(NoModel::NotReleased));
        }
        Ok(ModelFound::Read { run, from_standing, standing_declined })
    });
    match found {
        Err(reason) if options.pelvis.needs_model() => Err(reason.into()),
        Err(reason) => Ok(ModelFound::Declined(reason)),
        Ok(found) => Ok(found),
    }
}

/// Standard uncertainty of a roll that was not removed because nothing showed it: phones are put up by eye. Design choice: the largest roll that
/// the belt alone does not show (`track::roll`), as a uniform error.
const UNKNOWN_ROLL: Angle = Angle::from_degrees(2.3);

fn reading(observed: &Observed, tracked: &Tracked, released: &Released) -> Result<ModelReading, NoModel> {
    let quality = &tracked.quality;
    let known = quality.roll.filter(|_| quality.roll_applied);
    let roll_sd = known.map_or(UNKNOWN_ROLL, |roll| roll.uncertainty);
    estimate(&observed.stills, tracked.trajectories.view(), quality.yaw, roll_sd, released)
}

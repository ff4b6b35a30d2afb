//! The pelvis from the source that the user chose.

use super::observe::Observed;
use super::{Options, PipelineError};
use crate::body::Trajectories;
use crate::pelvis::markers::{NoStickers, measure};
use crate::pelvis::{PelvisChoice, PelvisFound};

/// Measures the pelvis, or says why not; that is an error only where stickers were asked for or pointed at.
pub(super) fn find(
    options: &Options,
    observed: &Observed,
    body: &Trajectories,
) -> Result<PelvisFound, PipelineError> {
    if options.pelvis == PelvisChoice::None {
        return Ok(PelvisFound::NotWanted);
    }
    let blobs = observed.blobs.as_ref().ok_or(NoStickers::NotLookedFor)?;
    // Clicks are on the clip's clock as it plays, the frames of which count from the window's first.
    let frame_of = |seconds| observed.played.frame_at(seconds).map(|frame| frame.round() as usize);
    match measure(blobs, body, &options.markers, frame_of) {
        Ok(found) => Ok(PelvisFound::Markers(found)),
        Err(reason) if options.pelvis == PelvisChoice::Markers || !options.markers.is_empty() => {
            Err(reason.into())
        }
        Err(reason) => Ok(PelvisFound::NotMeasured(reason)),
    }
}

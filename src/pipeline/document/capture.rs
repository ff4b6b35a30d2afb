//! Capture quality: what the camera saw and what had to be repaired.

use super::Found;
use crate::gait::{ScaleSource, SpeedSource};
use crate::report::document::{
    Capture, FilledGap, MotionBlur, Repair, RollSource as DocumentRoll, Scale, ScaleSource as DocumentScale,
    Speed, SpeedSource as DocumentSpeed, rounded,
};
use crate::track::{Repair as Change, RollSource, What};

pub(super) fn capture(found: &Found<'_>) -> Capture {
    let quality = &found.tracked.quality;
    Capture {
        facing: quality.facing.facing,
        side_to_camera: quality.facing.facing.near_side(),
        roll_deg: quality.roll.map(|estimate| rounded(estimate.roll.degrees(), 2)),
        roll_sd_deg: quality.roll.map(|estimate| rounded(estimate.uncertainty.degrees(), 2)),
        roll_source: quality.roll.map(|estimate| match estimate.source {
            RollSource::Uprights { .. } => DocumentRoll::RoomUprights,
            RollSource::Belt { .. } => DocumentRoll::Belt,
            RollSource::Line => DocumentRoll::BeltLine,
        }),
        roll_corrected: quality.roll_applied,
        view_off_square_deg: Some(rounded(quality.yaw.degrees(), 1)),
        camera_shift_px: Some(rounded(found.observed.camera_travel.0, 1)),
        motion_blur: quality.blur.map(|blur| MotionBlur {
            exposure_s: rounded(blur.exposure.0, 5),
            smear_px: rounded(blur.smear.0, 2),
            smear_m: rounded(blur.smear.0 * found.gait.scale.metres_per_pixel, 4),
        }),
        frames_total: quality.frames,
        frames_with_runner: quality.frames_with_runner,
        near_side_lost: Some(rounded(quality.near_side_lost, 4)),
        leg_identity_repairs: found
            .tracked
            .repairs
            .iter()
            .filter_map(|change| repair(found, change))
            .collect(),
        filled_gaps: found.tracked.repairs.iter().filter_map(|change| filled(found, change)).collect(),
        scale: Some(scale(&found.gait.scale)),
        speed: Some(Speed {
            m_per_s: rounded(found.gait.speed.m_per_s, 3),
            source: match found.gait.speed.source {
                SpeedSource::Given => DocumentSpeed::User,
                SpeedSource::EstimatedFromStanceFoot => DocumentSpeed::StanceFoot,
            },
        }),
        slow_motion_factor: found.observed.slow_motion_factor,
    }
}

fn scale(scale: &crate::gait::Scale) -> Scale {
    Scale {
        metres_per_pixel: rounded(scale.metres_per_pixel, 7),
        relative_sd: scale.relative_sd.map(|sd| rounded(sd, 4)),
        source: match scale.source {
            ScaleSource::BodyHeight => DocumentScale::BodyHeight,
            ScaleSource::LegLength => DocumentScale::LegLength,
            ScaleSource::BeltSpeed => DocumentScale::BeltSpeed,
            ScaleSource::KnownLength => DocumentScale::KnownLength,
            ScaleSource::Assumed => DocumentScale::Assumed,
        },
    }
}

/// Frames count from the first of the clip, as in every file.
fn repair(found: &Found<'_>, change: &Change) -> Option<Repair> {
    let time = found.tracked.trajectories.time();
    matches!(change.what, What::LegsExchanged(_) | What::SidesExchanged).then_some(())?;
    Some(Repair {
        from_frame: found.observed.skipped + change.from_frame.0,
        to_frame: found.observed.skipped + change.to_frame.0,
        from_s: rounded(time.at(change.from_frame.0)?.0, 4),
        to_s: rounded(time.at(change.to_frame.0)?.0, 4),
        what: change.what.to_string(),
    })
}

fn filled(found: &Found<'_>, change: &Change) -> Option<FilledGap> {
    let What::GapFilled(landmark) = change.what else { return None };
    let from_frame = found.observed.skipped + change.from_frame.0;
    Some(FilledGap { landmark, from_frame, to_frame: found.observed.skipped + change.to_frame.0 })
}

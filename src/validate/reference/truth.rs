//! Truth files (`docs/TRUTH.md`): signs and zeros are runtilt's own, the clock is the clip's.

use super::{Clock, JointsInPicture, KnownEvents, Reference, ReferenceAngle, ReferenceError, ReferenceZero};
use crate::body::{BySide, Landmark, Part, Point, Side};
use crate::report::document::{AngleColumn, Key, Table};
use crate::series::{Series, TimeAxis};
use crate::units::{Angle, Seconds};
use crate::validate::score::ReferenceKind;
use runtilt_truth::{EventKind, Truth};
use std::sync::Arc;

impl Reference {
    /// What a truth file knows.
    ///
    /// # Errors
    /// [`ReferenceError::Time`] where its times do not rise.
    pub fn from_truth(truth: &Truth) -> Result<Self, ReferenceError> {
        let time = Arc::new(TimeAxis::from_seconds(truth.time_s.clone())?);
        let angles = AngleColumn::ALL.iter().filter_map(|&column| angle(truth, column, &time)).collect();
        Ok(Self {
            name: truth.clip.file.clone(),
            conditions: truth.conditions.clone(),
            clock: Clock::SameAsClip,
            slow_motion: Some(truth.clip.slow_motion),
            side_to_camera: Some(side_of(truth.clip.side_to_camera)),
            cadence_spm: truth.run.cadence_spm,
            // None at all: nobody knows them, as where a recorded movement was rendered.
            events: (!truth.events.is_empty()).then(|| BySide::from_fn(|side| events(truth, side))),
            joints: joints(truth, &time),
            ..Self::of_angles(ReferenceKind::Truth, Arc::clone(&time), angles)
        })
    }
}

const fn side_of(side: runtilt_truth::Side) -> Side {
    match side {
        runtilt_truth::Side::Left => Side::Left,
        runtilt_truth::Side::Right => Side::Right,
    }
}

/// An angle of the truth under the name that the result uses; a value that is not a number is a gap.
fn angle(truth: &Truth, column: AngleColumn, time: &Arc<TimeAxis>) -> Option<ReferenceAngle> {
    let values = angle_values(truth, column)?;
    let series = Series::from_fn(Arc::clone(time), |frame| {
        values.get(frame).copied().filter(|degrees| degrees.is_finite()).map(Angle::from_degrees)
    });
    let standing = truth.standing.as_ref().and_then(|standing| {
        standing.named().into_iter().find(|(name, _)| *name == column.name()).map(|(_, &value)| value)
    });
    let standing = standing.filter(|degrees| degrees.is_finite()).map(Angle::from_degrees);
    Some(ReferenceAngle { column, zero: ReferenceZero::Absolute, standing, series })
}

/// Hip to trunk is thigh plus trunk lean and stands in no truth file.
fn angle_values(truth: &Truth, column: AngleColumn) -> Option<Vec<f64>> {
    let thigh = match column {
        AngleColumn::HipToTrunkLeft => Some(&truth.angles.left.thigh_deg),
        AngleColumn::HipToTrunkRight => Some(&truth.angles.right.thigh_deg),
        _ => None,
    };
    if let Some(thigh) = thigh {
        return Some(thigh.iter().zip(&truth.angles.trunk_lean_deg).map(|(a, b)| a + b).collect());
    }
    truth
        .angles
        .named()
        .into_iter()
        .find(|(name, _)| *name == column.name())
        .map(|(_, values)| values.clone())
}

fn events(truth: &Truth, side: Side) -> KnownEvents {
    let of = |kind: EventKind| {
        let own = truth.events.iter().filter(|event| event.kind == kind && side_of(event.side) == side);
        own.map(|event| Seconds(event.time_s)).collect()
    };
    KnownEvents { initial_contact: of(EventKind::InitialContact), toe_off: of(EventKind::ToeOff) }
}

/// Hips, knees and ankles, if all six are known.
fn joints(truth: &Truth, time: &Arc<TimeAxis>) -> Option<JointsInPicture> {
    let mut paths = Table::default();
    for (part, name) in [(Part::Hip, "hip"), (Part::Knee, "knee"), (Part::Ankle, "ankle")] {
        for side in Side::BOTH {
            let known = truth.landmarks.get(&format!("{name}_{}", side.name()))?;
            let path = Series::from_fn(Arc::clone(time), |frame| {
                known.image_px.get(frame)?.map(|[x, y]| Point::new(x, y))
            });
            paths.set(Landmark::new(part, side), path);
        }
    }
    Some(JointsInPicture { size_px: (truth.clip.width_px, truth.clip.height_px), paths })
}

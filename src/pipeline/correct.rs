//! Corrections by hand, handed to the stages that they concern.

use super::observe::Observed;
use super::{Options, PipelineError};
use crate::body::Point;
use crate::corrections::{Correction, CorrectionError, EventName};
use crate::gait::{self, EventChange, EventEdit, EventKind};
use crate::pelvis::markers::MarkerClick;
use crate::series::TimeAxis;
use crate::track::{self, Placed};
use crate::units::Seconds;

/// Corrections by the stage that applies them.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct ByStage {
    pub(super) track: track::ByHand,
    pub(super) clicks: Vec<MarkerClick>,
    pub(super) gait: gait::ByHand,
}

/// Sorts the corrections by stage; of two scales or two belt lines the later counts.
pub(super) fn by_stage(options: &Options, observed: &Observed) -> Result<ByStage, PipelineError> {
    let mut sorted = ByStage { clicks: options.markers.clone(), ..ByStage::default() };
    for correction in &options.corrections {
        correction.check()?;
        sort(&mut sorted, correction, observed)?;
    }
    Ok(sorted)
}

fn sort(sorted: &mut ByStage, correction: &Correction, observed: &Observed) -> Result<(), CorrectionError> {
    let edit = |side, event, change| EventEdit { side, kind: kind(event), change };
    match *correction {
        Correction::Landmark { landmark, frame, x_px, y_px } => sorted.track.placed.push(Placed {
            landmark,
            frame: analysed(frame, observed)?,
            image: Point::new(x_px, y_px),
        }),
        Correction::Sticker { sticker, frame, x_px, y_px } => sorted.clicks.push(MarkerClick {
            name: sticker,
            image: Point::new(x_px, y_px),
            time: played_at(&observed.played, analysed(frame, observed)?),
        }),
        Correction::ExchangeLegs { from_frame, to_frame } => {
            sorted.track.exchanged.push(analysed(from_frame, observed)?..=analysed(to_frame, observed)?);
        }
        Correction::AddEvent { side, event, time_s } => {
            sorted.gait.events.push(edit(side, event, EventChange::Add(Seconds(time_s))));
        }
        Correction::MoveEvent { side, event, from_s, to_s } => {
            let change = EventChange::Move { from: Seconds(from_s), to: Seconds(to_s) };
            sorted.gait.events.push(edit(side, event, change));
        }
        Correction::RemoveEvent { side, event, time_s } => {
            sorted.gait.events.push(edit(side, event, EventChange::Remove(Seconds(time_s))));
        }
        Correction::ExcludeStride { side, initial_contact_s } => {
            sorted.gait.excluded.push((side, Seconds(initial_contact_s)));
        }
        Correction::Scale { from_px, to_px, length_m } => {
            sorted.gait.metres_per_pixel = Some(length_m / point(from_px).distance(point(to_px)));
        }
        Correction::BeltLine { from_px, to_px } => {
            sorted.track.belt_line = Some([point(from_px), point(to_px)]);
        }
    }
    Ok(())
}

const fn kind(event: EventName) -> EventKind {
    match event {
        EventName::InitialContact => EventKind::InitialContact,
        EventName::ToeOff => EventKind::ToeOff,
    }
}

const fn point([x, y]: [f64; 2]) -> Point {
    Point::new(x, y)
}

/// The place of a frame of the file among the analysed ones.
fn analysed(frame: usize, observed: &Observed) -> Result<usize, CorrectionError> {
    let (first, count) = (observed.skipped, observed.poses.poses.len());
    match frame.checked_sub(first).filter(|place| *place < count) {
        Some(place) => Ok(place),
        None => Err(CorrectionError::Frame { frame, first, last: (first + count).saturating_sub(1) }),
    }
}

/// Clicks are on the clip's clock as it plays.
fn played_at(played: &TimeAxis, place: usize) -> Seconds {
    played.at(place).unwrap_or(Seconds(0.0))
}

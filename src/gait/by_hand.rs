//! Events, strides and a scale that a person put right.

use super::events::{Event, EventKind, Events, order_faults};
use super::reject::RejectReason;
use super::strides::Stride;
use super::{GaitError, signal};
use crate::body::Side;
use crate::series::TimeAxis;
use crate::units::Seconds;

/// Corrections of the gait stage.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ByHand {
    /// Changes of events, applied in their order.
    pub events: Vec<EventEdit>,
    /// Strides that do not count, by foot and initial contact.
    pub excluded: Vec<(Side, Seconds)>,
    /// Size of a pixel at the runner.
    pub metres_per_pixel: Option<f64>,
}

/// A change of the events of a foot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EventEdit {
    /// Of which foot.
    pub side: Side,
    /// Which event.
    pub kind: EventKind,
    /// What is done.
    pub change: EventChange,
}

/// What is done with an event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum EventChange {
    /// It was not found.
    Add(Seconds),
    /// It is at another time.
    Move {
        /// Where it was found.
        from: Seconds,
        /// Where it is.
        to: Seconds,
    },
    /// It is none.
    Remove(Seconds),
}

/// An event or a stride is the one that was meant where it lies within this of the time given: events of one kind and foot are a stride
/// apart, at least 0.5 s (230 steps per minute), and other corrections move them by a few frames at most.
const MEANT: f64 = 0.15;

/// Applies the changes of events.
///
/// # Errors
/// [`GaitError::NoSuchEvent`] where there is nothing to move or remove, [`GaitError::OutsideClip`] for a time that the clip does not have.
pub(super) fn change_events(
    events: &mut Events,
    edits: &[EventEdit],
    time: &TimeAxis,
) -> Result<(), GaitError> {
    if edits.is_empty() {
        return Ok(());
    }
    for edit in edits {
        match edit.change {
            EventChange::Add(at) => add(events, edit, within(at, time)?, time),
            EventChange::Remove(at) => drop(take(events, edit, at)?),
            EventChange::Move { from, to } => {
                let to = within(to, time)?;
                take(events, edit, from)?;
                add(events, edit, to, time);
            }
        }
    }
    events.list.sort_by(|a, b| a.time.0.total_cmp(&b.time.0));
    events.order_faults = order_faults(&events.list);
    Ok(())
}

fn within(at: Seconds, time: &TimeAxis) -> Result<Seconds, GaitError> {
    let known = |frame| time.at(frame).unwrap_or(Seconds(0.0));
    let (first, last) = (known(0), known(time.len().saturating_sub(1)));
    if (first.0..=last.0).contains(&at.0) {
        return Ok(at);
    }
    Err(GaitError::OutsideClip { at, first, last })
}

fn add(events: &mut Events, edit: &EventEdit, at: Seconds, time: &TimeAxis) {
    events.list.push(Event { side: edit.side, kind: edit.kind, time: at, sd: signal::frame_interval(time) });
}

fn take(events: &mut Events, edit: &EventEdit, at: Seconds) -> Result<Event, GaitError> {
    let of_kind = |event: &Event| event.side == edit.side && event.kind == edit.kind;
    let distance = |event: &Event| (event.time.0 - at.0).abs();
    let near = events.list.iter().enumerate().filter(|(_, event)| of_kind(event) && distance(event) <= MEANT);
    let nearest = near.min_by(|a, b| distance(a.1).total_cmp(&distance(b.1))).map(|(index, _)| index);
    let index = nearest.ok_or(GaitError::NoSuchEvent { kind: edit.kind, side: edit.side, at })?;
    Ok(events.list.remove(index))
}

/// Marks the strides that a person left out.
///
/// # Errors
/// [`GaitError::NoSuchStride`] where none begins at the time.
pub(super) fn exclude(strides: &mut [Stride], excluded: &[(Side, Seconds)]) -> Result<(), GaitError> {
    for &(side, at) in excluded {
        let distance = |stride: &Stride| (stride.initial_contact.0 - at.0).abs();
        let near = strides.iter_mut().filter(|stride| stride.side == side && distance(stride) <= MEANT);
        let meant = near.min_by(|a, b| distance(a).total_cmp(&distance(b)));
        meant.ok_or(GaitError::NoSuchStride { side, at })?.rejected = Some(RejectReason::ByHand);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Hertz;

    fn events(times: &[(Side, f64)]) -> Events {
        let contact = |&(side, time)| Event {
            side,
            kind: EventKind::InitialContact,
            time: Seconds(time),
            sd: Seconds(0.01),
        };
        Events { list: times.iter().map(contact).collect(), order_faults: Vec::new() }
    }

    fn edit(side: Side, change: EventChange) -> EventEdit {
        EventEdit { side, kind: EventKind::InitialContact, change }
    }

    fn times(events: &Events) -> Vec<(Side, f64)> {
        events.list.iter().map(|event| (event.side, event.time.0)).collect()
    }

    use Side::{Left, Right};

    #[test]
    fn events_are_added_moved_and_removed_in_order() {
        let mut found = events(&[(Left, 0.2), (Right, 0.55), (Left, 0.9), (Left, 1.2)]);
        let edits = [
            edit(Left, EventChange::Remove(Seconds(1.21))),
            edit(Right, EventChange::Add(Seconds(1.25))),
            edit(Left, EventChange::Move { from: Seconds(0.9), to: Seconds(0.93) }),
        ];
        let time = TimeAxis::regular(120, Hertz(60.0));
        change_events(&mut found, &edits, &time).expect("all are there");
        assert_eq!(times(&found), [(Left, 0.2), (Right, 0.55), (Left, 0.93), (Right, 1.25)]);
        assert!(found.order_faults.is_empty());
        assert!((found.list[3].sd.0 - 1.0 / 60.0).abs() < 1e-9, "a person is right to a frame");
    }

    #[test]
    fn what_is_not_there_cannot_be_moved() {
        let mut found = events(&[(Left, 0.2), (Right, 0.55)]);
        let time = TimeAxis::regular(120, Hertz(60.0));
        let wrong_foot = [edit(Right, EventChange::Remove(Seconds(0.2)))];
        assert!(matches!(
            change_events(&mut found, &wrong_foot, &time),
            Err(GaitError::NoSuchEvent { side: Right, .. })
        ));
        let outside = [edit(Right, EventChange::Add(Seconds(7.0)))];
        assert!(matches!(change_events(&mut found, &outside, &time), Err(GaitError::OutsideClip { .. })));
    }
}

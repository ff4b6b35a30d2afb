//! Gait events of both feet, and the check that they come in order.

use super::belt::BeltSpeed;
use super::initial_contact::initial_contacts;
use super::scale::Scale;
use super::signal::frame_interval;
use super::toe_off::toe_offs;
use crate::body::{Side, Trajectories};
use crate::robust::median;
use crate::series::TimeAxis;
use crate::units::Seconds;
use serde::{Deserialize, Serialize};

/// What happens at an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// The foot meets the ground.
    InitialContact,
    /// The foot leaves the ground.
    ToeOff,
}

impl EventKind {
    /// The event in words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::InitialContact => "initial contact",
            Self::ToeOff => "toe-off",
        }
    }

    /// Spread of the method against force plates in 60 frames per second with 10 mm noise: contact is the mean over
    /// both methods and both runners of (7, 6, 6, 9) ms, toe-off that of one runner; tables in `docs/METHODS.md`.
    const fn method_sd(self) -> f64 {
        match self {
            Self::InitialContact => 0.007,
            Self::ToeOff => 0.0128,
        }
    }
}

/// One gait event.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Which foot.
    pub side: Side,
    /// What happens.
    pub kind: EventKind,
    /// When, between frames, in seconds from the first frame.
    pub time: Seconds,
    /// One standard deviation of the time: the method's published spread and the frame interval over root 12
    /// (a uniform rounding error), in quadrature.
    pub sd: Seconds,
}

/// How the order of contacts is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderFaultKind {
    /// More than a step without a contact: one that must be there was not found.
    Missing,
    /// Two contacts of one foot less than half a stride apart: one of them is not real.
    Doubled,
}

impl OrderFaultKind {
    /// One word for messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Doubled => "doubled",
        }
    }
}

/// A place where left and right contacts do not alternate. It is marked; no event is made up or removed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct OrderFault {
    /// What is wrong.
    pub kind: OrderFaultKind,
    /// The foot whose contact is missing or doubled.
    pub side: Side,
    /// From the contact before.
    pub from: Seconds,
    /// To the contact after.
    pub to: Seconds,
}

/// The events of a clip in the order of time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Events {
    /// Contacts and toe-offs of both feet.
    pub list: Vec<Event>,
    /// Where contacts do not alternate.
    pub order_faults: Vec<OrderFault>,
}

impl Events {
    /// Times of one kind of event of one foot, increasing.
    pub fn times(&self, kind: EventKind, side: Side) -> impl DoubleEndedIterator<Item = Seconds> + '_ {
        self.list.iter().filter(move |e| e.kind == kind && e.side == side).map(|e| e.time)
    }

    /// One standard deviation of a contact's time; zero if there is no contact.
    pub(super) fn contact_sd(&self) -> Seconds {
        let contact = self.list.iter().find(|e| e.kind == EventKind::InitialContact);
        contact.map_or(Seconds(0.0), |e| e.sd)
    }

    /// The first event of a kind and foot strictly between two times.
    pub fn first_between(&self, kind: EventKind, side: Side, from: Seconds, to: Seconds) -> Option<Seconds> {
        self.times(kind, side).find(|time| time.0 > from.0 && time.0 < to.0)
    }
}

/// Finds the events of both feet. `belt` comes from [`super::belt_speed`].
pub fn detect_events(body: &Trajectories, scale: &Scale, belt: &BeltSpeed) -> Events {
    let mut list: Vec<Event> = Vec::new();
    for side in Side::BOTH {
        let event = |kind| move |time| Event { side, kind, time, sd: timing_sd(kind, body.time()) };
        list.extend(initial_contacts(body, side, belt).into_iter().map(event(EventKind::InitialContact)));
        list.extend(toe_offs(body, side, scale).into_iter().map(event(EventKind::ToeOff)));
    }
    list.sort_by(|a, b| a.time.0.total_cmp(&b.time.0));
    let order_faults = order_faults(&list);
    Events { list, order_faults }
}

fn timing_sd(kind: EventKind, time: &TimeAxis) -> Seconds {
    Seconds(kind.method_sd().hypot(frame_interval(time).0 / 12.0_f64.sqrt()))
}

/// Left and right contacts alternate, a step apart. Where they do not, steps are counted to the nearest number that fits
/// the two feet: even for the same foot, odd for the other.
pub(super) fn order_faults(events: &[Event]) -> Vec<OrderFault> {
    let contacts: Vec<&Event> = events.iter().filter(|e| e.kind == EventKind::InitialContact).collect();
    let gaps: Vec<f64> = contacts.windows(2).map(|pair| pair[1].time.0 - pair[0].time.0).collect();
    let Some(step) = median(gaps) else { return Vec::new() };
    contacts.windows(2).flat_map(|pair| faults_between(pair[0], pair[1], step)).collect()
}

fn faults_between(before: &Event, after: &Event, step: f64) -> Vec<OrderFault> {
    let fault = |kind, side| OrderFault { kind, side, from: before.time, to: after.time };
    let steps = (after.time.0 - before.time.0) / step;
    let extra = if before.side == after.side { 0 } else { 1 };
    let strides = ((steps - f64::from(extra)) / 2.0).round().max(0.0) as u32;
    match 2 * strides + extra {
        0 => vec![fault(OrderFaultKind::Doubled, before.side)],
        taken => (1..taken)
            .map(|n| {
                fault(OrderFaultKind::Missing, if n % 2 == 1 { before.side.other() } else { before.side })
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contacts(list: &[(Side, f64)]) -> Vec<Event> {
        list.iter()
            .map(|&(side, time)| Event {
                side,
                kind: EventKind::InitialContact,
                time: Seconds(time),
                sd: Seconds(0.01),
            })
            .collect()
    }

    #[test]
    fn alternating_contacts_have_no_fault() {
        use Side::{Left, Right};
        assert!(
            order_faults(&contacts(&[(Left, 0.0), (Right, 0.35), (Left, 0.7), (Right, 1.05)])).is_empty()
        );
    }

    #[test]
    fn a_missing_contact_is_laid_to_the_other_foot() {
        use Side::{Left, Right};
        let faults =
            order_faults(&contacts(&[(Left, 0.0), (Right, 0.35), (Left, 0.7), (Left, 1.4), (Right, 1.75)]));
        assert_eq!(faults.len(), 1);
        assert_eq!((faults[0].kind, faults[0].side), (OrderFaultKind::Missing, Right));
        assert_eq!((faults[0].from.0, faults[0].to.0), (0.7, 1.4));
    }

    #[test]
    fn contacts_of_both_feet_lost_together_are_two_faults() {
        use Side::{Left, Right};
        let faults =
            order_faults(&contacts(&[(Left, 0.0), (Right, 0.35), (Left, 0.7), (Right, 1.75), (Left, 2.1)]));
        let missing: Vec<Side> = faults.iter().map(|fault| fault.side).collect();
        assert_eq!(missing, [Right, Left]);
        assert!(faults.iter().all(|fault| fault.kind == OrderFaultKind::Missing && fault.to.0 == 1.75));
    }

    #[test]
    fn a_doubled_contact_is_laid_to_its_own_foot() {
        use Side::{Left, Right};
        let faults =
            order_faults(&contacts(&[(Left, 0.0), (Right, 0.35), (Right, 0.45), (Left, 0.7), (Right, 1.05)]));
        assert_eq!(faults.len(), 1);
        assert_eq!((faults[0].kind, faults[0].side), (OrderFaultKind::Doubled, Right));
    }
}

//! Stance and swing of each leg, from the events.

use crate::report::document::SideEvents;

/// A stretch of time in which a foot is on the ground or in the air.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Phase {
    /// When it begins, seconds.
    pub from_s: f64,
    /// When it ends, seconds.
    pub to_s: f64,
    /// On the ground.
    pub is_stance: bool,
}

/// The phases between events, in order of time. Nothing is said before the first and after the last event, nor
/// between two events of one kind, where one was missed.
pub(super) fn phases_from_events(events: &SideEvents) -> Vec<Phase> {
    let contacts = events.initial_contact_s.iter().map(|&t| (t, true));
    let toe_offs = events.toe_off_s.iter().map(|&t| (t, false));
    let mut all: Vec<(f64, bool)> = contacts.chain(toe_offs).collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let between = |pair: &[(f64, bool)]| {
        let ((from_s, is_stance), (to_s, next_is_contact)) = (pair[0], pair[1]);
        (is_stance != next_is_contact).then_some(Phase { from_s, to_s, is_stance })
    };
    all.windows(2).filter_map(between).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missed_toe_off_leaves_a_hole_and_not_a_long_stance() {
        let events = SideEvents {
            initial_contact_s: vec![1.0, 2.0, 3.0],
            toe_off_s: vec![0.4, 1.3, 3.3],
            ..SideEvents::default()
        };
        let phases = phases_from_events(&events);
        let phase = |from_s, to_s, is_stance| Phase { from_s, to_s, is_stance };
        assert_eq!(
            phases,
            [phase(0.4, 1.0, false), phase(1.0, 1.3, true), phase(1.3, 2.0, false), phase(3.0, 3.3, true)]
        );
    }
}

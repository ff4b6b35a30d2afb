//! The log of everything that was changed in what the pose model said.

use super::identity::Exchange;
use crate::body::{Landmark, Part};
use crate::units::FrameIndex;
use std::fmt;

/// A change to a run of consecutive frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repair {
    /// First frame concerned.
    pub from_frame: FrameIndex,
    /// Last frame concerned.
    pub to_frame: FrameIndex,
    /// What was changed.
    pub what: What,
}

/// What was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Landmarks of the legs were exchanged between left and right.
    LegsExchanged(Exchange),
    /// Left and right were exchanged for the whole body in every frame: the labels contradicted the direction of
    /// running.
    SidesExchanged,
    /// A landmark that jumped away from its path was dropped.
    OutlierDropped(Landmark),
    /// A landmark outside the picture was dropped: the model only guesses there.
    OutsidePictureDropped(Landmark),
    /// A short gap was filled by interpolation.
    GapFilled(Landmark),
    /// Samples between two gaps were too few to be filtered and were dropped.
    FragmentDropped(Landmark),
}

impl Repair {
    /// Number of frames concerned.
    pub const fn frames(&self) -> usize {
        self.to_frame.0 - self.from_frame.0 + 1
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LegsExchanged(exchange) => {
                let parts = [(exchange.knee, "knee"), (exchange.shank, "shank and foot")];
                let named: Vec<&str> = parts.iter().filter(|(on, _)| *on).map(|(_, name)| *name).collect();
                write!(f, "left and right exchanged: {}", named.join(", "))
            }
            Self::SidesExchanged => write!(f, "left and right exchanged over the whole clip"),
            Self::OutlierDropped(landmark) => write!(f, "outlier dropped: {}", name(*landmark)),
            Self::OutsidePictureDropped(landmark) => write!(f, "outside the picture: {}", name(*landmark)),
            Self::GapFilled(landmark) => write!(f, "gap filled: {}", name(*landmark)),
            Self::FragmentDropped(landmark) => write!(f, "fragment dropped: {}", name(*landmark)),
        }
    }
}

fn name(landmark: Landmark) -> String {
    let part = match landmark.part {
        Part::Ear => "ear",
        Part::Shoulder => "shoulder",
        Part::Elbow => "elbow",
        Part::Wrist => "wrist",
        Part::Hip => "hip",
        Part::Knee => "knee",
        Part::Ankle => "ankle",
        Part::Heel => "heel",
        Part::Toe => "toe",
    };
    format!("{} {part}", landmark.side.name())
}

/// Joins frames with equal changes into runs. `change` says what was changed in a frame, if anything.
pub(super) fn runs<C: PartialEq + Copy>(
    frames: usize,
    change: impl Fn(usize) -> Option<C>,
    what: impl Fn(C) -> What,
) -> Vec<Repair> {
    let mut repairs: Vec<Repair> = Vec::new();
    let mut before = None;
    for frame in 0..frames {
        let now = change(frame);
        match (now, repairs.last_mut()) {
            (Some(_), Some(last)) if now == before => last.to_frame = FrameIndex(frame),
            (Some(kind), _) => repairs.push(Repair {
                from_frame: FrameIndex(frame),
                to_frame: FrameIndex(frame),
                what: what(kind),
            }),
            (None, _) => {}
        }
        before = now;
    }
    repairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_neighbours_join_and_different_ones_do_not() {
        let kinds = [None, Some(1), Some(1), Some(2), None, Some(2)];
        let found = runs(kinds.len(), |frame| kinds[frame], |_| What::SidesExchanged);
        let spans: Vec<_> = found.iter().map(|r| (r.from_frame.0, r.to_frame.0)).collect();
        assert_eq!(spans, [(1, 2), (3, 3), (5, 5)]);
        assert_eq!(found[0].frames(), 2);
    }

    #[test]
    fn a_repair_reads_as_a_sentence() {
        let shank_only = Exchange { shank: true, ..Exchange::default() };
        assert_eq!(What::LegsExchanged(shank_only).to_string(), "left and right exchanged: shank and foot");
    }
}

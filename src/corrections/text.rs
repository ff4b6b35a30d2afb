//! Corrections in words, for the log and the report.

use super::Correction;
use std::fmt;

impl fmt::Display for Correction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Landmark { landmark, frame, x_px, y_px } => {
                let name = landmark.name().replace('_', " ");
                write!(f, "{name} put at {x_px:.0}, {y_px:.0} px in frame {frame}")
            }
            Self::Sticker { sticker, frame, x_px, y_px } => {
                let name = sticker.name().to_uppercase();
                write!(f, "{name} sticker pointed at: {x_px:.0}, {y_px:.0} px in frame {frame}")
            }
            Self::ExchangeLegs { from_frame, to_frame } if from_frame == to_frame => {
                write!(f, "left and right leg exchanged in frame {from_frame}")
            }
            Self::ExchangeLegs { from_frame, to_frame } => {
                write!(f, "left and right leg exchanged in frames {from_frame} to {to_frame}")
            }
            Self::AddEvent { side, event, time_s } => {
                write!(f, "{} {} added at {time_s:.3} s", side.name(), event.words())
            }
            Self::MoveEvent { side, event, from_s, to_s } => {
                write!(f, "{} {} moved from {from_s:.3} s to {to_s:.3} s", side.name(), event.words())
            }
            Self::RemoveEvent { side, event, time_s } => {
                write!(f, "{} {} at {time_s:.3} s removed", side.name(), event.words())
            }
            Self::ExcludeStride { side, initial_contact_s } => {
                write!(f, "{} stride from {initial_contact_s:.3} s left out", side.name())
            }
            Self::Scale { from_px, to_px, length_m } => {
                let pixels = (to_px[0] - from_px[0]).hypot(to_px[1] - from_px[1]);
                write!(f, "scale set: {pixels:.0} px are {length_m} m")
            }
            Self::BeltLine { from_px, to_px } => write!(
                f,
                "line of the belt set from {:.0}, {:.0} to {:.0}, {:.0} px",
                from_px[0], from_px[1], to_px[0], to_px[1]
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::EventName;
    use super::*;
    use crate::body::{Landmark, Side};

    #[test]
    fn a_physio_can_read_the_log() {
        let hip = Landmark::from_name("left_hip").expect("known");
        let dragged = Correction::Landmark { landmark: hip, frame: 12, x_px: 640.2, y_px: 310.0 };
        assert_eq!(dragged.to_string(), "left hip put at 640, 310 px in frame 12");
        let moved =
            Correction::MoveEvent { side: Side::Left, event: EventName::ToeOff, from_s: 1.0, to_s: 1.0167 };
        assert_eq!(moved.to_string(), "left toe-off moved from 1.000 s to 1.017 s");
    }
}

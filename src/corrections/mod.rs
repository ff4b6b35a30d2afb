//! What a person puts right in an analysis, as plain data: a list that is kept beside the clip, applied in its order, and shown in the result.
//!
//! Places are pixels of the upright picture, frames count from 0 in the file, times are the runner's own (as in the result). How each is
//! applied is the affair of the stage that it concerns (`track::ByHand`, `gait::ByHand`); `pipeline` hands them out.

mod file;
mod text;

pub use file::{FileError, read};

use crate::body::{Landmark, Side};
use crate::pelvis::markers::StickerName;
use serde::{Deserialize, Serialize};

/// One correction. The JSON form is documented in `docs/SERVER.md`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Correction {
    /// A landmark is somewhere else in a frame.
    Landmark {
        /// Which.
        #[serde(with = "named_landmark")]
        landmark: Landmark,
        /// In which frame.
        frame: usize,
        /// From the left edge.
        x_px: f64,
        /// From the upper edge.
        y_px: f64,
    },
    /// A sticker is here in a frame.
    Sticker {
        /// Which.
        #[serde(with = "named_sticker")]
        sticker: StickerName,
        /// In which frame.
        frame: usize,
        /// From the left edge.
        x_px: f64,
        /// From the upper edge.
        y_px: f64,
    },
    /// The legs (knee and below) are exchanged over a range of frames, both ends included.
    ExchangeLegs {
        /// First frame.
        from_frame: usize,
        /// Last frame.
        to_frame: usize,
    },
    /// A gait event that was not found.
    AddEvent {
        /// Of which foot.
        side: Side,
        /// Which.
        event: EventName,
        /// When.
        time_s: f64,
    },
    /// A gait event that is at another time.
    MoveEvent {
        /// Of which foot.
        side: Side,
        /// Which.
        event: EventName,
        /// Where it was found.
        from_s: f64,
        /// Where it is.
        to_s: f64,
    },
    /// A gait event that is none.
    RemoveEvent {
        /// Of which foot.
        side: Side,
        /// Which.
        event: EventName,
        /// Where it was found.
        time_s: f64,
    },
    /// A stride that is not to count.
    ExcludeStride {
        /// Of which foot.
        side: Side,
        /// When it begins.
        initial_contact_s: f64,
    },
    /// A known length at the runner's distance.
    Scale {
        /// One end.
        from_px: [f64; 2],
        /// The other.
        to_px: [f64; 2],
        /// How long it is.
        length_m: f64,
    },
    /// A line along the belt, as the camera sees it.
    BeltLine {
        /// One end.
        from_px: [f64; 2],
        /// The other.
        to_px: [f64; 2],
    },
}

/// A kind of gait event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventName {
    /// The foot meets the ground.
    InitialContact,
    /// The foot leaves the ground.
    ToeOff,
}

impl EventName {
    const fn words(self) -> &'static str {
        match self {
            Self::InitialContact => "initial contact",
            Self::ToeOff => "toe-off",
        }
    }
}

/// A correction that says nothing usable, whatever the clip.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum CorrectionError {
    /// A number is not finite, or negative where that means nothing.
    #[error("`{field}` is {value}, which is not a number that can be used")]
    Number {
        /// Which.
        field: &'static str,
        /// What it is.
        value: f64,
    },
    /// The ends of a line nearly coincide.
    #[error(
        "the two points are {length:.0} pixels apart: put them at least {SHORTEST_LINE:.0} apart, so that a pixel matters little"
    )]
    ShortLine {
        /// Distance.
        length: f64,
    },
    /// The range of frames ends before it begins.
    #[error("the range ends with frame {to}, before its first, {from}")]
    Range {
        /// First frame.
        from: usize,
        /// Last frame.
        to: usize,
    },
    /// A frame that was not analysed.
    #[error("frame {frame} was not analysed: frames {first} to {last} were")]
    Frame {
        /// Which.
        frame: usize,
        /// First of the analysed frames.
        first: usize,
        /// Last of them.
        last: usize,
    },
}

/// Shortest line that gives a direction or a length: two clicks that are each off by 1.5 pixels turn a line of 100 by a degree, or
/// lengthen it by 2 %.
pub const SHORTEST_LINE: f64 = 100.0;

impl Correction {
    /// Checks what can be checked without the clip.
    ///
    /// # Errors
    /// [`CorrectionError`] says what is wrong with it.
    pub fn check(&self) -> Result<(), CorrectionError> {
        for (field, value) in self.numbers() {
            if !value.is_finite() || value < 0.0 {
                return Err(CorrectionError::Number { field, value });
            }
        }
        match *self {
            Self::ExchangeLegs { from_frame, to_frame } if to_frame < from_frame => {
                Err(CorrectionError::Range { from: from_frame, to: to_frame })
            }
            Self::Scale { length_m, .. } if length_m <= 0.0 => {
                Err(CorrectionError::Number { field: "length_m", value: length_m })
            }
            Self::Scale { from_px, to_px, .. } | Self::BeltLine { from_px, to_px } => {
                let length = (to_px[0] - from_px[0]).hypot(to_px[1] - from_px[1]);
                if length < SHORTEST_LINE { Err(CorrectionError::ShortLine { length }) } else { Ok(()) }
            }
            _ => Ok(()),
        }
    }

    fn numbers(&self) -> Vec<(&'static str, f64)> {
        match *self {
            Self::Landmark { x_px, y_px, .. } | Self::Sticker { x_px, y_px, .. } => {
                vec![("x_px", x_px), ("y_px", y_px)]
            }
            Self::ExchangeLegs { .. } => Vec::new(),
            Self::AddEvent { time_s, .. } | Self::RemoveEvent { time_s, .. } => vec![("time_s", time_s)],
            Self::MoveEvent { from_s, to_s, .. } => vec![("from_s", from_s), ("to_s", to_s)],
            Self::ExcludeStride { initial_contact_s, .. } => vec![("initial_contact_s", initial_contact_s)],
            Self::Scale { from_px, to_px, length_m } => {
                let mut all = ends(from_px, to_px);
                all.push(("length_m", length_m));
                all
            }
            Self::BeltLine { from_px, to_px } => ends(from_px, to_px),
        }
    }
}

fn ends(from: [f64; 2], to: [f64; 2]) -> Vec<(&'static str, f64)> {
    let each = |name, [x, y]: [f64; 2]| [(name, x), (name, y)];
    [each("from_px", from), each("to_px", to)].concat()
}

mod named_landmark {
    use crate::body::Landmark;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(landmark: &Landmark, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(landmark.name())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Landmark, D::Error> {
        let name = String::deserialize(from)?;
        Landmark::from_name(&name).ok_or_else(|| D::Error::custom(format!("there is no landmark `{name}`")))
    }
}

mod named_sticker {
    use crate::pelvis::markers::StickerName;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(sticker: &StickerName, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(sticker.name())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<StickerName, D::Error> {
        let name = String::deserialize(from)?;
        StickerName::from_name(&name).ok_or_else(|| D::Error::custom(format!("there is no sticker `{name}`")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_form_is_read_and_written_back() {
        let texts = [
            r#"{"kind":"landmark","landmark":"left_hip","frame":12,"x_px":640.0,"y_px":310.5}"#,
            r#"{"kind":"sticker","sticker":"asis","frame":12,"x_px":640.0,"y_px":310.5}"#,
            r#"{"kind":"exchange_legs","from_frame":3,"to_frame":5}"#,
            r#"{"kind":"add_event","side":"left","event":"initial_contact","time_s":1.25}"#,
            r#"{"kind":"move_event","side":"right","event":"toe_off","from_s":1.0,"to_s":1.02}"#,
            r#"{"kind":"remove_event","side":"right","event":"toe_off","time_s":1.0}"#,
            r#"{"kind":"exclude_stride","side":"left","initial_contact_s":2.5}"#,
            r#"{"kind":"scale","from_px":[10.0,20.0],"to_px":[210.0,20.0],"length_m":0.5}"#,
            r#"{"kind":"belt_line","from_px":[10.0,20.0],"to_px":[210.0,22.0]}"#,
        ];
        for text in texts {
            let read: Correction = serde_json::from_str(text).expect(text);
            assert_eq!(serde_json::to_string(&read).expect("plain data"), text);
            assert_eq!(read.check(), Ok(()));
        }
    }

    #[test]
    fn what_means_nothing_is_refused() {
        let unknown = r#"{"kind":"landmark","landmark":"left_nose","frame":12,"x_px":1.0,"y_px":1.0}"#;
        assert!(serde_json::from_str::<Correction>(unknown).is_err());
        let short = Correction::BeltLine { from_px: [0.0, 0.0], to_px: [30.0, 40.0] };
        assert_eq!(short.check(), Err(CorrectionError::ShortLine { length: 50.0 }));
        let backwards = Correction::ExchangeLegs { from_frame: 5, to_frame: 3 };
        assert_eq!(backwards.check(), Err(CorrectionError::Range { from: 5, to: 3 }));
        let nowhere = Correction::Landmark {
            landmark: Landmark::from_name("left_hip").expect("known"),
            frame: 0,
            x_px: f64::NAN,
            y_px: 0.0,
        };
        assert!(matches!(nowhere.check(), Err(CorrectionError::Number { field: "x_px", .. })));
        let nothing = Correction::Scale { from_px: [0.0, 0.0], to_px: [200.0, 0.0], length_m: 0.0 };
        assert!(matches!(nothing.check(), Err(CorrectionError::Number { field: "length_m", .. })));
    }
}

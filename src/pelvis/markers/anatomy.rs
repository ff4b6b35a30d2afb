//! Which bony landmarks carry stickers, and where they lie seen from hips and shoulders.

use crate::body::Point;
use serde::{Deserialize, Serialize};

/// A landmark that can be felt through the skin and carries a sticker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StickerName {
    /// Anterior superior iliac spine: the front of the pelvis, on the side towards the camera.
    Asis,
    /// Posterior superior iliac spine: the dimple at the back of the pelvis, on the side towards the camera.
    Psis,
    /// Greater trochanter.
    Trochanter,
    /// Spine of the twelfth thoracic vertebra.
    T12,
    /// Spine of the first lumbar vertebra.
    L1,
    /// Spine of the seventh cervical vertebra.
    C7,
    /// Middle of the sacrum.
    Sacrum,
    /// On a wand that stands off the sacrum, the one near the body.
    WandBase,
    /// The other, at the wand's end.
    WandTip,
}

impl StickerName {
    /// All landmarks.
    pub const ALL: [Self; 9] = [
        Self::Asis,
        Self::Psis,
        Self::Trochanter,
        Self::T12,
        Self::L1,
        Self::C7,
        Self::Sacrum,
        Self::WandBase,
        Self::WandTip,
    ];

    /// The name as files write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Asis => "asis",
            Self::Psis => "psis",
            Self::Trochanter => "trochanter",
            Self::T12 => "t12",
            Self::L1 => "l1",
            Self::C7 => "c7",
            Self::Sacrum => "sacrum",
            Self::WandBase => "wand_base",
            Self::WandTip => "wand_tip",
        }
    }

    /// The landmark of a name, in large or small letters.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name().eq_ignore_ascii_case(name))
    }
}

/// The two stickers whose line tilts with the pelvis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PelvisLine {
    /// ASIS and PSIS. Absolute.
    Bones,
    /// Both ends of a wand on the sacrum, in the middle of the body. How it stands on the bone is not known, so only what it turns from standing says
    /// anything.
    Wand,
}

impl PelvisLine {
    /// Its front and its back end.
    pub const fn ends(self) -> [StickerName; 2] {
        match self {
            Self::Bones => [StickerName::Asis, StickerName::Psis],
            Self::Wand => [StickerName::WandBase, StickerName::WandTip],
        }
    }

    /// What its ends are called in sentences.
    pub const fn ends_in_words(self) -> &'static str {
        match self {
            Self::Bones => "ASIS and PSIS",
            Self::Wand => "both ends of the wand",
        }
    }

    /// How long it is, in trunk lengths.
    pub(super) const fn lengths(self) -> std::ops::RangeInclusive<f64> {
        match self {
            // Rendered runners: 0.42 to 0.52 (26, mean 0.46, SD 0.034). Bones of people: about 15 cm on a trunk of 0.288 of stature (Drillis &
            // Contini 1966), 0.3. Both with a third to spare.
            Self::Bones => 0.2..=0.7,
            Self::Wand => WAND_LENGTHS,
        }
    }
}

/// From ball to ball of a wand: 60 to 150 mm (docs/STICKERS.md) on trunks of 0.42 to 0.56 m (0.288 of 1.45 to 1.95 m), in trunk lengths.
pub(super) const WAND_LENGTHS: std::ops::RangeInclusive<f64> = 0.1..=0.36;

/// Where a landmark may lie, in trunk lengths from the middle of the hips: x forward, y towards the shoulders.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    low: Point,
    high: Point,
}

impl Place {
    const fn new(x: (f64, f64), y: (f64, f64)) -> Self {
        Self { low: Point::new(x.0, y.0), high: Point::new(x.1, y.1) }
    }

    /// Whether the place holds a point.
    pub(super) fn holds(&self, at: Point) -> bool {
        (self.low.x..=self.high.x).contains(&at.x) && (self.low.y..=self.high.y).contains(&at.y)
    }
}

pub(super) const ASIS: Place = Place::new((0.03, 0.55), (-0.15, 0.50));
pub(super) const PSIS: Place = Place::new((-0.55, -0.03), (-0.05, 0.55));
pub(super) const T12: Place = Place::new((-0.60, -0.02), (0.35, 0.80));
pub(super) const C7: Place = Place::new((-0.45, 0.15), (0.85, 1.30));
/// Half-way between both PSIS, and a wand's length behind and above. On 15 rendered runners the base lay -0.32 to -0.20 and 0.22 to 0.27, the tip -0.50 to -0.33 and 0.30 to 0.39.
pub(super) const WAND_BASE: Place = Place::new((-0.60, -0.05), (-0.05, 0.50));
pub(super) const WAND_TIP: Place = Place::new((-0.85, -0.15), (-0.10, 0.70));

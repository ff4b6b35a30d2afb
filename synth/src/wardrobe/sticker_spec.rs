//! Which stickers a body wears, and where.

use crate::side::Side;
use glam::{DVec3, Vec3};
use serde::{Deserialize, Serialize};

/// One sticker, or one on each side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StickerSpec {
    /// Where.
    pub landmark: StickerPlace,
    /// Which side; without meaning on the spine.
    pub side: StickerSide,
    /// Diameter, millimetres.
    pub diameter_mm: f64,
    /// Colour, linear RGB.
    pub colour: [f32; 3],
    /// Colour of the ring at its edge, linear RGB.
    pub ring: [f32; 3],
    /// Flat or raised.
    pub shape: StickerShape,
    /// How far it is stuck from the landmark, millimetres, seen by one who looks at it: to the right, up.
    pub offset_mm: [f64; 2],
    /// Taped over clothes, which then move with the skin there; otherwise it moves with the cloth.
    pub taped: bool,
    /// Stands off the surface on a rod of the ring's colour: from the surface to the middle of the ball, millimetres. Only with [`StickerShape::Ball`].
    pub stalk_mm: Option<f64>,
}

impl Default for StickerSpec {
    fn default() -> Self {
        Self {
            landmark: StickerPlace::Asis,
            side: StickerSide::Near,
            diameter_mm: 30.0,
            colour: [0.9, 0.05, 0.5],
            ring: [0.9, 0.05, 0.5],
            shape: StickerShape::Disc,
            offset_mm: [0.0, 0.0],
            taped: false,
            stalk_mm: None,
        }
    }
}

/// A landmark that can be felt through the skin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StickerPlace {
    /// Front of the pelvis.
    #[default]
    Asis,
    /// Back of the pelvis.
    Psis,
    /// Outside of the hip.
    Trochanter,
    /// Outside of the knee.
    Knee,
    /// Outside of the ankle.
    Ankle,
    /// Twelfth thoracic vertebra.
    T12,
    /// First lumbar vertebra.
    L1,
    /// Seventh cervical vertebra.
    C7,
    /// Sacrum.
    Sacrum,
    /// Outside of the shoulder.
    Shoulder,
    /// On a wand on the sacrum, the one near the skin.
    WandBase,
    /// The other, at its end.
    WandTip,
}

/// Which side of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StickerSide {
    /// The one that the camera sees.
    #[default]
    Near,
    /// Left.
    Left,
    /// Right.
    Right,
    /// One on each.
    Both,
}

/// Flat or raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StickerShape {
    /// Follows the surface.
    #[default]
    Disc,
    /// Half a ball.
    Dome,
    /// A whole ball that touches the surface.
    Ball,
}

impl StickerPlace {
    /// The name as in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Asis => "asis",
            Self::Psis => "psis",
            Self::Trochanter => "trochanter",
            Self::Knee => "knee",
            Self::Ankle => "ankle",
            Self::T12 => "t12",
            Self::L1 => "l1",
            Self::C7 => "c7",
            Self::Sacrum => "sacrum",
            Self::Shoulder => "shoulder",
            Self::WandBase => "wand_base",
            Self::WandTip => "wand_tip",
        }
    }

    /// Whether there is one on each side.
    pub fn is_paired(self) -> bool {
        !matches!(self, Self::T12 | Self::L1 | Self::C7 | Self::Sacrum | Self::WandBase | Self::WandTip)
    }

    /// Unit vector out of the body.
    fn outward(self, side: Side) -> Vec3 {
        let sign = side.sign() as f32;
        match self {
            Self::Asis => Vec3::new(0.8, 0.1, 0.6 * sign),
            Self::Psis => Vec3::new(-1.0, 0.0, 0.2 * sign),
            Self::Trochanter | Self::Knee | Self::Ankle | Self::Shoulder => Vec3::Z * sign,
            Self::T12 | Self::L1 | Self::C7 | Self::Sacrum | Self::WandBase | Self::WandTip => Vec3::NEG_X,
        }
        .normalize()
    }
}

impl StickerSpec {
    /// The sides to put it on. A sticker on the spine counts as right.
    pub fn sides(&self, near: Side) -> Vec<Side> {
        match self.side {
            _ if !self.landmark.is_paired() => vec![Side::Right],
            StickerSide::Near => vec![near],
            StickerSide::Left => vec![Side::Left],
            StickerSide::Right => vec![Side::Right],
            StickerSide::Both => Side::BOTH.to_vec(),
        }
    }

    /// Name of the body landmark below it.
    pub fn landmark_name(&self, side: Side) -> String {
        let name = match self.landmark {
            StickerPlace::Sacrum | StickerPlace::WandBase | StickerPlace::WandTip => "s2",
            other => other.name(),
        };
        self.with_side(name, side)
    }

    /// Name of the sticker's middle among the landmarks.
    pub fn sticker_name(&self, side: Side) -> String {
        format!("sticker_{}", self.with_side(self.landmark.name(), side))
    }

    fn with_side(&self, name: &str, side: Side) -> String {
        if self.landmark.is_paired() { format!("{name}_{}", side.name()) } else { name.to_owned() }
    }

    /// Where it is meant to be at rest, given its landmark: a point on a line into the body, and the line's way out.
    pub fn aim(&self, landmark: DVec3, side: Side) -> (Vec3, Vec3) {
        let out = self.landmark.outward(side);
        let right = Vec3::Y.cross(out).normalize();
        let [across, up] = self.offset_mm.map(|mm| (mm / 1000.0) as f32);
        (landmark.as_vec3() + right * across + Vec3::Y * up, out)
    }
}

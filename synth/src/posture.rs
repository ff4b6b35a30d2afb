//! How every joint stands at one instant: what [`crate::motion`] makes and [`crate::body`] poses.
//!
//! All angles are radians. **Pelvis, thorax and thighs are each given against the world, independently**: pelvic tilt
//! does not follow from the legs or the trunk, so nothing but the picture can tell it.

use crate::side::BySide;
use glam::{DMat3, DVec3};

/// A whole body at one instant.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Posture {
    /// World position of the middle of both hip joint centres.
    pub mid_hip: DVec3,
    /// The pelvis.
    pub pelvis: Pelvis,
    /// The rib cage; the lumbar spine bends between pelvis and thorax.
    pub thorax: Thorax,
    /// How the bend between pelvis and thorax is shared out along the lumbar spine.
    pub lumbar_bend: LumbarBend,
    /// Head forward pitch against the world; looking down positive.
    pub head_pitch: f64,
    /// Legs.
    pub legs: BySide<Leg>,
    /// Arms.
    pub arms: BySide<Arm>,
}

impl Posture {
    /// A share of the way to another posture (0 here, 1 there; beyond is allowed), every angle straight.
    pub fn towards(&self, to: &Self, share: f64) -> Self {
        let mix = |a: f64, b: f64| a + (b - a) * share;
        let leg = |side| {
            let (a, b): (&Leg, &Leg) = (self.legs.get(side), to.legs.get(side));
            Leg {
                thigh: mix(a.thigh, b.thigh),
                adduction: mix(a.adduction, b.adduction),
                knee: mix(a.knee, b.knee),
                ankle: mix(a.ankle, b.ankle),
                toe: mix(a.toe, b.toe),
            }
        };
        let arm = |side| {
            let (a, b): (&Arm, &Arm) = (self.arms.get(side), to.arms.get(side));
            Arm {
                shoulder: mix(a.shoulder, b.shoulder),
                abduction: mix(a.abduction, b.abduction),
                rotation: mix(a.rotation, b.rotation),
                elbow: mix(a.elbow, b.elbow),
            }
        };
        Self {
            mid_hip: self.mid_hip.lerp(to.mid_hip, share),
            pelvis: Pelvis {
                tilt: mix(self.pelvis.tilt, to.pelvis.tilt),
                obliquity: mix(self.pelvis.obliquity, to.pelvis.obliquity),
                rotation: mix(self.pelvis.rotation, to.pelvis.rotation),
            },
            thorax: Thorax {
                lean: mix(self.thorax.lean, to.thorax.lean),
                lateral: mix(self.thorax.lateral, to.thorax.lateral),
                rotation: mix(self.thorax.rotation, to.thorax.rotation),
            },
            lumbar_bend: LumbarBend(std::array::from_fn(|i| mix(self.lumbar_bend.0[i], to.lumbar_bend.0[i]))),
            head_pitch: mix(self.head_pitch, to.head_pitch),
            legs: BySide::from_fn(leg),
            arms: BySide::from_fn(arm),
        }
    }
}

/// Orientation of the pelvis against the world.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Pelvis {
    /// Line PSIS to ASIS (middles of left and right) below the horizontal: anterior positive. Absolute, not relative to the body's rest pose.
    pub tilt: f64,
    /// Right side up positive: rotation about x.
    pub obliquity: f64,
    /// About y; right side forward positive.
    pub rotation: f64,
}

impl Pelvis {
    /// From axes fixed to the pelvis, which are the world's at a tilt of 0, to the world.
    pub fn turn(&self) -> DMat3 {
        turn(self.rotation, self.obliquity, self.tilt)
    }
}

/// About the vertical, then the side, then forward: right side forward, right side up, front down are positive.
fn turn(rotation: f64, lateral: f64, forward: f64) -> DMat3 {
    DMat3::from_rotation_y(rotation) * DMat3::from_rotation_x(-lateral) * DMat3::from_rotation_z(-forward)
}

/// Orientation of the rib cage against the world.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Thorax {
    /// Forward lean of the rigid rib cage relative to the body's rest pose; forward positive. (The true angles of a clip are
    /// measured from the posed landmarks, T12 to C7 and so on, not taken from here.)
    pub lean: f64,
    /// Right side up positive: rotation about x.
    pub lateral: f64,
    /// About y; right side forward positive.
    pub rotation: f64,
}

impl Thorax {
    /// From the rib cage's axes at rest to the world.
    pub fn turn(&self) -> DMat3 {
        turn(self.rotation, self.lateral, self.lean)
    }
}

/// Shares of the pelvis-to-thorax rotation that are reached at each joint from the pelvis up: L5, L3, L1 (0 to 1, rising).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LumbarBend(pub [f64; 3]);

impl Default for LumbarBend {
    /// Even: 5, 40 and 75 %.
    fn default() -> Self {
        Self([0.05, 0.40, 0.75])
    }
}

/// One leg. Thigh against the world; knee and ankle against the segment above.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Leg {
    /// Hip to knee against the downward vertical in the sagittal plane: knee in front positive.
    pub thigh: f64,
    /// Rotation of the leg's plane about x, knee towards the midline positive (adduction).
    pub adduction: f64,
    /// Flexion positive; 0 is straight.
    pub knee: f64,
    /// Dorsiflexion positive; 0 is the foot at right angles to the shank as the body stands.
    pub ankle: f64,
    /// Toes bent up against the foot positive.
    pub toe: f64,
}

/// One arm, against the thorax.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Arm {
    /// Upper arm forward of the trunk positive.
    pub shoulder: f64,
    /// Upper arm away from the trunk positive.
    pub abduction: f64,
    /// Turning the forearm towards the midline positive.
    pub rotation: f64,
    /// Elbow flexion positive; 0 is straight.
    pub elbow: f64,
}

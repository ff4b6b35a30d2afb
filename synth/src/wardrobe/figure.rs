//! What the wardrobe needs to know of a body: which limb each vertex is on and how far along.

use crate::side::{BySide, Side};
use glam::Vec3;

/// Up to six bones and their shares.
pub type Weights = [(u16, f32); 6];

/// What a vertex of the skin belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limb {
    /// Pelvis to shoulders.
    Trunk,
    /// Neck.
    Neck,
    /// Head.
    Head,
    /// Eyes, teeth and so on.
    Eye,
    /// Upper arm and forearm.
    Arm(Side),
    /// Hand.
    Hand(Side),
    /// Thigh and shank.
    Leg(Side),
    /// Foot.
    Foot(Side),
}

/// A body at rest, as clothes are cut on it. World frame, metres, f32.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Vertices of the skin.
    pub rest: Vec<Vec3>,
    /// Their unit normals.
    pub normals: Vec<Vec3>,
    /// Corners.
    pub triangles: Vec<[u32; 3]>,
    /// Bones of each vertex.
    pub weights: Vec<Weights>,
    /// Limb of each vertex.
    pub limb: Vec<Limb>,
    /// Metres from the shoulder down the arm; 0 elsewhere.
    pub along: Vec<f32>,
    /// Nearest point on the middle line of limb or trunk.
    pub axis: Vec<Vec3>,
    /// Joint centres.
    pub hips: BySide<Vec3>,
    /// Joint centres.
    pub knees: BySide<Vec3>,
    /// Joint centres.
    pub ankles: BySide<Vec3>,
    /// Joint centres.
    pub shoulders: BySide<Vec3>,
    /// Joint centres.
    pub elbows: BySide<Vec3>,
    /// Joint centres.
    pub wrists: BySide<Vec3>,
    /// Base of the neck, on the spine.
    pub neck: Vec3,
    /// Joint of head and neck.
    pub head: Vec3,
    /// Height of the bare soles.
    pub ground: f32,
    /// Stature over 1.8 m.
    pub scale: f32,
}

impl Figure {
    /// Height of the hip joints, metres.
    pub fn hips_y(&self) -> f32 {
        self.hips.right.y
    }

    /// Lengths of upper arm and forearm, metres.
    pub fn arm_lengths(&self, side: Side) -> (f32, f32) {
        let (s, e, w) = (self.shoulders.get(side), self.elbows.get(side), self.wrists.get(side));
        (s.distance(*e), e.distance(*w))
    }
}

/// Share of the way from `a` to `b` of the nearest point on their line, not held to the ends.
pub fn share_along(point: Vec3, a: Vec3, b: Vec3) -> f32 {
    let way = b - a;
    (point - a).dot(way) / way.length_squared().max(1e-12)
}

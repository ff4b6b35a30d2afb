//! What the wardrobe needs to know of a body: which limb each vertex is on and how far along.

use super::mesh::normals;
use crate::posture::Posture;
use crate::side::{BySide, Side};
use glam::{Affine3A, DVec3, Mat3A, Vec3, Vec3A};
use std::collections::BTreeMap;

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

/// Joint centres at rest, metres.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Joints {
    /// Hips.
    pub hips: BySide<Vec3>,
    /// Knees.
    pub knees: BySide<Vec3>,
    /// Ankles.
    pub ankles: BySide<Vec3>,
    /// Shoulders.
    pub shoulders: BySide<Vec3>,
    /// Elbows.
    pub elbows: BySide<Vec3>,
    /// Wrists.
    pub wrists: BySide<Vec3>,
    /// Base of the neck, on the spine.
    pub neck: Vec3,
    /// Joint of head and neck.
    pub head: Vec3,
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
    pub joints: Joints,
    /// Height of the bare soles.
    pub ground: f32,
    /// Stature over 1.8 m.
    pub scale: f32,
}

/// A body that can be dressed.
pub trait Wearer: Send {
    /// Its shape at rest.
    fn figure(&self) -> Figure;

    /// Takes each bone from where it is at rest to where it is in a posture: world, metres.
    fn bones(&self, posture: &Posture) -> Vec<Affine3A>;

    /// Named points of the body in the world in a posture, metres.
    fn landmarks(&self, posture: &Posture) -> BTreeMap<String, DVec3>;

    /// The same points at rest.
    fn landmarks_at_rest(&self) -> BTreeMap<String, DVec3>;

    /// Thickness of the shoe sole that the body stands on, metres.
    fn sole_m(&self) -> f32;
}

/// Where skin with these weights is moved to: the weighted mean of its bones' movements (linear blend skinning).
pub fn blend(weights: &Weights, bones: &[Affine3A]) -> Affine3A {
    let mut sum = Affine3A { matrix3: Mat3A::ZERO, translation: Vec3A::ZERO };
    for &(bone, share) in weights.iter().filter(|w| w.1 > 0.0) {
        let bone = &bones[bone as usize];
        sum.matrix3 += bone.matrix3 * share;
        sum.translation += bone.translation * share;
    }
    sum
}

/// A point at rest, moved with its bones.
pub fn carried(weights: &Weights, bones: &[Affine3A], rest: Vec3) -> Vec3 {
    blend(weights, bones).transform_point3(rest)
}

/// The six largest shares of bones, made to sum to 1.
pub fn six_largest(shares: impl Iterator<Item = (u16, f64)>) -> Weights {
    let mut all: Vec<(u16, f64)> = shares.filter(|share| share.1 > 0.0).collect();
    all.sort_by(|a, b| b.1.total_cmp(&a.1));
    all.truncate(6);
    let sum: f64 = all.iter().map(|share| share.1).sum();
    let mut six = [(0, 0.0); 6];
    six.iter_mut().zip(all).for_each(|(to, (bone, share))| *to = (bone, (share / sum) as f32));
    six
}

impl Figure {
    /// Of the skin, each vertex with its bones and limb, and the joints.
    pub fn new(
        rest: Vec<Vec3>,
        triangles: Vec<[u32; 3]>,
        weights: Vec<Weights>,
        limb: Vec<Limb>,
        joints: Joints,
    ) -> Self {
        let ys = || rest.iter().map(|p| p.y);
        let (ground, crown) = (ys().fold(f32::INFINITY, f32::min), ys().fold(f32::NEG_INFINITY, f32::max));
        let trunk = trunk_line(&rest, &limb);
        let places = rest.iter().zip(&limb).map(|(p, limb)| place(*p, *limb, &joints, &trunk));
        let (axis, along) = places.unzip();
        let normals = normals(&rest, &triangles);
        Self {
            normals,
            axis,
            along,
            ground,
            scale: (crown - ground) / 1.8,
            rest,
            triangles,
            weights,
            limb,
            joints,
        }
    }

    /// Height of the hip joints, metres.
    pub fn hips_y(&self) -> f32 {
        self.joints.hips.right.y
    }

    /// Lengths of upper arm and forearm, metres.
    pub fn arm_lengths(&self, side: Side) -> (f32, f32) {
        let (s, e, w) =
            (self.joints.shoulders.get(side), self.joints.elbows.get(side), self.joints.wrists.get(side));
        (s.distance(*e), e.distance(*w))
    }
}

/// Share of the way from `a` to `b` of the nearest point on their line, not held to the ends.
pub fn share_along(point: Vec3, a: Vec3, b: Vec3) -> f32 {
    let way = b - a;
    (point - a).dot(way) / way.length_squared().max(1e-12)
}

/// Middle of the trunk front to back at each 2 cm of height: (height, x).
fn trunk_line(rest: &[Vec3], limb: &[Limb]) -> Vec<(f32, f32)> {
    let mut slices: BTreeMap<i32, (f32, f32)> = BTreeMap::new();
    for (p, _) in rest.iter().zip(limb).filter(|(_, l)| matches!(l, Limb::Trunk)) {
        let slice = slices.entry((p.y / 0.02).floor() as i32).or_insert((p.x, p.x));
        *slice = (slice.0.min(p.x), slice.1.max(p.x));
    }
    slices.iter().map(|(k, (back, front))| ((*k as f32 + 0.5) * 0.02, (back + front) / 2.0)).collect()
}

/// Nearest point on the middle line, and metres down the arm.
fn place(point: Vec3, limb: Limb, joints: &Joints, trunk: &[(f32, f32)]) -> (Vec3, f32) {
    let on =
        |a: Vec3, b: Vec3| (a + (b - a) * share_along(point, a, b), share_along(point, a, b) * a.distance(b));
    match limb {
        Limb::Arm(side) | Limb::Hand(side) => {
            let (s, e, w) = (*joints.shoulders.get(side), *joints.elbows.get(side), *joints.wrists.get(side));
            let (upper, lower) = (on(s, e), on(e, w));
            if lower.1 > 0.0 && upper.1 > 0.8 * s.distance(e) {
                (lower.0, s.distance(e) + lower.1)
            } else {
                upper
            }
        }
        Limb::Leg(side) | Limb::Foot(side) => {
            let (h, k, a) = (*joints.hips.get(side), *joints.knees.get(side), *joints.ankles.get(side));
            (if point.y > k.y { on(h, k).0 } else { on(k, a).0 }, 0.0)
        }
        Limb::Trunk | Limb::Neck | Limb::Head | Limb::Eye => {
            let near = trunk.iter().min_by(|a, b| (a.0 - point.y).abs().total_cmp(&(b.0 - point.y).abs()));
            (Vec3::new(near.map_or(point.x, |n| n.1), point.y, 0.0), 0.0)
        }
    }
}

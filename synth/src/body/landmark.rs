//! Anatomical points: where each lies at rest and with which bone it moves.

use super::build::{Shaped, initial, joint};
use super::rig::Rig;
use super::{BodyError, BodySpec};
use crate::side::{BySide, Side};
use crate::wardrobe::Limb;
use glam::DVec3;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, Normal};
use std::collections::BTreeMap;

/// The stature for which the heights and widths below are written; other bodies scale with theirs.
pub(super) const REFERENCE_HEIGHT_M: f64 = 1.80;

/// Places on the pelvis, metres at the reference stature: height above the hip joints of the base mesh and distance from the
/// midline. They give a width between the ASIS of 24 cm and a standing tilt of about 12 degrees, as in adults (Preece et al.
/// 2008: 13 ± 5).
const ASIS_UP_M: f64 = 0.070;
const ASIS_OUT_M: f64 = 0.120;
const PSIS_UP_M: f64 = 0.105;
const PSIS_OUT_M: f64 = 0.045;
/// Heights of spinous processes above the hips, and the bone of the rig that carries each.
const SPINE: [(&str, &str, f64); 4] =
    [("s2", "root", 0.085), ("l3", "spine03", 0.18), ("l1", "spine03", 0.235), ("t12", "spine02", 0.265)];

/// A point that moves with one bone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Anchored {
    pub bone: usize,
    pub rest: DVec3,
}

/// The four bony points of the pelvis at rest.
pub(super) struct BonyPelvis {
    pub asis: BySide<DVec3>,
    pub psis: BySide<DVec3>,
}

impl BonyPelvis {
    /// Middle of the ASIS.
    pub fn front(&self) -> DVec3 {
        (self.asis.left + self.asis.right) / 2.0
    }

    /// Middle of the PSIS.
    pub fn back(&self) -> DVec3 {
        (self.psis.left + self.psis.right) / 2.0
    }

    /// Anterior tilt, radians.
    pub fn tilt(&self) -> f64 {
        let line = self.front() - self.back();
        (-line.y).atan2(line.x)
    }
}

/// Finds ASIS and PSIS under the skin.
pub(super) fn pelvis(
    rig: &Rig,
    shaped: &Shaped,
    scale: f64,
    spec: &BodySpec,
) -> Result<BonyPelvis, BodyError> {
    let hips_y = joint(rig, "upperleg01.R").y;
    let mut rng = ChaCha8Rng::seed_from_u64(spec.seed);
    let spread = Normal::new(0.0, spec.landmark_jitter_mm.max(0.0) / 1000.0).ok();
    let mut shift = || spread.map_or(0.0, |spread| spread.sample(&mut rng));
    // The same on both sides: a body's own anatomy, not a crooked pelvis.
    let (asis_shift, psis_shift) = (DVec3::new(shift(), shift(), 0.0), DVec3::new(shift(), shift(), 0.0));
    let at = |name, up: f64, out: f64, face: Face, shift: DVec3| -> Result<BySide<DVec3>, BodyError> {
        let one = |side: Side| {
            on_skin(shaped, hips_y + up * scale, side.sign() * out * scale, face)
                .ok_or(BodyError::NoLandmark { landmark: name })
        };
        let (left, right) = (one(Side::Left)?, one(Side::Right)?);
        // The mesh is symmetric but for its triangles; the bones are, exactly.
        let x = (left.x + right.x) / 2.0;
        Ok(BySide::from_fn(|side| DVec3::new(x, left.y, side.sign() * out * scale) + shift))
    };
    Ok(BonyPelvis {
        asis: at("ASIS", ASIS_UP_M, ASIS_OUT_M, Face::Front, asis_shift)?,
        psis: at("PSIS", PSIS_UP_M, PSIS_OUT_M, Face::Back, psis_shift)?,
    })
}

#[derive(Debug, Clone, Copy)]
enum Face {
    Front,
    Back,
}

/// The skin's point at a height and distance from the midline, on the front or the back of trunk and thighs.
fn on_skin(shaped: &Shaped, y: f64, z: f64, face: Face) -> Option<DVec3> {
    const NEAR_M: f64 = 0.035;
    let outward = match face {
        Face::Front => 1.0,
        Face::Back => -1.0,
    };
    let mut near: Vec<(f64, f64)> = shaped
        .vertices
        .iter()
        .zip(&shaped.normals)
        .zip(&shaped.limb)
        .filter(|((_, n), l)| matches!(l, Limb::Trunk | Limb::Leg(_) | Limb::Neck) && n.x * outward > 0.2)
        .map(|((v, _), _)| ((v.y - y).hypot(v.z - z), v.x))
        .filter(|(distance, _)| *distance < NEAR_M)
        .collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0));
    near.truncate(4);
    let total: f64 = near.iter().map(|(d, _)| 1.0 / (d + 1e-4)).sum();
    let x: f64 = near.iter().map(|(d, x)| x / (d + 1e-4)).sum();
    (!near.is_empty()).then(|| DVec3::new(x / total, y, z))
}

/// Every landmark by its name in truth files.
pub(super) fn all(
    rig: &Rig,
    shaped: &Shaped,
    bony: &BonyPelvis,
    scale: f64,
    ground: f64,
) -> Result<BTreeMap<String, Anchored>, BodyError> {
    let mut found = BTreeMap::new();
    let mut add = |name: String, bone: &str, rest: DVec3| {
        found.insert(name, Anchored { bone: rig.find(bone).unwrap_or(0), rest });
    };
    for side in Side::BOTH {
        let (end, name) = (initial(side), side.name());
        let bone = |stem: &str| format!("{stem}.{end}");
        for (landmark, at, mover) in [
            ("hip", "upperleg01", "upperleg01"),
            ("knee", "lowerleg01", "upperleg01"),
            ("ankle", "foot", "lowerleg01"),
            ("shoulder", "upperarm01", "upperarm01"),
            ("elbow", "lowerarm01", "upperarm01"),
            ("wrist", "wrist", "lowerarm01"),
            ("mt5", "toe5-1", "foot"),
        ] {
            add(format!("{landmark}_{name}"), &bone(mover), joint(rig, &bone(at)));
        }
        add(format!("asis_{name}"), "root", *bony.asis.get(side));
        add(format!("psis_{name}"), "root", *bony.psis.get(side));
        let hip = joint(rig, &bone("upperleg01"));
        add(
            format!("trochanter_{name}"),
            &bone("upperleg01"),
            DVec3::new(hip.x, hip.y, lateral(shaped, hip)),
        );
        let (heel, toe) = foot_ends(shaped, side, ground);
        add(format!("heel_{name}"), &bone("foot"), heel);
        add(format!("toe_{name}"), &bone("foot"), toe);
        let ear = DVec3::new(0.005, 0.045, 0.075 * side.sign()) * scale;
        add(format!("ear_{name}"), "head", joint(rig, "head") + ear);
    }
    add("nose".into(), "head", joint(rig, "head") + DVec3::new(0.13, 0.04, 0.0) * scale);
    let hips_y = joint(rig, "upperleg01.R").y;
    let spine = SPINE.map(|(name, bone, up)| (name, bone, hips_y + up * scale, Face::Back));
    let c7 = ("c7", "spine01", joint(rig, "neck01").y - 0.02 * scale, Face::Back);
    let sternum = ("sternum", "spine01", joint(rig, "upperarm01.R").y - 0.05 * scale, Face::Front);
    for (name, bone, y, face) in spine.into_iter().chain([c7, sternum]) {
        let at = on_skin(shaped, y, 0.0, face).ok_or(BodyError::NoLandmark { landmark: name })?;
        add(name.into(), bone, at);
    }
    Ok(found)
}

/// How far out the skin reaches beside a hip.
fn lateral(shaped: &Shaped, hip: DVec3) -> f64 {
    let beside = shaped.vertices.iter().zip(&shaped.limb).filter(|(v, limb)| {
        matches!(limb, Limb::Trunk | Limb::Leg(_))
            && (v.y - hip.y).hypot(v.x - hip.x) < 0.04
            && v.z * hip.z > 0.0
    });
    beside.map(|(v, _)| v.z).fold(hip.z, |a, b| if b.abs() > a.abs() { b } else { a })
}

/// Back of the heel and tip of the toes, 1 cm above the bare sole.
fn foot_ends(shaped: &Shaped, side: Side, ground: f64) -> (DVec3, DVec3) {
    let sole: Vec<DVec3> = shaped
        .vertices
        .iter()
        .zip(&shaped.limb)
        .filter(|(v, limb)| **limb == Limb::Foot(side) && v.y < ground + 0.02)
        .map(|(v, _)| *v)
        .collect();
    let end = |sign: f64| {
        let furthest = sole.iter().copied().max_by(|a, b| (sign * a.x).total_cmp(&(sign * b.x)));
        furthest.map_or(DVec3::ZERO, |v| DVec3::new(v.x, ground + 0.01, v.z))
    };
    (end(-1.0), end(1.0))
}

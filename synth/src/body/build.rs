//! From shape parameters to a body at rest.

use super::landmark::{self, Anchored};
use super::rig::Rig;
use super::{Assets, BodyError, BodySpec, pelvis};
use crate::side::{BySide, Side};
use crate::wardrobe::mesh::{Patch, normals};
use crate::wardrobe::{Figure, Joints, Limb, Weights, six_largest};
use glam::{DMat3, DQuat, DVec3, Vec3};
use std::collections::BTreeMap;

/// MakeHuman's groups that are drawn.
const SKIN: &str = "body";
const EYES: [&str; 2] = ["helper-l-eye", "helper-r-eye"];

/// A body at rest in its own shape. World axes, metres; the origin is MakeHuman's, near the hips.
#[derive(Debug, Clone)]
pub struct Body {
    pub(super) rig: Rig,
    /// Turns each limb's rest direction to straight down, by bone; identity elsewhere.
    pub(super) aligned: Vec<DMat3>,
    /// Middle of the hip joint centres.
    pub(super) mid_hip: DVec3,
    pub(super) rest_tilt: f64,
    pub(super) landmarks: BTreeMap<String, Anchored>,
    pub(super) finger_axes: BySide<DVec3>,
    pub(super) figure: Figure,
    pub(super) ground: f64,
    height_m: f64,
}

/// Everything of the base mesh that building needs, in world axes.
pub(super) struct Shaped {
    pub vertices: Vec<DVec3>,
    pub normals: Vec<Vec3>,
    pub limb: Vec<Limb>,
    pub triangles: Vec<[u32; 3]>,
    pub shares: Vec<BTreeMap<usize, f64>>,
}

impl Body {
    /// Builds a body from the fetched base mesh.
    ///
    /// # Errors
    /// [`BodyError`] where the files are missing or the shape is too extreme.
    pub fn new(assets: &Assets, spec: &BodySpec) -> Result<Self, BodyError> {
        let mesh = assets.mesh()?;
        let mut raw = mesh.vertices;
        spec.apply(assets, &mut raw)?;
        let vertices: Vec<DVec3> = raw.iter().map(|v| DVec3::new(v.z, v.y, -v.x) * 0.1).collect();
        let rig = Rig::read(assets, &vertices)?;
        let shares = rig.weights(assets, vertices.len())?;
        let patch = Patch::new(vertices.len(), &triangles(&mesh.faces), |_| true);
        let vertices = patch.pick(&vertices);
        let shares: Vec<_> = patch.source.iter().map(|&v| shares[v as usize].clone()).collect();
        let eyes = eye_vertices(&mesh.faces);
        let limb: Vec<Limb> = patch
            .source
            .iter()
            .zip(&shares)
            .map(|(v, row)| if eyes.contains(v) { Limb::Eye } else { limb_of(&rig, row) })
            .collect();
        let soft: Vec<Vec3> = vertices.iter().map(|v| v.as_vec3()).collect();
        let normals = normals(&soft, &patch.triangles);
        let shaped = Shaped { vertices, normals, limb, triangles: patch.triangles, shares };
        Self::assemble(rig, shaped, spec)
    }

    fn assemble(mut rig: Rig, mut shaped: Shaped, spec: &BodySpec) -> Result<Self, BodyError> {
        let skin = || shaped.vertices.iter().zip(&shaped.limb).filter(|(_, l)| !matches!(l, Limb::Eye));
        let ground = skin().map(|(v, _)| v.y).fold(f64::INFINITY, f64::min);
        let crown = skin().map(|(v, _)| v.y).fold(f64::NEG_INFINITY, f64::max);
        let scale = (crown - ground) / landmark::REFERENCE_HEIGHT_M;
        let bony = landmark::pelvis(&rig, &shaped, scale, spec)?;
        let hips = pelvis::hip_centres(&bony);
        for side in Side::BOTH {
            if let Some(bone) = rig.find(&format!("upperleg01.{}", initial(side))) {
                rig.heads[bone] = *hips.get(side);
            }
        }
        pelvis::make_rigid(&rig, &mut shaped, scale, spec.skin_raised_mm / 1000.0);
        let landmarks = landmark::all(&rig, &shaped, &bony, scale, ground)?;
        let weights: Vec<Weights> =
            shaped.shares.iter().map(|row| six_largest(row.iter().map(|(b, s)| (*b as u16, *s)))).collect();
        let figure = Figure::new(
            shaped.vertices.iter().map(|v| v.as_vec3()).collect(),
            shaped.triangles,
            weights,
            shaped.limb,
            joints(&rig),
        );
        Ok(Self {
            aligned: alignments(&rig),
            mid_hip: (hips.left + hips.right) / 2.0,
            rest_tilt: bony.tilt(),
            landmarks,
            finger_axes: BySide::from_fn(|side| {
                let at = |finger| joint(&rig, &format!("finger{finger}-1.{}", initial(side)));
                (at(2) - at(5)).normalize_or(DVec3::Z)
            }),
            figure,
            ground,
            height_m: crown - ground,
            rig,
        })
    }

    /// Standing height without shoes, metres.
    pub fn height_m(&self) -> f64 {
        self.height_m
    }

    /// Anterior pelvic tilt of the base mesh's own posture, radians: how this shape would stand.
    pub fn rest_tilt(&self) -> f64 {
        self.rest_tilt
    }
}

/// Triangles of the drawn groups. MakeHuman's faces are fans; turning x, y, z to z, y, -x keeps their winding.
fn triangles(faces: &[(String, Vec<u32>)]) -> Vec<[u32; 3]> {
    let drawn = faces.iter().filter(|(group, _)| group == SKIN || EYES.contains(&group.as_str()));
    drawn.flat_map(|(_, face)| (2..face.len()).map(|i| [face[0], face[i - 1], face[i]])).collect()
}

fn eye_vertices(faces: &[(String, Vec<u32>)]) -> std::collections::HashSet<u32> {
    faces.iter().filter(|(g, _)| EYES.contains(&g.as_str())).flat_map(|(_, f)| f.iter().copied()).collect()
}

/// `L` or `R`, as MakeHuman ends the names of bones.
pub(super) fn initial(side: Side) -> &'static str {
    match side {
        Side::Left => "L",
        Side::Right => "R",
    }
}

/// Where a bone begins at rest.
pub(super) fn joint(rig: &Rig, name: &str) -> DVec3 {
    rig.find(name).map_or(DVec3::ZERO, |bone| rig.heads[bone])
}

fn joints(rig: &Rig) -> Joints {
    let both =
        |bone: &str| BySide::from_fn(|side| joint(rig, &format!("{bone}.{}", initial(side))).as_vec3());
    Joints {
        hips: both("upperleg01"),
        knees: both("lowerleg01"),
        ankles: both("foot"),
        shoulders: both("upperarm01"),
        elbows: both("lowerarm01"),
        wrists: both("wrist"),
        neck: joint(rig, "neck01").as_vec3(),
        head: joint(rig, "head").as_vec3(),
    }
}

/// The limb of a vertex by the bone that holds it most.
fn limb_of(rig: &Rig, row: &BTreeMap<usize, f64>) -> Limb {
    let strongest = row.iter().max_by(|a, b| a.1.total_cmp(b.1)).map(|(bone, _)| *bone);
    let name = strongest.map_or("", |bone| rig.names[bone].as_str());
    let side = if name.ends_with(".L") { Side::Left } else { Side::Right };
    let is = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if is(&["upperleg", "lowerleg"]) {
        Limb::Leg(side)
    } else if is(&["foot", "toe"]) {
        Limb::Foot(side)
    } else if is(&["finger", "metacarpal", "wrist"]) {
        Limb::Hand(side)
    } else if is(&["upperarm", "lowerarm"]) {
        Limb::Arm(side)
    } else if is(&["spine", "root", "pelvis", "clavicle", "shoulder", "breast"]) {
        Limb::Trunk
    } else if is(&["neck"]) {
        Limb::Neck
    } else {
        Limb::Head
    }
}

/// For each bone of a limb, what turns its rest direction straight down.
fn alignments(rig: &Rig) -> Vec<DMat3> {
    let mut aligned = vec![DMat3::IDENTITY; rig.names.len()];
    for side in Side::BOTH {
        let end = initial(side);
        for (from, to, bones) in [
            ("upperleg01", "lowerleg01", &["upperleg01", "upperleg02"][..]),
            ("lowerleg01", "foot", &["lowerleg01", "lowerleg02"]),
            ("upperarm01", "lowerarm01", &["upperarm01", "upperarm02"]),
            ("lowerarm01", "wrist", &["lowerarm01", "lowerarm02", "wrist"]),
        ] {
            let way = joint(rig, &format!("{to}.{end}")) - joint(rig, &format!("{from}.{end}"));
            let turn = DQuat::from_rotation_arc(way.normalize_or(DVec3::NEG_Y), DVec3::NEG_Y);
            for bone in bones {
                if let Some(bone) = rig.find(&format!("{bone}.{end}")) {
                    aligned[bone] = DMat3::from_quat(turn);
                }
            }
        }
    }
    aligned
}

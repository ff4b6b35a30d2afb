//! The list of triangles that a dressed body is drawn with.

use super::figure::{Figure, Limb};
use super::garment::Garment;
use super::mesh::Patch;
use super::outfit::OutfitSpec;
use super::sticker::{Anchor, Ground, Sticker, StickerSpec};
use crate::scene::palette::{self, smooth};
use crate::scene::{Material, MaterialId};
use crate::side::Side;
use crate::surface::{Part, Surface};
use glam::{DVec3, Vec2, Vec3};
use std::collections::BTreeMap;

/// Skin this far inside a garment is not drawn: tight cloth, and loose cloth whose openings one can look into, metres.
const HIDE_TIGHT_M: f32 = 0.012;
const HIDE_LOOSE_M: f32 = 0.05;
/// Skin below this height over the soles is inside the shoe, metres.
const IN_SHOE_M: f32 = 0.07;
/// Colour of the eyes, white and iris in one: they are two pixels wide in a clip. Linear RGB.
const EYE: [f32; 3] = [0.12, 0.09, 0.08];

/// A garment and what it is drawn as.
pub(super) struct Worn {
    pub garment: Garment,
    pub part: Part,
    pub material: Material,
}

/// What is drawn, as it is listed.
#[derive(Default)]
pub(super) struct Drawn {
    pub surface: Surface,
    pub materials: Vec<Material>,
    pub anchors: Vec<Anchor>,
}

impl Drawn {
    fn material(&mut self, material: Material) -> MaterialId {
        let known = self.materials.iter().position(|m| *m == material);
        let index = known.unwrap_or_else(|| {
            self.materials.push(material);
            self.materials.len() - 1
        });
        MaterialId(index as u16)
    }

    fn triangle(
        &mut self,
        corners: [u32; 3],
        part: Part,
        material: MaterialId,
        inside: [f32; 3],
        uv: [Vec2; 3],
    ) {
        self.surface.triangles.push(corners);
        self.surface.parts.push(part);
        self.surface.materials.push(material);
        self.surface.inside.push(inside);
        self.surface.uv.push(uv);
    }

    /// Adds vertices and triangles without edge; says of each what it is.
    pub fn mesh(
        &mut self,
        rest: &[Vec3],
        triangles: &[[u32; 3]],
        part: Part,
        material: impl Fn(usize) -> Material,
    ) {
        let first = self.surface.rest.len() as u32;
        self.surface.rest.extend(rest);
        for (k, triangle) in triangles.iter().enumerate() {
            let material = self.material(material(k));
            self.triangle(triangle.map(|v| v + first), part, material, [1.0; 3], [Vec2::ZERO; 3]);
        }
    }

    pub fn garment(&mut self, worn: &Worn) {
        let first = self.surface.rest.len() as u32;
        self.surface.rest.extend(&worn.garment.rest);
        let material = self.material(worn.material);
        for triangle in &worn.garment.patch.triangles {
            let inside = triangle.map(|v| worn.garment.inside[v as usize]);
            self.triangle(triangle.map(|v| v + first), worn.part, material, inside, [Vec2::ZERO; 3]);
        }
    }

    /// Adds the skin that shows; gives its vertices.
    pub fn skin(&mut self, figure: &Figure, worn: &[Worn], outfit: &OutfitSpec) -> Vec<u32> {
        let covered = covered(figure, worn);
        let shown = |t: &[u32; 3]| !covered.iter().any(|c| t.iter().all(|&v| c[v as usize]));
        let patch = Patch::new(figure.rest.len(), &figure.triangles, shown);
        let skin = palette::skin(outfit.skin_dark as f32);
        let eye = smooth(EYE.into(), 0.5, 60.0);
        let is_eye = |k: usize| {
            patch.triangles[k].iter().all(|&v| figure.limb[patch.source[v as usize] as usize] == Limb::Eye)
        };
        let look = |k| if is_eye(k) { eye } else { skin };
        self.mesh(&patch.pick(&figure.rest), &patch.triangles, Part::Skin, look);
        patch.source
    }

    /// Adds the stickers that meet a surface; gives their names and middle vertices.
    pub fn stickers(
        &mut self,
        specs: &[StickerSpec],
        landmarks: &BTreeMap<String, DVec3>,
        near: Side,
    ) -> Vec<(String, usize)> {
        let surface = self.surface.clone();
        let drawn = |k: &usize| !matches!(surface.parts[*k], Part::Hair | Part::Sticker);
        let below: Vec<usize> = (0..surface.triangles.len()).filter(drawn).collect();
        let triangles: Vec<[u32; 3]> = below.iter().map(|&k| surface.triangles[k]).collect();
        let inside: Vec<[f32; 3]> = below.iter().map(|&k| surface.inside[k]).collect();
        let ground = Ground { rest: &surface.rest, triangles: &triangles, inside: &inside };
        let mut named = Vec::new();
        for (spec, side) in specs.iter().flat_map(|s| s.sides(near).into_iter().map(move |side| (s, side))) {
            let Some(landmark) = landmarks.get(&spec.landmark_name(side)) else { continue };
            let (point, out) = spec.aim(*landmark, side);
            if let Some(sticker) = Sticker::new(spec, ground, point, out) {
                named.push((spec.sticker_name(side), self.surface.rest.len()));
                self.sticker(spec, sticker);
            }
        }
        named
    }

    fn sticker(&mut self, spec: &StickerSpec, sticker: Sticker) {
        let material = self.material(palette::sticker(spec.colour.into(), spec.ring.into()));
        let first = self.surface.rest.len() as u32;
        let rest: Vec<Vec3> = sticker.anchors.iter().map(|a| a.at(&self.surface.rest)).collect();
        self.surface.rest.extend(rest);
        for t in sticker.triangles {
            let uv = t.map(|v| sticker.uv[v as usize]);
            self.triangle(t.map(|v| v + first), Part::Sticker, material, [1.0; 3], uv);
        }
        self.anchors.extend(sticker.anchors);
    }
}

/// For each garment and the shoes, whether it hides each vertex of the skin.
fn covered(figure: &Figure, worn: &[Worn]) -> Vec<Vec<bool>> {
    let count = figure.rest.len();
    let under = |w: &Worn| {
        let margin = if w.garment.is_loose() { HIDE_LOOSE_M } else { HIDE_TIGHT_M };
        let mut hidden = vec![false; count];
        let inside = w.garment.patch.source.iter().zip(&w.garment.inside);
        inside.for_each(|(&v, &inside)| hidden[v as usize] = inside > margin);
        hidden
    };
    let mut all: Vec<Vec<bool>> = worn.iter().map(under).collect();
    let on_foot = |v: usize| matches!(figure.limb[v], Limb::Foot(_) | Limb::Leg(_));
    all.push((0..count).map(|v| on_foot(v) && figure.rest[v].y < figure.ground + IN_SHOE_M).collect());
    all
}

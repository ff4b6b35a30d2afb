//! Puts an outfit on a body: cuts the garments, takes away the skin below them, and lists what is drawn.

use super::cut;
use super::figure::{Figure, Limb, Wearer, Weights};
use super::garment::{Contact, Garment};
use super::hair::{self, Attached, Tail};
use super::look::{Covers, Look, MaterialSpec, skin_tone};
use super::outfit::{HairStyle, OutfitSpec, TopCut};
use super::runner::{Motion, Runner};
use super::shoe::shoe;
use super::sticker::{Ground, Sticker, StickerSpec};
use super::tissue::{Lump, Tissue};
use crate::scene::MaterialId;
use crate::side::Side;
use crate::surface::{Part, Surface};
use glam::{DAffine3, DVec3, Vec2, Vec3};
use std::collections::BTreeMap;

/// Skin this far inside a garment is not drawn: tight cloth, and loose cloth whose openings one can look into, metres.
const HIDE_TIGHT_M: f32 = 0.012;
const HIDE_LOOSE_M: f32 = 0.05;
/// Skin below this height over the soles is inside the shoe, metres.
const IN_SHOE_M: f32 = 0.07;
/// How far around a sticker tape holds cloth, metres.
const TAPE_M: f32 = 0.03;

/// A garment and what it is drawn as.
struct Worn {
    garment: Garment,
    part: Part,
    covers: Covers,
    look: Look,
}

/// See [`Runner::new`].
pub(super) fn dress(
    wearer: Box<dyn Wearer>,
    outfit: &OutfitSpec,
    stickers: &[StickerSpec],
    near: Side,
    motion: Motion,
) -> Runner {
    let figure = wearer.figure();
    let landmarks = wearer.landmarks_at_rest();
    let mut worn = clothes(&figure, outfit);
    tape(&mut worn, stickers, &landmarks, near);
    let loose: Vec<&Garment> = worn.iter().map(|w| &w.garment).filter(|g| g.is_loose()).collect();
    let contact = if loose.is_empty() { Contact::default() } else { Contact::new(&figure, &loose) };
    worn.iter_mut().for_each(|w| w.garment.meet(&contact, figure.rest.len()));

    let mut drawn = Drawn::default();
    let bare = drawn.skin(&figure, &worn, outfit);
    worn.iter().for_each(|w| drawn.garment(w));
    let attached = attach(&figure, outfit, wearer.sole_m(), &mut drawn);
    let tail = (outfit.hair.style == HairStyle::Tail).then(|| tie(&figure));
    if let Some(tail) = &tail {
        let look = Look::plain(outfit.hair.colour);
        drawn.mesh(&tail.vertices(0.0), &Tail::triangles(), Part::Hair, |_| (Covers::Hair, look));
    }
    let stuck = drawn.stickers(stickers, &landmarks, near);
    let tissue = Tissue::new(lumps(&figure), outfit.soft_tissue_mm);
    let at_rest = |p: Vec3| figure.weights[nearest(&figure.rest, p)];
    Runner {
        lump_weights: tissue.centres().map(at_rest).collect(),
        pulls: tissue.pulls(&figure.rest),
        contact_pulls: tissue.pulls(&contact.patch.pick(&figure.rest)),
        anchors: drawn.anchors,
        surface: drawn.surface,
        materials: drawn.materials,
        stickers: stuck,
        garments: worn.into_iter().map(|w| w.garment).collect(),
        place: DAffine3::IDENTITY,
        vertices: Vec::new(),
        step: None,
        time_s: 0.0,
        wearer,
        motion,
        figure,
        contact,
        attached,
        tail,
        tissue,
        bare,
    }
}

fn clothes(figure: &Figure, outfit: &OutfitSpec) -> Vec<Worn> {
    let mut worn = Vec::new();
    let mut wear =
        |cut, part, covers, look| worn.push(Worn { garment: Garment::new(figure, &cut), part, covers, look });
    wear(cut::bottom(figure, &outfit.bottom, &outfit.top), Part::Bottom, Covers::Bottom, outfit.bottom.look);
    if outfit.top.cut != TopCut::Bare {
        wear(cut::top(figure, &outfit.top, &outfit.bottom), Part::Top, Covers::Top, outfit.top.look);
    }
    wear(cut::socks(figure, outfit.sock_m), Part::Shoe, Covers::Sock, outfit.socks);
    let colour = Look::plain(outfit.hair.colour);
    match outfit.hair.style {
        HairStyle::Bald => {}
        HairStyle::Short => wear(hair::hair(figure, 0.012), Part::Hair, Covers::Hair, colour),
        HairStyle::Tail | HairStyle::Cap => wear(hair::hair(figure, 0.006), Part::Hair, Covers::Hair, colour),
    }
    if outfit.hair.style == HairStyle::Cap {
        wear(hair::cap(figure), Part::Hair, Covers::Cap, Look::plain(outfit.hair.cap_colour));
    }
    worn
}

/// Holds clothes to the skin where stickers are taped over them.
fn tape(worn: &mut [Worn], stickers: &[StickerSpec], landmarks: &BTreeMap<String, DVec3>, near: Side) {
    for spec in stickers.iter().filter(|s| s.taped) {
        for side in spec.sides(near) {
            if let Some(landmark) = landmarks.get(&spec.landmark_name(side)) {
                let (point, _) = spec.aim(*landmark, side);
                let radius = TAPE_M + (spec.diameter_mm / 2000.0) as f32;
                worn.iter_mut().for_each(|w| w.garment.tape(point, radius));
            }
        }
    }
}

/// Shoes and the peak of a cap.
fn attach(figure: &Figure, outfit: &OutfitSpec, sole_m: f32, drawn: &mut Drawn) -> Vec<Attached> {
    let mut all = Vec::new();
    for side in Side::BOTH {
        let foot = foot(figure, side);
        let skin: Vec<Vec3> = foot.iter().map(|&v| figure.rest[v]).collect();
        let made = shoe(&skin, forward(figure, side, &skin), figure.ground, sole_m);
        let (sole, upper) = ((Covers::Sole, outfit.soles), (Covers::Shoe, outfit.shoes));
        drawn.mesh(&made.positions, &made.triangles, Part::Shoe, |k| if made.sole[k] { sole } else { upper });
        let weights = made.positions.iter().map(|p| figure.weights[foot[nearest(&skin, *p)]]).collect();
        all.push(Attached { rest: made.positions, triangles: made.triangles, weights });
    }
    if outfit.hair.style == HairStyle::Cap {
        let peak = hair::peak(figure, crown(figure));
        let look = Look::plain(outfit.hair.cap_colour);
        drawn.mesh(&peak.rest, &peak.triangles, Part::Hair, |_| (Covers::Cap, look));
        all.push(peak);
    }
    all
}

fn foot(figure: &Figure, side: Side) -> Vec<usize> {
    let on = |v: &usize| matches!(figure.limb[*v], Limb::Foot(s) | Limb::Leg(s) if s == side);
    (0..figure.rest.len()).filter(on).filter(|&v| figure.rest[v].y < figure.ground + 0.13).collect()
}

/// Heel to toe, horizontal.
fn forward(figure: &Figure, side: Side, skin: &[Vec3]) -> Vec3 {
    let ankle = *figure.joints.ankles.get(side);
    let mut ahead: Vec<Vec3> = skin.iter().map(|p| *p - ankle).collect();
    ahead.sort_by(|a, b| b.x.total_cmp(&a.x));
    let toes: Vec3 = ahead.iter().take(skin.len() / 8).sum();
    Vec3::new(toes.x, 0.0, toes.z).normalize_or(Vec3::X)
}

fn nearest(points: &[Vec3], to: Vec3) -> usize {
    let distance = |i: &usize| points[*i].distance_squared(to);
    (0..points.len()).min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(0)
}

/// Bones of the top of the head.
fn crown(figure: &Figure) -> Weights {
    figure.weights[nearest(&figure.rest, figure.joints.head + Vec3::Y * 0.3)]
}

fn tie(figure: &Figure) -> Tail {
    let chest = nearest(&figure.rest, figure.joints.neck + Vec3::new(-0.15, -0.15, 0.0));
    Tail::new(figure, crown(figure), figure.weights[chest])
}

/// Flesh that shakes. Frequencies: see [`super::tissue`].
fn lumps(figure: &Figure) -> Vec<Lump> {
    let j = &figure.joints;
    let at = |centre: Vec3, x: f32, y: f32, z: f32| centre + Vec3::new(x, y, z) * figure.scale;
    let lump = |centre, radius, hertz, share| Lump { centre, radius: radius * figure.scale, hertz, share };
    let middle = (j.hips.left + j.hips.right) / 2.0;
    let mut all = vec![lump(at(middle, 0.1, 0.12, 0.0), 0.09, 6.0, 0.8)];
    for side in Side::BOTH {
        let (hip, knee, ankle) = (*j.hips.get(side), *j.knees.get(side), *j.ankles.get(side));
        let chest = Vec3::new(middle.x, j.shoulders.right.y, 0.09 * side.sign() as f32);
        all.push(lump(at(hip, -0.11, 0.02, 0.0), 0.08, 7.0, 1.0));
        all.push(lump(at(hip.lerp(knee, 0.45), 0.05, 0.0, 0.0), 0.1, 11.0, 0.8));
        all.push(lump(at(knee.lerp(ankle, 0.3), -0.05, 0.0, 0.0), 0.06, 13.0, 0.6));
        all.push(lump(at(chest, 0.09, -0.17, 0.0), 0.06, 7.0, 0.5));
    }
    all
}

/// What is drawn, as it is listed.
#[derive(Default)]
struct Drawn {
    surface: Surface,
    materials: Vec<MaterialSpec>,
    anchors: Vec<super::sticker::Anchor>,
}

impl Drawn {
    fn material(&mut self, covers: Covers, look: Look) -> MaterialId {
        let spec = MaterialSpec { covers, look };
        let known = self.materials.iter().position(|m| *m == spec);
        let index = known.unwrap_or_else(|| {
            self.materials.push(spec);
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
    fn mesh(
        &mut self,
        rest: &[Vec3],
        triangles: &[[u32; 3]],
        part: Part,
        look: impl Fn(usize) -> (Covers, Look),
    ) {
        let first = self.surface.rest.len() as u32;
        self.surface.rest.extend(rest);
        for (k, triangle) in triangles.iter().enumerate() {
            let (covers, look) = look(k);
            let material = self.material(covers, look);
            self.triangle(triangle.map(|v| v + first), part, material, [1.0; 3], [Vec2::ZERO; 3]);
        }
    }

    fn garment(&mut self, worn: &Worn) {
        let first = self.surface.rest.len() as u32;
        self.surface.rest.extend(&worn.garment.rest);
        let material = self.material(worn.covers, worn.look);
        for triangle in &worn.garment.patch.triangles {
            let inside = triangle.map(|v| worn.garment.inside[v as usize]);
            self.triangle(triangle.map(|v| v + first), worn.part, material, inside, [Vec2::ZERO; 3]);
        }
    }

    /// Adds the skin that shows; gives its vertices.
    fn skin(&mut self, figure: &Figure, worn: &[Worn], outfit: &OutfitSpec) -> Vec<u32> {
        let covered = covered(figure, worn);
        let shown = |t: &[u32; 3]| !covered.iter().any(|c| t.iter().all(|&v| c[v as usize]));
        let patch = super::mesh::Patch::new(figure.rest.len(), &figure.triangles, shown);
        let skin = Look { gloss: 0.06, ..Look::plain(skin_tone(outfit.skin_dark)) };
        let eye = Look { gloss: 0.5, ..Look::plain([0.05, 0.03, 0.02]) };
        let is_eye = |k: usize| {
            patch.triangles[k].iter().all(|&v| figure.limb[patch.source[v as usize] as usize] == Limb::Eye)
        };
        let look = |k| if is_eye(k) { (Covers::Eye, eye) } else { (Covers::Skin, skin) };
        self.mesh(&patch.pick(&figure.rest), &patch.triangles, Part::Skin, look);
        patch.source
    }

    /// Adds the stickers that meet a surface; gives their names and middle vertices.
    fn stickers(
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
        let look = Look { second: spec.ring, gloss: 0.15, ..Look::plain(spec.colour) };
        let material = self.material(Covers::Sticker, look);
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

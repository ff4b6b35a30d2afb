//! Puts an outfit on a body: cuts the garments, takes away the skin below them, and lists what is drawn.

use super::cut;
use super::drawn::{Drawn, Worn};
use super::figure::{Figure, Limb, Wearer, Weights};
use super::garment::{Contact, Garment};
use super::hair::{self, Attached, Tail};
use super::outfit::{HairStyle, OutfitSpec, TopCut};
use super::runner::{Motion, Runner};
use super::shoe::shoe;
use super::sticker::StickerSpec;
use super::tissue::{Lump, Tissue};
use crate::scene::palette;
use crate::side::Side;
use crate::surface::Part;
use glam::{DAffine3, DVec3, Vec3};
use std::collections::BTreeMap;

/// How far around a sticker tape holds cloth, metres.
const TAPE_M: f32 = 0.03;

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
        let material = palette::hair(outfit.hair.colour.into());
        drawn.mesh(&tail.vertices(0.0), &Tail::triangles(), Part::Hair, |_| material);
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
        |cut, part, material| worn.push(Worn { garment: Garment::new(figure, &cut), part, material });
    wear(cut::bottom(figure, &outfit.bottom, &outfit.top), Part::Bottom, outfit.bottom.look.cloth());
    if outfit.top.cut != TopCut::Bare {
        wear(cut::top(figure, &outfit.top, &outfit.bottom), Part::Top, outfit.top.look.cloth());
    }
    wear(cut::socks(figure, outfit.sock_m), Part::Shoe, outfit.socks.cloth());
    let thick = match outfit.hair.style {
        HairStyle::Bald => return worn,
        HairStyle::Short => 0.012,
        HairStyle::Tail | HairStyle::Cap => 0.006,
    };
    wear(hair::hair(figure, thick), Part::Hair, palette::hair(outfit.hair.colour.into()));
    if outfit.hair.style == HairStyle::Cap {
        wear(hair::cap(figure), Part::Hair, palette::cloth(outfit.hair.cap_colour.into()));
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
        let (sole, upper) = (outfit.soles.smooth(), outfit.shoes.smooth());
        drawn.mesh(&made.positions, &made.triangles, Part::Shoe, |k| if made.sole[k] { sole } else { upper });
        let weights = made.positions.iter().map(|p| figure.weights[foot[nearest(&skin, *p)]]).collect();
        all.push(Attached { rest: made.positions, triangles: made.triangles, weights });
    }
    if outfit.hair.style == HairStyle::Cap {
        let peak = hair::peak(figure, crown(figure));
        let material = palette::cloth(outfit.hair.cap_colour.into());
        drawn.mesh(&peak.rest, &peak.triangles, Part::Hair, |_| material);
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

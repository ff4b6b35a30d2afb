//! A dressed body that moves: what the renderer draws.

use super::cloth::STEPS_PER_S;
use super::figure::{Figure, Wearer, blend, carried};
use super::garment::{Contact, Garment};
use super::hair::{Attached, Tail};
use super::mesh::add_normals;
use super::outfit::OutfitSpec;
use super::sticker::{Anchor, StickerSpec};
use super::tissue::{Pull, Tissue, shake};
use crate::actor::Actor;
use crate::posture::Posture;
use crate::scene::{Material, Palette};
use crate::side::Side;
use crate::surface::Surface;
use glam::{Affine3A, DAffine3, DVec3, Vec3};
use std::collections::BTreeMap;

/// How long cloth moves before the first picture, seconds: three of its slowest swings, after which it has forgotten the start.
const RUN_IN_S: f64 = 1.0;

/// How every joint stands at a time in seconds.
pub type Motion = Box<dyn Fn(f64) -> Posture + Send>;

/// A dressed body that moves.
pub struct Runner {
    pub(super) wearer: Box<dyn Wearer>,
    pub(super) motion: Motion,
    pub(super) place: DAffine3,
    pub(super) figure: Figure,
    pub(super) garments: Vec<Garment>,
    pub(super) contact: Contact,
    pub(super) attached: Vec<Attached>,
    pub(super) tail: Option<Tail>,
    pub(super) tissue: Tissue,
    pub(super) lump_weights: Vec<super::figure::Weights>,
    pub(super) pulls: Vec<Pull>,
    pub(super) contact_pulls: Vec<Pull>,
    /// Skin vertices that are drawn.
    pub(super) bare: Vec<u32>,
    pub(super) anchors: Vec<Anchor>,
    pub(super) stickers: Vec<(String, usize)>,
    pub(super) surface: Surface,
    pub(super) materials: Vec<Material>,
    /// Number of the last step taken: its time is that over [`STEPS_PER_S`].
    pub(super) step: Option<i64>,
    pub(super) time_s: f64,
    pub(super) vertices: Vec<Vec3>,
}

impl Runner {
    /// Dresses a body. `near`: the side that the camera sees, for stickers. The motion is asked from a second before the first
    /// picture on.
    pub fn new(
        wearer: impl Wearer + 'static,
        outfit: &OutfitSpec,
        stickers: &[StickerSpec],
        near: Side,
        motion: impl Fn(f64) -> Posture + Send + 'static,
    ) -> Self {
        super::dress::dress(Box::new(wearer), outfit, stickers, near, Box::new(motion))
    }

    /// Another dressed body in the picture: its world is moved and turned by `place`, which keeps y up.
    pub fn bystander(
        wearer: impl Wearer + 'static,
        outfit: &OutfitSpec,
        place: DAffine3,
        motion: impl Fn(f64) -> Posture + Send + 'static,
    ) -> Self {
        Self { place, ..Self::new(wearer, outfit, &[], Side::Right, motion) }
    }

    /// Its materials, in the order of the surface's material ids until [`Self::join_palette`].
    pub fn materials(&self) -> &[Material] {
        &self.materials
    }

    /// Adds its materials to the clip's palette and numbers its triangles' materials accordingly. Once only.
    pub fn join_palette(&mut self, palette: &mut Palette) {
        let ids: Vec<_> = self.materials.iter().map(|m| palette.add(*m)).collect();
        for id in &mut self.surface.materials {
            *id = ids.get(usize::from(id.0)).copied().unwrap_or_default();
        }
    }

    /// Moves cloth, flesh and hair on by one step.
    fn advance(&mut self, posture: &Posture) {
        let bones = self.wearer.bones(posture);
        let centres = self.tissue.centres().zip(&self.lump_weights);
        let centres: Vec<Vec3> = centres.map(|(c, w)| carried(w, &bones, c)).collect();
        self.tissue.step(&centres);
        if let Some(tail) = &mut self.tail {
            tail.step(|weights| blend(weights, &bones));
        }
        if self.garments.iter().any(Garment::is_loose) {
            self.pose_contact(&bones, &self.tissue.shakes());
            self.garments.iter_mut().for_each(|g| g.step(&bones, &self.contact));
        }
    }

    fn pose_contact(&mut self, bones: &[Affine3A], shakes: &[Vec3]) {
        let contact = &mut self.contact;
        for (to, &v) in contact.positions.iter_mut().zip(&contact.patch.source) {
            let v = v as usize;
            *to = carried(&self.figure.weights[v], bones, self.figure.rest[v]);
        }
        shake(&self.contact_pulls, shakes, &mut contact.positions);
        add_normals(&contact.positions, &contact.patch.triangles, &mut contact.normals);
    }

    /// Lets cloth, flesh and hair begin at rest on a body that stands as `path(0)` and move with it to `path(1)` in a number of steps of
    /// `1 / STEPS_PER_S`: for a still that has no clip around it. It shows nothing by itself: [`Self::still`] does.
    pub fn settle(&mut self, path: impl Fn(f64) -> Posture, steps: usize) {
        self.garments.iter_mut().for_each(Garment::forget);
        self.tissue.forget();
        self.tail.iter_mut().for_each(Tail::forget);
        (0..=steps).for_each(|k| self.advance(&path(k as f64 / steps.max(1) as f64)));
    }

    /// All vertices in a posture, the cloth hanging as it was left.
    pub fn still(&mut self, posture: &Posture) -> &[Vec3] {
        self.compose(posture, 1.0);
        &self.vertices
    }

    /// Named points of the body in a posture.
    pub fn landmarks_in(&self, posture: &Posture) -> BTreeMap<String, DVec3> {
        self.wearer.landmarks(posture)
    }

    /// All vertices in a posture within the last step.
    fn compose(&mut self, posture: &Posture, share: f32) {
        let bones = self.wearer.bones(posture);
        let shakes = self.tissue.shakes();
        let skinned = self.figure.weights.iter().zip(&self.figure.rest);
        let mut skin: Vec<Vec3> = skinned.map(|(w, p)| carried(w, &bones, *p)).collect();
        shake(&self.pulls, &shakes, &mut skin);
        let mut normals = vec![Vec3::ZERO; skin.len()];
        add_normals(&skin, &self.figure.triangles, &mut normals);
        for (i, &v) in self.contact.patch.source.iter().enumerate() {
            self.contact.positions[i] = skin[v as usize];
            self.contact.normals[i] = normals[v as usize];
        }
        let mut all: Vec<Vec3> = self.bare.iter().map(|&v| skin[v as usize]).collect();
        for garment in &self.garments {
            all.extend(garment.place(&bones, &skin, &normals, &self.contact, share));
        }
        for part in &self.attached {
            all.extend(part.weights.iter().zip(&part.rest).map(|(w, p)| carried(w, &bones, *p)));
        }
        all.extend(self.tail.iter().flat_map(|tail| tail.vertices(share)));
        let stuck: Vec<Vec3> = self.anchors.iter().map(|a| a.at(&all)).collect();
        all.extend(stuck);
        if self.place != DAffine3::IDENTITY {
            all.iter_mut().for_each(|v| *v = self.place.transform_point3(v.as_dvec3()).as_vec3());
        }
        self.vertices = all;
    }
}

impl Actor for Runner {
    fn surface(&self) -> &Surface {
        &self.surface
    }

    fn move_to(&mut self, time_s: f64) -> &[Vec3] {
        // The steps on both sides of the time, so that pictures do not depend on which other times were asked for.
        let last = (time_s * STEPS_PER_S).floor() as i64 + 1;
        let first = self.step.map_or(last - (RUN_IN_S * STEPS_PER_S) as i64, |s| s + 1);
        (first..=last).for_each(|step| self.advance(&(self.motion)(step as f64 / STEPS_PER_S)));
        self.step = Some(self.step.unwrap_or(last).max(last));
        let before = (self.step.unwrap_or(last) - 1) as f64;
        let share = (time_s * STEPS_PER_S - before).clamp(0.0, 1.0) as f32;
        self.time_s = time_s;
        self.compose(&(self.motion)(time_s), share);
        &self.vertices
    }

    fn landmarks(&self) -> BTreeMap<String, DVec3> {
        let mut all = self.wearer.landmarks(&(self.motion)(self.time_s));
        all.values_mut().for_each(|p| *p = self.place.transform_point3(*p));
        for (name, vertex) in &self.stickers {
            if let Some(middle) = self.vertices.get(*vertex) {
                all.insert(name.clone(), middle.as_dvec3());
            }
        }
        all
    }
}

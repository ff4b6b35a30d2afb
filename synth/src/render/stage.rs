//! A set, a camera, light and actors; one picture at a time.

use super::mesh::Mesh;
use super::raster::{Hit, NONE, draw};
use super::seen::{point, reflected};
use super::shade::{Point, Reflected, tone};
use super::shadow::ShadowMap;
use crate::actor::Actor;
use crate::scene::{Camera, Light, Palette, Pattern};
use crate::surface::Surface;
use glam::{DVec3, Vec2, Vec3};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a picture is exposed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ShutterSpec {
    /// Time that the shutter is open, seconds; indoors a phone takes 1/60 to 1/250.
    pub exposure_s: f64,
    /// Moments of the exposure that are drawn, 1 to 15; odd, so that one of them is its middle (an even number counts as one more).
    pub passes: usize,
    /// Spread of the sensor's noise, steps of 255.
    pub noise: f64,
    /// Seed of the noise.
    pub seed: u64,
}

impl Default for ShutterSpec {
    fn default() -> Self {
        Self { exposure_s: 1.0 / 160.0, passes: 3, noise: 3.0, seed: 1 }
    }
}

/// A finished picture.
#[derive(Debug, Clone)]
pub struct Picture {
    /// Red, green and blue of every pixel, row by row.
    pub rgb: Vec<u8>,
    /// Distance along the view of what is seen in the middle of the exposure, metres; infinite where nothing is.
    pub depth: Vec<f32>,
    /// Named points of each actor in the middle of the exposure.
    pub points: Vec<BTreeMap<String, DVec3>>,
}

/// Everything but the time.
pub struct Stage {
    camera: Camera,
    light: Light,
    palette: Palette,
    shutter: ShutterSpec,
    set: Mesh,
    set_shadows: ShadowMap,
    /// What stands, at each place within the pixels.
    views: Vec<View>,
    crowd: Mesh,
}

struct View {
    shift: Vec2,
    hits: Vec<Hit>,
    light: Vec<Vec3>,
    /// Pixels near the runner on which a shadow may fall.
    shadowed: Vec<(u32, Reflected)>,
    /// Pixels of the running belt.
    belt: Vec<u32>,
}

impl Stage {
    /// Draws what stands. `actors` are those of every picture to come, in that order.
    pub fn new(
        camera: Camera,
        light: Light,
        palette: Palette,
        set: &Surface,
        shutter: ShutterSpec,
        actors: &[Box<dyn Actor>],
    ) -> Self {
        let set = Mesh::standing(set);
        let mut set_shadows = ShadowMap::new(&light);
        set_shadows.add(&set, &palette);
        let mut crowd = Mesh::default();
        actors.iter().for_each(|actor| crowd.add(actor.surface()));
        let mut stage = Self { camera, light, palette, shutter, set, set_shadows, views: Vec::new(), crowd };
        stage.views =
            places(shutter.passes.clamp(1, 15) | 1).into_iter().map(|place| stage.view(place)).collect();
        stage
    }

    fn size(&self) -> (usize, usize) {
        let (width, height) = self.camera.size_px();
        (width as usize, height as usize)
    }

    fn view(&self, shift: Vec2) -> View {
        let (width, height) = self.size();
        let mut hits = vec![Hit::NOTHING; width * height];
        draw(&self.set, &self.set.projected(&self.camera, shift), &self.palette, width, &mut hits);
        let reflected: Vec<Reflected> =
            hits.par_iter().map(|hit| self.reflected(&self.set, hit, 0.0)).collect();
        let light = reflected.par_iter().map(|r| r.under(&self.set_shadows)).collect();
        let (mut shadowed, mut belt) = (Vec::new(), Vec::new());
        for (i, hit) in hits.iter().enumerate() {
            let Some((point, material)) = self.point(&self.set, hit, 0.0) else { continue };
            let near = point.position.x.abs() < 2.2 && point.position.z.abs() < 2.0;
            if near && material == Pattern::Belt {
                belt.push(i as u32);
            } else if near && point.normal.y > 0.7 {
                shadowed.push((i as u32, reflected[i]));
            }
        }
        View { shift, hits, light, shadowed, belt }
    }

    fn point(&self, mesh: &Mesh, hit: &Hit, belt_m: f32) -> Option<(Point, Pattern)> {
        point(&self.palette, mesh, hit, belt_m)
    }

    fn reflected(&self, mesh: &Mesh, hit: &Hit, belt_m: f32) -> Reflected {
        reflected(&self.palette, self.camera.position().as_vec3(), &self.light, mesh, hit, belt_m)
    }

    /// The picture whose exposure has its middle at a time; `belt_m` is how far the belt has run at a time. Times must not go back.
    pub fn picture(
        &mut self,
        time_s: f64,
        number: usize,
        actors: &mut [Box<dyn Actor>],
        belt_m: impl Fn(f64) -> f64,
    ) -> Picture {
        let (width, height) = self.size();
        let passes = self.views.len();
        let mut sum = vec![Vec3::ZERO; width * height];
        let (mut depth, mut points) = (Vec::new(), Vec::new());
        let mut lit = None;
        for pass in 0..passes {
            let moment = (pass as f64 + 0.5) / passes as f64 - 0.5;
            let time = time_s + moment * self.shutter.exposure_s;
            self.crowd.vertices.clear();
            for actor in actors.iter_mut() {
                self.crowd.vertices.extend_from_slice(actor.move_to(time));
            }
            self.crowd.smooth();
            // Shadows and belt move little within an exposure: they are drawn once for all passes.
            let (shadows, fresh) = lit.get_or_insert_with(|| {
                let mut shadows = self.set_shadows.clone();
                shadows.add(&self.crowd, &self.palette);
                let fresh = self.fresh(&shadows, belt_m(time_s) as f32);
                (shadows, fresh)
            });
            let hits = self.pass(pass, shadows, fresh, &mut sum);
            if pass == passes / 2 {
                depth = hits.iter().map(|hit| hit.depth).collect();
                points = actors.iter().map(|actor| actor.landmarks()).collect();
            }
        }
        Picture { rgb: self.develop(&sum, number), depth, points }
    }

    /// Light of what stands but changes: the belt, and what a shadow may fall on.
    fn fresh(&self, shadows: &ShadowMap, belt_m: f32) -> Vec<(u32, Vec3)> {
        let view = &self.views[self.views.len() / 2];
        let belt = view
            .belt
            .par_iter()
            .map(|&i| (i, self.reflected(&self.set, &view.hits[i as usize], belt_m).under(shadows)));
        let still = view.shadowed.par_iter().map(|(i, reflected)| (*i, reflected.under(shadows)));
        belt.chain(still).collect()
    }

    /// One moment, added to the sum.
    fn pass(&self, pass: usize, shadows: &ShadowMap, fresh: &[(u32, Vec3)], sum: &mut [Vec3]) -> Vec<Hit> {
        let (width, _) = self.size();
        let view = &self.views[pass];
        let mut light = view.light.clone();
        fresh.iter().for_each(|&(i, l)| light[i as usize] = l);
        let mut hits: Vec<Hit> =
            view.hits.iter().map(|hit| Hit { depth: hit.depth, ..Hit::NOTHING }).collect();
        draw(&self.crowd, &self.crowd.projected(&self.camera, view.shift), &self.palette, width, &mut hits);
        sum.par_iter_mut().zip(&hits).zip(&light).for_each(|((sum, hit), standing)| {
            *sum += if hit.triangle == NONE {
                *standing
            } else {
                self.reflected(&self.crowd, hit, 0.0).under(shadows)
            };
        });
        hits
    }

    /// Tone curve and noise.
    fn develop(&self, sum: &[Vec3], number: usize) -> Vec<u8> {
        let passes = self.views.len() as f32;
        let strength = self.shutter.noise as f32;
        let seed = self.shutter.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(number as u64);
        let mut rgb = vec![0; sum.len() * 3];
        rgb.par_chunks_mut(3).zip(sum).enumerate().for_each(|(i, (out, light))| {
            let clean = tone(*light / passes);
            for (channel, (out, clean)) in out.iter_mut().zip(clean.to_array()).enumerate() {
                let grain = grain(seed, (i * 3 + channel) as u64) * strength;
                // Rounds, and holds within 0 to 255.
                *out = (clean + grain + 0.5) as u8;
            }
        });
        rgb
    }
}

/// Where each pass looks within the pixels: a Halton sequence, which fills the square evenly for any number of passes, moved so that
/// on average they look at the middle.
pub(super) fn places(passes: usize) -> Vec<Vec2> {
    let radical = |pass: usize, base: usize| {
        let (mut n, mut share, mut value) = (pass + 1, 1.0_f32, 0.0_f32);
        while n > 0 {
            share /= base as f32;
            value += share * (n % base) as f32;
            n /= base;
        }
        value
    };
    let places: Vec<Vec2> = (0..passes).map(|pass| Vec2::new(radical(pass, 2), radical(pass, 3))).collect();
    let mean = places.iter().sum::<Vec2>() / passes as f32;
    places.into_iter().map(|place| place - mean).collect()
}

/// Noise of about unit spread: the sum of four even draws out of one hash (splitmix64).
fn grain(seed: u64, index: u64) -> f32 {
    let mut z = seed ^ index.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^= z >> 31;
    let parts = (0..4).map(|k| ((z >> (16 * k)) & 0xffff) as f32 / 65535.0).sum::<f32>();
    (parts - 2.0) * 1.73
}

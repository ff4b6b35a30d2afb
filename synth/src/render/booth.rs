//! Single small pictures of one actor before a set, quickly: nothing is kept from one to the next, so that camera, light and colours may all
//! change between them.

use super::mesh::Mesh;
use super::raster::{Hit, NONE, draw};
use super::seen::reflected;
use super::shade::tone;
use super::shadow::ShadowMap;
use super::stage::places;
use crate::scene::{Camera, Light, Palette};
use crate::surface::Surface;
use glam::{Vec2, Vec3};

/// A set and an actor, ready to be drawn.
pub struct Booth {
    set: Mesh,
    actor: Mesh,
}

/// A picture without noise.
#[derive(Debug, Clone)]
pub struct Still {
    /// Red, green and blue of every pixel, row by row.
    pub rgb: Vec<u8>,
    /// Distance along the view in the first of the moments, metres; infinite where nothing is.
    pub depth: Vec<f32>,
}

impl Booth {
    /// What stands, and who is drawn before it.
    pub fn new(set: &Surface, actor: &Surface) -> Self {
        let mut crowd = Mesh::default();
        crowd.add(actor);
        Self { set: Mesh::standing(set), actor: crowd }
    }

    /// Another set.
    pub fn furnish(&mut self, set: &Surface) {
        self.set = Mesh::standing(set);
    }

    /// The mean of the moments of an exposure: the actor's vertices in each. Only the actor throws shadows.
    pub fn picture(
        &mut self,
        camera: &Camera,
        light: &Light,
        palette: &Palette,
        moments: &[Vec<Vec3>],
    ) -> Still {
        let (width, height) = camera.size_px();
        let mut sum = vec![Vec3::ZERO; width as usize * height as usize];
        let mut depth = Vec::new();
        let mut shadows = ShadowMap::new(light);
        for (number, (vertices, shift)) in moments.iter().zip(places(moments.len())).enumerate() {
            self.actor.vertices.clone_from(vertices);
            self.actor.smooth();
            if number == 0 {
                shadows.add(&self.actor, palette);
            }
            let hits = self.pass(camera, light, palette, &shadows, shift, &mut sum);
            if number == 0 {
                depth = hits;
            }
        }
        let share = 1.0 / moments.len().max(1) as f32;
        let rgb = sum.iter().flat_map(|light| tone(*light * share).to_array().map(|c| (c + 0.5) as u8));
        Still { rgb: rgb.collect(), depth }
    }

    /// One moment, added to the sum; gives the depth of every pixel.
    fn pass(
        &self,
        camera: &Camera,
        light: &Light,
        palette: &Palette,
        shadows: &ShadowMap,
        shift: Vec2,
        sum: &mut [Vec3],
    ) -> Vec<f32> {
        let width = camera.size_px().0 as usize;
        let eye = camera.position().as_vec3();
        let mut behind = vec![Hit::NOTHING; sum.len()];
        draw(&self.set, &self.set.projected(camera, shift), palette, width, &mut behind);
        let mut hits: Vec<Hit> = behind.iter().map(|hit| Hit { depth: hit.depth, ..Hit::NOTHING }).collect();
        draw(&self.actor, &self.actor.projected(camera, shift), palette, width, &mut hits);
        for ((sum, hit), behind) in sum.iter_mut().zip(&hits).zip(&behind) {
            let (mesh, hit) = if hit.triangle == NONE { (&self.set, behind) } else { (&self.actor, hit) };
            *sum += reflected(palette, eye, light, mesh, hit, 0.0).under(shadows);
        }
        hits.iter().map(|hit| hit.depth).collect()
    }
}

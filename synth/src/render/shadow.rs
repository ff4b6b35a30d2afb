//! What the key light reaches.

use super::mesh::Mesh;
use super::scan::{area, cover};
use crate::scene::{Light, Palette};
use glam::Vec3;

/// Side of the map in cells, and half its width in metres: a runner on a treadmill fits, at 4 mm a cell.
const CELLS: usize = 1024;
const HALF_M: f32 = 2.0;
/// A surface this much behind the nearest one is in shadow, metres: below that it is itself.
const BIAS_M: f32 = 0.02;

/// Distance to the light of the nearest surface, seen from the light.
#[derive(Debug, Clone)]
pub(super) struct ShadowMap {
    nearest: Vec<f32>,
    right: Vec3,
    up: Vec3,
    to_key: Vec3,
    softness_cells: f32,
}

impl ShadowMap {
    pub fn new(light: &Light) -> Self {
        let right = light.to_key.cross(Vec3::new(0.01, 1.0, 0.0)).normalize_or(Vec3::X);
        Self {
            nearest: vec![f32::INFINITY; CELLS * CELLS],
            right,
            up: right.cross(light.to_key),
            to_key: light.to_key,
            softness_cells: light.softness_m / HALF_M * CELLS as f32 / 2.0,
        }
    }

    /// Cell coordinates and distance from a plane beyond the light.
    fn place(&self, point: Vec3) -> Vec3 {
        let p = point - Vec3::new(0.0, 0.9, 0.0);
        let cell = |along: Vec3| (p.dot(along) / HALF_M + 1.0) * CELLS as f32 / 2.0;
        Vec3::new(cell(self.right), cell(self.up), -p.dot(self.to_key))
    }

    /// Adds what a mesh throws.
    pub fn add(&mut self, mesh: &Mesh, palette: &Palette) {
        for (t, material) in mesh.surface.triangles.iter().zip(&mesh.surface.materials) {
            if palette.get(*material).is_none_or(|m| !m.casts_shadow) {
                continue;
            }
            let corners = t.map(|v| self.place(mesh.vertices[v as usize]));
            let area = area(corners);
            if area.abs() < 1e-6 {
                continue;
            }
            let [a, b, c] = corners.map(|corner| corner.z);
            cover(corners, area, CELLS, 0..CELLS, |x, y, weights| {
                let cell = &mut self.nearest[y * CELLS + x];
                *cell = cell.min(weights.dot(Vec3::new(a, b, c)));
            });
        }
    }

    /// Share of the key light that reaches a point, 0 to 1; points outside the map are lit.
    pub fn lit(&self, point: Vec3) -> f32 {
        let at = self.place(point);
        let mut lit = 0.0;
        for (dx, dy) in [(0.0, 0.0), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7)] {
            let (x, y) = (at.x + dx * self.softness_cells, at.y + dy * self.softness_cells);
            let beyond = x < 0.0 || y < 0.0 || x >= CELLS as f32 || y >= CELLS as f32;
            if beyond || at.z < self.nearest[y as usize * CELLS + x as usize] + BIAS_M {
                lit += 0.2;
            }
        }
        lit
    }
}

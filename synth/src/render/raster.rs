//! Which triangle is seen in each pixel.

use super::mesh::Mesh;
use super::scan::{area, cover};
use crate::scene::Palette;
use glam::{Vec2, Vec3};
use rayon::prelude::*;

/// Rows that one thread draws at a time.
const BAND: usize = 48;
/// No triangle.
pub(super) const NONE: u32 = u32::MAX;

/// What is seen through one pixel: the triangle and the weights of its first two corners.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Hit {
    pub triangle: u32,
    pub weights: Vec2,
    pub depth: f32,
}

impl Hit {
    pub const NOTHING: Self = Self { triangle: NONE, weights: Vec2::ZERO, depth: f32::INFINITY };
}

/// A triangle ready to be drawn.
struct Flat {
    index: u32,
    corners: [Vec3; 3],
    area: f32,
    top: f32,
    bottom: f32,
}

/// Draws a mesh, its vertices in the picture at `at`, where it is nearer than the depth that `hits` holds so far.
pub(super) fn draw(mesh: &Mesh, at: &[Vec3], palette: &Palette, width: usize, hits: &mut [Hit]) {
    let height = hits.len() / width;
    let flats: Vec<Flat> = mesh
        .surface
        .triangles
        .par_iter()
        .enumerate()
        .filter_map(|(i, t)| flat(mesh, at, palette, i, t, width, height))
        .collect();
    hits.par_chunks_mut(BAND * width).enumerate().for_each(|(band, rows)| {
        let (from, to) = ((band * BAND) as f32, (band * BAND + rows.len() / width) as f32);
        for flat in flats.iter().filter(|f| f.bottom > from && f.top < to) {
            fill(mesh, flat, width, from as usize, rows);
        }
    });
}

fn flat(
    mesh: &Mesh,
    at: &[Vec3],
    palette: &Palette,
    index: usize,
    t: &[u32; 3],
    width: usize,
    height: usize,
) -> Option<Flat> {
    let corners = t.map(|v| at[v as usize]);
    if corners.iter().any(|c| c.z <= 0.0) {
        return None;
    }
    let [a, b, c] = corners;
    let area = area(corners);
    // Anticlockwise seen from outside is clockwise with y down: a negative area.
    let two_sided = palette.get(mesh.surface.materials[index]).is_some_and(|m| m.two_sided);
    if area.abs() < 1e-9 || (area > 0.0 && !two_sided) {
        return None;
    }
    let (top, bottom) = (a.y.min(b.y).min(c.y), a.y.max(b.y).max(c.y));
    let (left, right) = (a.x.min(b.x).min(c.x), a.x.max(b.x).max(c.x));
    let seen = bottom > 0.0 && right > 0.0 && top < height as f32 && left < width as f32;
    seen.then_some(Flat { index: index as u32, corners, area, top, bottom })
}

fn fill(mesh: &Mesh, flat: &Flat, width: usize, first_row: usize, rows: &mut [Hit]) {
    let [a, b, c] = flat.corners;
    let inside = &mesh.surface.inside[flat.index as usize];
    let is_cut = inside.iter().any(|d| *d < 0.0);
    let last_row = first_row + rows.len() / width;
    let inverse = Vec3::new(1.0 / a.z, 1.0 / b.z, 1.0 / c.z);
    cover(flat.corners, flat.area, width, first_row..last_row, |x, y, flat_weights| {
        let parts = flat_weights * inverse;
        let depth = 1.0 / (parts.x + parts.y + parts.z);
        let hit = &mut rows[(y - first_row) * width + x];
        let weights = parts * depth;
        let is_outside = || inside[0] * weights.x + inside[1] * weights.y + inside[2] * weights.z < 0.0;
        if depth < hit.depth && !(is_cut && is_outside()) {
            *hit = Hit { triangle: flat.index, weights: Vec2::new(weights.x, weights.y), depth };
        }
    });
}

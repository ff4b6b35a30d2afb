//! What a pixel shows, and the light that comes from there.

use super::mesh::Mesh;
use super::raster::{Hit, NONE};
use super::shade::{Point, Reflected, reflect};
use crate::scene::{Light, Palette, Pattern};
use glam::Vec3;

/// The point that a pixel shows, and the pattern of its material.
pub(super) fn point(palette: &Palette, mesh: &Mesh, hit: &Hit, belt_m: f32) -> Option<(Point, Pattern)> {
    if hit.triangle == NONE {
        return None;
    }
    let index = hit.triangle as usize;
    let corners = mesh.surface.triangles[index].map(|v| v as usize);
    let weights = [hit.weights.x, hit.weights.y, 1.0 - hit.weights.x - hit.weights.y];
    let mix = |values: &[Vec3]| (0..3).map(|k| values[corners[k]] * weights[k]).sum::<Vec3>();
    let uv = mesh.surface.uv[index];
    let pattern = palette.get(mesh.surface.materials[index]).map_or(Pattern::Plain, |m| m.pattern);
    let mut rest = mix(&mesh.surface.rest);
    if pattern == Pattern::Belt {
        rest.x += belt_m;
    }
    let point = Point {
        position: mix(&mesh.vertices),
        rest,
        normal: mix(&mesh.normals).normalize_or_zero(),
        uv: (0..3).map(|k| uv[k] * weights[k]).sum(),
    };
    Some((point, pattern))
}

/// The light that a pixel receives.
pub(super) fn reflected(
    palette: &Palette,
    eye: Vec3,
    light: &Light,
    mesh: &Mesh,
    hit: &Hit,
    belt_m: f32,
) -> Reflected {
    let Some((point, _)) = point(palette, mesh, hit, belt_m) else {
        return Reflected::even(Vec3::splat(0.2));
    };
    let id = mesh.surface.materials[hit.triangle as usize];
    palette.get(id).map_or(Reflected::even(Vec3::ZERO), |m| reflect(m, &point, eye, light))
}

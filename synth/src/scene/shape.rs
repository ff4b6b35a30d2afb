//! Boxes, tubes and sheets to build rooms and machines from.

use super::material::MaterialId;
use crate::surface::{Part, Surface};
use glam::Vec3;
use std::f32::consts::TAU;

/// A heap of shapes that do not move; becomes one [`Surface`] whose rest pose is the world.
#[derive(Debug, Clone, Default)]
pub struct Shapes {
    surface: Surface,
}

impl Shapes {
    /// A sheet from a corner along two edges; seen from the side that `along × up` points to (and, in a room, from behind too).
    pub fn sheet(&mut self, corner: Vec3, along: Vec3, up: Vec3, material: MaterialId) {
        self.quad([corner, corner + along, corner + along + up, corner + up], material);
    }

    /// A box between two opposite corners.
    pub fn block(&mut self, low: Vec3, high: Vec3, material: MaterialId) {
        let (a, b) = (low.min(high), low.max(high));
        let d = b - a;
        let (x, y, z) = (Vec3::X * d.x, Vec3::Y * d.y, Vec3::Z * d.z);
        self.sheet(a + z, x, y, material);
        self.sheet(a + x, -x, y, material);
        self.sheet(a + x + z, -z, y, material);
        self.sheet(a, z, y, material);
        self.sheet(a + y + z, x, -z, material);
        self.sheet(a, x, z, material);
    }

    /// A round bar between two points, open at its ends.
    pub fn bar(&mut self, from: Vec3, to: Vec3, radius: f32, material: MaterialId) {
        const SIDES: usize = 12;
        let axis = (to - from).normalize_or(Vec3::Y);
        let (u, v) = axis.any_orthonormal_pair();
        let rim = |i: usize| {
            let (sin, cos) = (i as f32 / SIDES as f32 * TAU).sin_cos();
            (u * cos + v * sin) * radius
        };
        for i in 0..SIDES {
            let (a, b) = (rim(i), rim(i + 1));
            self.quad([from + a, from + b, to + b, to + a], material);
        }
    }

    /// A bent bar through points.
    pub fn pipe(&mut self, points: &[Vec3], radius: f32, material: MaterialId) {
        for pair in points.windows(2) {
            if let [a, b] = pair {
                self.bar(*a, *b, radius, material);
            }
        }
    }

    /// A ball, or an egg, by its half axes.
    pub fn ball(&mut self, centre: Vec3, half: Vec3, material: MaterialId) {
        const RINGS: usize = 10;
        const SIDES: usize = 16;
        let at = |ring: usize, side: usize| {
            let (s, c) = (ring as f32 / RINGS as f32 * TAU / 2.0).sin_cos();
            let (ss, cc) = (side as f32 / SIDES as f32 * TAU).sin_cos();
            centre + half * Vec3::new(s * cc, -c, -s * ss)
        };
        for ring in 0..RINGS {
            for side in 0..SIDES {
                self.quad(
                    [at(ring, side), at(ring, side + 1), at(ring + 1, side + 1), at(ring + 1, side)],
                    material,
                );
            }
        }
    }

    /// Four corners, anticlockwise seen from outside.
    pub fn quad(&mut self, corners: [Vec3; 4], material: MaterialId) {
        let first = self.surface.rest.len() as u32;
        self.surface.rest.extend(corners);
        self.surface.triangles.extend([[first, first + 1, first + 2], [first, first + 2, first + 3]]);
        self.surface.materials.extend([material; 2]);
        self.surface.parts.extend([Part::Thing; 2]);
    }

    /// Everything mirrored in the plane z = 0, for a camera on the other side.
    pub fn mirrored(mut self) -> Self {
        for p in &mut self.surface.rest {
            p.z = -p.z;
        }
        for t in &mut self.surface.triangles {
            t.swap(1, 2);
        }
        self
    }

    /// Adds another heap.
    pub fn append(&mut self, other: Self) {
        let first = self.surface.rest.len() as u32;
        self.surface.rest.extend(other.surface.rest);
        self.surface.triangles.extend(other.surface.triangles.iter().map(|t| t.map(|i| i + first)));
        self.surface.materials.extend(other.surface.materials);
        self.surface.parts.extend(other.surface.parts);
    }

    /// The finished surface.
    pub fn into_surface(self) -> Surface {
        self.surface
    }
}

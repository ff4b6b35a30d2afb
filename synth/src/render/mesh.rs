//! Triangles of a pass in the picture.

use crate::scene::{Camera, MaterialId};
use crate::surface::{Part, Surface};
use crate::wardrobe::mesh::add_normals;
use glam::{Vec2, Vec3};

/// Edges of what stands are cut to this length, metres, so that a bent lens bends them and nothing reaches behind the camera.
const LONGEST_EDGE_M: f32 = 0.4;

/// Several surfaces as one.
#[derive(Debug, Default)]
pub(super) struct Mesh {
    pub surface: Surface,
    pub vertices: Vec<Vec3>,
    pub normals: Vec<Vec3>,
}

impl Mesh {
    /// Adds the fixed part of a surface.
    pub fn add(&mut self, other: &Surface) {
        let s = &mut self.surface;
        let first = s.rest.len() as u32;
        s.rest.extend(&other.rest);
        s.triangles.extend(other.triangles.iter().map(|t| t.map(|v| v + first)));
        s.materials.extend(&other.materials);
        s.parts.extend(&other.parts);
        s.uv.resize(s.triangles.len() - other.triangles.len(), [Vec2::ZERO; 3]);
        s.uv.extend(&other.uv);
        s.uv.resize(s.triangles.len(), [Vec2::ZERO; 3]);
        s.inside.resize(s.triangles.len() - other.triangles.len(), [1.0; 3]);
        s.inside.extend(&other.inside);
        s.inside.resize(s.triangles.len(), [1.0; 3]);
    }

    /// Smooth normals of the vertices as they are.
    pub fn smooth(&mut self) {
        self.normals.resize(self.vertices.len(), Vec3::ZERO);
        add_normals(&self.vertices, &self.surface.triangles, &mut self.normals);
    }

    /// What stands: cut small, every triangle with its own flat normal.
    pub fn standing(set: &Surface) -> Self {
        let mut mesh = Self::default();
        for (index, t) in set.triangles.iter().enumerate() {
            let corners = t.map(|v| set.rest[v as usize]);
            let uv = set.uv.get(index).copied().unwrap_or([Vec2::ZERO; 3]);
            mesh.cut(corners, uv, set.materials[index], set.parts[index]);
        }
        mesh.vertices.clone_from(&mesh.surface.rest);
        mesh
    }

    fn cut(&mut self, [a, b, c]: [Vec3; 3], [u, v, w]: [Vec2; 3], material: MaterialId, part: Part) {
        let edges = [a.distance_squared(b), b.distance_squared(c), c.distance_squared(a)];
        let longest = edges.into_iter().fold(0.0, f32::max);
        if longest <= LONGEST_EDGE_M * LONGEST_EDGE_M {
            let first = self.surface.rest.len() as u32;
            let normal = (b - a).cross(c - a).normalize_or_zero();
            self.surface.rest.extend([a, b, c]);
            self.normals.extend([normal; 3]);
            self.surface.triangles.push([first, first + 1, first + 2]);
            self.surface.materials.push(material);
            self.surface.parts.push(part);
            self.surface.uv.push([u, v, w]);
            self.surface.inside.push([1.0; 3]);
        } else if longest == edges[0] {
            let (m, n) = ((a + b) / 2.0, (u + v) / 2.0);
            self.cut([a, m, c], [u, n, w], material, part);
            self.cut([m, b, c], [n, v, w], material, part);
        } else if longest == edges[1] {
            let (m, n) = ((b + c) / 2.0, (v + w) / 2.0);
            self.cut([a, b, m], [u, v, n], material, part);
            self.cut([a, m, c], [u, n, w], material, part);
        } else {
            let (m, n) = ((c + a) / 2.0, (w + u) / 2.0);
            self.cut([a, b, m], [u, v, n], material, part);
            self.cut([m, b, c], [n, v, w], material, part);
        }
    }

    /// Pixel and depth of every vertex; the depth of one that the camera cannot see is 0.
    pub fn projected(&self, camera: &Camera, shift: Vec2) -> Vec<Vec3> {
        self.vertices
            .iter()
            .map(|v| {
                camera.project(v.as_dvec3()).map_or(Vec3::ZERO, |p| {
                    Vec3::new(p.x as f32 + shift.x, p.y as f32 + shift.y, p.depth as f32)
                })
            })
            .collect()
    }
}

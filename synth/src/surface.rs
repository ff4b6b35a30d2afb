//! What the renderer draws of a person or thing: triangles with materials. Vertices move, the rest stays.

use crate::scene::MaterialId;
use glam::{Vec2, Vec3};

/// The fixed part of a drawn surface. [`crate::actor::Actor`] gives the vertices at a time.
#[derive(Debug, Clone, Default)]
pub struct Surface {
    /// Vertex positions in the rest pose: procedural patterns (weave, skin, stripes) are anchored to these, so that they
    /// move with the surface. Same length and order as the moved vertices.
    pub rest: Vec<Vec3>,
    /// Corners of each triangle, anticlockwise seen from outside.
    pub triangles: Vec<[u32; 3]>,
    /// Material of each triangle.
    pub materials: Vec<MaterialId>,
    /// What each triangle belongs to, for visibility and masks.
    pub parts: Vec<Part>,
    /// Texture coordinates per corner; empty where no material wants them.
    pub uv: Vec<[Vec2; 3]>,
    /// Per corner, metres inside the edge of a garment: a pixel where the interpolated value is negative is not
    /// drawn, which cuts hems and sleeves straight across triangles. Empty where nothing is cut.
    pub inside: Vec<[f32; 3]>,
}

/// What a triangle belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Part {
    /// Bare skin, and eyes.
    #[default]
    Skin,
    /// Shirt, hoodie.
    Top,
    /// Shorts, tights.
    Bottom,
    /// Shoes and socks.
    Shoe,
    /// Hair.
    Hair,
    /// A sticker.
    Sticker,
    /// Anything that is not the runner.
    Thing,
}

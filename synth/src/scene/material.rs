//! What surfaces are made of.

use glam::Vec3;

/// Index of a material in the scene's palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct MaterialId(pub u16);

/// Share of light that a surface sends back, linear, red, green and blue, 0 to 1.
pub type Colour = Vec3;

/// How the two colours of a material are spread over it. Lengths are in units of [`Material::scale_m`], measured on the rest pose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pattern {
    /// The first colour, slightly uneven.
    #[default]
    Plain,
    /// Cloth: threads, uneven dye, small folds.
    Weave,
    /// Cloth with bands round the body, two units apart.
    Stripes,
    /// Cloth with vertical panels of the second colour, as sportswear has at the sides.
    Blocks,
    /// Cloth with a print of blots.
    Print,
    /// Skin: mottled, light bleeds round the edge of the shadow.
    Skin,
    /// Hair: strands.
    Hair,
    /// A disc with a ring in the second colour, by texture coordinates (0 to 1 across the sticker).
    Ring,
    /// Rubber belt with marks of the second colour; runs along x.
    Belt,
    /// Rubber floor with specks.
    Floor,
    /// Painted wall with panel joints.
    Wall,
    /// Bricks with joints of the second colour.
    Brick,
    /// Boards along x.
    Wood,
    /// A bright window: the second colour below, the first above.
    Window,
}

/// What a surface is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Material {
    /// Pattern.
    pub pattern: Pattern,
    /// Main colour.
    pub colour: Colour,
    /// Other colour of the pattern.
    pub second: Colour,
    /// Size of the pattern in metres.
    pub scale_m: f32,
    /// Strength of the highlight, 0 to 1.
    pub specular: f32,
    /// Sharpness of the highlight (exponent): 8 cloth, 20 skin, 60 polished.
    pub gloss: f32,
    /// Seen from both sides: cloth.
    pub two_sided: bool,
    /// Shines by itself by this factor of its colour: windows, displays, lamps.
    pub glow: f32,
    /// Throws a shadow: all but the shell of the room.
    pub casts_shadow: bool,
}

impl Default for Material {
    /// Matt mid-grey.
    fn default() -> Self {
        Self {
            pattern: Pattern::Plain,
            colour: Vec3::splat(0.18),
            second: Vec3::splat(0.18),
            scale_m: 0.05,
            specular: 0.02,
            gloss: 10.0,
            two_sided: false,
            glow: 0.0,
            casts_shadow: true,
        }
    }
}

/// The materials of a clip: runner, room and treadmill share one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Palette(Vec<Material>);

impl Palette {
    /// Adds a material.
    pub fn add(&mut self, material: Material) -> MaterialId {
        self.0.push(material);
        // A palette of more than 65,536 materials would share the last one; a clip has some fifty.
        MaterialId(u16::try_from(self.0.len() - 1).unwrap_or(u16::MAX))
    }

    /// A material, if it is one of this palette.
    pub fn get(&self, id: MaterialId) -> Option<&Material> {
        self.0.get(usize::from(id.0))
    }

    /// Puts another material in the place of one.
    pub fn replace(&mut self, id: MaterialId, material: Material) {
        if let Some(own) = self.0.get_mut(usize::from(id.0)) {
            *own = material;
        }
    }

    /// All of them, in the order of their ids.
    pub fn all(&self) -> &[Material] {
        &self.0
    }
}

//! Ready materials: skin from light to dark, cloth of any colour, stickers.

use super::material::{Colour, Material, Pattern};
use glam::Vec3;

/// Linear colour from the 0 to 255 numbers of a screen (sRGB, IEC 61966-2-1).
pub fn srgb(red: u8, green: u8, blue: u8) -> Colour {
    let linear = |v: u8| {
        let v = f32::from(v) / 255.0;
        if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
    };
    Vec3::new(linear(red), linear(green), linear(blue))
}

/// Skin tones from light to dark: the ten of the Monk Skin Tone scale (Monk 2019), sRGB.
pub const SKIN_TONES: [[u8; 3]; 10] = [
    [246, 237, 228],
    [243, 231, 219],
    [247, 234, 208],
    [234, 218, 186],
    [215, 189, 150],
    [160, 126, 86],
    [130, 92, 67],
    [96, 65, 52],
    [58, 49, 42],
    [41, 36, 32],
];

/// Skin, from the lightest (0) to the darkest (1) of [`SKIN_TONES`].
pub fn skin(darkness: f32) -> Material {
    let at = darkness.clamp(0.0, 1.0) * (SKIN_TONES.len() - 1) as f32;
    let tone = |i: usize| SKIN_TONES.get(i).map_or(Vec3::ZERO, |t| srgb(t[0], t[1], t[2]));
    let colour = tone(at as usize).lerp(tone(at as usize + 1), at.fract().max(0.0));
    // The scale's swatches are paler than lit skin in photographs: less blue and green brings them to its hue.
    let colour = colour * Vec3::new(0.82, 0.70, 0.62);
    let second = colour * Vec3::new(1.05, 0.86, 0.84);
    Material { pattern: Pattern::Skin, colour, second, specular: 0.05, gloss: 18.0, ..Material::default() }
}

/// Cloth of one colour.
pub fn cloth(colour: Colour) -> Material {
    patterned_cloth(Pattern::Weave, colour, colour, 0.05)
}

/// Cloth with a pattern of two colours and its size in metres; any of `Weave`, `Stripes`, `Blocks`, `Print`.
pub fn patterned_cloth(pattern: Pattern, colour: Colour, second: Colour, scale_m: f32) -> Material {
    Material {
        pattern,
        colour,
        second,
        scale_m,
        specular: 0.02,
        gloss: 8.0,
        two_sided: true,
        ..Material::default()
    }
}

/// Hair of a colour, with lighter strands.
pub fn hair(colour: Colour) -> Material {
    let second = colour * 1.8;
    Material {
        pattern: Pattern::Hair,
        colour,
        second,
        specular: 0.05,
        gloss: 12.0,
        two_sided: true,
        ..Material::default()
    }
}

/// A smooth material: shoes, plastic, eyes (`gloss` 60).
pub fn smooth(colour: Colour, specular: f32, gloss: f32) -> Material {
    Material { colour, second: colour, specular, gloss, ..Material::default() }
}

/// A round sticker with a ring in the second colour; needs texture coordinates.
pub fn sticker(colour: Colour, ring: Colour) -> Material {
    Material {
        pattern: Pattern::Ring,
        colour,
        second: ring,
        specular: 0.12,
        gloss: 30.0,
        two_sided: true,
        ..Material::default()
    }
}

/// Painted steel, rubber and the like, for things.
pub fn painted(colour: Colour) -> Material {
    Material { colour, second: colour, scale_m: 0.04, specular: 0.12, gloss: 25.0, ..Material::default() }
}

//! The light that comes from a point.

use super::shadow::ShadowMap;
use crate::scene::{Light, Material, Pattern, look};
use glam::{Vec2, Vec3};
use std::sync::LazyLock;

/// A point of a surface.
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    pub position: Vec3,
    /// Place in the rest pose, for patterns.
    pub rest: Vec3,
    pub normal: Vec3,
    pub uv: Vec2,
}

/// Strength of the weak light at the camera that keeps faces in shadow from being black.
const FILL: f32 = 0.18;

/// Linear light that a point sends towards an eye, as far as it does not hang on shadows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reflected {
    /// Where the key light is blocked.
    dark: Vec3,
    /// What the key light adds where nothing blocks it.
    by_key: Vec3,
    /// Where to ask for shadow: just off the surface.
    probe: Vec3,
}

impl Reflected {
    /// Where nothing is seen, or nothing is known of it.
    pub fn even(light: Vec3) -> Self {
        Self { dark: light, by_key: Vec3::ZERO, probe: Vec3::ZERO }
    }

    /// The light with these shadows.
    pub fn under(&self, shadows: &ShadowMap) -> Vec3 {
        self.dark + self.by_key * shadows.lit(self.probe)
    }
}

/// Linear light towards an eye.
pub(super) fn reflect(material: &Material, point: &Point, eye: Vec3, light: &Light) -> Reflected {
    let look = look(material, point.rest, point.uv);
    if material.glow > 0.0 {
        return Reflected::even(look.colour * material.glow * light.exposure);
    }
    let view = (eye - point.position).normalize_or_zero();
    let facing = if point.normal.dot(view) < 0.0 { -point.normal } else { point.normal };
    let normal = (facing + look.fold).normalize_or_zero();
    // Skin lets light through at the edge of shadow.
    let wrap = if material.pattern == Pattern::Skin { 0.25 } else { 0.05 };
    let towards = ((normal.dot(light.to_key) + wrap) / (1.0 + wrap)).max(0.0);
    let around = light.ambient * (0.8 + 0.35 * normal.y);
    let fill = FILL * normal.dot(light.to_fill).max(0.0);
    let half = (view + light.to_key).normalize_or_zero();
    let shine = if material.specular > 0.0 {
        material.specular * normal.dot(half).max(0.0).powf(material.gloss)
    } else {
        0.0
    };
    Reflected {
        dark: look.colour * (around + fill) * light.exposure,
        by_key: (look.colour * towards + shine) * light.key * light.exposure,
        probe: point.position + facing * 0.004,
    }
}

/// What a sensor and its tone curve make of linear light: 0 to 255.
pub(super) fn tone(light: Vec3) -> Vec3 {
    Vec3::from_array(light.to_array().map(tone_of))
}

/// Light from which on every pixel is white: where the shoulder of [`exact_tone`] reaches 1.
const WHITE: f32 = 1.3;
const TONES: usize = 4096;

/// The tone curve as a table over the root of the light, along which it is nearly straight: computed for every pixel, the powers
/// took a sixth of the time of drawing.
static TABLE: LazyLock<Vec<f32>> =
    LazyLock::new(|| (0..=TONES).map(|i| exact_tone(WHITE * (i as f32 / TONES as f32).powi(2))).collect());

fn tone_of(light: f32) -> f32 {
    let place = (light / WHITE).clamp(0.0, 1.0).sqrt() * TONES as f32;
    TABLE[place as usize]
}

/// A soft shoulder above a third of white, then the sRGB curve's exponent.
fn exact_tone(l: f32) -> f32 {
    (l * (1.0 + 0.12 * l) / (1.0 + 0.38 * l)).clamp(0.0, 1.0).powf(1.0 / 2.2) * 255.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_follows_the_curve_within_a_fraction_of_a_step() {
        for i in 0..=10_000 {
            let light = i as f32 * 2e-4;
            assert!((tone_of(light) - exact_tone(light)).abs() < 0.1, "{light}");
        }
    }
}

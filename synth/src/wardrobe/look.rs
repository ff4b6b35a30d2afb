//! Colours and patterns, as plain values.

use rand::Rng;
use serde::{Deserialize, Serialize};

/// What a surface looks like.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Look {
    /// Main colour, linear RGB, 0 to 1.
    pub colour: [f32; 3],
    /// Second colour of the pattern, linear RGB.
    pub second: [f32; 3],
    /// Pattern, anchored to the rest vertices.
    pub pattern: Pattern,
    /// Size of one repeat of the pattern, metres.
    pub scale_m: f32,
    /// Share of the light that is mirrored, 0 (matt) to 1.
    pub gloss: f32,
}

impl Default for Look {
    fn default() -> Self {
        Self::plain([0.2, 0.2, 0.2])
    }
}

impl Look {
    /// One colour, knitted.
    pub const fn plain(colour: [f32; 3]) -> Self {
        Self { colour, second: colour, pattern: Pattern::Plain, scale_m: 0.02, gloss: 0.03 }
    }

    /// The same with a pattern in a second colour.
    pub const fn with(self, pattern: Pattern, second: [f32; 3], scale_m: f32) -> Self {
        Self { second, pattern, scale_m, ..self }
    }

    /// A garment's colours as people wear them to run: black often, the rest bright or pale, four in ten patterned.
    pub fn random(rng: &mut impl Rng) -> Self {
        let plain = Self { gloss: rng.random_range(0.0..0.12), ..Self::plain(random_colour(rng, 0.35)) };
        if rng.random_bool(0.6) {
            return plain;
        }
        let pattern = Pattern::ALL[rng.random_range(1..Pattern::ALL.len())];
        plain.with(pattern, random_colour(rng, 0.2), rng.random_range(0.01..0.12))
    }
}

/// How two colours share a surface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pattern {
    /// The main colour only.
    #[default]
    Plain,
    /// Horizontal stripes.
    Stripes,
    /// Upright stripes.
    UprightStripes,
    /// Squares.
    Checks,
    /// Dots.
    Dots,
    /// Flecked, melange.
    Flecks,
    /// Large soft blots.
    Blots,
}

impl Pattern {
    /// All, [`Pattern::Plain`] first.
    pub const ALL: [Self; 7] = [
        Self::Plain,
        Self::Stripes,
        Self::UprightStripes,
        Self::Checks,
        Self::Dots,
        Self::Flecks,
        Self::Blots,
    ];
}

/// Linear RGB; nearly black with the given chance.
fn random_colour(rng: &mut impl Rng, black: f64) -> [f32; 3] {
    if rng.random_bool(black) {
        let grey = rng.random_range(0.01..0.05);
        return [0; 3].map(|_: i32| grey + rng.random_range(0.0..0.01));
    }
    let (hue, value) = (rng.random_range(0.0..6.0), rng.random_range(0.08..0.85_f32));
    let white = if rng.random_bool(0.3) { 0.85 } else { rng.random_range(0.05..0.7) };
    // Hue on the colour circle, mixed with white, darkened.
    [0.0, 2.0, 4.0].map(|at: f32| {
        let away = (hue - at + 3.0_f32).rem_euclid(6.0) - 3.0;
        let pure = (2.0 - away.abs()).clamp(0.0, 1.0);
        value * (pure + (1.0 - pure) * white)
    })
}

/// Skin tones from light to dark, linear RGB: the middles of the Monk skin tone scale's swatches 1, 3, 5, 6, 7, 8 and 10 (Monk
/// 2019), sRGB taken to linear.
pub const SKIN_TONES: [[f32; 3]; 7] = [
    [0.922, 0.847, 0.774],
    [0.931, 0.823, 0.648],
    [0.679, 0.491, 0.287],
    [0.352, 0.215, 0.116],
    [0.223, 0.117, 0.068],
    [0.117, 0.058, 0.041],
    [0.022, 0.015, 0.013],
];

/// A skin tone between the lightest (0) and the darkest (1), linear RGB.
pub fn skin_tone(dark: f64) -> [f32; 3] {
    let place = dark.clamp(0.0, 1.0) * (SKIN_TONES.len() - 1) as f64;
    let lower = (place as usize).min(SKIN_TONES.len() - 2);
    let share = (place - lower as f64) as f32;
    [0, 1, 2].map(|c| SKIN_TONES[lower][c] * (1.0 - share) + SKIN_TONES[lower + 1][c] * share)
}

/// A colour for each material of a dressed runner. The index is that of [`super::Runner`]'s materials.
#[derive(Debug, Clone, PartialEq)]
pub struct MaterialSpec {
    /// What it covers.
    pub covers: Covers,
    /// How it looks.
    pub look: Look,
}

/// What a material of a runner covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Covers {
    /// Bare skin.
    Skin,
    /// Eyes: the colour is the iris's.
    Eye,
    /// Shirt or hoodie.
    Top,
    /// Shorts or tights.
    Bottom,
    /// Upper of the shoes.
    Shoe,
    /// Sole of the shoes.
    Sole,
    /// Socks.
    Sock,
    /// Hair.
    Hair,
    /// A cap.
    Cap,
    /// One colour of sticker.
    Sticker,
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn skin_tones_end_at_the_scale() {
        assert_eq!(skin_tone(0.0), SKIN_TONES[0]);
        assert_eq!(skin_tone(1.0), SKIN_TONES[6]);
        assert!(skin_tone(0.4)[0] > skin_tone(0.6)[0]);
    }

    #[test]
    fn random_colours_are_colours() {
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(1);
        for _ in 0..500 {
            let look = Look::random(&mut rng);
            assert!(look.colour.iter().chain(&look.second).all(|c| (0.0..=1.0).contains(c)), "{look:?}");
        }
    }
}

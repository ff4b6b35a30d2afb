//! Colours and patterns of clothes and shoes, as plain values.

use crate::scene::palette::{patterned_cloth, smooth};
use crate::scene::{self, Material};
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
    /// Bands round the body.
    Stripes,
    /// Upright panels at the sides.
    Panels,
    /// Blots.
    Print,
}

impl Pattern {
    /// All, [`Pattern::Plain`] first.
    pub const ALL: [Self; 4] = [Self::Plain, Self::Stripes, Self::Panels, Self::Print];

    fn drawn(self) -> scene::Pattern {
        match self {
            Self::Plain => scene::Pattern::Weave,
            Self::Stripes => scene::Pattern::Stripes,
            Self::Panels => scene::Pattern::Blocks,
            Self::Print => scene::Pattern::Print,
        }
    }
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

impl Look {
    /// As cloth.
    pub fn cloth(&self) -> Material {
        let material =
            patterned_cloth(self.pattern.drawn(), self.colour.into(), self.second.into(), self.scale_m);
        Material { specular: self.gloss, ..material }
    }

    /// As a shoe's upper or sole.
    pub fn smooth(&self) -> Material {
        let pattern =
            if self.pattern == Pattern::Plain { scene::Pattern::Plain } else { self.pattern.drawn() };
        Material {
            pattern,
            second: self.second.into(),
            scale_m: self.scale_m,
            ..smooth(self.colour.into(), self.gloss, 20.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn random_colours_are_colours() {
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(1);
        for _ in 0..500 {
            let look = Look::random(&mut rng);
            assert!(look.colour.iter().chain(&look.second).all(|c| (0.0..=1.0).contains(c)), "{look:?}");
        }
    }
}

//! Shape parameters into a mixture of MakeHuman's targets.

use super::{Assets, BodyError};
use glam::DVec3;
use rand::Rng;
use serde::{Deserialize, Serialize};

/// The shape of a body. Values of 0 to 1 run from least to most, 0.5 is average; values of -1 to 1 from less to more, 0 is average.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BodySpec {
    /// 0 female, 1 male.
    pub sex: f64,
    /// 0 young (about 25 years) to 1 old (about 90).
    pub age: f64,
    /// Shares of African, Asian and Caucasian features; made to sum to 1.
    pub ancestry: [f64; 3],
    /// 0 to 1.
    pub muscle: f64,
    /// 0 to 1.
    pub weight: f64,
    /// 0 to 1.
    pub height: f64,
    /// -1 uncommon to 1 ideal proportions.
    pub proportions: f64,
    /// -1 to 1.
    pub buttocks: f64,
    /// -1 toned to 1 slack.
    pub stomach: f64,
    /// Width of the hips, -1 to 1.
    pub hip_width: f64,
    /// How far the bony ASIS and PSIS may lie from the usual point under the skin, millimetres (standard deviation). People
    /// differ; a method that learnt one fixed point of the skin would be too sure of itself.
    pub landmark_jitter_mm: f64,
    /// How much higher than usual the skin ceases to go with the pelvis, millimetres: how far the flesh over ASIS and PSIS slides differs
    /// between people too.
    #[serde(skip_serializing_if = "is_nothing")]
    pub skin_raised_mm: f64,
    /// Seed of that difference.
    pub seed: u64,
}

/// Recipes of before a value existed stay the same, word for word.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_nothing(value: &f64) -> bool {
    *value == 0.0
}

impl Default for BodySpec {
    fn default() -> Self {
        Self {
            sex: 1.0,
            age: 0.0,
            ancestry: [0.0, 0.0, 1.0],
            muscle: 0.55,
            weight: 0.35,
            height: 0.55,
            proportions: 0.6,
            buttocks: 0.0,
            stomach: 0.0,
            hip_width: 0.0,
            landmark_jitter_mm: 0.0,
            skin_raised_mm: 0.0,
            seed: 0,
        }
    }
}

impl BodySpec {
    /// A body drawn at random; the spreads are wide, so that a method is tried on more than the average runner.
    pub fn random(rng: &mut impl Rng) -> Self {
        let about = |rng: &mut dyn FnMut() -> f64, middle: f64, spread: f64| {
            // Sum of four uniform draws: near enough to a bell, and bounded.
            middle + spread * 1.73 * ((0..4).map(|_| rng()).sum::<f64>() - 2.0)
        };
        let mut draw = || rng.random::<f64>();
        let ancestry = [draw(), draw(), draw()].map(|x| x * x);
        let old = draw();
        Self {
            sex: if draw() < 0.5 { 0.0 } else { 1.0 },
            age: if old < 0.4 { 0.7 * draw() } else { 0.0 },
            ancestry,
            muscle: about(&mut draw, 0.55, 0.2).clamp(0.0, 1.0),
            weight: about(&mut draw, 0.42, 0.2).clamp(0.0, 1.0),
            height: about(&mut draw, 0.5, 0.2).clamp(0.0, 1.0),
            proportions: -0.7 + 1.7 * draw(),
            buttocks: about(&mut draw, 0.0, 0.5).clamp(-1.0, 1.0),
            stomach: about(&mut draw, 0.0, 0.5).clamp(-1.0, 1.0),
            hip_width: about(&mut draw, 0.0, 0.4).clamp(-1.0, 1.0),
            landmark_jitter_mm: 4.0,
            skin_raised_mm: 0.0,
            seed: (draw() * 1e9) as u64,
        }
    }

    /// Shapes the base mesh.
    pub(super) fn apply(&self, assets: &Assets, vertices: &mut [DVec3]) -> Result<(), BodyError> {
        for (target, share) in self.targets().into_iter().filter(|(_, share)| share.abs() > 1e-4) {
            assets.morph(vertices, &target, share)?;
        }
        Ok(())
    }

    /// Targets with their shares. The base mesh is sexless: every macro target counts by the product of its traits.
    fn targets(&self) -> Vec<(String, f64)> {
        let mut all = Vec::new();
        let total: f64 = self.ancestry.iter().sum::<f64>().max(1e-9);
        for (sex, of_sex) in [("female", 1.0 - self.sex), ("male", self.sex)] {
            for (age, of_age) in [("young", 1.0 - self.age), ("old", self.age)] {
                let share = of_sex * of_age;
                if share <= 1e-4 {
                    continue;
                }
                for (name, part) in ["african", "asian", "caucasian"].into_iter().zip(self.ancestry) {
                    all.push((format!("macrodetails/{name}-{sex}-{age}"), share * part / total));
                }
                self.build_targets(sex, age, share, &mut all);
            }
        }
        for (less, more, value) in [
            ("buttocks/buttocks-volume-decr", "buttocks/buttocks-volume-incr", self.buttocks),
            ("stomach/stomach-tone-incr", "stomach/stomach-tone-decr", self.stomach),
            ("hip/hip-scale-horiz-decr", "hip/hip-scale-horiz-incr", 0.5 * self.hip_width),
        ] {
            all.push(((if value < 0.0 { less } else { more }).into(), value.abs()));
        }
        all
    }

    /// Muscle, weight, height and proportions of one sex and age.
    fn build_targets(&self, sex: &str, age: &str, share: f64, all: &mut Vec<(String, f64)>) {
        for (muscle, of_muscle) in tent(self.muscle) {
            for (weight, of_weight) in tent(self.weight) {
                let share = share * of_muscle * of_weight;
                if share <= 1e-4 {
                    continue;
                }
                let build = format!("{muscle}muscle-{weight}weight");
                all.push((format!("macrodetails/universal-{sex}-{age}-{build}"), share));
                let tall = if self.height > 0.5 { "maxheight" } else { "minheight" };
                // The extremes of height are 1.4 and 2.3 m; six tenths of the way stays within runners.
                let of_height = 0.6 * (2.0 * self.height - 1.0).abs();
                all.push((format!("macrodetails/height/{sex}-{age}-{build}-{tall}"), share * of_height));
                let kind = if self.proportions > 0.0 { "idealproportions" } else { "uncommonproportions" };
                let of_kind = share * self.proportions.abs();
                all.push((format!("macrodetails/proportions/{sex}-{age}-{build}-{kind}"), of_kind));
            }
        }
    }
}

/// How much a value of 0 to 1 is least, average and most.
fn tent(value: f64) -> [(&'static str, f64); 3] {
    [
        ("min", (1.0 - 2.0 * value).max(0.0)),
        ("average", 1.0 - (2.0 * value - 1.0).abs()),
        ("max", (2.0 * value - 1.0).max(0.0)),
    ]
}

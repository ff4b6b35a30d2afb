//! What a runner wears.

use super::look::{Look, Pattern};
use rand::Rng;
use serde::{Deserialize, Serialize};

/// A whole outfit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OutfitSpec {
    /// Shirt, or none.
    pub top: TopSpec,
    /// Shorts or tights.
    pub bottom: BottomSpec,
    /// Skin, 0 lightest to 1 darkest.
    pub skin_dark: f64,
    /// Hair.
    pub hair: HairSpec,
    /// Shoes.
    pub shoes: Look,
    /// Soles.
    pub soles: Look,
    /// Socks.
    pub socks: Look,
    /// Height of the socks above the ankle joint, metres.
    pub sock_m: f64,
    /// How far flesh shakes at contact, millimetres; 0 for none.
    pub soft_tissue_mm: f64,
}

/// The garment of the upper body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TopSpec {
    /// Cut.
    pub cut: TopCut,
    /// How far it stands off the body, metres: 0.004 is tight, 0.03 hangs loose.
    pub loose_m: f64,
    /// Height of the hem over the hip joints, metres; -0.05 is the lowest.
    pub hem_m: f64,
    /// Length of the sleeves: 0 at the shoulder, 1 at the elbow, 2 at the wrist.
    pub sleeve: f64,
    /// Worn inside the shorts.
    pub tucked: bool,
    /// Colour.
    pub look: Look,
}

/// Cut of the upper garment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TopCut {
    /// Nothing.
    Bare,
    /// Round neck and sleeves.
    #[default]
    Tee,
    /// Deep neck and arm holes, no sleeves.
    Singlet,
    /// Ends under the ribs.
    Crop,
    /// Heavy, long sleeves, hood on the back.
    Hoodie,
}

/// The garment of the lower body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BottomSpec {
    /// Length of the legs: 0 at the hip joint, 1 at the knee, 2 at the ankle.
    pub leg: f64,
    /// Height of the waistband over the hip joints, metres.
    pub waist_m: f64,
    /// How far it stands off the thigh at the hem, metres: 0.003 is tight.
    pub loose_m: f64,
    /// Colour.
    pub look: Look,
}

/// Hair of the head.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HairSpec {
    /// Style.
    pub style: HairStyle,
    /// Colour, linear RGB.
    pub colour: [f32; 3],
    /// Colour of the cap, where one is worn, linear RGB.
    pub cap_colour: [f32; 3],
}

/// Style of hair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HairStyle {
    /// No hair.
    Bald,
    /// Short.
    #[default]
    Short,
    /// Tied back in a tail that swings.
    Tail,
    /// Short under a cap with a peak.
    Cap,
}

const BLACK: [f32; 3] = [0.015, 0.015, 0.018];
const WHITE: [f32; 3] = [0.75, 0.75, 0.74];

impl Default for TopSpec {
    fn default() -> Self {
        let look = Look::plain([0.02, 0.16, 0.42]);
        Self { cut: TopCut::Tee, loose_m: 0.004, hem_m: 0.06, sleeve: 0.45, tucked: false, look }
    }
}

impl Default for BottomSpec {
    fn default() -> Self {
        Self { leg: 0.45, waist_m: 0.12, loose_m: 0.004, look: Look::plain(BLACK) }
    }
}

impl Default for HairSpec {
    fn default() -> Self {
        Self { style: HairStyle::Short, colour: [0.035, 0.02, 0.012], cap_colour: WHITE }
    }
}

impl Default for OutfitSpec {
    /// Tight tee and tight shorts.
    fn default() -> Self {
        Self {
            top: TopSpec::default(),
            bottom: BottomSpec::default(),
            skin_dark: 0.25,
            hair: HairSpec::default(),
            shoes: Look::plain([0.5, 0.04, 0.03]).with(Pattern::Print, [0.6, 0.2, 0.03], 0.08),
            soles: Look::plain(WHITE),
            socks: Look::plain(WHITE),
            sock_m: 0.05,
            soft_tissue_mm: 0.0,
        }
    }
}

/// The named outfits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutfitKind {
    /// Tight tee, tight shorts.
    Tight,
    /// Loose tee over loose shorts.
    Loose,
    /// Bare trunk, tight shorts.
    Shirtless,
    /// Singlet, split shorts.
    Singlet,
    /// Tight tee, long tights.
    LongTights,
    /// Hoodie, baggy shorts.
    Hoodie,
    /// Crop top, tight shorts.
    CropTop,
}

impl OutfitKind {
    /// All.
    pub const ALL: [Self; 7] = [
        Self::Tight,
        Self::Loose,
        Self::Shirtless,
        Self::Singlet,
        Self::LongTights,
        Self::Hoodie,
        Self::CropTop,
    ];
}

impl OutfitSpec {
    /// A named outfit in its own colours.
    pub fn preset(kind: OutfitKind) -> Self {
        let outfit = Self::default();
        let (top, bottom) = (outfit.top.clone(), outfit.bottom.clone());
        let (top, bottom) = match kind {
            OutfitKind::Tight => (top, bottom),
            OutfitKind::Loose => (
                TopSpec {
                    loose_m: 0.028,
                    hem_m: -0.03,
                    sleeve: 0.65,
                    look: Look::plain([0.5, 0.09, 0.05]),
                    ..top
                },
                BottomSpec { leg: 0.6, loose_m: 0.025, look: Look::plain([0.03, 0.05, 0.12]), ..bottom },
            ),
            OutfitKind::Shirtless => {
                (TopSpec { cut: TopCut::Bare, ..top }, BottomSpec { waist_m: 0.085, ..bottom })
            }
            OutfitKind::Singlet => (
                TopSpec {
                    cut: TopCut::Singlet,
                    loose_m: 0.014,
                    hem_m: 0.02,
                    look: Look::plain(WHITE),
                    ..top
                },
                BottomSpec { leg: 0.25, loose_m: 0.018, look: Look::plain([0.02, 0.2, 0.1]), ..bottom },
            ),
            OutfitKind::LongTights => (top, BottomSpec { leg: 1.9, ..bottom }),
            OutfitKind::Hoodie => (
                TopSpec {
                    cut: TopCut::Hoodie,
                    loose_m: 0.036,
                    hem_m: 0.0,
                    sleeve: 1.92,
                    look: Look::plain([0.2, 0.2, 0.21]),
                    ..top
                },
                BottomSpec { leg: 0.85, loose_m: 0.04, look: Look::plain(BLACK), ..bottom },
            ),
            OutfitKind::CropTop => (
                TopSpec { cut: TopCut::Crop, hem_m: 0.25, look: Look::plain([0.3, 0.03, 0.2]), ..top },
                BottomSpec { leg: 0.35, ..bottom },
            ),
        };
        Self { top, bottom, ..outfit }
    }

    /// Any outfit: a named one with its lengths, looseness and colours drawn anew.
    pub fn random(rng: &mut impl Rng) -> Self {
        let kind = OutfitKind::ALL[rng.random_range(0..OutfitKind::ALL.len())];
        Self::random_of(kind, rng)
    }

    /// A named outfit with its lengths, looseness and colours drawn anew.
    pub fn random_of(kind: OutfitKind, rng: &mut impl Rng) -> Self {
        let mut outfit = Self::preset(kind);
        let long = outfit.bottom.leg > 1.5;
        outfit.top.loose_m *= rng.random_range(0.7..1.3);
        outfit.top.hem_m = (outfit.top.hem_m + rng.random_range(-0.03..0.03)).max(LOWEST_HEM_M);
        outfit.top.sleeve *= rng.random_range(0.8..1.04);
        outfit.top.tucked = outfit.top.cut == TopCut::Tee && rng.random_bool(0.15);
        outfit.top.look = Look::random(rng);
        outfit.bottom.leg *= if long { rng.random_range(0.9..1.0) } else { rng.random_range(0.75..1.15) };
        outfit.bottom.waist_m = rng.random_range(0.07..0.13);
        outfit.bottom.loose_m *= rng.random_range(0.7..1.3);
        outfit.bottom.look = Look::random(rng);
        outfit.skin_dark = rng.random_range(0.0..1.0);
        outfit.hair = random_hair(rng);
        (outfit.shoes, outfit.socks) = (Look::random(rng), Look::random(rng));
        outfit.sock_m = rng.random_range(0.02..0.14);
        outfit.soft_tissue_mm = rng.random_range(0.0..8.0);
        outfit
    }
}

/// The hem may hang no lower than the crotch, metres over the hip joints: below it the cloth is cut like the legs.
pub const LOWEST_HEM_M: f64 = -0.05;

fn random_hair(rng: &mut impl Rng) -> HairSpec {
    const COLOURS: [[f32; 3]; 6] = [
        [0.008, 0.007, 0.007],
        [0.035, 0.02, 0.012],
        [0.09, 0.045, 0.02],
        [0.35, 0.22, 0.09],
        [0.2, 0.05, 0.015],
        [0.4, 0.4, 0.4],
    ];
    const STYLES: [HairStyle; 4] = [HairStyle::Bald, HairStyle::Short, HairStyle::Tail, HairStyle::Cap];
    HairSpec {
        style: STYLES[rng.random_range(0..STYLES.len())],
        colour: COLOURS[rng.random_range(0..COLOURS.len())],
        cap_colour: Look::random(rng).colour,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn an_outfit_survives_its_file() {
        for kind in OutfitKind::ALL {
            let outfit = OutfitSpec::preset(kind);
            let text = toml::to_string(&outfit).unwrap();
            assert_eq!(toml::from_str::<OutfitSpec>(&text).unwrap(), outfit, "{text}");
        }
    }

    #[test]
    fn a_wrong_name_is_refused() {
        assert!(toml::from_str::<OutfitSpec>("[top]\nsleeves = 1.0").is_err());
    }

    #[test]
    fn random_outfits_stay_in_range_and_repeat_by_seed() {
        let draw = |seed| OutfitSpec::random(&mut rand_chacha::ChaCha8Rng::seed_from_u64(seed));
        for seed in 0..200 {
            let outfit = draw(seed);
            assert_eq!(outfit, draw(seed));
            assert!(
                outfit.top.hem_m >= LOWEST_HEM_M && outfit.top.sleeve <= 2.0 && outfit.bottom.leg <= 1.95
            );
        }
    }
}

//! The part of the grid that is about the pelvis: stickers, and standing clips.

use super::{OUTFITS, PART, PLAIN, base, between, dressed, label, start};
use runtilt_synth::body::BodySpec;
use runtilt_synth::motion::Kind;
use runtilt_synth::side::Side;
use runtilt_synth::spec::ClipSpec;
use runtilt_synth::wardrobe::{OutfitKind, StickerPlace, StickerShape, StickerSpec};

/// The part of standing clips, which have no strides.
pub const STANDING: &str = "standing";
/// The part of clips with stickers.
pub const STICKERS: &str = "stickers";
/// Clips with stickers of which those on the spine are looked at.
const SPINE: &str = "spine";
/// Clips with a wand on the sacrum in place of stickers on the pelvis.
pub const WAND: &str = "wand";
/// Clips with balls in place of half balls.
pub const BALLS: &str = "balls";

/// Who wears stickers (body, outfit) and their colour, linear RGB: each body once, each outfit at least once; two held-out bodies.
const WEARERS: [((usize, usize), [f32; 3]); 6] = [
    ((0, 2), [0.1, 0.8, 0.1]),
    ((1, 0), [0.9, 0.05, 0.5]),
    ((2, 2), [0.05, 0.35, 0.9]),
    ((3, 0), [0.95, 0.85, 0.05]),
    ((4, 1), [0.1, 0.8, 0.1]),
    ((5, 3), [0.9, 0.05, 0.5]),
];

/// Runners with stickers on pelvis and spine, taped over clothes where they wear some.
pub(super) fn with_stickers() -> Vec<ClipSpec> {
    let mut clips = of_the_grid();
    clips.extend((0..MORE_WEARERS).map(another));
    clips
}

/// More bodies with stickers, of whom no other part of the grid knows: tilts on both sides of the limits that findings judge by,
const ANY_TILT: usize = 20;
/// then runners well inside them, of whom the first ones have three: too few to count false alarms by.
const MORE_WEARERS: usize = ANY_TILT + 8;

/// Bodies of this generator stand with 8.7 to 15.5 degrees of tilt (the first six of the grid).
const USUAL_STANDING_TILT_DEG: f64 = 12.0;

/// A runner drawn by number. Every fifth wears loose clothes.
fn another(n: usize) -> ClipSpec {
    let woman = n.is_multiple_of(2);
    let body = BodySpec {
        sex: if woman { 0.0 } else { 1.0 },
        age: between(n, 1, 0.0, 0.5),
        weight: between(n, 2, 0.28, 0.62),
        muscle: between(n, 3, 0.45, 0.8),
        height: between(n, 4, 0.3, 0.7),
        proportions: between(n, 5, 0.3, 0.6),
        buttocks: between(n, 6, -0.2, 0.5),
        stomach: between(n, 7, -0.1, 0.4),
        ancestry: [[0.0, 0.0, 1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]][n % 3],
        seed: 300 + n as u64,
        ..PLAIN
    };
    let outfit = match n % 5 {
        4 => 1,
        odd if odd % 2 == 1 => 2,
        _ => 0,
    };
    let number = MORE_FROM + n;
    let side = if (n / 2).is_multiple_of(2) { Side::Right } else { Side::Left };
    let mut clip = base(number, side, body, dressed(number, OUTFITS[outfit].1, woman));
    clip.name = format!("{STICKERS}_runner{n}");
    label(&mut clip, "body", &format!("runner {n}"));
    label(&mut clip, "outfit", OUTFITS[outfit].0);
    // The limits are 15 degrees over standing for the peak and 12.5 for the rise.
    let (most_range, peaks) = if n < ANY_TILT { (16.0, (2.0, 26.0)) } else { (7.0, (1.0, 11.0)) };
    let range = between(n, 5, 3.0, most_range);
    let peak_over_standing = between(n, 0, peaks.0, peaks.1);
    clip.motion.tilt_range_deg = range;
    clip.motion.tilt_mean_deg = USUAL_STANDING_TILT_DEG + peak_over_standing - range / 2.0;
    clip.film.duration_s = 6.0;
    wear(&mut clip, outfit, WEARERS[n % WEARERS.len()].1);
    clip
}

/// The numbers of the main part end before.
const MORE_FROM: usize = 40;

fn of_the_grid() -> Vec<ClipSpec> {
    WEARERS
        .map(|((body, outfit), colour)| {
            let mut clip = start(body, outfit);
            clip.name = format!("stickers_body{body}_outfit{outfit}");
            wear(&mut clip, outfit, colour);
            clip
        })
        .to_vec()
}

fn wear(clip: &mut ClipSpec, outfit: usize, colour: [f32; 3]) {
    label(clip, PART, STICKERS);
    label(clip, STICKERS, OUTFITS[outfit].0);
    // Hands up, out of the stickers' way, as docs/STICKERS.md asks.
    clip.motion.arm_swing_deg = 16.0;
    clip.motion.elbow_deg = 118.0;
    clip.stickers = stickers(colour, OUTFITS[outfit].1 != OutfitKind::Shirtless);
}

fn stickers(colour: [f32; 3], taped: bool) -> Vec<StickerSpec> {
    [StickerPlace::Asis, StickerPlace::Psis, StickerPlace::T12, StickerPlace::C7]
        .map(|landmark| StickerSpec {
            landmark,
            shape: StickerShape::Dome,
            colour,
            ring: colour,
            taped,
            ..StickerSpec::default()
        })
        .to_vec()
}

/// Runners of the part with stickers once more, with a ball on C7.
const WITH_BALL: usize = 10;
/// That of one for table tennis, millimetres.
const C7_BALL_MM: f64 = 40.0;
/// Clothes on which stickers move as on skin.
pub const CLOSE_FITTING: [&str; 2] = ["tight", "shirtless or crop top"];

/// Ten runners whose thorax can be seen too: on C7, where the near shoulder hides half a ball, they wear a ball of the size of one for table tennis. A page of
/// its own (`spine`).
pub fn with_spine() -> Vec<ClipSpec> {
    with_standing((0..WITH_BALL).map(|n| with_ball(n, SPINE)).collect())
}

/// A runner of the part with stickers, for a part of its own.
fn with_ball(n: usize, part: &str) -> ClipSpec {
    let mut clip = another(n);
    clip.name = format!("{part}_runner{n}");
    label(&mut clip, PART, part);
    for sticker in clip.stickers.iter_mut().filter(|sticker| sticker.landmark == StickerPlace::C7) {
        sticker.shape = StickerShape::Ball;
        sticker.diameter_mm = C7_BALL_MM;
    }
    clip
}

/// Runners of the part with stickers once more, with a wand.
const WITH_WAND: usize = 16;
/// From the skin to the middles of the wand's balls, and their diameter, millimetres.
const WAND_BALLS_MM: [(StickerPlace, f64); 2] =
    [(StickerPlace::WandBase, 30.0), (StickerPlace::WandTip, 120.0)];
const WAND_BALL_MM: f64 = 30.0;
/// It stands between both PSIS, which lie 20 mm above the generator's S2 (five bodies, 19 to 21).
const WAND_ABOVE_S2_MM: f64 = 20.0;
/// Colour of its rod: black.
const WAND_ROD: [f32; 3] = [0.01, 0.01, 0.01];

/// Sixteen runners with a wand on the sacrum, half a ball on T12 and a ball on C7, and nothing on ASIS and PSIS. A page of its own (`wand`).
pub fn with_wand() -> Vec<ClipSpec> {
    let wearing = |n| {
        let mut clip = with_ball(n, WAND);
        let worn = clip.stickers[0].clone();
        let ball = |(landmark, from_skin_mm)| StickerSpec {
            landmark,
            shape: StickerShape::Ball,
            diameter_mm: WAND_BALL_MM,
            stalk_mm: Some(from_skin_mm),
            offset_mm: [0.0, WAND_ABOVE_S2_MM],
            ring: WAND_ROD,
            ..worn.clone()
        };
        let is_on_pelvis = |place| matches!(place, StickerPlace::Asis | StickerPlace::Psis);
        clip.stickers.retain(|sticker| !is_on_pelvis(sticker.landmark));
        clip.stickers.splice(0..0, WAND_BALLS_MM.map(ball));
        clip
    };
    with_standing((0..WITH_WAND).map(wearing).collect())
}

/// The runners of the part with stickers who wear nothing or something tight below them, once more with balls of the same size. A page of its own (`balls`).
pub fn with_balls() -> Vec<ClipSpec> {
    let is_close =
        |clip: &ClipSpec| clip.conditions.get("outfit").is_some_and(|o| CLOSE_FITTING.contains(&o.as_str()));
    let wearing = |mut clip: ClipSpec| {
        clip.name = clip.name.replacen(STICKERS, BALLS, 1);
        label(&mut clip, PART, BALLS);
        for sticker in &mut clip.stickers {
            sticker.shape = StickerShape::Ball;
            if sticker.landmark == StickerPlace::C7 {
                sticker.diameter_mm = C7_BALL_MM;
            }
        }
        clip
    };
    with_standing(with_stickers().into_iter().filter(is_close).map(wearing).collect())
}

/// These clips, and each of their runners standing.
fn with_standing(running: Vec<ClipSpec>) -> Vec<ClipSpec> {
    let standing: Vec<ClipSpec> = running.iter().map(standing).collect();
    running.into_iter().chain(standing).collect()
}

/// Whether the runner of a clip stands in another one.
pub(super) fn has_neutral(clip: &ClipSpec) -> bool {
    clip.name.starts_with(STICKERS)
}

/// The name of the clip in which the runner of a clip stands.
pub fn neutral_of(name: &str) -> String {
    format!("{STANDING}_{name}")
}

/// The same runner, standing.
pub(super) fn standing(running: &ClipSpec) -> ClipSpec {
    let mut clip = running.clone();
    clip.name = neutral_of(&running.name);
    clip.motion.kind = Kind::Standing;
    clip.film.duration_s = 1.0;
    label(&mut clip, PART, STANDING);
    clip
}

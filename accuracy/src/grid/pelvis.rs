//! The part of the grid that is about the pelvis: stickers, and standing clips.

use super::{OUTFITS, PART, label, start};
use runtilt_synth::motion::Kind;
use runtilt_synth::spec::ClipSpec;
use runtilt_synth::wardrobe::{OutfitKind, StickerPlace, StickerShape, StickerSpec};

/// The part of standing clips, which have no strides.
pub const STANDING: &str = "standing";
/// The part of clips with stickers.
pub const STICKERS: &str = "stickers";

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
    WEARERS
        .map(|((body, outfit), colour)| {
            let mut clip = start(body, outfit);
            clip.name = format!("stickers_body{body}_outfit{outfit}");
            label(&mut clip, PART, STICKERS);
            label(&mut clip, STICKERS, OUTFITS[outfit].0);
            // Hands up, out of the stickers' way, as docs/STICKERS.md asks.
            clip.motion.arm_swing_deg = 16.0;
            clip.motion.elbow_deg = 118.0;
            clip.stickers = stickers(colour, OUTFITS[outfit].1 != OutfitKind::Shirtless);
            clip
        })
        .to_vec()
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

//! Every outfit on three bodies, drawn. Pictures go to the folder in `RUNTILT_LOOK`, or nowhere.

mod support;

use runtilt_synth::actor::Actor;
use runtilt_synth::side::Side;
use runtilt_synth::wardrobe::{OutfitKind, OutfitSpec, Runner, StickerPlace, StickerSpec};
use support::motions::{SHAPES, body, hip_height, run};

#[test]
fn draw_them() {
    let Some(folder) = std::env::var_os("RUNTILT_LOOK").map(std::path::PathBuf::from) else { return };
    for (n, kind) in OutfitKind::ALL.into_iter().enumerate() {
        for (m, shape) in SHAPES.into_iter().enumerate() {
            let body = body(shape);
            let hip = hip_height(&body);
            let mut outfit = OutfitSpec::preset(kind);
            outfit.hair.style =
                [HairStyle::Short, HairStyle::Tail, HairStyle::Cap, HairStyle::Bald][(n + m) % 4];
            let stickers: Vec<StickerSpec> =
                [StickerPlace::Asis, StickerPlace::Psis, StickerPlace::Knee, StickerPlace::T12]
                    .map(|landmark| StickerSpec { landmark, ..StickerSpec::default() })
                    .to_vec();
            let mut runner = Runner::new(body, &outfit, &stickers, Side::Right, run(hip));
            for (name, time, yaw) in [("a", 1.0, 0.0), ("b", 1.36, 0.0), ("c", 1.6, -0.9), ("d", 1.75, 0.8)] {
                let vertices = runner.move_to(time).to_vec();
                let path = folder.join(format!("{n}_{shape}_{name}.png"));
                let look = runner.materials().to_vec();
                let surface = runner.surface();
                support::draw(
                    &path,
                    surface,
                    &vertices,
                    |k| look[surface.materials[k].0 as usize].look.colour,
                    yaw,
                );
            }
        }
    }
}

use runtilt_synth::wardrobe::HairStyle;

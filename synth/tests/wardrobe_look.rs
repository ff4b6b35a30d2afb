//! Every outfit on three bodies: nothing is torn or flung away. Draws them into the folder that `RUNTILT_LOOK` names, to look at.

#![allow(clippy::unwrap_used, reason = "in tests a panic is the report")]

mod support;

use glam::Vec3;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use runtilt_synth::actor::Actor;
use runtilt_synth::body::{Assets, Body, BodySpec};
use runtilt_synth::side::Side;
use runtilt_synth::surface::Surface;
use runtilt_synth::wardrobe::{HairStyle, OutfitKind, OutfitSpec, Runner, StickerPlace, StickerSpec};
use support::motions::{SHAPES, body, hip_height, run};

/// Longest edge that any mesh of a dressed body has, metres: the rest mesh's longest is 7 cm (thigh), and cloth stretches.
const LONGEST_M: f32 = 0.14;

#[test]
fn nothing_is_torn_or_flung_away() {
    let folder = std::env::var_os("RUNTILT_LOOK").map(std::path::PathBuf::from);
    for (n, kind) in OutfitKind::ALL.into_iter().enumerate() {
        for (m, shape) in SHAPES.into_iter().enumerate() {
            let mut runner = dressed(shape, kind, n + m);
            for (name, time, yaw) in [("a", 1.0, 0.0), ("b", 1.36, 0.0), ("c", 1.6, -0.9), ("d", 1.75, 0.8)] {
                let vertices = runner.move_to(time).to_vec();
                let longest = longest_edge(runner.surface(), &vertices);
                assert!(longest < LONGEST_M, "{kind:?} {shape} at {time} s: {longest} m");
                if let Some(folder) = &folder {
                    let path = folder.join(format!("{n}_{shape}_{name}.png"));
                    let (look, surface) = (runner.materials(), runner.surface());
                    let colour = |k: usize| look[surface.materials[k].0 as usize].colour.to_array();
                    support::draw(&path, surface, &vertices, colour, yaw);
                }
            }
        }
    }
}

#[test]
fn random_people_in_random_clothes_hold_together() {
    let assets = Assets::find().unwrap();
    for seed in 0..20 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let body = Body::new(&assets, &BodySpec::random(&mut rng)).unwrap();
        let outfit = OutfitSpec::random(&mut rng);
        let mut runner = Runner::new(body, &outfit, &[], Side::Right, run(0.9));
        for time in [1.0, 1.4, 1.7] {
            let vertices = runner.move_to(time).to_vec();
            assert!(vertices.iter().all(|v| v.is_finite()), "seed {seed}: {outfit:?}");
            let longest = longest_edge(runner.surface(), &vertices);
            assert!(longest < LONGEST_M, "seed {seed} at {time} s: {longest} m, {outfit:?}");
            if let Some(folder) = std::env::var_os("RUNTILT_LOOK").filter(|_| time == 1.4 && seed < 14) {
                let path =
                    std::path::PathBuf::from(folder).join(format!("{}_random{}_r.png", seed % 7, seed / 7));
                let (look, surface) = (runner.materials(), runner.surface());
                let colour = |k: usize| look[surface.materials[k].0 as usize].colour.to_array();
                support::draw(&path, surface, &vertices, colour, 0.0);
            }
        }
    }
}

fn dressed(shape: &str, kind: OutfitKind, hair: usize) -> Runner {
    let body = body(shape);
    let hip = hip_height(&body);
    let mut outfit = OutfitSpec::preset(kind);
    outfit.hair.style = [HairStyle::Short, HairStyle::Tail, HairStyle::Cap, HairStyle::Bald][hair % 4];
    let places = [StickerPlace::Asis, StickerPlace::Psis, StickerPlace::Knee, StickerPlace::T12];
    let stickers = places.map(|landmark| StickerSpec { landmark, ..StickerSpec::default() });
    Runner::new(body, &outfit, &stickers, Side::Right, run(hip))
}

/// Of the triangles that are drawn in part at least.
fn longest_edge(surface: &Surface, vertices: &[Vec3]) -> f32 {
    let drawn = |k: &usize| surface.inside[*k].iter().any(|i| *i > 0.0);
    let edges = |k: usize| {
        let [a, b, c] = surface.triangles[k].map(|v| vertices[v as usize]);
        a.distance(b).max(b.distance(c)).max(c.distance(a))
    };
    (0..surface.triangles.len()).filter(drawn).map(edges).fold(0.0, f32::max)
}

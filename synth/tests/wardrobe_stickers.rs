//! Where stickers are while a body runs.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "the tests report what they measured")]

mod support;

use runtilt_synth::actor::Actor;
use runtilt_synth::side::Side;
use runtilt_synth::surface::Part;
use runtilt_synth::wardrobe::{
    OutfitKind, OutfitSpec, Runner, StickerPlace, StickerShape, StickerSide, StickerSpec,
};
use support::motions::{body, hip_height, run};

const PLACES: [StickerPlace; 10] = [
    StickerPlace::Asis,
    StickerPlace::Psis,
    StickerPlace::Trochanter,
    StickerPlace::Knee,
    StickerPlace::Ankle,
    StickerPlace::T12,
    StickerPlace::L1,
    StickerPlace::C7,
    StickerPlace::Sacrum,
    StickerPlace::Shoulder,
];

fn stuck(shape: &str, outfit: &OutfitSpec, spec: &StickerSpec) -> Runner {
    let body = body(shape);
    let hip = hip_height(&body);
    let all: Vec<StickerSpec> =
        PLACES.map(|landmark| StickerSpec { landmark, side: StickerSide::Both, ..spec.clone() }).to_vec();
    Runner::new(body, outfit, &all, Side::Right, run(hip))
}

/// Greatest distance over a stride between a sticker and the landmark's place in the first picture, both seen from the landmark.
fn wander(runner: &mut Runner, name: &str) -> f64 {
    let sticker = format!("sticker_{name}");
    let from = |all: &std::collections::BTreeMap<String, glam::DVec3>| all[&sticker].distance(all[name]);
    let times = (0..30).map(|k| 1.0 + f64::from(k) / 42.0);
    let far: Vec<f64> = times
        .map(|t| {
            runner.move_to(t);
            from(&runner.landmarks())
        })
        .collect();
    far.iter().fold(0.0, |m: f64, f| m.max(*f))
}

#[test]
fn every_sticker_finds_its_place_in_every_outfit() {
    for shape in ["male", "female", "heavy"] {
        for kind in OutfitKind::ALL {
            let mut runner = stuck(shape, &OutfitSpec::preset(kind), &StickerSpec::default());
            runner.move_to(1.0);
            let all = runner.landmarks();
            assert_eq!(all.keys().filter(|k| k.starts_with("sticker_")).count(), 16, "{shape} {kind:?}");
        }
    }
}

#[test]
fn stickers_lie_on_the_surface() {
    for (kind, shape) in [(OutfitKind::Tight, StickerShape::Disc), (OutfitKind::Loose, StickerShape::Disc)] {
        let spec = StickerSpec { shape, ..StickerSpec::default() };
        let mut runner = stuck("male", &OutfitSpec::preset(kind), &spec);
        for k in 0..8 {
            let vertices = runner.move_to(1.0 + f64::from(k) * 0.09).to_vec();
            let surface = runner.surface();
            for (name, middle) in runner.landmarks().iter().filter(|l| l.0.starts_with("sticker_")) {
                let middle = middle.as_vec3();
                let under = |k: &usize| surface.parts[*k] != Part::Sticker;
                let far = (0..surface.triangles.len())
                    .filter(under)
                    .map(|k| off_triangle(surface.triangles[k].map(|v| vertices[v as usize]), middle))
                    .fold(f32::INFINITY, f32::min);
                assert!(far < 0.003, "{kind:?} {name}: {far}");
            }
        }
    }
}

/// Distance from a triangle's plane where the foot is in it, else far.
fn off_triangle([a, b, c]: [glam::Vec3; 3], p: glam::Vec3) -> f32 {
    let n = (b - a).cross(c - a);
    let side = |p0: glam::Vec3, p1: glam::Vec3| (p1 - p0).cross(p - p0).dot(n) >= -1e-3 * n.length_squared();
    if side(a, b) && side(b, c) && side(c, a) {
        (p - a).dot(n.normalize_or_zero()).abs()
    } else {
        f32::INFINITY
    }
}

#[test]
fn tight_and_taped_stickers_stay_and_loose_ones_wander() {
    let tight = wander(
        &mut stuck("male", &OutfitSpec::preset(OutfitKind::Tight), &StickerSpec::default()),
        "asis_right",
    );
    let loose = wander(
        &mut stuck("male", &OutfitSpec::preset(OutfitKind::Hoodie), &StickerSpec::default()),
        "asis_right",
    );
    let spec = StickerSpec { taped: true, ..StickerSpec::default() };
    let taped = wander(&mut stuck("male", &OutfitSpec::preset(OutfitKind::Hoodie), &spec), "asis_right");
    println!("asis sticker from its landmark, most: tight {tight:.3}, loose {loose:.3}, taped {taped:.3} m");
    assert!(loose > tight + 0.01 && loose > taped + 0.01, "{tight} {loose} {taped}");
}

#[test]
fn soft_flesh_moves_a_sticker_by_millimetres() {
    let at = |soft_tissue_mm| {
        let outfit = OutfitSpec { soft_tissue_mm, ..OutfitSpec::preset(OutfitKind::Shirtless) };
        let mut runner = stuck("male", &outfit, &StickerSpec::default());
        runner.move_to(1.3);
        runner.landmarks()["sticker_trochanter_right"]
    };
    let moved = at(0.0).distance(at(8.0));
    assert!((0.0002..0.012).contains(&moved), "{moved}");
}

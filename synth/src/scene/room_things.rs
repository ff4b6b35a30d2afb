//! What stands about in a gym or a garage: shapes that a pose or outline reader may stumble over.

use super::material::{Material, MaterialId, Palette, Pattern};
use super::palette::{painted, srgb};
use super::room::Bounds;
use super::shape::Shapes;
use glam::Vec3;
use rand::Rng;
use rand_chacha::ChaCha8Rng;

/// A strong colour, as machines and boxes have.
fn any_paint(palette: &mut Palette, rng: &mut ChaCha8Rng) -> MaterialId {
    let colours =
        [[30, 30, 32], [150, 40, 35], [45, 75, 120], [190, 150, 60], [90, 100, 85], [200, 200, 205]];
    let [r, g, b] = colours[rng.random_range(0..colours.len())];
    palette.add(painted(srgb(r, g, b) * rng.random_range(0.6..1.1)))
}

/// Windows or mirrors on the wall, and a row of machines, racks, balls and weights before it.
pub(super) fn gym(shapes: &mut Shapes, bounds: &Bounds, palette: &mut Palette, rng: &mut ChaCha8Rng) {
    let dark = palette.add(painted(Vec3::splat(0.03)));
    let steel = palette.add(painted(Vec3::splat(0.4)));
    windows(shapes, bounds, palette, rng);
    mirror(shapes, bounds, palette, rng);
    let front = bounds.wall + 0.5;
    let mut x = -4.5 + rng.random_range(0.0..0.8);
    while x < 4.5 {
        let paint = any_paint(palette, rng);
        match rng.random_range(0..4) {
            0 => rack(shapes, Vec3::new(x, bounds.floor, front), dark, steel, rng),
            1 => machine(shapes, Vec3::new(x, bounds.floor, front), paint, steel, rng),
            2 => bench(shapes, Vec3::new(x, bounds.floor, front), paint, dark),
            _ => {
                let r = rng.random_range(0.25..0.36);
                shapes.ball(Vec3::new(x, bounds.floor + r, front), Vec3::splat(r), paint);
            }
        }
        x += rng.random_range(0.9..1.9);
    }
    dumbbells(shapes, bounds, dark, steel, rng);
}

fn windows(shapes: &mut Shapes, bounds: &Bounds, palette: &mut Palette, rng: &mut ChaCha8Rng) {
    let glass = palette.add(Material {
        pattern: Pattern::Window,
        colour: srgb(200, 220, 240),
        second: srgb(120, 135, 110),
        scale_m: 1.6,
        glow: rng.random_range(0.35..1.0),
        casts_shadow: false,
        ..Material::default()
    });
    let frame = palette.add(painted(Vec3::splat(rng.random_range(0.05..0.6))));
    let (width, height, sill) = (rng.random_range(1.1..1.8), rng.random_range(1.3..2.2), 0.7);
    let step = width + rng.random_range(0.25..0.9);
    let z = bounds.wall + 0.02;
    let mut x = -6.0 + rng.random_range(0.0..step);
    while x < 6.0 {
        let low = Vec3::new(x, sill, z);
        shapes.sheet(low, Vec3::X * width, Vec3::Y * height, glass);
        for (dx, dy, w, h) in [
            (-0.05, 0.0, 0.05, height),
            (width, 0.0, 0.05, height),
            (0.0, height, width, 0.05),
            (0.0, -0.05, width, 0.05),
            (0.0, height * 0.62, width, 0.03),
        ] {
            let corner = low + Vec3::new(dx, dy, 0.0);
            shapes.block(corner, corner + Vec3::new(w, h, 0.05), frame);
        }
        x += step;
    }
}

/// A mirror is a pale, glossy sheet: it need not show the runner to be a confusing upright edge.
fn mirror(shapes: &mut Shapes, bounds: &Bounds, palette: &mut Palette, rng: &mut ChaCha8Rng) {
    if !rng.random_bool(0.5) {
        return;
    }
    let glass = palette.add(Material {
        pattern: Pattern::Window,
        colour: srgb(150, 155, 160),
        second: srgb(60, 62, 66),
        scale_m: 2.0,
        glow: 0.3,
        casts_shadow: false,
        ..Material::default()
    });
    let x = rng.random_range(-3.0..1.5);
    shapes.sheet(Vec3::new(x, bounds.floor + 0.15, bounds.wall + 0.09), Vec3::X * 1.2, Vec3::Y * 2.0, glass);
}

fn rack(shapes: &mut Shapes, at: Vec3, frame: MaterialId, steel: MaterialId, rng: &mut ChaCha8Rng) {
    for (dx, dz) in [(0.0, 0.0), (1.1, 0.0), (0.0, -0.35), (1.1, -0.35)] {
        let foot = at + Vec3::new(dx, 0.0, dz);
        shapes.block(foot, foot + Vec3::new(0.07, 2.2, 0.07), frame);
    }
    shapes.block(at + Vec3::new(0.0, 2.13, 0.0), at + Vec3::new(1.17, 2.2, 0.07), frame);
    let height = rng.random_range(0.8..1.5);
    let bar = at + Vec3::new(-0.5, height, 0.1);
    shapes.bar(bar, bar + Vec3::X * 2.1, 0.014, steel);
    for x in [0.1, 0.16, 1.88, 1.94] {
        shapes.bar(bar + Vec3::X * x, bar + Vec3::X * (x + 0.04), 0.2, frame);
        shapes.ball(bar + Vec3::X * (x + 0.02), Vec3::new(0.02, 0.2, 0.2), frame);
    }
}

fn machine(shapes: &mut Shapes, at: Vec3, paint: MaterialId, steel: MaterialId, rng: &mut ChaCha8Rng) {
    let height = rng.random_range(0.9..1.7);
    let width = rng.random_range(0.4..0.8);
    shapes.block(at, at + Vec3::new(width, 0.15, -0.4), paint);
    shapes.block(at + Vec3::new(0.05, 0.15, -0.05), at + Vec3::new(0.2, height, -0.3), paint);
    shapes.pipe(
        &[
            at + Vec3::new(0.12, height, -0.1),
            at + Vec3::new(width, height + 0.25, 0.0),
            at + Vec3::new(width, height * 0.6, 0.0),
        ],
        0.03,
        steel,
    );
    shapes.block(at + Vec3::new(width - 0.25, 0.45, -0.35), at + Vec3::new(width + 0.1, 0.53, 0.0), paint);
}

fn bench(shapes: &mut Shapes, at: Vec3, paint: MaterialId, frame: MaterialId) {
    shapes.block(at + Vec3::new(0.0, 0.40, 0.1), at + Vec3::new(1.2, 0.48, -0.2), paint);
    for x in [0.1, 1.05] {
        shapes.block(at + Vec3::new(x, 0.0, 0.05), at + Vec3::new(x + 0.05, 0.4, -0.15), frame);
    }
}

fn dumbbells(
    shapes: &mut Shapes,
    bounds: &Bounds,
    dark: MaterialId,
    steel: MaterialId,
    rng: &mut ChaCha8Rng,
) {
    for _ in 0..rng.random_range(3..9) {
        let r = rng.random_range(0.06..0.1);
        let x = rng.random_range(-3.0..3.0);
        let at = Vec3::new(x, bounds.floor + r, bounds.wall + rng.random_range(1.0..1.4));
        shapes.bar(at, at + Vec3::X * 0.3, 0.016, steel);
        for dx in [0.02, 0.28] {
            shapes.ball(at + Vec3::X * dx, Vec3::new(0.05, r, r), dark);
        }
    }
}

/// Shelves with boxes, a car, a door.
pub(super) fn garage(shapes: &mut Shapes, bounds: &Bounds, palette: &mut Palette, rng: &mut ChaCha8Rng) {
    let wood = palette.add(Material {
        pattern: Pattern::Wood,
        colour: srgb(170, 130, 90),
        second: srgb(120, 90, 60),
        scale_m: 0.15,
        ..Material::default()
    });
    let mut x = -4.2 + rng.random_range(0.0..0.6);
    while x < 2.5 {
        let width = rng.random_range(1.2..2.0);
        shelf(shapes, Vec3::new(x, bounds.floor, bounds.wall), width, wood, palette, rng);
        x += width + rng.random_range(0.4..2.2);
    }
    for _ in 0..rng.random_range(2..6) {
        let size = Vec3::new(rng.random_range(0.25..0.7), rng.random_range(0.2..0.6), 0.4);
        let at = Vec3::new(rng.random_range(-3.5..3.0), bounds.floor, bounds.wall + 0.6);
        let paint = any_paint(palette, rng);
        shapes.block(at, at + size, paint);
    }
    if rng.random_bool(0.6) {
        let x = if rng.random_bool(0.5) { 1.6 } else { -6.0 };
        car(shapes, Vec3::new(x, bounds.floor, bounds.wall + 0.9), palette, rng);
    }
}

fn shelf(
    shapes: &mut Shapes,
    at: Vec3,
    width: f32,
    wood: MaterialId,
    palette: &mut Palette,
    rng: &mut ChaCha8Rng,
) {
    for x in [0.0, width - 0.04] {
        let foot = at + Vec3::X * x;
        shapes.block(foot, foot + Vec3::new(0.04, 2.0, 0.4), wood);
    }
    for level in 0..4 {
        let y = 0.1 + 0.6 * level as f32;
        shapes.block(at + Vec3::new(0.0, y, 0.0), at + Vec3::new(width, y + 0.03, 0.4), wood);
        let mut x = 0.08;
        while x < width - 0.45 && level < 3 {
            let (w, h) = (rng.random_range(0.12..0.4), rng.random_range(0.12..0.5));
            let paint = any_paint(palette, rng);
            let low = at + Vec3::new(x, y + 0.03, 0.05);
            shapes.block(low, low + Vec3::new(w, h, 0.28), paint);
            x += w + rng.random_range(0.03..0.3);
        }
    }
}

/// The flank of a car: body, cabin, windows, wheels.
fn car(shapes: &mut Shapes, at: Vec3, palette: &mut Palette, rng: &mut ChaCha8Rng) {
    let paint = any_paint(palette, rng);
    let tyre = palette.add(painted(Vec3::splat(0.02)));
    let glass =
        palette.add(Material { colour: srgb(40, 48, 55), specular: 0.4, gloss: 60.0, ..Material::default() });
    shapes.block(at + Vec3::new(0.0, 0.25, -1.4), at + Vec3::new(4.2, 0.85, 0.0), paint);
    shapes.block(at + Vec3::new(0.9, 0.85, -1.3), at + Vec3::new(3.5, 1.42, -0.1), paint);
    shapes.block(at + Vec3::new(1.0, 0.9, -0.09), at + Vec3::new(2.1, 1.34, -0.08), glass);
    shapes.block(at + Vec3::new(2.2, 0.9, -0.09), at + Vec3::new(3.4, 1.34, -0.08), glass);
    for x in [0.8, 3.3] {
        shapes.ball(at + Vec3::new(x, 0.32, 0.0), Vec3::new(0.32, 0.32, 0.06), tyre);
    }
}

//! A treadmill: deck, belt, side rails, uprights, console and hand rails. The top of the belt is y = 0.

use super::material::{Material, MaterialId, Palette, Pattern};
use super::palette::{painted, srgb};
use super::shape::Shapes;
use glam::Vec3;
use serde::{Deserialize, Serialize};

/// A treadmill.
#[derive(Deserialize, Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct TreadmillSpec {
    /// Length of the belt, metres; its middle is at x = 0.
    pub belt_length_m: f64,
    /// Width of the belt, metres.
    pub belt_width_m: f64,
    /// Height of the belt above the floor, metres.
    pub deck_height_m: f64,
    /// Uprights and console in front of the runner.
    pub console: bool,
    /// Where the hand rails end, metres along x; absent: none. 0.4 ends before the runner, -0.1 crosses the pelvis.
    pub rails_to_m: Option<f64>,
    /// Height of the hand rails above the belt, metres.
    pub rails_height_m: f64,
    /// Length between two marks on the belt, metres.
    pub mark_spacing_m: f64,
}

impl Default for TreadmillSpec {
    /// A gym treadmill whose rails end in front of the runner.
    fn default() -> Self {
        Self {
            belt_length_m: 1.6,
            belt_width_m: 0.52,
            deck_height_m: 0.2,
            console: true,
            rails_to_m: Some(0.45),
            rails_height_m: 0.92,
            mark_spacing_m: 1.5,
        }
    }
}

/// What the machine is made of.
struct Made {
    shell: MaterialId,
    rail: MaterialId,
    steel: MaterialId,
    display: MaterialId,
    belt: MaterialId,
}

impl Made {
    fn new(palette: &mut Palette, mark_spacing_m: f32) -> Self {
        let belt = Material {
            pattern: Pattern::Belt,
            colour: Vec3::splat(0.022),
            second: Vec3::splat(0.10),
            scale_m: mark_spacing_m,
            ..Material::default()
        };
        Self {
            shell: palette.add(painted(Vec3::splat(0.045))),
            rail: palette.add(painted(Vec3::splat(0.14))),
            steel: palette.add(painted(Vec3::splat(0.42))),
            display: palette.add(Material { colour: srgb(60, 130, 170), glow: 0.6, ..Material::default() }),
            belt: palette.add(belt),
        }
    }
}

/// Builds the treadmill.
pub(super) fn build(spec: &TreadmillSpec, palette: &mut Palette) -> Shapes {
    let made = Made::new(palette, spec.mark_spacing_m as f32);
    let mut shapes = Shapes::default();
    let (half, width) = (spec.belt_length_m as f32 / 2.0, spec.belt_width_m as f32 / 2.0);
    let floor = -spec.deck_height_m as f32;
    shapes.sheet(Vec3::new(-half, 0.0, width), Vec3::X * 2.0 * half, Vec3::Z * -2.0 * width, made.belt);
    shapes.block(Vec3::new(-half, floor + 0.06, -width), Vec3::new(half, -0.02, width), made.shell);
    for side in [-1.0, 1.0] {
        let (inner, outer) = (side * width, side * (width + 0.11));
        shapes.block(
            Vec3::new(-half - 0.05, floor + 0.05, inner),
            Vec3::new(half + 0.15, 0.012, outer),
            made.rail,
        );
        shapes.block(Vec3::new(-half, floor, inner), Vec3::new(-half + 0.1, floor + 0.05, outer), made.shell);
    }
    shapes.block(
        Vec3::new(half, floor, -width - 0.06),
        Vec3::new(half + 0.45, 0.10, width + 0.06),
        made.shell,
    );
    shapes.bar(
        Vec3::new(-half, -0.045, -width - 0.05),
        Vec3::new(-half, -0.045, width + 0.05),
        0.045,
        made.shell,
    );
    if spec.console {
        console(&mut shapes, &made, half, width);
    }
    if let Some(to) = spec.rails_to_m {
        rails(&mut shapes, &made, (half, width), to as f32, spec.rails_height_m as f32);
    }
    shapes
}

fn console(shapes: &mut Shapes, made: &Made, half: f32, width: f32) {
    for side in [-1.0, 1.0] {
        let z = side * (width + 0.07);
        shapes.bar(Vec3::new(half + 0.18, 0.0, z), Vec3::new(half + 0.04, 1.20, z), 0.032, made.steel);
    }
    let z = width + 0.10;
    shapes.block(Vec3::new(half - 0.02, 1.12, -z), Vec3::new(half + 0.10, 1.34, z), made.shell);
    shapes.sheet(
        Vec3::new(half - 0.025, 1.17, -0.2),
        Vec3::Z * 0.4,
        Vec3::new(0.004, 0.13, 0.0),
        made.display,
    );
}

/// Hand rails from the uprights back past the runner; the end bends down to the deck where it reaches far.
fn rails(shapes: &mut Shapes, made: &Made, (half, width): (f32, f32), to: f32, height: f32) {
    for side in [-1.0, 1.0] {
        let z = side * (width + 0.07);
        let at = |x: f32, y: f32| Vec3::new(x, y, z);
        let mut path = vec![at(half + 0.06, 1.06), at(half - 0.08, height + 0.03), at(to, height)];
        if to < 0.1 {
            path.extend([at(to - 0.08, height - 0.06), at(to - 0.10, 0.0)]);
        }
        shapes.pipe(&path, 0.021, made.shell);
    }
}

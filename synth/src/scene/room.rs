//! Rooms round the treadmill, each a little different by seed.

use super::material::{Material, MaterialId, Palette, Pattern};
use super::palette::{painted, srgb};
use super::room_things as things;
use super::shape::Shapes;
use super::treadmill::{self, TreadmillSpec};
use crate::side::Side;
use crate::surface::Surface;
use glam::Vec3;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

/// What kind of room.
#[derive(Deserialize, Serialize, Clone, Copy, Debug, PartialEq, Eq, Default)]
#[serde(rename_all = "snake_case")]
pub enum RoomKind {
    /// Windows, racks, weights, mirrors, machines.
    #[default]
    Gym,
    /// Bricks or plaster, shelves, boxes, a car.
    Garage,
    /// A bare wall and a floor.
    Plain,
}

/// The room and what stands in it.
#[derive(Deserialize, Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct RoomSpec {
    /// Kind of room.
    pub kind: RoomKind,
    /// Chooses colours and places of what stands about.
    pub seed: u64,
    /// Distance from the middle of the belt to the wall behind, metres.
    pub wall_distance_m: f64,
    /// Things in front of the wall.
    pub things: bool,
    /// The treadmill; absent: the runner runs on the floor.
    pub treadmill: Option<TreadmillSpec>,
}

impl Default for RoomSpec {
    /// A gym.
    fn default() -> Self {
        Self {
            kind: RoomKind::Gym,
            seed: 1,
            wall_distance_m: 3.5,
            things: true,
            treadmill: Some(TreadmillSpec::default()),
        }
    }
}

/// Measures that the parts of a room share.
pub(super) struct Bounds {
    /// Height of the floor, y.
    pub floor: f32,
    /// The wall behind the runner, z (the camera stands at positive z while the room is built).
    pub wall: f32,
    /// Half its length along x.
    pub half: f32,
}

/// Builds everything that does not move, with the back wall on the far side from the camera.
pub fn build_set(spec: &RoomSpec, camera_side: Side, palette: &mut Palette) -> Surface {
    let mut rng = ChaCha8Rng::seed_from_u64(spec.seed);
    let floor = spec.treadmill.as_ref().map_or(0.0, |t| -t.deck_height_m as f32);
    let bounds = Bounds { floor, wall: -spec.wall_distance_m as f32, half: 9.0 };
    let mut shapes = Shapes::default();
    shell(&mut shapes, spec.kind, &bounds, palette, &mut rng);
    if spec.things {
        match spec.kind {
            RoomKind::Gym => things::gym(&mut shapes, &bounds, palette, &mut rng),
            RoomKind::Garage => things::garage(&mut shapes, &bounds, palette, &mut rng),
            RoomKind::Plain => {}
        }
    }
    if let Some(treadmill) = &spec.treadmill {
        shapes.append(treadmill::build(treadmill, palette));
    }
    match camera_side {
        Side::Right => shapes.into_surface(),
        Side::Left => shapes.mirrored().into_surface(),
    }
}

/// Floor, the wall behind and the two walls at the ends.
fn shell(shapes: &mut Shapes, kind: RoomKind, bounds: &Bounds, palette: &mut Palette, rng: &mut ChaCha8Rng) {
    let (floor, wall) = shell_materials(kind, palette, rng);
    let Bounds { floor: y, wall: z, half } = *bounds;
    // In front of the floor's edge is only the camera's back.
    shapes.sheet(Vec3::new(-half, y, 8.0), Vec3::X * 2.0 * half, Vec3::Z * (z - 8.0), floor);
    shapes.sheet(Vec3::new(-half, y, z), Vec3::X * 2.0 * half, Vec3::Y * 5.0, wall);
    shapes.sheet(Vec3::new(-half, y, 8.0), Vec3::Z * (z - 8.0), Vec3::Y * 5.0, wall);
    shapes.sheet(Vec3::new(half, y, z), Vec3::Z * (8.0 - z), Vec3::Y * 5.0, wall);
    let skirting = palette.add(painted(Vec3::splat(rng.random_range(0.03..0.3))));
    shapes.block(Vec3::new(-half, y, z), Vec3::new(half, y + 0.1, z + 0.015), skirting);
}

fn shell_materials(kind: RoomKind, palette: &mut Palette, rng: &mut ChaCha8Rng) -> (MaterialId, MaterialId) {
    let mut bare = |pattern, colour: Vec3, second: Vec3, scale_m| {
        palette.add(Material { pattern, colour, second, scale_m, casts_shadow: false, ..Material::default() })
    };
    let grey = Vec3::splat(1.0);
    let paint = [srgb(205, 200, 190), srgb(150, 165, 175), srgb(190, 170, 150), srgb(120, 120, 125)];
    let paint = paint[rng.random_range(0..paint.len())];
    match kind {
        RoomKind::Gym => {
            let floor = bare(Pattern::Floor, grey * rng.random_range(0.03..0.08), grey * 0.2, 0.5);
            (floor, bare(Pattern::Wall, paint, paint, rng.random_range(0.9..1.6)))
        }
        RoomKind::Garage => {
            let floor = bare(Pattern::Floor, grey * rng.random_range(0.15..0.28), grey * 0.12, 0.5);
            let bricks = rng.random_bool(0.6);
            let red = srgb(165, 95, 75).lerp(srgb(200, 180, 150), rng.random());
            let wall = if bricks {
                bare(Pattern::Brick, red, srgb(175, 170, 165), 0.24)
            } else {
                bare(Pattern::Plain, paint, paint, 0.3)
            };
            (floor, wall)
        }
        RoomKind::Plain => {
            let floor = bare(Pattern::Wood, srgb(165, 125, 85), srgb(120, 85, 55), 0.12);
            (floor, bare(Pattern::Plain, paint, paint, 0.5))
        }
    }
}

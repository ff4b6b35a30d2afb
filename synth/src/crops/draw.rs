//! What is drawn at random for a still. Spreads are wider than in running, so that a network does not lean on what is usual.

use crate::body::BodySpec;
use crate::posture::{Arm, Leg, LumbarBend, Pelvis, Posture, Thorax};
use crate::scene::palette::{self, srgb};
use crate::scene::{
    Camera, CameraSpec, Light, LightSpec, Material, MaterialId, Palette, Pattern, RoomKind, RoomSpec,
    TreadmillSpec,
};
use crate::side::BySide;
use crate::wardrobe::{Look, OutfitKind, OutfitSpec, StickerPlace, StickerShape, StickerSide, StickerSpec};
use glam::DVec3;
use rand::Rng;
use rand_distr::{Distribution, StandardNormal};

use super::{HELD_OUT, Split};

/// Steps of 1/480 s for which cloth moves before a still: 21 ms, in which a hem falls as far behind as it does in a clip.
pub const STEPS: usize = 10;

fn bell(rng: &mut impl Rng, spread: f64) -> f64 {
    let unit: f64 = StandardNormal.sample(rng);
    unit * spread
}

fn degrees(rng: &mut impl Rng, from: f64, to: f64) -> f64 {
    rng.random_range(from..to).to_radians()
}

/// A body, its landmarks and its sliding skin.
pub fn body(rng: &mut impl Rng) -> BodySpec {
    let spec = BodySpec::random(rng);
    BodySpec { skin_raised_mm: rng.random_range(-25.0..25.0), ..spec }
}

/// An outfit and which one it is. Training never sees [`HELD_OUT`].
pub fn outfit(rng: &mut impl Rng, split: Split) -> (OutfitKind, OutfitSpec) {
    let kind = loop {
        let kind = OutfitKind::ALL[rng.random_range(0..OutfitKind::ALL.len())];
        if split == Split::Test || kind != HELD_OUT {
            break kind;
        }
    };
    (kind, OutfitSpec::random_of(kind, rng))
}

/// On one body in four: some stickers of any colour, anywhere about trunk and thigh. They say nothing of where the bones are.
pub fn stickers(rng: &mut impl Rng) -> Vec<StickerSpec> {
    const PLACES: [StickerPlace; 8] = [
        StickerPlace::Asis,
        StickerPlace::Psis,
        StickerPlace::Trochanter,
        StickerPlace::T12,
        StickerPlace::L1,
        StickerPlace::C7,
        StickerPlace::Sacrum,
        StickerPlace::Shoulder,
    ];
    if !rng.random_bool(0.25) {
        return Vec::new();
    }
    let colour = Look::random(rng).colour;
    let one = |rng: &mut dyn FnMut(f64, f64) -> f64| StickerSpec {
        landmark: PLACES[rng(0.0, 8.0) as usize % PLACES.len()],
        side: StickerSide::Near,
        diameter_mm: rng(12.0, 45.0),
        colour,
        ring: colour,
        shape: if rng(0.0, 1.0) < 0.8 { StickerShape::Disc } else { StickerShape::Dome },
        offset_mm: [rng(-70.0, 70.0), rng(-70.0, 70.0)],
        taped: rng(0.0, 1.0) < 0.5,
        stalk_mm: None,
    };
    let count = rng.random_range(1..6);
    (0..count).map(|_| one(&mut |from, to| rng.random_range(from..to))).collect()
}

/// A posture in which nothing follows from anything else.
pub fn posture(rng: &mut impl Rng, height_m: f64) -> Posture {
    // Where the back bends: from all of it low down to all of it high up.
    let mut bend = [0; 3].map(|_: i32| rng.random_range(0.0..1.0));
    bend.sort_by(f64::total_cmp);
    let mut leg = || Leg {
        thigh: degrees(rng, -38.0, 65.0),
        adduction: bell(rng, 3.0_f64.to_radians()),
        knee: degrees(rng, 2.0, 110.0),
        ankle: 0.0,
        toe: 0.0,
    };
    let legs = BySide { left: leg(), right: leg() };
    let arms = BySide { left: arm(rng), right: arm(rng) };
    Posture {
        mid_hip: DVec3::new(bell(rng, 0.15), 0.53 * height_m + bell(rng, 0.04), bell(rng, 0.03)),
        pelvis: Pelvis {
            tilt: degrees(rng, -8.0, 36.0),
            obliquity: bell(rng, 4.0_f64.to_radians()),
            rotation: bell(rng, 6.0_f64.to_radians()),
        },
        thorax: Thorax {
            lean: degrees(rng, -8.0, 22.0),
            lateral: bell(rng, 3.0_f64.to_radians()),
            rotation: bell(rng, 9.0_f64.to_radians()),
        },
        lumbar_bend: LumbarBend(bend),
        head_pitch: degrees(rng, -20.0, 30.0),
        legs,
        arms,
    }
}

/// Somebody who stands: straight legs, arms bent or hanging, and a pelvis that may be at any tilt.
pub fn standing(rng: &mut impl Rng, height_m: f64) -> Posture {
    let mut posture = posture(rng, height_m);
    posture.thorax = Thorax { lean: degrees(rng, -8.0, 10.0), ..Thorax::default() };
    posture.pelvis.obliquity *= 0.3;
    posture.pelvis.rotation *= 0.5;
    for leg in [&mut posture.legs.left, &mut posture.legs.right] {
        leg.thigh = degrees(rng, -8.0, 6.0);
        leg.adduction *= 0.5;
        leg.knee = degrees(rng, 0.0, 10.0);
    }
    let (shoulder, elbow) =
        if rng.random_bool(0.4) { ((-15.0, 15.0), (0.0, 30.0)) } else { ((-15.0, 45.0), (60.0, 125.0)) };
    for arm in [&mut posture.arms.left, &mut posture.arms.right] {
        arm.shoulder = degrees(rng, shoulder.0, shoulder.1);
        arm.elbow = degrees(rng, elbow.0, elbow.1);
    }
    posture
}

/// Mostly a runner's bent arm; one in six hangs down across the pelvis.
fn arm(rng: &mut impl Rng) -> Arm {
    let hangs = rng.random_bool(0.17);
    let (shoulder, elbow) = if hangs { ((-25.0, 30.0), (5.0, 60.0)) } else { ((-75.0, 50.0), (45.0, 130.0)) };
    Arm {
        shoulder: degrees(rng, shoulder.0, shoulder.1),
        abduction: degrees(rng, 5.0, 30.0),
        rotation: degrees(rng, 0.0, 50.0),
        elbow: degrees(rng, elbow.0, elbow.1),
    }
}

/// Where the body came from in the last [`STEPS`]: speeds of running (a thigh turns at up to 600 degrees a second), at random.
pub fn before(rng: &mut impl Rng, now: &Posture) -> Posture {
    let seconds = STEPS as f64 / crate::wardrobe::cloth::STEPS_PER_S;
    let mut back = |degrees_per_s: f64| bell(rng, degrees_per_s).to_radians() * seconds;
    let mut from = *now;
    from.pelvis.tilt -= back(60.0);
    from.pelvis.rotation -= back(60.0);
    from.thorax.lean -= back(40.0);
    from.thorax.rotation -= back(80.0);
    for leg in [&mut from.legs.left, &mut from.legs.right] {
        leg.thigh -= back(300.0);
        leg.knee -= back(350.0);
    }
    for arm in [&mut from.arms.left, &mut from.arms.right] {
        arm.shoulder -= back(180.0);
        arm.elbow -= back(120.0);
    }
    from.mid_hip.y -= bell(rng, 0.6) * seconds;
    from
}

/// A camera at the runner's right side, up to 15 degrees off and up to 6 rolled.
pub fn camera(rng: &mut impl Rng, runner_height_m: f64) -> CameraSpec {
    let (distance_m, height_m) = (rng.random_range(2.0..6.5), rng.random_range(0.5..1.6));
    let level = ((height_m - runner_height_m / 2.0) / distance_m).atan().to_degrees();
    CameraSpec {
        distance_m,
        height_m,
        yaw_deg: rng.random_range(-15.0..15.0),
        pitch_deg: Some(level + bell(rng, 2.0)),
        roll_deg: rng.random_range(-6.0..6.0),
        aim_forward_m: rng.random_range(-0.4..0.4),
        k1: rng.random_range(-0.15..0.04),
        runner_height_m,
        ..CameraSpec::default()
    }
}

/// A camera that sees something, and the light before it.
pub fn camera_and_light(rng: &mut impl Rng, runner_height_m: f64) -> (CameraSpec, Light) {
    loop {
        let spec = camera(rng, runner_height_m);
        if let Ok(camera) = Camera::new(&spec) {
            break (spec, Light::new(&light(rng), &camera));
        }
    }
}

/// Both moments of an exposure of 1/500 to 1/60 s that begins at a posture, at the speed with which it was reached in [`STEPS`].
pub fn exposure(rng: &mut impl Rng, from: &Posture, now: &Posture) -> [Posture; 2] {
    let open = rng.random_range(0.002..0.016) * crate::wardrobe::cloth::STEPS_PER_S / STEPS as f64;
    [*now, from.towards(now, 1.0 + open / 2.0)]
}

/// Any light from a window at the side to a lamp above.
pub fn light(rng: &mut impl Rng) -> LightSpec {
    LightSpec {
        azimuth_deg: rng.random_range(-130.0..130.0),
        elevation_deg: rng.random_range(15.0..85.0),
        key: rng.random_range(0.15..1.1),
        ambient: rng.random_range(0.25..0.8),
        warmth: rng.random_range(-0.8..1.0),
        softness_m: rng.random_range(0.005..0.08),
        exposure: rng.random_range(0.75..1.6),
    }
}

/// A room, mostly with a treadmill, whose rails cross the pelvis one time in three.
pub fn room(rng: &mut impl Rng) -> RoomSpec {
    const KINDS: [RoomKind; 3] = [RoomKind::Gym, RoomKind::Garage, RoomKind::Plain];
    let rails_to_m = match rng.random_range(0..3) {
        0 => None,
        1 => Some(rng.random_range(0.1..0.6)),
        _ => Some(rng.random_range(-0.4..0.1)),
    };
    let treadmill = TreadmillSpec {
        console: rng.random_bool(0.7),
        rails_to_m,
        rails_height_m: rng.random_range(0.7..1.15),
        ..TreadmillSpec::default()
    };
    RoomSpec {
        kind: KINDS[rng.random_range(0..KINDS.len())],
        seed: rng.random_range(0..1_000_000),
        wall_distance_m: rng.random_range(0.9..5.0),
        things: rng.random_bool(0.85),
        treadmill: rng.random_bool(0.8).then_some(treadmill),
    }
}

/// Other colours on the same body: cloth two times in three, skin and hair always.
pub fn repaint(rng: &mut impl Rng, palette: &mut Palette, materials: &[Material]) {
    let skin = palette::skin(rng.random_range(0.0..1.0));
    for (index, material) in materials.iter().enumerate() {
        let id = MaterialId(index as u16);
        match material.pattern {
            Pattern::Skin => palette.replace(id, skin),
            Pattern::Ring | Pattern::Plain => {}
            Pattern::Hair => {
                palette.replace(id, palette::hair(srgb(60, 45, 35) * rng.random_range(0.1..4.0)))
            }
            _ if rng.random_bool(0.67) => palette.replace(id, Look::random(rng).cloth()),
            _ => {}
        }
    }
}

/// Error of the hips' and shoulders' middles of a pose network, in lengths of the trunk: some centimetres, one in ten twice that.
pub fn landmark_error(rng: &mut impl Rng) -> [f64; 4] {
    let spread = if rng.random_bool(0.1) { 0.09 } else { 0.045 };
    [0; 4].map(|_: i32| bell(rng, spread))
}

//! The fixed grid of clips. It is never changed to make a figure look better; a change is a new grid, and every figure is made anew.

mod pelvis;
mod recorded;

pub use pelvis::{
    BALLS, CLOSE_FITTING, STANDING, STICKERS, WAND, neutral_of, with_balls, with_spine, with_wand,
};
pub use recorded::MOVEMENT;

use runtilt_synth::body::BodySpec;
use runtilt_synth::film::FilmSpec;
use runtilt_synth::motion::MotionSpec;
use runtilt_synth::render::ShutterSpec;
use runtilt_synth::scene::{CameraSpec, LightSpec, RoomKind, RoomSpec};
use runtilt_synth::side::Side;
use runtilt_synth::spec::{BystanderSpec, ClipSpec};
use runtilt_synth::wardrobe::{HairStyle, OutfitKind, OutfitSpec};

/// The parts in which one thing is varied; each is also the key of its condition.
pub const VARIED: [&str; 6] = ["frame rate", "camera yaw", "camera roll", BLUR, "hard", MOVEMENT];

/// The part in which the shutter is open for longer and longer.
pub const BLUR: &str = "motion blur";

/// What part of the grid a clip belongs to: the key of its `conditions`.
pub const PART: &str = "part";

/// The bodies of the grid. `held out` ones never serve to choose a constant.
const BODIES: [(&str, BodySpec); 6] = [
    ("man, slim", BodySpec { sex: 1.0, height: 0.60, weight: 0.30, muscle: 0.60, seed: 11, ..PLAIN }),
    ("woman, slim", BodySpec { sex: 0.0, height: 0.50, weight: 0.32, seed: 12, hip_width: 0.2, ..PLAIN }),
    (
        "man, heavy",
        BodySpec { sex: 1.0, height: 0.52, weight: 0.74, stomach: 0.5, buttocks: 0.3, seed: 13, ..PLAIN },
    ),
    (
        "woman, strong",
        BodySpec { sex: 0.0, height: 0.62, weight: 0.48, muscle: 0.80, buttocks: 0.5, seed: 14, ..PLAIN },
    ),
    (
        "man, older",
        BodySpec {
            sex: 1.0,
            age: 0.55,
            height: 0.45,
            weight: 0.45,
            stomach: 0.3,
            ancestry: [0.0, 1.0, 0.0],
            seed: 15,
            ..PLAIN
        },
    ),
    (
        "woman, small",
        BodySpec { sex: 0.0, height: 0.32, weight: 0.45, ancestry: [1.0, 0.0, 0.0], seed: 16, ..PLAIN },
    ),
];

/// Bodies with an index from here on are held out.
const FIRST_HELD_OUT: usize = 4;

const PLAIN: BodySpec = BodySpec {
    sex: 1.0,
    age: 0.0,
    ancestry: [0.0, 0.0, 1.0],
    muscle: 0.55,
    weight: 0.40,
    height: 0.55,
    proportions: 0.4,
    buttocks: 0.0,
    stomach: 0.0,
    hip_width: 0.0,
    landmark_jitter_mm: 4.0,
    skin_raised_mm: 0.0,
    seed: 0,
};

const OUTFITS: [(&str, OutfitKind); 4] = [
    ("tight", OutfitKind::Tight),
    ("loose", OutfitKind::Loose),
    ("shirtless or crop top", OutfitKind::Shirtless),
    ("hoodie, baggy shorts", OutfitKind::Hoodie),
];

/// Every clip of the grid.
pub fn grid() -> Vec<ClipSpec> {
    let mut clips = bodies_and_outfits();
    clips.extend(variations());
    clips.extend(recorded::clips());
    clips.extend(pelvis::with_stickers());
    let standing: Vec<ClipSpec> =
        clips.iter().filter(|clip| pelvis::has_neutral(clip)).map(pelvis::standing).collect();
    clips.extend(standing);
    clips
}

/// Each body in each outfit, at 60 frames a second, square to the camera; motion, room, light, skin and facing go round.
fn bodies_and_outfits() -> Vec<ClipSpec> {
    let mut clips = Vec::new();
    for b in 0..BODIES.len() {
        for o in 0..OUTFITS.len() {
            let mut clip = start(b, o);
            clip.name = format!("body{b}_outfit{o}");
            let held_out = if b < FIRST_HELD_OUT { "no" } else { "yes" };
            label(&mut clip, PART, "bodies and outfits");
            label(&mut clip, "held out", held_out);
            clips.push(clip);
        }
    }
    clips
}

fn dressed(number: usize, kind: OutfitKind, woman: bool) -> OutfitSpec {
    let kind = if kind == OutfitKind::Shirtless && woman { OutfitKind::CropTop } else { kind };
    let mut outfit = OutfitSpec::preset(kind);
    outfit.skin_dark = spread(number, 3);
    outfit.hair.style =
        [HairStyle::Short, HairStyle::Tail, HairStyle::Cap, HairStyle::Bald][(number + number / 4) % 4];
    outfit.soft_tissue_mm = 4.0;
    outfit
}

/// Half of the bodies in all outfits.
const HALF: usize = 12;

/// 0 to 1, evenly spread over the numbers and differently for each `what`: the fractional parts of multiples of square roots (Weyl).
fn spread(number: usize, what: usize) -> f64 {
    #[allow(
        clippy::approx_constant,
        reason = "another last digit would be another grid, and every clip would be made anew"
    )]
    const ROOTS: [f64; 8] = [
        1.414_213_56,
        1.732_050_81,
        2.236_067_98,
        2.645_751_31,
        3.316_624_79,
        3.605_551_28,
        4.123_105_63,
        4.358_898_94,
    ];
    ((number + 1) as f64 * ROOTS[what % ROOTS.len()]).fract()
}

fn between(number: usize, what: usize, from: f64, to: f64) -> f64 {
    from + (to - from) * spread(number, what)
}

fn base(number: usize, side: Side, body: BodySpec, outfit: OutfitSpec) -> ClipSpec {
    let speed = between(number, 0, 2.3, 3.4);
    // The two sequences of lean and tilt happen to run against each other; turned round half-way they do not go together.
    let lean = if number < HALF { spread(number, 3) } else { 1.0 - spread(number, 3) };
    let motion = MotionSpec {
        speed_mps: speed,
        cadence_spm: between(number, 1, 156.0, 182.0),
        // Hip extension grows by 3.5 to 5 degrees per m/s (shared/biomechanics.md, section 2).
        peak_thigh_extension_deg: Some(
            (between(number, 2, 14.0, 22.0) + 4.0 * (speed - 2.8)).clamp(12.0, 24.0),
        ),
        thigh_asymmetry_deg: between(number, 3, -2.0, 2.0),
        heel_ahead_m: between(number, 4, 0.11, 0.20),
        vertical_excursion_m: between(number, 5, 0.07, 0.10),
        contact_pitch_deg: between(number, 6, 2.0, 16.0),
        tilt_mean_deg: between(number, 7, 9.0, 27.0),
        tilt_range_deg: between(number, 2, 4.0, 13.0),
        lean_mean_deg: 3.0 + 10.0 * lean,
        arm_swing_deg: between(number, 4, 22.0, 34.0),
        seed: number as u64 + 100,
        ..MotionSpec::default()
    };
    let film = FilmSpec { duration_s: 5.5, ..FilmSpec::default() };
    let mut clip = ClipSpec { body, outfit, motion, film, ..ClipSpec::default() };
    clip.camera = CameraSpec {
        side,
        distance_m: between(number, 5, 3.0, 5.0),
        height_m: between(number, 6, 0.8, 1.2),
        // The treadmill and what is beside it; the rest of a wide picture costs time and shows nothing of the runner.
        width_px: 800,
        ..clip.camera
    };
    clip.room = RoomSpec {
        kind: if number.is_multiple_of(3) { RoomKind::Garage } else { RoomKind::Gym },
        seed: number as u64 + 1,
        ..RoomSpec::default()
    };
    clip.light = LightSpec {
        azimuth_deg: between(number, 7, -50.0, 50.0),
        elevation_deg: between(number, 0, 40.0, 75.0),
        exposure: between(number, 1, 0.9, 1.3),
        ..LightSpec::default()
    };
    clip.shutter.seed = number as u64;
    label(&mut clip, "facing", side.name());
    label(&mut clip, "frame_rate_hz", "60");
    clip
}

/// A body in an outfit, both by number, with its own motion, room, light and facing.
fn start(body: usize, outfit: usize) -> ClipSpec {
    let number = body * OUTFITS.len() + outfit;
    let ((body_name, shape), (outfit_name, kind)) = (BODIES[body], OUTFITS[outfit]);
    // Each body and each outfit is seen from both sides equally often.
    let side = if (body + outfit).is_multiple_of(2) { Side::Right } else { Side::Left };
    let mut clip = base(number, side, shape, dressed(number, kind, shape.sex < 0.5));
    label(&mut clip, "body", body_name);
    label(&mut clip, "outfit", outfit_name);
    clip
}

fn label(clip: &mut ClipSpec, key: &str, value: &str) {
    clip.conditions.insert(key.into(), value.into());
}

/// One thing changed at a time.
fn variations() -> Vec<ClipSpec> {
    let mut clips = Vec::new();
    let mut add =
        |part: &str, value: &str, (body, outfit): (usize, usize), change: &dyn Fn(&mut ClipSpec)| {
            let mut clip = start(body, outfit);
            clip.name = format!(
                "{}_{}_body{body}_outfit{outfit}",
                part.replace(' ', "-"),
                value.replace([' ', ',', '/'], "-")
            );
            label(&mut clip, PART, part);
            label(&mut clip, part, value);
            change(&mut clip);
            clips.push(clip);
        };
    for (rate, exposure_s, duration_s, who) in [
        (30.0, 1.0 / 60.0, 5.5, (0, 0)),
        (30.0, 1.0 / 60.0, 5.5, (1, 1)),
        (120.0, 1.0 / 250.0, 5.5, (0, 0)),
        // A quick runner: as many strides in less time.
        (240.0, 1.0 / 480.0, 4.5, (5, 2)),
    ] {
        add("frame rate", &format!("{rate}"), who, &|clip| {
            clip.film = FilmSpec { frame_rate_hz: rate, duration_s, ..clip.film };
            clip.shutter = ShutterSpec { exposure_s, ..clip.shutter };
            label(clip, "frame_rate_hz", &format!("{rate}"));
        });
    }
    // Every body once by 10 degrees, all outfits among them.
    let by_ten =
        [(10.0, (0, 0)), (-10.0, (1, 0)), (10.0, (2, 3)), (10.0, (3, 1)), (-10.0, (4, 1)), (-10.0, (5, 2))];
    for (yaw, who) in [(5.0, (0, 0)), (-5.0, (1, 1)), (20.0, (0, 0))].into_iter().chain(by_ten) {
        add("camera yaw", &format!("{yaw}"), who, &|clip| clip.camera.yaw_deg = yaw);
    }
    for (roll, who) in [(5.0, (0, 0)), (-5.0, (1, 1))] {
        add("camera roll", &format!("{roll}"), who, &|clip| clip.camera.roll_deg = roll);
    }
    // At 30 frames a second a shutter can be open for a thirtieth. Fifteen moments: with three a fast foot is seen three times, not smeared.
    for (of_a_second, who) in
        [(500.0, (0, 0)), (60.0, (0, 0)), (30.0, (0, 0)), (60.0, (3, 1)), (30.0, (3, 1))]
    {
        add(BLUR, &format!("1/{of_a_second} s"), who, &|clip| {
            clip.film.frame_rate_hz = 30.0;
            clip.shutter = ShutterSpec { exposure_s: 1.0 / of_a_second, passes: 15, ..clip.shutter };
            label(clip, "frame_rate_hz", "30");
        });
    }
    add("hard", "long blur, messenger compression, 30 fps", (2, 3), &|clip| {
        clip.film = FilmSpec { frame_rate_hz: 30.0, crf: 30, ..clip.film };
        clip.shutter = ShutterSpec { exposure_s: 1.0 / 40.0, passes: 5, noise: 6.0, ..clip.shutter };
        clip.light.exposure = 0.55;
        label(clip, "frame_rate_hz", "30");
    });
    add("hard", "portrait, wide lens, turned sensor", (1, 0), &|clip| {
        clip.camera = CameraSpec {
            width_px: 720,
            height_px: 1280,
            fill: 0.6,
            distance_m: 2.6,
            k1: -0.08,
            ..clip.camera.clone()
        };
        clip.film.turned = true;
    });
    add("hard", "uneven frame times", (3, 0), &|clip| clip.film.uneven = 0.3);
    add("hard", "bystander", (4, 1), &|clip| {
        clip.bystander = Some(BystanderSpec {
            forward_m: -1.0,
            behind_m: 1.6,
            turned_deg: -60.0,
            ..BystanderSpec::default()
        });
    });
    clips
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_grid_is_large_and_every_clip_has_its_own_name_and_labels() {
        let clips = grid();
        assert!(clips.len() >= 40, "{}", clips.len());
        let names: BTreeSet<_> = clips.iter().map(|c| c.name.clone()).collect();
        assert_eq!(names.len(), clips.len());
        for clip in &clips {
            for key in [PART, "body", "outfit", "facing", "frame_rate_hz"] {
                assert!(clip.conditions.contains_key(key), "{} lacks {key}", clip.name);
            }
        }
    }

    #[test]
    fn pelvis_thighs_and_trunk_are_drawn_apart() {
        // |r| of independent draws of 24 exceeds 0.52 once in a hundred pairs.
        let clips = bodies_and_outfits();
        let series = |of: &dyn Fn(&ClipSpec) -> f64| clips.iter().map(of).collect::<Vec<f64>>();
        let tilt = series(&|c| c.motion.tilt_mean_deg);
        let lean = series(&|c| c.motion.lean_mean_deg);
        let thigh = series(&|c| c.motion.peak_thigh_extension_deg.unwrap_or_default());
        for (a, b) in [(&tilt, &lean), (&tilt, &thigh), (&lean, &thigh)] {
            let mean = |v: &[f64]| v.iter().sum::<f64>() / v.len() as f64;
            let (ma, mb) = (mean(a), mean(b));
            let cross = |x: &[f64], mx: f64, y: &[f64], my: f64| {
                x.iter().zip(y).map(|(x, y)| (x - mx) * (y - my)).sum::<f64>()
            };
            let r = cross(a, ma, b, mb) / (cross(a, ma, a, ma) * cross(b, mb, b, mb)).sqrt();
            assert!(r.abs() < 0.52, "{r}");
        }
    }
}

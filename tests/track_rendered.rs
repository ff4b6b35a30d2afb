//! Landmarks of rendered clips, whose joints are known exactly. No constant of motion, noise or labels was chosen on these clips;
//! `female_*`, `loose_*` and `heavy_*` were made after the method was finished (`docs/METHODS-track.md`).

#![allow(clippy::expect_used, clippy::print_stderr, reason = "a test that fails says why, a skipped one too")]

mod track_support;

use runtilt::body::{BodyPose, Facing, Landmark, Part, Point, PoseSequence, Side};
use runtilt::track::{TrackError, TrackOptions, Tracked, Warning, What, track};
use track_support::{Clip, load, raw, swapped_frames, thigh_rmse_deg, tracked};

const ORDINARY: [&str; 5] =
    ["female_60fps", "loose_30fps", "motion_blur_30fps", "facing_left_60fps", "shirtless_120fps"];
const POOR: [&str; 2] = ["female_60fps_poor", "heavy_60fps_poor"];

fn run(clip: &Clip) -> Tracked {
    track(&clip.sequence, &TrackOptions::default()).expect("a runner from the side")
}

/// Exchanged frames as the model labelled them, and after tracking.
fn swapped(clip: &Clip) -> (usize, usize) {
    let out = run(clip);
    let (before, after) = (
        swapped_frames(clip, &raw(&clip.sequence)).len(),
        swapped_frames(clip, &tracked(&out.trajectories)).len(),
    );
    eprintln!(
        "{}: {} frames, {before} exchanged by the model, {after} left",
        clip.name,
        clip.sequence.poses.len()
    );
    (before, after)
}

#[test]
fn ordinary_clips_keep_no_exchange() {
    let (mut frames, mut before, mut after) = (0, 0, 0);
    for clip in ORDINARY.map(load) {
        let (model, left) = swapped(&clip);
        frames += clip.sequence.poses.len();
        before += model;
        after += left;
    }
    // Measured: 11 of 1680 by the model, 0 left. The aim is at most 0.5 %.
    assert!(before > 5, "the clips must hold exchanges for this to mean something: {before}");
    assert!(after as f64 <= 0.005 * frames as f64, "{after} of {frames}");
}

#[test]
fn poor_clips_lose_most_exchanges() {
    for clip in POOR.map(load) {
        let (before, after) = swapped(&clip);
        // Measured: 83 -> 8 and 66 -> 8 of 360 frames. What is left is single frames in which both legs blend into one.
        assert!(
            before >= 60 && after as f64 <= 0.03 * clip.sequence.poses.len() as f64,
            "{before} -> {after}"
        );
    }
}

#[test]
fn the_thigh_angle_gains_and_never_loses() {
    for clip in ORDINARY.into_iter().chain(POOR).map(load) {
        let out = run(&clip);
        let facing = out.quality.facing.facing;
        for side in Side::BOTH {
            let before = thigh_rmse_deg(&clip, side, facing.sign(), &raw(&clip.sequence));
            let after = thigh_rmse_deg(&clip, side, facing.sign(), &tracked(&out.trajectories));
            let near = side == facing.near_side();
            eprintln!("{}, {side:?} (near: {near}): thigh RMSE {before:.2} -> {after:.2} degrees", clip.name);
            assert!(after < before);
            // Measured: near 2.1-2.9, far 2.3-3.6 on ordinary clips; the design measurement of the model is 2.6 and 2.8.
            let bound = if POOR.contains(&clip.name.as_str()) {
                7.0
            } else if near {
                3.0
            } else {
                3.7
            };
            assert!(after < bound, "{after}");
        }
    }
}

#[test]
fn the_direction_and_the_level_camera_are_seen() {
    for clip in ORDINARY.into_iter().chain(POOR).map(load) {
        let out = run(&clip);
        let expected = if clip.name.contains("left") { Facing::Left } else { Facing::Right };
        assert_eq!(out.quality.facing.facing, expected, "{}", clip.name);
        let roll = out.quality.roll.expect("enough contacts");
        eprintln!(
            "{}: belt {:.1} +- {:.1} degrees",
            clip.name,
            roll.roll.degrees(),
            roll.uncertainty.degrees()
        );
        // The camera stands level but up to 4 degrees off square: measured belt angles are 0.0-1.8 degrees.
        assert!(roll.roll.degrees().abs() < roll.uncertainty.degrees().max(2.0), "{}: {roll:?}", clip.name);
        assert!(!out.quality.roll_applied, "{}", clip.name);
    }
}

/// The clip as a mirror shows it.
fn mirrored(sequence: &PoseSequence) -> PoseSequence {
    let width = f64::from(sequence.frame_size.width);
    changed(sequence, |pose, landmark| {
        let mut seen = *pose.get(Landmark::new(landmark.part, landmark.side.other()));
        seen.image.x = width - seen.image.x;
        seen
    })
}

fn changed(
    sequence: &PoseSequence,
    change: impl Fn(&BodyPose, Landmark) -> runtilt::body::Observation,
) -> PoseSequence {
    let mut other = sequence.clone();
    for pose in other.poses.iter_mut().flatten() {
        let before = pose.clone();
        for landmark in Landmark::all() {
            pose.0[landmark.index()] = change(&before, landmark);
        }
    }
    other
}

/// Largest distance between paths of two results, sides matched by `side_of`.
fn largest_difference(a: &Tracked, b: &Tracked, side_of: impl Fn(Side) -> Side) -> f64 {
    let mut largest: f64 = 0.0;
    for landmark in Landmark::all() {
        let (left, right) = (
            a.trajectories.path(landmark.part, landmark.side),
            b.trajectories.path(landmark.part, side_of(landmark.side)),
        );
        for (p, q) in left.samples().iter().zip(right.samples()) {
            assert_eq!(p.is_some(), q.is_some(), "{landmark:?}");
            largest = largest.max(p.zip(*q).map_or(0.0, |(p, q)| p.distance(q)));
        }
    }
    largest
}

#[test]
fn a_mirrored_clip_gets_the_same_repairs_and_paths() {
    for clip in ["female_60fps_poor", "facing_left_60fps", "motion_blur_30fps"].map(load) {
        let out = run(&clip);
        let seen = track(&mirrored(&clip.sequence), &TrackOptions::default()).expect("a runner");
        let exchanges = |tracked: &Tracked| -> Vec<_> {
            tracked.repairs.iter().filter(|r| matches!(r.what, What::LegsExchanged(_))).copied().collect()
        };
        assert_eq!(exchanges(&out), exchanges(&seen), "{}", clip.name);
        assert_eq!(out.repairs.len(), seen.repairs.len(), "{}", clip.name);
        // Rounding only: x is subtracted from the width.
        assert!(largest_difference(&out, &seen, Side::other) < 1e-6, "{}", clip.name);
    }
}

#[test]
fn labels_exchanged_throughout_are_put_right_by_the_direction() {
    let clip = load("female_60fps");
    let out = run(&clip);
    let wrong = changed(&clip.sequence, |pose, l| *pose.get(Landmark::new(l.part, l.side.other())));
    let righted = track(&wrong, &TrackOptions::default()).expect("a runner");
    assert!(righted.warnings.contains(&Warning::SidesExchanged));
    assert!(largest_difference(&out, &righted, |side| side) < 1e-9);
}

#[test]
fn a_rolled_camera_is_levelled() {
    let clip = load("facing_left_60fps");
    let level = run(&clip);
    for roll_deg in [-7.0_f64, 7.0] {
        let (sin, cos) = roll_deg.to_radians().sin_cos();
        let centre = clip.sequence.frame_size.centre();
        let rolled = changed(&clip.sequence, |pose, landmark| {
            let mut seen = *pose.get(landmark);
            let (x, y) = (seen.image.x - centre.x, seen.image.y - centre.y);
            seen.image = Point::new(centre.x + x * cos - y * sin, centre.y + x * sin + y * cos);
            seen
        });
        let out = track(&rolled, &TrackOptions::default()).expect("a runner");
        let found = out.quality.roll.expect("contacts").roll.degrees();
        let bias = level.quality.roll.expect("contacts").roll.degrees();
        assert!(out.quality.roll_applied);
        // The frames at the ends of a contact may differ, as the first guess of the belt does.
        assert!((found - bias - roll_deg).abs() < 0.4, "{found} against {bias} + {roll_deg}");
        let knee =
            |tracked: &Tracked| tracked.trajectories.at(Part::Knee, Side::Left, 100).expect("measured");
        let (a, b) = (knee(&level), knee(&out));
        // 0.4 degrees over 360 px, the way from the centre to the edge.
        assert!(a.distance(b) < 2.6, "{a:?} {b:?}");
    }
}

#[test]
fn views_that_are_not_from_the_side_are_refused() {
    for name in ["front_view", "oblique_45deg"] {
        let refused = track(&load(name).sequence, &TrackOptions::default());
        assert!(matches!(refused, Err(TrackError::NotSideView { .. })), "{name}: {refused:?}");
        eprintln!("{}", refused.expect_err("refused"));
    }
}

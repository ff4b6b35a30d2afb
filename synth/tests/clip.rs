//! A recipe becomes a clip with its truth, the same every time.
#![allow(clippy::expect_used, reason = "a missing body must fail the test")]

use runtilt_synth::body::{Assets, Body};
use runtilt_synth::film::FilmSpec;
use runtilt_synth::motion::{Motion, Movement};
use runtilt_synth::render::ShutterSpec;
use runtilt_synth::scene::CameraSpec;
use runtilt_synth::side::Side;
use runtilt_synth::spec::ClipSpec;
use runtilt_truth::{EventKind, Truth};
use std::path::Path;

fn small(name: &str, side: Side) -> ClipSpec {
    ClipSpec {
        name: name.into(),
        camera: CameraSpec { side, width_px: 320, height_px: 180, ..CameraSpec::default() },
        shutter: ShutterSpec { passes: 1, ..ShutterSpec::default() },
        film: FilmSpec { duration_s: 0.8, frame_rate_hz: 15.0, ..FilmSpec::default() },
        ..ClipSpec::default()
    }
}

fn made(spec: &ClipSpec, folder: &Path) -> (Vec<u8>, Truth) {
    let assets = Assets::find().expect("make setup fetches the body");
    spec.render(&assets, folder, |_| ()).expect("renders");
    let truth = runtilt_truth::read(&folder.join(format!("{}.truth.json.gz", spec.name))).expect("reads");
    (std::fs::read(folder.join(format!("{}.mp4", spec.name))).expect("a clip"), truth)
}

#[test]
fn a_clip_and_its_truth_come_out_the_same_every_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let (first, truth) = made(&small("a", Side::Right), folder.path());
    let (second, again) = made(&small("a", Side::Right), folder.path());
    assert!(first == second, "the same recipe gives the same bytes");
    assert_eq!(truth, again);
    assert_eq!(truth.time_s.len(), 12);
    assert!(truth.events.iter().any(|e| e.kind == EventKind::InitialContact));
    let standing = truth.standing.expect("a body can stand");
    assert!((5.0..20.0).contains(&standing.pelvic_tilt_deg), "{}", standing.pelvic_tilt_deg);
}

#[test]
fn the_camera_sees_the_side_on_which_it_stands() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, side, forward) in [("r", Side::Right, 1.0), ("l", Side::Left, -1.0)] {
        let (_, truth) = made(&small(name, side), folder.path());
        let point = |name: &str| &truth.landmarks[&format!("{name}_{}", side.name())];
        let far = &truth.landmarks[&format!("shoulder_{}", side.other().name())];
        // Toes lie ahead of heels in the picture: to the right where the right side is seen.
        let ahead: f64 = point("toe")
            .image_px
            .iter()
            .zip(&point("heel").image_px)
            .filter_map(|(t, h)| Some(forward * ((*t)?[0] - (*h)?[0])))
            .sum();
        assert!(ahead > 0.0, "{name}: the runner faces the other way");
        let seen = |marks: &[bool]| marks.iter().filter(|&&v| v).count();
        assert!(seen(&point("shoulder").visible) == 12, "{name}: nothing hides the near shoulder");
        assert!(seen(&far.visible) < 6, "{name}: the trunk hides the far shoulder");
    }
}

#[test]
fn every_committed_recipe_can_be_followed() {
    let assets = Assets::find().expect("make setup fetches the body");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/recipes");
    let mut count = 0;
    for recipe in std::fs::read_dir(folder).expect("a folder") {
        let spec = ClipSpec::read(&recipe.expect("an entry").path()).expect("a recipe");
        let body = Body::new(&assets, &spec.body).expect("a body");
        let motion = Motion::new(&spec.motion, &body).expect("a motion");
        assert!(motion.posture(1.0).mid_hip.is_finite(), "{}", spec.name);
        count += 1;
    }
    assert_eq!(count, 11);
}

//! Truth files come back as they were written, and broken ones are refused with the reason.
#![allow(clippy::expect_used, reason = "a test file that cannot be written must fail the test")]

use runtilt_truth::{
    Angles, Camera, Clip, Event, EventKind, Landmark, LegAngles, Run, SCHEMA, Side, Truth, read, write,
};
use std::io::Write;

fn truth() -> Truth {
    let leg = || LegAngles {
        thigh_deg: vec![20.0, 10.5],
        hip_flexion_deg: vec![32.0, 22.5],
        knee_flexion_deg: vec![15.0, 30.0],
        shank_deg: vec![5.0, -19.5],
        foot_deg: vec![12.0, 0.0],
    };
    Truth {
        schema: SCHEMA.into(),
        source: "by hand".into(),
        clip: Clip {
            file: "a.mp4".into(),
            width_px: 640,
            height_px: 480,
            frame_rate_hz: 50.0,
            slow_motion: 1.0,
            side_to_camera: Side::Left,
        },
        conditions: [("outfit".to_owned(), "tight".to_owned())].into(),
        run: Run { speed_mps: 2.5, cadence_spm: Some(160.0), height_m: None },
        camera: None,
        time_s: vec![0.0, 0.02],
        angles: Angles {
            pelvic_tilt_deg: vec![12.0, 12.0],
            trunk_lean_deg: vec![5.0, 5.0],
            thorax_lean_deg: vec![4.0, 4.0],
            lumbar_extension_deg: vec![8.0, 8.0],
            left: leg(),
            right: leg(),
        },
        standing: None,
        landmarks: Default::default(),
        events: vec![Event { kind: EventKind::InitialContact, side: Side::Left, time_s: 0.01 }],
    }
}

#[test]
fn what_was_written_is_read_plain_and_compressed() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["a.truth.json", "a.truth.json.gz"] {
        let path = folder.path().join(name);
        write(&truth(), &path).expect("writes");
        assert_eq!(read(&path).expect("reads"), truth());
    }
    let size = |name| std::fs::metadata(folder.path().join(name)).expect("there").len();
    assert!(size("a.truth.json.gz") < size("a.truth.json"), "gz is compressed");
}

#[test]
fn contradictions_are_refused_and_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.truth.json");
    let refused = |broken: Truth, why: &str| {
        let said = write(&broken, &path).expect_err(why).to_string();
        assert!(said.contains(why), "{said}");
        assert!(!path.exists(), "nothing is written");
    };
    refused(Truth { schema: "runtilt.truth/9".into(), ..truth() }, "runtilt.truth/9");
    refused(Truth { time_s: vec![0.0, 0.0], ..truth() }, "do not increase");
    refused(Truth { time_s: vec![0.0, 0.1, 0.2], ..truth() }, "2 values for 3 frames");
    let mut short = truth();
    short.angles.right.knee_flexion_deg.pop();
    refused(short, "knee_flexion_right_deg has 1 values for 2 frames");
}

#[test]
fn other_files_and_cut_off_ones_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.truth.json");
    assert!(read(&path).expect_err("missing").to_string().contains("cannot read"));
    write(&truth(), &path).expect("writes");
    let text = std::fs::read_to_string(&path).expect("reads");
    let mut cut = std::fs::File::create(&path).expect("opens");
    cut.write_all(&text.as_bytes()[..text.len() / 2]).expect("writes");
    assert!(read(&path).expect_err("cut off").to_string().contains("not a truth file"));
}

#[test]
fn the_distance_of_the_camera_is_that_from_the_middle_of_the_pelvis() {
    let camera = Camera {
        position_m: [0.0, 1.0, 4.0],
        axes: [[1.0, 0.0, 0.0], [0.0, -1.0, 0.0], [0.0, 0.0, -1.0]],
        focal_px: 1000.0,
        centre_px: [320.0, 240.0],
        distortion: [0.0, 0.0],
    };
    let corner =
        |x: f64, z: f64| Landmark { position_m: vec![[x, 0.9, z], [x, 1.1, z]], ..Landmark::default() };
    let landmarks = [
        ("asis_left", corner(0.08, -0.12)),
        ("asis_right", corner(0.08, 0.12)),
        ("psis_left", corner(-0.08, -0.05)),
        ("psis_right", corner(-0.08, 0.05)),
    ];
    let landmarks = landmarks.map(|(name, landmark)| (name.to_owned(), landmark)).into();
    let known = Truth { camera: Some(camera), landmarks, ..truth() };
    assert!((known.camera_to_pelvis_m().expect("all are known") - 4.0).abs() < 1e-12);
    assert_eq!(Truth { landmarks: Default::default(), ..known }.camera_to_pelvis_m(), None);
    assert_eq!(truth().camera_to_pelvis_m(), None);
}

//! The landmarker and the detector against MediaPipe Python 0.10.21 (golden values: `scripts/golden`).

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test reports by panicking and printing"
)]

use runtilt::body::{FrameSize, Point};
use runtilt::models::Store;
use runtilt::pose::{Complexity, Toolbox};
use runtilt::units::{Angle, Pixels, Seconds};
use runtilt::video::{Frame, Region, VideoReader};
use serde_json::Value;
use std::path::Path;

const CLIP: &str = "../shared/data/treadmill_left_30fps/male_side.mp4";

fn golden() -> Value {
    let text = std::fs::read_to_string("tests/golden/male_side_mediapipe_heavy.json").expect("committed");
    serde_json::from_str(&text).expect("JSON")
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

fn region(roi: &Value) -> Region {
    Region {
        centre: Point::new(number(&roi["center_x_px"]), number(&roi["center_y_px"])),
        side: Pixels(number(&roi["width_px"])),
        rotation: Angle::from_radians(number(&roi["rotation_rad"])),
        mirrored: false,
    }
}

/// Hands each golden frame with its entry to `look`.
fn each_golden_frame(entries: &Value, mut look: impl FnMut(&Frame, &Value)) {
    let mut wanted = entries.as_array().expect("a list").iter().peekable();
    let mut reader = VideoReader::open(Path::new(CLIP)).expect("the clip opens");
    while let (Some(entry), Some(frame)) = (wanted.peek(), reader.next_frame().expect("decodes")) {
        if entry["frame"].as_u64() == Some(frame.index() as u64) {
            look(&frame, entry);
            wanted.next();
        }
    }
    assert!(wanted.peek().is_none(), "the clip has every golden frame");
}

fn share_of(sorted: &[f64], share: f64) -> f64 {
    sorted[((sorted.len() - 1) as f64 * share) as usize]
}

fn clip_is_here() -> bool {
    let here = Path::new(CLIP).exists();
    if !here {
        eprintln!("skipped: {CLIP} is not here");
    }
    here
}

/// Required: median <= 1 px and 95th percentile <= 3 px at 720 x 1280.
#[test]
fn landmarks_agree_with_mediapipe_given_the_same_crop() {
    if !clip_is_here() {
        return;
    }
    let store = Store::locate().expect("a model store");
    let mut tools = Toolbox::open(&store).expect("the runtime loads");
    let mut landmarker = tools.landmarkers(Complexity::Heavy).expect("the model compiles").remove(0);
    let (mut errors, mut visibility_errors) = (Vec::new(), Vec::new());
    each_golden_frame(&golden()["frames"], |frame, entry| {
        let ours =
            landmarker.all_points(frame, &region(&entry["roi"])).expect("runs").expect("somebody is there");
        for (point, theirs) in ours.iter().zip(entry["landmarks"].as_array().expect("a list")) {
            errors.push(point.image.distance(Point::new(number(&theirs[0]), number(&theirs[1]))));
            visibility_errors.push((f64::from(point.visibility.get()) - number(&theirs[3])).abs());
        }
    });
    assert!(errors.len() >= 33 * 50, "{} points compared", errors.len());
    errors.sort_by(f64::total_cmp);
    visibility_errors.sort_by(f64::total_cmp);
    let (median, p95) = (share_of(&errors, 0.5), share_of(&errors, 0.95));
    println!("median {median:.4} px, 95th percentile {p95:.3} px, largest {:.2} px", share_of(&errors, 1.0));
    assert!(median <= 1.0 && p95 <= 3.0, "median {median}, 95th percentile {p95}");
    assert!(share_of(&visibility_errors, 0.95) < 0.05, "{}", share_of(&visibility_errors, 0.95));
}

/// 0.5 px of 1280 is far below what moves the crop.
#[test]
fn detections_agree_with_mediapipe() {
    if !clip_is_here() {
        return;
    }
    let store = Store::locate().expect("a model store");
    let mut detector = Toolbox::open(&store).and_then(|mut tools| tools.detector()).expect("loads");
    each_golden_frame(&golden()["detections"], |frame, entry| {
        let ours = detector.detect_one_way(frame, false).expect("runs")[0];
        let theirs = &entry["detection"];
        let size = frame.size();
        let key = |i: usize| {
            let p = &theirs["keypoints"][i];
            Point::new(number(&p[0]) * f64::from(size.width), number(&p[1]) * f64::from(size.height))
        };
        assert!((f64::from(ours.score.get()) - number(&theirs["score"])).abs() < 1e-3);
        assert!(ours.hips.distance(key(0)) < 0.5, "{:?} against {:?}", ours.hips, key(0));
        assert!(ours.crown.distance(key(1)) < 0.5, "{:?} against {:?}", ours.crown, key(1));
    });
}

/// The square of bytes that `training/golden.py` draws.
fn pattern(kind: u32, side: u32) -> Vec<u8> {
    let byte = |x: u32, y: u32, c: u32| ((x * x * (kind + 1) + y * y * (c + 2) + x * y) / 64 % 256) as u8;
    (0..side).flat_map(|y| (0..side).flat_map(move |x| (0..3).map(move |c| byte(x, y, c)))).collect()
}

/// Features cut out of the landmark model, and the pelvis network on them, against TensorFlow's own reading of both files.
#[test]
fn the_pelvis_network_agrees_with_tensorflow() {
    // Degrees and shares of the square. OpenVINO differs by 3e-5 at most on these squares.
    const SAME: f64 = 2e-4;
    let side = 128_u32;
    let text = std::fs::read_to_string("tests/golden/pelvis_network.json").expect("committed");
    let golden: Value = serde_json::from_str(&text).expect("JSON");
    let store = Store::locate().expect("models are fetched");
    let mut reader = Toolbox::open(&store).and_then(|mut tools| tools.still_reader()).expect("opens");
    let square = Region::letterbox(FrameSize { width: side, height: side });
    for (kind, values) in golden["squares"].as_array().expect("a list").iter().enumerate() {
        let bytes = pattern(kind as u32, side);
        let frame = Frame::from_rgb(FrameSize { width: side, height: side }, &bytes, 0, Seconds(0.0));
        let still = reader.read(&frame.expect("fits"), &square).expect("reads");
        let near = |place: usize, got: f64| {
            let wanted = number(&values[place]);
            assert!((got - wanted).abs() < SAME, "square {kind}, value {place}: {got}, TensorFlow {wanted}");
        };
        for (place, angle) in [(0, still.tilt), (2, still.thorax_lean)] {
            near(place, angle.value.degrees());
            near(place + 1, angle.sd.degrees());
        }
        for (index, point) in still.points.iter().enumerate() {
            near(4 + 3 * index, point.x / f64::from(side));
            near(5 + 3 * index, point.y / f64::from(side));
        }
    }
}

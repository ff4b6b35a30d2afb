//! Stills for training: their labels say what the picture shows, and nothing in them follows from anything else.
#![allow(clippy::expect_used, reason = "a missing body must fail the test")]

use glam::{DVec2, DVec3};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use runtilt_synth::body::{Assets, Body, BodySpec};
use runtilt_synth::crops::label::{self, Circumstances, POINTS};
use runtilt_synth::crops::place::Square;
use runtilt_synth::crops::{CropSpec, HELD_OUT, Kind, Split, draw};
use runtilt_synth::posture::Posture;
use runtilt_synth::scene::{Camera, CameraSpec};

fn assets() -> Assets {
    Assets::find().expect("make setup fetches the body")
}

fn spec(split: Split) -> CropSpec {
    CropSpec { bodies: 1, per_body: 2, seed: 3, split, size_px: 48, kind: Kind::Stills }
}

/// Labels of a posture seen from far away, where perspective is small, by a rolled camera.
fn row(tilt_deg: f64, lean_deg: f64, roll_deg: f64) -> Vec<f32> {
    let body = Body::new(&assets(), &BodySpec::default()).expect("builds");
    let mut posture = Posture { mid_hip: DVec3::new(0.0, 0.95, 0.0), ..Posture::default() };
    posture.pelvis.tilt = tilt_deg.to_radians();
    posture.thorax.lean = lean_deg.to_radians();
    posture.legs.right.thigh = 0.5;
    let landmarks = body.pose(&posture).landmarks(&body);
    let far = CameraSpec { distance_m: 15.0, roll_deg, ..CameraSpec::default() };
    let camera = Camera::new(&far).expect("a camera");
    let middle = |joint| label::middle_px(&landmarks, joint, &camera).expect("in front");
    let (hip, shoulder) = (middle("hip"), middle("shoulder"));
    let square = Square::new(hip, shoulder, hip.distance(shoulder));
    let close = camera.cropped(square.middle, square.side, 128);
    let about = Circumstances { roll_deg, ..Circumstances::default() };
    label::row(&landmarks, &about, &close, &vec![f32::INFINITY; 128 * 128], &square, hip.distance(shoulder))
}

fn value(row: &[f32], name: &str) -> f64 {
    let place = label::columns().iter().position(|c| c == name).expect("a column");
    f64::from(row[place])
}

fn point(row: &[f32], name: &str) -> DVec2 {
    DVec2::new(value(row, &format!("{name}_x")), value(row, &format!("{name}_y")))
}

/// Degrees by which the line from `a` to `b` falls to the right in the picture.
fn falls(row: &[f32], a: &str, b: &str) -> f64 {
    let line = point(row, b) - point(row, a);
    line.y.atan2(line.x).to_degrees()
}

#[test]
fn the_label_is_what_the_picture_shows() {
    for (tilt, lean, roll) in [(20.0, 10.0, 0.0), (20.0, 10.0, 5.0), (-5.0, 0.0, -6.0), (35.0, 20.0, 0.0)] {
        let row = row(tilt, lean, roll);
        assert!((value(&row, "tilt_deg") - tilt - roll).abs() < 1e-3, "true tilt and roll");
        assert!((value(&row, "thorax_deg") - value(&row, "true_thorax_deg") - roll).abs() < 1e-3);
        // The pictured points give the same by themselves; at 15 m perspective is worth less than half a degree.
        assert!((falls(&row, "psis_mid", "asis_mid") - tilt - roll).abs() < 0.5, "{tilt} {roll}");
        let up = point(&row, "c7") - point(&row, "t12");
        let lean = up.x.atan2(-up.y).to_degrees();
        assert!((lean - value(&row, "thorax_deg")).abs() < 0.5, "{lean}");
    }
}

#[test]
fn signs_are_those_of_the_conventions() {
    let row = row(20.0, 15.0, 0.0);
    assert!(point(&row, "asis").x > point(&row, "psis").x, "the runner faces right");
    assert!(point(&row, "asis").y > point(&row, "psis").y, "anterior: the front is lower");
    assert!(point(&row, "c7").y < point(&row, "t12").y && point(&row, "t12").y < point(&row, "s2").y);
    assert!(
        (value(&row, "thigh_near_deg") - 0.5_f64.to_degrees()).abs() < 0.1,
        "the right leg is the near one"
    );
    // Hips below the middle of the square, at the share that the card says.
    let (hip, trunk) = (point(&row, "hip_mid"), value(&row, "trunk_share"));
    assert!((trunk - 1.0 / 1.7).abs() < 1e-4 && hip.y > 0.6 && hip.y < 0.72, "{hip} {trunk}");
}

#[test]
fn nothing_follows_from_anything_else() {
    const COUNT: usize = 6000;
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let drawn: Vec<[f64; 12]> = (0..COUNT)
        .map(|_| {
            let p = draw::posture(&mut rng, 1.75);
            let before = draw::before(&mut rng, &p);
            let (r, l) = (p.legs.right, p.legs.left);
            let bend = p.lumbar_bend.0;
            [
                p.pelvis.tilt,
                p.thorax.lean,
                r.thigh,
                l.thigh,
                r.knee,
                l.knee,
                p.arms.right.shoulder,
                p.arms.right.elbow,
                bend[1],
                p.head_pitch,
                p.legs.right.thigh - before.legs.right.thigh,
                p.pelvis.tilt - before.pelvis.tilt,
            ]
        })
        .collect();
    let mean = |k: usize| drawn.iter().map(|d| d[k]).sum::<f64>() / COUNT as f64;
    let means: Vec<f64> = (0..12).map(mean).collect();
    let product =
        |i: usize, j: usize| drawn.iter().map(|d| (d[i] - means[i]) * (d[j] - means[j])).sum::<f64>();
    for i in 0..12 {
        for j in 0..i {
            // A runner's arm hangs or is bent: shoulder and elbow of one arm belong together.
            if (j, i) == (6, 7) {
                continue;
            }
            let r = product(i, j) / (product(i, i) * product(j, j)).sqrt();
            // Five standard errors of a correlation of 0.
            assert!(r.abs() < 5.0 / (COUNT as f64).sqrt(), "{i} and {j}: {r}");
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_the_halves_share_no_body() {
    let assets = assets();
    let draw = |split, number| spec(split).of_body(&assets, number).expect("stills");
    let first = draw(Split::Train, 0);
    assert_eq!(first.len(), 2);
    assert_eq!(first, draw(Split::Train, 0));
    assert_eq!(first[0].rgb.len(), 48 * 48 * 3);
    assert_eq!(first[0].row.len(), label::columns().len());
    let rest_tilt = |split, number| value(&draw(split, number)[0].row, "rest_tilt_deg");
    assert!(rest_tilt(Split::Train, 0) != rest_tilt(Split::Test, 0));
    assert!(rest_tilt(Split::Train, 0) != rest_tilt(Split::Train, 1));
    let spread = first[0].rgb.iter().map(|v| f64::from(*v)).collect::<Vec<_>>();
    let mean = spread.iter().sum::<f64>() / spread.len() as f64;
    assert!(spread.iter().any(|v| (v - mean).abs() > 25.0), "something is to be seen");
}

#[test]
fn training_never_sees_the_outfit_that_is_held_out() {
    let mut rng = ChaCha8Rng::seed_from_u64(9);
    let train = (0..500).filter(|_| draw::outfit(&mut rng, Split::Train).0 == HELD_OUT).count();
    let test = (0..500).filter(|_| draw::outfit(&mut rng, Split::Test).0 == HELD_OUT).count();
    assert_eq!(train, 0);
    assert!(test > 30, "one in seven: {test}");
}

#[test]
fn files_are_what_the_readme_says_and_a_stopped_run_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let assets = assets();
    let spec = CropSpec { bodies: 9, per_body: 1, ..spec(Split::Train) };
    spec.write(&assets, folder.path(), |_| ()).expect("written");
    let read = |name: &str| std::fs::read(folder.path().join(name)).expect(name);
    assert_eq!(read("part_00000.rgb").len(), 8 * 48 * 48 * 3);
    assert_eq!(read("part_00008.f32").len(), 4 * label::columns().len());
    assert!(String::from_utf8_lossy(&read("columns.json")).contains(POINTS[3]));
    let kept = read("part_00000.f32");
    std::fs::remove_file(folder.path().join("part_00008.f32")).expect("removed");
    spec.write(&assets, folder.path(), |_| ()).expect("written");
    assert_eq!(read("part_00000.f32"), kept);
    assert_eq!(read("part_00008.f32").len(), 4 * label::columns().len());
}

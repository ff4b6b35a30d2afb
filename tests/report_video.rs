//! What is drawn on frames, and that it stays in its places.

#[path = "report_support/mod.rs"]
mod support;

use runtilt::body::{FrameSize, Landmark, Part, Side};
use runtilt::report::document::{Document, Repair};
use runtilt::report::{Annotator, KeyFrames, Moment, annotate_frame};
use runtilt::video::Frame;
use support::{FRAME, drawn_frame, example_document};

/// Frame whose left foot has just landed and in which nothing was repaired.
const AT_CONTACT: usize = 50;

fn annotated(document: &Document, index: usize) -> (Vec<u8>, Vec<u8>) {
    let mut frame = drawn_frame(index);
    let before = frame.rgb_bytes().expect("bytes");
    annotate_frame(document, &mut frame).expect("draws");
    (before, frame.rgb_bytes().expect("bytes"))
}

fn changed(before: &[u8], after: &[u8]) -> Vec<(f64, f64)> {
    let width = FRAME.width as usize;
    let pixels = before.chunks_exact(3).zip(after.chunks_exact(3)).enumerate();
    pixels.filter(|(_, (a, b))| a != b).map(|(i, _)| ((i % width) as f64, (i / width) as f64)).collect()
}

fn knee(document: &Document, side: Side, row: usize) -> [f64; 2] {
    document.series.landmark(Landmark::new(Part::Knee, side), row).expect("measured")
}

#[test]
fn both_knees_are_drawn_where_the_document_has_them() {
    let document = example_document();
    let (before, after) = annotated(&document, AT_CONTACT);
    let changed = changed(&before, &after);
    for side in Side::BOTH {
        let [x, y] = knee(&document, side, AT_CONTACT);
        assert!(changed.iter().any(|(px, py)| (px - x).hypot(py - y) < 2.0), "{side:?} knee");
    }
}

#[test]
fn nothing_is_drawn_outside_panel_bar_and_body() {
    let document = example_document();
    let (before, after) = annotated(&document, AT_CONTACT);
    let places: Vec<[f64; 2]> =
        Landmark::all().filter_map(|landmark| document.series.landmark(landmark, AT_CONTACT)).collect();
    let (width, height) = (f64::from(FRAME.width), f64::from(FRAME.height));
    for (x, y) in changed(&before, &after) {
        let in_panel = x < 0.45 * width && y < 0.2 * height;
        let in_bar = y > 0.92 * height;
        // Event marks reach about 70 pixels from the foot, their words 90 to either side.
        let near_body = places.iter().any(|[px, py]| (px - x).abs() < 90.0 && (py - y).abs() < 120.0);
        assert!(in_panel || in_bar || near_body, "pixel {x}, {y} was drawn on");
    }
}

#[test]
fn the_near_leg_is_brighter_than_the_far_one() {
    let document = example_document();
    let (_, after) = annotated(&document, AT_CONTACT);
    let brightness = |side| {
        let hip = document.series.landmark(Landmark::new(Part::Hip, side), AT_CONTACT).expect("measured");
        let knee = knee(&document, side, AT_CONTACT);
        // Past the middle of the thigh, clear of joints and of the other leg.
        let at = |axis: usize| (hip[axis] + 0.7 * (knee[axis] - hip[axis])).round() as usize;
        let start = (at(1) * FRAME.width as usize + at(0)) * 3;
        after[start..start + 3].iter().map(|&channel| u32::from(channel)).sum::<u32>()
    };
    assert!(brightness(Side::Left) > brightness(Side::Right) + 60);
}

#[test]
fn a_repaired_frame_is_framed_and_its_neighbours_are_not() {
    let mut document = example_document();
    let what = "legs exchanged".to_owned();
    document.capture.leg_identity_repairs =
        vec![Repair { from_frame: 60, to_frame: 61, from_s: 2.0, to_s: 2.033_333, what }];
    let corner =
        |index| annotated(&document, index).1[(640 * FRAME.width as usize + 717) * 3..][..3].to_vec();
    assert_eq!(corner(60), [240, 228, 66]);
    assert_eq!(corner(61), [240, 228, 66]);
    assert_ne!(corner(62), [240, 228, 66]);
}

#[test]
fn a_frame_that_was_not_analysed_gets_the_panel_only() {
    let mut document = example_document();
    document.series.frame.iter_mut().for_each(|frame| *frame += 1000);
    let (before, after) = annotated(&document, AT_CONTACT);
    let changed = changed(&before, &after);
    assert!(!changed.is_empty());
    assert!(changed.iter().all(|&(x, y)| x < 400.0 && y < 300.0));
}

#[test]
fn feet_at_the_lower_edge_move_the_bar_to_the_upper_one() {
    let document = example_document();
    let mut low = example_document();
    low.clip.height_px = 1090;
    let top_row = |document: &Document| {
        let mut frame = drawn_frame(AT_CONTACT);
        Annotator::new(document).annotate(&mut frame).expect("draws");
        frame.rgb_bytes().expect("bytes")[700 * 3]
    };
    let plain = drawn_frame(AT_CONTACT).rgb_bytes().expect("bytes")[700 * 3];
    assert_eq!(top_row(&document), plain);
    assert!(top_row(&low) < plain);
}

#[test]
fn key_frames_show_the_four_moments_of_the_near_leg() {
    let document = example_document();
    let mut key_frames = KeyFrames::new(&document);
    for frame in (0..240).filter(|&frame| key_frames.wants(frame)).collect::<Vec<_>>() {
        key_frames.take(&drawn_frame(frame)).expect("a picture");
    }
    let moments: Vec<Moment> = key_frames.pictures.iter().map(|picture| picture.moment).collect();
    let in_order = [Moment::InitialContact, Moment::Midstance, Moment::ToeOff, Moment::PeakThighExtension];
    assert_eq!(moments, in_order);
    let times: Vec<f64> = key_frames.pictures.iter().map(|picture| picture.time_s).collect();
    assert!(times.windows(2).all(|pair| pair[0] <= pair[1]), "{times:?}");
    for picture in &key_frames.pictures {
        let jpeg = image::load_from_memory(&picture.jpeg).expect("a JPEG");
        assert_eq!((jpeg.width(), jpeg.height()), (picture.width_px, picture.height_px));
        assert!(picture.angle_deg.is_some());
    }
    // The example's thigh goes 19.5 degrees behind the vertical; frames are 33 ms apart.
    let peak = key_frames.pictures[3].angle_deg.expect("measured");
    assert!((-20.5..-17.0).contains(&peak), "{peak}");
}

#[test]
fn frames_of_any_size_and_shape_can_be_annotated() {
    let document = example_document();
    for (width, height) in [(16, 16), (3840, 2160), (64, 1000)] {
        let size = FrameSize { width, height };
        let rgb = vec![80; width as usize * height as usize * 3];
        let mut frame = Frame::from_rgb(size, &rgb, 3, runtilt::units::Seconds(0.1)).expect("a frame");
        annotate_frame(&document, &mut frame).expect("draws");
    }
}

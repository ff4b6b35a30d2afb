//! What the user says of stickers and camera, through the pipeline to result and report. The clips were rendered; what was seen in them lies in
//! `tests/data/pelvis`.
#![allow(clippy::expect_used, clippy::panic, reason = "in tests a panic is the report")]

mod pelvis_support;

use pelvis_support::{Clip, load};
use runtilt::body::{Point, Side};
use runtilt::models::Store;
use runtilt::pelvis::markers::{Blob, MarkerClick, NoStickers};
use runtilt::pipeline::{NeutralError, Observed, Options, PipelineError, measure};
use runtilt::report::document::{AngleColumn, AngleName, Audience, Document};
use runtilt::report::{plots, report_html};
use runtilt::series::TimeAxis;
use runtilt::units::{Hertz, Metres};
use std::path::Path;
use std::sync::Arc;

/// Three strides of a runner with 168 steps a minute at 60 frames a second.
const THREE_STRIDES: usize = 128;

/// A running clip with its last three strides once more, since three and a half seconds have too few of them.
fn running() -> Observed {
    let mut seen = load("bare_tilt18").seen;
    let again = seen.poses.poses.len() - THREE_STRIDES..;
    seen.poses.poses.extend_from_within(again.clone());
    seen.blobs.as_mut().expect("recorded with blobs").extend_from_within(again);
    let time = TimeAxis::regular(seen.poses.poses.len(), Hertz(60.0));
    (seen.poses.time, seen.played) = (Arc::new(time.clone()), time);
    seen
}

/// The running clip, counted from a standing one where there is one.
fn measured(options: &Options, standing: Option<&Observed>) -> Result<Document, Box<PipelineError>> {
    let store = Store::locate().expect("the manifest");
    // The checksum is that of any file: what was seen is recorded.
    measure(Path::new("Cargo.toml"), options, &store, &running(), standing).map_err(Box::new)
}

fn mean_tilt(document: &Document) -> f64 {
    let of_frame = |frame| document.series.angle(AngleName::PelvicTilt, Side::Left, frame);
    let tilts: Vec<f64> = (0..document.series.len()).filter_map(of_frame).collect();
    tilts.iter().sum::<f64>() / tilts.len() as f64
}

fn largest_uncertainty(document: &Document) -> f64 {
    document.pelvis.pelvic_tilt_uncertainty_deg.iter().flatten().copied().fold(0.0, f64::max)
}

fn report(document: &Document) -> String {
    report_html(document, &plots(document).expect("plots"), &[], Audience::Physio).expect("a page")
}

#[test]
fn with_the_distance_of_the_camera_perspective_is_taken_out_and_without_it_said() {
    let known = Options { camera_distance: Some(Metres(3.0)), ..Options::default() };
    let (without, with) = (measured(&Options::default(), None), measured(&known, None));
    let (without, with) = (without.expect("stickers"), with.expect("stickers"));
    let [open, out] = [&without, &with].map(|document| document.pelvis.perspective.expect("measured"));
    assert_eq!((open.taken_out, out.taken_out), (false, true));
    assert_eq!((open.camera_distance_m, open.mean_deg), (out.camera_distance_m, out.mean_deg), "both at 3 m");
    assert!(open.mean_deg.abs() > 0.1, "{}", open.mean_deg);
    let apart = mean_tilt(&without) - mean_tilt(&with);
    assert!((apart - open.mean_deg).abs() < 0.1, "{apart} taken out, {} said", open.mean_deg);
    assert!(largest_uncertainty(&without) > largest_uncertainty(&with));
    let lean = |document: &Document| document.series.angles.get(AngleColumn::ThoraxLean).cloned();
    assert_eq!(lean(&without), lean(&with), "its stickers lie on the midline");
    assert!(report(&without).contains("--camera-distance"));
    assert!(
        !report(&with).contains("--camera-distance") && report(&with).contains("3.0 m away, is taken out")
    );
}

#[test]
fn the_standing_clip_is_freed_of_perspective_with_the_same_distance() {
    let standing = load("bare_standing").seen;
    let near = Options { camera_distance: Some(Metres(3.0)), ..Options::default() };
    let change = |standing: Option<&Observed>| {
        let document = |options| measured(options, standing).expect("stickers");
        mean_tilt(&document(&Options::default())) - mean_tilt(&document(&near))
    };
    let (absolute, from_standing) = (change(None), change(Some(&standing)));
    // The difference is what was taken out of the standing clip.
    assert!((from_standing - absolute).abs() > 0.1, "{absolute} absolute, {from_standing} from standing");
}

/// A click on the true place of a sticker, a third of a second into the clip, and this far beside it.
fn click(clip: &Clip, name: &str, beside_px: f64) -> MarkerClick {
    let [x, y] = clip.sticker(name).expect("in the recipe").image_px[20];
    let time = clip.seen.played.at(20).expect("in the clip").0;
    format!("{name}={},{y}@{time}s", x + beside_px).parse().expect("a click")
}

/// The standing clip with its PSIS sticker in two frames of five only: too seldom to be named by itself.
fn psis_seldom_seen(clip: &Clip) -> Observed {
    let mut seen = clip.seen.clone();
    let places = &clip.sticker("psis").expect("in the recipe").image_px;
    let frames = seen.blobs.as_mut().expect("recorded with blobs").iter_mut();
    for (frame, (blobs, [x, y])) in frames.zip(places).enumerate() {
        if frame % 5 >= 2 {
            blobs.retain(|blob| (blob.image.x - x).hypot(blob.image.y - y) > 15.0);
        }
    }
    seen
}

/// The running clip counted from the standing one.
fn from_standing(standing: &Observed, clicks: Vec<MarkerClick>) -> Result<Document, Box<PipelineError>> {
    measured(&Options { neutral_markers: clicks, ..Options::default() }, Some(standing))
}

#[test]
fn a_sticker_of_the_standing_clip_that_is_not_found_can_be_pointed_at() {
    let standing = load("bare_standing");
    let whole = from_standing(&standing.seen, Vec::new()).expect("all stickers are found");
    let seldom = psis_seldom_seen(&standing);
    // Another spot is taken for the PSIS.
    let refused = from_standing(&seldom, Vec::new()).expect_err("one sticker is not found");
    assert!(matches!(&*refused, PipelineError::Neutral(NeutralError::StickerDistance { .. })), "{refused}");
    assert!(refused.to_string().contains("--neutral-marker"), "{refused}");
    let pointed_at =
        from_standing(&seldom, vec![click(&standing, "psis", 0.0)]).expect("the user points at it");
    let apart = mean_tilt(&pointed_at) - mean_tilt(&whole);
    assert!(apart.abs() < 0.5, "{apart} degrees from what all frames of it give");
    assert_eq!(pointed_at.options["neutral_markers"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_room_full_of_spots_behind_somebody_who_stands_does_not_hide_the_stickers() {
    let mut standing = load("bare_standing").seen;
    let clean = from_standing(&standing, Vec::new()).expect("all stickers are found");
    // More than are followed, over the whole picture, of the brown of a shelf.
    for blobs in standing.blobs.as_mut().expect("recorded with blobs") {
        let pattern = *blobs.first().expect("a sticker in every frame");
        let size = standing.info.size;
        let spot = |k: u32| {
            let (x, y) = (f64::from(k % 8) / 8.0, f64::from(k / 8) / 8.0);
            let image = Point::new(x * f64::from(size.width), y * f64::from(size.height));
            Blob { image, colour: [160, 110, 60], ..pattern }
        };
        blobs.extend((0..64).map(spot));
    }
    let full = from_standing(&standing, Vec::new()).expect("the stickers are found all the same");
    assert!((mean_tilt(&full) - mean_tilt(&clean)).abs() < 0.01);
}

#[test]
fn a_click_beside_a_sticker_of_the_standing_clip_is_refused_in_words_that_name_the_option() {
    let standing = load("bare_standing");
    let refused =
        from_standing(&standing.seen, vec![click(&standing, "asis", 90.0)]).expect_err("nothing there");
    let PipelineError::Neutral(NeutralError::NoStickers(NoStickers::NothingThere(_))) = &*refused else {
        panic!("{refused}");
    };
    assert!(refused.to_string().contains("--neutral-marker ASIS="), "{refused}");
}

//! What the user says of stickers and camera, through the pipeline to result and report. The clips were rendered; what was seen in them lies in
//! `tests/data/pelvis`.
#![allow(clippy::expect_used, clippy::panic, reason = "in tests a panic is the report")]

mod pelvis_support;

use pelvis_support::load;
use runtilt::body::Side;
use runtilt::models::Store;
use runtilt::pipeline::{Observed, Options, PipelineError, measure};
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

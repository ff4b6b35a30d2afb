//! Makes the recordings of `tests/data/pelvis`: what was seen in rendered clips, so that other tests need no pictures.
//! `RUNTILT_CLIPS=FOLDER cargo test --release -p runtilt --test pelvis_record -- --ignored`
#![allow(clippy::expect_used, clippy::print_stderr)] // In tests a panic is the report.

use runtilt::models::Store;
use runtilt::pelvis::PelvisChoice;
use runtilt::pipeline::{Options, Silent, observe};
use runtilt::pose::Cancel;
use runtilt::video::VideoReader;
use serde_json::{Value, json};
use std::fs::File;
use std::io::Write;
use std::path::Path;

/// A twentieth of a pixel, far below the noise of any landmark; keeps the files small.
const DECIMALS: f64 = 20.0;

fn shortened(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(shortened),
        Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                // Times keep all their digits.
                if key != "time" && key != "played" {
                    shortened(value);
                }
            }
        }
        Value::Number(number) if number.is_f64() => {
            let rounded = number.as_f64().map(|v| (v * DECIMALS).round() / DECIMALS);
            *value = serde_json::json!(rounded);
        }
        _ => {}
    }
}

/// The part of a truth file that the tests need.
fn pruned(truth: &Value) -> Value {
    let angles = &truth["angles"];
    let stickers: serde_json::Map<String, Value> = truth["landmarks"]
        .as_object()
        .expect("landmarks")
        .iter()
        .filter(|(name, _)| name.starts_with("sticker_"))
        .map(|(name, at)| (name.clone(), json!({ "image_px": at["image_px"], "visible": at["visible"] })))
        .collect();
    json!({
        "pelvic_tilt_deg": angles["pelvic_tilt_deg"],
        "thorax_lean_deg": angles["thorax_lean_deg"],
        "lumbar_extension_deg": angles["lumbar_extension_deg"],
        "standing_pelvic_tilt_deg": truth["standing"]["pelvic_tilt_deg"],
        "stickers": stickers,
    })
}

fn write(path: &Path, mut value: Value) {
    shortened(&mut value);
    let file = File::create(path).expect("file");
    let mut gz = flate2::write::GzEncoder::new(file, flate2::Compression::best());
    gz.write_all(value.to_string().as_bytes()).expect("written");
}

#[test]
#[ignore = "needs rendered clips and the pose models"]
fn record() {
    let folder = std::env::var("RUNTILT_CLIPS").expect("RUNTILT_CLIPS names the folder of the clips");
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pelvis");
    std::fs::create_dir_all(&target).expect("folder");
    let store = Store::locate().expect("models");
    for entry in std::fs::read_dir(folder).expect("clips") {
        let clip = entry.expect("entry").path();
        let name = clip.file_name().expect("name").to_string_lossy().into_owned();
        let Some(name) = name.strip_suffix(".mp4").filter(|name| !name.contains('.')) else { continue };
        let path = target.join(format!("{name}.json.gz"));
        if path.exists() {
            continue;
        }
        eprintln!("{name}");
        let reader = VideoReader::open(&clip).expect("clip");
        // Spreads of the network would be rounded away.
        let options = Options { pelvis: PelvisChoice::Markers, ..Options::default() };
        let seen = observe(reader, &clip, &options, &store, &Silent, &Cancel::default()).expect("runner");
        let value = serde_json::to_value(&seen).expect("plain data");
        write(&path, value);
        let truth = File::open(clip.with_file_name(format!("{name}.truth.json.gz"))).expect("truth");
        let truth: Value = serde_json::from_reader(flate2::read::GzDecoder::new(truth)).expect("JSON");
        write(&target.join(format!("{name}.truth.json.gz")), pruned(&truth));
    }
}

/// What looking for stickers costs: `find_blobs` on the frames of a rendered clip with the poses of its recording.
#[test]
#[ignore = "needs rendered clips"]
fn cost() {
    let folder = std::env::var("RUNTILT_CLIPS").expect("RUNTILT_CLIPS names the folder of the clips");
    for name in ["bare_tilt18", "none_print"] {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/pelvis/{name}.json.gz"));
        let file = flate2::read::GzDecoder::new(File::open(data).expect("recording"));
        let seen: runtilt::pipeline::Observed = serde_json::from_reader(file).expect("plain data");
        let mut reader = VideoReader::open(&Path::new(&folder).join(format!("{name}.mp4"))).expect("clip");
        let (mut spent, mut frames) = (std::time::Duration::ZERO, 0);
        for pose in seen.poses.poses.iter().flatten() {
            let Some(frame) = reader.next_frame().expect("frame") else { break };
            let start = std::time::Instant::now();
            runtilt::pelvis::markers::find_blobs(&frame, pose).expect("blobs");
            spent += start.elapsed();
            frames += 1;
        }
        eprintln!("{name}: {:.2} ms a frame", 1000.0 * spent.as_secs_f64() / f64::from(frames));
    }
}

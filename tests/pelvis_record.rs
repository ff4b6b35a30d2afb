//! Makes the recordings of `tests/data/pelvis`: what was seen in rendered clips, so that other tests need no pictures.
//! `RUNTILT_CLIPS=FOLDER cargo test --release -p runtilt --test pelvis_record -- --ignored`
#![allow(clippy::expect_used, clippy::print_stderr)] // In tests a panic is the report.

use runtilt::models::Store;
use runtilt::pipeline::{Options, Silent, observe};
use runtilt::pose::Cancel;
use runtilt::video::VideoReader;
use std::io::Write;
use std::path::Path;

/// A twentieth of a pixel, far below the noise of any landmark; keeps the files small.
const DECIMALS: f64 = 20.0;

fn shortened(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Array(list) => list.iter_mut().for_each(shortened),
        serde_json::Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                // Times keep all their digits.
                if key != "time" && key != "played" {
                    shortened(value);
                }
            }
        }
        serde_json::Value::Number(number) if number.is_f64() => {
            let rounded = number.as_f64().map(|v| (v * DECIMALS).round() / DECIMALS);
            *value = serde_json::json!(rounded);
        }
        _ => {}
    }
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
        let seen = observe(reader, &clip, &Options::default(), &store, &Silent, &Cancel::default()).expect("runner");
        let mut value = serde_json::to_value(&seen).expect("plain data");
        shortened(&mut value);
        let file = std::fs::File::create(path).expect("file");
        let mut gz = flate2::write::GzEncoder::new(file, flate2::Compression::best());
        gz.write_all(value.to_string().as_bytes()).expect("written");
    }
}

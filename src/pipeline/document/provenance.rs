//! Where a result comes from: program, models, clip, options.

use crate::models::{Manifest, ModelFile as Stored, ModelsError, Store};
use crate::pelvis::markers::MarkerClick;
use crate::pipeline::PipelineError;
use crate::pipeline::observe::Observed;
use crate::pipeline::options::{Options, Pace};
use crate::pose::Complexity;
use crate::report::document::{Clip, ModelFile, Program, Runtime, TimingSource, rounded};
use crate::series::TimeAxis;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// A frame interval that differs from the median by more than this share is not a rounding of the container's clock.
const VARIABLE_STEP: f64 = 0.1;

/// Size and SHA-256 of the clip.
pub(in crate::pipeline) struct Fingerprint {
    size_bytes: u64,
    sha256: String,
}

/// Reads the file once for its checksum.
pub(in crate::pipeline) fn fingerprint(clip: &Path) -> Result<Fingerprint, PipelineError> {
    let failed = |source| PipelineError::Clip { path: clip.to_owned(), source };
    let mut file = File::open(clip).map_err(failed)?;
    let (mut hash, mut size_bytes, mut chunk) = (Sha256::new(), 0, vec![0; 1 << 20]);
    loop {
        let read = file.read(&mut chunk).map_err(failed)?;
        if read == 0 {
            break;
        }
        hash.update(&chunk[..read]);
        size_bytes += read as u64;
    }
    let sha256 = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Fingerprint { size_bytes, sha256 })
}

pub(in crate::pipeline) fn clip_facts(
    clip: &Path,
    print: Fingerprint,
    options: &Options,
    seen: &Observed,
) -> Clip {
    let played = &seen.played;
    Clip {
        file_name: clip.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        sha256: print.sha256,
        size_bytes: print.size_bytes,
        width_px: seen.info.size.width,
        height_px: seen.info.size.height,
        rotation_deg: seen.info.rotation_deg,
        codec: seen.info.codec.clone(),
        nominal_fps: Some(rounded(seen.info.nominal_rate.0, 3)),
        median_fps: played.median_rate().map(|rate| rounded(rate.0, 3)),
        variable_frame_rate: is_variable(played),
        frame_count: played.len(),
        duration_s: rounded(played.span().0, 4),
        timing_source: match options.pace {
            Pace::SlowMotion(_) | Pace::FilmedAt(_) => TimingSource::User,
            Pace::AsPlayed if seen.times_are_lacking() => TimingSource::NominalRate,
            Pace::AsPlayed => TimingSource::PresentationTimes,
        },
    }
}

fn is_variable(time: &TimeAxis) -> bool {
    let Some(rate) = time.median_rate() else { return false };
    time.seconds().windows(2).any(|pair| ((pair[1] - pair[0]) * rate.0 - 1.0).abs() > VARIABLE_STEP)
}

/// This program and the runtime that it used.
pub(in crate::pipeline) fn program(store: &Store) -> Program {
    let version = version_of(store.manifest(), Stored::OpenVinoC);
    Program {
        name: env!("CARGO_PKG_NAME").to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        runtime: version.map(|version| Runtime {
            name: "OpenVINO".into(),
            version,
            device: "CPU, f32".into(),
        }),
    }
}

fn version_of(manifest: &Manifest, file: Stored) -> Option<String> {
    manifest.items().find(|(_, item)| item.id == file).map(|(archive, _)| archive.version.clone())
}

/// The two networks that took part.
pub(in crate::pipeline) fn model_files(
    store: &Store,
    model: Complexity,
) -> Result<Vec<ModelFile>, ModelsError> {
    let used = [("person detector", Stored::PoseDetection), (name(model), model.file())];
    used.into_iter().filter_map(|(name, file)| entry(store, name, file).transpose()).collect()
}

const fn name(model: Complexity) -> &'static str {
    match model {
        Complexity::Heavy => "landmarks, heavy",
        Complexity::Full => "landmarks, full",
        Complexity::Lite => "landmarks, lite",
    }
}

fn entry(store: &Store, name: &str, file: Stored) -> Result<Option<ModelFile>, ModelsError> {
    store.manifest().item(file)?; // a manifest without the file is a fault of the build, and says so
    Ok(store.manifest().items().find(|(_, item)| item.id == file).map(|(archive, item)| ModelFile {
        name: name.to_owned(),
        file: item.file.clone(),
        sha256: item.sha256.to_string(),
        package: archive.package.clone(),
        version: archive.version.clone(),
    }))
}

/// As they are typed.
fn clicks(markers: &[MarkerClick]) -> Vec<String> {
    markers.iter().map(ToString::to_string).collect()
}

/// The options with their defaults filled in; no path, since it would say where the patient's video lies.
pub(super) fn options(options: &Options) -> Map<String, Value> {
    let (slow_motion, fps_true) = match options.pace {
        Pace::AsPlayed => (None, None),
        Pace::SlowMotion(factor) => (Some(factor), None),
        Pace::FilmedAt(rate) => (None, Some(rate.0)),
    };
    let entries = json!({
        "start_s": options.window.start.0,
        "end_s": options.window.end.map(|end| end.0),
        "slow_motion": slow_motion,
        "fps_true": fps_true,
        "subject": options.subject,
        "model": name(options.model),
        "height_m": options.height.map(|height| height.0),
        "speed_m_per_s": options.speed_m_per_s,
        "incline_percent": options.incline_percent,
        "camera_distance_m": options.camera_distance.map(|distance| distance.0),
        "pelvis": options.pelvis,
        "markers": clicks(&options.markers),
        "neutral_markers": clicks(&options.neutral_markers),
        "neutral": options.neutral.is_some(),
        "rules": options.rules.as_ref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy()),
        "audience": options.audience,
        "hide_face": options.hide_face,
        "annotated_video": options.annotated_video,
    });
    match entries {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

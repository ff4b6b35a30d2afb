//! The main job, from a video file to a folder of results, as a user runs it.
#![allow(clippy::expect_used, clippy::print_stderr, reason = "a test reports by panicking and printing")]

#[path = "support/clips.rs"]
mod clips;

use clips::{from_sample, message, runtilt};
use serde_json::Value;
use std::path::{Path, PathBuf};

const REAL_CLIP: &str = "../shared/data/treadmill_left_30fps/male_side.mp4";
const REAL_TRUTH: &str = "../shared/data/treadmill_left_30fps/male_side.groundtruth.json";

/// Analyses a clip into a folder of its own and returns the result document with the folder.
fn analysed(clip: &Path, more: &[&str]) -> (Value, PathBuf, tempfile::TempDir) {
    let keep = tempfile::tempdir().expect("a temporary folder");
    let out = keep.path().join("result.runtilt");
    let arguments =
        [&["analyse", clip.to_str().expect("UTF-8"), "--out", out.to_str().expect("UTF-8")], more].concat();
    let output = runtilt(&arguments);
    assert!(output.status.success(), "{}", message(&output));
    let text = std::fs::read_to_string(out.join("result.json")).expect("result.json is there");
    (serde_json::from_str(&text).expect("JSON"), out, keep)
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a measured number")
}

fn warned(result: &Value, code: &str) -> bool {
    result["warnings"].as_array().expect("a list").iter().any(|warning| warning["code"] == code)
}

/// Initial contacts of both feet in order of time, with their side.
fn contacts(result: &Value) -> Vec<(f64, &'static str)> {
    let mut all = Vec::new();
    for side in ["left", "right"] {
        let times = result["events"][side]["initial_contact_s"].as_array().expect("a list");
        all.extend(times.iter().map(|time| (number(time), side)));
    }
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    all
}

/// The requirements for the real clip: a runner in a garage, 30 frames per second, facing image-left.
#[test]
fn the_real_treadmill_clip_gives_the_numbers_that_were_measured_from_it() {
    if !Path::new(REAL_CLIP).exists() {
        eprintln!("skipped: {REAL_CLIP} is not here");
        return;
    }
    let truth: Value =
        serde_json::from_str(&std::fs::read_to_string(REAL_TRUTH).expect("beside the clip")).expect("JSON");
    let (result, folder, _keep) = analysed(Path::new(REAL_CLIP), &[]);

    assert_eq!(result["summary"]["side_to_camera"], "left");
    let cadence = number(&result["summary"]["cadence_spm"]);
    let expected = number(&truth["cadence_spm"]["value"]);
    assert!((cadence - expected).abs() <= 1.0, "cadence {cadence}, measured from pixels {expected}");
    let contacts = contacts(&result);
    assert!(contacts.windows(2).all(|pair| pair[0].1 != pair[1].1), "contacts alternate: {contacts:?}");
    for side in ["left", "right"] {
        let counts = &result["summary"]["strides"][side];
        let strides = number(&counts["kept"]) + number(&counts["rejected"]);
        assert!((15.0..=18.0).contains(&strides), "{side}: {strides} strides");
        let value = |name: &str| number(&result["summary"][side][name]["value"]);
        let band = |name: &str| {
            let band = truth["physiological_bands"][name].as_array().expect("a band");
            number(&band[0])..=number(&band[1])
        };
        let contact_ms = 1000.0 * value("contact_time_s");
        assert!(band("contact_time_ms").contains(&contact_ms), "{side}: contact {contact_ms} ms");
        let duty_percent = 100.0 * value("duty_factor");
        assert!(band("duty_factor_pct").contains(&duty_percent), "{side}: duty factor {duty_percent} %");
        let spread = number(&result["summary"][side]["peak_thigh_extension_deg"]["sd"]);
        assert!(
            spread <= 2.5,
            "{side}: peak thigh extension varies by {spread} degrees from stride to stride"
        );
    }
    assert!(warned(&result, "low_frame_rate"), "30 frames per second carry a warning");
    everything_is_there(&folder);
}

fn everything_is_there(folder: &Path) {
    for name in ["result.json", "angles.csv", "strides.csv", "report.html", "report.pdf", "annotated.mp4"] {
        let size = std::fs::metadata(folder.join(name)).map(|facts| facts.len()).unwrap_or(0);
        assert!(size > 1000, "{name} has {size} bytes");
    }
}

/// Without stickers the network gives the clip's mean with its interval; the curve is not guessed: every such number is null, every such cell empty.
#[test]
fn of_a_pelvis_without_stickers_the_mean_is_read_and_the_curve_left_empty_everywhere() {
    let standing = "sample_videos/standing_easy_runner.mp4";
    let (result, folder, _keep) = analysed(Path::new(clips::SAMPLE), &["--no-video", "--neutral", standing]);
    let schema = std::fs::read_to_string("schemas/result-2.schema.json").expect("committed");
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).expect("JSON")).expect("a schema");
    let faults: Vec<String> = schema.iter_errors(&result).map(|fault| fault.to_string()).collect();
    assert_eq!(faults, Vec::<String>::new(), "a real result keeps to the schema");
    assert_eq!(result["pelvis"]["source"], "model");
    the_network_holds_the_truth(&result["pelvis"]["model"], clips::SAMPLE, standing);
    for name in ["pelvic_tilt_deg", "lumbar_extension_deg", "hip_flexion_left_deg", "hip_flexion_right_deg"] {
        assert!(result["series"]["angles"][name].is_null(), "{name}");
    }
    for name in ["peak_hip_extension_deg", "peak_pelvic_tilt_deg", "tilt_rise_deg"] {
        assert!(result["summary"]["left"][name].is_null(), "{name}");
    }
    let csv = std::fs::read_to_string(folder.join("angles.csv")).expect("angles.csv is there");
    let mut lines = csv.lines();
    let header: Vec<&str> = lines.next().expect("a header").split(',').collect();
    let tilt = header.iter().position(|name| *name == "pelvic_tilt_deg").expect("the column");
    assert!(lines.all(|line| line.split(',').nth(tilt) == Some("")));
}

/// The sample's body and clothes are in no training data, and no bias was measured on it. Its intervals are those of `models/pelvis.toml`.
fn the_network_holds_the_truth(model: &Value, run: &str, standing: &str) {
    let mean = |clip: &str, angle: &str| {
        let truth =
            runtilt_truth::read(&Path::new(clip).with_extension("truth.json.gz")).expect("a truth file");
        let values = match angle {
            "pelvic_tilt" => truth.angles.pelvic_tilt_deg,
            _ => truth.angles.thorax_lean_deg,
        };
        values.iter().sum::<f64>() / values.len() as f64
    };
    for angle in ["pelvic_tilt", "thorax_lean"] {
        let (ran, stood) = (mean(run, angle), mean(standing, angle));
        for (read, truth) in [(angle.to_owned(), ran), (format!("{angle}_from_standing"), ran - stood)] {
            let (value, sd) = (number(&model[&read]["mean_deg"]), number(&model[&read]["sd_deg"]));
            assert!((value - truth).abs() <= 1.96 * sd, "{read}: {value} ± {sd}, truth {truth}");
            assert!(sd < 5.0, "{read}: an interval that says something, not ± {sd}");
        }
    }
}

/// The sample is rendered: its cadence is 168, exactly.
#[test]
fn the_sample_clip_is_measured_and_its_mirror_image_gives_the_same() {
    let (result, _, _keep) = analysed(Path::new(clips::SAMPLE), &["--no-video"]);
    assert_eq!(result["summary"]["side_to_camera"], "right");
    let cadence = number(&result["summary"]["cadence_spm"]);
    assert!((cadence - 168.0).abs() <= 0.84, "cadence {cadence}: 0.5 % is the aim");

    let folder = tempfile::tempdir().expect("a temporary folder");
    let mirror = folder.path().join("mirror.mp4");
    // Without loss: another compression alone moved the far leg by 0.49 degrees.
    let lossless = ["-c:v", "libx264", "-preset", "ultrafast", "-qp", "0", "-an"];
    clips::ffmpeg(&[&["-i", clips::SAMPLE, "-vf", "hflip"][..], &lossless].concat(), &mirror);
    let (mirrored, _, _keep) = analysed(&mirror, &["--no-video"]);
    assert_eq!(mirrored["summary"]["side_to_camera"], "left");
    for (side, other) in [("left", "right"), ("right", "left")] {
        let peak = |result: &Value, side: &str| {
            number(&result["summary"][side]["peak_thigh_extension_deg"]["value"])
        };
        let (one, two) = (peak(&result, side), peak(&mirrored, other));
        assert!((one - two).abs() <= MIRROR_TOLERANCE_DEG, "{side} {one}, mirrored {other} {two}");
    }
}

/// A mirrored clip gives both networks the same pictures. Measured: 0.00 on the four clips of docs/ACCURACY.md, which prints two decimals.
const MIRROR_TOLERANCE_DEG: f64 = 0.005;

/// The same frames played at half speed, and the user says so.
#[test]
fn slow_motion_is_noticed_and_undone_by_its_factor() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    // Every frame once: without `fps` ffmpeg fills up to 60 a second with copies.
    let slow = from_sample(folder.path(), "slow.mp4", "8", "setpts=2*PTS,fps=30");
    let (as_played, _, _keep) = analysed(&slow, &["--no-video"]);
    assert!(warned(&as_played, "implausible_cadence"), "{}", as_played["warnings"]);
    assert!(as_played["warnings"].to_string().contains("--slow-motion 2"), "{}", as_played["warnings"]);
    let (told, _, _keep) = analysed(&slow, &["--no-video", "--slow-motion", "2"]);
    let cadence = number(&told["summary"]["cadence_spm"]);
    assert!((cadence - 168.0).abs() <= 0.84, "cadence {cadence}");
    assert_eq!(told["capture"]["slow_motion_factor"], 2.0);
}

/// The sample that a phone could have saved: 240 frames a second played at 30. Its cadence is 178, and its shutter was open for 2 ms.
#[test]
fn the_slow_motion_sample_is_measured() {
    let clip = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/sample_videos/slow_motion_240fps.mp4"));
    let (result, _, _keep) = analysed(clip, &["--no-video", "--slow-motion", "8"]);
    let cadence = number(&result["summary"]["cadence_spm"]);
    assert!((cadence - 178.0).abs() <= 0.89, "cadence {cadence}: 0.5 % is the aim");
    let exposure = number(&result["capture"]["motion_blur"]["exposure_s"]);
    assert!((0.001..=0.004).contains(&exposure), "{exposure}: it is in the runner's own time");
}

/// Somebody larger stands beside the treadmill: a still of the same figure, 1.2 times the size.
#[test]
fn a_larger_bystander_does_not_win() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let clip = folder.path().join("two.mp4");
    let beside = "[0:v]split[a][b];\
                  [b]trim=end_frame=1,loop=400:1:0,setpts=N/60/TB,scale=1152:864,crop=576:720:280:80[still];\
                  [a]crop=576:720:190:0[runner];[still][runner]hstack=shortest=1";
    let encode = ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "20"];
    clips::ffmpeg(
        &[&["-t", "5", "-i", clips::SAMPLE, "-filter_complex", beside][..], &encode].concat(),
        &clip,
    );
    let (result, _, _keep) = analysed(&clip, &["--no-video"]);
    assert!(warned(&result, "several_people"), "{}", result["warnings"]);
    let cadence = number(&result["summary"]["cadence_spm"]);
    assert!((cadence - 168.0).abs() <= 3.0, "cadence {cadence} over five strides of a varying runner");
}

/// A runner who leaves the picture is measured while there.
#[test]
fn frames_without_the_runner_are_gaps_and_the_rest_is_analysed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let hide = "drawbox=x=0:y=0:w=iw:h=ih:color=gray:t=fill:enable='gt(t,6)'";
    let (result, _, _keep) = analysed(&from_sample(folder.path(), "hidden.mp4", "8", hide), &["--no-video"]);
    let total = number(&result["capture"]["frames_total"]);
    let seen = number(&result["capture"]["frames_with_runner"]);
    assert!((0.7..0.8).contains(&(seen / total)), "{seen} of {total} frames");
    assert!(warned(&result, "runner_missing"));
    assert!(number(&result["summary"]["left"]["peak_thigh_extension_deg"]["n"]) >= 4.0);
}

/// A cut-off file is analysed up to the fault, with a warning.
#[test]
fn a_cut_off_file_is_analysed_up_to_the_fault() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let whole = folder.path().join("whole.mkv");
    clips::ffmpeg(&["-i", clips::SAMPLE, "-c", "copy"], &whole);
    let bytes = std::fs::read(&whole).expect("readable");
    let cut = folder.path().join("cut.mkv");
    std::fs::write(&cut, &bytes[..bytes.len() * 3 / 4]).expect("written");
    let (result, _, _keep) = analysed(&cut, &["--no-video"]);
    assert!(warned(&result, "file_cut_off"), "{}", result["warnings"]);
    assert!(number(&result["clip"]["frame_count"]) < 480.0);
}

/// `--json` prints the document and nothing else.
#[test]
fn the_document_goes_to_standard_output_when_asked() {
    let keep = tempfile::tempdir().expect("a temporary folder");
    let out = keep.path().join("r.runtilt");
    let out = out.to_str().expect("UTF-8");
    let output =
        runtilt(&["analyse", clips::SAMPLE, "--json", "--quiet", "--no-video", "--end", "4", "--out", out]);
    assert!(output.status.success(), "{}", message(&output));
    let document: Value = serde_json::from_slice(&output.stdout).expect("only JSON on standard output");
    assert_eq!(document["schema"], "runtilt.result/2");
    assert!(output.stderr.is_empty(), "quiet: {}", message(&output));
}

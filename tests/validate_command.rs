//! `runtilt validate` as a user meets it: exit codes, messages that say what to do, output whole or not at all.
#![allow(clippy::expect_used, reason = "in a test a panic is the report")]

#[path = "support/clips.rs"]
mod clips;
#[path = "report_support/mod.rs"]
mod support;
mod validate_support;

use clips::{SAMPLE, message, runtilt};
use runtilt::report::document::{AngleName, Document};
use runtilt::report::to_json;
use runtilt::validate::{Validation, View};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use support::example_document;
use validate_support::truth_of;

struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(&path, text).expect("written");
        path
    }

    /// A folder of results as `analyse` leaves it, as far as this command reads it.
    fn result(&self, document: &Document) -> PathBuf {
        let folder = format!("{}.runtilt", document.clip.file_name);
        let text = to_json(document).expect("a sound document");
        self.file(&format!("{folder}/result.json"), &text);
        self.path(&folder)
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("readable");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

fn validate(arguments: &[&Path]) -> Output {
    let texts: Vec<&str> = arguments.iter().map(|path| path.to_str().expect("UTF-8")).collect();
    runtilt(&[&["validate"], texts.as_slice()].concat())
}

fn option(text: &'static str) -> &'static Path {
    Path::new(text)
}

/// Runs what must be refused; returns what the user is told.
fn refused(arguments: &[&Path], exit: i32) -> String {
    let output = validate(arguments);
    let told = message(&output);
    assert_eq!(output.status.code(), Some(exit), "{told}");
    assert!(output.stdout.is_empty(), "a refusal prints no comparison");
    told
}

#[test]
fn an_earlier_result_is_compared_with_the_truth_beside_it() {
    let place = Place::new();
    let document = example_document();
    let folder = place.result(&document);
    let truth = place.path("example run.truth.json.gz");
    runtilt_truth::write(&truth_of(&document, 2.0, 0.010), &truth).expect("written");
    let output = validate(&[&folder]);
    assert_eq!(output.status.code(), Some(0), "{}", message(&output));
    let table = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(
        table.contains("thigh left") && table.contains("+2.00") && table.contains("initial contact left")
    );
    // Beside the clip's place, never inside the folder of results.
    let validation = place.path("example run.mp4.validation");
    assert_eq!(
        place.names(),
        ["example run.mp4.runtilt", "example run.mp4.validation", "example run.truth.json.gz"]
    );
    for name in ["validation.json", "validation.csv", "bland_altman.svg", "bland_altman.png"] {
        assert!(validation.join(name).metadata().is_ok_and(|file| file.len() > 500), "{name}");
    }
    let plot = fs::read_to_string(validation.join("bland_altman.svg")).expect("text");
    assert!(plot.contains("Thigh: 2.0 (2.0 to 2.0)"), "name, bias and limits of the panel");
    let csv = fs::read_to_string(validation.join("validation.csv")).expect("text");
    let widths: Vec<usize> = csv.lines().map(|line| line.split(',').count()).collect();
    assert!(widths.len() > 5 && widths.iter().all(|width| *width == widths[0]), "{widths:?}");
    // A second run replaces the first.
    assert_eq!(validate(&[&folder.join("result.json")]).status.code(), Some(0));
}

#[test]
fn many_clips_are_paired_in_order_and_pooled() {
    let place = Place::new();
    let mut results = Vec::new();
    let mut truths = Vec::new();
    for (name, error) in [("a.mp4", 1.0), ("b.mp4", 3.0), ("c.mp4", 2.0)] {
        let mut document = example_document();
        document.clip.file_name = name.into();
        results.push(place.result(&document));
        let truth = place.path(&format!("{name}.truth.json"));
        runtilt_truth::write(&truth_of(&document, error, 0.0), &truth).expect("written");
        truths.push(truth);
    }
    let flag = option("--reference");
    let out = place.path("all.validation");
    let arguments: Vec<&Path> = vec![
        &results[0],
        &results[1],
        &results[2],
        flag,
        &truths[0],
        flag,
        &truths[1],
        flag,
        &truths[2],
        option("--json"),
        option("--out"),
        &out,
    ];
    let output = validate(&arguments);
    assert_eq!(output.status.code(), Some(0), "{}", message(&output));
    let validation: Validation =
        serde_json::from_slice(&output.stdout).expect("nothing but JSON on standard output");
    let near = validation.summary.angles.iter().find(|a| a.angle == AngleName::Thigh && a.view == View::Near);
    let bias = near.and_then(|angle| angle.bias_deg.clone()).expect("three clips");
    assert!((bias.median - 2.0).abs() < 1e-3 && (bias.worst - 3.0).abs() < 1e-3, "{bias:?}");
    assert_eq!(bias.worst_clip, "b.mp4");
    assert!(out.join("bland_altman.png").is_file());
    let table = validate(&[&arguments[..9], &[option("--out"), &out]].concat());
    assert!(String::from_utf8_lossy(&table.stdout).contains("All 3 clips"));
}

#[test]
fn wrong_usage_says_what_to_give() {
    let place = Place::new();
    let result = place.result(&example_document());
    let csv = place.file("thigh.csv", "0,1\n1,2\n");
    let flag = option("--reference");
    assert!(refused(&[&result], 2).contains("--reference"));
    assert!(refused(&[&result, flag, &csv, flag, &csv], 2).contains("once for each clip"));
    assert!(
        refused(
            &[
                &result,
                &result,
                &result,
                flag,
                &csv,
                flag,
                &csv,
                flag,
                &csv,
                option("--offset"),
                option("1"),
                option("--offset"),
                option("2")
            ],
            2
        )
        .contains("offsets")
    );
    assert!(refused(&[&result, flag, &csv, option("--angle"), option("elbow")], 2).contains("pelvic_tilt"));
    assert!(refused(&[&result, flag, &csv, option("--forward"), option("north")], 2).contains("+x"));
    assert!(refused(&[], 2).contains("CLIP"));
    assert_eq!(place.names(), ["example run.mp4.runtilt", "thigh.csv"], "nothing is left behind");
}

#[test]
fn files_that_cannot_be_read_end_with_3() {
    let place = Place::new();
    let result = place.result(&example_document());
    let flag = option("--reference");
    let check = |name: &str, text: &str, expected: &str| {
        let told = refused(&[&result, flag, &place.file(name, text)], 3);
        assert!(told.contains(expected), "{name}: {told}");
    };
    assert!(refused(&[&result, flag, &place.path("none.mot")], 3).contains("none.mot"));
    check("notes.txt", "hello", ".truth.json");
    check("bad.mot", "hello", "endheader");
    check("bad.trc", "hello", "PathFileType");
    check("bad.c3d", "hello", "C3D");
    check("bad.truth.json", "{}", "truth file");
    check("unnamed.csv", "0,1\n1,2\n", "--angle");
    check("no_angle.mot", "inDegrees=yes\nendheader\ntime\tx\n0\t1\n1\t2\n", "pelvis_tilt");
    let other = place.file("other.json", "{\"schema\":\"something/9\"}");
    let truth = place.path("t.truth.json");
    runtilt_truth::write(&truth_of(&example_document(), 0.0, 0.0), &truth).expect("written");
    assert!(refused(&[&other, flag, &truth], 3).contains("analyse the clip again"));
    assert!(refused(&[&place.path("none.json"), flag, &truth], 3).contains("none.json"));
    assert!(refused(&[&place.path("none.mp4"), flag, &truth], 3).contains("none.mp4"));
    assert!(!place.names().iter().any(|name| name.contains("validation")), "{:?}", place.names());
}

#[test]
fn what_cannot_be_compared_ends_with_7() {
    let place = Place::new();
    let document = example_document();
    let result = place.result(&document);
    let flag = option("--reference");
    // An angle that this version does not measure.
    let tilt = place.file("tilt.csv", "time_s,pelvic_tilt\n0,10\n1,11\n2,12\n");
    assert!(refused(&[&result, flag, &tilt], 7).contains("no angle in common"));
    // The drawn runner's strides are all alike: the offset must be given.
    let thigh =
        document.series.angles.get(runtilt::report::document::AngleColumn::ThighLeft).expect("measured");
    let rows = document
        .series
        .time_s
        .iter()
        .zip(&thigh.values)
        .filter_map(|(t, v)| Some(format!("{},{}\n", t + 3.0, (*v)?)));
    let csv = place.file("thigh.csv", &format!("time_s,thigh_left\n{}", rows.collect::<String>()));
    assert!(refused(&[&result, flag, &csv], 7).contains("--offset"));
    let given = validate(&[&result, flag, &csv, option("--offset"), option("3"), option("--absolute")]);
    assert_eq!(given.status.code(), Some(0), "{}", message(&given));
    assert!(String::from_utf8_lossy(&given.stdout).contains("offset +3.000 s as given"));
}

#[test]
fn a_folder_of_others_is_not_replaced() {
    let place = Place::new();
    let document = example_document();
    let result = place.result(&document);
    let truth = place.path("t.truth.json");
    runtilt_truth::write(&truth_of(&document, 0.0, 0.0), &truth).expect("written");
    place.file("mine/letter.txt", "dear physio");
    let told = refused(&[&result, option("--reference"), &truth, option("--out"), &place.path("mine")], 6);
    assert!(told.contains("letter.txt"), "{told}");
    assert!(place.path("mine/letter.txt").is_file());
}

/// The sample clip against the truth beside it, which is found without being named: the whole way from the pictures.
#[test]
fn the_sample_clip_is_measured_and_compared() {
    let place = Place::new();
    let out = place.path("sample.validation");
    let output = validate(&[Path::new(SAMPLE), option("--out"), &out, option("--json")]);
    assert_eq!(output.status.code(), Some(0), "{}", message(&output));
    let validation: Validation = serde_json::from_slice(&output.stdout).expect("JSON");
    let clip = &validation.clips[0];
    let thigh = clip.angles.iter().find(|a| (a.angle, a.view) == (AngleName::Thigh, View::Near));
    let thigh = thigh.expect("the near thigh is compared");
    assert_eq!(thigh.n_reference, 480);
    // docs/METHODS-track.md: the near thigh of ordinary rendered clips is read with 2.1 to 2.9 degrees.
    assert!(thigh.rmse_deg.is_some_and(|rmse| rmse < 3.0) && thigh.r.is_some_and(|r| r > 0.98), "{thigh:?}");
    let missed: usize = clip.events.iter().map(|events| events.missed + events.extra).sum();
    // At either end of a clip a contact may lie too near the edge to be judged.
    assert!(missed <= 2, "{:?}", clip.events);
    assert!(clip.legs_exchanged.is_some_and(|legs| legs.fraction <= 0.005), "{:?}", clip.legs_exchanged);
}

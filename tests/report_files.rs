//! `result.json` against its committed schema, and the two CSV files.
#![allow(clippy::expect_used, clippy::print_stderr, reason = "in a test a panic is the report")]

#[path = "report_support/mod.rs"]
mod support;

use runtilt::report::document::{AngleColumn, AngleSeries, Document, Parameter, Perspective, Schema};
use runtilt::report::{ReportError, angles_csv, from_json, strides_csv, to_json};
use serde_json::{Value, json};
use std::io::Read;
use support::example_document;

fn schema() -> jsonschema::Validator {
    let text = include_str!("../schemas/result-2.schema.json");
    let schema: Value = serde_json::from_str(text).expect("the schema is JSON");
    jsonschema::draft202012::meta::validate(&schema).expect("the schema is a schema");
    jsonschema::draft202012::new(&schema).expect("the schema compiles")
}

fn example_value() -> Value {
    serde_json::from_str(&to_json(&example_document()).expect("serialises")).expect("is JSON")
}

#[test]
fn the_example_fits_the_schema() {
    let (schema, value) = (schema(), example_value());
    let errors: Vec<String> =
        schema.iter_errors(&value).map(|error| format!("{} at {}", error, error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn what_perspective_adds_fits_the_schema_and_comes_back() {
    let mut document = example_document();
    document.pelvis.perspective =
        Some(Perspective { taken_out: false, mean_deg: -0.48, camera_distance_m: 3.0 });
    let text = to_json(&document).expect("serialises");
    assert!(schema().is_valid(&serde_json::from_str(&text).expect("is JSON")));
    assert_eq!(from_json(&text).expect("opens").pelvis, document.pelvis);
}

/// A result that version 0.1.0 wrote before there were findings (`sample_videos/baggy_left_30fps.mp4`, --end 6 --no-video).
#[test]
fn a_result_of_the_first_version_still_opens() {
    let mut text = String::new();
    let packed = std::fs::read("tests/data/report/result-1.json.gz").expect("committed");
    flate2::read::GzDecoder::new(packed.as_slice()).read_to_string(&mut text).expect("gzip");
    let value: Value = serde_json::from_str(&text).expect("JSON");
    let first: Value = serde_json::from_str(include_str!("../schemas/result-1.schema.json")).expect("JSON");
    assert!(jsonschema::draft202012::is_valid(&first, &value), "it keeps to its own schema");
    let document = from_json(&text).expect("opens");
    assert_eq!((document.schema, document.findings.is_none()), (Schema::V1, true));
    assert!(document.summary.cadence_spm.is_some() && !document.strides.is_empty());
}

#[test]
fn the_schema_refuses_what_is_not_a_result() {
    let schema = schema();
    let set = |pointer: &str, new: Value| {
        let mut value = example_value();
        *value.pointer_mut(pointer).expect("the place exists") = new;
        value
    };
    let wrong = [
        set("/schema", json!("runtilt.result/1")),
        set("/clip/file_name", json!("folder/clip.mp4")),
        set("/clip/sha256", json!("abc")),
        set("/capture/leg_identity_repairs/0/what", Value::Null),
        set("/series/time_s/3", Value::Null),
        set("/series/angles/thigh_left_deg/zero", json!("standing")),
        set("/series/landmarks_px/left_knee/5", json!([1.0])),
        set("/strides/0/kept", json!("yes")),
        set("/cycles/left/angles/thigh_deg/mean_deg", json!([0.0])),
        set("/summary/left/contact_time_s", json!(0.25)),
        set("/warnings/0", json!("low frame rate")),
        set("/pelvis/source", json!("guess")),
    ];
    for value in wrong {
        assert!(!schema.is_valid(&value));
    }
    for pointer in ["", "/clip", "/capture", "/series/angles", "/strides/0", "/summary/left/contact_time_s"] {
        let mut extra = example_value();
        extra
            .pointer_mut(pointer)
            .and_then(Value::as_object_mut)
            .expect("object")
            .insert("extra".into(), json!(1));
        assert!(!schema.is_valid(&extra), "an unknown key in `{pointer}` passed");
        let mut lacking = example_value();
        let object = lacking.pointer_mut(pointer).and_then(Value::as_object_mut).expect("object");
        let first = object.keys().next().cloned().expect("not empty");
        object.remove(&first);
        assert!(!schema.is_valid(&lacking), "`{pointer}` without `{first}` passed");
    }
}

#[test]
fn a_document_survives_the_way_to_json_and_back() {
    let document = example_document();
    let text = to_json(&document).expect("serialises");
    let back = from_json(&text).expect("reads");
    assert_eq!(back, document);
    assert_eq!(to_json(&back).expect("serialises"), text);
}

#[test]
fn an_unknown_key_is_not_read() {
    let text = to_json(&example_document()).expect("serialises");
    let other = text.replacen("\"thigh_left_deg\"", "\"thigh_lft_deg\"", 1);
    assert!(matches!(from_json(&other), Err(ReportError::Json(_))));
}

#[test]
fn what_was_not_measured_is_null_and_says_why() {
    let value = example_value();
    for pointer in [
        "/series/angles/pelvic_tilt_deg",
        "/series/angles/hip_flexion_left_deg",
        "/series/angles/lumbar_extension_deg",
        "/series/angles/thorax_lean_deg",
        "/summary/left/peak_hip_extension_deg",
        "/strides/0/tilt_rise_deg",
    ] {
        assert_eq!(value.pointer(pointer), Some(&Value::Null), "{pointer}");
    }
    assert_eq!(value["pelvis"]["source"], "none");
    assert!(value["pelvis"]["reason"].as_str().is_some_and(|reason| !reason.is_empty()));
    assert!(value["series"]["angles"]["hip_to_trunk_left_deg"].is_object());
}

#[test]
fn a_number_that_is_not_finite_is_refused_by_every_file() {
    let mut document = example_document();
    let angle = document.series.angles.get(AngleColumn::KneeFlexionRight).cloned();
    let mut angle = angle.expect("the example has it");
    angle.values[7] = Some(f64::NAN);
    document.series.angles.set(AngleColumn::KneeFlexionRight, angle);
    let place = "series.angles.knee_flexion_right_deg.values[7]";
    let refusals = [to_json(&document), angles_csv(&document), strides_csv(&document)];
    for refusal in refusals {
        let error = refusal.expect_err("must be refused");
        assert!(matches!(&error, ReportError::NotFinite { place: at } if at == place), "{error}");
    }
}

#[test]
fn lists_that_do_not_fit_together_are_refused() {
    type Change = fn(&mut Document);
    let changes: [Change; 4] = [
        |document| {
            let angle = document.series.angles.get(AngleColumn::ThighLeft).cloned();
            let short = angle.map(|angle| AngleSeries { uncertainty_deg: vec![Some(1.0)], ..angle });
            document.series.angles.set(AngleColumn::ThighLeft, short);
        },
        |document| document.series.frame.truncate(9),
        |document| document.events.left.toe_off_uncertainty_s.truncate(1),
        |document| document.series.time_s.push(99.0),
    ];
    for change in changes {
        let mut document = example_document();
        change(&mut document);
        assert!(matches!(to_json(&document), Err(ReportError::Inconsistent(_))));
    }
}

#[test]
fn angles_csv_has_a_row_per_frame_and_empty_cells() {
    let text = angles_csv(&example_document()).expect("writes");
    let lines: Vec<&str> = text.lines().collect();
    let angles = "trunk_lean_deg,thorax_lean_deg,pelvic_tilt_deg,lumbar_extension_deg,\
         thigh_left_deg,hip_flexion_left_deg,knee_flexion_left_deg,shank_left_deg,foot_left_deg,\
         thigh_right_deg,hip_flexion_right_deg,knee_flexion_right_deg,shank_right_deg,foot_right_deg,\
         hip_to_trunk_left_deg,hip_to_trunk_right_deg";
    let uncertainties = angles.replace("_deg", "_uncertainty_deg");
    assert_eq!(lines[0], format!("frame,time_s,{angles},{uncertainties},pelvis,zero"));
    assert_eq!(lines.len(), 241);
    // Before the runner was found every angle is empty.
    assert_eq!(lines[1], format!("0,0.000000{},none,absolute", ",".repeat(32)));
    let cells: Vec<&str> = lines[3].split(',').collect();
    assert_eq!(cells.len(), 36);
    assert_eq!((cells[0], cells[1]), ("2", "0.066667"));
    // Thorax, pelvis, lumbar extension and hip flexion of both sides are never measured, and have no uncertainty.
    let empty: Vec<usize> = (0..36).filter(|&i| cells[i].is_empty()).collect();
    assert_eq!(empty, [3, 4, 5, 7, 12, 19, 20, 21, 23, 28]);
    assert_eq!(cells[18], "2.0000");
    assert!(text.ends_with('\n') && !text.contains("NaN") && !text.contains('\r'));
}

#[test]
fn strides_csv_starts_with_the_fixed_columns_and_quotes_words() {
    let text = strides_csv(&example_document()).expect("writes");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[0],
        "side,stride,initial_contact_s,toe_off_s,next_contact_s,kept,\
         peak_thigh_extension_deg,peak_hip_extension_deg,peak_pelvic_tilt_deg,\
         pelvic_tilt_at_peak_hip_extension_deg,tilt_rise_deg,reject_reason,\
         stride_time_s,contact_time_s,flight_time_s,duty_factor,cadence_spm,peak_thigh_extension_pct,\
         knee_flexion_at_contact_deg,knee_flexion_midstance_deg,peak_knee_flexion_stance_deg,\
         shank_at_contact_deg,overstride_m,overstride_leg_lengths,vertical_excursion_m,trunk_lean_deg,pelvis,zero"
    );
    let first: Vec<&str> = lines[1].split(',').collect();
    assert_eq!(&first[..6], ["left", "1", "0.250000", "0.496434", "0.964300", "true"]);
    assert_eq!(&first[7..12], ["", "", "", "", ""]);
    let rejected = lines.iter().find(|line| line.contains(",false,")).expect("one is rejected");
    assert!(rejected.contains(",\"duration, far from the \"\"median\"\"\","), "{rejected}");
}

#[test]
fn a_small_negative_number_is_not_written_as_minus_zero() {
    let mut document = example_document();
    document.strides[0].parameters.set(Parameter::TrunkLean, -0.000_01);
    let text = strides_csv(&document).expect("writes");
    assert!(text.lines().nth(1).is_some_and(|row| row.ends_with(",0.0000,none,absolute")), "{text}");
}

//! A result against a truth that differs from it in known ways.
#![allow(clippy::expect_used, reason = "in a test a panic is the report")]

#[path = "report_support/mod.rs"]
mod support;
mod validate_support;

use runtilt::body::{Landmark, Part, Side};
use runtilt::report::document::{AngleColumn, AngleName, Document, Parameter, Zero};
use runtilt::units::Seconds;
use runtilt::validate::{
    AngleScore, ClipScore, EventKind, Reference, ValidateError, Validation, View, compare, summarise,
};
use runtilt_truth::{Angles, LegAngles, Truth};
use support::example_document;
use validate_support::truth_of;

/// The result is written with 0.001 degrees.
const ROUNDING_DEG: f64 = 1e-3;

fn against(document: &Document, truth: &Truth) -> ClipScore {
    compare(document, &Reference::from_truth(truth).expect("rising times")).expect("comparable")
}

fn thigh(score: &ClipScore, side: Side) -> &AngleScore {
    let is_it = |angle: &&AngleScore| angle.angle == AngleName::Thigh && angle.side == Some(side);
    score.angles.iter().find(is_it).expect("both have the thigh")
}

fn close(value: Option<f64>, expected: f64, within: f64) {
    let value = value.expect("a figure");
    assert!((value - expected).abs() <= within, "{value} is not {expected}");
}

#[test]
fn errors_are_measured_minus_reference() {
    let document = example_document();
    let score = against(&document, &truth_of(&document, 2.0, 0.010));
    let thigh = thigh(&score, Side::Left);
    close(thigh.bias_deg, 2.0, ROUNDING_DEG);
    close(thigh.rmse_deg, 2.0, ROUNDING_DEG);
    close(thigh.sd_deg, 0.0, ROUNDING_DEG);
    close(Some(thigh.rmse_without_offset_deg), 0.0, ROUNDING_DEG);
    close(thigh.r, 1.0, 1e-6);
    close(thigh.limits_deg.map(|limits| limits.low), 2.0, 2.0 * ROUNDING_DEG);
    close(thigh.reference_mean_deg.map(|mean| thigh.measured_mean_deg - mean), 2.0, ROUNDING_DEG);
    assert_eq!((thigh.n, thigh.n_reference), (238, 240), "the result begins two frames after the truth");
    for event in &score.events {
        close(event.bias_ms, 10.0, 1e-3);
        assert_eq!((event.missed, event.extra), (0, 0), "{event:?}");
    }
    assert_eq!(score.events.len(), 4);
}

#[test]
fn near_and_far_follow_the_side_to_the_camera() {
    let document = example_document();
    let score = against(&document, &truth_of(&document, 0.0, 0.0));
    assert_eq!(thigh(&score, Side::Left).view, View::Near);
    assert_eq!(thigh(&score, Side::Right).view, View::Far);
    let trunk = score.angles.iter().find(|angle| angle.angle == AngleName::TrunkLean).expect("there");
    assert_eq!((trunk.view, trunk.side), (View::Middle, None));
}

#[test]
fn cadence_and_peak_extension_are_compared_in_the_same_strides() {
    let mut document = example_document();
    for stride in &mut document.strides {
        stride.parameters.set(Parameter::PeakThighExtension, 15.0);
    }
    let truth = truth_of(&document, 0.0, 0.0);
    let deepest = truth.angles.left.thigh_deg.iter().copied().fold(f64::INFINITY, f64::min);
    let score = against(&document, &truth);
    let peak = score.peak_thigh_extension.left.expect("strides");
    let kept = document.strides.iter().filter(|stride| stride.kept && stride.side == Side::Left).count();
    assert_eq!((peak.measured_deg, peak.view), (15.0, View::Near));
    // The last strides may end after the last frame.
    assert!(peak.strides <= kept && peak.strides + 1 >= kept, "{} of {kept}", peak.strides);
    // Frames at 30/s meet the drawn peak to within a degree.
    assert!(peak.reference_deg <= -deepest && peak.reference_deg > -deepest - 1.0, "{}", peak.reference_deg);
    close(Some(peak.error_deg), 15.0 - peak.reference_deg, 1e-9);
    let measured = document.summary.cadence_spm.expect("the example has one");
    close(score.cadence.map(|cadence| cadence.relative_error), measured / 160.0 - 1.0, 1e-12);
}

#[test]
fn gaps_stay_gaps_and_frames_are_never_counted() {
    let mut document = example_document();
    let truth = truth_of(&document, 2.0, 0.0);
    // A stretch that was not measured, and every third frame missing from the file.
    let angle = document.series.angles.get(AngleColumn::ThighLeft).expect("measured").clone();
    let mut values = angle.values.clone();
    values[60..90].fill(None);
    document
        .series
        .angles
        .set(AngleColumn::ThighLeft, Some(runtilt::report::document::AngleSeries { values, ..angle }));
    let whole = thigh(&against(&document, &truth), Side::Left).clone();
    assert_eq!((whole.n, whole.n_reference), (208, 240));
    close(whole.bias_deg, 2.0, ROUNDING_DEG);
    let thinned = without_every_third_frame(&document);
    let score = against(&thinned, &truth);
    close(thigh(&score, Side::Left).bias_deg, 2.0, ROUNDING_DEG);
    close(thigh(&score, Side::Left).rmse_deg, 2.0, ROUNDING_DEG);
    assert_eq!(thigh(&score, Side::Left).n_reference, 160);
}

fn without_every_third_frame(document: &Document) -> Document {
    fn kept<T: Clone>(values: &[T]) -> Vec<T> {
        values.iter().enumerate().filter(|(row, _)| row % 3 != 1).map(|(_, value)| value.clone()).collect()
    }
    let mut thinned = document.clone();
    thinned.series.frame = kept(&document.series.frame);
    thinned.series.time_s = kept(&document.series.time_s);
    for (column, angle) in document.series.angles.measured() {
        let (values, uncertainty_deg) = (kept(&angle.values), kept(&angle.uncertainty_deg));
        let angle = runtilt::report::document::AngleSeries { values, uncertainty_deg, ..angle.clone() };
        thinned.series.angles.set(column, Some(angle));
    }
    for (landmark, path) in document.series.landmarks_px.measured() {
        thinned.series.landmarks_px.set(landmark, Some(kept(path)));
    }
    thinned.check().expect("lists fit");
    thinned
}

#[test]
fn an_offset_moves_the_clock_of_the_reference() {
    let document = example_document();
    let mut truth = truth_of(&document, 2.0, 0.010);
    truth.time_s.iter_mut().for_each(|time| *time += 5.0);
    truth.events.iter_mut().for_each(|event| event.time_s += 5.0);
    let reference = Reference::from_truth(&truth).expect("rising").with_offset(Seconds(5.0));
    let score = compare(&document, &reference).expect("comparable");
    close(thigh(&score, Side::Right).rmse_deg, 2.0, ROUNDING_DEG);
    close(score.events[0].bias_ms, 10.0, 1e-3);
    assert!(score.peak_thigh_extension.right.is_some());
    let apart = compare(&document, &reference.with_offset(Seconds(-90.0))).expect_err("no common time");
    assert!(matches!(apart, ValidateError::NothingInCommon { .. }), "{apart}");
}

#[test]
fn exchanged_legs_are_found_by_the_true_joints() {
    let mut document = example_document();
    let truth = truth_of(&document, 0.0, 0.0);
    assert_eq!(against(&document, &truth).legs_exchanged.map(|legs| legs.either), Some(0));
    let landmark = |side| Landmark::new(Part::Ankle, side);
    let path = |side| document.series.landmarks_px.get(landmark(side)).expect("there").clone();
    let (mut left, mut right) = (path(Side::Left), path(Side::Right));
    let far_apart: Vec<usize> = (10..200)
        .filter(|&row| {
            left[row].zip(right[row]).is_some_and(|(l, r)| (l[0] - r[0]).hypot(l[1] - r[1]) > 100.0)
        })
        .take(12)
        .collect();
    for &row in &far_apart {
        std::mem::swap(&mut left[row], &mut right[row]);
    }
    document.series.landmarks_px.set(landmark(Side::Left), Some(left));
    document.series.landmarks_px.set(landmark(Side::Right), Some(right));
    let legs = against(&document, &truth).legs_exchanged.expect("joints are known");
    assert_eq!((legs.ankles, legs.knees, legs.either), (12, 0, 12));
    let mut smaller = truth;
    smaller.clip.width_px /= 2;
    let score = against(&document, &smaller);
    assert_eq!(score.legs_exchanged, None);
    assert!(score.notes.iter().any(|note| note.contains("another size")), "{:?}", score.notes);
}

fn standing(degrees: f64) -> Angles<f64> {
    let leg = LegAngles {
        thigh_deg: degrees,
        hip_flexion_deg: degrees,
        knee_flexion_deg: degrees,
        shank_deg: degrees,
        foot_deg: degrees,
    };
    Angles {
        pelvic_tilt_deg: degrees,
        trunk_lean_deg: degrees,
        thorax_lean_deg: degrees,
        lumbar_extension_deg: degrees,
        left: leg.clone(),
        right: leg,
    }
}

#[test]
fn two_zeros_are_never_mixed() {
    let mut document = example_document();
    let mut truth = truth_of(&document, 2.0, 0.0);
    let mut angle = document.series.angles.get(AngleColumn::ThighLeft).expect("measured").clone();
    // The same runner, counted from a standing pose with the thigh at 7 degrees.
    angle.zero = Zero::RelativeToStanding;
    angle.values.iter_mut().flatten().for_each(|value| *value -= 7.0);
    document.series.angles.set(AngleColumn::ThighLeft, Some(angle));

    let unknown = against(&document, &truth);
    let figures = thigh(&unknown, Side::Left);
    assert!(!figures.same_zero);
    assert_eq!((figures.bias_deg, figures.rmse_deg, figures.limits_deg), (None, None, None));
    assert_eq!(figures.reference_mean_deg, None);
    close(Some(figures.rmse_without_offset_deg), 0.0, ROUNDING_DEG);
    assert!(unknown.notes.iter().any(|note| note.contains("thigh_left")), "{:?}", unknown.notes);
    assert_eq!(unknown.peak_thigh_extension.left, None);

    truth.standing = Some(standing(7.0));
    close(thigh(&against(&document, &truth), Side::Left).bias_deg, 2.0, ROUNDING_DEG);
}

#[test]
fn what_was_not_measured_is_named() {
    let document = example_document();
    let score = against(&document, &truth_of(&document, 0.0, 0.0));
    assert!(score.not_measured.contains(&"pelvic_tilt_deg".to_owned()), "{:?}", score.not_measured);
    assert!(score.angles.iter().all(|angle| angle.angle != AngleName::PelvicTilt));
}

#[test]
fn another_pace_is_refused_with_the_factor() {
    let document = example_document();
    let mut truth = truth_of(&document, 0.0, 0.0);
    truth.clip.slow_motion = 8.0;
    let refused = compare(&document, &Reference::from_truth(&truth).expect("rising")).expect_err("refused");
    assert!(refused.to_string().contains("--slow-motion 8"), "{refused}");
}

#[test]
fn a_validation_survives_its_json() {
    let document = example_document();
    let truth = truth_of(&document, 2.0, 0.010);
    let validation = Validation::of(vec![against(&document, &truth)]);
    let text = validation.to_json().expect("words");
    assert!(text.starts_with("{\"schema\":\"runtilt.validation/1\""));
    let again: Validation = serde_json::from_str(&text).expect("reads back");
    assert_eq!(again, validation);
    assert_eq!(summarise(&again.clips), validation.summary);
    assert_eq!(again.clips[0].conditions["outfit"], "tight");
    let kinds: Vec<EventKind> = validation.summary.events.iter().map(|event| event.kind).collect();
    assert_eq!(kinds, EventKind::ALL);
}

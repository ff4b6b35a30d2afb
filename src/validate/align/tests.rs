//! A thigh whose strides differ a little, as those of a runner do, on two clocks.

use super::super::measured::MeasuredAngle;
use super::super::reference::{ReferenceAngle, ReferenceZero};
use super::super::score::ReferenceKind;
use super::*;
use crate::report::document::{AngleColumn, Zero};
use crate::series::TimeAxis;
use std::collections::BTreeMap;
use std::sync::Arc;

const COLUMN: AngleColumn = AngleColumn::ThighLeft;
const STRIDE_HZ: f64 = 1.4;

/// Every stride like the last.
fn steady(time_s: f64) -> Option<f64> {
    Some(25.0 * (std::f64::consts::TAU * STRIDE_HZ * time_s).cos() + 8.0)
}

/// A runner who slowly turns up the pace: no stride is as long as another.
fn quickening(time_s: f64) -> Option<f64> {
    steady(time_s * (1.0 + 0.02 * time_s))
}

fn series(start_s: f64, length_s: f64, rate: f64, angle: impl Fn(f64) -> Option<f64>) -> Series<Angle> {
    let count = (length_s * rate) as usize + 1;
    let times = (0..count).map(|k| start_s + k as f64 / rate).collect();
    let time = Arc::new(TimeAxis::from_seconds(times).expect("rising"));
    let at = |k: usize| time.at(k).and_then(|t| angle(t.0)).map(Angle::from_degrees);
    Series::from_fn(Arc::clone(&time), at)
}

fn measured(angle: impl Fn(f64) -> Option<f64>) -> Measured {
    let series = series(0.0, 6.0, 60.0, angle);
    let time = Arc::clone(series.time());
    Measured { time, angles: vec![MeasuredAngle { column: COLUMN, zero: Zero::Absolute, series }] }
}

/// A reference whose clock is ahead of the clip's by `offset_s`; it begins at its own time `start_s`.
fn reference(offset_s: f64, start_s: f64, length_s: f64, angle: impl Fn(f64) -> Option<f64>) -> Reference {
    let series = series(start_s, length_s, 100.0, |t| angle(t - offset_s));
    let time = Arc::clone(series.time());
    let zero = ReferenceZero::Absolute;
    let angles = vec![ReferenceAngle { column: COLUMN, zero, standing: None, series }];
    Reference {
        name: "drawn.mot".into(),
        kind: ReferenceKind::OpenSim,
        conditions: BTreeMap::new(),
        clock: Clock::Unknown,
        slow_motion: None,
        side_to_camera: None,
        cadence_spm: None,
        time,
        angles,
        events: None,
        joints: None,
    }
}

#[test]
fn the_offset_between_two_clocks_is_found_to_a_millisecond_or_two() {
    for offset_s in [1.234, -0.5, 7.0] {
        let known = reference(offset_s, offset_s - 1.5, 9.0, quickening);
        let found = align(&measured(quickening), &known).expect("one best offset");
        assert_eq!(found.source, AlignmentSource::Found);
        // Half a step of the search is 2 ms, less what the parabola gives back.
        assert!((found.offset_s - offset_s).abs() < 0.002, "{} for {offset_s}", found.offset_s);
        assert!(found.r.expect("searched") > 0.999);
    }
}

#[test]
fn another_zero_and_gaps_do_not_move_the_offset() {
    let known = reference(2.0, 1.0, 9.0, |t| quickening(t).map(|angle| angle + 40.0));
    let with_gap = measured(|t| quickening(t).filter(|_| !(2.0..2.6).contains(&t)));
    let found = align(&with_gap, &known).expect("one best offset");
    assert!((found.offset_s - 2.0).abs() < 0.002, "{}", found.offset_s);
}

#[test]
fn strides_that_are_all_alike_are_refused_with_the_rival() {
    let refused = align(&measured(steady), &reference(1.0, 0.0, 9.0, steady)).expect_err("ambiguous");
    let ValidateError::Ambiguous { offset_s, rival_s, .. } = &refused else { panic!("{refused}") };
    // A whole number of strides apart, within two steps of the search.
    let strides = (offset_s - rival_s).abs() * STRIDE_HZ;
    assert!((strides - strides.round()).abs() < 0.015 && strides > 0.9, "{strides}");
    assert!(refused.to_string().contains("--offset"), "{refused}");
}

#[test]
fn angles_that_are_not_alike_are_refused() {
    // Another kind of movement: the leg swings at a rhythm of its own.
    let other = |t: f64| Some(20.0 * (std::f64::consts::TAU * 2.6 * t).sin());
    let refused = align(&measured(quickening), &reference(0.0, 0.0, 7.0, other)).expect_err("not alike");
    assert!(matches!(refused, ValidateError::NotAlike { r, .. } if r < LEAST_R), "{refused}");
}

#[test]
fn a_best_offset_at_the_end_of_the_search_is_refused() {
    // The reference begins 3.2 s into the clip: the overlap of 2.8 s is less than half of the clip, so the true offset is out of reach
    // and the fit still rises towards it at the last offset tried.
    let slow = |t: f64| Some(30.0 * (0.12 * std::f64::consts::TAU * t).sin());
    let refused = align(&measured(slow), &reference(0.0, 3.2, 12.0, slow)).expect_err("out of reach");
    assert!(matches!(refused, ValidateError::AtTheEnd { .. } | ValidateError::Ambiguous { .. }), "{refused}");
}

#[test]
fn recordings_that_hardly_overlap_are_refused() {
    let refused = align(&measured(quickening), &reference(0.0, 0.0, 0.5, quickening)).expect_err("too short");
    assert!(matches!(refused, ValidateError::TooShort { .. }), "{refused}");
}

#[test]
fn a_known_clock_is_not_searched_for() {
    let known = Reference { clock: Clock::SameAsClip, ..reference(0.0, 0.0, 7.0, steady) };
    let same = align(&measured(steady), &known).expect("no search");
    assert_eq!((same.source, same.offset_s), (AlignmentSource::SameClock, 0.0));
    let given = align(&measured(steady), &known.with_offset(Seconds(0.25))).expect("no search");
    assert_eq!((given.source, given.offset_s), (AlignmentSource::Given, 0.25));
}

#[test]
fn the_top_of_a_drawn_parabola() {
    // y = 1 - (x - 0.25)² at x = -1, 0, 1.
    let y = |x: f64| 1.0 - (x - 0.25f64).powi(2);
    assert!((vertex(y(-1.0), y(0.0), y(1.0)) - 0.25).abs() < 1e-12);
}

//! A body that is drawn by hand, metres, forward / up / right.

use super::super::markers::plain_name;
use super::*;
use crate::series::TimeAxis;
use crate::units::Hertz;

/// Markers that stand still in the first sample and are given again, turned, in the second.
fn body(places: &[(&str, Place, Place)]) -> Markers {
    let time = Arc::new(TimeAxis::regular(2, Hertz(100.0)));
    let path = |a: Place, b: Place| {
        Series::new(Arc::clone(&time), vec![Some(a), Some(b)]).expect("two samples on an axis of two")
    };
    let paths = places.iter().map(|&(name, a, b)| (plain_name(name), path(a, b))).collect();
    Markers { paths, time: Arc::clone(&time) }
}

fn still(places: &[(&'static str, Place)]) -> Markers {
    let twice: Vec<(&str, Place, Place)> = places.iter().map(|&(name, place)| (name, place, place)).collect();
    body(&twice)
}

fn degrees(markers: &Markers, column: AngleColumn, row: usize) -> Option<(f64, ReferenceZero)> {
    let found = angles(markers).into_iter().find(|angle| angle.column == column)?;
    Some((found.series.at(row)?.degrees(), found.zero))
}

/// ASIS 30 mm lower and 170 mm ahead of the PSIS: 10.0 degrees anterior.
fn pelvis() -> Vec<(&'static str, Place)> {
    vec![
        ("L.ASIS", [0.17, 0.97, -0.12]),
        ("R.ASIS", [0.17, 0.97, 0.12]),
        ("L.PSIS", [0.0, 1.0, -0.04]),
        ("R.PSIS", [0.0, 1.0, 0.04]),
    ]
}

#[test]
fn an_asis_below_the_psis_is_anterior_and_positive() {
    let (tilt, zero) = degrees(&still(&pelvis()), AngleColumn::PelvicTilt, 0).expect("a pelvis");
    assert!((tilt - (0.03f64 / 0.17).atan().to_degrees()).abs() < 1e-9 && tilt > 0.0, "{tilt}");
    assert_eq!(zero, ReferenceZero::Absolute);
}

#[test]
fn a_sacrum_serves_as_the_back_of_the_pelvis() {
    let places = [("RASI", [0.17, 0.97, 0.12]), ("LASI", [0.17, 0.97, -0.12]), ("SACR", [0.0, 1.0, 0.0])];
    assert!(degrees(&still(&places), AngleColumn::PelvicTilt, 0).is_some_and(|(tilt, _)| tilt > 9.9));
}

#[test]
fn bells_hip_centre_lies_inside_below_and_behind_the_asis() {
    // A level pelvis 0.24 m wide: 0.0336 inwards, 0.072 down, 0.0528 back (Bell: 14, 30, 22 %).
    let right = bell(Side::Right, [0.2, 1.0, -0.12], [0.2, 1.0, 0.12], [0.0, 1.0, 0.0]).expect("a pelvis");
    for (found, expected) in right.into_iter().zip([0.2 - 0.0528, 1.0 - 0.072, 0.12 - 0.0336]) {
        assert!((found - expected).abs() < 1e-12, "{found}, by hand {expected}");
    }
}

#[test]
fn signs_of_a_drawn_leg() {
    // Hip over the origin; the knee is 0.2 forward and 0.35 down, the ankle 0.3 back of it and 0.3 down.
    let places = [
        ("LHJC", [0.0, 0.9, -0.1]),
        ("LKNE", [0.2, 0.55, -0.2]),
        ("LANK", [-0.1, 0.25, -0.2]),
        ("LHEE", [-0.15, 0.20, -0.2]),
        ("LTOE", [0.0, 0.10, -0.2]),
    ];
    let markers = still(&places);
    let value = |column| degrees(&markers, column, 0).expect("known").0;
    let thigh = (0.2f64 / 0.35).atan().to_degrees();
    assert!((value(AngleColumn::ThighLeft) - thigh).abs() < 1e-9, "knee in front is positive");
    assert!((value(AngleColumn::ShankLeft) + 45.0).abs() < 1e-9, "ankle behind the knee is negative");
    assert!((value(AngleColumn::KneeFlexionLeft) - (thigh + 45.0)).abs() < 1e-9, "bent is positive");
    assert!(value(AngleColumn::FootLeft) < 0.0, "toe down is negative");
    assert!(degrees(&markers, AngleColumn::ThighRight, 0).is_none());
}

#[test]
fn a_cluster_gives_the_turn_and_not_the_zero() {
    // The thigh's three markers turned by 30 degrees knee-forward about the origin, and moved.
    let places = [[0.05, -0.1, 0.2], [-0.05, -0.2, 0.2], [0.02, -0.3, 0.2]];
    let (sine, cosine) = 30f64.to_radians().sin_cos();
    let turned = places.map(|[x, y, z]: Place| [cosine * x - sine * y + 0.4, sine * x + cosine * y, z]);
    let names = ["RTH1", "RTH2", "RTH3"];
    let all: Vec<_> = (0..3).map(|k| (names[k], places[k], turned[k])).collect();
    let (angle, zero) = degrees(&body(&all), AngleColumn::ThighRight, 1).expect("a cluster");
    assert!((angle - 30.0).abs() < 1e-9, "{angle}");
    assert!(matches!(zero, ReferenceZero::Other(_)));
}

#[test]
fn names_of_clusters_are_not_taken_for_others() {
    assert!(belongs_to("RTH1", Side::Right, THIGH_CLUSTER));
    assert!(belongs_to("RTHIGHTOPLATERAL", Side::Right, THIGH_CLUSTER));
    assert!(!belongs_to("LTH1", Side::Right, THIGH_CLUSTER));
    assert!(!belongs_to("RTHUMB", Side::Right, THIGH_CLUSTER), "a thumb is no thigh");
    assert!(belongs_to("LTB2", Side::Left, SHANK_CLUSTER));
    // LLEL and LMEL of the Hamner set are the elbow's epicondyles.
    assert!(markers_of(&still(&[("LLEL", [0.0; 3])]), Side::Left, KNEE_LATERAL).is_none());
}

//! Every sign on a pose drawn by hand, before any recording: a wrong sign here is wrong in every report.
#![allow(clippy::expect_used)] // In tests a panic is the report.

mod support;

use runtilt::body::{Part, Point, Side};
use runtilt::kinematics::{AngleKind, AngleSeries, StandingPosture, Zero, angles_from_trajectories};
use runtilt::series::Series;
use runtilt::units::Angle;
use support::pose::{Pose, STANDING};

fn degrees(angles: &AngleSeries, kind: AngleKind) -> f64 {
    angles.get(kind, Side::Right).at(0).expect("the drawn pose has every landmark").degrees()
}

fn angles_of(pose: Pose) -> AngleSeries {
    angles_from_trajectories(&pose.trajectories())
}

fn assert_degrees(pose: Pose, kind: AngleKind, expected: f64) {
    let measured = degrees(&angles_of(pose), kind);
    assert!((measured - expected).abs() < 1e-9, "{} is {measured}, drawn as {expected}", kind.name());
}

#[test]
fn upright_standing_is_zero_everywhere() {
    for kind in AngleKind::ALL.into_iter().filter(|kind| !kind.needs_pelvis_source()) {
        assert_degrees(STANDING, kind, 0.0);
    }
    assert_eq!(angles_of(STANDING).zero, Zero::Absolute);
}

#[test]
fn a_knee_in_front_of_the_hip_is_positive_flexion() {
    // Knee level with the hip and straight ahead; the shank hangs down.
    let seated = STANDING.with(Part::Knee, 40.0, 100.0).with(Part::Ankle, 40.0, 60.0);
    assert_degrees(seated, AngleKind::Thigh, 90.0);
    assert_degrees(seated, AngleKind::HipToTrunk, 90.0);
    assert_degrees(seated, AngleKind::KneeFlexion, 90.0);
    assert_degrees(seated, AngleKind::Shank, 0.0);
}

#[test]
fn a_leg_behind_the_hip_is_negative_extension() {
    let behind = STANDING.with(Part::Knee, -40.0, 60.0).with(Part::Ankle, -80.0, 20.0);
    assert_degrees(behind, AngleKind::Thigh, -45.0);
    assert_degrees(behind, AngleKind::HipToTrunk, -45.0);
    assert_degrees(behind, AngleKind::KneeFlexion, 0.0);
    assert_degrees(behind, AngleKind::Shank, -45.0);
}

#[test]
fn a_bent_knee_is_positive_and_an_overstretched_one_negative() {
    let heel_to_buttock = STANDING.with(Part::Ankle, -50.0, 50.0);
    assert_degrees(heel_to_buttock, AngleKind::KneeFlexion, 90.0);
    assert_degrees(heel_to_buttock, AngleKind::Shank, -90.0);
    let overstretched = STANDING.with(Part::Ankle, 50.0 * 10.0_f64.to_radians().tan(), 0.0);
    assert_degrees(overstretched, AngleKind::KneeFlexion, -10.0);
}

#[test]
fn a_foot_in_front_of_the_knee_is_a_positive_shank() {
    let overstride = STANDING.with(Part::Ankle, 50.0, 0.0);
    assert_degrees(overstride, AngleKind::Shank, 45.0);
}

#[test]
fn leaning_forward_is_positive_and_flexes_the_hip_against_the_trunk() {
    let leaning = STANDING.with(Part::Shoulder, 60.0, 160.0);
    assert_degrees(leaning, AngleKind::TrunkLean, 45.0);
    assert_degrees(leaning, AngleKind::Thigh, 0.0);
    assert_degrees(leaning, AngleKind::HipToTrunk, 45.0);
}

#[test]
fn a_straight_body_that_leans_as_a_whole_has_no_flexion_at_the_hip() {
    let plank = STANDING.with(Part::Shoulder, 60.0, 160.0).with(Part::Knee, -50.0, 50.0);
    assert_degrees(plank, AngleKind::TrunkLean, 45.0);
    assert_degrees(plank, AngleKind::HipToTrunk, 0.0);
}

#[test]
fn toe_up_is_positive() {
    let toe_up = STANDING.with(Part::Heel, -5.0, -5.0).with(Part::Toe, 15.0, 15.0);
    assert_degrees(toe_up, AngleKind::Foot, 45.0);
    let toe_down = STANDING.with(Part::Heel, -5.0, 15.0).with(Part::Toe, 15.0, -5.0);
    assert_degrees(toe_down, AngleKind::Foot, -45.0);
}

#[test]
fn knee_flexion_is_180_less_the_angle_between_the_bones() {
    let (hip, knee, ankle) = (STANDING.at(Part::Hip), Point::new(30.0, 60.0), Point::new(-10.0, 20.0));
    let (thigh, shank) = (hip.distance(knee), knee.distance(ankle));
    // Law of cosines: independent of any segment angle.
    let included =
        ((thigh.powi(2) + shank.powi(2) - hip.distance(ankle).powi(2)) / (2.0 * thigh * shank)).acos();
    let pose = STANDING.with(Part::Knee, knee.x, knee.y).with(Part::Ankle, ankle.x, ankle.y);
    assert_degrees(pose, AngleKind::KneeFlexion, 180.0 - included.to_degrees());
}

#[test]
fn a_missing_landmark_leaves_only_its_own_angles_absent() {
    let angles = angles_from_trajectories(&STANDING.without(Part::Ankle).trajectories());
    for (kind, present) in [
        (AngleKind::TrunkLean, true),
        (AngleKind::Thigh, true),
        (AngleKind::HipToTrunk, true),
        (AngleKind::KneeFlexion, false),
        (AngleKind::Shank, false),
        (AngleKind::Foot, true),
    ] {
        assert_eq!(angles.get(kind, Side::Left).at(0).is_some(), present, "{}", kind.name());
    }
}

/// The angles of a pose with a pelvis tilted and a thorax leaned by so many degrees.
fn with_pelvis(pose: Pose, tilt: f64, lean: f64) -> AngleSeries {
    let angles = angles_of(pose);
    let constant = |degrees| {
        Series::from_fn(angles.trunk_lean.time().clone(), move |_| Some(Angle::from_degrees(degrees)))
    };
    angles.clone().with_pelvis(&constant(tilt), Some(&constant(lean)))
}

#[test]
fn a_pelvis_tipped_forward_flexes_the_hip_and_extends_the_back() {
    let behind = STANDING.with(Part::Knee, -40.0, 60.0).with(Part::Ankle, -80.0, 20.0);
    let angles = with_pelvis(behind, 12.0, 4.0);
    for (kind, expected) in [
        (AngleKind::PelvicTilt, 12.0),
        (AngleKind::ThoraxLean, 4.0),
        (AngleKind::HipFlexion, -33.0),
        (AngleKind::LumbarExtension, 8.0),
    ] {
        assert!((degrees(&angles, kind) - expected).abs() < 1e-9, "{}", kind.name());
    }
}

#[test]
fn without_a_pelvis_source_there_is_no_pelvis() {
    for kind in AngleKind::ALL.into_iter().filter(|kind| kind.needs_pelvis_source()) {
        assert_eq!(angles_of(STANDING).get(kind, Side::Right).at(0), None, "{}", kind.name());
    }
}

#[test]
fn counted_from_standing_a_standing_pose_is_zero_and_what_was_not_measured_is_left_out() {
    let standing = with_pelvis(STANDING, 11.0, 3.0);
    let relative = with_pelvis(STANDING, 15.0, 5.0).relative_to(&StandingPosture::of(&standing));
    assert_eq!(relative.zero, Zero::Standing);
    for (kind, expected) in
        [(AngleKind::PelvicTilt, 4.0), (AngleKind::HipFlexion, 4.0), (AngleKind::LumbarExtension, 2.0)]
    {
        assert!((degrees(&relative, kind) - expected).abs() < 1e-9, "{}", kind.name());
    }
    let blind = standing.relative_to(&StandingPosture::of(&angles_of(STANDING)));
    assert_eq!(blind.pelvic_tilt.at(0), None);
}

//! Published recordings as references: what their files say is known from elsewhere. They are not in this repository.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "in a test a panic is the report, and figures are printed"
)]

#[path = "report_support/mod.rs"]
mod example;
mod support;

use runtilt::body::Side;
use runtilt::kinematics::angles_from_trajectories;
use runtilt::report::document::{AngleColumn, AngleName, AngleSeries, Document, FrameSeries};
use runtilt::units::Seconds;
use runtilt::validate::{ClipScore, ReadOptions, Reference, ReferenceZero, ValidateError, compare};
use support::{hamner, mocap};

fn reference(name: &str) -> Option<Reference> {
    let path = mocap::reference_file(name)?;
    Some(Reference::read(&path, &ReadOptions::default()).expect("a reference"))
}

fn degrees(reference: &Reference, column: AngleColumn) -> Vec<f64> {
    let angle = reference.angle(column).expect("the file has it");
    angle.series.samples().iter().map(|sample| sample.expect("no gaps").degrees()).collect()
}

fn ends(values: &[f64]) -> (f64, f64) {
    values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), &v| (l.min(v), h.max(v)))
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The table of facts beside the data gives one decimal.
const FACT: f64 = 0.06;

#[test]
fn motion_in_degrees_has_the_published_ranges() {
    let Some(run) = reference("opensim_welk007/running_natural_ik.mot") else { return };
    // OpenSim: pelvis_tilt -14.2..1.4, hip_flexion_r -15.3..40.8, lumbar_extension -24.9..-1.4.
    for (column, low, high) in [
        (AngleColumn::PelvicTilt, -1.4, 14.2),
        (AngleColumn::HipFlexionRight, -15.3, 40.8),
        (AngleColumn::LumbarExtension, -24.9, -1.4),
    ] {
        let found = ends(&degrees(&run, column));
        assert!((found.0 - low).abs() < FACT && (found.1 - high).abs() < FACT, "{column:?}: {found:?}");
        assert!(matches!(run.angle(column).expect("there").zero, ReferenceZero::Other(_)));
    }
    let knee = ends(&degrees(&run, AngleColumn::KneeFlexionLeft));
    assert!(knee.0 > -10.0 && knee.1 > 80.0, "a running knee bends forward only: {knee:?}");
    // Trunk lean = -(pelvis_tilt + lumbar_extension): this runner leans forward.
    assert!(mean(&degrees(&run, AngleColumn::TrunkLean)) > 0.0);
}

#[test]
fn motion_in_radians_with_a_negative_knee_has_the_published_values() {
    let Some(run) = reference("opensim_hamner01/run200_ik.mot") else { return };
    // IK tilt -18.1 degrees at 2 m/s; hip_flexion never goes negative though the thigh goes behind the vertical.
    let tilt = mean(&degrees(&run, AngleColumn::PelvicTilt));
    assert!((tilt - 18.1).abs() < FACT, "{tilt}");
    for side in Side::BOTH {
        let hip = ends(&degrees(&run, AngleColumn::of(AngleName::HipFlexion, side)));
        let thigh = ends(&degrees(&run, AngleColumn::of(AngleName::Thigh, side)));
        let knee = ends(&degrees(&run, AngleColumn::of(AngleName::KneeFlexion, side)));
        println!("{}: hip {hip:?}, thigh {thigh:?}, knee {knee:?}", side.name());
        assert!(hip.0 >= 0.0 && thigh.0 < 0.0, "hip {hip:?}, thigh {thigh:?}");
        assert!(knee.1 > 80.0 && knee.0 > -5.0, "{knee:?}");
    }
}

#[test]
fn pelvic_tilt_from_markers_is_the_published_one() {
    let Some(run) = reference("opensim_hamner01/run200.trc") else { return };
    // Marker tilt +20.1 at 2 m/s against IK -18.1.
    let tilt = mean(&degrees(&run, AngleColumn::PelvicTilt));
    assert!((tilt - 20.1).abs() < FACT, "{tilt}");
    assert_eq!(run.angle(AngleColumn::PelvicTilt).expect("there").zero, ReferenceZero::Absolute);
    // No knee markers: the thigh's cluster turns as the thigh does, from its own zero.
    let thigh = run.angle(AngleColumn::ThighLeft).expect("a cluster");
    assert!(matches!(thigh.zero, ReferenceZero::Other(_)));
}

/// The example result with the angles of Hamner's markers in the place of a clip's.
fn hamner_as_a_result() -> Option<Document> {
    let trajectories = hamner::recording()?.unfiltered();
    let angles = angles_from_trajectories(&trajectories);
    let mut document = example::example_document();
    document.series = FrameSeries::from_trajectories(&trajectories, 0);
    for side in Side::BOTH {
        let limb = angles.limbs.get(side);
        for (angle, series) in [
            (AngleName::Thigh, &limb.thigh),
            (AngleName::KneeFlexion, &limb.knee_flexion),
            (AngleName::Shank, &limb.shank),
        ] {
            document.series.angles.set(AngleColumn::of(angle, side), Some(AngleSeries::absolute(series)));
        }
    }
    Some(document)
}

/// The result counts from the first marker frame, the files from the laboratory's clock.
const OFFSET_S: f64 = 0.2;

/// Compares at the known offset, after searching for it: 2.3 s of three steady strides are refused, but the best offset that the
/// refusal names is the true one.
fn compared(document: &Document, reference: Reference) -> ClipScore {
    let refusal = compare(document, &reference).expect_err("steady strides are alike");
    println!("{refusal}");
    // Ten milliseconds are one sample of these files.
    let is_true_offset = |offset_s: f64| (offset_s - OFFSET_S).abs() < 0.010;
    assert!(matches!(refusal, ValidateError::Ambiguous { offset_s, .. } if is_true_offset(offset_s)));
    compare(document, &reference.with_offset(Seconds(OFFSET_S))).expect("the same run")
}

#[test]
fn markers_agree_with_their_inverse_kinematics() {
    let (Some(document), Some(ik)) = (hamner_as_a_result(), reference("opensim_hamner01/run200_ik.mot"))
    else {
        return;
    };
    let score = compared(&document, ik);
    for angle in &score.angles {
        println!(
            "{:?} {:?}: bias {:?}, without {:.2}, r {:?}",
            angle.angle, angle.side, angle.bias_deg, angle.rmse_without_offset_deg, angle.r
        );
    }
    for angle in score.angles.iter().filter(|angle| angle.angle == AngleName::Thigh) {
        assert_eq!((angle.bias_deg, angle.rmse_deg), (None, None), "two zeros");
        // As asked of the project in tests/kinematics_hamner.rs.
        assert!(angle.r.is_some_and(|r| r >= 0.99) && angle.rmse_without_offset_deg <= 3.0, "{angle:?}");
    }
}

#[test]
fn a_cluster_turns_as_the_joints_do() {
    let (Some(document), Some(markers)) = (hamner_as_a_result(), reference("opensim_hamner01/run200.trc"))
    else {
        return;
    };
    let score = compared(&document, markers);
    for angle in score.angles.iter().filter(|angle| angle.angle == AngleName::Thigh) {
        println!(
            "cluster thigh {:?}: without {:.2}, r {:?}",
            angle.side, angle.rmse_without_offset_deg, angle.r
        );
        assert_eq!((angle.bias_deg, angle.rmse_deg), (None, None), "two zeros");
        assert!(angle.r.is_some_and(|r| r >= 0.99), "{angle:?}");
    }
    assert!(score.notes.iter().any(|note| note.contains("cluster")), "{:?}", score.notes);
}

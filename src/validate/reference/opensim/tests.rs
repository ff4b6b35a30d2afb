//! A posture that is drawn by hand, in both units and both signs of the knee.

use super::*;

/// Pelvis tilted 15 degrees forward, left thigh 20 in front and right thigh 10 behind the vertical, knees bent 30 and 60, trunk leaning
/// 5 forward: hip flexion is thigh + tilt, the lumbar spine is 15 - 5 = 10 in extension.
fn file(in_degrees: bool, knee_sign: f64) -> String {
    let row = [-15.0, 35.0, 30.0 * knee_sign, 5.0, 60.0 * knee_sign, 10.0];
    let unit = |degrees: f64| if in_degrees { degrees } else { degrees.to_radians() };
    let cells: Vec<String> = row.iter().map(|&degrees| unit(degrees).to_string()).collect();
    let yes = if in_degrees { "yes" } else { "no" };
    format!(
        "Coordinates\nversion=1\nnRows=2\nnColumns=7\ninDegrees={yes}\n\nendheader\n\
         time\tpelvis_tilt\thip_flexion_l\tknee_angle_l\thip_flexion_r\tknee_angle_r\tlumbar_extension\n\
         0.0\t{0}\n0.01\t{0}\n",
        cells.join("\t")
    )
}

fn degrees(reference: &Reference, column: AngleColumn) -> f64 {
    reference.angle(column).and_then(|angle| angle.series.at(1)).expect("known").degrees()
}

#[test]
fn signs_of_a_drawn_posture() {
    for (in_degrees, knee_sign) in [(true, 1.0), (true, -1.0), (false, -1.0), (false, 1.0)] {
        let reference = from_text(&file(in_degrees, knee_sign)).expect("a motion file");
        for (column, expected) in [
            (AngleColumn::PelvicTilt, 15.0),
            (AngleColumn::TrunkLean, 5.0),
            (AngleColumn::LumbarExtension, 10.0),
            (AngleColumn::ThighLeft, 20.0),
            (AngleColumn::ThighRight, -10.0),
            (AngleColumn::HipFlexionLeft, 35.0),
            (AngleColumn::KneeFlexionLeft, 30.0),
            (AngleColumn::KneeFlexionRight, 60.0),
            (AngleColumn::ShankLeft, -10.0),
            (AngleColumn::ShankRight, -70.0),
        ] {
            let found = degrees(&reference, column);
            assert!((found - expected).abs() < 1e-9, "{column:?}: {found}, drawn {expected}");
        }
    }
}

#[test]
fn every_angle_has_the_models_zero() {
    let reference = from_text(&file(true, 1.0)).expect("a motion file");
    assert_eq!(reference.angles.len(), 11);
    assert!(reference.angles.iter().all(|angle| angle.zero == MODEL_ZERO));
}

#[test]
fn states_files_name_coordinates_by_their_path() {
    assert_eq!(coordinate("/jointset/hip_r/hip_flexion_r/value"), "hip_flexion_r");
    assert_eq!(coordinate("/jointset/hip_r/hip_flexion_r/speed"), "/jointset/hip_r/hip_flexion_r/speed");
    assert_eq!(coordinate("pelvis_tilt "), "pelvis_tilt");
}

#[test]
fn what_is_no_motion_file_is_refused_with_its_fault() {
    let fault = |text: &str| from_text(text).expect_err("refused");
    assert!(fault("hello").contains("endheader"));
    assert!(fault(&file(true, 1.0).replace("inDegrees", "in")).contains("inDegrees"));
    assert!(fault(&file(true, 1.0).replace("time\t", "when\t")).contains("time"));
    assert!(fault(&file(true, 1.0).replace("0.01\t", "0.01\t0\t")).contains("cells"));
    assert!(fault(&file(true, 1.0).replace("0.01\t", "0.00\t")).contains("does not come after"));
    assert!(fault(&file(true, 1.0).replace("0.01\t", "soon\t")).contains("soon"));
}

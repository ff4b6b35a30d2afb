//! Thigh angle from markers against OpenSim's inverse kinematics of the same run (Hamner & Delp 2013, 2 m/s).
#![allow(clippy::expect_used, clippy::print_stdout)] // In tests a panic is the report, and figures are printed.

mod support;

use runtilt::body::Side;
use runtilt::kinematics::angles_from_trajectories;
use std::collections::BTreeMap;
use support::{hamner, mocap};

type Matrix = [[f64; 3]; 3];

fn product(a: Matrix, b: Matrix) -> Matrix {
    let cell = |i: usize, j: usize| (0..3).map(|k| a[i][k] * b[k][j]).sum();
    [0, 1, 2].map(|i| [0, 1, 2].map(|j| cell(i, j)))
}

fn about_x(angle: f64) -> Matrix {
    let (s, c) = angle.sin_cos();
    [[1.0, 0.0, 0.0], [0.0, c, -s], [0.0, s, c]]
}

fn about_y(angle: f64) -> Matrix {
    let (s, c) = angle.sin_cos();
    [[c, 0.0, s], [0.0, 1.0, 0.0], [-s, 0.0, c]]
}

fn about_z(angle: f64) -> Matrix {
    let (s, c) = angle.sin_cos();
    [[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]]
}

/// Direction hip to knee of the model, projected to the laboratory's x-y plane, as a thigh angle (knee in
/// front positive), degrees. OpenSim's gait models turn pelvis and hip about z, x, y in this order; the left
/// hip's adduction and rotation have the opposite axes.
fn model_thigh_deg(ik: &BTreeMap<String, Vec<f64>>, side: Side, frame: usize) -> f64 {
    let value = |name: &str| ik[name][frame];
    let (letter, mirror) = if side == Side::Left { ("l", -1.0) } else { ("r", 1.0) };
    let pelvis = product(
        about_z(value("pelvis_tilt")),
        product(about_x(value("pelvis_list")), about_y(value("pelvis_rotation"))),
    );
    let hip = product(
        about_z(value(&format!("hip_flexion_{letter}"))),
        product(
            about_x(mirror * value(&format!("hip_adduction_{letter}"))),
            about_y(mirror * value(&format!("hip_rotation_{letter}"))),
        ),
    );
    let thigh = product(pelvis, hip);
    // The femur's long axis is -y of its frame.
    (-thigh[0][1]).atan2(thigh[1][1]).to_degrees()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

#[test]
fn the_thigh_angle_follows_the_inverse_kinematics() {
    let (Some(recording), Some(mot)) =
        (hamner::recording(), mocap::reference_file("opensim_hamner01/run200_ik.mot"))
    else {
        return;
    };
    let ik = mocap::read_mot(&mot);
    let angles = angles_from_trajectories(&recording.unfiltered());
    for side in Side::BOTH {
        let thigh = &angles.limbs.get(side).thigh;
        assert_eq!(thigh.len(), ik["time"].len(), "markers and inverse kinematics have the same frames");
        let ours: Vec<f64> = thigh.samples().iter().map(|a| a.expect("no gaps").degrees()).collect();
        let model: Vec<f64> = (0..ours.len()).map(|frame| model_thigh_deg(&ik, side, frame)).collect();
        let (our_mean, model_mean) = (mean(&ours), mean(&model));
        let offset = our_mean - model_mean;
        let errors: Vec<f64> = ours.iter().zip(&model).map(|(a, b)| (a - b - offset).powi(2)).collect();
        let rmse = mean(&errors).sqrt();
        let (a, b): (Vec<f64>, Vec<f64>) =
            (ours.iter().map(|v| v - our_mean).collect(), model.iter().map(|v| v - model_mean).collect());
        let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
        let r = dot(&a, &b) / (dot(&a, &a) * dot(&b, &b)).sqrt();
        println!("thigh {}: r {r:.4}, RMSE {rmse:.2} degrees, offset {offset:.2} degrees", side.name());
        // Asked of the project: r >= 0.99 and RMSE <= 3 degrees once the offset is removed.
        assert!(r >= 0.99, "{}: r = {r}", side.name());
        assert!(rmse <= 3.0, "{}: RMSE = {rmse}", side.name());
    }
}

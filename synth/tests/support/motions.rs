//! Simple motions and bodies to try clothes on.

use glam::DVec3;
use runtilt_synth::body::{Assets, Body, BodySpec};
use runtilt_synth::posture::Posture;
use runtilt_synth::side::Side;
use runtilt_synth::wardrobe::Wearer;

/// Slim man, woman, heavy man.
pub const SHAPES: [&str; 3] = ["male", "female", "heavy"];

/// One of [`SHAPES`].
pub fn body(shape: &str) -> Body {
    let middle = BodySpec::default();
    let spec = match shape {
        "male" => middle,
        "female" => BodySpec { sex: 0.0, height: 0.45, ..middle },
        _ => BodySpec { weight: 0.85, muscle: 0.5, buttocks: 0.6, stomach: 0.4, proportions: 0.0, ..middle },
    };
    Body::new(&Assets::find().expect("make setup fetches the body"), &spec).expect("builds")
}

/// Height of the middle of the hips over the belt when it stands, metres.
pub fn hip_height(body: &Body) -> f64 {
    let figure = body.figure();
    f64::from(figure.hips_y() - figure.ground + body.sole_m())
}

/// A runner's stride: sines about published means; `hip` is the height of the standing hips, metres.
pub fn run(hip: f64) -> impl Fn(f64) -> Posture + Send {
    move |t| {
        let stride = std::f64::consts::TAU * 1.4 * t;
        let mut p =
            Posture { mid_hip: DVec3::Y * (hip - 0.04 + 0.04 * (2.0 * stride).cos()), ..stand(hip)(t) };
        p.pelvis.tilt = 0.3 + 0.05 * (2.0 * stride).sin();
        p.pelvis.rotation = 0.1 * stride.cos();
        p.thorax.lean = 0.12;
        p.thorax.rotation = -0.15 * stride.cos();
        for side in Side::BOTH {
            let phase = if side == Side::Right { stride } else { stride + std::f64::consts::PI };
            let leg = p.legs.get_mut(side);
            leg.thigh = 0.15 + 0.6 * phase.cos();
            leg.knee = 0.7 - 0.5 * (phase + 1.2).sin() + 0.25 * (2.0 * phase).cos();
            leg.ankle = 0.1 + 0.3 * (phase - 0.6).sin();
            let arm = p.arms.get_mut(side);
            arm.shoulder = -0.25 - 0.5 * phase.cos();
            (arm.elbow, arm.rotation, arm.abduction) = (1.6, 0.5, 0.35);
        }
        p
    }
}

/// Standing.
pub fn stand(hip: f64) -> impl Fn(f64) -> Posture + Send {
    move |_| {
        let mut p = Posture { mid_hip: DVec3::Y * hip, ..Posture::default() };
        p.pelvis.tilt = 0.21;
        for side in Side::BOTH {
            (p.arms.get_mut(side).abduction, p.arms.get_mut(side).elbow) = (0.2, 0.2);
        }
        p
    }
}

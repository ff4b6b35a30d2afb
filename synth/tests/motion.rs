//! Feet do what feet on a belt do, and the parts of the body move apart from each other.
#![allow(clippy::expect_used, reason = "a missing body must fail the test")]

use glam::{DMat3, DVec3};
use runtilt_synth::body::{Assets, Body, BodySpec, LegGeometry};
use runtilt_synth::motion::{Motion, MotionSpec, Movement};
use runtilt_synth::posture::Posture;
use runtilt_synth::side::Side;
use runtilt_truth::EventKind;

fn body(sex: f64) -> Body {
    let spec = BodySpec { sex, ..BodySpec::default() };
    Body::new(&Assets::find().expect("make setup fetches the body"), &spec).expect("builds")
}

/// Heel, ball and toe tip of a shoe in the world.
fn shoe(body: &Body, posture: &Posture, side: Side) -> [DVec3; 3] {
    let leg: LegGeometry = *body.leg_geometry().get(side);
    let joints = posture.legs.get(side);
    let ankle = body.pose(posture).landmarks(body)[&format!("ankle_{}", side.name())];
    let pitch = joints.thigh - joints.knee + joints.ankle;
    let turn = DMat3::from_rotation_x(side.sign() * joints.adduction) * DMat3::from_rotation_z(pitch);
    let toes = turn * DMat3::from_rotation_z(joints.toe);
    let ball = ankle + turn * leg.ball;
    [ankle + turn * leg.heel, ball, ball + toes * (leg.toe_tip - leg.ball)]
}

fn specs() -> Vec<MotionSpec> {
    let base = MotionSpec::default();
    vec![
        base,
        MotionSpec { peak_thigh_extension_deg: Some(14.0), speed_mps: 2.5, ..base },
        MotionSpec { peak_thigh_extension_deg: Some(24.0), speed_mps: 3.4, cadence_spm: 176.0, ..base },
        MotionSpec { contact_pitch_deg: 0.0, seed: 4, ..base },
        MotionSpec { heel_ahead_m: 0.28, vertical_excursion_m: 0.09, cadence_spm: 156.0, seed: 9, ..base },
    ]
}

#[test]
fn a_bearing_shoe_goes_with_the_belt_and_never_through_it() {
    for (sex, spec) in [0.0, 1.0].into_iter().flat_map(|sex| specs().into_iter().map(move |s| (sex, s))) {
        let body = body(sex);
        let motion = Motion::new(&spec, &body).expect("a motion");
        let (mut lowest, mut tips, mut slip, mut knees) =
            (f64::INFINITY, f64::INFINITY, 0.0_f64, f64::INFINITY);
        let mut before: Option<[[DVec3; 3]; 2]> = None;
        let (step, speed) = (0.001, motion.speed_mps());
        let events = motion.events(0.0, 3.0);
        for i in 0..2000 {
            let time = f64::from(i) * step + 0.2;
            let posture = motion.posture(time);
            let shoes = Side::BOTH.map(|side| shoe(&body, &posture, side));
            for (k, side) in Side::BOTH.into_iter().enumerate() {
                lowest = shoes[k][..2].iter().map(|p| p.y).fold(lowest, f64::min);
                tips = tips.min(shoes[k][2].y);
                knees = knees.min(posture.legs.get(side).knee);
                let bears = bearing(&events, side, time - step) && bearing(&events, side, time + UNLOADED_S);
                if let (Some(last), true) = (&before, bears) {
                    // The point that touches moves back with the belt.
                    let touching =
                        (0..3).min_by(|&a, &b| shoes[k][a].y.total_cmp(&shoes[k][b].y)).unwrap_or(0);
                    let moved = shoes[k][touching].x - last[k][touching].x + speed * step;
                    slip = slip.max(moved.abs());
                }
            }
            before = Some(shoes);
        }
        assert!(tips > -0.004, "a toe presses {tips} m into the belt");
        assert!(lowest > -0.002, "a shoe sinks {lowest} m into the belt");
        assert!(slip < 1e-4, "a bearing shoe slips {slip} m in a millisecond");
        assert!(knees > -0.01, "a knee is overstretched: {knees}");
    }
}

/// After bearing the tip of the toes lingers on the belt, without load, for at most this long.
const UNLOADED_S: f64 = 0.035;

/// The toe marker of a real runner (`shared/data/opensim_hamner01`) passes 25 mm 22 to 26 ms after the force falls below 30 N,
/// which is a little before the last touch that counts here.
#[test]
fn toes_rise_after_toe_off_as_a_runners_do() {
    let body = body(0.0);
    for spec in specs() {
        let motion = Motion::new(&spec, &body).expect("a motion");
        for event in motion.events(0.2, 3.0).iter().filter(|e| e.kind == EventKind::ToeOff) {
            let tip = |ms: f64| shoe(&body, &motion.posture(event.time_s + ms / 1000.0), event.side)[2].y;
            assert!(tip(-1.0) < 0.002, "on the belt until toe-off: {}", tip(-1.0));
            assert!((0.012..0.030).contains(&tip(22.0)), "22 ms later {} m", tip(22.0));
            assert!(tip(36.0) > 0.025, "36 ms later {} m", tip(36.0));
        }
    }
}

fn bearing(events: &[runtilt_truth::Event], side: Side, time: f64) -> bool {
    let mut of_side = events.iter().filter(|e| e.side == side);
    of_side.rfind(|e| e.time_s <= time).is_some_and(|e| e.kind == EventKind::InitialContact)
}

#[test]
fn the_aimed_extension_is_met_and_angles_do_not_jump() {
    let body = body(1.0);
    for spec in specs() {
        let spec = MotionSpec { stride_noise: 0.0, thigh_asymmetry_deg: 4.0, ..spec };
        let motion = Motion::new(&spec, &body).expect("a motion");
        for side in Side::BOTH {
            let thigh = |i: i32| motion.posture(f64::from(i) * 0.001).legs.get(side).thigh;
            let peak = (0..1500).map(|i| -thigh(i).to_degrees()).fold(f64::NEG_INFINITY, f64::max);
            let aim = spec.peak_thigh_extension_deg.map(|aim| aim + 2.0 * side.sign());
            let jump = (1..1500).map(|i| (thigh(i) - thigh(i - 1)).abs()).fold(0.0, f64::max);
            assert!(aim.is_none_or(|aim| (aim - peak).abs() < 1.0), "aimed at {aim:?}, got {peak}");
            // Mean strides of the source reach 0.45 degrees a millisecond; a jump would be far more.
            assert!(jump.to_degrees() < 0.9, "the thigh jumps by {} degrees", jump.to_degrees());
        }
    }
}

#[test]
fn the_pelvis_moves_without_the_legs() {
    let body = body(0.0);
    let plain = MotionSpec { stride_noise: 0.0, ..MotionSpec::default() };
    let tilted = MotionSpec { tilt_mean_deg: 30.0, tilt_range_deg: 0.0, lean_mean_deg: 2.0, ..plain };
    let (a, b) = (Motion::new(&plain, &body).expect("a"), Motion::new(&tilted, &body).expect("b"));
    for i in 0..40 {
        let time = f64::from(i) * 0.02;
        let (a, b) = (a.posture(time), b.posture(time));
        assert!((b.pelvis.tilt.to_degrees() - 30.0).abs() < 0.6);
        for side in Side::BOTH {
            let (a, b) = (a.legs.get(side), b.legs.get(side));
            // The hips lie on the axis of tilt to within a millimetre or two.
            assert!((a.thigh - b.thigh).abs().to_degrees() < 0.6, "{} {}", a.thigh, b.thigh);
        }
    }
}

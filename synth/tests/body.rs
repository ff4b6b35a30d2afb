//! Postures mean what they say, on every body: measured on the posed landmarks.
#![allow(clippy::expect_used, reason = "a missing body must fail the test")]

use glam::DVec3;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use runtilt_synth::body::{Assets, Body, BodySpec};
use runtilt_synth::posture::{Leg, Posture};
use runtilt_synth::side::Side;
use std::collections::BTreeMap;

type Points = BTreeMap<String, DVec3>;

fn body(spec: &BodySpec) -> Body {
    Body::new(&Assets::find().expect("make setup fetches the body"), spec).expect("builds")
}

fn middle(points: &Points, name: &str) -> DVec3 {
    (points[&format!("{name}_left")] + points[&format!("{name}_right")]) / 2.0
}

/// Angle of `from` to `to` against straight down in the sagittal plane, forward positive.
fn from_down(from: DVec3, to: DVec3) -> f64 {
    (to.x - from.x).atan2(from.y - to.y)
}

fn tilt(points: &Points) -> f64 {
    let line = middle(points, "asis") - middle(points, "psis");
    (-line.y).atan2(line.x)
}

fn close(got: f64, want: f64) {
    assert!((got - want).abs() < 1e-6, "{got} is not {want}");
}

#[test]
fn pelvic_tilt_is_absolute_and_anterior_positive() {
    let body = body(&BodySpec::default());
    for degrees in [-5.0_f64, 0.0, 12.0, 35.0] {
        let mut posture = Posture::default();
        posture.pelvis.tilt = degrees.to_radians();
        posture.mid_hip = DVec3::new(0.1, 0.9, 0.02);
        let points = body.pose(&posture).landmarks(&body);
        close(tilt(&points), posture.pelvis.tilt);
        assert!(middle(&points, "hip").distance(posture.mid_hip) < 1e-9);
        let front_is_lower = middle(&points, "asis").y < middle(&points, "psis").y;
        assert_eq!(front_is_lower, degrees > 0.0);
    }
}

#[test]
fn thigh_knee_and_ankle_bend_as_their_signs_say() {
    let body = body(&BodySpec::default());
    for side in Side::BOTH {
        let mut posture = Posture::default();
        *posture.legs.get_mut(side) = Leg { thigh: 0.5, knee: 0.9, ..Leg::default() };
        let points = body.pose(&posture).landmarks(&body);
        let at = |part: &str| points[&format!("{part}_{}", side.name())];
        close(from_down(at("hip"), at("knee")), 0.5);
        close(from_down(at("knee"), at("ankle")), 0.5 - 0.9);
        assert!(at("knee").x > at("hip").x, "a flexed thigh has its knee in front");
        posture.legs.get_mut(side).ankle = 0.3;
        let dorsiflexed = body.pose(&posture).landmarks(&body);
        let pitch = |p: &Points| {
            let foot = p[&format!("toe_{}", side.name())] - p[&format!("heel_{}", side.name())];
            foot.y.atan2(foot.x)
        };
        assert!((pitch(&dorsiflexed) - pitch(&points) - 0.3).abs() < 0.02, "toes rise by the dorsiflexion");
    }
}

#[test]
fn thorax_leans_forward_and_turns_neither_pelvis_nor_thighs() {
    let body = body(&BodySpec::default());
    let upright = body.pose(&Posture::default()).landmarks(&body);
    let mut posture = Posture::default();
    posture.thorax.lean = 0.2;
    let leaning = body.pose(&posture).landmarks(&body);
    let lean = |p: &Points| -from_down(p["c7"], p["t12"]);
    assert!((lean(&leaning) - lean(&upright) - 0.2).abs() < 0.01, "{} {}", lean(&leaning), lean(&upright));
    close(tilt(&leaning), tilt(&upright));
    for point in ["knee_left", "ankle_right", "hip_left"] {
        assert!(leaning[point].distance(upright[point]) < 1e-9, "{point}");
    }
}

#[test]
fn obliquity_and_rotation_raise_and_advance_the_right_side() {
    let body = body(&BodySpec::default());
    let mut posture = Posture::default();
    posture.pelvis.obliquity = 0.1;
    let points = body.pose(&posture).landmarks(&body);
    assert!(points["hip_right"].y > points["hip_left"].y);
    posture.pelvis.obliquity = 0.0;
    posture.pelvis.rotation = 0.1;
    let points = body.pose(&posture).landmarks(&body);
    assert!(points["hip_right"].x > points["hip_left"].x);
}

#[test]
fn forty_random_bodies_are_human() {
    let assets = Assets::find().expect("make setup fetches the body");
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    for _ in 0..40 {
        let spec = BodySpec::random(&mut rng);
        let body = Body::new(&assets, &spec).expect("builds");
        let points = body.pose(&Posture::default()).landmarks(&body);
        let leg = body.leg_geometry();
        let thigh = leg.right.thigh_m / body.height_m();
        let width = points["asis_right"].distance(points["asis_left"]);
        let rest = body.rest_tilt().to_degrees();
        assert!((1.35..2.15).contains(&body.height_m()), "{} {spec:?}", body.height_m());
        // People: 0.245 of the height (Drillis and Contini 1966); MakeHuman's shortest bodies have shorter legs.
        assert!((0.19..0.28).contains(&thigh), "thigh {thigh} {spec:?}");
        assert!((0.18..0.30).contains(&width), "width {width} {spec:?}");
        assert!((-10.0..35.0).contains(&rest), "tilt {rest} {spec:?}");
        assert!(points.values().all(|p| p.is_finite()));
    }
}

#[test]
fn the_leg_linkage_puts_the_foot_where_the_body_does() {
    let body = body(&BodySpec { sex: 0.0, ..BodySpec::default() });
    let leg = body.leg_geometry().right;
    let mut posture = Posture::default();
    posture.pelvis.tilt = 0.3;
    posture.legs.right = Leg { thigh: 0.4, knee: 0.7, ankle: 0.1, ..Leg::default() };
    let points = body.pose(&posture).landmarks(&body);
    let (sin, cos) = 0.3_f64.sin_cos();
    let hip = DVec3::new(leg.hip.x * cos + leg.hip.y * sin, -leg.hip.x * sin + leg.hip.y * cos, leg.hip.z);
    assert!(hip.distance(points["hip_right"]) < 1e-9, "{hip} {}", points["hip_right"]);
    let knee = hip + leg.thigh_m * DVec3::new(0.4_f64.sin(), -0.4_f64.cos(), 0.0);
    let shank = 0.4_f64 - 0.7;
    let ankle = knee + leg.shank_m * DVec3::new(shank.sin(), -shank.cos(), 0.0);
    assert!(ankle.distance(points["ankle_right"]) < 1e-6, "{ankle} {}", points["ankle_right"]);
}

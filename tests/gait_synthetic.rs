//! The gait stage on a stick runner whose events are known exactly: order, slow motion, uneven frames, refusals,
//! rejection, symmetry.
#![allow(clippy::expect_used, clippy::panic, clippy::print_stdout)] // In tests a panic is the report.

mod support;

use runtilt::body::{BySide, Part, Side, Trajectories};
use runtilt::gait::{
    EventKind, Gait, GaitError, GaitOptions, GaitWarning, OrderFaultKind, Parameter, RejectReason,
    ScaleSource, SpeedSource, analyse,
};
use runtilt::kinematics::{AngleKind, angles_from_trajectories};
use runtilt::units::Metres;
use support::stick_runner::{Leg, StickClip, StickRunner, even_times, hiding, standing};

/// The stick's legs are 0.88 m long.
fn leg() -> GaitOptions {
    GaitOptions { leg_length: Some(Metres(0.88)), ..GaitOptions::default() }
}

fn run(body: &Trajectories) -> Result<Gait, GaitError> {
    analyse(body, &angles_from_trajectories(body), &leg())
}

fn run_clip(clip: &StickClip) -> Gait {
    run(&clip.body).unwrap_or_else(|error| panic!("the stick runs: {error}"))
}

fn mean(gait: &Gait, side: Side, parameter: Parameter) -> f64 {
    gait.summary.sides.get(side).parameters.get(&parameter).expect("measured").mean
}

/// Largest error of the detected events of a kind, and how many were found.
fn worst_error(gait: &Gait, kind: EventKind, truth: &BySide<Vec<f64>>) -> (f64, usize) {
    let mut worst: f64 = 0.0;
    let mut found = 0;
    for side in Side::BOTH {
        for time in gait.events.times(kind, side) {
            let error = truth.get(side).iter().map(|t| (t - time.0).abs()).fold(f64::INFINITY, f64::min);
            worst = worst.max(error);
            found += 1;
        }
    }
    (worst, found)
}

#[test]
fn events_of_an_ideal_runner_are_exact_to_a_fraction_of_a_frame() {
    let clip = StickRunner::default().film();
    let gait = run_clip(&clip);
    let (contact, contacts) = worst_error(&gait, EventKind::InitialContact, &clip.contacts);
    let (off, offs) = worst_error(&gait, EventKind::ToeOff, &clip.toe_offs);
    println!("120 Hz: contact {:.2} ms of {contacts}, toe-off {:.2} ms of {offs}", contact * 1e3, off * 1e3);
    // A quarter of a frame: the stick's velocity has corners, which three-sample derivatives round off.
    assert!(contact < 0.25 / 120.0 && off < 0.25 / 120.0);
    // 10 s hold 14 strides per leg; the clip's ends cut off at most one each.
    assert!(contacts >= 26 && offs >= 26);
    assert!(gait.events.order_faults.is_empty());
    assert!(gait.events.list.windows(2).all(|pair| pair[0].time.0 <= pair[1].time.0));
}

#[test]
fn parameters_of_an_ideal_runner_are_what_was_drawn() {
    let gait = run_clip(&StickRunner::default().film());
    assert!((gait.summary.cadence_spm.expect("strides").mean - 168.0).abs() < 0.1);
    assert!((gait.speed.m_per_s - 2.5).abs() < 0.01, "{:?}", gait.speed);
    assert_eq!(gait.speed.source, SpeedSource::EstimatedFromStanceFoot);
    assert_eq!(gait.scale.source, ScaleSource::LegLength);
    for side in Side::BOTH {
        // Within half a frame, 4 ms.
        assert!((mean(&gait, side, Parameter::ContactTime) - 0.25).abs() < 0.004);
        let flight = 60.0 / 168.0 - 0.25;
        assert!((mean(&gait, side, Parameter::FlightTime) - flight).abs() < 0.004);
        assert!((mean(&gait, side, Parameter::DutyFactor) - 0.25 / (120.0 / 168.0)).abs() < 0.006);
        assert!((mean(&gait, side, Parameter::MeanTrunkLean) - 8.0).abs() < 1e-6);
        assert!((mean(&gait, side, Parameter::HipExcursion) - 0.08).abs() < 0.001);
        // Heel 5 cm behind the ankle, which has come back a centimetre from its reach of 27 cm.
        assert!((mean(&gait, side, Parameter::HeelToHipAtContact) - 0.207).abs() < 0.005);
        assert!((mean(&gait, side, Parameter::HeelToHipAtContactRelative) - 0.207 / 0.88).abs() < 0.006);
        assert!(
            mean(&gait, side, Parameter::PeakThighExtension) > 10.0,
            "a leg behind is positive extension"
        );
        assert!(mean(&gait, side, Parameter::KneeAtContact) > 0.0);
        assert!(
            mean(&gait, side, Parameter::PeakKneeInStance) >= mean(&gait, side, Parameter::KneeAtMidstance)
        );
    }
}

#[test]
fn legs_alike_give_results_alike_and_different_legs_show() {
    let even = run_clip(&StickRunner::default().film());
    for (parameter, difference) in &even.summary.differences {
        let scale = mean(&even, Side::Left, *parameter).abs().max(0.01);
        assert!(difference.mean.abs() < 0.02 * scale, "{}: {}", parameter.name(), difference.mean);
    }
    let mut limping = StickRunner::default();
    limping.legs.left = Leg { contact_time_s: 0.28, reach_m: 0.30 };
    let gait = run_clip(&limping.film());
    let contact = gait.summary.differences.get(&Parameter::ContactTime).expect("both legs");
    assert!((contact.mean - 0.03).abs() < 0.004, "{contact:?}");
    assert!(contact.interval.expect("many strides").0 > 0.0, "the interval excludes zero");
}

#[test]
fn swapping_the_legs_swaps_the_results() {
    let mut limping = StickRunner::default();
    limping.legs.left = Leg { contact_time_s: 0.28, reach_m: 0.30 };
    let body = limping.film().body;
    let swapped = Trajectories::from_fn(std::sync::Arc::clone(body.time()), *body.view(), |landmark| {
        body.path(landmark.part, landmark.side.other()).clone()
    });
    let (a, b) = (run(&body).expect("runs"), run(&swapped).expect("runs"));
    for side in Side::BOTH {
        assert_eq!(a.summary.sides.get(side), b.summary.sides.get(side.other()));
    }
}

#[test]
fn uneven_frame_times_keep_the_events() {
    // A phone at 60 frames per second that drops every seventh frame and jitters by 3 ms.
    let times = even_times(10.0, 60.0)
        .into_iter()
        .enumerate()
        .filter(|(k, _)| k % 7 != 0)
        .map(|(k, t)| t + 0.003 * (k as f64 * 1.7).sin())
        .collect();
    let clip = StickRunner { times_s: times, ..StickRunner::default() }.film();
    let gait = run_clip(&clip);
    let (contact, contacts) = worst_error(&gait, EventKind::InitialContact, &clip.contacts);
    let (off, _) = worst_error(&gait, EventKind::ToeOff, &clip.toe_offs);
    println!("uneven 60 Hz: contact {:.1} ms, toe-off {:.1} ms", contact * 1e3, off * 1e3);
    // Half a frame of 60 Hz.
    assert!(contact < 0.5 / 60.0 && off < 0.5 / 60.0);
    assert!(contacts >= 26);
}

#[test]
fn slow_motion_is_named_and_mistaken_for_nothing_else() {
    let gait = run_clip(&StickRunner::default().slow_motion(10.0, 240.0, 8.0));
    let warning = gait
        .warnings
        .iter()
        .find_map(|w| match w {
            GaitWarning::ImplausibleCadence { cadence_spm, factor } => Some((*cadence_spm, *factor)),
            _ => None,
        })
        .expect("a cadence of 21 is implausible");
    assert!((warning.0 - 21.0).abs() < 0.1, "{warning:?}");
    assert_eq!(warning.1, Some(8));
    let text = gait.warnings[0].to_string();
    assert!(text.contains("8x slow motion") && text.contains("--slow-motion 8"), "{text}");
    // The duty factor has no unit of time and so survives, but for the published lags, which do not slow down: toe-off comes seven
    // times its lag late, contact seven times half the difference of its two lags early. A 240th of a second is 0.0007 of this stride.
    let lags_s = 7.0 * (0.028 + (0.023 - 0.0165) / 2.0);
    let expected = 0.35 + lags_s / (8.0 * 120.0 / 168.0);
    let duty = mean(&gait, Side::Left, Parameter::DutyFactor);
    assert!((duty - expected).abs() < 0.0007, "{duty}, expected {expected}");
}

#[test]
fn a_rescaled_slow_motion_is_the_same_as_the_true_clip() {
    let slow = StickRunner::default().slow_motion(10.0, 240.0, 8.0);
    let rescaled = slow.body.time().seconds().iter().map(|t| t / 8.0).collect();
    let gait = run(&support::stick_runner::on_times(&slow.body, rescaled)).expect("runs");
    assert!((gait.summary.cadence_spm.expect("strides").mean - 168.0).abs() < 0.1);
    assert!(!gait.warnings.iter().any(|w| matches!(w, GaitWarning::ImplausibleCadence { .. })));
}

#[test]
fn slow_motion_of_walking_is_still_walking() {
    let clip = StickRunner::walking().slow_motion(10.0, 120.0, 4.0);
    assert!(matches!(run(&clip.body), Err(GaitError::Walking { .. })));
}

#[test]
fn standing_is_refused() {
    let Err(GaitError::Standing { swing_leg_lengths }) = run(&standing(10.0, 30.0)) else {
        panic!("a standing person is not a runner")
    };
    assert!(swing_leg_lengths < 0.1);
}

#[test]
fn walking_is_refused_with_its_double_support() {
    match run(&StickRunner::walking().film().body) {
        Err(GaitError::Walking { duty_factor, double_support }) => {
            assert!((duty_factor - 0.62).abs() < 0.02, "{duty_factor}");
            assert!(
                (double_support.expect("both feet seen").0 - 0.12 * 1.1).abs() < 0.02,
                "{double_support:?}"
            );
        }
        other => panic!("walking must be refused, not {other:?}"),
    }
}

#[test]
fn three_seconds_are_too_few_strides() {
    let clip = StickRunner { times_s: even_times(3.0, 60.0), ..StickRunner::default() }.film();
    let Err(GaitError::TooFewStrides { kept, rejected }) = run(&clip.body) else {
        panic!("about three strides per leg are not enough")
    };
    assert!(kept.left < 4 && rejected.left == 0, "{kept:?} {rejected:?}");
}

#[test]
fn six_seconds_at_30_frames_carry_their_warnings() {
    let clip = StickRunner { times_s: even_times(6.0, 30.0), ..StickRunner::default() }.film();
    let body = &clip.body;
    let gait = analyse(body, &angles_from_trajectories(body), &GaitOptions::default()).expect("runs");
    let has = |wanted: fn(&GaitWarning) -> bool| gait.warnings.iter().any(wanted);
    assert!(has(|w| matches!(w, GaitWarning::FewStrides { strides: 4..=9, .. })), "{:?}", gait.warnings);
    assert!(has(|w| matches!(w, GaitWarning::LowFrameRate { rate } if (rate.0 - 30.0).abs() < 0.1)));
    assert!(has(|w| matches!(w, GaitWarning::AssumedScale { .. })));
    assert_eq!(gait.scale.source.name(), "assumed");
    // Few frames in a stance widen the stated uncertainty of each event.
    let sd = gait.events.list[0].sd.0;
    assert!(sd > 1.0 / 30.0 / 12.0_f64.sqrt() && sd < 0.02, "{sd}");
}

#[test]
fn a_stride_that_lasts_too_long_is_rejected_and_counted() {
    let clip = StickRunner { odd_duration: Some((6, 1.3)), ..StickRunner::default() }.film();
    let gait = run_clip(&clip);
    let rejected: Vec<_> = gait.strides.iter().filter(|s| !s.kept()).collect();
    assert!(!rejected.is_empty() && rejected.len() <= 3, "{}", rejected.len());
    for stride in &rejected {
        assert!(matches!(stride.rejected, Some(RejectReason::Duration { .. })), "{:?}", stride.rejected);
    }
    let counted: usize = Side::BOTH.iter().map(|&side| gait.summary.sides.get(side).strides.rejected).sum();
    assert_eq!(counted, rejected.len());
    assert!((gait.summary.cadence_spm.expect("kept").mean - 168.0).abs() < 0.2, "the mean is of the others");
}

#[test]
fn a_stride_of_another_shape_is_rejected_with_its_distance() {
    let clip = StickRunner { odd_lift: Some((6, 0.15)), ..StickRunner::default() }.film();
    let gait = run_clip(&clip);
    let rejected: Vec<_> = gait.strides.iter().filter(|s| !s.kept()).collect();
    assert_eq!(rejected.len(), 1);
    assert_eq!(rejected[0].side, Side::Left);
    match rejected[0].rejected {
        Some(RejectReason::Shape { distance, limit, .. }) => assert!(distance.radians() > limit.radians()),
        other => panic!("rejected for its shape, not {other:?}"),
    }
}

#[test]
fn ordinary_noise_rejects_next_to_nothing() {
    // 5 px of noise at 500 px per metre is the 10 mm of the recordings; filtered as the product does.
    let body = StickRunner::default().recording(60.0).with_noise(5.0, 3).filtered();
    let gait = run(&body).expect("runs");
    let rejected = gait.strides.iter().filter(|s| !s.kept()).count();
    assert!(rejected <= 1, "{rejected} of {}", gait.strides.len());
    assert!((gait.summary.cadence_spm.expect("strides").mean - 168.0).abs() < 0.5);
}

#[test]
fn a_contact_behind_an_obstacle_is_marked_missing_and_not_invented() {
    let clip = StickRunner::default().film();
    let lost = clip.contacts.right[6];
    let foot = [Part::Ankle, Part::Heel, Part::Toe];
    let body = hiding(&clip.body, |landmark, time| {
        landmark.side == Side::Right && foot.contains(&landmark.part) && (time - lost).abs() < 0.15
    });
    let gait = run(&body).expect("the other strides remain");
    assert_eq!(gait.events.order_faults.len(), 1, "{:?}", gait.events.order_faults);
    let fault = gait.events.order_faults[0];
    assert_eq!((fault.kind, fault.side), (OrderFaultKind::Missing, Side::Right));
    assert!(fault.from.0 < lost && lost < fault.to.0);
    let near = gait
        .events
        .times(EventKind::InitialContact, Side::Right)
        .filter(|t| (t.0 - lost).abs() < 0.2)
        .count();
    assert_eq!(near, 0, "nothing is invented");
    let double = gait
        .strides
        .iter()
        .find(|s| s.side == Side::Right && s.initial_contact.0 < lost && s.next_contact.0 > lost);
    assert!(!double.expect("a stride spans the gap").kept(), "a stride of double length does not count");
    assert!(gait.warnings.iter().any(|w| matches!(w, GaitWarning::BrokenOrder { count: 1, .. })));
}

#[test]
fn a_runner_out_of_sight_for_a_moment_costs_the_steps_in_it() {
    let clip = StickRunner::default().film();
    let (from, to) = (4.5, 5.5);
    let gait = run(&hiding(&clip.body, |_, time| time > from && time < to)).expect("the rest is enough");
    let missing = gait.events.order_faults.iter().filter(|f| f.kind == OrderFaultKind::Missing).count();
    assert!((3..=4).contains(&missing), "{:?}", gait.events.order_faults);
    assert!(gait.events.list.iter().all(|e| e.time.0 <= from || e.time.0 >= to), "nothing is invented");
    assert!(gait.strides.iter().all(|s| !s.kept() || s.next_contact.0 < from || s.initial_contact.0 > to));
    assert!((gait.summary.cadence_spm.expect("strides").mean - 168.0).abs() < 0.1);
}

#[test]
fn a_gap_in_one_joint_leaves_its_curves_absent_and_the_rest_whole() {
    let clip = StickRunner::default().film();
    let hidden_at = clip.contacts.left[5] + 0.1;
    let body = hiding(&clip.body, |landmark, time| {
        landmark.part == Part::Knee && landmark.side == Side::Left && (time - hidden_at).abs() < 0.03
    });
    let gait = run(&body).expect("runs");
    let stride = gait
        .strides
        .iter()
        .find(|s| s.side == Side::Left && s.initial_contact.0 < hidden_at && s.next_contact.0 > hidden_at)
        .expect("a stride");
    assert!(
        stride.curves.get(AngleKind::Thigh).is_none() && stride.curves.get(AngleKind::KneeFlexion).is_none()
    );
    assert!(stride.curves.get(AngleKind::TrunkLean).is_some());
    assert_eq!(stride.parameters.peak_thigh_extension, None);
    assert!(stride.parameters.contact_time.is_some() && stride.kept());
    let summary = gait.summary.sides.get(Side::Left);
    assert_eq!(summary.curves[&AngleKind::Thigh].n + 1, summary.curves[&AngleKind::TrunkLean].n);
}

#[test]
fn the_given_speed_is_kept_and_makes_the_scale() {
    let body = StickRunner::default().film().body;
    let options = GaitOptions { speed_m_per_s: Some(2.5), ..GaitOptions::default() };
    let gait = analyse(&body, &angles_from_trajectories(&body), &options).expect("runs");
    assert_eq!((gait.speed.source, gait.scale.source), (SpeedSource::Given, ScaleSource::BeltSpeed));
    assert!((gait.scale.metres_per_pixel - 0.002).abs() < 2e-5, "{}", gait.scale.metres_per_pixel);
}

#[test]
fn impossible_options_are_refused() {
    let body = StickRunner::default().film().body;
    for value in [0.0, -1.8, f64::NAN] {
        let options = GaitOptions { height: Some(Metres(value)), ..GaitOptions::default() };
        let result = analyse(&body, &angles_from_trajectories(&body), &options);
        assert!(matches!(result, Err(GaitError::InvalidOption { quantity: "height", .. })));
    }
}

#[test]
fn no_legs_and_no_frames_are_refused() {
    let body = StickRunner::default().film().body;
    assert_eq!(run(&hiding(&body, |landmark, _| landmark.part == Part::Knee)), Err(GaitError::NoLegs));
    let empty = support::stick_runner::on_times(&body, Vec::new());
    assert_eq!(run(&empty), Err(GaitError::NoLegs));
}

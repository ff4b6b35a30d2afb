//! Gait events from markers against the force treadmill: RBDS001, 2.5 m/s, 78 steps (Fukuchi et al. 2017).
#![allow(clippy::expect_used, clippy::print_stdout)] // In tests a panic is the report, and figures are printed.

mod support;

use runtilt::body::Side;
use runtilt::gait::{EventKind, Scale, ScaleSource, belt_speed, detect_events};
use support::fukuchi;
use support::mocap::ForceEvents;
use support::recording::Recording;
use support::timing::{Timing, compare};

/// One pixel is one millimetre in these recordings.
const MILLIMETRES: Scale = Scale::known(0.001, ScaleSource::LegLength);

/// A passage cut off by either end of the recording yields no event: a stride's length.
const MARGIN_S: f64 = 0.8;

fn timing(recording: &Recording, truth: &ForceEvents) -> (Timing, Timing) {
    let body = recording.filtered();
    let belt = belt_speed(&body).expect("both feet stand");
    let events = detect_events(&body, &MILLIMETRES, &belt);
    assert!(events.order_faults.is_empty(), "contacts alternate: {:?}", events.order_faults);
    let end = body.time().span().0;
    let all = |kind| {
        let both = Side::BOTH.into_iter().flat_map(|side| events.times(kind, side));
        both.map(|t| t.0).collect::<Vec<f64>>()
    };
    (
        compare(&all(EventKind::InitialContact), &truth.contacts, end, MARGIN_S),
        compare(&all(EventKind::ToeOff), &truth.offs, end, MARGIN_S),
    )
}

fn none_missed(timing: &Timing) {
    assert_eq!((timing.missed, timing.invented), (0, 0), "{timing}");
    assert!(timing.matched >= 70, "{timing}");
}

/// What the project asks for at 150 Hz, against the 100 N events that come with the data.
#[test]
fn clean_markers_at_150_hz_meet_the_required_bounds() {
    let (Some(recording), Some(truth)) = (fukuchi::recording(), fukuchi::events_at_100_n()) else { return };
    let (contact, off) = timing(&recording, &truth);
    println!("150 Hz, 100 N, contact: {contact}\n150 Hz, 100 N, toe-off: {off}");
    none_missed(&contact);
    none_missed(&off);
    assert!(contact.bias_ms.abs() <= 10.0 && contact.sd_ms <= 8.0, "contact: {contact}");
    assert!(off.bias_ms.abs() <= 15.0 && off.sd_ms <= 10.0, "toe-off: {off}");
}

/// The published lags that the methods are corrected by are for 50 N; what is left is this runner's own.
#[test]
fn against_the_threshold_of_the_published_biases() {
    let (Some(recording), Some(truth)) = (fukuchi::recording(), fukuchi::events_at(50.0)) else { return };
    assert_eq!((truth.contacts.len(), truth.offs.len()), (78, 78));
    let (contact, off) = timing(&recording, &truth);
    println!("150 Hz, 50 N, contact: {contact}\n150 Hz, 50 N, toe-off: {off}");
    assert!(contact.bias_ms.abs() <= 10.0, "contact: {contact}");
    assert!(off.bias_ms.abs() <= 10.0, "toe-off: {off}");
}

/// Video-like: 10 mm noise on every landmark and frame, five seeds; means over the seeds.
fn noisy(rate: f64) -> Option<[(f64, f64, f64, usize); 2]> {
    let (recording, truth) = (fukuchi::recording()?, fukuchi::events_at_100_n()?);
    let runs: Vec<(Timing, Timing)> =
        (1..=5).map(|seed| timing(&recording.resampled(rate).with_noise(10.0, seed), &truth)).collect();
    let mean = |of: &dyn Fn(&(Timing, Timing)) -> f64| runs.iter().map(of).sum::<f64>() / runs.len() as f64;
    let lost = |t: &Timing| t.missed + t.invented;
    let contact = (
        mean(&|r| r.0.bias_ms),
        mean(&|r| r.0.sd_ms),
        mean(&|r| r.0.rmse_ms),
        runs.iter().map(|r| lost(&r.0)).sum(),
    );
    let off = (
        mean(&|r| r.1.bias_ms),
        mean(&|r| r.1.sd_ms),
        mean(&|r| r.1.rmse_ms),
        runs.iter().map(|r| lost(&r.1)).sum(),
    );
    for (name, (bias, sd, rmse, lost)) in [("contact", contact), ("toe-off", off)] {
        println!(
            "{rate} Hz, 10 mm noise, 100 N, {name}: bias {bias:+.1} ms, SD {sd:.1}, RMSE {rmse:.1}, {lost} lost"
        );
    }
    Some([contact, off])
}

/// Measured: contact bias -8.7 ms, SD 4.2, RMSE 9.6; toe-off bias +2.4, SD 12.8, RMSE 13.0. The bounds are the required
/// biases, and the spreads rounded up.
#[test]
fn at_60_frames_per_second_with_noise() {
    let Some([contact, off]) = noisy(60.0) else { return };
    assert!(contact.0.abs() <= 10.0 && contact.1 <= 6.0 && contact.3 == 0, "contact: {contact:?}");
    assert!(off.0.abs() <= 15.0 && off.1 <= 15.0 && off.3 == 0, "toe-off: {off:?}");
}

/// Measured: contact bias -4.6 ms, SD 4.3, RMSE 6.2; toe-off bias +4.9, SD 16.2, RMSE 16.9. The toe-off misses the
/// SD of 10 ms asked for at 150 Hz: half a frame is 17 ms here, which is why the product warns below 60.
#[test]
fn at_30_frames_per_second_with_noise() {
    let Some([contact, off]) = noisy(30.0) else { return };
    assert!(contact.0.abs() <= 10.0 && contact.1 <= 6.0 && contact.3 == 0, "contact: {contact:?}");
    assert!(off.0.abs() <= 15.0 && off.1 <= 18.0 && off.3 == 0, "toe-off: {off:?}");
}

/// The belt ran at 2.5 m/s; nothing tells the estimate so.
#[test]
fn the_stance_foot_shows_the_speed_of_the_belt() {
    use runtilt::gait::{GaitOptions, SpeedSource, analyse};
    use runtilt::kinematics::angles_from_trajectories;
    let Some(recording) = fukuchi::recording() else { return };
    let body = recording.filtered();
    let leg = runtilt::gait::leg_length(&body).expect("legs");
    let options = GaitOptions { leg_length: Some(MILLIMETRES.metres(leg)), ..GaitOptions::default() };
    let gait = analyse(&body, &angles_from_trajectories(&body), &options).expect("running");
    println!("speed {:.3} m/s, leg {:.3} m", gait.speed.m_per_s, MILLIMETRES.metres(leg).0);
    assert_eq!(gait.speed.source, SpeedSource::EstimatedFromStanceFoot);
    assert!((gait.speed.m_per_s - 2.5).abs() <= 0.05, "{}", gait.speed.m_per_s);
    let cadence = gait.summary.cadence_spm.expect("strides").mean;
    // 78 contacts in 30 s of force: 156.9 steps/min.
    assert!((cadence - 156.9).abs() <= 1.0, "{cadence}");
    for side in Side::BOTH {
        let summary = gait.summary.sides.get(side);
        println!("{}: {:?}", side.name(), summary.strides);
        for (parameter, estimate) in &summary.parameters {
            println!("  {} {:.3} sd {:.3}", parameter.name(), estimate.mean, estimate.sd.expect("many"));
        }
    }
}

/// The filter of these tests is what it says: half the power at the cut-off, no lag.
#[test]
fn the_low_pass_has_its_cut_off_where_it_says() {
    use support::filter::{gain, zero_lag};
    assert!((gain(150.0, 15.0, 15.0) - std::f64::consts::FRAC_1_SQRT_2).abs() < 0.005);
    assert!(gain(150.0, 15.0, 2.0) > 0.999 && gain(150.0, 15.0, 45.0) < 0.02);
    let bump: Vec<f64> = (0..300).map(|k| (-((f64::from(k) - 150.0) / 10.0).powi(2)).exp()).collect();
    let smooth = zero_lag(&bump, 150.0, 15.0);
    let peak = (0..300).max_by(|&a, &b| smooth[a].total_cmp(&smooth[b]));
    assert_eq!(peak, Some(150));
}

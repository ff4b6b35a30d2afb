//! Gait events of a second runner at another speed, independent of the published lags: Hamner & Delp 2013, 2 m/s,
//! about three strides, forces at 30 N.
#![allow(clippy::expect_used, clippy::print_stdout)] // In tests a panic is the report, and figures are printed.

mod support;

use runtilt::body::Side;
use runtilt::gait::{EventKind, Scale, ScaleSource, belt_speed, detect_events};
use support::hamner;
use support::timing::compare;

#[test]
fn contacts_and_toe_offs_agree_with_the_forces() {
    let (Some(recording), Some(truth)) = (hamner::recording(), hamner::events()) else { return };
    let body = recording.filtered();
    let belt = belt_speed(&body).expect("both feet stand");
    let events = detect_events(&body, &Scale::known(0.001, ScaleSource::LegLength), &belt);
    assert!(events.order_faults.is_empty());
    let all = |kind| {
        let both = Side::BOTH.into_iter().flat_map(|side| events.times(kind, side));
        both.map(|t| t.0).collect::<Vec<f64>>()
    };
    let end = body.time().span().0;
    let contact = compare(&all(EventKind::InitialContact), &truth.contacts, end, 0.0);
    let off = compare(&all(EventKind::ToeOff), &truth.offs, end, 0.0);
    println!("100 Hz, 30 N, contact: {contact}\n100 Hz, 30 N, toe-off: {off}");
    // The bounds asked of the other recording; with five or six events per kind the spread is itself uncertain.
    assert_eq!((contact.invented, off.invented), (0, 0));
    assert!(contact.matched >= 5 && contact.bias_ms.abs() <= 10.0 && contact.sd_ms <= 8.0, "{contact}");
    assert!(off.matched >= 4 && off.bias_ms.abs() <= 15.0 && off.sd_ms <= 10.0, "{off}");
}

//! Three clips whose figures are made up, put together by hand.

use super::super::score::*;
use super::*;
use crate::body::BySide;

fn angle(side: Side, view: View, figures: [f64; 4]) -> AngleScore {
    let [measured, reference, rmse, r] = figures;
    AngleScore {
        angle: AngleName::Thigh,
        side: Some(side),
        view,
        same_zero: true,
        n: 90,
        n_reference: 100,
        bias_deg: Some(measured - reference),
        sd_deg: Some(1.0),
        rmse_deg: Some(rmse),
        rmse_without_offset_deg: 1.0,
        limits_deg: None,
        r: Some(r),
        measured_mean_deg: measured,
        reference_mean_deg: Some(reference),
        measured_range_deg: 60.0,
        reference_range_deg: 60.0,
    }
}

fn event(side: Side, matched: usize, bias_ms: f64, rmse_ms: f64) -> EventScore {
    EventScore {
        kind: EventKind::ToeOff,
        side,
        matched,
        missed: 1,
        extra: 0,
        bias_ms: Some(bias_ms),
        sd_ms: None,
        rmse_ms: Some(rmse_ms),
    }
}

fn clip(name: &str, near: Side, figures: [f64; 4], cadence_error: f64) -> ClipScore {
    let peak = |view, measured: f64, reference: f64| PeakScore {
        view,
        strides: 10,
        measured_deg: measured,
        reference_deg: reference,
        error_deg: measured - reference,
        sd_deg: None,
    };
    ClipScore {
        clip: name.into(),
        reference: format!("{name}.truth"),
        reference_kind: ReferenceKind::Truth,
        conditions: BTreeMap::from([("outfit".to_owned(), name.split('_').next().unwrap_or("").to_owned())]),
        frame_rate_hz: Some(60.0),
        side_to_camera: near,
        alignment: Alignment { source: AlignmentSource::SameClock, offset_s: 0.0, r: None },
        angles: vec![angle(near, View::Near, figures), angle(near.other(), View::Far, [0.0, 0.0, 9.0, 0.5])],
        not_measured: Vec::new(),
        events: vec![event(Side::Left, 3, 10.0, 10.0), event(Side::Right, 1, -10.0, 10.0)],
        cadence: Some(CadenceScore {
            measured_spm: 160.0 * (1.0 + cadence_error),
            reference_spm: 160.0,
            relative_error: cadence_error,
        }),
        peak_thigh_extension: BySide::from_fn(|side| {
            Some(peak(View::of(Some(side), near), figures[0], figures[1]))
        }),
        legs_exchanged: Some(LegsScore { frames: 100, knees: 1, ankles: 2, either: 2, fraction: 0.02 }),
        notes: Vec::new(),
    }
}

fn clips() -> Vec<ClipScore> {
    vec![
        clip("tight_a", Side::Right, [11.0, 10.0, 2.0, 0.99], 0.01),
        clip("tight_b", Side::Left, [12.0, 12.0, 3.0, 0.98], -0.03),
        clip("loose_c", Side::Right, [13.0, 14.0, 7.0, 0.90], 0.0),
    ]
}

#[test]
fn the_near_leg_is_pooled_whichever_side_it_is() {
    let summary = summarise(&clips());
    let near = summary.angles.iter().find(|angle| angle.view == View::Near).expect("near legs");
    assert_eq!((near.n, summary.clips), (3, 3));
    let rmse = near.rmse_deg.as_ref().expect("the same zero");
    assert_eq!((rmse.median, rmse.worst, rmse.worst_clip.as_str()), (3.0, 7.0, "loose_c"));
    let r = near.r.as_ref().expect("known");
    assert_eq!(
        (r.median, r.worst, r.worst_clip.as_str()),
        (0.98, 0.90, "loose_c"),
        "the worst r is the lowest"
    );
    assert!((near.measured_share - 0.9).abs() < 1e-12);
}

#[test]
fn clip_means_show_whether_runners_are_told_apart() {
    let summary = summarise(&clips());
    let near = summary.angles.iter().find(|angle| angle.view == View::Near).expect("near legs");
    let means = near.clip_means_deg.expect("the same zero");
    // Measured 11, 12, 13 over 10, 12, 14: slope 1/2, r 1; errors 1, 0, -1: bias 0, SD 1.
    assert_eq!((means.n, means.slope, means.r), (3, Some(0.5), Some(1.0)));
    assert_eq!((means.bias, means.sd), (0.0, Some(1.0)));
    assert_eq!(means.limits, Some(Limits { low: -1.96, high: 1.96 }));
    let peak = &summary.peak_thigh_extension[0];
    assert_eq!((peak.view, peak.agreement_deg.n, peak.agreement_deg.slope), (View::Near, 3, Some(0.5)));
}

#[test]
fn events_are_pooled_by_their_number() {
    let event = &summarise(&clips()).events[0];
    assert_eq!((event.matched, event.missed, event.extra), (12, 6, 0));
    // Nine pairs of +10 and three of -10 ms: mean 5, RMS 10, SD sqrt(12 / 11 · (100 - 25)).
    assert_eq!((event.bias_ms, event.rmse_ms), (Some(5.0), Some(10.0)));
    assert!((event.sd_ms.expect("many") - (12.0f64 / 11.0 * 75.0).sqrt()).abs() < 1e-9);
}

#[test]
fn the_worst_cadence_keeps_its_sign() {
    let cadence = summarise(&clips()).cadence_relative_error.expect("known");
    assert_eq!((cadence.median, cadence.worst, cadence.worst_clip.as_str()), (0.0, -0.03, "tight_b"));
}

#[test]
fn exchanged_legs_are_a_share_of_all_frames() {
    let legs = summarise(&clips()).legs_exchanged.expect("counted");
    assert_eq!((legs.frames, legs.knees, legs.ankles, legs.either), (300, 3, 6, 6));
    assert!((legs.fraction - 0.02).abs() < 1e-12);
}

#[test]
fn another_zero_leaves_only_figures_without_the_offset() {
    let mut clips = clips();
    for angle in clips.iter_mut().flat_map(|clip| &mut clip.angles) {
        (angle.same_zero, angle.bias_deg, angle.rmse_deg, angle.reference_mean_deg) =
            (false, None, None, None);
    }
    let angle = &summarise(&clips).angles[0];
    assert_eq!((&angle.rmse_deg, &angle.bias_deg, angle.clip_means_deg), (&None, &None, None));
    assert!(angle.rmse_without_offset_deg.is_some());
}

#[test]
fn clips_are_grouped_by_a_condition() {
    let clips = clips();
    let groups = by_condition(&clips, "outfit");
    assert_eq!(groups.keys().copied().collect::<Vec<_>>(), ["loose", "tight"]);
    assert_eq!(summarise(&groups["tight"]).clips, 2);
    assert!(by_condition(&clips, "weather").is_empty());
    assert_eq!(summarise::<ClipScore>(&[]).angles, []);
}

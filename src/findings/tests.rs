//! The whole way from hand-made strides to verdicts.

use super::*;
use crate::body::Side;
use crate::gait::{SpineAtPeak, Stride, StrideCurves, StrideParameters};
use crate::kinematics::{AngleKind, Zero};
use crate::units::{Angle, Seconds};

/// Errors of a made-up source for everything that the main rules need, exact to about a degree.
const ERRORS: &str = r#"
[[error]]
source = "markers"
quantity = "peak_tilt_in_extension_deg"
zero = "standing"
bias = 0.0
sd = 0.4
clips = 20
from = "a test"

[[error]]
source = "markers"
quantity = "tilt_rise_in_extension_deg"
zero = "any"
bias = 0.0
sd = 0.4
clips = 20
from = "a test"

[[error]]
source = "markers"
quantity = "pelvic_share"
zero = "any"
bias = 0.0
sd = 0.01
clips = 20
from = "a test"
"#;

/// A stride whose tilt goes from `least` at 12 % to `peak` at 40 %, while the thigh goes from 18 in front to 20 behind.
fn stride(side: Side, number: usize, least: f64, peak: f64) -> Stride {
    let curve = |knots: [(f64, f64); 4]| -> Vec<Angle> {
        (0..=100)
            .map(|percent| {
                let x = f64::from(percent);
                let after = knots.iter().position(|knot| knot.0 >= x).unwrap_or(3).max(1);
                let ((x0, y0), (x1, y1)) = (knots[after - 1], knots[after]);
                Angle::from_degrees(y0 + (y1 - y0) * (x - x0) / (x1 - x0))
            })
            .collect()
    };
    let tilt = curve([(0.0, least + 2.0), (12.0, least), (40.0, peak), (100.0, least + 2.0)]);
    let thigh = curve([(0.0, 25.0), (12.0, 18.0), (40.0, -20.0), (100.0, 25.0)]);
    let hip: Vec<Angle> = thigh.iter().zip(&tilt).map(|(&a, &b)| a + b).collect();
    let start = 0.7 * number as f64;
    let peak_hip = hip.iter().map(|a| -a.degrees()).fold(f64::NEG_INFINITY, f64::max);
    Stride {
        side,
        initial_contact: Seconds(start),
        toe_off: Some(Seconds(start + 0.26)),
        next_contact: Seconds(start + 0.7),
        stride_time_sd: Seconds(0.01),
        parameters: StrideParameters {
            stride_time: Seconds(0.7),
            cadence_spm: 171.4,
            contact_time: Some(Seconds(0.26)),
            flight_time: Some(Seconds(0.09)),
            duty_factor: Some(0.37),
            peak_thigh_extension: Some(Angle::from_degrees(20.0)),
            peak_thigh_extension_pct: Some(40.0),
            knee_at_contact: None,
            knee_at_midstance: None,
            peak_knee_in_stance: None,
            shank_at_contact: None,
            heel_to_hip_at_contact: None,
            heel_to_hip_at_contact_relative: None,
            hip_excursion: None,
            mean_trunk_lean: None,
            peak_hip_extension: Some(Angle::from_degrees(peak_hip)),
            peak_pelvic_tilt: None,
            pelvic_tilt_at_peak_hip_extension: None,
            tilt_rise: None,
        },
        curves: StrideCurves::hand_made([
            (AngleKind::Thigh, thigh),
            (AngleKind::PelvicTilt, tilt),
            (AngleKind::HipFlexion, hip),
        ]),
        spine: SpineAtPeak::default(),
        rejected: None,
    }
}

/// Eight strides of each leg that differ a little.
fn strides(least: f64, peak: f64) -> Vec<Stride> {
    let of = |side| (0..8).map(move |i| stride(side, i, least, peak + 0.2 * (i % 3) as f64));
    Side::BOTH.into_iter().flat_map(of).collect()
}

fn input(strides: &[Stride]) -> Input<'_> {
    Input {
        strides,
        zero: Zero::Standing,
        pelvis_source: Some("markers"),
        no_pelvis: None,
        no_spine: None,
        near: Side::Right,
        pelvis_from_near_side: false,
        clip_mean: None,
    }
}

fn main_of(input: &Input<'_>, errors: &str) -> MainFinding {
    let (rules, errors) = (Rules::built_in().expect("sound"), Errors::parse(errors).expect("sound"));
    assess(input, &rules, &errors).main.right
}

#[test]
fn a_pelvis_that_tips_far_while_the_hip_extends_is_outside() {
    let strides = strides(6.0, 22.0);
    let main = main_of(&input(&strides), ERRORS);
    assert_eq!(main.verdict, Verdict::Outside, "{main:?}");
    assert!(main.sentence.physio.starts_with("Right leg: the anterior tilt"), "{}", main.sentence.physio);
    assert!(main.sentence.physio.contains("limit 15.0°"), "{}", main.sentence.physio);
    let parts = main.parts.expect("thigh and tilt are there");
    assert!(
        (parts.thigh.value - 38.0).abs() < 1e-6 && (parts.pelvis.value - 16.175).abs() < 0.02,
        "{parts:?}"
    );
    assert!((parts.hip.value + parts.pelvis.value - parts.thigh.value).abs() < 1e-9);
    assert!(parts.pelvis.low < parts.pelvis.value - 0.5, "the error of the source widens it: {parts:?}");
}

#[test]
fn an_easy_pelvis_is_inside() {
    let strides = strides(1.0, 7.0);
    assert_eq!(main_of(&input(&strides), ERRORS).verdict, Verdict::Inside);
}

#[test]
fn an_interval_across_the_limit_is_uncertain() {
    let strides = strides(8.0, 14.6);
    let main = main_of(&input(&strides), ERRORS);
    assert_eq!(main.verdict, Verdict::Uncertain, "{main:?}");
    assert!(main.sentence.physio.contains("reaches across the limit"), "{}", main.sentence.physio);
}

#[test]
fn without_a_standing_clip_the_tilt_is_not_compared_and_the_report_says_why() {
    let strides = strides(1.0, 7.0);
    let main = main_of(&Input { zero: Zero::Absolute, ..input(&strides) }, ERRORS);
    assert_eq!(main.verdict, Verdict::NotMeasurable);
    assert!(main.sentence.physio.contains("--neutral"), "{}", main.sentence.physio);
    // What falls within the stride has no zero and is compared all the same.
    let strides = self::strides(1.0, 16.0);
    let main = main_of(&Input { zero: Zero::Absolute, ..input(&strides) }, ERRORS);
    assert_eq!(main.verdict, Verdict::Outside, "a rise of 15 is beyond 12.5 whatever zero is");
}

#[test]
fn a_source_without_measured_error_gives_no_verdict() {
    let strides = strides(6.0, 22.0);
    let main = main_of(&Input { pelvis_source: Some("model"), ..input(&strides) }, ERRORS);
    assert_eq!(main.verdict, Verdict::NotMeasurable);
    assert!(main.sentence.physio.contains("(model)"), "{}", main.sentence.physio);
    assert!(main.parts.is_some(), "the parts are shown with the interval over strides");
}

#[test]
fn without_a_pelvis_the_reason_is_the_one_that_was_given() {
    let mut strides = strides(6.0, 22.0);
    for stride in &mut strides {
        stride.curves = StrideCurves::default();
        stride.parameters.peak_hip_extension = None;
    }
    let none = Input { pelvis_source: None, no_pelvis: Some("no stickers were found."), ..input(&strides) };
    let main = main_of(&none, ERRORS);
    assert_eq!(main.verdict, Verdict::NotMeasurable);
    assert!(main.sentence.physio.ends_with("no stickers were found."), "{}", main.sentence.physio);
    assert!(main.parts.is_none());
}

#[test]
fn three_strides_are_too_few() {
    let all = strides(6.0, 22.0);
    let few: Vec<Stride> = all.into_iter().filter(|stride| stride.initial_contact.0 < 2.0).collect();
    let main = main_of(&input(&few), ERRORS);
    assert_eq!(main.verdict, Verdict::NotMeasurable);
    assert!(main.sentence.physio.contains("only 3 of the strides"), "{}", main.sentence.physio);
}

#[test]
fn rejected_strides_do_not_count() {
    let mut strides = strides(1.0, 7.0);
    let mut wild = stride(Side::Right, 9, 20.0, 60.0);
    wild.rejected =
        Some(crate::gait::RejectReason::Duration { duration: Seconds(1.4), median: Seconds(0.7) });
    strides.push(wild);
    assert_eq!(main_of(&input(&strides), ERRORS).verdict, Verdict::Inside);
}

#[test]
fn percentiles_come_from_mean_and_sd_of_the_same_zero() {
    let (rules, errors) = (Rules::built_in().expect("sound"), Errors::parse(ERRORS).expect("sound"));
    let strides: Vec<Stride> =
        Side::BOTH.into_iter().flat_map(|side| (0..8).map(move |i| stride(side, i, 1.0, 6.8))).collect();
    let percentile = |input: &Input<'_>| {
        let assessment = assess(input, &rules, &errors);
        assessment.findings.iter().find(|finding| finding.rule.id == "peak_tilt").expect("a rule").percentile
    };
    assert!((percentile(&input(&strides)).expect("a percentile") - 50.0).abs() < 1e-6, "6.8 is the mean");
    assert_eq!(percentile(&Input { zero: Zero::Absolute, ..input(&strides) }), None);
}

/// Seen from the near side alone the turning of the pelvis reads too high on one leg and too low on the other.
#[test]
fn the_near_side_is_judged_on_both_legs_together() {
    let errors = ERRORS.replace("zero = ", "leg = \"both\"\nzero = ");
    let of = |side, peak: f64| (0..8).map(move |i| stride(side, i, 1.0, peak + 0.2 * (i % 3) as f64));
    let strides: Vec<Stride> = of(Side::Left, 3.0).chain(of(Side::Right, 14.0)).collect();
    let apart = input(&strides);
    assert_eq!(main_of(&apart, ERRORS).verdict, Verdict::Outside, "the near leg alone would be");
    let together = Input { pelvis_from_near_side: true, ..apart };
    let main = main_of(&together, &errors);
    assert_eq!(main.verdict, Verdict::Inside, "{main:?}");
    assert!(main.sentence.physio.starts_with("Both legs together: "), "{}", main.sentence.physio);
    let parts = main.parts.expect("of both legs");
    assert!((parts.pelvis.value - 7.675).abs() < 0.02, "{parts:?}");
    let rules = Rules::built_in().expect("sound");
    let assessment = assess(&together, &rules, &Errors::parse(&errors).expect("sound"));
    let peaks: Vec<_> = assessment.findings.iter().filter(|finding| finding.rule.id == "peak_tilt").collect();
    let verdicts: Vec<_> = peaks.iter().map(|finding| (finding.side, finding.verdict)).collect();
    let (left, right) = (Some(Side::Left), Some(Side::Right));
    assert_eq!(verdicts, [(left, Verdict::Described), (right, Verdict::Described), (None, Verdict::Inside)]);
}

#[test]
fn a_mean_of_the_clip_alone_is_judged_by_its_interval() {
    let strides = strides(1.0, 7.0);
    let rules = Rules::built_in().expect("sound");
    let judged = |zero, value, half| {
        let mean = ClipMean { source: "model", value, interval: (value - half, value + half) };
        let input =
            Input { zero, pelvis_source: None, clip_mean: Some(mean), no_pelvis: None, ..input(&strides) };
        let assessment = assess(&input, &rules, &Errors::default());
        let of_rule: Vec<_> = assessment.findings.iter().filter(|f| f.rule.id == "mean_tilt").collect();
        let [finding] = of_rule[..] else { panic!("one for the body: {of_rule:?}") };
        assert_eq!((finding.side, finding.n, finding.source.as_str()), (None, 0, "model"));
        assert_eq!(finding.value, Some(value));
        (finding.verdict, finding.sentence.physio.clone())
    };
    // The limit is 9.3.
    let (verdict, sentence) = judged(Zero::Standing, 13.0, 3.0);
    assert_eq!(verdict, Verdict::Outside);
    assert!(sentence.contains("limit 9.3") && !sentence.contains("strides"), "{sentence}");
    assert_eq!(judged(Zero::Standing, 11.0, 3.0).0, Verdict::Uncertain);
    assert_eq!(judged(Zero::Standing, 4.0, 3.0).0, Verdict::Inside);
    let (verdict, sentence) = judged(Zero::Absolute, 4.0, 3.0);
    assert_eq!(verdict, Verdict::NotMeasurable);
    assert!(sentence.contains("--neutral"), "{sentence}");
}

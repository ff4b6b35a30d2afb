//! Findings of the sample clips against their truth, end to end as a user runs it.
#![allow(clippy::expect_used, reason = "in a test a panic is the report")]

#[path = "support/clips.rs"]
mod clips;

use clips::{message, runtilt};
use serde_json::Value;
use std::sync::LazyLock;

/// Two tests look at it.
static TIPS_FAR: LazyLock<(Value, String)> =
    LazyLock::new(|| judged("limited_extension_60fps", "standing_limited_extension", "outside"));

fn analysed(clip: &str, more: &[&str]) -> (Value, String) {
    let keep = tempfile::tempdir().expect("a temporary folder");
    let out = keep.path().join("result.runtilt");
    let clip = format!("sample_videos/{clip}.mp4");
    let fixed = ["analyse", &clip, "--no-video", "--out", out.to_str().expect("UTF-8")];
    let output = runtilt(&[&fixed[..], more].concat());
    assert!(output.status.success(), "{}", message(&output));
    let read = |name: &str| std::fs::read_to_string(out.join(name)).expect("it is there");
    (serde_json::from_str(&read("result.json")).expect("JSON"), read("report.html"))
}

/// A clip with its standing clip, whose stickers are judged on both legs together.
fn judged(clip: &str, standing: &str, verdict: &str) -> (Value, String) {
    let standing = format!("sample_videos/{standing}.mp4");
    let (result, page) = analysed(clip, &["--neutral", &standing]);
    let main = &result["findings"]["main"];
    assert_eq!(main["right"]["verdict"], verdict, "{main}");
    assert_eq!(main["right"], main["left"]);
    (result, page)
}

fn finding<'a>(result: &'a Value, rule: &str, side: Option<&str>) -> &'a Value {
    let themes = result["findings"]["themes"].as_array().expect("themes");
    let mut all = themes.iter().flat_map(|theme| theme["findings"].as_array().expect("findings"));
    all.find(|finding| finding["rule"] == rule && finding["side"].as_str() == side).expect("a finding")
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

/// Truth, mean of both legs, by the definitions of `src/findings` from the truth file (`scripts/findings/measure_errors.py`):
/// peak tilt 21.7 degrees past standing (limit 15), rise 14.1 (12.5). Stickers are judged on both legs together.
#[test]
fn the_pelvis_that_tips_far_is_found_outside() {
    let (result, page) = &*TIPS_FAR;
    let peak = finding(result, "peak_tilt", None);
    assert_eq!(
        (&peak["zero"], &peak["source"]),
        (&Value::from("relative_to_standing"), &Value::from("markers"))
    );
    let parts = &result["findings"]["main"]["right"]["parts"];
    let part = |name: &str| number(&parts[name]["value"]);
    assert!((part("thigh_deg") - part("hip_deg") - part("pelvis_deg")).abs() < 0.01, "{parts}");
    for section in ["recording", "main-finding", "findings", "questions", "talking-points"] {
        assert!(page.contains(&format!(" id=\"{section}\"")), "no section {section}");
    }
    assert!(page.find("id=\"recording\"") < page.find("id=\"main-finding\""), "capture quality comes first");
    for word in ["abnormal", "patholog"] {
        assert!(!page.to_lowercase().contains(word), "{word}");
    }
}

/// True values are means of both legs, by the definitions of `src/findings` from the truth file, as above. The interval joins the strides and the
/// measured error; it must hold the truth.
fn assert_held(result: &Value, true_values: [(&str, f64); 3]) {
    for (rule, truth) in true_values {
        let finding = finding(result, rule, None);
        let interval = &finding["interval"];
        let held = number(&interval["low"]) <= truth && truth <= number(&interval["high"]);
        assert!(held, "{truth} is not in {finding}");
    }
}

/// The shutter is read to a factor of two (docs/METHODS-track.md, ten rendered clips), and warned of where it is long.
fn assert_shutter(result: &Value, true_s: f64, warned: bool) {
    let read = number(&result["capture"]["motion_blur"]["exposure_s"]);
    assert!((true_s / 2.0..=true_s * 2.0).contains(&read), "{read} for {true_s}");
    let warnings = result["warnings"].as_array().expect("warnings");
    assert_eq!(warnings.iter().any(|warning| warning["code"] == "motion_blur"), warned);
}

/// Limits: peak 15 degrees, rise 12.5, share 27 %. All three are far inside.
#[test]
fn the_easy_runner_is_inside() {
    let (result, _) = judged("easy_stickers_60fps", "standing_easy_stickers", "inside");
    assert_held(&result, [("peak_tilt", 5.84), ("tilt_rise", 7.05), ("pelvic_share", 0.174)]);
    assert_shutter(&result, 1.0 / 160.0, false);
}

/// Lumbar extension and lean of the thorax where the near thigh is furthest behind, from standing, against the truth file (`scripts/findings/measure_errors.py`). The arm
/// hides the spine while the far leg is there.
#[test]
fn the_lower_back_is_measured_where_the_near_leg_is_behind() {
    let (result, page) = &*TIPS_FAR;
    for (rule, truth) in [("lumbar_at_peak_extension", 13.73), ("thorax_at_peak_extension", 6.89)] {
        let near = finding(result, rule, Some("right"));
        let interval = &near["interval"];
        assert!(number(&interval["low"]) <= truth && truth <= number(&interval["high"]), "{truth}: {near}");
        let far = finding(result, rule, Some("left"));
        assert!(
            far["value"].is_null() && far["reason"]["physio"].as_str().is_some_and(|why| why.contains("arm"))
        );
    }
    assert!(page.contains("Lumbar extension at peak thigh extension"));
}

/// The share, truly 28.9 %, lies nearer to its limit of 27 % than the error of stickers: nobody can say on which side.
#[test]
fn an_interval_across_the_limit_is_uncertain() {
    let (result, page) = judged("stickers_60fps", "standing_stickers", "uncertain");
    assert_eq!(finding(&result, "peak_tilt", None)["verdict"], "inside");
    assert_eq!(finding(&result, "pelvic_share", None)["verdict"], "uncertain");
    assert_held(&result, [("peak_tilt", 11.75), ("tilt_rise", 9.12), ("pelvic_share", 0.289)]);
    assert!(page.contains("uncertain"));
}

/// A phone clip as they come, without stickers and without a standing clip.
#[test]
fn without_stickers_or_neutral_nothing_is_claimed_and_the_reason_is_given() {
    let (result, page) = analysed("baggy_left_30fps", &["--audience", "runner"]);
    for side in ["left", "right"] {
        let main = &result["findings"]["main"][side];
        assert_eq!(main["verdict"], "not_measurable", "{main}");
        assert!(main["reason"]["physio"].as_str().is_some_and(|reason| reason.contains("sticker")), "{main}");
        assert!(main["parts"].is_null());
        let thigh = finding(&result, "thigh_extension", Some(side));
        assert_eq!(thigh["verdict"], "not_measurable");
        assert!(
            thigh["reason"]["physio"].as_str().is_some_and(|reason| reason.contains("--neutral")),
            "{thigh}"
        );
    }
    assert!(page.contains("If it hurts, stop."));
    // Its recipe's; the renderer draws three moments of it.
    assert_shutter(&result, 0.017, true);
}

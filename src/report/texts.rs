//! Headings and prose of the report and the comparison, for page and paper alike. A translation needs also the names of angles and quantities
//! (`words.rs`), findings, questions and talking points (`findings/data/rules.toml`), the facts of a recording (`html/recording.rs`), the words of
//! verdicts (`html/main_finding.rs`) and the sentences that numbers are woven into (`html/summary.rs`).

use crate::body::Side;
use serde::Serialize;

/// The texts in one language. Fields with `_short` are for paper, `_runner` for the runner.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the English text says what each is")]
pub(super) struct Texts {
    pub title: &'static str,
    pub footer: &'static str,
    pub recording: &'static str,
    pub no_reservations: &'static str,
    pub no_repairs: &'static str,
    pub corrections: &'static str,
    pub main_finding: &'static str,
    pub nothing_compared: &'static str,
    pub both_legs_because: &'static str,
    pub plain_words: &'static str,
    pub key_frames: &'static str,
    pub no_key_frames: &'static str,
    pub key_frames_note: &'static str,
    pub findings: &'static str,
    pub reference: &'static str,
    pub findings_note: &'static str,
    pub findings_note_short: &'static str,
    pub stickers_note: &'static str,
    pub another_speed: &'static str,
    pub not_measured_because: &'static str,
    pub not_measured: &'static str,
    pub quantity: &'static str,
    pub leg: &'static str,
    pub value: &'static str,
    pub verdict: &'static str,
    pub both: &'static str,
    pub strides_only: &'static str,
    pub video_cannot_show: &'static str,
    pub curves: &'static str,
    pub curves_note: &'static str,
    pub curves_note_short: &'static str,
    pub numbers: &'static str,
    pub numbers_note: &'static str,
    pub numbers_note_short: &'static str,
    pub towards_camera: &'static str,
    pub left_less_right: &'static str,
    pub sides_differ: &'static str,
    pub no_neutral: &'static str,
    pub all_absolute: &'static str,
    pub all_from_standing: &'static str,
    pub mixed_zeros: &'static str,
    pub missing: &'static str,
    pub pelvis: &'static str,
    pub thigh_is_no_hip: &'static str,
    pub thorax: &'static str,
    pub thorax_needs_points: &'static str,
    pub pelvis_swing: &'static str,
    pub lower_back: &'static str,
    pub pelvis_by_stickers: &'static str,
    pub also_empty: &'static str,
    pub needs_scale: &'static str,
    pub from_picture: &'static str,
    pub by_network: &'static str,
    pub pictures: &'static str,
    pub model_tilt: &'static str,
    pub model_tilt_standing: &'static str,
    pub model_lean: &'static str,
    pub model_lean_standing: &'static str,
    pub model_less_stickers: &'static str,
    pub questions: &'static str,
    pub questions_runner: &'static str,
    pub talking_points: &'static str,
    pub talking_points_runner: &'static str,
    pub offered: &'static str,
    pub if_it_hurts: &'static str,
    pub what_it_is: &'static str,
    pub no_diagnosis: &'static str,
    pub urgent: &'static str,
    pub urgent_for: &'static str,
    pub no_change_without_complaint: &'static str,
    pub method: &'static str,
    pub method_words: &'static str,
    pub versions: &'static str,
    pub comparison: &'static str,
    pub compared: &'static str,
    pub no_diagnosis_compared: &'static str,
    pub curves_near: &'static str,
    pub how_to_read: &'static str,
    pub real_means: &'static str,
    pub what_changed: &'static str,
    pub nothing_changed: &'static str,
    pub before: &'static str,
    pub after: &'static str,
    pub change: &'static str,
    pub real: &'static str,
    pub within_errors: &'static str,
    pub error_not_known: &'static str,
    pub program: &'static str,
    pub runtime: &'static str,
    pub clip_sha256: &'static str,
    pub clip_codec: &'static str,
    pub option: &'static str,
}

/// A text about one leg, named where it says `{leg}`.
pub(super) fn of_leg(text: &str, leg: Side) -> String {
    text.replace("{leg}", leg.name())
}

/// The texts of this build.
pub(super) static TEXTS: Texts = Texts {
    title: "Running report",
    footer: "This describes movement in this recording. It is not a diagnosis.",
    recording: "The recording",
    no_reservations: "No reservations about this recording.",
    no_repairs: "Left and right leg were told apart in every frame without repair.",
    corrections: "Corrections by hand",
    main_finding: "Main finding: how the pelvis tips while the hip extends",
    nothing_compared: "This result was made by a version of runtilt that compared nothing. Analyse the clip again.",
    both_legs_because: "Both legs: cannot measure this, because",
    plain_words: "In plain words",
    key_frames: "Key frames, {leg} leg",
    no_key_frames: "No complete stride of the {leg} leg could be shown.",
    key_frames_note: "One typical stride of the leg towards the camera; each picture is the frame nearest to the moment. Single frames vary by a few \
        degrees: the means over strides are in the tables.",
    findings: "Findings by theme",
    reference: "Reference",
    findings_note: "Below each value stands its 95 % interval. Where the error of the source is known it holds that \
        error as well as the variation from stride to stride; else it says “strides only”, and there is no \
        verdict. Outside means: the whole interval and most strides lie beyond the limit. Percentiles come \
        from mean and SD.",
    findings_note_short: "Below each value stands its 95 % interval: that of the strides, joined with the measured error of \
        the source where that is known. Outside means: the whole interval and most strides lie beyond the \
        limit.",
    stickers_note: "Stickers show the near side of the pelvis, which turns once a stride: the tilt reads too high on one \
        leg and too low on the other (about 3.8 degrees each on rendered runners). It is therefore judged on \
        the mean of both legs.",
    another_speed: "Another speed.",
    not_measured_because: "Not measured:",
    not_measured: "not measured",
    quantity: "Quantity",
    leg: "Leg",
    value: "Value",
    verdict: "Verdict",
    both: "both",
    strides_only: "strides only",
    video_cannot_show: "What video cannot show.",
    curves: "Curves over the gait cycle",
    curves_note: "Line: mean over strides. Band: one standard deviation from stride to stride. Palest grey: mean \
        stance. Upright lines: mean toe-off of each side. Grey band with edges, where there is one: 5th to \
        95th percentile (mean ± 1.645 SD) of the reference runners; only behind curves that count from \
        standing, as theirs do.",
    curves_note_short: "Line: mean over strides. Band: one standard deviation from stride to stride. Upright lines: mean \
        toe-off of each side. Grey band with edges, where there is one: 5th to 95th percentile of the \
        reference runners.",
    numbers: "Numbers",
    numbers_note: "Mean over strides, with the 95 % interval of the mean below it and the number of strides (n). The \
        interval says how well the strides of this clip agree; it does not include systematic errors of the \
        camera or of the landmarks. The leg away from the camera is partly hidden and less certain.",
    numbers_note_short: "Mean over strides with its 95 % interval and the number of strides (n). The interval does not \
        include systematic errors of the camera or of the landmarks.",
    towards_camera: "towards camera",
    left_less_right: "Left − right",
    sides_differ: "A difference of 2 to 3 degrees between the sides is normal and did not raise the risk of injury \
        (Malisoux 2024).",
    no_neutral: "This clip is measured against the vertical, without a standing clip. That costs the comparison of \
        every angle with the reference runners, whose angles count from their own standing posture. The two \
        must not be mixed. Standing tilt alone differed by 5.5 to 11.5 degrees between three runners. What \
        changes within a stride is compared all the same. Film a few seconds of standing in the same clothes \
        from the same place and give it with --neutral.",
    all_absolute: "All angles are absolute: zero is the vertical, the horizontal or a straight joint.",
    all_from_standing: "All angles count from this runner's own standing posture.",
    mixed_zeros: "Angles with different zeros must not be compared.",
    missing: "What was not measured",
    pelvis: "The pelvis.",
    thigh_is_no_hip: "The thigh against the vertical and the thigh against the trunk are measured and named as such. \
        Neither is hip extension: the same thigh angle can come from the hip or from a tilting pelvis.",
    thorax: "The thorax.",
    thorax_needs_points: "Its own lean needs points on the spine that the pose model does not give.",
    pelvis_swing: "The swing of the pelvis.",
    lower_back: "The lower back.",
    pelvis_by_stickers: "It was measured from stickers on the side towards the camera. The line between them turns with the \
        pelvis about the vertical, once in a stride: no difference between left and right should be read \
        from it.",
    also_empty: "Also empty in this clip:",
    needs_scale: "A length in metres needs a scale: give the runner's height or the belt speed.",
    from_picture: "Read from the picture.",
    by_network: "By a network, with 95 % intervals. It was trained on rendered runners only.",
    pictures: "Pictures",
    model_tilt: "Mean anterior pelvic tilt",
    model_tilt_standing: "Mean anterior pelvic tilt, from standing",
    model_lean: "Mean forward lean of the thorax",
    model_lean_standing: "Mean forward lean of the thorax, from standing",
    model_less_stickers: "Mean tilt, less that of the stickers",
    questions: "Questions for the examination",
    questions_runner: "Questions to take to your physio",
    talking_points: "Exercises as talking points",
    talking_points_runner: "Exercises to talk about with your physio",
    offered: "Offered for discussion, not prescribed: whether one of them fits is for the examination to say.",
    if_it_hurts: "If it hurts, stop.",
    what_it_is: "What this report is, and what it is not",
    no_diagnosis: "This describes movement in this recording. It is not a diagnosis and cannot identify the cause of \
        pain. Being outside the reference range is common in healthy runners. If it hurts, stop. See a \
        sports physiotherapist.",
    urgent: "Seek urgent medical care",
    urgent_for: "for new weakness in a leg, numbness around the saddle area, or a change in bladder or bowel control.",
    no_change_without_complaint: "Changing the way an uninjured runner runs is not backed by evidence (Souza 2016). A camera sees \
        posture and timing; it does not see strength, tightness, load or pain. What is measured here counts \
        where it fits the examination.",
    method: "How it was measured",
    method_words: "A pose model finds landmarks of the body in every frame; left and right leg are told apart over the \
        whole clip; the paths are filtered without delay; angles lie in the plane of the picture. Initial \
        contact and toe-off come from the movement of the feet. Unusual strides are left out by their \
        duration and shape and stay marked in the files. All numbers are in result.json, angles.csv and \
        strides.csv beside this report.",
    versions: "Versions and files",
    comparison: "Running comparison",
    compared: "Comparison of {clips} clips",
    no_diagnosis_compared: "This describes movement in these recordings. It is not a diagnosis and cannot identify the cause of \
        pain. If it hurts, stop. See a sports physiotherapist.",
    curves_near: "Curves over the gait cycle, leg towards the camera",
    how_to_read: "How to read this",
    real_means: "A change is called real where its whole 95 % interval lies on one side of zero. The interval holds the \
        variation of the strides of both clips and the measured error of the source, once for each clip. A real \
        change is not by itself a good or a bad one.",
    what_changed: "What changed",
    nothing_changed: "No change exceeds the errors of the clips.",
    before: "Before",
    after: "After",
    change: "Change",
    real: "real change",
    within_errors: "within the errors",
    error_not_known: "error not known",
    program: "Program",
    runtime: "Runtime",
    clip_sha256: "Clip, SHA-256",
    clip_codec: "Clip, codec",
    option: "Option",
};

#[cfg(test)]
mod tests {
    use super::TEXTS;

    #[test]
    fn every_text_is_there_and_none_says_abnormal() {
        let texts = serde_json::to_value(&TEXTS).expect("texts are strings");
        for (field, text) in texts.as_object().expect("a table") {
            let text = text.as_str().expect("a string");
            assert!(!text.trim().is_empty() && text == text.trim(), "{field}");
            assert!(!text.to_lowercase().contains("abnormal") && !text.contains("  "), "{field}: {text}");
        }
    }
}

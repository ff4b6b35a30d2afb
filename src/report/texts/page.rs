//! Sections of the report and of the comparison, for page and paper alike. Fields with `_short` are for paper, with `_runner` for the runner.

use super::names::Count;
use serde::Serialize;

/// The report as a whole.
#[derive(Debug, Serialize)]
pub(in crate::report) struct WholeTexts {
    pub title: &'static str,
    /// `{clip}`.
    pub title_of: &'static str,
    pub footer: &'static str,
}

/// The recording: its facts, and what was put right in it.
#[derive(Debug, Serialize)]
pub(in crate::report) struct RecordingTexts {
    pub heading: &'static str,
    pub no_reservations: &'static str,
    pub no_repairs: &'static str,
    pub corrections: &'static str,
    pub facts: FactNames,
    /// `{width}`, `{height}`.
    pub picture: &'static str,
    /// `{seconds}`, `{frames}`.
    pub length: &'static str,
    pub frame_rate: FrameRateTexts,
    /// `{share}`.
    pub found: &'static str,
    pub found_nowhere: &'static str,
    pub roll: RollTexts,
    /// `{left}`, `{right}`, `{unusual}`.
    pub strides: &'static str,
    /// `{frames}` and `{gaps}`, both counted as below.
    pub put_right: &'static str,
    /// `{shift}`.
    pub camera_shift: &'static str,
    pub speed: SpeedTexts,
    pub lengths: LengthTexts,
    /// `{factor}`.
    pub slow_motion: &'static str,
    pub motion_blur: BlurTexts,
    pub frames: Count,
    pub gaps: Count,
    pub stretches: Count,
    /// `{stretches}` and `{frames}`, both counted as above.
    pub exchanged: &'static str,
    /// `{from}`, `{to}`, `{what}`.
    pub repair: &'static str,
    /// `{gaps}`, counted as above.
    pub gaps_filled: &'static str,
    /// `{landmark}`, `{from}`, `{to}`.
    pub gap: &'static str,
}

/// Names of the facts of a recording.
#[derive(Debug, Serialize)]
pub(in crate::report) struct FactNames {
    pub side_to_camera: &'static str,
    pub picture: &'static str,
    pub length: &'static str,
    pub frame_rate: &'static str,
    pub found: &'static str,
    pub roll: &'static str,
    pub strides: &'static str,
    pub put_right: &'static str,
    pub view_off_square: &'static str,
    pub camera_shift: &'static str,
    pub speed: &'static str,
    pub lengths: &'static str,
    pub slow_motion: &'static str,
    pub motion_blur: &'static str,
    pub near_side_lost: &'static str,
}

/// Frame rate: `{rate}` is the number in the first, else the words so far.
#[derive(Debug, Serialize)]
pub(in crate::report) struct FrameRateTexts {
    pub per_second: &'static str,
    pub unknown: &'static str,
    pub varying: &'static str,
    pub as_claimed: &'static str,
    pub as_given: &'static str,
}

/// Motion blur.
#[derive(Debug, Serialize)]
pub(in crate::report) struct BlurTexts {
    pub none: &'static str,
    /// `{centimetres}`, `{pixels}`, `{part}`: the shutter was open for one `{part}`th of a second.
    pub smeared: &'static str,
}

/// Camera roll.
#[derive(Debug, Serialize)]
pub(in crate::report) struct RollTexts {
    pub not_found: &'static str,
    /// `{roll}`.
    pub angle: &'static str,
    /// `{roll}`, `{spread}`.
    pub angle_and_spread: &'static str,
    /// `{roll}` as above, `{source}` and `{done}` from below.
    pub found: &'static str,
    pub by_room_uprights: &'static str,
    pub by_belt_line: &'static str,
    pub by_belt: &'static str,
    pub corrected: &'static str,
    pub not_corrected: &'static str,
}

/// Running speed.
#[derive(Debug, Serialize)]
pub(in crate::report) struct SpeedTexts {
    /// `{m_per_s}`, `{km_per_h}`, `{source}` from below.
    pub speed: &'static str,
    pub given: &'static str,
    pub from_stance_foot: &'static str,
}

/// Where lengths come from.
#[derive(Debug, Serialize)]
pub(in crate::report) struct LengthTexts {
    pub from_leg_length: &'static str,
    pub from_body_height: &'static str,
    pub from_belt_speed: &'static str,
    pub from_known_length: &'static str,
    pub assumed: &'static str,
    /// `{source}` from above, `{spread}`.
    pub with_spread: &'static str,
}

/// The main finding.
#[derive(Debug, Serialize)]
pub(in crate::report) struct MainFindingTexts {
    pub heading: &'static str,
    pub nothing_compared: &'static str,
    pub both_legs_because: &'static str,
    /// `{leg}`.
    pub of_leg: &'static str,
}

/// The paragraph in plain words. What may be missing has a sentence with it and one without.
#[derive(Debug, Serialize)]
pub(in crate::report) struct PlainWordsTexts {
    pub heading: &'static str,
    /// `{seconds}`, `{side}`, `{left}`, `{right}`.
    pub overview: &'static str,
    /// And `{unusual}`.
    pub overview_left_out: &'static str,
    /// `{cadence}`.
    pub rhythm: &'static str,
    /// And `{side}`, `{time}`.
    pub rhythm_contact: &'static str,
    /// `{side}`, `{knee}`.
    pub landing: &'static str,
    /// And `{shank}`.
    pub landing_foot_ahead: &'static str,
    /// And `{shank}`.
    pub landing_foot_behind: &'static str,
    /// `{side}`, `{angle}`.
    pub push_off: &'static str,
    /// And `{other_side}`, `{other_angle}`.
    pub push_off_both: &'static str,
    /// `{angle}`.
    pub trunk_forward: &'static str,
    /// `{angle}`.
    pub trunk_back: &'static str,
    /// `{side}`, `{peak}`, `{rise}`.
    pub pelvis: &'static str,
    /// `{angle}`, `{spread}`.
    pub pelvis_forward_of_standing: &'static str,
    /// `{angle}`, `{spread}`.
    pub pelvis_back_of_standing: &'static str,
    pub pelvis_mean_only: &'static str,
    pub pelvis_not_measured: &'static str,
}

/// Headings and small words of tables.
#[derive(Debug, Serialize)]
pub(in crate::report) struct TableTexts {
    pub quantity: &'static str,
    pub leg: &'static str,
    pub value: &'static str,
    pub reference: &'static str,
    pub verdict: &'static str,
    pub before: &'static str,
    pub after: &'static str,
    pub change: &'static str,
    pub left_less_right: &'static str,
    pub towards_camera: &'static str,
    pub both: &'static str,
    pub not_measured: &'static str,
}

/// Findings by theme.
#[derive(Debug, Serialize)]
pub(in crate::report) struct FindingsTexts {
    pub heading: &'static str,
    pub note: &'static str,
    pub note_short: &'static str,
    pub stickers_note: &'static str,
    pub wand_note: &'static str,
    pub perspective: PerspectiveTexts,
    pub another_speed: &'static str,
    /// `{reference}`, `{speed}`.
    pub other_speed: &'static str,
    pub not_measured_because: &'static str,
    /// What a value is that was read of the clip and not of its strides.
    pub mean_of_clip: &'static str,
    /// `{n}`.
    pub strides_only: &'static str,
    /// `{beyond}`, `{n}`.
    pub strides_beyond: &'static str,
    /// `{limit}`.
    pub limit_above: &'static str,
    /// `{limit}`.
    pub limit_below: &'static str,
    /// `{limit}`.
    pub limit_either: &'static str,
    /// `{n}`, `{percentile}`.
    pub n_and_percentile: &'static str,
    pub percentile_lowest: &'static str,
    pub percentile_highest: &'static str,
    pub video_cannot_show: &'static str,
}

/// What perspective adds to the tilt by stickers. `{degrees}` (too much anterior tilt positive), `{metres}` from the camera.
#[derive(Debug, Serialize)]
pub(in crate::report) struct PerspectiveTexts {
    pub taken_out: &'static str,
    pub not_taken_out: &'static str,
}

/// Curves over the gait cycle.
#[derive(Debug, Serialize)]
pub(in crate::report) struct CurvesTexts {
    pub heading: &'static str,
    pub note: &'static str,
    pub note_short: &'static str,
    /// `{angles}`: each with its interval.
    pub one_value: &'static str,
}

/// The table of numbers.
#[derive(Debug, Serialize)]
pub(in crate::report) struct NumbersTexts {
    pub heading: &'static str,
    pub note: &'static str,
    pub note_short: &'static str,
    pub sides_differ: &'static str,
    pub no_neutral: &'static str,
    pub all_absolute: &'static str,
    pub all_from_standing: &'static str,
    pub mixed_zeros: &'static str,
}

/// What was not measured.
#[derive(Debug, Serialize)]
pub(in crate::report) struct MissingTexts {
    pub heading: &'static str,
    pub pelvis: &'static str,
    pub thigh_is_no_hip: &'static str,
    pub thorax: &'static str,
    pub thorax_needs_points: &'static str,
    pub pelvis_swing: &'static str,
    pub lower_back: &'static str,
    pub pelvis_by_stickers: &'static str,
    pub pelvis_by_wand: &'static str,
    /// `{sticker}`, `{share}`.
    pub sticker_seen: &'static str,
    pub also_empty: &'static str,
    pub needs_scale: &'static str,
    pub model: ModelTexts,
}

/// Means by the pelvis network.
#[derive(Debug, Serialize)]
pub(in crate::report) struct ModelTexts {
    pub from_picture: &'static str,
    pub by_network: &'static str,
    /// `{n}`.
    pub pictures: &'static str,
    pub tilt: &'static str,
    pub tilt_standing: &'static str,
    pub lean: &'static str,
    pub lean_standing: &'static str,
    pub less_stickers: &'static str,
    /// `{why}`.
    pub not_from_standing: &'static str,
    /// `{mean}`, `{spread}`.
    pub mean: &'static str,
}

/// Questions and talking points.
#[derive(Debug, Serialize)]
pub(in crate::report) struct ToTalkAboutTexts {
    pub questions: &'static str,
    pub questions_runner: &'static str,
    pub talking_points: &'static str,
    pub talking_points_runner: &'static str,
    pub offered: &'static str,
    pub if_it_hurts: &'static str,
}

/// What the report is and is not.
#[derive(Debug, Serialize)]
pub(in crate::report) struct AdviceTexts {
    pub heading: &'static str,
    pub no_diagnosis: &'static str,
    pub urgent: &'static str,
    pub urgent_for: &'static str,
    pub no_change_without_complaint: &'static str,
}

/// How the numbers were made.
#[derive(Debug, Serialize)]
pub(in crate::report) struct MethodTexts {
    pub heading: &'static str,
    pub words: &'static str,
    pub versions: &'static str,
    pub program: &'static str,
    pub runtime: &'static str,
    pub clip_sha256: &'static str,
    pub clip_codec: &'static str,
    /// `{codec}`, `{rotation}`.
    pub codec: &'static str,
    /// `{file}`, `{package}`, `{version}`, `{sha256}`.
    pub model: &'static str,
    /// `{name}`.
    pub option: &'static str,
}

/// The comparison of clips.
#[derive(Debug, Serialize)]
pub(in crate::report) struct ComparisonTexts {
    pub title: &'static str,
    /// `{clips}`: how many.
    pub heading: &'static str,
    pub what_changed: &'static str,
    pub nothing_changed: &'static str,
    pub curves: &'static str,
    pub how_to_read: &'static str,
    pub real_means: &'static str,
    pub no_diagnosis: &'static str,
    /// `{quantity}`, `{leg}`.
    pub of_leg: &'static str,
    pub real: &'static str,
    pub within_errors: &'static str,
    pub error_not_known: &'static str,
}

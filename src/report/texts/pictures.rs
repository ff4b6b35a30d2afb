//! Words on plots, at key frames and on the video.

use super::names::Count;
use crate::body::BySide;
use serde::Serialize;

/// Key frames.
#[derive(Debug, Serialize)]
pub(in crate::report) struct KeyFrameTexts {
    /// `{leg}`.
    pub heading: &'static str,
    /// `{leg}`.
    pub none: &'static str,
    pub note: &'static str,
    /// `{seconds}`, `{frame}`.
    pub when: &'static str,
    pub moments: MomentTexts,
    pub postures: PostureTexts,
}

/// Moments of a stride.
#[derive(Debug, Serialize)]
pub(in crate::report) struct MomentTexts {
    pub initial_contact: &'static str,
    pub midstance: &'static str,
    pub toe_off: &'static str,
    pub peak_thigh_extension: &'static str,
}

/// The angle of a moment in words: `{angle}`.
#[derive(Debug, Serialize)]
pub(in crate::report) struct PostureTexts {
    pub thigh_in_front: &'static str,
    pub thigh_behind: &'static str,
    pub foot_ahead: &'static str,
    pub foot_behind: &'static str,
    pub knee_bent: &'static str,
    pub knee_past_straight: &'static str,
    pub trunk_forward: &'static str,
    pub trunk_back: &'static str,
}

/// Plots.
#[derive(Debug, Serialize)]
pub(in crate::report) struct PlotTexts {
    pub gait_cycle: &'static str,
    pub degrees: &'static str,
    pub seconds: &'static str,
    /// `{up}`, `{down}`.
    pub up_down: &'static str,
    pub cycle: CyclePlotTexts,
    pub compared: ComparedPlotTexts,
    pub overview: OverviewPlotTexts,
    pub parts: PartsPlotTexts,
    pub bland_altman: BlandAltmanTexts,
}

/// One angle over the gait cycle.
#[derive(Debug, Serialize)]
pub(in crate::report) struct CyclePlotTexts {
    /// `{angle}`.
    pub title: &'static str,
    /// `{zero}`.
    pub zero_absolute: &'static str,
    pub zero_standing: &'static str,
    /// `{speed}`.
    pub zero_standing_reference: &'static str,
    /// `{side}`, `{n}`.
    pub strides: Count,
    pub stance: &'static str,
    /// `{sides}`: a list of the next.
    pub toe_off: &'static str,
    /// `{side}`, `{percent}`.
    pub toe_off_side: &'static str,
    /// `{title}`, `{signs}`, `{zero}`, `{sides}`: the words on the plot.
    pub description: &'static str,
}

/// One angle of several clips.
#[derive(Debug, Serialize)]
pub(in crate::report) struct ComparedPlotTexts {
    /// `{angle}`.
    pub title: &'static str,
    /// `{clip}`, `{n}`.
    pub clip: &'static str,
    /// `{angle}`, `{clips}`.
    pub description: &'static str,
}

/// The whole clip.
#[derive(Debug, Serialize)]
pub(in crate::report) struct OverviewPlotTexts {
    pub title: &'static str,
    pub all_absolute: &'static str,
    pub mixed_zeros: &'static str,
    pub ticks: &'static str,
    pub description: &'static str,
}

/// Where the extension comes from.
#[derive(Debug, Serialize)]
pub(in crate::report) struct PartsPlotTexts {
    pub title: &'static str,
    pub way: &'static str,
    pub against: &'static str,
    /// `{leg}`, `{n}`.
    pub leg: &'static str,
    /// `{n}`.
    pub both_legs: &'static str,
    /// `{speed}`.
    pub reference: &'static str,
    /// `{part}` from below, `{angle}`.
    pub piece: &'static str,
    pub hip_joint: &'static str,
    pub lower_back: &'static str,
    pub thorax: &'static str,
    pub pelvis: &'static str,
    pub reference_hip: &'static str,
    pub reference_pelvis: &'static str,
    /// `{bars}`.
    pub description: &'static str,
}

/// Errors of angles against a reference.
#[derive(Debug, Serialize)]
pub(in crate::report) struct BlandAltmanTexts {
    /// `{angle}`, `{bias}`.
    pub bias: &'static str,
    /// And `{low}`, `{high}`.
    pub bias_and_limits: &'static str,
    /// `{title}`, `{note}`: the words on the plot.
    pub description: &'static str,
}

/// The annotated video. Its font has ASCII only.
#[derive(Debug, Serialize)]
pub(in crate::report) struct VideoTexts {
    /// `{seconds}`.
    pub time: &'static str,
    /// Letter of each side.
    pub initials: BySide<&'static str>,
    pub thigh: &'static str,
    pub knee: &'static str,
    pub shank: &'static str,
    pub trunk: &'static str,
    pub no_value: &'static str,
    pub pelvis_not_measured: &'static str,
    pub pelvis_from_stickers: &'static str,
    pub pelvis_mean_only: &'static str,
    /// `{side}`: its letter.
    pub stance: &'static str,
    /// `{side}`: its letter.
    pub swing: &'static str,
    /// `{side}`.
    pub contact: &'static str,
    /// `{side}`.
    pub toe_off: &'static str,
    /// `{what}`.
    pub repair: &'static str,
}

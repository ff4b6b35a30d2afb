//! Words on plots, key frames and the video in English.

use crate::body::BySide;
use crate::report::texts::names::Count;
use crate::report::texts::pictures::{
    BlandAltmanTexts, ComparedPlotTexts, CyclePlotTexts, KeyFrameTexts, MomentTexts, OverviewPlotTexts,
    PartsPlotTexts, PlotTexts, PostureTexts, VideoTexts,
};

pub(super) const KEY_FRAMES: KeyFrameTexts = KeyFrameTexts {
    heading: "Key frames, {leg} leg",
    none: "No complete stride of the {leg} leg could be shown.",
    note: "One typical stride of the leg towards the camera; each picture is the frame nearest to the moment. Single frames vary by a few \
        degrees: the means over strides are in the tables.",
    when: "{seconds} s, frame {frame}",
    moments: MomentTexts {
        initial_contact: "Initial contact",
        midstance: "Midstance",
        toe_off: "Toe-off",
        peak_thigh_extension: "Peak thigh extension",
    },
    postures: PostureTexts {
        thigh_in_front: "thigh {angle} in front of the vertical",
        thigh_behind: "thigh {angle} behind the vertical",
        foot_ahead: "shank {angle}, foot ahead of the knee",
        foot_behind: "shank {angle}, foot behind the knee",
        knee_bent: "knee bent {angle}",
        knee_past_straight: "knee {angle} past straight",
        trunk_forward: "trunk leaning {angle} forward",
        trunk_back: "trunk leaning {angle} back",
    },
};

pub(super) const PLOTS: PlotTexts = PlotTexts {
    gait_cycle: "Gait cycle (%); 0 and 100: initial contact",
    degrees: "Degrees",
    seconds: "Time (s)",
    up_down: "Up: {up}. Down: {down}.",
    cycle: CyclePlotTexts {
        title: "{angle} angle, mean ± SD",
        zero_absolute: "0° = {zero} (absolute)",
        zero_standing: "0° = this runner standing",
        zero_standing_reference: "0° = this runner standing. Grey band: 46 healthy runners, {speed} m/s",
        strides: Count { one: "{side}, {n} stride", many: "{side}, {n} strides" },
        stance: "stance",
        toe_off: "toe-off: {sides}",
        toe_off_side: "{side} {percent} %",
        description: "{title} over the gait cycle. {signs} {zero}. {sides}.",
    },
    compared: ComparedPlotTexts {
        title: "{angle} angle, mean",
        clip: "{clip}, {n} strides",
        description: "{angle} over the gait cycle: {clips}",
    },
    overview: OverviewPlotTexts {
        title: "The whole clip",
        all_absolute: "Degrees over time; every zero is absolute.",
        mixed_zeros: "Degrees over time; zeros differ, see the curves of each angle.",
        ticks: "Ticks at the lower edges: initial contacts.",
        description: "Thigh, knee and trunk angle in degrees over the time of the clip in seconds, left and right.",
    },
    parts: PartsPlotTexts {
        title: "Where the extension comes from",
        way: "Way of the thigh from the least tilt in early stance to peak extension.",
        against: "Left of zero: works against the extension.",
        leg: "{leg} leg, {n} strides",
        both_legs: "Both legs, {n} strides of each",
        reference: "46 healthy runners, {speed} m/s, mean",
        piece: "{part} {angle}",
        hip_joint: "hip joint",
        lower_back: "lower back",
        thorax: "thorax leaning",
        pelvis: "pelvis",
        reference_hip: "hip",
        reference_pelvis: "pelvis",
        description: "Where the extension comes from, from the least tilt to peak thigh extension. {bars}.",
    },
    bland_altman: BlandAltmanTexts {
        bias: "{angle}: {bias}",
        bias_and_limits: "{angle}: {bias} ({low} to {high})",
        description: "{title}. Measured minus reference against the mean of both, in degrees. {note}",
    },
};

pub(super) const VIDEO: VideoTexts = VideoTexts {
    time: "{seconds} s",
    initials: BySide { left: "L", right: "R" },
    thigh: "thigh",
    knee: "knee",
    shank: "shank",
    trunk: "trunk",
    no_value: "--",
    pelvis_not_measured: "degrees; pelvis: not measured",
    pelvis_from_stickers: "degrees; pelvis: from stickers",
    pelvis_mean_only: "degrees; pelvis: clip mean only",
    stance: "{side} stance",
    swing: "{side} swing",
    contact: "{side} contact",
    toe_off: "{side} toe-off",
    repair: "legs: {what}",
};

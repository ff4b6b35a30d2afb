//! Names and phrases in English.

use crate::body::BySide;
use crate::report::texts::names::{
    AngleText, AngleTexts, GroupTexts, Names, ParameterText, ParameterTexts, PartTexts, PhraseTexts,
    SideText, UnitTexts, VerdictTexts,
};

pub(super) const NAMES: Names = Names {
    sides: BySide {
        left: SideText { name: "left", title: "Left" },
        right: SideText { name: "right", title: "Right" },
    },
    parts: PARTS,
    landmark: "{side} {part}",
    angles: ANGLES,
    parameters: PARAMETERS,
    groups: GroupTexts {
        rhythm: "Rhythm",
        landing: "Landing",
        stance_and_push_off: "Stance and push-off",
        pelvis: "Pelvis",
    },
    verdicts: VerdictTexts {
        inside: "inside",
        outside: "outside",
        uncertain: "uncertain",
        not_measurable: "not measurable",
        described: "described",
    },
    units: UNITS,
    phrases: PhraseTexts { interval: "{low} to {high}", n: "n = {n}" },
};

const PARTS: PartTexts = PartTexts {
    ear: "ear",
    shoulder: "shoulder",
    elbow: "elbow",
    wrist: "wrist",
    hip: "hip",
    knee: "knee",
    ankle: "ankle",
    heel: "heel",
    toe: "toe",
};

const ANGLES: AngleTexts = AngleTexts {
    trunk_lean: AngleText {
        title: "Trunk lean",
        up: "leaning forward",
        down: "leaning back",
        zero: "vertical",
    },
    thorax_lean: AngleText {
        title: "Thorax lean",
        up: "leaning forward",
        down: "leaning back",
        zero: "vertical",
    },
    pelvic_tilt: AngleText { title: "Pelvic tilt", up: "anterior", down: "posterior", zero: "horizontal" },
    lumbar_extension: AngleText {
        title: "Lumbar extension",
        up: "extension",
        down: "flexion",
        zero: "thorax in line with pelvis",
    },
    thigh: AngleText {
        title: "Thigh",
        up: "flexion (knee in front)",
        down: "extension (knee behind)",
        zero: "vertical",
    },
    hip_flexion: AngleText {
        title: "Hip (thigh-to-pelvis)",
        up: "flexion",
        down: "extension",
        zero: "thigh at right angles to the pelvis",
    },
    knee_flexion: AngleText {
        title: "Knee",
        up: "flexion (bent)",
        down: "extension (straight)",
        zero: "straight leg",
    },
    shank: AngleText {
        title: "Shank",
        up: "foot ahead of the knee",
        down: "foot behind the knee",
        zero: "vertical",
    },
    foot: AngleText { title: "Foot", up: "toes up", down: "toes down", zero: "horizontal" },
    hip_to_trunk: AngleText {
        title: "Thigh-to-trunk",
        up: "flexion",
        down: "extension",
        zero: "thigh in line with trunk",
    },
};

const PARAMETERS: ParameterTexts = ParameterTexts {
    peak_thigh_extension: ParameterText {
        title: "Peak thigh extension",
        listed: "peak thigh extension",
        definition: "thigh furthest behind the vertical; larger is further back",
    },
    peak_hip_extension: ParameterText {
        title: "Peak hip extension",
        listed: "peak hip extension",
        definition: "thigh against the pelvis",
    },
    peak_pelvic_tilt: ParameterText {
        title: "Peak pelvic tilt",
        listed: "peak pelvic tilt",
        definition: "anterior positive, in stance",
    },
    pelvic_tilt_at_peak_hip_extension: ParameterText {
        title: "Pelvic tilt at peak hip extension",
        listed: "pelvic tilt at peak hip extension",
        definition: "anterior positive",
    },
    tilt_rise: ParameterText {
        title: "Rise of pelvic tilt",
        listed: "rise of pelvic tilt",
        definition: "lowest to highest tilt in stance",
    },
    stride_time: ParameterText {
        title: "Stride time",
        listed: "stride time",
        definition: "contact to the next contact of the same foot",
    },
    contact_time: ParameterText {
        title: "Contact time",
        listed: "contact time",
        definition: "initial contact to toe-off",
    },
    flight_time: ParameterText {
        title: "Flight time",
        listed: "flight time",
        definition: "toe-off to contact of the other foot",
    },
    duty_factor: ParameterText {
        title: "Duty factor",
        listed: "duty factor",
        definition: "contact time / stride time",
    },
    cadence: ParameterText {
        title: "Cadence",
        listed: "cadence",
        definition: "steps of both feet per minute",
    },
    peak_thigh_extension_time: ParameterText {
        title: "Time of peak thigh extension",
        listed: "time of peak thigh extension",
        definition: "from initial contact = 0 %",
    },
    knee_flexion_at_contact: ParameterText {
        title: "Knee flexion at contact",
        listed: "knee flexion at contact",
        definition: "0 is a straight leg",
    },
    knee_flexion_midstance: ParameterText {
        title: "Knee flexion at midstance",
        listed: "knee flexion at midstance",
        definition: "0 is a straight leg",
    },
    peak_knee_flexion_stance: ParameterText {
        title: "Peak knee flexion in stance",
        listed: "peak knee flexion in stance",
        definition: "0 is a straight leg",
    },
    shank_at_contact: ParameterText {
        title: "Shank angle at contact",
        listed: "shank angle at contact",
        definition: "against the vertical; positive: foot ahead of the knee",
    },
    overstride: ParameterText {
        title: "Overstride",
        listed: "overstride",
        definition: "heel ahead of the hips at contact",
    },
    overstride_leg_lengths: ParameterText {
        title: "Overstride, leg lengths",
        listed: "overstride, leg lengths",
        definition: "heel ahead of the hips at contact, as a share of leg length",
    },
    vertical_excursion: ParameterText {
        title: "Vertical excursion",
        listed: "vertical excursion",
        definition: "rise and fall of the hips in a stride",
    },
    trunk_lean: ParameterText {
        title: "Trunk lean",
        listed: "trunk lean",
        definition: "mean over the stride against the vertical; forward positive",
    },
};

const UNITS: UnitTexts = UnitTexts {
    degrees: "{value}°",
    seconds: "{value} s",
    metres: "{value} m",
    percent: "{value} %",
    ratio: "{value}",
    steps_per_minute: "{value} steps/min",
    leg_lengths: "{value} leg lengths",
    per_minute_short: "{value} /min",
    leg_lengths_short: "{value} legs",
};

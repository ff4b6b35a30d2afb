//! The report and the comparison in English.

use crate::report::texts::names::Count;
use crate::report::texts::page::{
    AdviceTexts, BlurTexts, ComparisonTexts, CurvesTexts, FactNames, FindingsTexts, FrameRateTexts,
    LengthTexts, MainFindingTexts, MethodTexts, MissingTexts, ModelTexts, NumbersTexts, PerspectiveTexts,
    PlainWordsTexts, RecordingTexts, RollTexts, SpeedTexts, TableTexts, ToTalkAboutTexts, WholeTexts,
};

pub(super) const WHOLE: WholeTexts = WholeTexts {
    title: "Running report",
    title_of: "Running report: {clip}",
    footer: "This describes movement in this recording. It is not a diagnosis.",
};

pub(super) const RECORDING: RecordingTexts = RecordingTexts {
    heading: "The recording",
    no_reservations: "No reservations about this recording.",
    no_repairs: "Left and right leg were told apart in every frame without repair.",
    corrections: "Corrections by hand",
    facts: FACTS,
    picture: "{width} × {height} pixels",
    length: "{seconds} s, {frames} frames",
    frame_rate: FrameRateTexts {
        per_second: "{rate} per second",
        unknown: "unknown",
        varying: "{rate}, varying",
        as_claimed: "{rate}, as the file claims",
        as_given: "{rate}, as given",
    },
    found: "{share} % of frames",
    found_nowhere: "no frame",
    roll: RollTexts {
        not_found: "not found; a tilted camera adds its tilt to every angle against the vertical",
        angle: "{roll}°",
        angle_and_spread: "{roll}° (± {spread}°)",
        found: "{roll} {source}, {done}",
        by_room_uprights: "by upright edges in the room",
        by_belt_line: "by a line drawn along the belt",
        by_belt: "by the belt",
        corrected: "taken out of all angles",
        not_corrected: "not corrected",
    },
    strides: "{left} left, {right} right; {unusual} unusual left out",
    put_right: "legs in {frames}; {gaps} of landmarks filled",
    camera_shift: "{shift} pixels",
    motion_blur: BlurTexts {
        none: "none to be seen",
        smeared: "a fast lower leg is smeared over about {centimetres} cm ({pixels} pixels); shutter about 1/{part} s",
    },
    speed: SpeedTexts {
        speed: "{m_per_s} m/s ({km_per_h} km/h), {source}",
        given: "given",
        from_stance_foot: "estimated from the foot on the belt",
    },
    lengths: LengthTexts {
        from_leg_length: "from the leg length given",
        from_body_height: "from the height given",
        from_belt_speed: "from the belt speed given",
        from_known_length: "from a known length marked in the picture",
        assumed: "an average adult is assumed; give --height for this runner's own",
        with_spread: "{source} (± {spread} %)",
    },
    slow_motion: "{factor} times, taken out of all times",
    frames: Count { one: "{n} frame", many: "{n} frames" },
    gaps: Count { one: "{n} short gap", many: "{n} short gaps" },
    stretches: Count { one: "{n} stretch", many: "{n} stretches" },
    exchanged: "{stretches} ({frames}) in which left and right leg had been exchanged or could not be told apart",
    repair: "{from} to {to} s: {what}",
    gaps_filled: "{gaps} in the path of a landmark, filled",
    gap: "{landmark}, frames {from} to {to}",
};

const FACTS: FactNames = FactNames {
    side_to_camera: "Side towards the camera",
    picture: "Picture",
    length: "Length",
    frame_rate: "Frame rate",
    found: "Runner found in",
    roll: "Camera roll",
    strides: "Strides",
    put_right: "Put right",
    view_off_square: "View off square",
    camera_shift: "Camera movement",
    speed: "Speed",
    lengths: "Lengths",
    slow_motion: "Slow motion",
    motion_blur: "Motion blur",
    near_side_lost: "Near side hidden or lost in",
};

pub(super) const MAIN_FINDING: MainFindingTexts = MainFindingTexts {
    heading: "Main finding: how the pelvis tips while the hip extends",
    nothing_compared: "This result was made by a version of runtilt that compared nothing. Analyse the clip again.",
    both_legs_because: "Both legs: cannot measure this, because",
    of_leg: "{leg} leg.",
};

pub(super) const PLAIN_WORDS: PlainWordsTexts = PlainWordsTexts {
    heading: "In plain words",
    overview: "The clip shows {seconds} s of running seen from the {side}, with {left} strides of the left and {right} of the right leg.",
    overview_left_out: "The clip shows {seconds} s of running seen from the {side}, with {left} strides of the left and {right} of the \
        right leg ({unusual} unusual left out).",
    rhythm: "The runner takes {cadence} steps per minute.",
    rhythm_contact: "The runner takes {cadence} steps per minute, and the {side} foot stays on the ground for {time} each time.",
    landing: "When the {side} foot lands, the knee is bent {knee}.",
    landing_foot_ahead: "When the {side} foot lands, the knee is bent {knee} and the shin leans {shank}, with the foot ahead of the knee.",
    landing_foot_behind: "When the {side} foot lands, the knee is bent {knee} and the shin leans {shank}, with the foot behind the knee.",
    push_off: "At push-off the {side} thigh reaches {angle} behind the vertical.",
    push_off_both: "At push-off the {side} thigh reaches {angle} behind the vertical, the {other_side} {other_angle}.",
    trunk_forward: "The trunk leans {angle} forward on average.",
    trunk_back: "The trunk leans {angle} back on average.",
    pelvis: "In stance of the {side} leg the pelvis tips forward to {peak}, a rise of {rise} (from stickers).",
    pelvis_forward_of_standing: "On average the pelvis tips {angle} further forward than in standing (give or take {spread}; read from the picture). How it moves \
        within a stride was not measured.",
    pelvis_back_of_standing: "On average the pelvis tips {angle} further back than in standing (give or take {spread}; read from the picture). How it moves \
        within a stride was not measured.",
    pelvis_mean_only: "How the pelvis moves within a stride was not measured; its average alone was read from the picture.",
    pelvis_not_measured: "How the pelvis tilts was not measured.",
};

pub(super) const TABLES: TableTexts = TableTexts {
    quantity: "Quantity",
    leg: "Leg",
    value: "Value",
    reference: "Reference",
    verdict: "Verdict",
    before: "Before",
    after: "After",
    change: "Change",
    left_less_right: "Left − right",
    towards_camera: "towards camera",
    both: "both",
    not_measured: "not measured",
};

pub(super) const FINDINGS: FindingsTexts = FindingsTexts {
    heading: "Findings by theme",
    note: "Below each value stands its 95 % interval. Where the error of the source is known it holds that \
        error as well as the variation from stride to stride; else it says “strides only”, and there is no \
        verdict. Outside means: the whole interval and most strides lie beyond the limit. Percentiles come \
        from mean and SD.",
    note_short: "Below each value stands its 95 % interval: that of the strides, joined with the measured error of \
        the source where that is known. Outside means: the whole interval and most strides lie beyond the \
        limit.",
    stickers_note: "Stickers show the near side of the pelvis, which drops and turns once a stride. What the line between them does \
        once a stride is taken out, so the tilt is that of the middle and nearly alike on both steps; it is judged on both legs together.",
    wand_note: "A wand on the sacrum stands in the middle of the body, so neither perspective nor the drop of one side is in its tilt. How it stands on \
        the bone is not known: the tilt counts from standing.",
    perspective: PerspectiveTexts {
        taken_out: "The sticker on the ASIS is nearer to the camera than that on the PSIS. What perspective adds to the tilt by that, {degrees} on \
            average with the camera {metres} away, is taken out.",
        not_taken_out: "The sticker on the ASIS is nearer to the camera than that on the PSIS. What perspective adds to the tilt by that is not taken \
            out, because the distance of the camera is not known: {degrees} on average if it was {metres} away, less from further. A standing \
            clip takes most of it out; the distance, measured and given with --camera-distance, all of it.",
    },
    another_speed: "Another speed.",
    other_speed: "The reference runners ran at {reference} m/s, this clip shows about {speed} m/s. Hip extension grows by about \
        3.5 to 5 degrees per m/s (two runners); pelvic tilt hardly changes with speed (Tominaga 2024).",
    not_measured_because: "Not measured:",
    mean_of_clip: "mean of the clip, read from the picture by a network trained on rendered runners only",
    strides_only: "strides only, n = {n}",
    strides_beyond: "{beyond} of {n} strides",
    limit_above: "limit > {limit}",
    limit_below: "limit < {limit}",
    limit_either: "limit ± {limit}",
    n_and_percentile: "n = {n}, percentile {percentile}",
    percentile_lowest: "below 1",
    percentile_highest: "above 99",
    video_cannot_show: "What video cannot show.",
};

pub(super) const CURVES: CurvesTexts = CurvesTexts {
    heading: "Curves over the gait cycle",
    note: "Line: mean over strides. Band: one standard deviation from stride to stride. Palest grey: mean \
        stance. Upright lines: mean toe-off of each side. Grey band with edges, where there is one: 5th to \
        95th percentile (mean ± 1.645 SD) of the reference runners; only behind curves that count from \
        standing, as theirs do.",
    note_short: "Line: mean over strides. Band: one standard deviation from stride to stride. Upright lines: mean \
        toe-off of each side. Grey band with edges, where there is one: 5th to 95th percentile of the \
        reference runners.",
    one_value: "How far one value of a curve may be off (95 %; measured on rendered runners, leg towards the camera; for the most part the same all \
        through the clip, so differences within a curve are better than that): {angles}.",
};

pub(super) const NUMBERS: NumbersTexts = NumbersTexts {
    heading: "Numbers",
    note: "Mean over strides, with the 95 % interval of the mean below it and the number of strides (n). The \
        interval says how well the strides of this clip agree; it does not include systematic errors of the \
        camera or of the landmarks. The leg away from the camera is partly hidden and less certain.",
    note_short: "Mean over strides with its 95 % interval and the number of strides (n). The interval does not \
        include systematic errors of the camera or of the landmarks.",
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
};

pub(super) const MISSING: MissingTexts = MissingTexts {
    heading: "What was not measured",
    pelvis: "The pelvis.",
    thigh_is_no_hip: "The thigh against the vertical and the thigh against the trunk are measured and named as such. \
        Neither is hip extension: the same thigh angle can come from the hip or from a tilting pelvis.",
    thorax: "The thorax.",
    thorax_needs_points: "Its own lean needs points on the spine that the pose model does not give.",
    pelvis_swing: "The swing of the pelvis.",
    lower_back: "The lower back.",
    pelvis_by_stickers: "It was measured from stickers on the side towards the camera. What their line does once a stride, as a pelvis that \
        drops and turns makes it, is taken out where every part of the stride was seen: no difference between left and right \
        can be read from it.",
    pelvis_by_wand: "It was measured from two stickers on a wand on the sacrum, and counts from the standing clip.",
    sticker_seen: "{sticker} seen in {share} % of frames",
    also_empty: "Also empty in this clip:",
    needs_scale: "A length in metres needs a scale: give the runner's height or the belt speed.",
    model: ModelTexts {
        from_picture: "Read from the picture.",
        by_network: "By a network, with 95 % intervals. It was trained on rendered runners only.",
        pictures: "Pictures: {n}.",
        tilt: "Mean anterior pelvic tilt",
        tilt_standing: "Mean anterior pelvic tilt, from standing",
        lean: "Mean forward lean of the thorax",
        lean_standing: "Mean forward lean of the thorax, from standing",
        less_stickers: "Mean tilt, less that of the stickers",
        not_from_standing: "Not counted from standing: {why}.",
        mean: "{mean}° ± {spread}°",
    },
};

pub(super) const TO_TALK_ABOUT: ToTalkAboutTexts = ToTalkAboutTexts {
    questions: "Questions for the examination",
    questions_runner: "Questions to take to your physio",
    talking_points: "Exercises as talking points",
    talking_points_runner: "Exercises to talk about with your physio",
    offered: "Offered for discussion, not prescribed: whether one of them fits is for the examination to say.",
    if_it_hurts: "If it hurts, stop.",
};

pub(super) const ADVICE: AdviceTexts = AdviceTexts {
    heading: "What this report is, and what it is not",
    no_diagnosis: "This describes movement in this recording. It is not a diagnosis and cannot identify the cause of \
        pain. Being outside the reference range is common in healthy runners. If it hurts, stop. See a \
        sports physiotherapist.",
    urgent: "Seek urgent medical care",
    urgent_for: "for new weakness in a leg, numbness around the saddle area, or a change in bladder or bowel control.",
    no_change_without_complaint: "Changing the way an uninjured runner runs is not backed by evidence (Souza 2016). A camera sees \
        posture and timing; it does not see strength, tightness, load or pain. What is measured here counts \
        where it fits the examination.",
};

pub(super) const METHOD: MethodTexts = MethodTexts {
    heading: "How it was measured",
    words: "A pose model finds landmarks of the body in every frame; left and right leg are told apart over the \
        whole clip; the paths are filtered without delay; angles lie in the plane of the picture. Initial \
        contact and toe-off come from the movement of the feet. Unusual strides are left out by their \
        duration and shape and stay marked in the files. All numbers are in result.json, angles.csv and \
        strides.csv beside this report.",
    versions: "Versions and files",
    program: "Program",
    runtime: "Runtime",
    clip_sha256: "Clip, SHA-256",
    clip_codec: "Clip, codec",
    codec: "{codec}, rotated by {rotation}°",
    model: "{file} of {package} {version}, SHA-256 {sha256}",
    option: "Option {name}",
};

pub(super) const COMPARISON: ComparisonTexts = ComparisonTexts {
    title: "Running comparison",
    heading: "Comparison of {clips} clips",
    what_changed: "What changed",
    nothing_changed: "No change exceeds the errors of the clips.",
    curves: "Curves over the gait cycle, leg towards the camera",
    how_to_read: "How to read this",
    real_means: "A change is called real where its whole 95 % interval lies on one side of zero. The interval holds the \
        variation of the strides of both clips and the measured error of the source, once for each clip. A real \
        change is not by itself a good or a bad one.",
    no_diagnosis: "This describes movement in these recordings. It is not a diagnosis and cannot identify the cause of \
        pain. If it hurts, stop. See a sports physiotherapist.",
    of_leg: "{quantity}, {leg} leg",
    real: "real change",
    within_errors: "within the errors",
    error_not_known: "error not known",
};

//! The recording: warnings first, then what the camera saw and what was repaired.

use crate::report::document::{
    Capture, Clip, Document, FilledGap, MotionBlur, Repair, RollSource, ScaleSource, SpeedSource,
    TimingSource,
};
use crate::report::texts::names::Count;
use crate::report::texts::{TEXTS, filled};
use crate::report::words::{counted, degrees, landmark_words, number, side_name};
use maud::{Markup, html};

pub(super) fn section(document: &Document) -> Markup {
    html! {
        section #recording {
            h2 { (TEXTS.recording.heading) }
            (warnings(document))
            dl.facts {
                @for (name, value) in facts(document) {
                    div { dt { (name) } dd { (value) } }
                }
            }
            (repairs(&document.capture))
            (corrections(&document.corrections))
        }
    }
}

fn warnings(document: &Document) -> Markup {
    html! {
        @if document.warnings.is_empty() {
            p.good { (TEXTS.recording.no_reservations) }
        } @else {
            ul.warnings {
                @for warning in &document.warnings {
                    li { strong { (warning.message) } @if !warning.advice.is_empty() { br; (warning.advice) } }
                }
            }
        }
    }
}

pub(in crate::report) fn facts(document: &Document) -> Vec<(&'static str, String)> {
    let (clip, capture) = (&document.clip, &document.capture);
    let names = &TEXTS.recording.facts;
    let shift = |px| filled(TEXTS.recording.camera_shift, &[("shift", &number(px, 1))]);
    let facts = [
        (names.side_to_camera, Some(side_name(capture.side_to_camera).to_owned())),
        (names.picture, Some(picture(clip))),
        (names.length, Some(length(clip))),
        (names.frame_rate, Some(frame_rate(clip))),
        (names.found, Some(found(capture))),
        (names.roll, Some(roll(capture))),
        (names.strides, Some(strides(document))),
        (names.put_right, Some(put_right(capture))),
        (names.view_off_square, capture.view_off_square_deg.map(|deg| degrees(deg, 0))),
        (names.near_side_lost, capture.near_side_lost.map(|share| share_of_frames(share, 1))),
        (names.motion_blur, capture.motion_blur.map(motion_blur)),
        (names.camera_shift, capture.camera_shift_px.map(shift)),
        (names.speed, speed(capture)),
        (names.lengths, lengths(capture)),
        (names.slow_motion, slow_motion(capture)),
    ];
    facts.into_iter().filter_map(|(name, value)| value.map(|value| (name, value))).collect()
}

/// Below this many pixels no eye sees it, and it is read to half as much again.
const LEAST_SMEAR_PX: f64 = 1.0;

fn motion_blur(blur: MotionBlur) -> String {
    let texts = &TEXTS.recording.motion_blur;
    if blur.smear_px < LEAST_SMEAR_PX {
        return texts.none.to_owned();
    }
    let length_cm = 100.0 * blur.smear_m;
    let centimetres = number(length_cm, if length_cm < 1.0 { 1 } else { 0 });
    let pixels = number(blur.smear_px, 0);
    // To two digits: no more is known.
    let part = 10.0 * f64::max((0.1_f64 / blur.exposure_s).round(), 1.0);
    filled(texts.smeared, &[("centimetres", &centimetres), ("pixels", &pixels), ("part", &part)])
}

fn picture(clip: &Clip) -> String {
    filled(TEXTS.recording.picture, &[("width", &clip.width_px), ("height", &clip.height_px)])
}

fn length(clip: &Clip) -> String {
    let seconds = number(clip.duration_s, 1);
    filled(TEXTS.recording.length, &[("seconds", &seconds), ("frames", &clip.frame_count)])
}

fn strides(document: &Document) -> String {
    let (left, right) = (&document.summary.strides.left, &document.summary.strides.right);
    let unusual = left.rejected + right.rejected;
    filled(TEXTS.recording.strides, &[("left", &left.kept), ("right", &right.kept), ("unusual", &unusual)])
}

fn frames_repaired(capture: &Capture) -> usize {
    let repairs = capture.leg_identity_repairs.iter();
    repairs.map(|repair| repair.to_frame + 1 - repair.from_frame.min(repair.to_frame)).sum()
}

fn put_right(capture: &Capture) -> String {
    let frames = count(frames_repaired(capture), &TEXTS.recording.frames);
    let gaps = count(capture.filled_gaps.len(), &TEXTS.recording.gaps);
    filled(TEXTS.recording.put_right, &[("frames", &frames), ("gaps", &gaps)])
}

fn frame_rate(clip: &Clip) -> String {
    let texts = &TEXTS.recording.frame_rate;
    let with = |template, rate: String| filled(template, &[("rate", &rate)]);
    let rate = clip
        .median_fps
        .map_or_else(|| texts.unknown.to_owned(), |fps| with(texts.per_second, number(fps, 1)));
    let rate = if clip.variable_frame_rate { with(texts.varying, rate) } else { rate };
    match clip.timing_source {
        TimingSource::PresentationTimes => rate,
        TimingSource::NominalRate => with(texts.as_claimed, rate),
        TimingSource::User => with(texts.as_given, rate),
    }
}

fn found(capture: &Capture) -> String {
    if capture.frames_total == 0 {
        return TEXTS.recording.found_nowhere.to_owned();
    }
    share_of_frames(capture.frames_with_runner as f64 / capture.frames_total as f64, 0)
}

fn share_of_frames(share: f64, decimals: usize) -> String {
    filled(TEXTS.recording.found, &[("share", &number(100.0 * share, decimals))])
}

fn roll(capture: &Capture) -> String {
    let texts = &TEXTS.recording.roll;
    let Some(roll) = capture.roll_deg else { return texts.not_found.to_owned() };
    let roll = number(roll, 1);
    let roll = match capture.roll_sd_deg {
        Some(sd) => filled(texts.angle_and_spread, &[("roll", &roll), ("spread", &number(sd, 1))]),
        None => filled(texts.angle, &[("roll", &roll)]),
    };
    let source = match capture.roll_source {
        Some(RollSource::RoomUprights) => texts.by_room_uprights,
        Some(RollSource::BeltLine) => texts.by_belt_line,
        Some(RollSource::Belt) | None => texts.by_belt,
    };
    let done = if capture.roll_corrected { texts.corrected } else { texts.not_corrected };
    filled(texts.found, &[("roll", &roll), ("source", &source), ("done", &done)])
}

fn speed(capture: &Capture) -> Option<String> {
    let texts = &TEXTS.recording.speed;
    let speed = capture.speed?;
    let source = match speed.source {
        SpeedSource::User => texts.given,
        SpeedSource::StanceFoot => texts.from_stance_foot,
    };
    let (m_per_s, km_per_h) = (number(speed.m_per_s, 2), number(3.6 * speed.m_per_s, 1));
    Some(filled(texts.speed, &[("m_per_s", &m_per_s), ("km_per_h", &km_per_h), ("source", &source)]))
}

fn lengths(capture: &Capture) -> Option<String> {
    let texts = &TEXTS.recording.lengths;
    let scale = capture.scale?;
    let source = match scale.source {
        ScaleSource::LegLength => texts.from_leg_length,
        ScaleSource::BodyHeight => texts.from_body_height,
        ScaleSource::BeltSpeed => texts.from_belt_speed,
        ScaleSource::KnownLength => texts.from_known_length,
        ScaleSource::Assumed => texts.assumed,
    };
    Some(match scale.relative_sd {
        Some(sd) => filled(texts.with_spread, &[("source", &source), ("spread", &number(100.0 * sd, 0))]),
        None => source.to_owned(),
    })
}

fn slow_motion(capture: &Capture) -> Option<String> {
    let factor = capture.slow_motion_factor;
    (factor > 1.0).then(|| filled(TEXTS.recording.slow_motion, &[("factor", &number(factor, 1))]))
}

/// What a person put right, so that nobody takes it for measured.
fn corrections(corrections: &[String]) -> Markup {
    html! {
        @if !corrections.is_empty() {
            details open {
                summary { (TEXTS.recording.corrections) ": " (corrections.len()) }
                ul { @for correction in corrections { li { (correction) } } }
            }
        }
    }
}

fn repairs(capture: &Capture) -> Markup {
    let repairs = &capture.leg_identity_repairs;
    let gaps = &capture.filled_gaps;
    html! {
        @if repairs.is_empty() {
            p { (TEXTS.recording.no_repairs) }
        } @else {
            details {
                summary { (exchanged(capture)) }
                ul { @for repair in repairs { li { (repair_words(repair)) } } }
            }
        }
        @if !gaps.is_empty() {
            details {
                summary { (filled(TEXTS.recording.gaps_filled, &[("gaps", &count(gaps.len(), &TEXTS.recording.gaps))])) }
                ul { @for gap in gaps { li { (gap_words(gap)) } } }
            }
        }
    }
}

fn exchanged(capture: &Capture) -> String {
    let stretches = count(capture.leg_identity_repairs.len(), &TEXTS.recording.stretches);
    let frames = count(frames_repaired(capture), &TEXTS.recording.frames);
    filled(TEXTS.recording.exchanged, &[("stretches", &stretches), ("frames", &frames)])
}

fn repair_words(repair: &Repair) -> String {
    let (from, to) = (format!("{:.2}", repair.from_s), format!("{:.2}", repair.to_s));
    filled(TEXTS.recording.repair, &[("from", &from), ("to", &to), ("what", &repair.what)])
}

fn gap_words(gap: &FilledGap) -> String {
    let landmark = landmark_words(gap.landmark);
    filled(TEXTS.recording.gap, &[("landmark", &landmark), ("from", &gap.from_frame), ("to", &gap.to_frame)])
}

fn count(n: usize, words: &Count) -> String {
    filled(counted(n, words), &[("n", &n)])
}

//! The recording: warnings first, then what the camera saw and what was repaired.

use crate::report::document::{
    Capture, Clip, Document, Key, RollSource, ScaleSource, SpeedSource, TimingSource,
};
use crate::report::texts::TEXTS;
use crate::report::words::number;
use maud::{Markup, html};

pub(super) fn section(document: &Document) -> Markup {
    html! {
        section #recording {
            h2 { (TEXTS.recording) }
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
            p.good { (TEXTS.no_reservations) }
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
    let mut facts = vec![
        ("Side towards the camera", capture.side_to_camera.name().to_owned()),
        ("Picture", format!("{} × {} pixels", clip.width_px, clip.height_px)),
        ("Length", format!("{} s, {} frames", number(clip.duration_s, 1), clip.frame_count)),
        ("Frame rate", frame_rate(clip)),
        ("Runner found in", found(capture)),
        ("Camera roll", roll(capture)),
        ("Strides", strides(document)),
        ("Put right", put_right(capture)),
    ];
    let optional = [
        ("View off square", capture.view_off_square_deg.map(|deg| format!("{}°", number(deg, 0)))),
        ("Camera movement", capture.camera_shift_px.map(|px| format!("{} pixels", number(px, 1)))),
        ("Speed", speed(capture)),
        ("Lengths", scale(capture)),
    ];
    facts.extend(optional.into_iter().filter_map(|(name, value)| value.map(|value| (name, value))));
    if capture.slow_motion_factor > 1.0 {
        facts.push((
            "Slow motion",
            format!("{} times, taken out of all times", number(capture.slow_motion_factor, 1)),
        ));
    }
    facts
}

fn strides(document: &Document) -> String {
    let (left, right) = (&document.summary.strides.left, &document.summary.strides.right);
    let unusual = left.rejected + right.rejected;
    format!("{} left, {} right; {unusual} unusual left out", left.kept, right.kept)
}

fn frames_repaired(capture: &Capture) -> usize {
    let repairs = capture.leg_identity_repairs.iter();
    repairs.map(|repair| repair.to_frame + 1 - repair.from_frame.min(repair.to_frame)).sum()
}

fn put_right(capture: &Capture) -> String {
    let legs = count(frames_repaired(capture), "frame", "frames");
    let gaps = count(capture.filled_gaps.len(), "short gap", "short gaps");
    format!("legs in {legs}; {gaps} of landmarks filled")
}

fn frame_rate(clip: &Clip) -> String {
    let rate =
        clip.median_fps.map_or_else(|| "unknown".to_owned(), |fps| format!("{} per second", number(fps, 1)));
    let source = match clip.timing_source {
        TimingSource::PresentationTimes => "",
        TimingSource::NominalRate => ", as the file claims",
        TimingSource::User => ", as given",
    };
    let varies = if clip.variable_frame_rate { ", varying" } else { "" };
    rate + varies + source
}

fn found(capture: &Capture) -> String {
    if capture.frames_total == 0 {
        return "no frame".to_owned();
    }
    let share = 100.0 * capture.frames_with_runner as f64 / capture.frames_total as f64;
    format!("{} % of frames", number(share, 0))
}

fn roll(capture: &Capture) -> String {
    let Some(roll) = capture.roll_deg else {
        return "not found; a tilted camera adds its tilt to every angle against the vertical".to_owned();
    };
    let spread = capture.roll_sd_deg.map(|sd| format!(" (± {}°)", number(sd, 1))).unwrap_or_default();
    let source = match capture.roll_source {
        Some(RollSource::RoomUprights) => "by upright edges in the room",
        Some(RollSource::BeltLine) => "by a line drawn along the belt",
        Some(RollSource::Belt) | None => "by the belt",
    };
    let done = if capture.roll_corrected { "taken out of all angles" } else { "not corrected" };
    format!("{}°{spread} {source}, {done}", number(roll, 1))
}

fn speed(capture: &Capture) -> Option<String> {
    let speed = capture.speed?;
    let source = match speed.source {
        SpeedSource::User => "given",
        SpeedSource::StanceFoot => "estimated from the foot on the belt",
    };
    let km_per_h = 3.6 * speed.m_per_s;
    Some(format!("{} m/s ({} km/h), {source}", number(speed.m_per_s, 2), number(km_per_h, 1)))
}

fn scale(capture: &Capture) -> Option<String> {
    let scale = capture.scale?;
    let source = match scale.source {
        ScaleSource::LegLength => "from the leg length given",
        ScaleSource::BodyHeight => "from the height given",
        ScaleSource::BeltSpeed => "from the belt speed given",
        ScaleSource::KnownLength => "from a known length marked in the picture",
        ScaleSource::Assumed => "an average adult is assumed; give --height for this runner's own",
    };
    let spread = scale.relative_sd.map(|sd| format!(" (± {} %)", number(100.0 * sd, 0)));
    Some(format!("{source}{}", spread.unwrap_or_default()))
}

/// What a person put right, so that nobody takes it for measured.
fn corrections(corrections: &[String]) -> Markup {
    html! {
        @if !corrections.is_empty() {
            details open {
                summary { (TEXTS.corrections) ": " (corrections.len()) }
                ul { @for correction in corrections { li { (correction) } } }
            }
        }
    }
}

fn repairs(capture: &Capture) -> Markup {
    let repairs = &capture.leg_identity_repairs;
    let frames = frames_repaired(capture);
    let gaps = capture.filled_gaps.len();
    html! {
        @if repairs.is_empty() {
            p { (TEXTS.no_repairs) }
        } @else {
            details {
                summary {
                    (count(repairs.len(), "stretch", "stretches")) " (" (count(frames, "frame", "frames"))
                    ") in which left and right leg had been exchanged or could not be told apart"
                }
                ul {
                    @for repair in repairs {
                        li { (format!("{:.2} to {:.2} s", repair.from_s, repair.to_s)) ": " (repair.what) }
                    }
                }
            }
        }
        @if gaps > 0 {
            details {
                summary { (count(gaps, "short gap", "short gaps")) " in the path of a landmark, filled" }
                ul {
                    @for gap in &capture.filled_gaps {
                        li { (Key::name(gap.landmark).replace('_', " ")) ", frames " (gap.from_frame) " to " (gap.to_frame) }
                    }
                }
            }
        }
    }
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

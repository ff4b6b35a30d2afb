//! What the reader must know before using the numbers, with what to do about it.

use super::Found;
use crate::gait::GaitWarning;
use crate::report::document::Warning;
use crate::track::Warning as TrackWarning;
use crate::units::Pixels;
use crate::video::{Ending, Timing};

/// A background that wanders by more than this share of the picture's width is worth a word; clips from a stand
/// measured 0.03 %.
const NOTICEABLE_TRAVEL: f64 = 0.005;

pub(super) fn warnings(found: &Found<'_>) -> Vec<Warning> {
    let recording = [by_hand(found), ending(found), timing(found), people(found), travel(found)];
    let track = found.tracked.warnings.iter().map(of_track);
    let gait = found.gait.warnings.iter().map(of_gait);
    recording.into_iter().flatten().chain(track).chain(gait).collect()
}

fn warning(code: &str, message: String, advice: &str) -> Warning {
    Warning { code: code.to_owned(), message, advice: advice.to_owned() }
}

fn by_hand(found: &Found<'_>) -> Option<Warning> {
    let count = found.options.corrections.len();
    let plural = if count == 1 { "" } else { "s" };
    let message = format!("{count} correction{plural} by hand took part in this result.");
    (count > 0).then(|| warning("corrected_by_hand", message, "They are listed with the recording."))
}

fn ending(found: &Found<'_>) -> Option<Warning> {
    let Some(Ending::Early { read, last, .. }) = found.observed.ending else { return None };
    let message =
        format!("The file is damaged or cut off: it was analysed up to {:.2} s ({read} frames).", last.0);
    Some(warning("file_cut_off", message, "Copy the file from the phone again if the rest is needed."))
}

fn timing(found: &Found<'_>) -> Option<Warning> {
    let Timing::Continued { frames } = found.observed.timing else { return None };
    if !found.observed.times_are_lacking() {
        return None;
    }
    let message = format!("{frames} frames carry no usable time; theirs was continued at the nominal rate.");
    Some(warning("frame_times_missing", message, "Use the phone's original file, not a re-encoded copy."))
}

fn people(found: &Found<'_>) -> Option<Warning> {
    let others = found.observed.people.checked_sub(1).filter(|&others| others > 0)?;
    let more =
        if others == 1 { "One more person or reflection is" } else { "More people or reflections are" };
    let message = format!("{more} in the picture; the most prominent runner was followed.");
    let advice = "Check the annotated video; --subject 2 follows the next one.";
    (found.options.subject.is_none()).then(|| warning("several_people", message, advice))
}

fn travel(found: &Found<'_>) -> Option<Warning> {
    let Pixels(travel) = found.observed.camera_travel;
    let share = travel / f64::from(found.observed.info.size.width);
    let message = format!("The camera moved: the background wandered by {travel:.0} pixels over the clip.");
    (share > NOTICEABLE_TRAVEL).then(|| warning("camera_moved", message, "Put the phone on a stand."))
}

fn of_track(found: &TrackWarning) -> Warning {
    let (code, advice) = match found {
        TrackWarning::RunnerMissing { .. } => {
            ("runner_missing", "Film so that the whole body stays in the picture.")
        }
        TrackWarning::ObliqueView { .. } => {
            ("oblique_view", "Angles look smaller than they are. Film at right angles to the belt.")
        }
        TrackWarning::SidesExchanged => {
            ("sides_exchanged", "If the clip was mirrored by the phone, left and right mean the other leg.")
        }
        TrackWarning::SidesUncertain { .. } => {
            ("sides_uncertain", "Check left and right in the annotated video.")
        }
        TrackWarning::ManyExchanges { .. } => {
            ("many_leg_repairs", "Better light and tight clothes help to tell the legs apart.")
        }
        TrackWarning::RollUncertain { .. } => (
            "roll_uncertain",
            "State the slope with --incline, and stand the phone level and square to the belt: a tilt of the camera adds \
             directly to every angle.",
        ),
        TrackWarning::ImplausibleRoll { .. } => {
            ("implausible_roll", "State the treadmill's slope with --incline.")
        }
        TrackWarning::MotionBlur { .. } => (
            "motion_blur",
            "Knee and shank angles read 1 to 1.5 degrees worse. More light, or more frames a second, shortens the shutter.",
        ),
        TrackWarning::RollUnknown => {
            ("roll_unknown", "Hold the phone level; a tilt adds directly to every angle.")
        }
    };
    warning(code, sentence(&found.to_string()), advice)
}

fn of_gait(found: &GaitWarning) -> Warning {
    let (code, advice) = match found {
        GaitWarning::FewStrides { .. } => ("few_strides", "Film 20 strides of each leg, about 15 seconds."),
        GaitWarning::ImplausibleCadence { .. } => {
            ("implausible_cadence", "If the clip is slow motion, say by how much with --slow-motion.")
        }
        GaitWarning::LowFrameRate { .. } => ("low_frame_rate", "Film at 60 frames per second or more."),
        GaitWarning::AssumedScale { .. } => ("assumed_scale", "Give the runner's height with --height."),
        GaitWarning::BrokenOrder { .. } => ("broken_order", "Check the events in the annotated video."),
        GaitWarning::MissingToeOff { .. } => ("missing_toe_off", "Contact times rest on fewer strides."),
    };
    warning(code, sentence(&found.to_string()), advice)
}

/// A message of a stage as a sentence of the report.
fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str().trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn messages_become_sentences() {
        assert_eq!(sentence("the belt is tilted"), "The belt is tilted.");
        assert_eq!(sentence("30 frames."), "30 frames.");
        assert_eq!(sentence(""), ".");
    }
}

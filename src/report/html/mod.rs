//! `report.html`: one file that needs nothing else, for reading, printing and passing on.
//!
//! Capture quality and warnings come first, so that nobody reads a number before its reservations.

mod curves;
pub(super) mod findings;
pub(super) mod main_finding;
pub(super) mod numbers;
mod provenance;
pub(super) mod recording;
pub(super) mod summary;

pub(super) use curves::inline;

use super::document::{Audience, Document};
use super::error::ReportError;
use super::keyframes::KeyFrame;
use super::plots::Plot;
use super::words::posture;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// The style sheet, committed as a file of its own so that editors know what it is.
const STYLE: &str = include_str!("style.css");

/// The page as text.
///
/// # Errors
/// As [`to_json`](super::to_json): a document that must not be shown.
pub fn report_html(
    document: &Document,
    plots: &[Plot],
    key_frames: &[KeyFrame],
    audience: Audience,
) -> Result<String, ReportError> {
    super::json::check(document)?;
    let title = format!("Running report: {}", document.clip.file_name);
    let main = html! {
        header {
            p.brand { "runtilt" }
            h1 { "Running report" }
            p.clip { (document.clip.file_name) }
        }
        (recording::section(document))
        (main_finding::section(document, plots, audience))
        (summary::section(document))
        (findings::section(document, audience))
        (key_frame_section(document, key_frames))
        (curves::section(document, plots))
        (numbers::section(document))
        (findings::to_talk_about(document, audience))
        (numbers::not_measured(document))
        (provenance::section(document))
        (reading_advice())
    };
    Ok(whole_page(&title, &main))
}

/// A page that needs no other file.
pub(super) fn whole_page(title: &str, main: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body { main { (main) } }
        }
    };
    page.into_string()
}

fn key_frame_section(document: &Document, key_frames: &[KeyFrame]) -> Markup {
    let near = document.capture.side_to_camera.name();
    html! {
        section #key-frames {
            h2 { "Key frames, " (near) " leg" }
            @if key_frames.is_empty() {
                p { "No complete stride of the " (near) " leg could be shown." }
            } @else {
                p.note {
                    "One typical stride of the leg towards the camera; each picture is the frame nearest to the moment. "
                    "Single frames vary by a few degrees: the means over strides are in the table below."
                }
                div.frames { @for key_frame in key_frames { (figure(key_frame)) } }
            }
        }
    }
}

fn figure(key_frame: &KeyFrame) -> Markup {
    let title = key_frame.moment.title();
    let value = key_frame.angle_deg.map(|degrees| posture(key_frame.moment.angle(), degrees));
    let picture = format!("data:image/jpeg;base64,{}", STANDARD.encode(&key_frame.jpeg));
    html! {
        figure {
            img src=(picture) width=(key_frame.width_px) height=(key_frame.height_px)
                alt={ (title) @if let Some(value) = &value { ": " (value) } };
            figcaption {
                strong { (title) }
                @if let Some(value) = &value { br; (value) }
                br;
                small { (format!("{:.2} s, frame {}", key_frame.time_s, key_frame.frame)) }
            }
        }
    }
}

/// What the report is and is not, word for word as agreed for every report.
fn reading_advice() -> Markup {
    html! {
        section #read-this.advice {
            h2 { "What this report is, and what it is not" }
            p {
                "This describes movement in this recording. It is not a diagnosis and cannot identify the cause of pain. "
                "Being outside the reference range is common in healthy runners. If it hurts, stop. "
                "See a sports physiotherapist."
            }
            p {
                strong { "Seek urgent medical care" }
                " for new weakness in a leg, numbness around the saddle area, or a change in bladder or bowel control."
            }
            p {
                "Changing the way an uninjured runner runs is not backed by evidence (Souza 2016). "
                "A camera sees posture and timing; it does not see strength, tightness, load or pain. "
                "What is measured here counts where it fits the examination."
            }
        }
    }
}

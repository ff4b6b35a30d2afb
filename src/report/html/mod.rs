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
use super::texts::{TEXTS, of_leg};
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
    let title = format!("{}: {}", TEXTS.title, document.clip.file_name);
    let main = html! {
        header {
            p.brand { "runtilt" }
            h1 { (TEXTS.title) }
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
    let near = document.capture.side_to_camera;
    html! {
        section #key-frames {
            h2 { (of_leg(TEXTS.key_frames, near)) }
            @if key_frames.is_empty() {
                p { (of_leg(TEXTS.no_key_frames, near)) }
            } @else {
                p.note { (TEXTS.key_frames_note) }
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
            h2 { (TEXTS.what_it_is) }
            p { (TEXTS.no_diagnosis) }
            p { strong { (TEXTS.urgent) } " " (TEXTS.urgent_for) }
            p { (TEXTS.no_change_without_complaint) }
        }
    }
}

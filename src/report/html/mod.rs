//! `report.html`: one file that needs nothing else, for reading, printing and passing on.
//!
//! Capture quality and warnings come first, so that nobody reads a number before its reservations.

mod curves;
pub(super) mod findings;
mod main_finding;
pub(super) mod numbers;
pub(super) mod provenance;
pub(super) mod recording;
pub(super) mod summary;

pub(super) use curves::inline;

use super::document::{Audience, Document};
use super::error::ReportError;
use super::keyframes::KeyFrame;
use super::plots::Plot;
use super::texts::{TEXTS, filled};
use super::words::side_name;
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
    let title = title(document);
    let main = html! {
        header {
            p.brand { "runtilt" }
            h1 { (TEXTS.whole.title) }
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

/// The title of the page or the paper, with the name of the clip.
pub(super) fn title(document: &Document) -> String {
    filled(TEXTS.whole.title_of, &[("clip", &document.clip.file_name)])
}

/// A page that needs no other file.
pub(super) fn whole_page(title: &str, main: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(TEXTS.language) {
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

/// The heading of the key frames.
pub(super) fn key_frames_title(document: &Document) -> String {
    let leg = side_name(document.capture.side_to_camera);
    filled(TEXTS.key_frames.heading, &[("leg", &leg)])
}

fn key_frame_section(document: &Document, key_frames: &[KeyFrame]) -> Markup {
    let leg = side_name(document.capture.side_to_camera);
    html! {
        section #key-frames {
            h2 { (key_frames_title(document)) }
            @if key_frames.is_empty() {
                p { (filled(TEXTS.key_frames.none, &[("leg", &leg)])) }
            } @else {
                p.note { (TEXTS.key_frames.note) }
                div.frames { @for key_frame in key_frames { (figure(key_frame)) } }
            }
        }
    }
}

fn figure(key_frame: &KeyFrame) -> Markup {
    let title = key_frame.moment.title();
    let value = key_frame.posture();
    let picture = format!("data:image/jpeg;base64,{}", STANDARD.encode(&key_frame.jpeg));
    html! {
        figure {
            img src=(picture) width=(key_frame.width_px) height=(key_frame.height_px)
                alt={ (title) @if let Some(value) = &value { ": " (value) } };
            figcaption {
                strong { (title) }
                @if let Some(value) = &value { br; (value) }
                br;
                small { (key_frame.when()) }
            }
        }
    }
}

/// What the report is and is not, word for word as agreed for every report.
fn reading_advice() -> Markup {
    html! {
        section #read-this.advice {
            h2 { (TEXTS.advice.heading) }
            p { (TEXTS.advice.no_diagnosis) }
            p { strong { (TEXTS.advice.urgent) } " " (TEXTS.advice.urgent_for) }
            p { (TEXTS.advice.no_change_without_complaint) }
        }
    }
}

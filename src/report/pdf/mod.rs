//! `report.pdf`: the report for paper and for the patient's file, at most six pages.
//!
//! Made natively with Typst. The template (`report.typ`) holds the layout and no text of a result; what the report says comes in as data
//! (`report.json`), so that nothing in a clip's name or a rule's text is ever read as markup. Same document, same bytes.

mod content;
mod world;

use super::document::{Audience, Document};
use super::error::ReportError;
use super::keyframes::KeyFrame;
use super::plots::Plot;
use content::Content;
use std::time::Instant;
use world::Desk;

const TEMPLATE: &str = include_str!("report.typ");

/// The report as a PDF with its fonts inside, tagged, with an outline.
///
/// # Errors
/// As [`to_json`](super::to_json): a document that must not be shown. [`ReportError::Pdf`] is a fault of the template.
pub fn report_pdf(
    document: &Document,
    plots: &[Plot],
    key_frames: &[KeyFrame],
    audience: Audience,
) -> Result<Vec<u8>, ReportError> {
    super::json::check(document)?;
    let began = Instant::now();
    let content = Content::new(document, plots, key_frames, audience);
    let mut desk = Desk::new(TEMPLATE);
    desk.put("report.json", serde_json::to_vec(&content)?);
    for plot in plots {
        desk.put(&format!("{}.svg", plot.name), plot.svg.clone().into_bytes());
    }
    for (number, key_frame) in key_frames.iter().enumerate() {
        desk.put(&content::picture_name(number), key_frame.jpeg.clone());
    }
    let pdf = desk.typeset().map_err(|reason| ReportError::Pdf { reason })?;
    tracing::info!(stage = "pdf", seconds = began.elapsed().as_secs_f64());
    Ok(pdf)
}

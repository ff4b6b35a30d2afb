//! `result.json`.

use super::document::Document;
use super::error::ReportError;
use super::finite::first_non_finite;

/// The document as JSON text, ending in a newline.
///
/// # Errors
/// [`ReportError::NotFinite`] for a number that is not finite and [`ReportError::Inconsistent`] for lists
/// that do not fit together.
pub fn to_json(document: &Document) -> Result<String, ReportError> {
    check(document)?;
    let mut text = serde_json::to_string(document)?;
    text.push('\n');
    Ok(text)
}

/// Refuses a document that must not be shown: lists that do not fit together, numbers that are not finite.
pub(super) fn check(document: &Document) -> Result<(), ReportError> {
    document.check()?;
    match first_non_finite(document) {
        Some(place) => Err(ReportError::NotFinite { place }),
        None => Ok(()),
    }
}

/// Reads a document back.
///
/// # Errors
/// [`ReportError::Json`] unless the text is a result of this schema, [`ReportError::Inconsistent`] where
/// its lists do not fit together.
pub fn from_json(text: &str) -> Result<Document, ReportError> {
    let document: Document = serde_json::from_str(text)?;
    document.check()?;
    Ok(document)
}

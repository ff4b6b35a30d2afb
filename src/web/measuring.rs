//! From what was kept of a clip to its result, with the corrections that hold.

use super::desk::Desk;
use super::error::ApiError;
use super::kept::kept;
use super::options::{looked_at_with, pipeline_options};
use crate::corrections::Correction;
use crate::pipeline::{Observed, measure};
use crate::report::document::Document;
use crate::report::{from_json, to_json};
use crate::store::{Clip, CorrectionEntry};
use axum::http::StatusCode;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Name of the result among the files of a clip.
pub(super) const RESULT: &str = "result.json";
/// How the names of reports made so far begin.
pub(super) const REPORT: &str = "report-";

/// A running clip and its standing clip: memory does not grow with the library.
const MOST_SEEN: usize = 2;

/// What was seen in the clips that were measured last, and one turn at a time for everybody who measures.
#[derive(Debug, Default)]
pub(super) struct Measuring {
    turn: Mutex<()>,
    /// By clip: the running one, and its standing one.
    last: Mutex<Vec<(i64, Arc<Observed>)>>,
}

impl Measuring {
    /// Waits for the turn.
    pub(super) fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets what was seen: the clip is looked at anew, or goes.
    pub(super) fn forget(&self) {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// What was seen in a clip, read once while somebody corrects it.
    fn seen(&self, clip: i64, read: impl FnOnce() -> Option<Observed>) -> Option<Arc<Observed>> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, observed)) = last.iter().find(|(id, _)| *id == clip) {
            return Some(Arc::clone(observed));
        }
        let read = Arc::new(read()?);
        last.truncate(MOST_SEEN - 1);
        last.insert(0, (clip, Arc::clone(&read)));
        Some(read)
    }
}

/// What was seen in a running clip.
fn observed(desk: &Desk, clip: &Clip) -> Result<Arc<Observed>, ApiError> {
    let read = || kept(&desk.library.folder_of(clip.id), &looked_at_with(&clip.options));
    desk.measuring.seen(clip.id, read).ok_or_else(not_analysed)
}

fn not_analysed() -> ApiError {
    let message = "the clip must be analysed first (again, where its options have changed)";
    ApiError::new(StatusCode::CONFLICT, "not_analysed", message)
}

/// Measures a clip with corrections, from what was kept.
pub(super) fn measured(desk: &Desk, clip: &Clip, corrections: Vec<Correction>) -> Result<Document, ApiError> {
    let options = pipeline_options(&clip.options, corrections)?;
    let run = observed(desk, clip)?;
    let standing = clip.options.neutral_clip.map(|id| {
        let standing = desk.library.clip(id)?;
        let read = || kept(&desk.library.folder_of(id), &standing_looked_at_with(&clip.options));
        desk.measuring.seen(id, read).ok_or_else(|| {
            let message = format!(
                "the standing clip {} was not looked at: analyse the running clip again",
                standing.name
            );
            ApiError::new(StatusCode::CONFLICT, "not_analysed", message)
        })
    });
    let standing = standing.transpose()?;
    let original = desk.library.folder_of(clip.id).original();
    let mut document = measure(&original, &options, &desk.models, &run, standing.as_deref())?;
    document.clip.file_name.clone_from(&clip.name);
    Ok(document)
}

/// How a standing clip is looked at for a running clip: from its first to its last frame, with the same source of the pelvis.
pub(super) fn standing_looked_at_with(running: &crate::store::ClipOptions) -> String {
    let own = crate::store::ClipOptions {
        pelvis: running.pelvis.clone(),
        subject: running.subject,
        ..Default::default()
    };
    looked_at_with(&own)
}

/// The corrections that hold.
pub(super) fn holding(entries: Vec<CorrectionEntry>) -> Vec<Correction> {
    entries.into_iter().filter(|entry| !entry.undone).map(|entry| entry.correction).collect()
}

/// Puts a new result in the place of the one before.
pub(super) fn put(desk: &Desk, clip: &Clip, document: &Document) -> Result<(), ApiError> {
    let folder = desk.library.folder_of(clip.id);
    folder.write(RESULT, to_json(document)?.as_bytes())?;
    folder.remove_files(REPORT)?;
    let main = document.findings.as_ref().map(|findings| findings.main.get(document.summary.side_to_camera));
    desk.library.note_result(clip.id, main.map(|main| main.sentence.physio.as_str()))?;
    Ok(())
}

/// The result of a clip.
pub(super) fn result_of(desk: &Desk, clip: &Clip) -> Result<Document, ApiError> {
    let path = desk.library.folder_of(clip.id).file(RESULT);
    let text = std::fs::read_to_string(&path).map_err(|_| no_result())?;
    Ok(from_json(&text)?)
}

/// For a clip without a result.
pub(super) fn no_result() -> ApiError {
    ApiError::not_found("there is no result of this clip yet: analyse it first")
}

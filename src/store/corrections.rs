//! The log of corrections of a clip.

use super::{Library, StoreError};
use crate::corrections::Correction;
use rusqlite::{OptionalExtension, params};
use serde::Serialize;

/// A correction in the log.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CorrectionEntry {
    /// Place in the log, from 1.
    pub number: usize,
    /// What was corrected.
    pub correction: Correction,
    /// The same in words.
    pub text: String,
    /// When.
    pub created_at: String,
    /// Whether it was taken back.
    pub undone: bool,
}

impl Library {
    /// The log, oldest first, with what was taken back.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn corrections(&self, clip: i64) -> Result<Vec<CorrectionEntry>, StoreError> {
        let db = self.db();
        let mut query = db.prepare(
            "SELECT correction, created_at, undone FROM correction WHERE clip_id = ?1 ORDER BY id",
        )?;
        let rows = query.query_map([clip], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, bool>(2)?))
        })?;
        rows.zip(1..)
            .map(|(row, number)| {
                let (text, created_at, undone) = row?;
                let correction: Correction = serde_json::from_str(&text)?;
                let text = correction.to_string();
                Ok(CorrectionEntry { number, correction, text, created_at, undone })
            })
            .collect()
    }

    /// Adds a correction. What was taken back before it is forgotten: it cannot be brought back over it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn add_correction(&self, clip: i64, correction: &Correction) -> Result<(), StoreError> {
        let text = serde_json::to_string(correction)?;
        let mut db = self.db();
        let change = db.transaction()?;
        change.execute("DELETE FROM correction WHERE clip_id = ?1 AND undone = 1", [clip])?;
        change
            .execute("INSERT INTO correction (clip_id, correction) VALUES (?1, ?2)", params![clip, text])?;
        Ok(change.commit()?)
    }

    /// Takes back the last correction that holds.
    ///
    /// # Errors
    /// [`StoreError::NoCorrection`].
    pub fn undo(&self, clip: i64) -> Result<(), StoreError> {
        self.mark(clip, "SELECT max(id) FROM correction WHERE clip_id = ?1 AND undone = 0", true, "undo")
    }

    /// Brings back the first one that was taken back.
    ///
    /// # Errors
    /// [`StoreError::NoCorrection`].
    pub fn redo(&self, clip: i64) -> Result<(), StoreError> {
        self.mark(clip, "SELECT min(id) FROM correction WHERE clip_id = ?1 AND undone = 1", false, "redo")
    }

    fn mark(&self, clip: i64, which: &str, undone: bool, word: &'static str) -> Result<(), StoreError> {
        let db = self.db();
        let id: Option<i64> = db.query_row(which, [clip], |row| row.get(0)).optional()?.flatten();
        let id = id.ok_or(StoreError::NoCorrection(word))?;
        db.execute("UPDATE correction SET undone = ?2 WHERE id = ?1", params![id, undone])?;
        Ok(())
    }
}

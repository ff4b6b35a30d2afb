//! Clips: rows and options.

use super::{Job, Library, StoreError, found, one};
use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What a clip shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClipKind {
    /// The runner runs.
    Running,
    /// The runner stands: the zero of running clips.
    Standing,
}

impl ClipKind {
    const fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Standing => "standing",
        }
    }
}

/// What the file itself says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClipFacts {
    /// Width of the upright picture.
    pub width_px: u32,
    /// Height of the upright picture.
    pub height_px: u32,
    /// Frames a second as it plays.
    pub nominal_fps: f64,
    /// How long it plays, where the file says.
    pub duration_s: Option<f64>,
    /// Four letters.
    pub codec: String,
    /// What makes it less suited, for people.
    pub warnings: Vec<String>,
}

/// How a clip is to be measured. `docs/SERVER.md` has the form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ClipOptions {
    /// Standing height.
    pub height_m: Option<f64>,
    /// Belt speed.
    pub speed_m_per_s: Option<f64>,
    /// Incline of the belt, per cent.
    pub incline_percent: Option<f64>,
    /// From the lens to the runner's pelvis.
    pub camera_distance_m: Option<f64>,
    /// How many times slower than life the clip plays.
    pub slow_motion: f64,
    /// First second of the part to analyse.
    pub start_s: f64,
    /// Last one.
    pub end_s: Option<f64>,
    /// Whom to follow, from 1.
    pub subject: Option<u8>,
    /// What the pelvis is measured from, in the words of `--pelvis`.
    pub pelvis: String,
    /// Number of the standing clip of the same session.
    pub neutral_clip: Option<i64>,
}

impl Default for ClipOptions {
    fn default() -> Self {
        Self {
            height_m: None,
            speed_m_per_s: None,
            incline_percent: None,
            camera_distance_m: None,
            slow_motion: 1.0,
            start_s: 0.0,
            end_s: None,
            subject: None,
            pelvis: "auto".to_owned(),
            neutral_clip: None,
        }
    }
}

/// A clip of the library.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Clip {
    /// Number.
    pub id: i64,
    /// Of which session.
    pub session_id: i64,
    /// What it shows.
    pub kind: ClipKind,
    /// Name of the file as it was given.
    pub name: String,
    /// Its size.
    pub bytes: i64,
    /// Its checksum.
    pub sha256: String,
    /// When it came.
    pub created_at: String,
    /// What the file says.
    pub facts: ClipFacts,
    /// How it is to be measured.
    pub options: ClipOptions,
    /// The latest job.
    pub job: Option<Job>,
    /// Whether there is a result.
    pub has_result: bool,
    /// Grows with each change of the result.
    pub revision: i64,
    /// Main finding in a sentence.
    pub verdict: Option<String>,
}

/// A clip that has just come.
#[derive(Debug, Clone, PartialEq)]
pub struct NewClip<'a> {
    /// For which session.
    pub session_id: i64,
    /// What it shows.
    pub kind: ClipKind,
    /// Name of the file as it was given.
    pub name: &'a str,
    /// Its size.
    pub bytes: u64,
    /// Its checksum.
    pub sha256: &'a str,
    /// What the file says.
    pub facts: &'a ClipFacts,
}

const CLIP: &str = "SELECT id, session_id, kind, name, bytes, sha256, created_at, facts, options, has_result, revision, verdict
    FROM clip";

fn clip(row: &Row<'_>) -> rusqlite::Result<Clip> {
    Ok(Clip {
        id: row.get(0)?,
        session_id: row.get(1)?,
        kind: if row.get::<_, String>(2)? == "standing" { ClipKind::Standing } else { ClipKind::Running },
        name: row.get(3)?,
        bytes: row.get(4)?,
        sha256: row.get(5)?,
        created_at: row.get(6)?,
        facts: json(row, 7)?,
        options: json(row, 8)?,
        job: None,
        has_result: row.get(9)?,
        revision: row.get(10)?,
        verdict: row.get(11)?,
    })
}

fn json<T: serde::de::DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
    })
}

impl Library {
    /// A clip with its latest job.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn clip(&self, id: i64) -> Result<Clip, StoreError> {
        let row = one(self.db().query_row(&format!("{CLIP} WHERE id = ?1"), [id], clip), "clip", id)?;
        Ok(Clip { job: self.latest_job(id)?, ..row })
    }

    /// The clips of a session, the first first.
    pub(super) fn clips_of(&self, session: i64) -> Result<Vec<Clip>, StoreError> {
        let clips: Vec<Clip> = {
            let db = self.db();
            let mut query = db.prepare(&format!("{CLIP} WHERE session_id = ?1 ORDER BY id"))?;
            query.query_map([session], clip)?.collect::<Result<_, _>>()?
        };
        clips.into_iter().map(|clip| Ok(Clip { job: self.latest_job(clip.id)?, ..clip })).collect()
    }

    /// Takes a file that lies in [`Library::incoming`] into the library.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] without the session, [`StoreError::File`] where the file cannot be moved; nothing is kept then.
    pub fn add_clip(&self, new: &NewClip<'_>, file: &Path) -> Result<Clip, StoreError> {
        let id = {
            let mut db = self.db();
            let row = db.query_row("SELECT id FROM session WHERE id = ?1", [new.session_id], |row| {
                row.get::<_, i64>(0)
            });
            one(row, "session", new.session_id)?;
            let change = db.transaction()?;
            change.execute(
                "INSERT INTO clip (session_id, kind, name, bytes, sha256, facts, options) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    new.session_id,
                    new.kind.name(),
                    new.name,
                    i64::try_from(new.bytes).unwrap_or(i64::MAX),
                    new.sha256,
                    serde_json::to_string(new.facts)?,
                    serde_json::to_string(&ClipOptions::default())?,
                ],
            )?;
            let id = change.last_insert_rowid();
            self.folder_of(id).take_in(file)?;
            change.commit()?;
            id
        };
        self.clip(id)
    }

    /// Sets how a clip is to be measured. What lies outside of sense is refused.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Invalid`].
    pub fn set_options(&self, id: i64, options: &ClipOptions) -> Result<Clip, StoreError> {
        self.check_options(id, options)?;
        let text = serde_json::to_string(options)?;
        let rows = self.db().execute("UPDATE clip SET options = ?2 WHERE id = ?1", params![id, text])?;
        found(rows, "clip", id)?;
        self.clip(id)
    }

    fn check_options(&self, id: i64, options: &ClipOptions) -> Result<(), StoreError> {
        // The ranges are those of the command line.
        let ranges = [
            ("height", options.height_m, 0.8..=2.5, "m"),
            ("speed", options.speed_m_per_s, 0.5..=12.0, "m/s"),
            ("incline", options.incline_percent, -20.0..=40.0, "%"),
            ("distance of the camera", options.camera_distance_m, 0.5..=30.0, "m"),
            ("slow motion", Some(options.slow_motion), 0.1..=64.0, "times"),
            ("start", Some(options.start_s), 0.0..=1e6, "s"),
            ("end", options.end_s, 0.0..=1e6, "s"),
        ];
        for (name, value, range, unit) in ranges {
            if value.is_some_and(|value| !range.contains(&value)) {
                let (low, high) = range.into_inner();
                return Err(StoreError::Invalid(format!("the {name} must be from {low} to {high} {unit}")));
            }
        }
        let Some(neutral) = options.neutral_clip else { return Ok(()) };
        let (own, other) = (self.clip(id)?, self.clip(neutral)?);
        if other.kind != ClipKind::Standing || other.session_id != own.session_id {
            let problem = "the standing clip must be one of the same session that was uploaded as standing";
            return Err(StoreError::Invalid(problem.to_owned()));
        }
        Ok(())
    }

    /// Notes that there is a new result, with its main finding.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn note_result(&self, id: i64, verdict: Option<&str>) -> Result<(), StoreError> {
        let rows = self.db().execute(
            "UPDATE clip SET has_result = 1, revision = revision + 1, verdict = ?2 WHERE id = ?1",
            params![id, verdict],
        )?;
        found(rows, "clip", id)
    }

    /// Deletes a clip and its files, the files first. Running clips that counted from it lose it as their zero.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::File`].
    pub fn delete_clip(&self, id: i64) -> Result<(), StoreError> {
        let clip = self.clip(id)?;
        self.folder_of(id).remove()?;
        found(self.db().execute("DELETE FROM clip WHERE id = ?1", [id])?, "clip", id)?;
        for other in self.clips_of(clip.session_id)? {
            if other.options.neutral_clip == Some(id) {
                self.set_options(other.id, &ClipOptions { neutral_clip: None, ..other.options })?;
            }
        }
        Ok(())
    }
}

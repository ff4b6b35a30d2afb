//! The queue of work. It is in the database, so that a server that was killed takes its work up again.

use super::{Library, StoreError, found, one};
use rusqlite::{OptionalExtension, Row, params};
use serde::Serialize;

/// How a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Waits for those before it.
    Queued,
    /// Under way.
    Running,
    /// There is a result.
    Done,
    /// There is none, and a reason.
    Failed,
    /// Somebody stopped it.
    Cancelled,
}

impl JobState {
    /// As the database and the interface write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    fn from_name(name: &str) -> Self {
        let all = [Self::Queued, Self::Running, Self::Done, Self::Cancelled];
        all.into_iter().find(|state| state.name() == name).unwrap_or(Self::Failed)
    }
}

/// Why a job failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JobError {
    /// A stable word for programs.
    pub code: String,
    /// What is the matter and what to do, for people.
    pub message: String,
}

/// One analysis of one clip.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Job {
    /// Number.
    pub id: i64,
    /// Of which clip.
    pub clip_id: i64,
    /// How it stands.
    pub state: JobState,
    /// What it is at; `None` where it is not running.
    pub stage: Option<&'static str>,
    /// Frames done of the stage.
    pub done: usize,
    /// Frames that the stage has, where that is known.
    pub total: Option<usize>,
    /// How long it will still take, roughly.
    pub seconds_left: Option<f64>,
    /// Why it failed.
    pub error: Option<JobError>,
    /// How often it was begun.
    pub attempt: i64,
    /// When it was asked for.
    pub created_at: String,
    /// When it was begun.
    pub started_at: Option<String>,
    /// When it ended.
    pub finished_at: Option<String>,
}

/// A job that ended its server this often is not begun again.
const MOST_ATTEMPTS: i64 = 3;

const JOB: &str = "SELECT id, clip_id, state, error_code, error_message, attempt, created_at, started_at, finished_at FROM job";

fn job(row: &Row<'_>) -> rusqlite::Result<Job> {
    let error = row.get::<_, Option<String>>(3)?.zip(row.get(4)?);
    let state = JobState::from_name(&row.get::<_, String>(2)?);
    Ok(Job {
        id: row.get(0)?,
        clip_id: row.get(1)?,
        state,
        stage: (state == JobState::Queued).then_some("waiting"),
        done: 0,
        total: None,
        seconds_left: None,
        error: error.map(|(code, message)| JobError { code, message }),
        attempt: row.get(5)?,
        created_at: row.get(6)?,
        started_at: row.get(7)?,
        finished_at: row.get(8)?,
    })
}

const NOW: &str = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')";

impl Library {
    /// A job.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn job(&self, id: i64) -> Result<Job, StoreError> {
        one(self.db().query_row(&format!("{JOB} WHERE id = ?1"), [id], job), "job", id)
    }

    pub(super) fn latest_job(&self, clip: i64) -> Result<Option<Job>, StoreError> {
        let query = format!("{JOB} WHERE clip_id = ?1 ORDER BY id DESC LIMIT 1");
        Ok(self.db().query_row(&query, [clip], job).optional()?)
    }

    /// Puts the analysis of a clip into the queue.
    ///
    /// # Errors
    /// [`StoreError::Busy`] where one is in it or under way, [`StoreError::NotFound`] without the clip.
    pub fn queue(&self, clip: i64) -> Result<Job, StoreError> {
        self.clip(clip)?;
        let id = {
            let db = self.db();
            let rows = db.execute("INSERT OR IGNORE INTO job (clip_id) VALUES (?1)", [clip])?;
            if rows == 0 {
                return Err(StoreError::Busy);
            }
            db.last_insert_rowid()
        };
        self.job(id)
    }

    /// Takes the oldest job of the queue, as under way.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub fn next_job(&self) -> Result<Option<Job>, StoreError> {
        let update = format!(
            "UPDATE job SET state = 'running', started_at = {NOW}, attempt = attempt + 1
             WHERE id = (SELECT id FROM job WHERE state = 'queued' ORDER BY id LIMIT 1) RETURNING id"
        );
        let id: Option<i64> = self.db().query_row(&update, [], |row| row.get(0)).optional()?;
        id.map(|id| self.job(id)).transpose()
    }

    /// Ends a job that is under way or in the queue.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] also where it was deleted meanwhile.
    pub fn end_job(&self, id: i64, state: JobState, error: Option<&JobError>) -> Result<Job, StoreError> {
        let update = format!(
            "UPDATE job SET state = ?2, error_code = ?3, error_message = ?4, finished_at = {NOW} WHERE id = ?1"
        );
        let (code, message) = (error.map(|e| e.code.as_str()), error.map(|e| e.message.as_str()));
        found(self.db().execute(&update, params![id, state.name(), code, message])?, "job", id)?;
        self.job(id)
    }

    /// Cancels a job that still waits; tells whether it did.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub fn cancel_queued(&self, id: i64) -> Result<bool, StoreError> {
        let update = format!(
            "UPDATE job SET state = 'cancelled', finished_at = {NOW} WHERE id = ?1 AND state = 'queued'"
        );
        Ok(self.db().execute(&update, [id])? > 0)
    }

    /// Jobs that were under way when the last server ended wait again, unless they seem to be what ended it.
    pub(super) fn requeue_interrupted(&self) -> Result<(), StoreError> {
        let db = self.db();
        let give_up = format!(
            "UPDATE job SET state = 'failed', finished_at = {NOW}, error_code = 'interrupted',
             error_message = 'The analysis was begun {MOST_ATTEMPTS} times and never came to an end. Try a shorter part of the clip.'
             WHERE state = 'running' AND attempt >= {MOST_ATTEMPTS}"
        );
        db.execute(&give_up, [])?;
        db.execute("UPDATE job SET state = 'queued', started_at = NULL WHERE state = 'running'", [])?;
        Ok(())
    }
}

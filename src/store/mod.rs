//! The clinic's library: clients, their sessions, clips, jobs and corrections, in one folder that can be copied.
//!
//! Rows are in SQLite (`library.sqlite`, `schema_1.sql`), files beside it in `clips/<number>/`. Everything here blocks; callers on
//! an asynchronous runtime move it to a thread. [`Library`] can be shared.

mod clients;
mod clips;
mod corrections;
mod error;
mod files;
mod jobs;

pub use clients::{Client, Session};
pub use clips::{Clip, ClipFacts, ClipKind, ClipOptions, NewClip};
pub use corrections::CorrectionEntry;
pub use error::StoreError;
pub use files::ClipFolder;
pub use jobs::{Job, JobError, JobState};

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The library in a folder.
#[derive(Debug)]
pub struct Library {
    folder: PathBuf,
    connection: Mutex<Connection>,
    /// Held as long as the library is open.
    _lock: File,
}

impl Library {
    /// Opens the library in a folder, or begins one there. Jobs that were under way when the last server ended are queued
    /// again, and what was left of broken uploads is removed.
    ///
    /// # Errors
    /// [`StoreError`]: in use by another server, made by a later version, or the folder cannot be written.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        private_folder(folder)?;
        let lock = lock(folder)?;
        let mut connection = Connection::open(folder.join("library.sqlite"))?;
        // What is deleted is overwritten; references are held.
        connection.execute_batch(
            "PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;",
        )?;
        Migrations::new(vec![M::up(include_str!("schema_1.sql"))]).to_latest(&mut connection)?;
        let library = Self { folder: folder.to_owned(), connection: Mutex::new(connection), _lock: lock };
        library.requeue_interrupted()?;
        library.remove_strays()?;
        Ok(library)
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The database. A thread that died in a query has rolled back; the next may go on.
    fn db(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Health data: nobody else on the machine may look.
fn private_folder(folder: &Path) -> Result<(), StoreError> {
    fs::create_dir_all(folder).map_err(StoreError::file(folder))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).map_err(StoreError::file(folder))?;
    }
    Ok(())
}

fn lock(folder: &Path) -> Result<File, StoreError> {
    let path = folder.join("lock");
    let file = File::create(&path).map_err(StoreError::file(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse(folder.to_owned())),
        Err(TryLockError::Error(source)) => Err(StoreError::File { path, source }),
    }
}

/// `NotFound` for a statement that concerned no row.
const fn found(rows: usize, what: &'static str, id: i64) -> Result<(), StoreError> {
    if rows == 0 { Err(StoreError::NotFound { what, id }) } else { Ok(()) }
}

/// `NotFound` for a query without a row.
fn one<T>(row: rusqlite::Result<T>, what: &'static str, id: i64) -> Result<T, StoreError> {
    row.map_err(|error| match error {
        rusqlite::Error::QueryReturnedNoRows => StoreError::NotFound { what, id },
        other => other.into(),
    })
}

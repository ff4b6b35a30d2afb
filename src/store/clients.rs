//! Clients and their sessions.

use super::{Clip, Library, StoreError, found, one};
use rusqlite::{Row, params};
use serde::Serialize;

/// A runner who comes to the clinic. A code name is enough.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Client {
    /// Number.
    pub id: i64,
    /// As the clinic calls the runner.
    pub name: String,
    /// When the client was entered.
    pub created_at: String,
    /// How many sessions there are.
    pub session_count: i64,
    /// Date of the last one.
    pub last_session: Option<String>,
    /// The sessions, the latest first; left out of lists of clients.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sessions: Option<Vec<Session>>,
}

/// One visit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Session {
    /// Number.
    pub id: i64,
    /// Whose.
    pub client_id: i64,
    /// Day, as 2026-11-25.
    pub date: String,
    /// Free text.
    pub note: String,
    /// Its clips.
    pub clips: Vec<Clip>,
}

/// Longest name: enough for any, short enough for every list.
const LONGEST_NAME: usize = 120;
/// Longest note.
const LONGEST_NOTE: usize = 10_000;

const CLIENT: &str = "SELECT client.id, name, client.created_at, count(session.id), max(session.date)
    FROM client LEFT JOIN session ON session.client_id = client.id";

fn client(row: &Row<'_>) -> rusqlite::Result<Client> {
    Ok(Client {
        id: row.get(0)?,
        name: row.get(1)?,
        created_at: row.get(2)?,
        session_count: row.get(3)?,
        last_session: row.get(4)?,
        sessions: None,
    })
}

impl Library {
    /// All clients by name, without their sessions.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn clients(&self) -> Result<Vec<Client>, StoreError> {
        let db = self.db();
        let mut query = db.prepare(&format!("{CLIENT} GROUP BY client.id ORDER BY name COLLATE NOCASE"))?;
        let clients = query.query_map([], client)?.collect::<Result<_, _>>()?;
        Ok(clients)
    }

    /// A client with all sessions.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn client(&self, id: i64) -> Result<Client, StoreError> {
        let query = format!("{CLIENT} WHERE client.id = ?1 GROUP BY client.id");
        let found = one(self.db().query_row(&query, [id], client), "client", id)?;
        Ok(Client { sessions: Some(self.sessions_of(id)?), ..found })
    }

    /// Enters a client.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] for an empty or endless name.
    pub fn add_client(&self, name: &str) -> Result<Client, StoreError> {
        let name = usable_name(name)?;
        let id = {
            let db = self.db();
            db.execute("INSERT INTO client (name) VALUES (?1)", [name])?;
            db.last_insert_rowid()
        };
        self.client(id)
    }

    /// Gives a client another name.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Invalid`].
    pub fn rename_client(&self, id: i64, name: &str) -> Result<Client, StoreError> {
        let name = usable_name(name)?;
        let rows = self.db().execute("UPDATE client SET name = ?2 WHERE id = ?1", params![id, name])?;
        found(rows, "client", id)?;
        self.client(id)
    }

    /// Deletes a client and everything of the client, files first: if one cannot be removed, the client stays to be deleted again.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::File`].
    pub fn delete_client(&self, id: i64) -> Result<(), StoreError> {
        for session in self.sessions_of(id)? {
            self.delete_session(session.id)?;
        }
        found(self.db().execute("DELETE FROM client WHERE id = ?1", [id])?, "client", id)
    }

    fn sessions_of(&self, client: i64) -> Result<Vec<Session>, StoreError> {
        let ids: Vec<i64> = {
            let db = self.db();
            let mut query =
                db.prepare("SELECT id FROM session WHERE client_id = ?1 ORDER BY date DESC, id DESC")?;
            query.query_map([client], |row| row.get(0))?.collect::<Result<_, _>>()?
        };
        ids.into_iter().map(|id| self.session(id)).collect()
    }

    /// A session with its clips.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn session(&self, id: i64) -> Result<Session, StoreError> {
        let row =
            self.db().query_row("SELECT client_id, date, note FROM session WHERE id = ?1", [id], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            });
        let (client_id, date, note) = one(row, "session", id)?;
        Ok(Session { id, client_id, date, note, clips: self.clips_of(id)? })
    }

    /// Enters a session.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] without the client, [`StoreError::Invalid`].
    pub fn add_session(&self, client: i64, date: &str, note: &str) -> Result<Session, StoreError> {
        self.client(client)?;
        let (date, note) = (usable_date(date)?, usable_note(note)?);
        let id = {
            let db = self.db();
            db.execute(
                "INSERT INTO session (client_id, date, note) VALUES (?1, ?2, ?3)",
                params![client, date, note],
            )?;
            db.last_insert_rowid()
        };
        self.session(id)
    }

    /// Changes date or note.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Invalid`].
    pub fn change_session(
        &self,
        id: i64,
        date: Option<&str>,
        note: Option<&str>,
    ) -> Result<Session, StoreError> {
        let (date, note) = (date.map(usable_date).transpose()?, note.map(usable_note).transpose()?);
        let rows = self.db().execute(
            "UPDATE session SET date = coalesce(?2, date), note = coalesce(?3, note) WHERE id = ?1",
            params![id, date, note],
        )?;
        found(rows, "session", id)?;
        self.session(id)
    }

    /// Deletes a session with its clips and their files.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::File`].
    pub fn delete_session(&self, id: i64) -> Result<(), StoreError> {
        for clip in self.session(id)?.clips {
            self.delete_clip(clip.id)?;
        }
        found(self.db().execute("DELETE FROM session WHERE id = ?1", [id])?, "session", id)
    }
}

fn usable_name(name: &str) -> Result<&str, StoreError> {
    let name = name.trim();
    let problem = if name.is_empty() {
        "give the client a name; a code name is enough".to_owned()
    } else if name.chars().count() > LONGEST_NAME {
        format!("the name is longer than {LONGEST_NAME} letters")
    } else if name.chars().any(char::is_control) {
        "the name holds a control character".to_owned()
    } else {
        return Ok(name);
    };
    Err(StoreError::Invalid(problem))
}

fn usable_note(note: &str) -> Result<&str, StoreError> {
    if note.chars().count() <= LONGEST_NOTE {
        return Ok(note);
    }
    Err(StoreError::Invalid(format!("the note is longer than {LONGEST_NOTE} letters")))
}

/// A day as 2026-11-25.
fn usable_date(date: &str) -> Result<&str, StoreError> {
    let parts: Vec<Option<u32>> = date.split('-').map(|part| part.parse().ok()).collect();
    match parts.as_slice() {
        [Some(_), Some(1..=12), Some(1..=31)] if date.len() == 10 && date.is_ascii() => Ok(date),
        _ => Err(StoreError::Invalid(format!("`{date}` is not a date such as 2026-11-25"))),
    }
}

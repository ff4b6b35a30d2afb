//! What all requests share.

use super::board::Board;
use super::error::ApiError;
use super::measuring::Measuring;
use crate::models::Store;
use crate::store::Library;
use std::sync::Arc;

/// Who may ask.
#[derive(Debug, Clone, Default)]
pub struct Access {
    /// The word that lets people in; `None` where only this machine is listened to.
    pub token: Option<String>,
    /// Names under which the server may be called besides addresses and `localhost`.
    pub hosts: Vec<String>,
}

/// The library with what works on it.
#[derive(Debug)]
pub struct Desk {
    pub(super) library: Library,
    pub(super) models: Store,
    pub(super) access: Access,
    /// What a browser shows after the right token: made anew by each server.
    pub(super) cookie: String,
    pub(super) upload_limit: u64,
    pub(super) board: Board,
    pub(super) measuring: Measuring,
}

impl Desk {
    /// A desk over a library. `upload_limit` is in bytes.
    ///
    /// # Errors
    /// [`getrandom::Error`] where the system has no random numbers.
    pub fn new(
        library: Library,
        models: Store,
        access: Access,
        upload_limit: u64,
    ) -> Result<Self, getrandom::Error> {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret)?;
        Ok(Self {
            library,
            models,
            access,
            cookie: hex::encode(secret),
            upload_limit,
            board: Board::default(),
            measuring: Measuring::default(),
        })
    }
}

/// Runs what blocks (files, the database, measuring) beside the requests.
pub(super) async fn blocking<T: Send + 'static>(
    desk: &Arc<Desk>,
    work: impl FnOnce(&Desk) -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let desk = Arc::clone(desk);
    tokio::task::spawn_blocking(move || work(&desk)).await.map_err(|_| ApiError::internal("the work died"))?
}

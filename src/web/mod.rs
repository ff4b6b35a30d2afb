//! The clinic's desk: a page on this machine over the library and the pipeline. `docs/SERVER.md` has the interface.
//!
//! [`app`] makes the router from the [`Desk`], so that tests call it without a socket; [`serve`] binds it. Nothing leaves the machine:
//! the page loads nothing from elsewhere (`guard` says so to the browser as well), and only this machine is listened to unless the
//! user asks for more, which then takes a token.

mod board;
mod clients;
mod clips;
mod compare;
mod corrections;
mod desk;
mod download;
mod error;
mod events;
mod guard;
mod kept;
mod login;
mod measuring;
mod options;
mod page;
mod results;
mod serve;
mod upload;
mod worker;

pub use desk::{Access, Desk};
pub use error::ApiError;
pub use serve::{Address, ServeError, serve};
pub use worker::Worker;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{delete, get, patch, post, put};
use std::sync::Arc;

/// Largest body of a request that is not an upload: a correction or a note.
const LARGEST_JSON: usize = 64 * 1024;

/// Everything that the server answers.
pub fn app(desk: Arc<Desk>) -> Router {
    let uploads = Router::new()
        .route("/api/sessions/{id}/clips", put(upload::upload))
        .layer(DefaultBodyLimit::disable());
    let all = Router::new()
        .route("/api/state", get(page::state))
        .route("/api/clients", get(clients::list).post(clients::add))
        .route("/api/clients/{id}", get(clients::one).patch(clients::rename).delete(clients::remove))
        .route("/api/clients/{id}/download", get(download::client))
        .route("/api/clients/{id}/sessions", post(clients::add_session))
        .route("/api/sessions/{id}", patch(clients::change_session).delete(clients::remove_session))
        .route("/api/clips/{id}", get(clips::one).patch(clips::set_options).delete(clips::remove))
        .route("/api/clips/{id}/analyse", post(clips::analyse))
        .route("/api/clips/{id}/video", get(results::video))
        .route("/api/clips/{id}/frames", get(results::frames))
        .route("/api/clips/{id}/result", get(results::result))
        .route("/api/clips/{id}/report", get(results::report))
        .route("/api/clips/{id}/export", get(results::export))
        .route("/api/clips/{id}/corrections", get(corrections::list).post(corrections::add))
        .route("/api/clips/{id}/corrections/undo", post(corrections::undo))
        .route("/api/clips/{id}/corrections/redo", post(corrections::redo))
        .route("/api/compare", get(compare::json))
        .route("/api/compare/page", get(compare::page))
        .route("/api/jobs/{id}/cancel", post(clips::cancel))
        .route("/api/events", get(events::events))
        .route("/api/{*rest}", delete(page::nothing).get(page::nothing).post(page::nothing))
        .route("/login", post(login::login))
        .fallback(get(page::file))
        .layer(DefaultBodyLimit::max(LARGEST_JSON))
        .merge(uploads);
    all.layer(from_fn_with_state(Arc::clone(&desk), guard::guard)).with_state(desk)
}

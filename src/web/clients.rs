//! Clients and sessions.

use super::clips::stop_jobs;
use super::desk::{Desk, blocking};
use super::error::ApiError;
use crate::store::{Client, Session};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use std::sync::Arc;

type Given<T> = Result<Json<T>, JsonRejection>;

/// A name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Named {
    name: String,
}

/// A new session.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewSession {
    date: String,
    #[serde(default)]
    note: String,
}

/// What of a session changes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SessionChange {
    date: Option<String>,
    note: Option<String>,
}

pub(super) async fn list(State(desk): State<Arc<Desk>>) -> Result<Json<Vec<Client>>, ApiError> {
    blocking(&desk, |desk| Ok(Json(desk.library.clients()?))).await
}

pub(super) async fn one(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<i64>,
) -> Result<Json<Client>, ApiError> {
    blocking(&desk, move |desk| {
        let mut client = desk.library.client(id)?;
        for clip in client.sessions.iter_mut().flatten().flat_map(|session| &mut session.clips) {
            clip.job = clip.job.take().map(|job| desk.board.with_progress(job));
        }
        Ok(Json(client))
    })
    .await
}

pub(super) async fn add(
    State(desk): State<Arc<Desk>>,
    given: Given<Named>,
) -> Result<(StatusCode, Json<Client>), ApiError> {
    let Json(given) = given?;
    blocking(&desk, move |desk| Ok((StatusCode::CREATED, Json(desk.library.add_client(&given.name)?)))).await
}

pub(super) async fn rename(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<i64>,
    given: Given<Named>,
) -> Result<Json<Client>, ApiError> {
    let Json(given) = given?;
    blocking(&desk, move |desk| Ok(Json(desk.library.rename_client(id, &given.name)?))).await
}

pub(super) async fn remove(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<i64>,
) -> Result<StatusCode, ApiError> {
    blocking(&desk, move |desk| {
        for session in desk.library.client(id)?.sessions.unwrap_or_default() {
            stop_jobs(desk, &session.clips)?;
        }
        desk.library.delete_client(id)?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

pub(super) async fn add_session(
    State(desk): State<Arc<Desk>>,
    Path(client): Path<i64>,
    given: Given<NewSession>,
) -> Result<(StatusCode, Json<Session>), ApiError> {
    let Json(given) = given?;
    blocking(&desk, move |desk| {
        let session = desk.library.add_session(client, &given.date, &given.note)?;
        Ok((StatusCode::CREATED, Json(session)))
    })
    .await
}

pub(super) async fn change_session(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<i64>,
    given: Given<SessionChange>,
) -> Result<Json<Session>, ApiError> {
    let Json(given) = given?;
    blocking(&desk, move |desk| {
        Ok(Json(desk.library.change_session(id, given.date.as_deref(), given.note.as_deref())?))
    })
    .await
}

pub(super) async fn remove_session(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<i64>,
) -> Result<StatusCode, ApiError> {
    blocking(&desk, move |desk| {
        stop_jobs(desk, &desk.library.session(id)?.clips)?;
        desk.library.delete_session(id)?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

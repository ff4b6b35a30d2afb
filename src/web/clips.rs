//! Clips and their jobs.

use super::desk::{Desk, blocking};
use super::error::ApiError;
use super::options::check_pelvis;
use crate::store::{Clip, ClipOptions, Job, JobState};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use std::sync::Arc;
use std::time::Duration;

/// How long a job may take to notice that it was stopped: it looks after each frame, so this is ample.
const STOPPING: Duration = Duration::from_secs(20);

/// How a clip is to be measured from now on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Change {
    options: ClipOptions,
}

pub(super) async fn one(State(desk): State<Arc<Desk>>, Path(id): Path<i64>) -> Result<Json<Clip>, ApiError> {
    blocking(&desk, move |desk| Ok(Json(with_progress(desk, desk.library.clip(id)?)))).await
}

fn with_progress(desk: &Desk, clip: Clip) -> Clip {
    Clip { job: clip.job.map(|job| desk.board.with_progress(job)), ..clip }
}

pub(super) async fn set_options(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<i64>,
    given: Result<Json<Change>, JsonRejection>,
) -> Result<Json<Clip>, ApiError> {
    let Json(given) = given?;
    blocking(&desk, move |desk| {
        check_pelvis(&given.options)?;
        Ok(Json(with_progress(desk, desk.library.set_options(id, &given.options)?)))
    })
    .await
}

pub(super) async fn analyse(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<i64>,
) -> Result<(StatusCode, Json<Job>), ApiError> {
    blocking(&desk, move |desk| {
        let job = desk.library.queue(id)?;
        desk.board.tell(&job);
        desk.board.bell.notify_all();
        Ok((StatusCode::ACCEPTED, Json(job)))
    })
    .await
}

pub(super) async fn cancel(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<i64>,
) -> Result<Json<Job>, ApiError> {
    blocking(&desk, move |desk| {
        if !desk.library.cancel_queued(id)? {
            desk.board.cancel(id);
        }
        let job = desk.board.with_progress(desk.library.job(id)?);
        desk.board.tell(&job);
        Ok(Json(job))
    })
    .await
}

pub(super) async fn remove(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<i64>,
) -> Result<StatusCode, ApiError> {
    blocking(&desk, move |desk| {
        stop_jobs(desk, &[desk.library.clip(id)?])?;
        desk.library.delete_clip(id)?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// Stops what is under way for clips that are about to go, and waits for it.
pub(super) fn stop_jobs(desk: &Desk, clips: &[Clip]) -> Result<(), ApiError> {
    for job in clips.iter().filter_map(|clip| clip.job.as_ref()) {
        if !matches!(job.state, JobState::Queued | JobState::Running) {
            continue;
        }
        if !desk.library.cancel_queued(job.id)? {
            desk.board.cancel(job.id);
        }
        if !desk.board.wait_for_end(job.id, STOPPING) {
            let message = "the analysis of the clip does not stop; try again in a moment";
            return Err(ApiError::new(StatusCode::CONFLICT, "busy", message));
        }
    }
    desk.measuring.forget();
    Ok(())
}

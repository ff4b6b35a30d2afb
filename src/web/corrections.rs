//! Corrections by hand.

use super::desk::{Desk, blocking};
use super::error::ApiError;
use super::measuring::{holding, measured, put};
use crate::corrections::Correction;
use crate::store::{Clip, CorrectionEntry, JobState, StoreError};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Serialize;
use std::sync::Arc;

/// The log after a change.
#[derive(Debug, Serialize)]
pub(super) struct Corrected {
    corrections: Vec<CorrectionEntry>,
    revision: i64,
}

pub(super) async fn list(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<i64>,
) -> Result<Json<Vec<CorrectionEntry>>, ApiError> {
    blocking(&desk, move |desk| {
        desk.library.clip(id)?;
        Ok(Json(desk.library.corrections(id)?))
    })
    .await
}

pub(super) async fn add(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<i64>,
    given: Result<Json<Correction>, JsonRejection>,
) -> Result<(StatusCode, Json<Corrected>), ApiError> {
    let Json(correction) = given?;
    blocking(&desk, move |desk| {
        correction.check()?;
        let _turn = desk.measuring.turn();
        let clip = idle_clip(desk, id)?;
        let mut all = holding(desk.library.corrections(id)?);
        all.push(correction.clone());
        // Measured first: what cannot be applied is not kept.
        let document = measured(desk, &clip, all)?;
        desk.library.add_correction(id, &correction)?;
        put(desk, &clip, &document)?;
        Ok((StatusCode::CREATED, corrected(desk, id)?))
    })
    .await
}

pub(super) async fn undo(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<i64>,
) -> Result<Json<Corrected>, ApiError> {
    blocking(&desk, move |desk| changed(desk, id, |desk| desk.library.undo(id))).await
}

pub(super) async fn redo(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<i64>,
) -> Result<Json<Corrected>, ApiError> {
    blocking(&desk, move |desk| changed(desk, id, |desk| desk.library.redo(id))).await
}

/// Changes the log and measures again.
fn changed(
    desk: &Desk,
    id: i64,
    change: impl FnOnce(&Desk) -> Result<(), StoreError>,
) -> Result<Json<Corrected>, ApiError> {
    let _turn = desk.measuring.turn();
    let clip = idle_clip(desk, id)?;
    change(desk)?;
    let document = measured(desk, &clip, holding(desk.library.corrections(id)?))?;
    put(desk, &clip, &document)?;
    corrected(desk, id)
}

fn corrected(desk: &Desk, id: i64) -> Result<Json<Corrected>, ApiError> {
    let (corrections, revision) = (desk.library.corrections(id)?, desk.library.clip(id)?.revision);
    Ok(Json(Corrected { corrections, revision }))
}

/// A clip that nobody is analysing.
fn idle_clip(desk: &Desk, id: i64) -> Result<Clip, ApiError> {
    let clip = desk.library.clip(id)?;
    match clip.job.as_ref().map(|job| job.state) {
        Some(JobState::Queued | JobState::Running) => Err(StoreError::Busy.into()),
        _ => Ok(clip),
    }
}

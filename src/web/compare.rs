//! Results of one client beside each other.

use super::desk::{Desk, blocking};
use super::error::ApiError;
use super::measuring::result_of;
use super::results::REPORT_POLICY;
use crate::report::document::{Audience, Document};
use crate::report::{Comparison, compare_results, compared_plots, comparison_html};
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use std::sync::Arc;

/// Which clips: their numbers, with commas between them.
#[derive(Debug, Deserialize)]
pub(super) struct Which {
    clips: String,
}

/// Every change.
pub(super) async fn json(
    State(desk): State<Arc<Desk>>,
    which: Result<Query<Which>, QueryRejection>,
) -> Result<Json<Comparison>, ApiError> {
    let Query(which) = which?;
    blocking(&desk, move |desk| Ok(Json(compare_results(&documents(desk, &which)?)?))).await
}

/// The same as a page to print.
pub(super) async fn page(
    State(desk): State<Arc<Desk>>,
    which: Result<Query<Which>, QueryRejection>,
) -> Result<Response, ApiError> {
    let Query(which) = which?;
    let text = blocking(&desk, move |desk| {
        let documents = documents(desk, &which)?;
        let comparison = compare_results(&documents)?;
        Ok(comparison_html(&comparison, &compared_plots(&documents)?, Audience::default()))
    })
    .await?;
    let headers = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CONTENT_SECURITY_POLICY, REPORT_POLICY)];
    Ok((headers, text).into_response())
}

/// The results, each named by its day too. Clips of different clients are not compared.
fn documents(desk: &Desk, which: &Which) -> Result<Vec<Document>, ApiError> {
    let refuse = |message: &str| ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", message);
    let ids: Option<Vec<i64>> = which.clips.split(',').map(|id| id.trim().parse().ok()).collect();
    let mut clients = Vec::new();
    let documents = ids
        .ok_or_else(|| refuse("`clips` must be numbers of clips with commas between them"))?
        .into_iter()
        .map(|id| {
            let clip = desk.library.clip(id)?;
            let session = desk.library.session(clip.session_id)?;
            clients.push(session.client_id);
            let mut document = result_of(desk, &clip)?;
            document.clip.file_name = format!("{} {}", session.date, clip.name);
            Ok(document)
        })
        .collect::<Result<Vec<_>, ApiError>>()?;
    if clients.windows(2).any(|pair| pair[0] != pair[1]) {
        return Err(refuse("clips of different clients are not compared"));
    }
    Ok(documents)
}

//! What there is of a clip: video, result, report, exports.

use super::desk::{Desk, blocking};
use super::error::ApiError;
use super::measuring::{REPORT, no_result, result_of};
use super::worker::PREVIEW;
use crate::pipeline::{self, Page};
use crate::report::document::Audience;
use crate::report::{angles_csv, findings_csv, mot, strides_csv, to_json, trc};
use crate::video::VideoReader;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;
use tower::ServiceExt;
use tower_http::services::ServeFile;

/// A report brings its own style and pictures inside; nothing in it may run.
pub(super) const REPORT_POLICY: &str = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

/// The clip, in parts as the browser asks for them.
pub(super) async fn video(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<i64>,
    request: Request,
) -> Result<Response, ApiError> {
    let (path, mime) = blocking(&desk, move |desk| {
        let clip = desk.library.clip(id)?;
        let folder = desk.library.folder_of(id);
        let preview = folder.file(PREVIEW);
        if preview.exists() {
            return Ok((preview, "video/mp4"));
        }
        let webm = clip.name.to_ascii_lowercase().ends_with(".webm");
        Ok((folder.original(), if webm { "video/webm" } else { "video/mp4" }))
    })
    .await?;
    let served = ServeFile::new(path).oneshot(request).await;
    let mut response = match served {
        Ok(response) => response.into_response(),
        Err(never) => match never {},
    };
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(mime));
    Ok(response)
}

/// When each frame of what [`video`] plays is shown.
pub(super) async fn frames(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<i64>,
) -> Result<Json<Value>, ApiError> {
    const FILE: &str = "frames.json";
    blocking(&desk, move |desk| {
        desk.library.clip(id)?;
        let folder = desk.library.folder_of(id);
        let preview = folder.file(PREVIEW);
        let name = if preview.exists() { "preview-frames.json" } else { FILE };
        if let Some(known) =
            std::fs::read(folder.file(name)).ok().and_then(|text| serde_json::from_slice(&text).ok())
        {
            return Ok(Json(known));
        }
        let path = if preview.exists() { preview } else { folder.original() };
        let times = json!({ "played_s": VideoReader::open(&path)?.shown_times()? });
        folder.write(name, times.to_string().as_bytes())?;
        Ok(Json(times))
    })
    .await
}

/// The result document.
pub(super) async fn result(State(desk): State<Arc<Desk>>, Path(id): Path<i64>) -> Result<Response, ApiError> {
    let text = blocking(&desk, move |desk| {
        desk.library.clip(id)?;
        std::fs::read(desk.library.folder_of(id).file(super::measuring::RESULT)).map_err(|_| no_result())
    })
    .await?;
    Ok(([(CONTENT_TYPE, "application/json")], text).into_response())
}

/// Which report.
#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    #[serde(default = "html")]
    format: String,
    #[serde(default)]
    audience: AudienceName,
    #[serde(default)]
    hide_face: bool,
}

fn html() -> String {
    "html".to_owned()
}

/// Whom a report is for.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum AudienceName {
    #[default]
    Physio,
    Runner,
}

impl From<AudienceName> for Audience {
    fn from(name: AudienceName) -> Self {
        match name {
            AudienceName::Physio => Self::Physio,
            AudienceName::Runner => Self::Runner,
        }
    }
}

/// Name of a report among the files of a clip.
pub(super) fn report_name(format: &str, audience: Audience, hide_face: bool) -> String {
    let whom = if audience == Audience::Runner { "runner" } else { "physio" };
    format!("{REPORT}{whom}{}.{format}", if hide_face { "-hidden" } else { "" })
}

/// The report of the result as it is now. It is made once for each revision.
pub(super) async fn report(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<i64>,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, ApiError> {
    let Query(wanted) = wanted?;
    let kind = match wanted.format.as_str() {
        "html" => Page::Html,
        "pdf" => Page::Pdf,
        other => {
            let message = format!("there is no report as `{other}`: html or pdf");
            return Err(ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", message));
        }
    };
    let file = blocking(&desk, move |desk| {
        let clip = desk.library.clip(id)?;
        let audience = Audience::from(wanted.audience);
        let name = report_name(&wanted.format, audience, wanted.hide_face);
        let folder = desk.library.folder_of(id);
        if let Ok(made) = std::fs::read(folder.file(&name)) {
            return Ok(made);
        }
        // One turn with those who change the result, so that an old report cannot outlast it.
        let _turn = desk.measuring.turn();
        let document = result_of(desk, &clip)?;
        let page = pipeline::page(&folder.original(), &document, kind, audience, wanted.hide_face)?;
        folder.write(&name, &page)?;
        Ok(page)
    })
    .await?;
    Ok(match kind {
        Page::Html => {
            let headers =
                [(CONTENT_TYPE, "text/html; charset=utf-8"), (CONTENT_SECURITY_POLICY, REPORT_POLICY)];
            (headers, file).into_response()
        }
        Page::Pdf => ([(CONTENT_TYPE, "application/pdf")], file).into_response(),
    })
}

/// Which export.
#[derive(Debug, Deserialize)]
pub(super) struct Export {
    format: String,
}

/// The result for other programs.
pub(super) async fn export(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<i64>,
    wanted: Result<Query<Export>, QueryRejection>,
) -> Result<Response, ApiError> {
    let Query(Export { format }) = wanted?;
    let (text, name) = blocking(&desk, move |desk| {
        let clip = desk.library.clip(id)?;
        let document = result_of(desk, &clip)?;
        let (text, name) = match format.as_str() {
            "mot" => (mot(&document)?, "angles.mot"),
            "trc" => (trc(&document)?, "landmarks.trc"),
            "csv" => (angles_csv(&document)?, "angles.csv"),
            "strides" => (strides_csv(&document)?, "strides.csv"),
            "findings" => (findings_csv(&document)?, "findings.csv"),
            "json" => (to_json(&document)?, "result.json"),
            other => {
                let message =
                    format!("there is no export as `{other}`: mot, trc, csv, strides, findings, json");
                return Err(ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", message));
            }
        };
        Ok((text, format!("clip-{id}-{name}")))
    })
    .await?;
    let headers = [
        (CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, text).into_response())
}

//! The page's own files, which are built into the program.

use super::desk::Desk;
use super::error::ApiError;
use axum::Json;
use axum::extract::State;
use axum::http::Uri;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use serde_json::{Value, json};
use std::sync::Arc;

/// What `page/` was built into.
#[derive(RustEmbed)]
#[folder = "page/dist"]
struct Page;

/// A file of the page. Every path without a file is a view of the page.
pub(super) async fn file(uri: Uri) -> Result<Response, ApiError> {
    let path = uri.path().trim_start_matches('/');
    let name = if path.is_empty() || !path.contains('.') { "index.html" } else { path };
    let file = Page::get(name).ok_or_else(|| ApiError::not_found("there is no such page"))?;
    Ok(([(CONTENT_TYPE, content_type(name))], file.data).into_response())
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// Facts of the server.
pub(super) async fn state(State(desk): State<Arc<Desk>>) -> Json<Value> {
    Json(json!({
        "version": env!("CARGO_PKG_VERSION"),
        "limits": { "upload_bytes": desk.upload_limit },
        "asks_token": desk.access.token.is_some(),
    }))
}

/// For what the interface does not have.
pub(super) async fn nothing() -> ApiError {
    ApiError::not_found("the interface has nothing of that name")
}

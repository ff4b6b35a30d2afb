//! The token, where the server listens to more than this machine.

use super::desk::Desk;
use super::error::ApiError;
use axum::Form;
use axum::extract::State;
use axum::http::header::{AUTHORIZATION, COOKIE, HeaderMap, SET_COOKIE};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::time::Duration;
use subtle::ConstantTimeEq;

const COOKIE_NAME: &str = "runtilt";
/// Somebody who tries tokens gets two a second for each connection.
const PAUSE_AFTER_WRONG: Duration = Duration::from_millis(500);

/// The login form.
#[derive(Debug, Deserialize)]
pub(super) struct Given {
    token: String,
}

/// Takes the token and gives a cookie for it.
pub(super) async fn login(
    State(desk): State<Arc<Desk>>,
    Form(given): Form<Given>,
) -> Result<Response, ApiError> {
    let right = desk.access.token.as_ref().is_some_and(|token| equal(&given.token, token));
    if !right {
        tokio::time::sleep(PAUSE_AFTER_WRONG).await;
        return Ok(Redirect::to("/login.html?wrong=1").into_response());
    }
    let cookie = format!("{COOKIE_NAME}={}; HttpOnly; SameSite=Strict; Path=/; Max-Age=43200", desk.cookie);
    Ok((AppendHeaders([(SET_COOKIE, cookie)]), Redirect::to("/")).into_response())
}

/// Whether a request shows the cookie, or the token itself (`Authorization: Bearer`, for programs).
pub(super) fn is_known(desk: &Desk, headers: &HeaderMap) -> bool {
    let texts = |name| headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
    let cookies =
        texts(COOKIE).flat_map(|value| value.split(';')).filter_map(|one| one.trim().split_once('='));
    let by_cookie =
        cookies.filter(|(name, _)| *name == COOKIE_NAME).any(|(_, value)| equal(value, &desk.cookie));
    let by_token = desk.access.token.as_ref().is_some_and(|token| {
        texts(AUTHORIZATION)
            .filter_map(|value| value.strip_prefix("Bearer "))
            .any(|given| equal(given, token))
    });
    by_cookie || by_token
}

/// In a time that tells nothing of where they differ, nor of their lengths.
fn equal(given: &str, known: &str) -> bool {
    let digest = |text: &str| Sha256::digest(text.as_bytes());
    digest(given).as_slice().ct_eq(digest(known).as_slice()).into()
}

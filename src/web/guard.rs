//! Who is answered, and what browsers are told with every answer.
//!
//! A page from elsewhere that runs in the user's browser must not get at the desk. It could call it by a name of its own that it has
//! turned to this machine (DNS rebinding): the `Host` must be an address, `localhost`, or a name that the user allowed; an address in
//! a URL cannot be turned. It could send a request along with the user's cookie: the cookie is `SameSite=Strict`, and a request that changes
//! something needs a header that no foreign page can set without being asked first, and the right `Origin` where there is one.

use super::desk::{Access, Desk};
use super::error::ApiError;
use super::login;
use axum::extract::{Request, State};
use axum::http::header::{HOST, HeaderMap, HeaderName, HeaderValue, ORIGIN};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;

/// The page may load its own files and nothing else; reports bring a stricter one of their own.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
     media-src 'self' blob:; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The header of requests that change something.
const OWN_HEADER: &str = "x-runtilt";

/// Files that people without the token may see.
const OPEN: [&str; 5] = ["/login", "/login.html", "/login.js", "/app.css", "/icon.svg"];

/// Lets a request through, or not.
pub(super) async fn guard(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let mut response = match refusal(&desk, &request) {
        Some(refusal) => refusal,
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in [
        ("content-security-policy", PAGE_POLICY),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "no-store"),
    ] {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    response
}

fn refusal(desk: &Desk, request: &Request) -> Option<Response> {
    let headers = request.headers();
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if !host_is_ours(host, &desk.access) {
        let message =
            "this server is not called by that name; use its address, or start it with --allow-host NAME";
        return Some(ApiError::new(StatusCode::MISDIRECTED_REQUEST, "host", message).into_response());
    }
    let path = request.uri().path();
    if desk.access.token.is_some() && !OPEN.contains(&path) && !login::is_known(desk, headers) {
        return Some(if path.starts_with("/api/") {
            ApiError::new(StatusCode::UNAUTHORIZED, "token", "give the token of this server first")
                .into_response()
        } else {
            Redirect::to("/login.html").into_response()
        });
    }
    if changes(request.method()) && !is_from_the_page(host, headers, path) {
        let message = "changes are taken from the page of this server only";
        return Some(ApiError::new(StatusCode::FORBIDDEN, "origin", message).into_response());
    }
    None
}

fn changes(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD)
}

/// The login form cannot set a header; everything else must. An origin that is named must be ours.
fn is_from_the_page(host: &str, headers: &HeaderMap, path: &str) -> bool {
    let origin = headers.get(ORIGIN).map(HeaderValue::to_str);
    let own_origin = match origin {
        None => true,
        Some(Ok(origin)) => origin == format!("http://{host}") || origin == format!("https://{host}"),
        Some(Err(_)) => false,
    };
    own_origin && (path == "/login" || headers.contains_key(OWN_HEADER))
}

fn host_is_ours(host: &str, access: &Access) -> bool {
    let name = without_port(host);
    name.parse::<IpAddr>().is_ok()
        || name.eq_ignore_ascii_case("localhost")
        || access.hosts.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// `[::1]:80` and `10.0.0.1:80` without port and brackets.
fn without_port(host: &str) -> &str {
    if let Some((address, rest)) = host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        let port_or_nothing = rest.is_empty() || rest.starts_with(':');
        return if port_or_nothing && address.parse::<Ipv6Addr>().is_ok() { address } else { "" };
    }
    host.split_once(':').map_or(host, |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_known_names_are_ours_and_others_are_not() {
        let access = Access { token: None, hosts: vec!["desk.clinic".to_owned()] };
        let hosts = [
            "127.0.0.1",
            "127.0.0.1:8437",
            "localhost:8437",
            "[::1]:8437",
            "192.168.1.4:80",
            "DESK.clinic:80",
        ];
        for host in hosts {
            assert!(host_is_ours(host, &access), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "127.0.0.1.evil.example:8437",
            "localhost.evil.example",
            "[evil]:80",
            "[::1]evil",
        ] {
            assert!(!host_is_ours(host, &access), "{host}");
        }
    }
}

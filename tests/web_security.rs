//! Who is answered, and with what: foreign hosts and origins, tokens, names that are code, paths that lead away.
#![allow(clippy::expect_used, clippy::panic, reason = "in a test a panic is the report")]

mod web_support;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, request::Builder};
use runtilt::store::{Library, StoreError};
use runtilt::web::Access;
use serde_json::json;
use web_support::{TestDesk, sample};

const TOKEN: &str = "a token of the clinic";

fn request(method: Method, path: &str) -> Builder {
    Request::builder().method(method).uri(path)
}

fn empty(builder: Builder) -> Request<Body> {
    builder.body(Body::empty()).expect("a request")
}

#[tokio::test]
async fn a_name_that_somebody_turned_to_this_machine_is_not_answered() {
    let desk = TestDesk::new();
    for host in ["evil.example", "evil.example:8437", "127.0.0.1.evil.example", ""] {
        let answer = desk.raw(empty(request(Method::GET, "/api/clients").header("host", host))).await;
        assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{host}");
    }
    let without = desk.raw(empty(request(Method::GET, "/api/clients"))).await;
    assert_eq!(without.status, StatusCode::MISDIRECTED_REQUEST);
    let allowed = TestDesk::with(Access { token: None, hosts: vec!["desk.clinic".to_owned()] });
    let answer =
        allowed.raw(empty(request(Method::GET, "/api/clients").header("host", "desk.clinic:80"))).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn a_foreign_page_cannot_change_anything() {
    let desk = TestDesk::new();
    let post = |origin: Option<&str>, own: bool| {
        let mut builder = request(Method::POST, "/api/clients")
            .header("host", "127.0.0.1:8437")
            .header("content-type", "application/json");
        if let Some(origin) = origin {
            builder = builder.header("origin", origin);
        }
        if own {
            builder = builder.header("x-runtilt", "1");
        }
        builder.body(Body::from(json!({ "name": "x" }).to_string())).expect("a request")
    };
    for (origin, own) in [
        (Some("http://evil.example"), true),
        (Some("http://127.0.0.1:9999"), true),
        (Some("null"), true),
        (Some("http://127.0.0.1:8437"), false),
        (None, false),
    ] {
        assert_eq!(desk.raw(post(origin, own)).await.status, StatusCode::FORBIDDEN, "{origin:?} {own}");
    }
    assert_eq!(desk.get("/api/clients").await.json(), json!([]));
    assert_eq!(desk.raw(post(Some("http://127.0.0.1:8437"), true)).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn without_the_token_there_is_a_login_and_nothing_else() {
    let desk = TestDesk::with(Access { token: Some(TOKEN.to_owned()), hosts: Vec::new() });
    assert_eq!(desk.get("/api/clients").await.code(), "token");
    assert_eq!(desk.get("/api/events").await.code(), "token");
    let page = desk.get("/").await;
    assert_eq!(
        (page.status, &page.headers["location"]),
        (StatusCode::SEE_OTHER, &"/login.html".parse().expect("text"))
    );
    let with = |name: &str, value: &str| {
        empty(request(Method::GET, "/api/clients").header("host", "10.0.0.5").header(name, value))
    };
    for (name, value) in [
        ("cookie", "runtilt="),
        ("cookie", "runtilt=0000"),
        ("cookie", &format!("runtilt={TOKEN}")),
        ("authorization", "Bearer a token of the clini"),
        ("authorization", TOKEN),
    ] {
        assert_eq!(desk.raw(with(name, value)).await.status, StatusCode::UNAUTHORIZED, "{name}: {value}");
    }
    assert_eq!(desk.raw(with("authorization", &format!("Bearer {TOKEN}"))).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_right_token_gives_a_cookie_that_scripts_cannot_read() {
    let desk = TestDesk::with(Access { token: Some(TOKEN.to_owned()), hosts: Vec::new() });
    let login = |token: &str| {
        request(Method::POST, "/login")
            .header("host", "10.0.0.5")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(format!("token={}", token.replace(' ', "+"))))
            .expect("a request")
    };
    let wrong = desk.raw(login("another word, longer")).await;
    assert!(wrong.headers.get("set-cookie").is_none());
    assert_eq!(wrong.headers["location"], "/login.html?wrong=1");
    let right = desk.raw(login(TOKEN)).await;
    let cookie = right.headers["set-cookie"].to_str().expect("text").to_owned();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && !cookie.contains(TOKEN),
        "{cookie}"
    );
    let shown = cookie.split(';').next().expect("a value");
    let known =
        empty(request(Method::GET, "/api/clients").header("host", "10.0.0.5").header("cookie", shown));
    assert_eq!(desk.raw(known).await.status, StatusCode::OK);
}

#[tokio::test]
async fn browsers_are_told_to_load_nothing_from_elsewhere() {
    let desk = TestDesk::new();
    for path in ["/", "/api/clients", "/client/3", "/no.such.file"] {
        let headers = desk.get(path).await.headers;
        let policy = headers["content-security-policy"].to_str().expect("text");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["cache-control"], "no-store");
    }
}

#[tokio::test]
async fn a_script_in_a_name_stays_text_and_a_path_in_a_name_leads_nowhere() {
    let desk = TestDesk::new();
    let script = "<script>alert(1)</script>";
    let answer = desk.post("/api/clients", json!({ "name": script })).await;
    assert_eq!(
        (answer.json()["name"].as_str(), &answer.headers["content-type"]),
        (Some(script), &"application/json".parse().expect("text"))
    );
    desk.post("/api/clients/1/sessions", json!({ "date": "2026-11-25" })).await;
    let clip = desk.upload(1, "..%2F..%2F..%2Fetc%2Fcron.d%2Fx.mp4", "running", sample()).await;
    assert_eq!(clip.json()["name"], "x.mp4");
    let outside: Vec<_> =
        std::fs::read_dir(desk.folder.path()).expect("there").flatten().map(|e| e.file_name()).collect();
    assert_eq!(outside.len(), 4, "clips, incoming, library.sqlite, lock: {outside:?}");
    for path in [
        "/../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/..%2fCargo.toml",
        "/api/clips/..%2f..%2flibrary.sqlite/video",
    ] {
        let answer = desk.get(path).await;
        assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
    }
}

#[tokio::test]
async fn a_long_body_is_cut_off() {
    let desk = TestDesk::new();
    let answer = desk.post("/api/clients", json!({ "name": "x".repeat(200_000) })).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[test]
fn two_servers_do_not_share_a_folder() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let first = Library::open(folder.path()).expect("a library");
    assert!(matches!(Library::open(folder.path()), Err(StoreError::InUse(_))));
    drop(first);
    assert!(Library::open(folder.path()).is_ok());
}

//! A desk in a folder of its own, asked without a socket.
#![allow(clippy::expect_used, clippy::panic, reason = "in a test a panic is the report")]
#![allow(dead_code, reason = "each test file uses its own part")]

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt;
use runtilt::models::Store;
use runtilt::store::Library;
use runtilt::web::{Access, Desk, Worker, app};
use serde_json::Value;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;
use tower::ServiceExt;

pub const SAMPLE: &str = "sample_videos/easy_runner_60fps.mp4";
pub const LIMIT: u64 = 2_000_000;

pub struct TestDesk {
    pub desk: Arc<Desk>,
    pub folder: TempDir,
    app: Router,
}

/// An answer, read to its end.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|_| panic!("not JSON: {}", String::from_utf8_lossy(&self.body)))
    }

    /// The code of a refusal.
    pub fn code(&self) -> String {
        self.json()["error"]["code"].as_str().expect("an error").to_owned()
    }
}

pub fn open(folder: &Path, access: Access) -> Arc<Desk> {
    let library = Library::open(folder).expect("a library");
    let models = Store::locate().expect("a folder");
    Arc::new(Desk::new(library, models, access, LIMIT).expect("random numbers"))
}

impl TestDesk {
    pub fn new() -> Self {
        Self::with(Access::default())
    }

    pub fn with(access: Access) -> Self {
        let folder = TempDir::new().expect("a folder");
        let desk = open(folder.path(), access);
        Self { app: app(Arc::clone(&desk)), desk, folder }
    }

    /// The next server over the same folder, as after an end of this one.
    pub fn restarted(self) -> Self {
        let Self { desk, folder, app: own } = self;
        drop((desk, own));
        let desk = open(folder.path(), Access::default());
        Self { app: app(Arc::clone(&desk)), desk, folder }
    }

    pub fn worker(&self) -> Worker {
        Worker::start(&self.desk).expect("a thread")
    }

    /// A request as it is, with nothing added.
    pub async fn raw(&self, request: Request<Body>) -> Answer {
        let response = self.app.clone().oneshot(request).await.expect("infallible");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("a body").to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// A request as the page sends it.
    pub async fn ask(&self, method: Method, path: &str, body: impl Into<Body>) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "127.0.0.1:8437")
            .header("x-runtilt", "1")
            .header("content-type", "application/json");
        self.raw(request.body(body.into()).expect("a request")).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, Body::empty()).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.ask(Method::POST, path, body.to_string()).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.ask(Method::DELETE, path, Body::empty()).await
    }

    pub async fn upload(&self, session: i64, name: &str, kind: &str, bytes: Vec<u8>) -> Answer {
        self.ask(Method::PUT, &format!("/api/sessions/{session}/clips?name={name}&kind={kind}"), bytes).await
    }

    /// A client with a session and the sample clip; number of the clip.
    pub async fn with_sample(&self) -> i64 {
        let client = self.post("/api/clients", serde_json::json!({ "name": "runner 1" })).await;
        assert_eq!(client.status, StatusCode::CREATED);
        let day = serde_json::json!({ "date": "2026-11-25" });
        let session = self.post(&format!("/api/clients/{}/sessions", client.json()["id"]), day).await;
        let id = session.json()["id"].as_i64().expect("a number");
        let clip = self.upload(id, "run.mp4", "running", sample()).await;
        assert_eq!(clip.status, StatusCode::CREATED, "{}", clip.json());
        clip.json()["id"].as_i64().expect("a number")
    }
}

pub fn sample() -> Vec<u8> {
    std::fs::read(SAMPLE).expect("committed")
}

//! The desk's interface without analyses: clients, sessions, uploads, deleting.
#![allow(clippy::expect_used, clippy::panic, reason = "in a test a panic is the report")]

mod web_support;

use axum::body::Body;
use axum::http::{Method, StatusCode};
use serde_json::json;
use web_support::{LIMIT, SAMPLE, TestDesk, sample};

#[tokio::test]
async fn clients_are_entered_renamed_and_listed_by_name() {
    let desk = TestDesk::new();
    assert_eq!(desk.get("/api/clients").await.json(), json!([]));
    for name in ["zoe", "Adam", "  mia "] {
        assert_eq!(desk.post("/api/clients", json!({ "name": name })).await.status, StatusCode::CREATED);
    }
    let renamed = desk.ask(Method::PATCH, "/api/clients/1", json!({ "name": "bea" }).to_string()).await;
    assert_eq!(renamed.json()["name"], "bea");
    let listed = desk.get("/api/clients").await.json();
    let names: Vec<&str> =
        listed.as_array().expect("a list").iter().filter_map(|c| c["name"].as_str()).collect();
    assert_eq!(names, ["Adam", "bea", "mia"]);
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_with_words() {
    let desk = TestDesk::new();
    let refused = [
        desk.post("/api/clients", json!({ "name": "   " })).await,
        desk.post("/api/clients", json!({ "name": "x".repeat(500) })).await,
        desk.post("/api/clients", json!({ "nome": "x" })).await,
    ];
    assert!(
        refused
            .iter()
            .all(|answer| answer.status == StatusCode::UNPROCESSABLE_ENTITY && answer.code() == "invalid")
    );
    desk.post("/api/clients", json!({ "name": "a" })).await;
    for date in ["25.11.2026", "2026-13-01", "2026-1-1", "'; DROP TABLE client; --"] {
        let answer = desk.post("/api/clients/1/sessions", json!({ "date": date })).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{date}");
    }
    assert_eq!(desk.get("/api/clients/77").await.status, StatusCode::NOT_FOUND);
    assert_eq!(desk.get("/api/nothing/of/that/name").await.code(), "not_found");
    assert_eq!(
        desk.post("/api/clients/1/sessions", json!({ "date": "2026-11-25" })).await.status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn a_clip_is_taken_in_with_what_its_file_says() {
    let desk = TestDesk::new();
    let id = desk.with_sample().await;
    let clip = desk.get(&format!("/api/clips/{id}")).await.json();
    assert_eq!((&clip["name"], &clip["kind"]), (&json!("run.mp4"), &json!("running")));
    assert_eq!((&clip["facts"]["width_px"], &clip["facts"]["nominal_fps"]), (&json!(960), &json!(60.0)));
    assert_eq!(clip["facts"]["duration_s"], 8.0);
    assert_eq!(clip["bytes"].as_u64(), std::fs::metadata(SAMPLE).ok().map(|facts| facts.len()));
    assert_eq!((&clip["job"], &clip["has_result"]), (&json!(null), &json!(false)));
    let frames = desk.get(&format!("/api/clips/{id}/frames")).await.json();
    assert_eq!(frames["played_s"].as_array().map(Vec::len), Some(480));
    assert_eq!(desk.get(&format!("/api/clips/{id}/result")).await.status, StatusCode::NOT_FOUND);
    let exchange = json!({ "kind": "exchange_legs", "from_frame": 1, "to_frame": 2 });
    let early = desk.post(&format!("/api/clips/{id}/corrections"), exchange).await;
    assert_eq!(early.code(), "not_analysed");
}

#[tokio::test]
async fn the_video_is_sent_in_the_parts_that_the_browser_asks_for() {
    let desk = TestDesk::new();
    let id = desk.with_sample().await;
    let request = axum::http::Request::builder()
        .uri(format!("/api/clips/{id}/video"))
        .header("host", "localhost")
        .header("range", "bytes=1000-1999")
        .body(Body::empty())
        .expect("a request");
    let part = desk.raw(request).await;
    assert_eq!(part.status, StatusCode::PARTIAL_CONTENT);
    assert_eq!(part.body, sample()[1000..2000]);
    assert_eq!(part.headers["content-type"], "video/mp4");
}

#[tokio::test]
async fn what_is_no_video_or_too_large_leaves_nothing_behind() {
    let desk = TestDesk::new();
    desk.post("/api/clients", json!({ "name": "a" })).await;
    desk.post("/api/clients/1/sessions", json!({ "date": "2026-11-25" })).await;
    let text = desk.upload(1, "run.mp4", "running", b"this is no video".to_vec()).await;
    assert_eq!((text.status, text.code().as_str()), (StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_a_video"));
    let empty = desk.upload(1, "run.mp4", "running", Vec::new()).await;
    assert_eq!(empty.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let large = vec![0; usize::try_from(LIMIT).expect("small") + 1];
    assert_eq!(desk.upload(1, "run.mp4", "running", large).await.code(), "too_large");
    assert_eq!(desk.upload(1, "run.mp4", "dancing", sample()).await.code(), "invalid");
    assert_eq!(desk.upload(9, "run.mp4", "running", sample()).await.status, StatusCode::NOT_FOUND);
    let incoming = std::fs::read_dir(desk.folder.path().join("incoming")).expect("there").count();
    let clips = std::fs::read_dir(desk.folder.path().join("clips")).expect("there").count();
    assert_eq!((incoming, clips), (0, 0));
    assert_eq!(desk.get("/api/clients/1").await.json()["sessions"][0]["clips"], json!([]));
}

#[tokio::test]
async fn deleting_really_deletes() {
    let desk = TestDesk::new();
    let id = desk.with_sample().await;
    let files = desk.folder.path().join("clips").join(id.to_string());
    assert!(files.join("original").exists());
    assert_eq!(desk.delete("/api/clients/1").await.status, StatusCode::NO_CONTENT);
    assert!(!files.exists());
    assert_eq!(desk.get(&format!("/api/clips/{id}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(desk.delete("/api/clients/1").await.status, StatusCode::NOT_FOUND);
    let database = std::fs::read(desk.folder.path().join("library.sqlite")).expect("there");
    let trace = b"run.mp4";
    assert!(!database.windows(trace.len()).any(|bytes| bytes == trace), "the name is still in the file");
}

#[tokio::test]
async fn options_are_kept_and_nonsense_is_refused() {
    let desk = TestDesk::new();
    let id = desk.with_sample().await;
    let set = async |options| {
        desk.ask(Method::PATCH, &format!("/api/clips/{id}"), json!({ "options": options }).to_string()).await
    };
    let good =
        set(json!({ "height_m": 1.78, "speed_m_per_s": 2.8, "camera_distance_m": 3.4, "pelvis": "markers" }))
            .await;
    assert_eq!((good.status, &good.json()["options"]["height_m"]), (StatusCode::OK, &json!(1.78)));
    let refused = [
        json!({ "height_m": 178.0 }),
        json!({ "camera_distance_m": 340.0 }),
        json!({ "pelvis": "guess" }),
        json!({ "neutral_clip": id }),
        json!({ "neutral_clip": 99 }),
        json!({ "colour": "red" }),
    ];
    for options in refused {
        assert!(set(options.clone()).await.status.is_client_error(), "{options}");
    }
    assert_eq!(desk.get(&format!("/api/clips/{id}")).await.json()["options"]["height_m"], 1.78);
    let session = &desk.get("/api/clients/1").await.json()["sessions"][0]["id"];
    let standing = desk.upload(session.as_i64().expect("a number"), "stand.mp4", "standing", sample()).await;
    let neutral = standing.json()["id"].clone();
    assert_eq!(set(json!({ "neutral_clip": neutral })).await.status, StatusCode::OK);
    assert_eq!(desk.delete(&format!("/api/clips/{neutral}")).await.status, StatusCode::NO_CONTENT);
    assert_eq!(desk.get(&format!("/api/clips/{id}")).await.json()["options"]["neutral_clip"], json!(null));
}

#[tokio::test]
async fn everything_of_a_client_comes_in_one_archive() {
    let desk = TestDesk::new();
    let id = desk.with_sample().await;
    let answer = desk.get("/api/clients/1/download").await;
    assert_eq!(answer.headers["content-type"], "application/zip");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(answer.body)).expect("an archive");
    let mut bytes = Vec::new();
    let name = format!("2026-11-25-session-1/clip-{id}/original-run.mp4");
    std::io::Read::read_to_end(&mut archive.by_name(&name).expect("the clip"), &mut bytes).expect("whole");
    assert!(bytes == sample());
    assert!(archive.by_name("client.json").is_ok());
}

//! The desk at work on a real clip: queue, result, corrections, report, a server that ends in the middle.
#![allow(clippy::expect_used, clippy::panic, reason = "in a test a panic is the report")]

mod web_support;

use axum::http::StatusCode;
use runtilt::store::JobState;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use web_support::TestDesk;

/// An analysis of the sample takes 20 s on two cores; other tests run beside it.
const LONGEST: Duration = Duration::from_secs(300);

async fn until(desk: &TestDesk, clip: i64, done: impl Fn(&Value) -> bool) -> Value {
    let began = Instant::now();
    loop {
        let job = desk.get(&format!("/api/clips/{clip}")).await.json()["job"].clone();
        if done(&job) {
            return job;
        }
        assert!(began.elapsed() < LONGEST, "{job}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn analysed(desk: &TestDesk) -> i64 {
    let id = desk.with_sample().await;
    assert_eq!(desk.post(&format!("/api/clips/{id}/analyse"), json!({})).await.status, StatusCode::ACCEPTED);
    let again = desk.post(&format!("/api/clips/{id}/analyse"), json!({})).await;
    assert_eq!(again.code(), "busy");
    let job = until(desk, id, |job| job["finished_at"].is_string()).await;
    assert_eq!(job["state"], "done", "{job}");
    id
}

fn thigh(result: &Value, row: usize) -> f64 {
    result["series"]["angles"]["thigh_right_deg"]["values"][row].as_f64().expect("measured")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clip_is_analysed_corrected_and_put_back() {
    let desk = TestDesk::new();
    let worker = desk.worker();
    let id = analysed(&desk).await;
    let clip = desk.get(&format!("/api/clips/{id}")).await.json();
    assert_eq!((&clip["has_result"], &clip["revision"]), (&json!(true), &json!(1)));
    let result = async || desk.get(&format!("/api/clips/{id}/result")).await.json();
    let before = result().await;
    assert_eq!(before["clip"]["file_name"], "run.mp4");
    let report = desk.get(&format!("/api/clips/{id}/report")).await;
    assert!(String::from_utf8_lossy(&report.body).contains("run.mp4"));
    assert!(report.headers["content-security-policy"].to_str().is_ok_and(|p| !p.contains("script-src")));

    // The right hip of frame 100 goes 40 px forward: the thigh, seen from the hip, turns backward there and nowhere else.
    let place = &before["series"]["landmarks_px"]["right_hip"][100];
    let (x, y) = (place[0].as_f64().expect("seen"), place[1].as_f64().expect("seen"));
    let forward = if before["summary"]["facing"] == "right" { 40.0 } else { -40.0 };
    let drag =
        json!({ "kind": "landmark", "landmark": "right_hip", "frame": 100, "x_px": x + forward, "y_px": y });
    let answer = desk.post(&format!("/api/clips/{id}/corrections"), drag).await;
    assert_eq!((answer.status, &answer.json()["revision"]), (StatusCode::CREATED, &json!(2)));
    let after = result().await;
    let placed = &after["series"]["landmarks_px"]["right_hip"][100];
    assert!((placed[0].as_f64().expect("seen") - x - forward).abs() < 0.1);
    let turned = thigh(&after, 100) - thigh(&before, 100);
    assert!((-40.0..-5.0).contains(&turned), "{turned}");
    assert_eq!(thigh(&after, 200), thigh(&before, 200));
    assert_eq!(after["corrections"].as_array().map(Vec::len), Some(1));
    assert!(after["warnings"].to_string().contains("corrected_by_hand"));
    let report = desk.get(&format!("/api/clips/{id}/report")).await;
    assert!(
        String::from_utf8_lossy(&report.body).contains("right hip put at"),
        "a report of before was shown"
    );

    let undone = desk.post(&format!("/api/clips/{id}/corrections/undo"), json!({})).await;
    assert_eq!(undone.json()["corrections"][0]["undone"], json!(true));
    let back = result().await;
    assert_eq!((&back["series"], &back["strides"]), (&before["series"], &before["strides"]));
    assert_eq!(
        desk.post(&format!("/api/clips/{id}/corrections/undo"), json!({})).await.code(),
        "no_correction"
    );
    desk.post(&format!("/api/clips/{id}/corrections/redo"), json!({})).await;
    assert_eq!(result().await["series"], after["series"]);
    desk.post(&format!("/api/clips/{id}/corrections/undo"), json!({})).await;

    refusals_keep_nothing(&desk, id, &before).await;
    strides_and_events(&desk, id, &before).await;
    worker.stop();
}

async fn refusals_keep_nothing(desk: &TestDesk, id: i64, before: &Value) {
    let refused = [
        json!({ "kind": "landmark", "landmark": "right_hip", "frame": 9999, "x_px": 1.0, "y_px": 1.0 }),
        json!({ "kind": "remove_event", "side": "left", "event": "toe_off", "time_s": 500.0 }),
        json!({ "kind": "exclude_stride", "side": "left", "initial_contact_s": 500.0 }),
        json!({ "kind": "scale", "from_px": [0.0, 0.0], "to_px": [3.0, 0.0], "length_m": 1.0 }),
        json!({ "kind": "turn_the_picture" }),
    ];
    for correction in refused {
        let answer = desk.post(&format!("/api/clips/{id}/corrections"), correction.clone()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{correction}");
    }
    let log = desk.get(&format!("/api/clips/{id}/corrections")).await.json();
    assert!(log.as_array().expect("a list").iter().all(|entry| entry["undone"] == json!(true)), "{log}");
    assert_eq!(desk.get(&format!("/api/clips/{id}/result")).await.json()["series"], before["series"]);
}

async fn strides_and_events(desk: &TestDesk, id: i64, before: &Value) {
    let kept = |result: &Value| result["summary"]["strides"]["right"]["kept"].as_u64().expect("a number");
    let first = before["strides"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|s| s["side"] == "right" && s["kept"] == true);
    let contact = first.expect("a stride")["initial_contact_s"].clone();
    let exclude = json!({ "kind": "exclude_stride", "side": "right", "initial_contact_s": contact });
    desk.post(&format!("/api/clips/{id}/corrections"), exclude).await;
    let after = desk.get(&format!("/api/clips/{id}/result")).await.json();
    assert_eq!(kept(&after) + 1, kept(before));
    assert!(after["strides"].to_string().contains("left out by hand"));
    let scale =
        json!({ "kind": "scale", "from_px": [100.0, 500.0], "to_px": [500.0, 500.0], "length_m": 1.0 });
    desk.post(&format!("/api/clips/{id}/corrections"), scale).await;
    let after = desk.get(&format!("/api/clips/{id}/result")).await.json();
    assert_eq!(
        after["capture"]["scale"],
        json!({ "metres_per_pixel": 0.0025, "source": "known_length", "relative_sd": null })
    );
    // Down to the right by one in a hundred: 0.57 degrees of roll, which every angle against the vertical then loses or gains.
    let belt = json!({ "kind": "belt_line", "from_px": [100.0, 500.0], "to_px": [500.0, 504.0] });
    desk.post(&format!("/api/clips/{id}/corrections"), belt).await;
    let after = desk.get(&format!("/api/clips/{id}/result")).await.json();
    assert_eq!(
        (&after["capture"]["roll_deg"], &after["capture"]["roll_source"]),
        (&json!(0.57), &json!("belt_line"))
    );
    let schema: Value = serde_json::from_str(include_str!("../schemas/result-2.schema.json")).expect("JSON");
    assert!(jsonschema::is_valid(&schema, &after));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_ends_in_the_middle_takes_its_work_up_again() {
    let desk = TestDesk::new();
    let worker = desk.worker();
    let id = desk.with_sample().await;
    desk.post(&format!("/api/clips/{id}/analyse"), json!({})).await;
    until(&desk, id, |job| job["stage"] == "landmarks").await;
    worker.stop();
    let desk = desk.restarted();
    let worker = desk.worker();
    let job = until(&desk, id, |job| job["finished_at"].is_string()).await;
    assert_eq!((&job["state"], &job["attempt"], &job["id"]), (&json!("done"), &json!(2), &json!(1)));
    worker.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_is_cancelled_and_a_clip_deleted_in_the_middle() {
    let desk = TestDesk::new();
    let worker = desk.worker();
    let id = desk.with_sample().await;
    let job = desk.post(&format!("/api/clips/{id}/analyse"), json!({})).await.json();
    until(&desk, id, |job| job["stage"] == "survey").await;
    desk.post(&format!("/api/jobs/{}/cancel", job["id"]), json!({})).await;
    let ended = until(&desk, id, |job| job["finished_at"].is_string()).await;
    assert_eq!(ended["state"], JobState::Cancelled.name());
    desk.post(&format!("/api/clips/{id}/analyse"), json!({})).await;
    until(&desk, id, |job| job["stage"] == "survey").await;
    assert_eq!(desk.delete(&format!("/api/clips/{id}")).await.status, StatusCode::NO_CONTENT);
    assert_eq!(desk.get(&format!("/api/clips/{id}")).await.status, StatusCode::NOT_FOUND);
    assert!(!desk.folder.path().join("clips").join(id.to_string()).exists());
    worker.stop();
}

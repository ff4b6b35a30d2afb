//! Honest refusals, through the program as a user meets it: exit code, a message that says what to do, and nothing
//! left on disk. Walking, a front view and a standing figure are also tested where they are decided, on landmarks
//! (`gait`, `track`).
#![allow(clippy::expect_used, reason = "a test reports by panicking")]

#[path = "support/clips.rs"]
mod clips;

use clips::{ffmpeg, from_sample, message, runtilt};
use std::path::Path;

/// Analyses a clip that must be refused; returns what the user is told.
fn refused(clip: &Path, exit: i32) -> String {
    let output = runtilt(&["analyse", clip.to_str().expect("UTF-8")]);
    let told = message(&output);
    assert_eq!(output.status.code(), Some(exit), "{}: {told}", clip.display());
    assert!(told.starts_with("error: "), "{told}");
    assert!(output.stdout.is_empty(), "a refusal prints no result");
    let folder =
        clip.with_file_name(format!("{}.runtilt", clip.file_name().expect("a file").to_string_lossy()));
    assert!(!folder.exists(), "nothing is written");
    told
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

#[test]
fn files_that_are_no_video_are_refused_with_a_reason() {
    let folder = folder();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        path
    };
    assert!(refused(&file("empty.mp4", b""), 3).contains("empty"));
    assert!(refused(&file("notes.mp4", b"Dear physio, here is the video.\n"), 3).contains("text"));
    assert!(refused(&folder.path().join("nowhere.mp4"), 3).contains("nowhere.mp4"));
    assert!(refused(folder.path(), 3).len() > 20);

    let sound = folder.path().join("sound.mp4");
    ffmpeg(&["-f", "lavfi", "-i", "sine=frequency=440:duration=1", "-c:a", "aac"], &sound);
    assert!(refused(&sound, 3).contains("sound"));

    let dot = folder.path().join("dot.avi");
    ffmpeg(
        &["-f", "lavfi", "-i", "color=red:s=16x16:r=30:d=1", "-vf", "scale=1:1", "-c:v", "rawvideo"],
        &dot,
    );
    assert!(refused(&dot, 3).contains("at least"));
}

#[test]
fn an_empty_room_is_refused() {
    let folder = folder();
    let room = folder.path().join("room.mp4");
    // Nothing that drifts: a gradient was now and then taken for a camera that moves.
    ffmpeg(&["-f", "lavfi", "-i", "smptebars=s=640x480:r=30:d=2", "-c:v", "libx264"], &room);
    assert!(refused(&room, 4).contains("no person"));
}

#[test]
fn somebody_who_stands_still_is_refused() {
    let folder = folder();
    let still = from_sample(folder.path(), "still.mp4", "0.02", "loop=loop=180:size=1:start=0");
    let told = refused(&still, 4);
    assert!(told.contains("running"), "{told}");
}

#[test]
fn a_panning_camera_is_refused() {
    let folder = folder();
    let pan = from_sample(folder.path(), "pan.mp4", "3", "crop=720:720:x='120+100*sin(2*PI*t/3)':y=0");
    let told = refused(&pan, 4);
    assert!(told.contains("camera moves"), "{told}");
}

#[test]
fn too_few_strides_are_refused_with_their_number() {
    let folder = folder();
    let short = from_sample(folder.path(), "short.mp4", "1.8", "null");
    let told = refused(&short, 4);
    assert!(told.contains("strides"), "{told}");
}

#[test]
fn a_window_beyond_the_clip_is_refused() {
    let output = runtilt(&["analyse", clips::SAMPLE, "--start", "99", "--out", "unused"]);
    assert_eq!(output.status.code(), Some(3), "{}", message(&output));
    assert!(message(&output).contains("--start"));
}

#[test]
fn a_subject_who_is_not_there_is_a_usage_error() {
    let output = runtilt(&["analyse", clips::SAMPLE, "--subject", "3", "--end", "1", "--out", "unused"]);
    assert_eq!(output.status.code(), Some(2), "{}", message(&output));
    assert!(message(&output).contains("--subject 3"));
}

#[test]
fn missing_models_name_the_command_that_gets_them() {
    let folder = folder();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_runtilt"))
        .args(["analyse", clips::SAMPLE])
        .env("RUNTILT_MODELS", folder.path())
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(5));
    assert!(message(&output).contains("runtilt models fetch"), "{}", message(&output));
}

#[test]
fn a_folder_that_cannot_be_written_is_its_own_error() {
    let output = runtilt(&[
        "analyse",
        clips::SAMPLE,
        "--end",
        "5",
        "--no-video",
        "--out",
        "/proc/runtilt-cannot-write-here",
    ]);
    assert_eq!(output.status.code(), Some(6), "{}", message(&output));
}

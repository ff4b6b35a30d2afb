//! A long clip needs no more memory than a short one. Alone in its process, whose memory it measures.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests report that way"
)]

mod video_support;

use runtilt::video::VideoReader;
use video_support::{ffmpeg, ffmpeg_is_installed};

/// The process's memory in MB.
fn resident_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).expect("VmRSS");
    let kb: f64 = line.split_whitespace().nth(1).and_then(|kb| kb.parse().ok()).expect("a number");
    kb / 1024.0
}

#[cfg(target_os = "linux")]
#[test]
fn reading_holds_one_frame_at_a_time() {
    if !ffmpeg_is_installed() {
        return;
    }
    let folder = tempfile::tempdir().expect("folder");
    let clip = folder.path().join("long.mp4");
    let source = "-f lavfi -i testsrc2=size=640x360:rate=30 -frames:v 900";
    ffmpeg(&format!("{source} -c:v libx264 -preset ultrafast -pix_fmt yuv420p"), &clip);
    let mut reader = VideoReader::open(&clip).expect("opens");
    let mut at_100 = 0.0;
    while let Some(frame) = reader.next_frame().expect("reads") {
        if frame.index() == 100 {
            at_100 = resident_mb();
        }
    }
    // 800 frames kept would be 553 MB.
    let grown = resident_mb() - at_100;
    assert!(grown < 20.0, "grew by {grown} MB over 800 frames");
}

//! Clips made on the spot with the `ffmpeg` program, and what `ffprobe` says of them.
#![allow(dead_code, reason = "each test file uses its own part")]

use runtilt::video::{SkippedFrame, VideoReader};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Whether the `ffmpeg` program is there. Without it a test has nothing to read: it says so and passes, except on
/// continuous integration (`CI=true`), where the set-up must have installed it.
pub fn ffmpeg_is_installed() -> bool {
    let found = Command::new("ffmpeg").arg("-version").output().is_ok_and(|out| out.status.success());
    if !found {
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "CI must have ffmpeg installed");
        eprintln!("skipped: the ffmpeg program is not installed");
    }
    found
}

/// Runs `ffmpeg` with white-space separated arguments, the output being the last.
pub fn ffmpeg(arguments: &str, output: &Path) {
    let out = Command::new("ffmpeg")
        .args(["-nostdin", "-loglevel", "error", "-y"])
        .args(arguments.split_whitespace())
        .arg(output)
        .output()
        .expect("ffmpeg runs");
    assert!(out.status.success(), "ffmpeg {arguments}: {}", String::from_utf8_lossy(&out.stderr));
}

/// Makes a moving test picture of 320x240 at 30 frames per second.
pub fn test_clip(folder: &Path, name: &str, frames: usize, coding: &str) -> PathBuf {
    let path = folder.join(name);
    let source = "-f lavfi -i testsrc2=size=320x240:rate=30";
    ffmpeg(&format!("{source} -frames:v {frames} {coding}"), &path);
    path
}

/// One column of `ffprobe`'s answer, a line for each entry.
pub fn ffprobe(entries: &str, path: &Path) -> Vec<String> {
    let out = Command::new("ffprobe")
        .args(["-loglevel", "error", "-count_frames", "-select_streams", "v:0", "-of", "csv=p=0"])
        .args(["-show_entries", entries])
        .arg(path)
        .output()
        .expect("ffprobe runs");
    let text = String::from_utf8(out.stdout).expect("ffprobe writes text");
    text.lines().map(|line| line.trim_end_matches(',').to_owned()).collect()
}

/// All frames of a clip without their pictures.
pub fn skim(reader: &mut VideoReader) -> Vec<SkippedFrame> {
    let mut frames = Vec::new();
    while let Some(frame) = reader.skip_frame().expect("reads") {
        frames.push(frame);
    }
    frames
}

/// Writes the first part of a file to another.
pub fn cut_short(path: &Path, name: &str, part: f64) -> PathBuf {
    let bytes = std::fs::read(path).expect("readable");
    let cut = path.with_file_name(name);
    std::fs::write(&cut, &bytes[..(bytes.len() as f64 * part) as usize]).expect("writable");
    cut
}

//! FFmpeg's own complaints do not reach the user. The reading happens in a child process, since only there can its
//! output be seen and its environment be set before any thread starts.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests report that way"
)]

mod video_support;

use runtilt::video::{VideoReader, quiet_backend};
use std::path::Path;
use std::process::{Command, Output};
use video_support::{cut_short, ffmpeg_is_installed, skim, test_clip};

const CLIP: &str = "RUNTILT_TEST_CLIP";
const QUIET: &str = "RUNTILT_TEST_QUIET";

/// Has no test harness, whose threads would forbid a change of the environment: called without a clip it is the test,
/// called with one the child.
fn main() {
    match std::env::var_os(CLIP) {
        Some(clip) => read(Path::new(&clip)),
        None => only_our_own_message_is_seen(),
    }
}

/// What the child does.
fn read(clip: &Path) {
    if std::env::var_os(QUIET).is_some() {
        assert!(quiet_backend(), "the child has one thread");
    }
    if let Ok(mut reader) = VideoReader::open(clip) {
        skim(&mut reader);
    }
}

fn read_in_child(clip: &Path, quiet: bool) -> Output {
    let mut command = Command::new(std::env::current_exe().expect("this test"));
    command.env(CLIP, clip).env_remove("OPENCV_FFMPEG_LOGLEVEL");
    if quiet {
        command.env(QUIET, "1");
    }
    command.output().expect("runs")
}

fn only_our_own_message_is_seen() {
    if !ffmpeg_is_installed() {
        return;
    }
    let folder = tempfile::tempdir().expect("folder");
    let coding = "-c:v libx264 -pix_fmt yuv420p";
    let no_index = cut_short(&test_clip(folder.path(), "a.mp4", 60, coding), "no_index.mp4", 0.6);
    let fast = test_clip(folder.path(), "b.mp4", 60, &format!("{coding} -movflags +faststart"));
    for clip in [no_index, cut_short(&fast, "cut.mp4", 0.6)] {
        let loud = read_in_child(&clip, false);
        assert!(!loud.stderr.is_empty(), "nothing to silence in {clip:?}: the test shows nothing");
        let quiet = read_in_child(&clip, true);
        assert!(quiet.status.success(), "{}", String::from_utf8_lossy(&quiet.stderr));
        assert_eq!(String::from_utf8_lossy(&quiet.stderr), "", "{clip:?}");
        assert_eq!(String::from_utf8_lossy(&quiet.stdout), "", "{clip:?}");
    }
}

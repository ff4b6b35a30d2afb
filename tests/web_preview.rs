//! Clips that a browser may not play (iPhones write HEVC) get a copy that it does: every frame, in order, at its time.
#![allow(clippy::expect_used, clippy::panic, clippy::print_stderr, reason = "tests report that way")]

mod video_support;

use runtilt::pipeline::{PipelineError, Silent, preview};
use runtilt::pose::Cancel;
use runtilt::video::VideoReader;
use std::path::PathBuf;
use tempfile::TempDir;
use video_support::{ffmpeg_is_installed, ffprobe, skim, test_clip};

const FRAMES: usize = 45;
const HEVC: &str = "-c:v libx265 -x265-params log-level=error -tag:v hvc1 -pix_fmt yuv420p";

/// A folder with nothing but an iPhone's kind of clip; nothing where there is no ffmpeg to make it.
fn phone_clip() -> Option<(TempDir, PathBuf)> {
    ffmpeg_is_installed().then(|| {
        let folder = tempfile::tempdir().expect("folder");
        let clip = test_clip(folder.path(), "phone.mov", FRAMES, HEVC);
        (folder, clip)
    })
}

#[test]
fn an_hevc_clip_is_copied_frame_by_frame_as_h264() {
    let Some((folder, clip)) = phone_clip() else { return };
    let copy = folder.path().join("preview.mp4");
    preview(&clip, &copy, &Silent, &Cancel::default()).expect("copied");
    assert_eq!(ffprobe("stream=codec_name", &copy), ["h264"]);
    let times = |path| {
        let frames = skim(&mut VideoReader::open(path).expect("opens"));
        frames.iter().map(|frame| frame.time.0).collect::<Vec<_>>()
    };
    let (original, copied) = (times(&clip), times(&copy));
    assert_eq!((original.len(), copied.len()), (FRAMES, FRAMES));
    // Half a frame off would show the skeleton of another frame.
    let worst = original.iter().zip(&copied).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
    assert!(worst < 0.001, "{worst} s");
}

#[test]
fn a_copy_that_is_stopped_leaves_nothing() {
    let Some((folder, clip)) = phone_clip() else { return };
    let copy = folder.path().join("preview.mp4");
    let cancel = Cancel::default();
    cancel.cancel();
    let error = preview(&clip, &copy, &Silent, &cancel).expect_err("stopped");
    assert!(matches!(error, PipelineError::Cancelled), "{error}");
    let left = std::fs::read_dir(folder.path()).expect("listed").count();
    assert_eq!(left, 1, "the clip alone");
}

//! Damaged files are read up to the fault and say so; files that are no video are refused with their reason.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests report that way"
)]

mod video_support;

use runtilt::video::{Ending, MIN_SIDE, VideoError, VideoReader};
use std::path::{Path, PathBuf};
use video_support::{cut_short, ffmpeg, ffmpeg_is_installed, skim, test_clip};

const H264: &str = "-c:v libx264 -pix_fmt yuv420p";

/// Reads to the end of a damaged clip of 60 frames and checks that it stops early and says so.
fn assert_ends_early(clip: &Path, name: &str) {
    let mut reader = VideoReader::open(clip).unwrap_or_else(|error| panic!("{name}: {error}"));
    let frames = skim(&mut reader);
    let last = frames.last().expect("some frames").time;
    assert!((10..60).contains(&frames.len()), "{name}: {} frames", frames.len());
    let ending = reader.ended();
    assert_eq!(ending, Some(Ending::Early { read: frames.len(), expected: Some(60), last }), "{name}");
}

#[test]
fn a_cut_off_clip_is_read_up_to_the_fault() {
    if !ffmpeg_is_installed() {
        return;
    }
    let folder = tempfile::tempdir().expect("folder");
    let formats = [
        ("whole.mp4", format!("{H264} -movflags +faststart")),
        ("whole.mkv", H264.to_owned()),
        ("whole.webm", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -pix_fmt yuv420p".to_owned()),
        ("whole.avi", "-c:v mjpeg -q:v 3 -pix_fmt yuvj420p".to_owned()),
    ];
    for (name, coding) in formats {
        let whole = test_clip(folder.path(), name, 60, &coding);
        assert_ends_early(&cut_short(&whole, &name.replace("whole", "cut"), 0.6), name);
    }
}

#[test]
fn damage_inside_a_clip_ends_it_there() {
    if !ffmpeg_is_installed() {
        return;
    }
    let folder = tempfile::tempdir().expect("folder");
    let clip = test_clip(folder.path(), "damaged.mp4", 60, &format!("{H264} -movflags +faststart"));
    let mut bytes = std::fs::read(&clip).expect("readable");
    let (from, to) = (bytes.len() / 2, bytes.len() * 7 / 10);
    bytes[from..to].fill(0xA5);
    std::fs::write(&clip, bytes).expect("writable");
    assert_ends_early(&clip, "damaged.mp4");
}

#[test]
fn a_recording_without_its_index_is_refused_as_cut_off() {
    if !ffmpeg_is_installed() {
        return;
    }
    let folder = tempfile::tempdir().expect("folder");
    let whole = test_clip(folder.path(), "whole.mp4", 60, H264);
    let cut = cut_short(&whole, "cut.mp4", 0.6);
    assert!(matches!(refusal(&cut), VideoError::CutOff { .. }));
}

fn refusal(path: &Path) -> VideoError {
    match VideoReader::open(path) {
        Ok(reader) => panic!("{path:?} was opened: {:?}", reader.info()),
        Err(error) => error,
    }
}

fn file_with(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("writable");
    path
}

#[test]
fn files_that_are_no_video_are_refused_with_the_reason() {
    let folder = tempfile::tempdir().expect("folder");
    let file = |name: &str, bytes: &[u8]| file_with(folder.path(), name, bytes);
    assert!(matches!(refusal(&folder.path().join("missing.mp4")), VideoError::NotFound { .. }));
    assert!(matches!(refusal(folder.path()), VideoError::NotAFile { .. }));
    assert!(matches!(refusal(&file("zero.mp4", b"")), VideoError::Empty { .. }));
    let text = refusal(&file("text.mp4", b"Notes on the runner.\n"));
    assert!(matches!(text, VideoError::NotAVideo { what: "a text file", .. }), "{text}");
    let playlist = refusal(&file("list.mp4", b"#EXTM3U\n#EXTINF:9,\nhttp://127.0.0.1/a.ts\n"));
    assert!(matches!(playlist, VideoError::NotAVideo { what: "a text file", .. }), "{playlist}");
    let noise: Vec<u8> = (0..5000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert!(matches!(refusal(&file("noise.mp4", &noise)), VideoError::NotAVideo { .. }));
    // A header and nothing else, as a camera leaves it whose battery ran out.
    assert!(matches!(
        refusal(&file("head.mp4", b"\0\0\0\x10ftypisom\0\0\0\0\0\0")),
        VideoError::CutOff { .. }
    ));
}

#[test]
fn every_refusal_names_the_file_and_says_what_to_do() {
    let folder = tempfile::tempdir().expect("folder");
    let said = refusal(&file_with(folder.path(), "zero.mp4", b"")).to_string();
    assert!(said.contains("zero.mp4") && said.contains("copy it again"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_file_without_read_permission_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("folder");
    let path = file_with(folder.path(), "locked.mp4", b"\0\0\0\x18ftypisom");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).expect("sets");
    if std::fs::File::open(&path).is_ok() {
        eprintln!("skipped: the administrator may read everything");
        return;
    }
    assert!(matches!(refusal(&path), VideoError::PermissionDenied { .. }));
}

#[test]
fn sound_without_a_picture_is_refused() {
    if !ffmpeg_is_installed() {
        return;
    }
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("sound.mp4");
    ffmpeg("-f lavfi -i sine=duration=1 -c:a aac", &path);
    let error = refusal(&path);
    assert!(matches!(error, VideoError::NotAVideo { .. }) && error.to_string().contains("sound"), "{error}");
}

#[test]
fn pictures_below_the_least_size_are_refused() {
    if !ffmpeg_is_installed() {
        return;
    }
    let folder = tempfile::tempdir().expect("folder");
    for (width, height) in [(1, 1), (320, MIN_SIDE - 2), (MIN_SIDE - 2, 320)] {
        let path = folder.path().join("small.avi");
        let source = format!("-f lavfi -i color=red:size=16x16 -frames:v 3 -vf scale={width}:{height}");
        ffmpeg(&format!("{source} -c:v mjpeg -pix_fmt yuvj420p"), &path);
        let VideoError::TooSmall { width: w, height: h, .. } = refusal(&path) else {
            panic!("{width}x{height}")
        };
        assert_eq!((w, h), (width, height));
    }
}

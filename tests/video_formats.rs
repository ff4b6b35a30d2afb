//! Clips of all kinds come out with the right frames, upright, at their true times.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests report that way"
)]

mod video_support;

use runtilt::body::FrameSize;
use runtilt::units::Seconds;
use runtilt::video::{Ending, Frame, Timing, VideoReader};
use std::path::Path;
use video_support::{ffmpeg, ffmpeg_is_installed, ffprobe, skim, test_clip};

const FRAMES: usize = 45;

/// Matroska and WebM round times to whole milliseconds.
const TICK_S: f64 = 0.00051;

/// File name, coding, and the codec that must be named.
const FORMATS: [(&str, &str, &str); 10] = [
    ("h264.mp4", "-c:v libx264 -pix_fmt yuv420p", "avc1"),
    ("h264.mov", "-c:v libx264 -pix_fmt yuv420p", "avc1"),
    ("h264.mkv", "-c:v libx264 -pix_fmt yuv420p", "h264"),
    ("h264.avi", "-c:v libx264 -pix_fmt yuv420p", "H264"),
    ("hevc.mp4", "-c:v libx265 -x265-params log-level=error -tag:v hvc1 -pix_fmt yuv420p", "hvc1"),
    ("hevc.mov", "-c:v libx265 -x265-params log-level=error -tag:v hvc1 -pix_fmt yuv420p", "hvc1"),
    ("hevc.mkv", "-c:v libx265 -x265-params log-level=error -pix_fmt yuv420p", "hevc"),
    // OpenCV 4.6 knows no code for VP9.
    ("vp9.webm", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -pix_fmt yuv420p", ""),
    ("mjpeg.avi", "-c:v mjpeg -q:v 3 -pix_fmt yuvj420p", "MJPG"),
    ("mjpeg.mov", "-c:v mjpeg -q:v 3 -pix_fmt yuvj420p", "jpeg"),
];

#[test]
fn every_format_gives_its_frames_size_and_times() {
    if !ffmpeg_is_installed() {
        return;
    }
    let folder = tempfile::tempdir().expect("folder");
    for (name, coding, codec) in FORMATS {
        let mut reader = VideoReader::open(&test_clip(folder.path(), name, FRAMES, coding)).expect(name);
        let info = reader.info().clone();
        assert_eq!(info.size, FrameSize { width: 320, height: 240 }, "{name}");
        assert_eq!((info.frame_count_hint, info.codec.as_str()), (Some(FRAMES), codec), "{name}");
        assert!((info.nominal_rate.0 - 30.0).abs() < 0.01, "{name}: {:?}", info.nominal_rate);
        let frames = skim(&mut reader);
        assert_eq!(frames.len(), FRAMES, "{name}");
        for (k, frame) in frames.iter().enumerate() {
            assert_eq!(frame.index, k, "{name}");
            assert!((frame.time.0 - k as f64 / 30.0).abs() < TICK_S, "{name} frame {k}: {:?}", frame.time);
        }
        assert_eq!(reader.ended(), Some(Ending::Complete), "{name}");
    }
}

#[test]
fn pictures_and_skipped_frames_share_one_count() {
    if !ffmpeg_is_installed() {
        return;
    }
    let folder = tempfile::tempdir().expect("folder");
    let clip = test_clip(folder.path(), "a.mp4", 9, "-c:v libx264 -pix_fmt yuv420p");
    let mut reader = VideoReader::open(&clip).expect("opens");
    assert_eq!(reader.ended(), None);
    let skipped = reader.skip_frame().expect("reads").expect("has a frame");
    assert_eq!((skipped.index, skipped.time), (0, Seconds(0.0)));
    let frame = reader.next_frame().expect("reads").expect("has a frame");
    assert_eq!(frame.index(), 1);
    assert!((frame.time().0 - 1.0 / 30.0).abs() < TICK_S);
    assert_eq!(frame.size(), reader.info().size);
    assert_eq!(skim(&mut reader).len(), 7);
    assert!(reader.next_frame().expect("stays at its end").is_none());
}

/// A picture whose top left quarter is red and whose rest is black.
fn red_corner(folder: &Path, name: &str, rotate: u16) -> std::path::PathBuf {
    let (still, turned) = (folder.join("still.mp4"), folder.join(name));
    let source = "-f lavfi -i color=black:size=320x240:rate=30";
    let paint = "-vf drawbox=x=0:y=0:w=160:h=120:color=red:t=fill";
    ffmpeg(&format!("{source} {paint} -frames:v 5 -c:v libx264 -pix_fmt yuv420p"), &still);
    ffmpeg(&format!("-i {} -c copy -metadata:s:v rotate={rotate}", still.display()), &turned);
    turned
}

/// Whether the pixel in the middle of a quarter is red.
fn is_red(frame: &Frame, right: bool, bottom: bool) -> bool {
    let size = frame.size();
    let x = size.width as usize * if right { 3 } else { 1 } / 4;
    let y = size.height as usize * if bottom { 3 } else { 1 } / 4;
    let rgb = frame.rgb_bytes().expect("bytes");
    let at = (y * size.width as usize + x) * 3;
    rgb[at] > 150 && rgb[at + 1] < 60 && rgb[at + 2] < 60
}

#[test]
fn a_turned_phone_gives_an_upright_picture() {
    if !ffmpeg_is_installed() {
        return;
    }
    let folder = tempfile::tempdir().expect("folder");
    // Turned clockwise for showing, the red corner goes top left, top right, bottom right, bottom left. Which way a file is to be
    // turned is ffprobe's word: ffmpeg 5 writes the mark `rotate=90` as a turn by 270.
    let corners = [(0, false, false), (90, true, false), (180, true, true), (270, false, true)];
    for mark in [0, 90, 180, 270] {
        for container in ["mp4", "mov"] {
            let clip = red_corner(folder.path(), &format!("turned{mark}.{container}"), mark);
            let told = ffprobe("stream_side_data=rotation", &clip);
            // Nothing is said of a picture that is upright already.
            let anticlockwise = told
                .iter()
                .find(|turn| !turn.is_empty())
                .map_or(0, |turn| turn.parse::<i32>().expect("degrees"));
            let clockwise = (-anticlockwise).rem_euclid(360) as u16;
            let (rotate, right, bottom) = corners[usize::from(clockwise) / 90];
            let mut reader = VideoReader::open(&clip).expect("opens");
            let frame = reader.next_frame().expect("reads").expect("has a frame");
            let (width, height) = if rotate % 180 == 0 { (320, 240) } else { (240, 320) };
            assert_eq!(reader.info().size, FrameSize { width, height }, "{rotate}");
            assert_eq!(frame.size(), reader.info().size, "{rotate}");
            assert_eq!(reader.info().rotation_deg, rotate);
            for (r, b) in [(false, false), (true, false), (false, true), (true, true)] {
                assert_eq!(is_red(&frame, r, b), (r, b) == (right, bottom), "{rotate} {container}");
            }
        }
    }
}

/// Drops frames without a pattern and keeps the times of the others.
const VARIABLE: &str =
    r"-vf select=not(eq(mod(n\,7)\,3))*not(eq(mod(n\,11)\,5)) -vsync vfr -c:v libx264 -pix_fmt yuv420p";

/// Largest difference between our times and ffprobe's.
fn worst_time_error(clip: &Path, reader: &mut VideoReader) -> f64 {
    let truth: Vec<f64> = ffprobe("frame=pts_time", clip).iter().filter_map(|t| t.parse().ok()).collect();
    let frames = skim(reader);
    assert_eq!(frames.len(), truth.len());
    assert!(truth.windows(2).any(|t| t[1] - t[0] > 0.06), "the clip does not have a variable rate");
    frames.iter().zip(&truth).map(|(f, t)| (f.time.0 - (t - truth[0])).abs()).fold(0.0, f64::max)
}

#[test]
fn a_variable_frame_rate_keeps_the_true_times_to_the_last_frame() {
    if !ffmpeg_is_installed() {
        return;
    }
    let folder = tempfile::tempdir().expect("folder");
    for name in ["vfr.mp4", "vfr.mov"] {
        let clip = test_clip(folder.path(), name, 60, VARIABLE);
        let mut reader = VideoReader::open(&clip).expect("opens");
        let worst = worst_time_error(&clip, &mut reader);
        // ffprobe prints microseconds.
        assert!(worst < 2e-6, "{name}: {worst} s");
        assert_eq!(reader.timing(), Timing::Container);
        assert_eq!(reader.ended(), Some(Ending::Complete));
    }
}

#[test]
fn matroska_of_variable_rate_says_how_many_times_it_had_to_continue() {
    if !ffmpeg_is_installed() {
        return;
    }
    let folder = tempfile::tempdir().expect("folder");
    let clip = test_clip(folder.path(), "vfr.mkv", 60, VARIABLE);
    let mut reader = VideoReader::open(&clip).expect("opens");
    let frames = skim(&mut reader);
    let truth: Vec<f64> = ffprobe("frame=pts_time", &clip).iter().filter_map(|t| t.parse().ok()).collect();
    let Timing::Continued { frames: continued } = reader.timing() else { panic!("{:?}", reader.timing()) };
    let known = frames.len() - continued;
    let wrong = frames.iter().zip(&truth).take(known).find(|(f, t)| (f.time.0 - **t).abs() > 2e-6);
    assert_eq!(wrong, None);
    // As many as the decoder holds: what it reorders (at most 4 with x264's defaults) and one for each thread.
    let threads = std::thread::available_parallelism().expect("counts").get();
    assert!(continued <= 4 + threads, "{continued} times continued");
    assert_eq!(reader.ended(), Some(Ending::Complete));
}

#[test]
fn frames_hidden_by_trimming_are_neither_read_nor_missed() {
    if !ffmpeg_is_installed() {
        return;
    }
    let folder = tempfile::tempdir().expect("folder");
    let whole = test_clip(folder.path(), "whole.mp4", 60, "-c:v libx264 -pix_fmt yuv420p");
    let trimmed = folder.path().join("trimmed.mp4");
    // The key frame at 0 stays in the file; an edit list starts the showing at 0.5 s.
    ffmpeg(&format!("-ss 0.5 -i {} -c copy", whole.display()), &trimmed);
    let mut reader = VideoReader::open(&trimmed).expect("opens");
    assert_eq!(reader.info().frame_count_hint, Some(45));
    assert_eq!(skim(&mut reader).len(), 45);
    assert_eq!(reader.ended(), Some(Ending::Complete));
}

#[test]
fn slow_motion_played_at_30_is_reported_as_30() {
    if !ffmpeg_is_installed() {
        return;
    }
    let folder = tempfile::tempdir().expect("folder");
    let clip = folder.path().join("slow.mp4");
    let source = "-f lavfi -i testsrc2=size=320x240:rate=240:duration=0.25";
    ffmpeg(&format!("{source} -vf setpts=8*PTS -r 30 -c:v libx264 -pix_fmt yuv420p"), &clip);
    let mut reader = VideoReader::open(&clip).expect("opens");
    assert!((reader.info().nominal_rate.0 - 30.0).abs() < 0.01);
    let frames = skim(&mut reader);
    assert_eq!(frames.len(), 60);
    assert!((frames[59].time.0 - 59.0 / 30.0).abs() < TICK_S);
}

#[test]
fn names_with_colons_spaces_and_accents_open() {
    if !ffmpeg_is_installed() {
        return;
    }
    let folder = tempfile::tempdir().expect("folder");
    let plain = test_clip(folder.path(), "a.mp4", 5, "-c:v libx264 -pix_fmt yuv420p");
    for name in ["concat:Läufer 1.mp4", "50%d.mp4", "a|b.mp4"] {
        let odd = folder.path().join(name);
        std::fs::copy(&plain, &odd).expect("copies");
        let mut reader = VideoReader::open(&odd).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(skim(&mut reader).len(), 5, "{name}");
    }
}

//! What is written plays in a browser, holds every frame, and fails aloud.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests report that way"
)]

mod video_support;

use runtilt::body::FrameSize;
use runtilt::units::{Hertz, Seconds};
use runtilt::video::{Frame, VideoError, VideoReader, VideoWriter, WriteFault};
use std::path::Path;
use std::process::Command;
use video_support::{ffmpeg_is_installed, ffprobe};

const RATE: Hertz = Hertz(30.0);

/// A frame of one colour, brighter from frame to frame.
fn frame(size: FrameSize, index: usize) -> Frame {
    let rgb = [40 + 4 * index as u8, 90, 160];
    let bytes = rgb.repeat((size.width * size.height) as usize);
    Frame::from_rgb(size, &bytes, index, Seconds(index as f64 / RATE.0)).expect("sizes fit")
}

fn write(path: &Path, size: FrameSize, frames: usize, max_long_side: u32) -> Result<(), VideoError> {
    let mut writer = VideoWriter::create_scaled(path, size, RATE, max_long_side)?;
    for index in 0..frames {
        writer.write(&frame(size, index))?;
    }
    writer.finish()
}

#[test]
fn the_file_plays_in_a_browser_and_holds_every_frame() {
    if !ffmpeg_is_installed() {
        return;
    }
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("out put.mp4");
    write(&path, FrameSize { width: 361, height: 641 }, 40, u32::MAX).expect("writes");
    let facts =
        ffprobe("stream=codec_name,codec_tag_string,width,height,pix_fmt,r_frame_rate,nb_read_frames", &path);
    assert_eq!(facts, ["h264,avc1,360,640,yuv420p,30/1,40"]);
    let head = std::fs::read(&path).expect("readable");
    let place = |name: &[u8]| head.windows(4).position(|w| w == name).expect("box");
    assert!(place(b"moov") < place(b"mdat"), "the index comes first, so that playing starts at once");
}

#[test]
fn what_was_written_is_read_back() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("a.mp4");
    let size = FrameSize { width: 320, height: 240 };
    write(&path, size, 25, u32::MAX).expect("writes");
    let mut reader = VideoReader::open(&path).expect("opens");
    let mut read = 0;
    while let Some(got) = reader.next_frame().expect("reads") {
        let (want, rgb) = ([40.0 + 4.0 * read as f64, 90.0, 160.0], got.rgb_bytes().expect("bytes"));
        for (c, want) in want.into_iter().enumerate() {
            let mean = rgb.iter().skip(c).step_by(3).map(|&v| f64::from(v)).sum::<f64>() / (320.0 * 240.0);
            // Measured: 4.0 at worst. One step of 8-bit U is 2.02 steps of blue, and encoding moves U by up to 2.
            assert!((mean - want).abs() < 5.0, "frame {read} channel {c}: {mean} for {want}");
        }
        assert!((got.time().0 - read as f64 / RATE.0).abs() < 1e-4);
        read += 1;
    }
    assert_eq!((read, reader.info().size), (25, size));
}

#[test]
fn a_long_side_limit_shrinks_the_picture() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("a.mp4");
    write(&path, FrameSize { width: 720, height: 1280 }, 5, 640).expect("writes");
    let size = VideoReader::open(&path).expect("opens").info().size;
    assert_eq!(size, FrameSize { width: 360, height: 640 });
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_and_leaves_nothing() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("full.mp4");
    // The kernel's own full disk: every write to it fails with "no space left".
    std::os::unix::fs::symlink("/dev/full", &path).expect("links");
    let error =
        write(&path, FrameSize { width: 320, height: 240 }, 60, u32::MAX).expect_err("the disk is full");
    let said = error.to_string();
    assert!(matches!(error, VideoError::CannotWrite { .. }) && said.contains("free some space"), "{said}");
    assert!(path.symlink_metadata().is_err(), "a broken file was left");
}

/// Where the child of the next test writes.
const TARGET: &str = "RUNTILT_TEST_TARGET";

/// 60 frames that cannot be compressed.
fn write_noise(path: &Path) -> Result<(), VideoError> {
    let size = FrameSize { width: 320, height: 240 };
    let mut writer = VideoWriter::create(path, size, RATE)?;
    let mut state = 1u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    for index in 0..60 {
        let bytes: Vec<u8> = (0..320 * 240 * 3).map(|_| noise()).collect();
        writer.write(&Frame::from_rgb(size, &bytes, index, Seconds(0.0))?)?;
    }
    writer.finish()
}

#[test]
#[ignore = "run by the next test under a limit on the size of files"]
fn write_much() {
    let path = std::env::var_os(TARGET).expect("the parent names a file");
    let error = write_noise(Path::new(&path)).expect_err("the disk filled up");
    println!("SAID: {error}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fills_up_half_way_is_an_error_with_and_without_the_ffmpeg_program() {
    let this = std::env::current_exe().expect("this test");
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("a.mp4");
    // Nothing, or 100 KB where megabytes are wanted. The signal that the limit sends is ignored: writing fails instead.
    let script = r#"trap '' XFSZ; ulimit -f $1; exec "$0" --exact write_much --ignored --nocapture"#;
    let with_program = std::env::var("PATH").unwrap_or_default();
    let without = folder.path().display().to_string();
    for (search, limit_kb) in
        [(&with_program, "0"), (&with_program, "100"), (&without, "0"), (&without, "100")]
    {
        let mut command = Command::new("/bin/bash");
        command.args(["-c", script]).arg(&this).arg(limit_kb).env(TARGET, &path).env("PATH", search);
        let out = command.output().expect("bash runs");
        let said = String::from_utf8_lossy(&out.stdout).into_owned();
        assert!(out.status.success(), "{said}{}", String::from_utf8_lossy(&out.stderr));
        assert!(said.contains("SAID:") && said.contains("free some space"), "{said}");
        assert!(!path.exists(), "a broken file was left");
    }
}

#[test]
fn a_missing_folder_is_named() {
    let path = tempfile::tempdir().expect("folder").path().join("gone").join("a.mp4");
    let Err(VideoError::CannotWrite { fault: WriteFault::Io(error), .. }) =
        VideoWriter::create(&path, FrameSize { width: 320, height: 240 }, RATE)
    else {
        panic!("a video was made in no folder")
    };
    assert_eq!(error.kind(), std::io::ErrorKind::NotFound);
}

#[test]
fn an_unfinished_or_empty_video_is_removed() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("a.mp4");
    let size = FrameSize { width: 320, height: 240 };
    let mut writer = VideoWriter::create(&path, size, RATE).expect("starts");
    writer.write(&frame(size, 0)).expect("writes");
    drop(writer);
    assert!(!path.exists());
    let error = VideoWriter::create(&path, size, RATE).expect("starts").finish().expect_err("is empty");
    assert!(matches!(error, VideoError::CannotWrite { fault: WriteFault::NoFrames, .. }));
    assert!(!path.exists());
}

#[test]
fn frames_of_another_size_are_refused() {
    let folder = tempfile::tempdir().expect("folder");
    let size = FrameSize { width: 320, height: 240 };
    let mut writer = VideoWriter::create(&folder.path().join("a.mp4"), size, RATE).expect("starts");
    let error = writer.write(&frame(FrameSize { width: 240, height: 320 }, 0)).expect_err("another size");
    assert!(matches!(error, VideoError::CannotWrite { fault: WriteFault::FrameSize { .. }, .. }));
}

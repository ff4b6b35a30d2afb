//! Clips made with ffmpeg at test time, from the sample clip and from nothing.
#![allow(dead_code)] // Every test binary compiles all of it and uses some of it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The committed sample: 8 s at 60 frames per second, one synthetic runner who faces right.
pub const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/sample_videos/easy_runner_60fps.mp4");

/// Runs ffmpeg with the given arguments before the output file.
pub fn ffmpeg(arguments: &[&str], output: &Path) {
    let done = Command::new("ffmpeg")
        .args(["-v", "error", "-y"])
        .args(arguments)
        .arg(output)
        .output()
        .expect("ffmpeg is installed by `make setup`");
    assert!(done.status.success(), "ffmpeg {arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// A filtered part of the sample.
pub fn from_sample(folder: &Path, name: &str, seconds: &str, filter: &str) -> PathBuf {
    let clip = folder.join(name);
    let encode = ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "20", "-an"];
    ffmpeg(&[&["-t", seconds, "-i", SAMPLE, "-vf", filter][..], &encode].concat(), &clip);
    clip
}

/// The program under test.
pub fn runtilt(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_runtilt")).args(arguments).output().expect("the program starts")
}

/// Standard error as text.
pub fn message(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

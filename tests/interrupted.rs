//! Work that cannot be finished: stopped by the user, or the disk is full. Nothing half-written stays.
#![allow(clippy::expect_used, clippy::print_stderr, reason = "a test reports by panicking and printing")]

#[path = "support/clips.rs"]
mod clips;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Everything in a folder, hidden entries too.
fn entries(folder: &Path) -> Vec<String> {
    let listed = std::fs::read_dir(folder).expect("readable");
    listed.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn ctrl_c_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("stopped.runtilt");
    let child = Command::new(env!("CARGO_BIN_EXE_runtilt"))
        .args(["analyse", clips::SAMPLE, "--out"])
        .arg(&out)
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // Long enough to be at work, far too short to be done: the models alone take about a second to load.
    std::thread::sleep(Duration::from_secs(3));
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    assert!(sent.success(), "the program was still running");
    let asked = Instant::now();
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(130), "{}", clips::message(&output));
    assert!(clips::message(&output).contains("nothing was written"));
    assert!(asked.elapsed() < Duration::from_secs(5), "it stops at once, not after {:?}", asked.elapsed());
    assert_eq!(entries(folder.path()), Vec::<String>::new());
}

/// A file system of 300 kB in memory, unmounted at the end.
struct TinyDisk(tempfile::TempDir);

impl TinyDisk {
    /// `None` where this user may not mount.
    fn mount() -> Option<Self> {
        let place = tempfile::tempdir().expect("a temporary folder");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=300k", "tmpfs"])
            .arg(place.path())
            .stderr(Stdio::null())
            .status();
        mounted.is_ok_and(|status| status.success()).then_some(Self(place))
    }
}

impl Drop for TinyDisk {
    fn drop(&mut self) {
        let unmounted = Command::new("umount").arg(self.0.path()).status();
        if !unmounted.is_ok_and(|status| status.success()) {
            eprintln!("{} could not be unmounted", self.0.path().display());
        }
    }
}

#[test]
fn a_full_disk_is_said_and_leaves_nothing() {
    let Some(disk) = TinyDisk::mount() else {
        eprintln!("skipped: mounting a small disk needs more rights");
        return;
    };
    let out = disk.0.path().join("full.runtilt");
    let output =
        clips::runtilt(&["analyse", clips::SAMPLE, "--end", "5", "--out", out.to_str().expect("UTF-8")]);
    let told = clips::message(&output);
    assert_eq!(output.status.code(), Some(6), "{told}");
    assert!(told.contains("free some space"), "{told}");
    assert_eq!(entries(disk.0.path()), Vec::<String>::new());
}

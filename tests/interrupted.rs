//! Work that cannot be finished: stopped by the user, or the disk is full. Nothing half-written stays.
#![allow(clippy::expect_used, clippy::print_stderr, reason = "a test reports by panicking and printing")]

#[path = "support/clips.rs"]
mod clips;

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Everything in a folder, hidden entries too.
fn entries(folder: &Path) -> Vec<String> {
    let listed = std::fs::read_dir(folder).expect("readable");
    listed.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

/// Reads on until the stage of `--verbose` has ended.
fn wait_for(stage: &str, told: &mut impl BufRead) {
    let mut line = String::new();
    while !line.contains(&format!("\"{stage}\"")) {
        line.clear();
        assert!(told.read_line(&mut line).expect("text") > 0, "it ended before the stage {stage}");
    }
}

#[test]
fn ctrl_c_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("stopped.runtilt");
    let started = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_runtilt"))
        .args(["analyse", clips::SAMPLE, "--verbose", "--out"])
        .arg(&out)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut told = BufReader::new(child.stderr.take().expect("piped"));
    // Loading a model cannot be stopped on the way; after this comes what takes longest.
    wait_for("survey", &mut told);
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    assert!(sent.success(), "the program was still running");
    let (before, asked) = (started.elapsed(), Instant::now());
    let mut last_words = String::new();
    told.read_to_string(&mut last_words).expect("text");
    assert_eq!(child.wait().expect("it ends").code(), Some(130), "{last_words}");
    assert!(last_words.contains("nothing was written"), "{last_words}");
    // Against the same machine in the same minute: what is left of the job takes several times as long as what came before.
    let after = asked.elapsed();
    assert!(after < before, "it stops at once, not {after:?} after {before:?} of work");
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

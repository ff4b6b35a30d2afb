//! The output folder appears whole or not at all.
#![allow(clippy::expect_used, clippy::print_stderr, reason = "in a test a panic is the report")]

#[path = "report_support/mod.rs"]
mod support;

use runtilt::report::document::AngleColumn;
use runtilt::report::{OutputFolder, Playback, ReportError, Style, default_folder, write_report};
use runtilt::units::Seconds;
use runtilt::video::{Frame, VideoError};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use support::{drawn_frame, example_document};

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("readable");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("entry").file_name().into_string().expect("UTF-8")).collect();
    names.sort();
    names
}

fn small_frames(count: usize) -> impl Iterator<Item = Result<Frame, VideoError>> {
    (0..count).map(|index| {
        let size = runtilt::body::FrameSize { width: 64, height: 96 };
        Frame::from_rgb(size, &[90; 64 * 96 * 3], index, Seconds(index as f64 / 30.0))
    })
}

fn go_on(_: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn opened(target: &Path) -> OutputFolder {
    OutputFolder::create(target).expect("the place is free or ours")
}

#[test]
fn a_report_has_all_files_and_a_rerun_replaces_it() {
    let place = tempfile::tempdir().expect("a folder");
    let target = place.path().join("run.runtilt");
    let mut document = example_document();
    let frames = || (0..75).map(|frame| Ok(drawn_frame(frame)));
    let written =
        write_report(&document, frames(), opened(&target), Style::played(Playback::HalfSpeed), go_on)
            .expect("writes");
    assert_eq!(written, target);
    assert_eq!(
        names(&target),
        [
            "angles.csv",
            "annotated.mp4",
            "findings.csv",
            "plots",
            "report.html",
            "report.pdf",
            "result.json",
            "strides.csv"
        ]
    );
    assert_eq!(names(&target.join("plots")).len(), 14);
    assert_eq!(names(place.path()), ["run.runtilt"]);

    document.clip.file_name = "second.mp4".to_owned();
    write_report(&document, small_frames(3), opened(&target), Style::played(Playback::AsFilmed), go_on)
        .expect("replaces");
    assert!(fs::read_to_string(target.join("result.json")).expect("read").contains("second.mp4"));
    assert_eq!(names(place.path()), ["run.runtilt"]);
}

#[test]
fn a_failure_midway_leaves_nothing_and_keeps_the_earlier_result() {
    let place = tempfile::tempdir().expect("a folder");
    let target = place.path().join("run.runtilt");
    let document = example_document();
    let broken = || {
        let fault = VideoError::Decoding { path: PathBuf::from("run.mp4"), frame: 2 };
        small_frames(2).chain(std::iter::once(Err(fault)))
    };
    let error = write_report(&document, broken(), opened(&target), Style::played(Playback::HalfSpeed), go_on)
        .expect_err("must fail");
    assert!(matches!(error, ReportError::Video(VideoError::Decoding { frame: 2, .. })));
    assert!(names(place.path()).is_empty());

    write_report(&document, small_frames(2), opened(&target), Style::played(Playback::HalfSpeed), go_on)
        .expect("writes");
    let before = fs::read(target.join("result.json")).expect("read");
    write_report(&document, broken(), opened(&target), Style::played(Playback::HalfSpeed), go_on)
        .expect_err("must fail");
    assert_eq!(fs::read(target.join("result.json")).expect("read"), before);
    assert_eq!(names(place.path()), ["run.runtilt"]);
}

#[test]
fn stopping_leaves_nothing() {
    let place = tempfile::tempdir().expect("a folder");
    let target = place.path().join("run.runtilt");
    let stop = |done: usize| if done == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
    let error = write_report(
        &example_document(),
        small_frames(9),
        opened(&target),
        Style::played(Playback::HalfSpeed),
        stop,
    );
    assert!(matches!(error, Err(ReportError::Cancelled)));
    assert!(names(place.path()).is_empty());
}

#[test]
fn a_document_with_nan_leaves_nothing() {
    let place = tempfile::tempdir().expect("a folder");
    let target = place.path().join("run.runtilt");
    let mut document = example_document();
    let mut lean = document.series.angles.get(AngleColumn::TrunkLean).cloned().expect("measured");
    lean.values[9] = Some(f64::INFINITY);
    document.series.angles.set(AngleColumn::TrunkLean, lean);
    let error =
        write_report(&document, small_frames(2), opened(&target), Style::played(Playback::HalfSpeed), go_on);
    assert!(matches!(error, Err(ReportError::NotFinite { .. })));
    assert!(names(place.path()).is_empty());
}

#[test]
fn what_is_not_ours_is_never_touched() {
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join("file.runtilt");
    fs::write(&file, "mine").expect("written");
    let notes = place.path().join("notes.runtilt");
    fs::create_dir(&notes).expect("made");
    fs::write(notes.join("result.json"), "{\"schema\":\"runtilt.result/1\"}").expect("written");
    fs::write(notes.join("my notes.txt"), "mine").expect("written");
    let other = place.path().join("other.runtilt");
    fs::create_dir(&other).expect("made");
    fs::write(other.join("result.json"), "{\"schema\":\"something else\"}").expect("written");
    for target in [&file, &notes, &other] {
        let error = OutputFolder::create(target).expect_err("must be refused");
        assert!(matches!(error, ReportError::NotOurs { .. }), "{error}");
    }
    assert_eq!(fs::read_to_string(notes.join("my notes.txt")).expect("read"), "mine");
}

#[test]
fn an_empty_folder_may_be_filled() {
    let place = tempfile::tempdir().expect("a folder");
    let target = place.path().join("run.runtilt");
    fs::create_dir(&target).expect("made");
    let folder = OutputFolder::create(&target).expect("starts");
    folder.write("result.json", b"{\"schema\":\"runtilt.result/1\"}").expect("writes");
    assert_eq!(folder.finish().expect("finishes"), target);
    assert_eq!(names(&target), ["result.json"]);
}

#[test]
fn a_missing_parent_is_named_with_what_to_do() {
    let place = tempfile::tempdir().expect("a folder");
    let error = OutputFolder::create(&place.path().join("no/such/run.runtilt")).expect_err("must fail");
    let text = error.to_string();
    assert!(text.contains("run.runtilt") && text.contains("--out"), "{text}");
}

/// A real full disk: Linux has a device for it.
#[test]
fn a_full_disk_is_reported_as_such() {
    let full = Path::new("/dev/full");
    if !full.exists() {
        eprintln!("skipped: there is no /dev/full here");
        return;
    }
    let place = tempfile::tempdir().expect("a folder");
    let target = place.path().join("run.runtilt");
    let folder = OutputFolder::create(&target).expect("starts");
    #[cfg(unix)]
    std::os::unix::fs::symlink(full, folder.path_of("angles.csv")).expect("linked");
    let error = folder.write("angles.csv", &[0; 100]).expect_err("must fail").to_string();
    assert!(error.contains("the disk is full") && error.contains("angles.csv"), "{error}");
    drop(folder);
    assert!(names(place.path()).is_empty());
}

#[test]
fn results_go_beside_the_clip() {
    assert_eq!(default_folder(Path::new("videos/anna 1.mp4")), Path::new("videos/anna 1.mp4.runtilt"));
    assert_eq!(default_folder(Path::new("run.side.MOV")), Path::new("run.side.MOV.runtilt"));
}

//! `report.html`: every section, nothing from outside, nothing unescaped.
#![allow(clippy::expect_used, clippy::print_stderr, reason = "in a test a panic is the report")]

#[path = "report_support/mod.rs"]
mod support;

use runtilt::report::document::Audience;
use runtilt::report::{KeyFrames, plots, report_html};
use support::{drawn_frame, example_document};

fn page(document: &runtilt::report::document::Document) -> String {
    let mut key_frames = KeyFrames::new(document);
    for frame in (0..240).filter(|frame| key_frames.wants(*frame)).collect::<Vec<_>>() {
        key_frames.take(&drawn_frame(frame)).expect("a picture");
    }
    let plots = plots(document).expect("plots");
    report_html(document, &plots, &key_frames.pictures, Audience::Physio).expect("a page")
}

#[test]
fn the_page_has_every_section_and_stands_alone() {
    let page = page(&example_document());
    for id in
        ["recording", "summary", "key-frames", "numbers", "curves", "not-measured", "method", "read-this"]
    {
        assert!(page.contains(&format!(" id=\"{id}\"")), "no section {id}");
    }
    for outside in ["http", "<script", "<link", "@import", "url(", "src=\"/"] {
        assert!(!page.contains(outside), "the page contains {outside}");
    }
    assert_eq!(page.matches("src=\"data:image/jpeg;base64,").count(), 4);
    assert_eq!(page.matches("<svg").count(), 7);
    let warnings = page.find("class=\"warnings\"").expect("warnings");
    assert!(warnings < page.find("id=\"numbers\"").expect("numbers"), "warnings come before numbers");
}

#[test]
fn the_page_says_what_it_is_and_never_judges() {
    let page = page(&example_document());
    for words in [
        "This describes movement in this recording. It is not a diagnosis and cannot identify the cause of pain.",
        "Being outside the reference range is common in healthy runners. If it hurts, stop.",
        "See a sports physiotherapist.",
        "bladder or bowel",
        "saddle",
        "How the pelvis tilts was not measured.",
        "The two must not be mixed.",
    ] {
        assert!(page.contains(words), "missing: {words}");
    }
    for word in ["abnormal", "pathological", "faulty"] {
        assert!(!page.to_lowercase().contains(word), "the page says {word}");
    }
}

#[test]
fn markup_in_names_is_shown_and_not_obeyed() {
    let mut document = example_document();
    document.clip.file_name = "<script>alert('x')</script>&\"run\".mp4".to_owned();
    document.warnings[0].message = "<img src=x onerror=1>".to_owned();
    document.capture.leg_identity_repairs[0].what = "<b>legs</b>".to_owned();
    let page = page(&document);
    assert!(!page.contains("<script") && !page.contains("<img src=x") && !page.contains("<b>legs"));
    assert!(page.contains("&lt;script&gt;alert"));
}

#[test]
fn a_result_without_strides_still_makes_a_page() {
    let mut document = example_document();
    document.strides.clear();
    document.cycles = Default::default();
    document.events = Default::default();
    document.summary.left = Default::default();
    document.summary.right = Default::default();
    document.summary.left_right_difference = Default::default();
    document.summary.cadence_spm = None;
    let page = page(&document);
    assert!(page.contains("No complete stride of the left leg could be shown."));
    assert_eq!(page.matches("<svg").count(), 1);
}

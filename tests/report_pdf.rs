//! `report.pdf`: pages, text that can be found, and names that are no markup.
#![allow(clippy::expect_used, clippy::panic, reason = "in a test a panic is the report")]

mod report_support;

use report_support::example_document;
use runtilt::report::document::{Audience, Document};
use runtilt::report::{from_json, plots, report_pdf};
use std::io::Write;
use std::process::Command;

/// The text of each page, by a reader that is not ours (poppler).
fn pages(pdf: &[u8]) -> Vec<String> {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(pdf).expect("space");
    let read = Command::new("pdftotext")
        .arg(file.path())
        .arg("-")
        .output()
        .expect("poppler-utils, by make setup-tests");
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    let text = String::from_utf8(read.stdout).expect("UTF-8");
    // A form feed ends each page.
    text.trim_end_matches('\u{c}').split('\u{c}').map(str::to_owned).collect()
}

/// One text without the breaks of lines and the hyphens at them.
fn flowing(pages: &[String]) -> String {
    pages.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn made(document: &Document, audience: Audience) -> Vec<u8> {
    let plots = plots(document).expect("fonts");
    report_pdf(document, &plots, &[], audience).expect("a report")
}

#[test]
fn it_has_at_most_six_pages_with_what_must_be_said_first() {
    let pages = pages(&made(&example_document(), Audience::Physio));
    assert!(pages.len() <= 6, "{} pages", pages.len());
    let text = flowing(&pages);
    let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("`{words}` is missing in {text}"));
    assert!(place("The recording") < place("Main finding"));
    assert!(place("Main finding") < place("Numbers"));
    place("It is not a diagnosis");
    place("Seek urgent medical care");
}

#[test]
fn a_name_that_looks_like_markup_stays_a_name() {
    let mut hostile = example_document();
    hostile.clip.file_name = "#panic(1) $x$ <b> \"q\" \\ *bold* _i_ @ref `raw` [x](y) ünï.mp4".to_owned();
    hostile.warnings[0].message = "#read(\"/etc/passwd\") and // a comment".to_owned();
    let text = flowing(&pages(&made(&hostile, Audience::Physio)));
    assert!(text.contains("#panic(1) $x$"), "{text}");
    assert!(text.contains("*bold* _i_ @ref"), "{text}");
    assert!(text.contains("#read(\"/etc/passwd\")") || text.contains("#read("), "{text}");
    assert!(!text.contains("root:"));
}

#[test]
fn the_same_document_gives_the_same_bytes_and_the_reader_other_words() {
    let document = example_document();
    let (first, second) = (made(&document, Audience::Physio), made(&document, Audience::Physio));
    assert!(first == second);
    assert!(first != made(&document, Audience::Runner) || document.findings.is_none());
}

#[test]
fn a_result_of_the_first_version_and_one_with_nothing_measured_can_be_set() {
    let mut bare = example_document();
    bare.findings = None;
    bare.strides.clear();
    bare.corrections = vec!["left hip put at 640, 310 px in frame 12".to_owned()];
    bare.pelvis.reason = Some("no stickers".to_owned());
    let text = flowing(&pages(&made(&bare, Audience::Runner)));
    assert!(text.contains("Corrections by hand") && text.contains("left hip put at"));
    let again = from_json(&runtilt::report::to_json(&bare).expect("sound")).expect("reads back");
    assert_eq!(again.corrections, bare.corrections);
}

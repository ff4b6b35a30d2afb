//! Comparing results, and files for other programs read back by our own readers.
#![allow(clippy::expect_used, reason = "in a test a panic is the report")]

#[path = "report_support/mod.rs"]
mod support;

use runtilt::report::document::{
    AngleColumn, AngleSeries, Document, Finding, Findings, Interval, MainFinding, PelvisSource, Perspective,
    RulesUsed, Scale, ScaleSource, SourceError, Text, Theme, Verdict, Zero,
};
use runtilt::report::{
    ChangeVerdict, ExportError, NotComparable, compare_results, compared_plots, comparison_csv,
    comparison_html, mot, trc,
};
use runtilt::validate::{ReadOptions, Reference};
use support::example_document;

fn text(words: &str) -> Text {
    Text { physio: words.to_owned(), runner: words.to_owned() }
}

/// The example with one finding: a value known over strides to ± 1 and with an error of SD 0.5 on 20 clips.
fn with_finding(value: f64, error: Option<f64>) -> Document {
    let finding = Finding {
        rule: "peak_tilt".into(),
        quantity: "peak_tilt_in_extension_deg".into(),
        statistic: "mean".into(),
        main: true,
        side: Some(runtilt::body::Side::Left),
        source: "markers".into(),
        zero: Some(Zero::Absolute),
        value: Some(value),
        over_strides: Some(Interval { low: value - 1.0, high: value + 1.0 }),
        interval: None,
        n: 10,
        strides_beyond: None,
        error: error.map(|sd| SourceError { bias: 3.0, sd, clips: 20, from: "a test".into() }),
        reference: None,
        percentile: None,
        verdict: Verdict::Described,
        reason: None,
        name: text("Peak tilt"),
        about: text("About"),
        sentence: text("Sentence"),
    };
    let main =
        || MainFinding { verdict: Verdict::NotMeasurable, reason: None, sentence: text("?"), parts: None };
    let theme = Theme {
        id: "pelvis".into(),
        title: text("Pelvis"),
        cannot_show: "The cause.".into(),
        questions: Vec::new(),
        talking_points: Vec::new(),
        findings: vec![finding],
    };
    let findings = Findings {
        rules: RulesUsed { name: "built-in".into(), sha256: "0".repeat(64) },
        references: Vec::new(),
        main: runtilt::body::BySide::from_fn(|_| main()),
        themes: vec![theme],
    };
    Document { findings: Some(findings), ..example_document() }
}

#[test]
fn a_change_beyond_the_errors_is_real_and_a_smaller_one_is_not() {
    // Strides ± 1 twice: 1.41. Error: t(19) 2.093 x 1.025 x 0.5 = 1.073, twice: 1.517. Joined: 2.07.
    let compared = |after| compare_results(&[with_finding(10.0, Some(0.5)), with_finding(after, Some(0.5))]);
    let larger = &compared(12.2).expect("comparable").changes[0];
    assert_eq!(larger.verdict, ChangeVerdict::Real);
    assert!((larger.change - 2.2).abs() < 1e-9 && (larger.low.expect("known") - (2.2 - 2.074)).abs() < 0.01);
    assert_eq!(compared(11.9).expect("comparable").changes[0].verdict, ChangeVerdict::WithinError);
    let unknown = compare_results(&[with_finding(10.0, None), with_finding(30.0, None)]).expect("comparable");
    assert_eq!((unknown.changes[0].verdict, unknown.changes[0].low), (ChangeVerdict::NotKnown, None));
    assert!(comparison_csv(&unknown).lines().nth(1).is_some_and(|line| line.ends_with(",,,not_known")));
}

#[test]
fn results_that_are_unlike_are_refused_with_the_reason() {
    let plain = with_finding(10.0, None);
    assert_eq!(compare_results(std::slice::from_ref(&plain)), Err(NotComparable::TooFew));
    let older = Document { findings: None, ..plain.clone() };
    assert!(matches!(compare_results(&[plain.clone(), older]), Err(NotComparable::Older { .. })));
    let mut standing = plain.clone();
    for column in [AngleColumn::TrunkLean, AngleColumn::ThighLeft] {
        let series = standing.series.angles.get(column).expect("measured").clone();
        standing.series.angles.set(column, AngleSeries { zero: Zero::RelativeToStanding, ..series });
    }
    let refused = compare_results(&[plain.clone(), standing]).expect_err("another zero");
    assert!(refused.to_string().contains("--neutral"), "{refused}");
    let mut turned = plain.clone();
    turned.summary.side_to_camera = turned.summary.side_to_camera.other();
    assert!(matches!(compare_results(&[plain, turned]), Err(NotComparable::Side { .. })));
}

#[test]
fn findings_of_different_sources_are_not_paired_and_all_else_is_compared() {
    let (stickers, mut picture) = (with_finding(10.0, None), with_finding(12.0, None));
    let alike = compare_results(&[stickers.clone(), picture.clone()]).expect("one source");
    for finding in picture.findings.iter_mut().flat_map(|f| &mut f.themes).flat_map(|t| &mut t.findings) {
        finding.source = "model".into();
    }
    picture.pelvis.source = PelvisSource::Model;
    let unlike = compare_results(&[stickers, picture]).expect("not refused");
    assert_eq!((alike.changes.len(), unlike.changes.len()), (1, 0));
}

#[test]
fn tilts_of_stickers_with_perspective_and_without_are_not_compared() {
    let of_stickers = |taken_out: Option<bool>| {
        let mut document = with_finding(10.0, None);
        document.pelvis.source = PelvisSource::Markers;
        document.pelvis.perspective =
            taken_out.map(|taken_out| Perspective { taken_out, mean_deg: 0.6, camera_distance_m: 3.0 });
        document
    };
    let compared = |pair: [Option<bool>; 2]| compare_results(&pair.map(of_stickers));
    for alike in [[Some(true); 2], [Some(false); 2], [None, Some(false)]] {
        assert!(compared(alike).is_ok(), "{alike:?}");
    }
    for unlike in [[Some(true), Some(false)], [None, Some(true)]] {
        let refused = compared(unlike).expect_err("another tilt");
        assert!(refused.to_string().contains("--camera-distance"), "{refused}");
    }
}

#[test]
fn the_page_shows_every_clip_and_stands_alone() {
    let documents =
        [with_finding(10.0, Some(0.5)), with_finding(14.0, Some(0.5)), with_finding(10.1, Some(0.5))];
    let comparison = compare_results(&documents).expect("comparable");
    let plots = compared_plots(&documents).expect("plots");
    let page = comparison_html(&comparison, &plots, Default::default());
    assert!(page.contains("real change") && page.contains("within the errors"));
    assert!(!plots.is_empty() && page.matches("<svg").count() == plots.len());
    assert!(!page.contains("http") && !page.contains("<script"));
}

/// The example with a pelvis that tips by hand-made amounts.
fn with_tilt() -> Document {
    let mut document = example_document();
    let values = document.series.time_s.iter().map(|t| Some(15.0 + 4.0 * (9.0 * t).sin())).collect();
    document.series.angles.set(
        AngleColumn::PelvicTilt,
        AngleSeries { zero: Zero::Absolute, values, uncertainty_deg: Vec::new() },
    );
    document.capture.scale =
        Some(Scale { metres_per_pixel: 0.0025, source: ScaleSource::BodyHeight, relative_sd: None });
    document
}

fn read_back(name: &str, text: &str) -> Reference {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("written");
    Reference::read(&path, &ReadOptions::default()).expect("our own reader reads it")
}

#[test]
fn opensim_gets_anterior_tilt_as_negative_and_reads_back_the_same() {
    let document = with_tilt();
    let text = mot(&document).expect("angles");
    let first = text.lines().skip_while(|line| *line != "endheader").nth(2).expect("a row");
    let header = text.lines().skip_while(|line| *line != "endheader").nth(1).expect("names");
    let column = header.split('\t').position(|name| name == "pelvis_tilt").expect("a column");
    assert!(first.split('\t').nth(column).is_some_and(|cell| cell.starts_with("-15.0")), "{first}");
    let read = read_back("run.mot", &text);
    for column in [AngleColumn::PelvicTilt, AngleColumn::KneeFlexionLeft, AngleColumn::KneeFlexionRight] {
        let own = document.series.angles.get(column).expect("measured");
        let other = &read.angle(column).expect("read").series;
        for row in 0..document.series.len() {
            let (own, other) = (own.at(row), other.at(row).map(|angle| angle.degrees()));
            assert_eq!(own.is_some(), other.is_some(), "row {row}");
            assert!(own.zip(other).is_none_or(|(a, b)| (a - b).abs() < 1e-3), "row {row}: {own:?} {other:?}");
        }
    }
    let mut bare = document;
    for &column in <AngleColumn as runtilt::report::document::Key>::ALL {
        bare.series.angles.set(column, None);
    }
    assert_eq!(mot(&bare), Err(ExportError::NoAngles));
}

#[test]
fn markers_read_back_give_the_thigh_that_the_result_has() {
    let document = with_tilt();
    let read = read_back("run.trc", &trc(&document).expect("a scale"));
    // The roll of the example, 1.4 degrees, is taken out of the markers; its angles are drawn without.
    let roll = document.capture.roll_deg.expect("known");
    for column in [AngleColumn::ThighLeft, AngleColumn::ThighRight] {
        let own = document.series.angles.get(column).expect("measured");
        let other = &read.angle(column).expect("read").series;
        let worst = (0..document.series.len())
            .filter_map(|row| Some((own.at(row)? - other.at(row)?.degrees()).abs() - roll))
            .fold(0.0, |worst: f64, off| worst.max(off.abs()));
        assert!(worst < 0.1, "{worst}");
    }
    let unscaled = Document { capture: example_document().capture, ..document };
    assert_eq!(trc(&unscaled), Err(ExportError::NoScale));
}

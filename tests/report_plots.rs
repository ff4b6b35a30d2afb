//! Plots of the example document: both formats, right size, words in them.

#[path = "report_support/mod.rs"]
mod support;

use runtilt::report::document::{AngleName, Zero};
use runtilt::report::{Plot, plots};
use support::example_document;

#[test]
fn plots_have_both_formats_in_the_stated_size() {
    let all = plots(&example_document()).expect("plots");
    let names: Vec<&str> = all.iter().map(|plot| plot.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "cycle_thigh",
            "cycle_knee_flexion",
            "cycle_shank",
            "cycle_foot",
            "cycle_hip_to_trunk",
            "cycle_trunk_lean",
            "overview"
        ]
    );
    for plot in &all {
        let png = image::load_from_memory(&plot.png).expect("a PNG");
        assert_eq!(
            (png.width(), png.height()),
            (Plot::WIDTH * Plot::PNG_SCALE, Plot::HEIGHT * Plot::PNG_SCALE),
            "{}",
            plot.name
        );
        assert!(plot.svg.contains(&format!("viewBox=\"0 0 {} {}\"", Plot::WIDTH, Plot::HEIGHT)));
    }
}

#[test]
fn a_plot_says_its_sign_zero_and_strides_and_keeps_the_sides_apart_in_grey() {
    let all = plots(&example_document()).expect("plots");
    let thigh = all.iter().find(|plot| plot.name == "cycle_thigh").expect("drawn");
    for words in [
        "flexion (knee in front)",
        "extension (knee behind)",
        "vertical (absolute)",
        "Left, 10 strides",
        "Right, 9 strides",
    ] {
        assert!(thigh.svg.contains(words), "missing: {words}");
        assert!(thigh.description.contains(words), "not described: {words}");
    }
    // A solid line is one element; a dashed one is drawn as many.
    let lines = |colour: &str| {
        thigh.svg.matches(&format!("<polyline fill=\"none\" opacity=\"1\" stroke=\"{colour}\"")).count()
    };
    assert!(lines("#0072B2") < 6, "{} left", lines("#0072B2"));
    assert!(lines("#D55E00") > 20, "{} right", lines("#D55E00"));
}

#[test]
fn angles_with_different_zeros_are_not_drawn_together() {
    let mut document = example_document();
    let mut right = document.cycles.right.angles.get(AngleName::Thigh).cloned().expect("measured");
    right.zero = Zero::RelativeToStanding;
    document.cycles.right.angles.set(AngleName::Thigh, right);
    let all = plots(&document).expect("plots");
    assert!(all.iter().all(|plot| plot.name != "cycle_thigh"));
}

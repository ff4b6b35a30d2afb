//! Plots of the example document: both formats, right size, words in them.

#[path = "report_support/mod.rs"]
mod support;

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
        if let Ok(folder) = std::env::var("RUNTILT_LOOK") {
            std::fs::write(format!("{folder}/{}.png", plot.name), &plot.png).expect("written");
            std::fs::write(format!("{folder}/{}.svg", plot.name), &plot.svg).expect("written");
        }
    }
}

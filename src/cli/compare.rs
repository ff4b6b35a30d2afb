//! `runtilt compare`.

use super::args::CompareArgs;
use super::exit::Exit;
use super::{results, say};
use crate::report::document::Document;
use crate::report::{
    ChangeVerdict, Comparison, Contents, OutputFolder, compare_results, compared_plots, comparison_csv,
    comparison_html,
};
use anyhow::{Context, Result};
use std::path::PathBuf;

/// Compares results of one runner.
pub fn run(args: &CompareArgs, quiet: bool) -> Result<Exit> {
    let documents: Vec<Document> =
        args.results.iter().map(|path| results::open(path)).collect::<Result<_, _>>()?;
    let comparison = compare_results(&documents)?;
    let target = args.out.clone().unwrap_or_else(|| PathBuf::from("comparison.runtilt"));
    let folder = OutputFolder::create_for(&target, Contents::Comparison)?;
    let plots = compared_plots(&documents)?;
    let text = serde_json::to_string(&comparison).context("the comparison cannot be put into words")?;
    folder.write("comparison.json", text.as_bytes())?;
    folder.write("comparison.csv", comparison_csv(&comparison).as_bytes())?;
    let page = comparison_html(&comparison, &plots, args.audience.into());
    folder.write("comparison.html", page.as_bytes())?;
    let folder = folder.finish()?;
    if !quiet {
        summarise(&comparison);
        say(&format!("comparison: {}", folder.join("comparison.html").display()));
    }
    Ok(Exit::Done)
}

fn summarise(comparison: &Comparison) {
    let real = comparison.changes.iter().filter(|change| change.verdict == ChangeVerdict::Real);
    let mut any = false;
    for change in real {
        any = true;
        let side = change.side.map_or("", crate::body::Side::name);
        let (low, high) = (change.low.unwrap_or(f64::NAN), change.high.unwrap_or(f64::NAN));
        say(&format!(
            "real change: {} {side}: {:.2} -> {:.2}, {:+.2} ({low:.2} to {high:.2})",
            change.quantity, change.before, change.after, change.change
        ));
    }
    if !any {
        say("no change exceeds the errors of the clips");
    }
}

//! Measures every number of runtilt on a fixed grid of rendered clips and writes `docs/ACCURACY.md`.

mod clips;
mod grid;

use anyhow::Result;
use clap::Parser;
use indicatif::{ProgressBar, ProgressStyle};
use std::path::PathBuf;

/// Renders the grid, analyses it, and writes the table of errors.
#[derive(Parser)]
#[command(version)]
struct Args {
    /// Folder in which clips and landmarks are kept from run to run (about 150 MB).
    #[arg(long, default_value = "target/accuracy")]
    cache: PathBuf,
    /// Only clips whose name contains this.
    #[arg(long, default_value = "")]
    only: String,
}

fn main() -> Result<()> {
    let args = Args::parse();
    let specs: Vec<_> = grid::grid().into_iter().filter(|spec| spec.name.contains(&args.only)).collect();
    let bar = ProgressBar::no_length()
        .with_style(ProgressStyle::with_template("rendering {bar:30} {pos}/{len} frames, {eta} left {msg}")?);
    clips::make(&specs, &args.cache, &bar)?;
    bar.finish();
    Ok(())
}

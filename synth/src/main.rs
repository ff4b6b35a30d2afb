//! The command line of the generator.

use anyhow::{Context, Result};
use clap::Parser;
use indicatif::{ProgressBar, ProgressStyle};
use runtilt_synth::body::Assets;
use runtilt_synth::spec::ClipSpec;
use std::path::{Path, PathBuf};

/// Renders clips of a runner whose joint angles are exactly known, with the truth beside each.
#[derive(Parser)]
#[command(
    version,
    after_help = "Example:\n  runtilt-synth synth/recipes/easy_runner_60fps.toml --out sample_videos\n\n\
    writes easy_runner_60fps.mp4 and easy_runner_60fps.truth.json.gz. A recipe names only what differs from the defaults;\n\
    `--defaults` prints them all. The body must have been fetched: make setup."
)]
struct Args {
    /// Recipes of clips.
    #[arg(required_unless_present = "defaults")]
    recipes: Vec<PathBuf>,
    /// Folder for the clips.
    #[arg(long, default_value = ".")]
    out: PathBuf,
    /// Prints a recipe with every default.
    #[arg(long)]
    defaults: bool,
}

fn main() -> Result<()> {
    let args = Args::parse();
    if args.defaults {
        use std::io::Write;
        writeln!(std::io::stdout(), "{}", toml::to_string(&ClipSpec::default())?)?;
        return Ok(());
    }
    let assets = Assets::find()?;
    std::fs::create_dir_all(&args.out).with_context(|| format!("cannot make {}", args.out.display()))?;
    args.recipes.iter().try_for_each(|recipe| render(&assets, recipe, &args.out))
}

fn render(assets: &Assets, recipe: &Path, folder: &Path) -> Result<()> {
    let spec = ClipSpec::read(recipe)?;
    let bar = ProgressBar::no_length()
        .with_style(ProgressStyle::with_template("{prefix} {bar:30} {pos}/{len} frames, {eta} left")?);
    bar.set_prefix(spec.name.clone());
    spec.render(assets, folder, |frames| {
        bar.set_length(frames as u64);
        bar.inc(1);
    })
    .with_context(|| format!("cannot render {}", spec.name))?;
    bar.finish();
    Ok(())
}

//! The command line of the generator.

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use runtilt_synth::body::Assets;
use runtilt_synth::crops::{CropSpec, Kind, Split};
use runtilt_synth::spec::ClipSpec;
use std::path::{Path, PathBuf};

/// Renders clips of a runner whose joint angles are exactly known, with the truth beside each.
#[derive(Parser)]
#[command(
    version,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "Example:\n  runtilt-synth synth/recipes/easy_runner_60fps.toml --out sample_videos\n\n\
    writes easy_runner_60fps.mp4 and easy_runner_60fps.truth.json.gz. A recipe names only what differs from the defaults;\n\
    `--defaults` prints them all. The body must have been fetched: make setup."
)]
struct Args {
    #[command(subcommand)]
    command: Option<Command>,
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

#[derive(Subcommand)]
enum Command {
    /// Small stills about the pelvis with what is true of each, to train and test the network that reads it.
    Crops(CropArgs),
}

/// Writes `part_NNNNN.rgb` (bytes: stills, side, side, 3), `part_NNNNN.f32` (rows of labels) and `columns.json`. Parts that are there stay, so
/// that a stopped run goes on. One thread for each core; RAYON_NUM_THREADS limits them.
#[derive(clap::Args)]
struct CropArgs {
    /// Number of stills; of runners with --kind clips.
    #[arg(long)]
    count: usize,
    /// Seed: the same seed gives the same bytes.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Folder to write into.
    #[arg(long)]
    out: PathBuf,
    /// Which bodies and outfits; the two share none.
    #[arg(long, value_enum, default_value = "train")]
    split: Split,
    /// Stills of each body.
    #[arg(long, default_value_t = 16)]
    per_body: usize,
    /// Side of the pictures, pixels: 1.2 times what the network sees.
    #[arg(long, default_value_t = 160)]
    size: u32,
    /// How the stills of a body belong together. Clips are strides of one runner in which one thing at a time is changed (128 stills a
    /// runner), to test with.
    #[arg(long, value_enum, default_value = "stills")]
    kind: Kind,
}

impl CropArgs {
    fn make(&self) -> Result<()> {
        let assets = Assets::find()?;
        let per_body = self.per_body.max(1);
        let bodies = if self.kind == Kind::Clips { self.count } else { self.count.div_ceil(per_body) };
        let spec = CropSpec {
            bodies,
            per_body,
            seed: self.seed,
            split: self.split,
            size_px: self.size,
            kind: self.kind,
        };
        let bar = ProgressBar::new(bodies as u64)
            .with_style(ProgressStyle::with_template("{bar:30} {pos}/{len} bodies, {eta} left")?);
        spec.write(&assets, &self.out, |done| bar.set_position(done as u64))?;
        bar.finish();
        Ok(())
    }
}

fn main() -> Result<()> {
    let args = Args::parse();
    if let Some(Command::Crops(crops)) = &args.command {
        return crops.make();
    }
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

//! Measures every number of runtilt on a fixed grid of rendered clips and writes `docs/ACCURACY.md`.

mod balls;
mod clips;
mod exact;
mod grid;
mod measured;
mod mirror;
mod page;
mod pelvis;
mod pelvis_page;
mod samples;
mod seen;
mod spine;
mod strides;
mod targets;
mod verdicts;
mod verdicts_page;
mod wand;

use anyhow::{Context, Result};
use clap::Parser;
use indicatif::{ProgressBar, ProgressStyle};
use measured::Keep;
use page::{Found, MAIN, condition};
use runtilt::pelvis::model::Released;
use runtilt::validate::{Summary, summarise};
use runtilt_synth::spec::ClipSpec;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Renders the grid, analyses it, and writes the table of errors.
#[derive(Parser)]
#[command(
    version,
    after_help = "Example:\n  make accuracy                                  about three hours on two cores the first time\n  \
    runtilt-accuracy --spine                       only docs/ACCURACY-spine.md: twenty minutes the first time\n  \
    runtilt-accuracy --wand                        only docs/ACCURACY-wand.md: half an hour the first time\n  \
    runtilt-accuracy --balls                       only docs/ACCURACY-balls.md: an hour the first time\n  \
    runtilt-accuracy --keep-landmarks              after a change that does not touch the pose stage: a minute\n  \
    runtilt-accuracy --keep-landmarks --pelvis-anew    after a change of stickers or pelvis network: some minutes"
)]
struct Args {
    /// Folder in which clips and landmarks are kept from run to run (about 100 MB).
    #[arg(long, default_value = "target/accuracy")]
    cache: PathBuf,
    /// Only clips whose name begins so, with their standing clips: `body` is the main part.
    #[arg(long, default_value = "")]
    only: String,
    /// Takes the landmarks that an earlier run read, though the program may read them otherwise by now.
    #[arg(long)]
    keep_landmarks: bool,
    /// Reads the pelvis in the pictures again where the landmarks are taken from an earlier run: after a change of the stickers' detection or of the network.
    #[arg(long, requires = "keep_landmarks")]
    pelvis_anew: bool,
    /// Only the page on thorax and lower back, docs/ACCURACY-spine.md, which rests on clips of its own: some twenty minutes.
    #[arg(long, conflicts_with = "only")]
    spine: bool,
    /// Only the page on pelvic tilt by a wand, docs/ACCURACY-wand.md, which rests on clips of its own too: half an hour.
    #[arg(long, conflicts_with_all = ["only", "spine"])]
    wand: bool,
    /// Only the page on pelvic tilt by balls in place of half balls, docs/ACCURACY-balls.md, which rests on clips of its own too: an hour.
    #[arg(long, conflicts_with_all = ["only", "spine", "wand"])]
    balls: bool,
    /// Only renders.
    #[arg(long)]
    render_only: bool,
    /// Where the page goes; the same figures as data go beside it with the ending `.json`.
    #[arg(long, default_value = "docs/ACCURACY.md")]
    out: PathBuf,
}

fn main() -> Result<()> {
    runtilt::pipeline::quiet_backend();
    let args = Args::parse();
    let keep = Keep::new(args.keep_landmarks, args.pelvis_anew);
    let one_page = args.spine || args.wand || args.balls;
    let all = args.only.is_empty() && !one_page;
    if args.spine || all {
        spine(&args, keep)?;
    }
    if args.wand || all {
        wand(&args, keep)?;
    }
    if args.balls || all {
        balls(&args, keep)?;
    }
    if one_page { Ok(()) } else { whole_grid(&args, keep) }
}

/// Clips of a grid as the program sees them.
struct Looked {
    made: Vec<clips::Made>,
    measured: Vec<measured::Measured>,
    standing: Vec<measured::Standing>,
}

/// Renders what is missing and measures all; `None` where rendering is all that was asked.
fn look(specs: &[ClipSpec], args: &Args, keep: Keep) -> Result<Option<Looked>> {
    let made = clips::make(specs, &args.cache, &bar("rendering", "frames")?)?;
    if args.render_only {
        return Ok(None);
    }
    let (standing, made): (Vec<_>, Vec<_>) =
        made.into_iter().partition(|made| made.name.starts_with(grid::STANDING));
    let standing = measured::stand(&standing, keep, &bar("standing", "clips")?)?;
    let measured = measured::measure(&made, &standing, keep, &bar("measuring", "clips")?)?;
    Ok(Some(Looked { made, measured, standing }))
}

/// The page on thorax and lower back.
fn spine(args: &Args, keep: Keep) -> Result<()> {
    let Some(Looked { measured, standing, .. }) = look(&grid::with_spine(), args, keep)? else {
        return Ok(());
    };
    write(&args.out.with_file_name("ACCURACY-spine.md"), &spine::page(&measured, &standing))
}

/// The page on pelvic tilt by a wand.
fn wand(args: &Args, keep: Keep) -> Result<()> {
    let Some(Looked { measured, .. }) = look(&grid::with_wand(), args, keep)? else { return Ok(()) };
    write(&args.out.with_file_name("ACCURACY-wand.md"), &wand::page(&measured))
}

/// The page on pelvic tilt by balls.
fn balls(args: &Args, keep: Keep) -> Result<()> {
    let Some(Looked { measured, .. }) = look(&grid::with_balls(), args, keep)? else { return Ok(()) };
    write(&args.out.with_file_name("ACCURACY-balls.md"), &balls::page(&measured))
}

/// The page on everything else, with its data.
fn whole_grid(args: &Args, keep: Keep) -> Result<()> {
    let specs = with_their_standing(grid::grid(), &args.only);
    anyhow::ensure!(!specs.is_empty(), "no clip of the grid has a name that begins with `{}`", args.only);
    let Some(Looked { made, measured, standing }) = look(&specs, args, keep)? else { return Ok(()) };
    let pairs: Vec<_> = made.iter().zip(&measured).filter(|(made, _)| is_mirrored(&made.name)).collect();
    let mirrored = mirror::differences(&pairs, keep)?;
    let released = Released::of_this_program()?;
    let found = Found { clips: &measured, mirrored: &mirrored, standing: &standing, released };
    write(&args.out, &page::page(&found))?;
    write(&args.out.with_extension("json"), &(serde_json::to_string_pretty(&data(&found))? + "\n"))
}

/// The clips whose names begin so, and those in which the same runners stand.
fn with_their_standing(grid: Vec<ClipSpec>, begin: &str) -> Vec<ClipSpec> {
    let is_asked = |spec: &&ClipSpec| spec.name.starts_with(begin);
    let stood: BTreeSet<_> = grid.iter().filter(is_asked).map(|spec| grid::neutral_of(&spec.name)).collect();
    grid.into_iter().filter(|spec| is_asked(&spec) || stood.contains(&spec.name)).collect()
}

/// The clips that are looked at in a mirror too: of every second body one, in another outfit each, facing right and left.
fn is_mirrored(name: &str) -> bool {
    ["body0_outfit0", "body2_outfit1", "body4_outfit2", "body5_outfit3"].contains(&name)
}

fn bar(what: &str, of: &str) -> Result<ProgressBar> {
    let template = format!("{what} {{bar:30}} {{pos}}/{{len}} {of}, {{eta}} left {{msg}}");
    Ok(ProgressBar::no_length().with_style(ProgressStyle::with_template(&template)?))
}

/// Summaries by condition, for programs: `all`, then `condition: value`.
fn data(found: &Found<'_>) -> BTreeMap<String, Summary> {
    let main = found.part(MAIN);
    let mut groups = BTreeMap::from([(MAIN.to_owned(), summarise(&main))]);
    let keyed = ["outfit", "body", "held out"].map(|key| (key, main.clone()));
    for (key, scores) in keyed.into_iter().chain(grid::VARIED.map(|part| (part, found.part(part)))) {
        for score in &scores {
            let Some(value) = condition(score, key) else { continue };
            let of: Vec<_> = scores.iter().copied().filter(|s| condition(s, key) == Some(value)).collect();
            groups.insert(format!("{key}: {value}"), summarise(&of));
        }
    }
    groups
}

/// Whole or not at all.
fn write(path: &Path, text: &str) -> Result<()> {
    let partial = path.with_extension("partial");
    std::fs::write(&partial, text)
        .and_then(|()| std::fs::rename(&partial, path))
        .with_context(|| format!("cannot write {}", path.display()))
}

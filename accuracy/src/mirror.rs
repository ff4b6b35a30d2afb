//! The same clip in a mirror: left and right change places and nothing else may change.

use crate::clips::Made;
use crate::measured::{Keep, Measured, document_of};
use anyhow::{Context, Result};
use runtilt::body::Side;
use runtilt::models::Store;
use runtilt::report::document::{Document, Key, Parameter, Unit};
use std::path::{Path, PathBuf};
use std::process::Command;

/// How far apart an angle parameter comes out of a clip and of its mirror image.
pub struct Difference {
    /// The clip.
    pub clip: String,
    /// The parameter.
    pub parameter: Parameter,
    /// The larger difference of the two sides, degrees.
    pub degrees: f64,
}

/// Measures mirror images of clips that were measured before.
pub fn differences(clips: &[(&Made, &Measured)], keep: Keep) -> Result<Vec<Difference>> {
    let store = Store::locate()?;
    let mut found = Vec::new();
    for (made, measured) in clips {
        let Ok((document, _)) = &measured.outcome else { continue };
        let mirrored = Made { clip: mirrored(&made.clip)?, ..(*made).clone() };
        let other = document_of(&mirrored, &measured.truth, &store, keep)?;
        found.extend(compare(&made.name, document, &other));
    }
    Ok(found)
}

fn mirrored(clip: &Path) -> Result<PathBuf> {
    let path = clip.with_extension("mirror.mp4");
    if path.is_file() {
        return Ok(path);
    }
    let partial = clip.with_extension("mirror.partial.mp4");
    let done = Command::new("ffmpeg")
        .args(["-y", "-loglevel", "error", "-i"])
        .arg(clip)
        // Without loss: the difference that is looked for is the program's, not the codec's.
        .args(["-vf", "hflip", "-c:v", "libx264", "-qp", "0", "-pix_fmt", "yuv420p"])
        .arg(&partial)
        .status()
        .context("cannot start ffmpeg; `make setup` installs it")?;
    anyhow::ensure!(done.success(), "ffmpeg could not mirror {}", clip.display());
    std::fs::rename(&partial, &path).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}

fn compare(clip: &str, document: &Document, mirror: &Document) -> Vec<Difference> {
    let apart = |parameter: Parameter, side: Side| {
        let ours = document.summary.side(side).get(parameter)?;
        let theirs = mirror.summary.side(side.other()).get(parameter)?;
        (ours.unit == Unit::Degrees).then_some((ours.value - theirs.value).abs())
    };
    let worse = |parameter: Parameter| {
        let degrees = Side::BOTH.into_iter().filter_map(|side| apart(parameter, side)).reduce(f64::max)?;
        Some(Difference { clip: clip.into(), parameter, degrees })
    };
    Parameter::ALL.iter().copied().filter_map(worse).collect()
}

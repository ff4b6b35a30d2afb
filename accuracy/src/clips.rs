//! The clips of the grid on disk: rendered once, kept while recipe and generator stay the same.

use anyhow::{Context, Result};
use indicatif::ProgressBar;
use runtilt_synth::body::Assets;
use runtilt_synth::spec::{ClipSpec, GENERATION};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// A rendered clip and its truth.
#[derive(Debug, Clone)]
pub struct Made {
    /// Name in the grid.
    pub name: String,
    /// The clip.
    pub clip: PathBuf,
    /// Its truth.
    pub truth: PathBuf,
}

/// Clips that are rendered side by side: drawing uses all cores, encoding and cloth only one each.
const AT_A_TIME: usize = 2;

/// Renders what is missing in the folder and gives all clips in the order of the grid.
pub fn make(specs: &[ClipSpec], folder: &Path, bar: &ProgressBar) -> Result<Vec<Made>> {
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let missing: Vec<&ClipSpec> = specs.iter().filter(|spec| !is_made(&place(spec, folder), spec)).collect();
    bar.set_length(missing.iter().map(|spec| spec.film.times_s().len() as u64).sum());
    let queue = Mutex::new(missing.into_iter());
    let next = || queue.lock().ok().and_then(|mut queue| queue.next());
    std::thread::scope(|scope| {
        let work = || -> Result<()> {
            let assets = Assets::find()?;
            while let Some(spec) = next() {
                bar.set_message(spec.name.clone());
                render(spec, &assets, folder, bar)?;
            }
            Ok(())
        };
        let workers: Vec<_> = (0..AT_A_TIME).map(|_| scope.spawn(work)).collect();
        workers
            .into_iter()
            .try_for_each(|worker| worker.join().map_err(|_| anyhow::anyhow!("a rendering thread died"))?)
    })?;
    Ok(specs.iter().map(|spec| place(spec, folder)).collect())
}

fn place(spec: &ClipSpec, folder: &Path) -> Made {
    let file = |ending: &str| folder.join(format!("{}.{ending}", spec.name));
    Made { name: spec.name.clone(), clip: file("mp4"), truth: file("truth.json.gz") }
}

/// The note beside a clip that says what it was made from; written last.
fn note(made: &Made) -> PathBuf {
    made.clip.with_extension("made")
}

/// What a clip is made from: recipe and generator.
fn fingerprint(spec: &ClipSpec) -> Result<String> {
    let recipe = toml::to_string(spec).context("a recipe cannot be written")?;
    let digest = Sha256::digest(format!("{GENERATION}\n{recipe}"));
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn is_made(made: &Made, spec: &ClipSpec) -> bool {
    let noted = std::fs::read_to_string(note(made)).ok();
    made.clip.is_file() && made.truth.is_file() && noted.is_some() && noted == fingerprint(spec).ok()
}

fn render(spec: &ClipSpec, assets: &Assets, folder: &Path, bar: &ProgressBar) -> Result<()> {
    spec.render(assets, folder, |_| bar.inc(1)).with_context(|| format!("cannot render {}", spec.name))?;
    let note = note(&place(spec, folder));
    std::fs::write(&note, fingerprint(spec)?).with_context(|| format!("cannot write {}", note.display()))
}

//! Every clip of the grid through the pipeline, held against its truth.

use crate::clips::Made;
use anyhow::{Context, Result};
use indicatif::ProgressBar;
use runtilt::models::Store;
use runtilt::pelvis::PelvisChoice;
use runtilt::pipeline::{self, Observed, Options, Pace, PipelineError, Silent};
use runtilt::pose::{Cancel, PoseError};
use runtilt::report::document::Document;
use runtilt::units::Metres;
use runtilt::validate::{ClipScore, ReadOptions, Reference, compare};
use runtilt::video::VideoReader;
use runtilt_truth::Truth;
use std::path::{Path, PathBuf};

/// A clip of the grid, measured.
pub struct Measured {
    /// Name in the grid.
    pub name: String,
    /// What was varied.
    pub truth: Truth,
    /// What runtilt says, or why it says nothing.
    pub outcome: Result<(Document, ClipScore), String>,
}

/// Measures every clip. `keep`: landmarks kept by an earlier run serve again, whatever program made them.
pub fn measure(clips: &[Made], keep: bool, bar: &ProgressBar) -> Result<Vec<Measured>> {
    let store = Store::locate()?;
    bar.set_length(clips.len() as u64);
    clips
        .iter()
        .map(|made| {
            bar.set_message(made.name.clone());
            let measured = one(made, &store, keep);
            bar.inc(1);
            measured
        })
        .collect()
}

fn one(made: &Made, store: &Store, keep: bool) -> Result<Measured> {
    let truth = runtilt_truth::read(&made.truth)?;
    let outcome = match document_of(made, &truth, store, keep) {
        Ok(document) => {
            let reference = Reference::read(&made.truth, &ReadOptions::default())?;
            let score = compare(&document, &reference).with_context(|| made.name.clone())?;
            Ok((document, score))
        }
        Err(error) if is_refusal(&error) => Err(format!("{error:#}")),
        Err(fault) => return Err(fault.context(made.name.clone())),
    };
    Ok(Measured { name: made.name.clone(), truth, outcome })
}

/// Whether the program declined to measure the clip; everything else is a fault of program or machine and no result.
fn is_refusal(error: &anyhow::Error) -> bool {
    matches!(
        error.downcast_ref::<PipelineError>(),
        Some(
            PipelineError::Track(_)
                | PipelineError::Gait(_)
                | PipelineError::MovingCamera { .. }
                | PipelineError::Pose(PoseError::NobodyFound { .. } | PoseError::NobodyUpright { .. })
        )
    )
}

/// The result of a clip, or the refusal.
pub fn document_of(made: &Made, truth: &Truth, store: &Store, keep: bool) -> Result<Document> {
    let mut options = options(truth);
    let observed = observed(made, &options, store, keep)?;
    if observed.blobs.is_none() {
        // Kept from before stickers were looked for.
        options.pelvis = PelvisChoice::None;
    }
    Ok(pipeline::measure(&made.clip, &options, store, &observed, None)?)
}

/// What a user who filmed this clip would say: how fast the belt ran and how tall the runner is.
fn options(truth: &Truth) -> Options {
    Options {
        pace: Pace::SlowMotion(truth.clip.slow_motion),
        height: truth.run.height_m.map(Metres),
        speed_m_per_s: Some(truth.run.speed_mps),
        ..Options::default()
    }
}

fn observed(made: &Made, options: &Options, store: &Store, keep: bool) -> Result<Observed> {
    let kept = made.clip.with_extension("observed.json");
    if keep && is_newer(&kept, &made.clip) {
        let text = std::fs::read(&kept).with_context(|| format!("cannot read {}", kept.display()))?;
        return serde_json::from_slice(&text)
            .with_context(|| format!("{} is damaged; remove it", kept.display()));
    }
    let reader = VideoReader::open(&made.clip)?;
    let observed = pipeline::observe(reader, &made.clip, options, store, &Silent, &Cancel::default())?;
    write(&kept, &observed)?;
    Ok(observed)
}

fn is_newer(file: &Path, than: &Path) -> bool {
    let time = |path: &Path| std::fs::metadata(path).and_then(|facts| facts.modified()).ok();
    time(file).zip(time(than)).is_some_and(|(file, than)| file >= than)
}

fn write(path: &Path, observed: &Observed) -> Result<()> {
    let partial: PathBuf = path.with_extension("partial");
    std::fs::write(&partial, serde_json::to_vec(observed)?)
        .and_then(|()| std::fs::rename(&partial, path))
        .with_context(|| format!("cannot write {}", path.display()))
}

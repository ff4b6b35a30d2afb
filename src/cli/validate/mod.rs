//! `runtilt validate`: clips held against references.

mod args;
mod inputs;
mod plot;
mod table;

pub use args::ValidateArgs;
pub use inputs::InputsError;

use super::analyse::options;
use super::exit::Exit;
use super::progress::Bars;
use super::{cancel_on_ctrl_c, say};
use crate::models::Store;
use crate::pipeline::{self, Options, Pace, Progress, Silent};
use crate::pose::Cancel;
use crate::report::document::Document;
use crate::report::{BlandAltman, Contents, OutputFolder, bland_altman};
use crate::validate::{Validation, compare, paired, validation_csv};
use anyhow::{Context, Result};
use inputs::{Job, Source, jobs};
use std::io::Write;
use std::path::PathBuf;
use table::Shown;

/// Compares every clip with its reference.
pub fn run(args: &ValidateArgs, quiet: bool) -> Result<Exit> {
    let jobs = jobs(args)?;
    let target = args.out.clone().or_else(|| jobs.first().map(Job::default_folder));
    let folder = OutputFolder::create_for(&target.unwrap_or_default(), Contents::Validation)?;
    let cancel = cancel_on_ctrl_c()?;
    let (mut scores, mut drawing) = (Vec::new(), None);
    for (index, job) in jobs.iter().enumerate() {
        if !quiet {
            say(&format!("[{}/{}] {}", index + 1, jobs.len(), job.clip.display()));
        }
        let document = document(job, &options(&args.measuring), quiet, &cancel)?;
        let score = compare(&document, &job.reference)?;
        if jobs.len() == 1 {
            drawing = plot::of_frames(&score, &paired(&document, &job.reference)?);
        }
        scores.push(score);
    }
    if jobs.len() > 1 {
        drawing = plot::of_clips(&scores);
    }
    let validation = Validation::of(scores);
    let place = write(folder, &validation, drawing.as_ref())?;
    print(&validation, args.json, quiet)?;
    if !quiet {
        say(&format!("comparison: {}", place.display()));
    }
    Ok(Exit::Done)
}

/// The result of a clip: read, or measured now.
fn document(job: &Job, options: &Options, quiet: bool, cancel: &Cancel) -> Result<Document> {
    let clip = match &job.source {
        Source::Result(document) => return Ok((**document).clone()),
        Source::Clip(clip) => clip,
    };
    // The reference knows how the clip was slowed down; what the user says comes first.
    let pace = match (options.pace, job.reference.slow_motion) {
        (Pace::AsPlayed, Some(factor)) => Pace::SlowMotion(factor),
        (pace, _) => pace,
    };
    let bars = Bars::default();
    let progress: &dyn Progress = if quiet { &Silent } else { &bars };
    let store = Store::locate()?;
    let found = pipeline::document_of(clip, &Options { pace, ..options.clone() }, &store, progress, cancel);
    progress.end();
    Ok(found?)
}

fn write(folder: OutputFolder, validation: &Validation, drawing: Option<&BlandAltman>) -> Result<PathBuf> {
    let json = validation.to_json().context("the comparison cannot be put into words")?;
    folder.write("validation.json", json.as_bytes())?;
    folder.write("validation.csv", validation_csv(&validation.clips).as_bytes())?;
    if let Some(drawing) = drawing {
        let plot = bland_altman(drawing)?;
        folder.write("bland_altman.svg", plot.svg.as_bytes())?;
        folder.write("bland_altman.png", &plot.png)?;
    }
    Ok(folder.finish()?)
}

/// The table, or everything as JSON, on standard output.
fn print(validation: &Validation, json: bool, quiet: bool) -> Result<()> {
    let text = match (json, quiet) {
        (true, _) => validation.to_json().context("the comparison cannot be put into words")?,
        (false, true) => return Ok(()),
        (false, false) => Shown(validation).to_string(),
    };
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        // The reader of the pipe has seen enough.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        written => written.context("the comparison cannot be printed"),
    }
}

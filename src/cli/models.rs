//! `runtilt models`.

use super::args::ModelsCommand;
use super::exit::Exit;
use super::say;
use crate::models::{FetchProgress, FileReport, FileState, Store};
use anyhow::{Context, Result};
use std::io::Write;

/// Fetches, verifies or lists the model files.
pub fn run(command: ModelsCommand, quiet: bool) -> Result<Exit> {
    let store = Store::locate()?;
    match command {
        ModelsCommand::Fetch => fetch(&store, quiet),
        ModelsCommand::Verify => show(&store.verify()?),
        ModelsCommand::List => show(&store.list()?).map(|_| Exit::Done),
    }
}

fn fetch(store: &Store, quiet: bool) -> Result<Exit> {
    let tell = |line: String| {
        if !quiet {
            say(&line);
        }
    };
    let placed = store.fetch(|progress| match progress {
        FetchProgress::Downloading(archive) => {
            let megabytes = archive.size_bytes as f64 / 1e6;
            tell(format!("downloading {} {} ({megabytes:.0} MB)", archive.package, archive.version));
        }
        FetchProgress::Unpacking(archive) => tell(format!("checking and unpacking {}", archive.file)),
        FetchProgress::Placed(item) => tell(format!("  {}", item.file)),
    })?;
    tell(match placed {
        0 => format!("all model files are in place in {}", store.folder().display()),
        files => format!("{files} files placed in {}", store.folder().display()),
    });
    Ok(Exit::Done)
}

/// Prints a line per file; the exit code says whether all of them are good.
fn show(files: &[FileReport]) -> Result<Exit> {
    let mut out = std::io::stdout().lock();
    for file in files {
        writeln!(
            out,
            "{:<10} {:<44} {:>6.1} MB  {:<28} {}",
            state(file),
            file.item.file,
            file.item.size_bytes as f64 / 1e6,
            file.origin,
            file.licence
        )
        .context("the list cannot be printed")?;
    }
    if files.iter().all(|file| matches!(file.state, FileState::Good)) {
        return Ok(Exit::Done);
    }
    say("some files are missing or altered; `runtilt models fetch` mends that");
    Ok(Exit::Models)
}

const fn state(file: &FileReport) -> &'static str {
    match file.state {
        FileState::Good => "good",
        FileState::Missing => "missing",
        FileState::Altered(_) => "altered",
    }
}

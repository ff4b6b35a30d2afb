//! `runtilt export`.

use super::args::{ExportArgs, ExportFormat};
use super::exit::Exit;
use super::{results, say};
use crate::report::document::Document;
use crate::report::{angles_csv, findings_csv, mot, strides_csv, trc};
use anyhow::{Context, Result};
use std::io::Write;
use std::path::Path;

/// Writes a result in other formats.
pub fn run(args: &ExportArgs, quiet: bool) -> Result<Exit> {
    let document = results::open(&args.result)?;
    let stem =
        Path::new(&document.clip.file_name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let stem = stem.unwrap_or_else(|| "result".to_owned());
    // Everything is made before anything is written.
    let mut files = Vec::new();
    for format in &args.format {
        files.extend(made(&document, *format, &stem)?);
    }
    let folder = args.out.clone().unwrap_or_else(|| ".".into());
    std::fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    for (name, text) in files {
        let path = folder.join(name);
        write_whole(&folder, &path, &text)?;
        if !quiet {
            say(&format!("{}", path.display()));
        }
    }
    Ok(Exit::Done)
}

fn made(document: &Document, format: ExportFormat, stem: &str) -> Result<Vec<(String, String)>> {
    Ok(match format {
        ExportFormat::Mot => vec![(format!("{stem}.mot"), mot(document)?)],
        ExportFormat::Trc => vec![(format!("{stem}.trc"), trc(document)?)],
        ExportFormat::Csv => vec![
            (format!("{stem}.angles.csv"), angles_csv(document)?),
            (format!("{stem}.strides.csv"), strides_csv(document)?),
            (format!("{stem}.findings.csv"), findings_csv(document)?),
        ],
    })
}

/// The file appears whole or not at all.
fn write_whole(folder: &Path, path: &Path, text: &str) -> Result<()> {
    let fault = || format!("{} cannot be written", path.display());
    let mut file = tempfile::NamedTempFile::new_in(folder).with_context(fault)?;
    file.write_all(text.as_bytes()).with_context(fault)?;
    file.persist(path).with_context(fault)?;
    Ok(())
}

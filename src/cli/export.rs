//! `runtilt export`.

use super::args::{ExportArgs, ExportFormat};
use super::exit::Exit;
use super::{results, say};
use crate::report::document::Document;
use crate::report::{ExportError, TableKind, angles_csv, findings_csv, mot, parquet, strides_csv, trc};
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A file to be written.
type File = (String, Vec<u8>);

/// Writes results in other formats.
pub fn run(args: &ExportArgs, quiet: bool) -> Result<Exit> {
    let documents = args.results.iter().map(|path| results::open(path));
    let documents = documents.collect::<Result<Vec<_>, _>>()?;
    // Everything is made before anything is written.
    let mut files = Vec::new();
    for format in &args.format {
        if *format == ExportFormat::Parquet {
            files.extend(together(&args.results, &documents)?);
        } else {
            for document in &documents {
                files.extend(made(document, *format)?);
            }
        }
    }
    refuse_twins(&files)?;
    let folder = args.out.clone().unwrap_or_else(|| ".".into());
    std::fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    for (name, content) in files {
        let path = folder.join(name);
        write_whole(&folder, &path, &content)?;
        if !quiet {
            say(&format!("{}", path.display()));
        }
    }
    Ok(Exit::Done)
}

fn made(document: &Document, format: ExportFormat) -> Result<Vec<File>> {
    let stem = Path::new(&document.clip.file_name).file_stem();
    let stem = stem.map_or_else(|| "result".to_owned(), |stem| stem.to_string_lossy().into_owned());
    Ok(match format {
        ExportFormat::Mot => vec![(format!("{stem}.mot"), mot(document)?.into_bytes())],
        ExportFormat::Trc => vec![(format!("{stem}.trc"), trc(document)?.into_bytes())],
        ExportFormat::Csv => vec![
            (format!("{stem}.angles.csv"), angles_csv(document)?.into_bytes()),
            (format!("{stem}.strides.csv"), strides_csv(document)?.into_bytes()),
            (format!("{stem}.findings.csv"), findings_csv(document)?.into_bytes()),
        ],
        ExportFormat::Parquet => Vec::new(),
    })
}

/// One file of each table, of all clips. A clip is called by its result's path, which alone is sure to be its own.
fn together(paths: &[PathBuf], documents: &[Document]) -> Result<Vec<File>> {
    let clips: Vec<(String, &Document)> =
        paths.iter().zip(documents).map(|(path, document)| (path.display().to_string(), document)).collect();
    let file = |kind: TableKind| Ok((format!("{}.parquet", kind.name()), parquet(&clips, kind)?));
    TableKind::ALL.into_iter().map(file).collect()
}

fn refuse_twins(files: &[File]) -> Result<(), ExportError> {
    let mut seen = BTreeSet::new();
    for (name, _) in files {
        if !seen.insert(name) {
            return Err(ExportError::SameName { name: name.clone() });
        }
    }
    Ok(())
}

/// The file appears whole or not at all.
fn write_whole(folder: &Path, path: &Path, content: &[u8]) -> Result<()> {
    let fault = || format!("{} cannot be written", path.display());
    let mut file = tempfile::NamedTempFile::new_in(folder).with_context(fault)?;
    file.write_all(content).with_context(fault)?;
    file.persist(path).with_context(fault)?;
    Ok(())
}

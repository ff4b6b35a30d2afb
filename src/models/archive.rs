//! Single files out of wheels (zip) and npm packages (gzipped tar).

use flate2::read::GzDecoder;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Why an archive gave no file.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// Reading it, or writing what was in it, failed.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// It is not a readable zip file.
    #[error("{0}")]
    Zip(#[from] zip::result::ZipError),
    /// It does not hold the file.
    #[error("it does not hold {0}")]
    NoSuchFile(String),
    /// It is of a kind that is not read here.
    #[error("it is neither a wheel (.whl) nor an npm package (.tgz)")]
    UnknownKind,
}

/// Writes the file `inner` of the archive at `archive` to `target`.
///
/// # Errors
/// [`ArchiveError`]; `target` may then hold a part of the file.
pub(super) fn extract(archive: &Path, inner: &str, target: &Path) -> Result<(), ArchiveError> {
    match archive.extension().and_then(|extension| extension.to_str()) {
        Some("whl") => extract_from_zip(archive, inner, target),
        Some("tgz") => extract_from_tgz(archive, inner, target),
        _ => Err(ArchiveError::UnknownKind),
    }
}

fn extract_from_zip(archive: &Path, inner: &str, target: &Path) -> Result<(), ArchiveError> {
    let mut zip = zip::ZipArchive::new(File::open(archive)?)?;
    let index = zip.index_for_name(inner).ok_or_else(|| ArchiveError::NoSuchFile(inner.to_owned()))?;
    write_to(zip.by_index(index)?, target)
}

fn extract_from_tgz(archive: &Path, inner: &str, target: &Path) -> Result<(), ArchiveError> {
    let mut tar = tar::Archive::new(GzDecoder::new(File::open(archive)?));
    for entry in tar.entries()? {
        let entry = entry?;
        if entry.path()? == Path::new(inner) {
            return write_to(entry, target);
        }
    }
    Err(ArchiveError::NoSuchFile(inner.to_owned()))
}

fn write_to(mut content: impl Read, target: &Path) -> Result<(), ArchiveError> {
    let mut file = File::create(target)?;
    io::copy(&mut content, &mut file)?;
    // On the disk before it is renamed into place, so that a power cut leaves no empty model behind.
    file.sync_all()?;
    Ok(())
}

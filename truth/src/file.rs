//! Reading and writing, plain or gzip-compressed by the file's name.

use crate::{Truth, TruthError, check};
use flate2::{Compression, read::MultiGzDecoder, write::GzEncoder};
use std::fs::File;
use std::io::{BufReader, BufWriter, Error, Read, Write};
use std::path::Path;

/// Reads and checks a truth file.
///
/// # Errors
/// [`TruthError`] where the file is missing, is something else, or contradicts itself.
pub fn read(path: &Path) -> Result<Truth, TruthError> {
    let file = File::open(path).map_err(|source| io("read", path, source))?;
    let mut text = String::new();
    let mut content: Box<dyn Read> =
        if is_gzip(path) { Box::new(MultiGzDecoder::new(BufReader::new(file))) } else { Box::new(file) };
    content.read_to_string(&mut text).map_err(|source| io("read", path, source))?;
    let truth =
        serde_json::from_str(&text).map_err(|source| TruthError::Format { path: path.into(), source })?;
    check::consistent(&truth).map_err(|problem| TruthError::Inconsistent { path: path.into(), problem })?;
    Ok(truth)
}

/// Checks and writes a truth file, whole or not at all.
///
/// # Errors
/// [`TruthError`] where the truth contradicts itself or the disk refuses.
pub fn write(truth: &Truth, path: &Path) -> Result<(), TruthError> {
    check::consistent(truth).map_err(|problem| TruthError::Inconsistent { path: path.into(), problem })?;
    write_whole(truth, path).map_err(|source| io("write", path, source))
}

fn write_whole(truth: &Truth, path: &Path) -> Result<(), Error> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut temporary = tempfile::NamedTempFile::new_in(folder)?;
    {
        let mut out = BufWriter::new(temporary.as_file_mut());
        if is_gzip(path) {
            let mut gzip = GzEncoder::new(&mut out, Compression::best());
            serde_json::to_writer(&mut gzip, truth)?;
            gzip.finish()?;
        } else {
            serde_json::to_writer(&mut out, truth)?;
        }
        out.flush()?;
    }
    temporary.persist(path)?;
    Ok(())
}

fn is_gzip(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gz"))
}

fn io(action: &'static str, path: &Path, source: Error) -> TruthError {
    TruthError::Io { action, path: path.into(), source }
}

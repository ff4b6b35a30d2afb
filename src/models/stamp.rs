//! Remembers which files were already hashed, so that a start costs no second of reading libraries.
//!
//! A stamp stands beside its file and holds the digest with the size and modification time at which it was
//! taken. It saves time only: any stamp that does not fit, or cannot be read, means that the file is hashed.

use super::Digest;
use std::fs::{self, Metadata};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Beside the file, hidden, so that a listing shows the models alone.
fn stamp_path(file: &Path) -> PathBuf {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!(".{name}.verified"))
}

fn stamp_text(metadata: &Metadata, digest: Digest) -> io::Result<String> {
    let modified = metadata.modified()?.duration_since(UNIX_EPOCH).map_err(io::Error::other)?;
    Ok(format!("{digest} {} {}\n", metadata.len(), modified.as_nanos()))
}

/// Whether `file` was found to have `digest` and was not touched since.
pub(super) fn holds(file: &Path, metadata: &Metadata, digest: Digest) -> bool {
    let expected = stamp_text(metadata, digest);
    let found = fs::read_to_string(stamp_path(file));
    matches!((expected, found), (Ok(expected), Ok(found)) if expected == found)
}

/// Remembers that `file` has `digest`. A store that cannot be written is hashed at every start.
pub(super) fn remember(file: &Path, metadata: &Metadata, digest: Digest) {
    if let Err(error) = write_stamp(file, metadata, digest) {
        tracing::debug!(file = %file.display(), %error, "the check of this model file cannot be remembered");
    }
}

fn write_stamp(file: &Path, metadata: &Metadata, digest: Digest) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    // Readable for all, so that a store installed once serves every user of the machine without hashing.
    let readable = fs::Permissions::from_mode(0o644);
    let mut stamp = tempfile::Builder::new().permissions(readable).tempfile_in(folder)?;
    stamp.write_all(stamp_text(metadata, digest)?.as_bytes())?;
    stamp.persist(stamp_path(file))?;
    Ok(())
}

//! The output folder: whole or not at all.
//!
//! Files are written into a hidden folder beside the place of the result, which is renamed at the end. A
//! folder of an earlier run stays until then.

use super::error::ReportError;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// What an output folder is for, and by that what it holds. A folder with anything else in it is never replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contents {
    /// The results of a clip.
    Result,
    /// How clips compare with references.
    Validation,
    /// How results of one runner compare with each other.
    Comparison,
}

impl Contents {
    /// Everything that may lie in the folder.
    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Result => &[
                "result.json",
                "angles.csv",
                "strides.csv",
                "findings.csv",
                "plots",
                "annotated.mp4",
                "report.html",
                "report.pdf",
            ],
            Self::Comparison => &["comparison.json", "comparison.csv", "comparison.html"],
            Self::Validation => {
                &["validation.json", "validation.csv", "bland_altman.svg", "bland_altman.png"]
            }
        }
    }

    /// The file by which a folder is known as ours, and how that file begins.
    const fn mark(self) -> (&'static str, &'static [u8]) {
        match self {
            Self::Result => ("result.json", b"{\"schema\":\"runtilt.result/"),
            Self::Validation => ("validation.json", b"{\"schema\":\"runtilt.validation/"),
            Self::Comparison => ("comparison.json", b"{\"schema\":\"runtilt.comparison/"),
        }
    }
}

/// An output folder in the making. Dropped before [`OutputFolder::finish`] it leaves nothing behind.
#[derive(Debug)]
pub struct OutputFolder {
    contents: Contents,
    target: PathBuf,
    parent: PathBuf,
    partial: TempDir,
}

/// `<clip>.runtilt` beside the clip: where its results go by default. The whole file name, since `run.mov` must not
/// replace the results of `run.mp4`.
pub fn default_folder(clip: &Path) -> PathBuf {
    beside(clip, ".runtilt")
}

/// `<clip>.validation` beside the clip: where its comparison with a reference goes by default.
pub fn validation_folder(clip: &Path) -> PathBuf {
    beside(clip, ".validation")
}

fn beside(clip: &Path, ending: &str) -> PathBuf {
    let mut name = clip.file_name().map_or_else(|| OsString::from("clip"), OsStr::to_owned);
    name.push(ending);
    clip.with_file_name(name)
}

impl OutputFolder {
    /// Starts a folder of results that will be at `target`. An earlier result there will be replaced by
    /// [`OutputFolder::finish`].
    ///
    /// # Errors
    /// [`ReportError::NotOurs`] if something else is there, [`ReportError::Write`] if nothing can be written beside it.
    pub fn create(target: &Path) -> Result<Self, ReportError> {
        Self::create_for(target, Contents::Result)
    }

    /// Starts a folder with other contents; as [`OutputFolder::create`] in all else.
    ///
    /// # Errors
    /// As [`OutputFolder::create`].
    pub fn create_for(target: &Path, contents: Contents) -> Result<Self, ReportError> {
        let target = std::path::absolute(target).map_err(ReportError::write(target))?;
        refuse_foreign(&target, contents)?;
        let parent = target.parent().map_or_else(|| target.clone(), Path::to_owned);
        let mut prefix = OsString::from(".");
        prefix.push(target.file_name().unwrap_or_default());
        prefix.push(".");
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(".partial");
        readable_as_usual(&mut builder);
        let partial = builder.tempdir_in(&parent).map_err(ReportError::write(&target))?;
        Ok(Self { contents, target, parent, partial })
    }

    /// The place of a file while the folder is in the making.
    pub fn path_of(&self, name: &str) -> PathBuf {
        self.partial.path().join(name)
    }

    /// Writes a file; `name` may hold folders.
    ///
    /// # Errors
    /// [`ReportError::Write`] names the file and what to do.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), ReportError> {
        let path = self.path_of(name);
        let fault = || ReportError::write(&self.target.join(name));
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(fault())?;
        }
        fs::write(&path, bytes).map_err(fault())
    }

    /// Puts the folder in its place and removes the earlier one.
    ///
    /// # Errors
    /// [`ReportError`] as for [`OutputFolder::create`]; an earlier folder is then where it was.
    pub fn finish(self) -> Result<PathBuf, ReportError> {
        let Self { contents, target, parent, partial } = self;
        // Someone may have put something there in the meantime.
        refuse_foreign(&target, contents)?;
        let fault = || ReportError::write(&target);
        if !target.exists() {
            fs::rename(partial.path(), &target).map_err(fault())?;
        } else {
            let aside = tempfile::Builder::new().prefix(".runtilt.").suffix(".old").tempdir_in(parent);
            let aside = aside.map_err(fault())?;
            let earlier = aside.path().join("earlier");
            fs::rename(&target, &earlier).map_err(fault())?;
            if let Err(error) = fs::rename(partial.path(), &target) {
                // Back to where it was; if even that fails the user must know where the earlier result is.
                if fs::rename(&earlier, &target).is_err() {
                    return Err(ReportError::Stranded { path: aside.keep() });
                }
                return Err(fault()(error));
            }
        }
        // Its content lives at the target now, so there is nothing left to remove.
        let _ = partial.keep();
        Ok(target)
    }
}

/// Refuses a target that is neither free nor a result of ours.
fn refuse_foreign(target: &Path, contents: Contents) -> Result<(), ReportError> {
    let metadata = match fs::symlink_metadata(target) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(ReportError::write(target)(error)),
    };
    let not_ours = |path: PathBuf| Err(ReportError::NotOurs { path });
    if !metadata.is_dir() {
        return not_ours(target.to_owned());
    }
    let mut is_empty = true;
    for entry in fs::read_dir(target).map_err(ReportError::write(target))? {
        let entry = entry.map_err(ReportError::write(target))?;
        is_empty = false;
        if !contents.names().iter().any(|name| entry.file_name() == *name) {
            return not_ours(entry.path());
        }
    }
    if is_empty || is_marked(target, contents) { Ok(()) } else { not_ours(target.to_owned()) }
}

fn is_marked(folder: &Path, contents: Contents) -> bool {
    let (name, expected) = contents.mark();
    let mut start = vec![0; expected.len()];
    let read = fs::File::open(folder.join(name)).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && start == expected
}

/// A temporary folder is closed to others, but this one becomes the result: the usual rights apply.
#[cfg(unix)]
fn readable_as_usual(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    // The process's umask takes off what the user does not want to share.
    builder.permissions(fs::Permissions::from_mode(0o777));
}

#[cfg(not(unix))]
fn readable_as_usual(_: &mut tempfile::Builder<'_, '_>) {}

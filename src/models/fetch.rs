//! Fills the store: download, check, unpack, check again, move into place.

use super::archive::extract;
use super::store::{corruption_of, require_supported_platform};
use super::{Archive, ArchiveSource, Item, ModelsError, Registries, Store, stamp};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// What fetching is doing, for whoever shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FetchProgress<'a> {
    /// An archive is being downloaded.
    Downloading(&'a Archive),
    /// An archive is here and is being checked and unpacked.
    Unpacking(&'a Archive),
    /// A file is in place and good.
    Placed(&'a Item),
}

impl Store {
    /// Downloads what is missing or damaged from the public registries; files that are good stay untouched.
    /// Returns how many files were placed. A failure leaves each file as it was or whole.
    ///
    /// # Errors
    /// [`ModelsError`], each with what mends it: no client, no network, a wrong archive, a full disk.
    pub fn fetch(&self, progress: impl FnMut(FetchProgress<'_>)) -> Result<usize, ModelsError> {
        require_supported_platform()?;
        self.fetch_from(&Registries, progress)
    }

    /// [`Store::fetch`] from any source of archives.
    ///
    /// # Errors
    /// As [`Store::fetch`].
    pub fn fetch_from(
        &self,
        source: &impl ArchiveSource,
        mut progress: impl FnMut(FetchProgress<'_>),
    ) -> Result<usize, ModelsError> {
        let mut placed = 0;
        for archive in &self.manifest().archives {
            let needed = self.needed_of(archive)?;
            if !needed.is_empty() {
                self.fetch_archive(source, archive, &needed, &mut progress)?;
                placed += needed.len();
            }
        }
        Ok(placed)
    }

    fn needed_of<'a>(&self, archive: &'a Archive) -> Result<Vec<&'a Item>, ModelsError> {
        let mut needed = Vec::new();
        for item in &archive.items {
            if self.needs(item)? {
                needed.push(item);
            }
        }
        Ok(needed)
    }

    fn fetch_archive(
        &self,
        source: &impl ArchiveSource,
        archive: &Archive,
        needed: &[&Item],
        progress: &mut impl FnMut(FetchProgress<'_>),
    ) -> Result<(), ModelsError> {
        let work = self.work_folder()?;
        progress(FetchProgress::Downloading(archive));
        let downloaded = source.obtain(archive, work.path())?;
        progress(FetchProgress::Unpacking(archive));
        check_archive(&downloaded, archive)?;
        for item in needed {
            self.place(&downloaded, archive, item, work.path())?;
            progress(FetchProgress::Placed(item));
        }
        Ok(())
    }

    /// A folder inside the store, so that moving a file into place is one rename on one disk.
    fn work_folder(&self) -> Result<TempDir, ModelsError> {
        let failed = |source| ModelsError::Io { action: "write to", path: self.folder().to_owned(), source };
        fs::create_dir_all(self.folder()).map_err(failed)?;
        tempfile::Builder::new().prefix(".fetch-").tempdir_in(self.folder()).map_err(failed)
    }

    fn place(
        &self,
        downloaded: &Path,
        archive: &Archive,
        item: &Item,
        work: &Path,
    ) -> Result<(), ModelsError> {
        let unpacked = work.join(&item.file);
        extract(downloaded, &item.path, &unpacked)
            .map_err(|source| ModelsError::Unpack { file: archive.file.clone(), source })?;
        if let Some(corruption) = corruption_of(&unpacked, item.size_bytes, item.sha256)? {
            let file = format!("{} ({})", archive.file, item.path);
            return Err(ModelsError::WrongArchive { file, corruption });
        }
        let target = self.path_of(item);
        let failed = |source| ModelsError::Io { action: "write", path: target.clone(), source };
        fs::rename(&unpacked, &target).map_err(failed)?;
        stamp::remember(&target, &fs::metadata(&target).map_err(failed)?, item.sha256);
        Ok(())
    }
}

fn check_archive(downloaded: &Path, archive: &Archive) -> Result<(), ModelsError> {
    match corruption_of(downloaded, archive.size_bytes, archive.sha256)? {
        None => Ok(()),
        Some(corruption) => Err(ModelsError::WrongArchive { file: archive.file.clone(), corruption }),
    }
}

#[cfg(test)]
mod tests;

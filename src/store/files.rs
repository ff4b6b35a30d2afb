//! The files beside the database.

use super::{Library, StoreError};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The folder of a clip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClipFolder(PathBuf);

impl ClipFolder {
    /// The file as it was uploaded.
    pub fn original(&self) -> PathBuf {
        self.0.join("original")
    }

    /// Another file of the clip.
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Writes a file, whole or not at all.
    ///
    /// # Errors
    /// [`StoreError::File`].
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let path = self.file(name);
        let fault = || StoreError::file(&path);
        let mut partial = tempfile::NamedTempFile::new_in(&self.0).map_err(fault())?;
        std::io::Write::write_all(&mut partial, bytes).map_err(fault())?;
        partial.as_file().sync_all().map_err(fault())?;
        partial.persist(&path).map_err(|error| error.error).map_err(fault())?;
        Ok(())
    }

    /// Removes the files whose name begins so.
    ///
    /// # Errors
    /// [`StoreError::File`].
    pub fn remove_files(&self, prefix: &str) -> Result<(), StoreError> {
        for entry in fs::read_dir(&self.0).map_err(StoreError::file(&self.0))? {
            let path = entry.map_err(StoreError::file(&self.0))?.path();
            if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(prefix)) {
                fs::remove_file(&path).map_err(StoreError::file(&path))?;
            }
        }
        Ok(())
    }

    pub(super) fn take_in(&self, file: &Path) -> Result<(), StoreError> {
        fs::create_dir_all(&self.0).map_err(StoreError::file(&self.0))?;
        let place = self.original();
        fs::rename(file, &place).map_err(StoreError::file(&place))
    }

    pub(super) fn remove(&self) -> Result<(), StoreError> {
        match fs::remove_dir_all(&self.0) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(StoreError::file(&self.0)(error)),
            _ => Ok(()),
        }
    }
}

impl Library {
    /// The files of a clip.
    pub fn folder_of(&self, clip: i64) -> ClipFolder {
        ClipFolder(self.clips_folder().join(clip.to_string()))
    }

    /// Where uploads are written until they are known to be videos: on the same disk, so that taking one in is a renaming.
    ///
    /// # Errors
    /// [`StoreError::File`].
    pub fn incoming(&self) -> Result<PathBuf, StoreError> {
        let folder = self.folder.join("incoming");
        fs::create_dir_all(&folder).map_err(StoreError::file(&folder))?;
        Ok(folder)
    }

    fn clips_folder(&self) -> PathBuf {
        self.folder.join("clips")
    }

    /// Removes broken uploads, and files of clips that are no longer in the database.
    pub(super) fn remove_strays(&self) -> Result<(), StoreError> {
        let incoming = self.incoming()?;
        fs::remove_dir_all(&incoming).map_err(StoreError::file(&incoming))?;
        let clips = self.clips_folder();
        fs::create_dir_all(&clips).map_err(StoreError::file(&clips))?;
        for entry in fs::read_dir(&clips).map_err(StoreError::file(&clips))? {
            let path = entry.map_err(StoreError::file(&clips))?.path();
            let number = path.file_name().and_then(|name| name.to_str()?.parse::<i64>().ok());
            let Some(id) = number else { continue };
            if matches!(self.clip(id), Err(StoreError::NotFound { .. })) {
                ClipFolder(path).remove()?;
            }
        }
        Ok(())
    }
}

//! The folder with the model files, and what of it can be trusted.

use super::{Corruption, Digest, Item, Manifest, ModelFile, ModelsError, stamp};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Overrides every other place for the model files.
const FOLDER_VARIABLE: &str = "RUNTILT_MODELS";

/// A folder of model files, held against a manifest.
#[derive(Debug, Clone)]
pub struct Store {
    folder: PathBuf,
    manifest: Manifest,
}

/// Whether a file of the store can be used.
#[derive(Debug)]
pub enum FileState {
    /// There, and what the manifest says.
    Good,
    /// Not there.
    Missing,
    /// There, and not what the manifest says.
    Altered(Corruption),
}

/// One file of the store as [`Store::list`] and [`Store::verify`] find it.
#[derive(Debug)]
pub struct FileReport {
    /// Where it is, or should be.
    pub path: PathBuf,
    /// What the manifest says of it.
    pub item: Item,
    /// Package and version that it comes from, as in `openvino 2026.4.1`.
    pub origin: String,
    /// SPDX licence expression.
    pub licence: String,
    /// Whether it can be used.
    pub state: FileState,
}

impl Store {
    /// The store of this installation: `$RUNTILT_MODELS`; or `models/cache` of the checkout that the program
    /// was built in and runs from; or `$XDG_DATA_HOME/runtilt/models`, by default `~/.local/share/runtilt/models`.
    /// The folder need not exist yet.
    ///
    /// # Errors
    /// [`ModelsError::NoFolder`] where none of these can be named.
    pub fn locate() -> Result<Self, ModelsError> {
        let checkout = env::current_exe().ok().and_then(|program| checkout_of(&program));
        let folder = choose_folder(|name| env::var_os(name), checkout).ok_or(ModelsError::NoFolder)?;
        Ok(Self::new(folder, Manifest::embedded()?))
    }

    /// A store in `folder` of the files in `manifest`.
    pub fn new(folder: PathBuf, manifest: Manifest) -> Self {
        Self { folder, manifest }
    }

    /// The folder with the files.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What the files must be.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The path of a file whose content is the one in the manifest. The content is hashed the first time and
    /// whenever the file's size or modification time changed.
    ///
    /// # Errors
    /// [`ModelsError::Missing`], [`ModelsError::Altered`], or [`ModelsError::Io`] where it cannot be read.
    pub fn path(&self, file: ModelFile) -> Result<PathBuf, ModelsError> {
        let item = self.manifest.item(file)?;
        let path = self.path_of(item);
        match check(&path, item, Trust::Stamp)? {
            FileState::Good => Ok(path),
            FileState::Missing => Err(ModelsError::Missing { path }),
            FileState::Altered(corruption) => Err(ModelsError::Altered { path, corruption }),
        }
    }

    /// The library of the inference runtime to load, after all libraries that it loads in turn were checked.
    ///
    /// # Errors
    /// Those of [`Store::path`], and [`ModelsError::UnsupportedPlatform`].
    pub fn runtime_library(&self) -> Result<PathBuf, ModelsError> {
        require_supported_platform()?;
        for file in ModelFile::RUNTIME {
            self.path(file)?;
        }
        self.path(ModelFile::OpenVinoC)
    }

    /// Every file with its state, trusting earlier checks of files that were not touched since.
    ///
    /// # Errors
    /// [`ModelsError::Io`] where a file is there and cannot be read.
    pub fn list(&self) -> Result<Vec<FileReport>, ModelsError> {
        self.report(Trust::Stamp)
    }

    /// Every file with its state, each hashed anew.
    ///
    /// # Errors
    /// [`ModelsError::Io`] where a file is there and cannot be read.
    pub fn verify(&self) -> Result<Vec<FileReport>, ModelsError> {
        self.report(Trust::Nothing)
    }

    fn report(&self, trust: Trust) -> Result<Vec<FileReport>, ModelsError> {
        self.manifest
            .items()
            .map(|(archive, item)| {
                let path = self.path_of(item);
                Ok(FileReport {
                    state: check(&path, item, trust)?,
                    path,
                    item: item.clone(),
                    origin: format!("{} {}", archive.package, archive.version),
                    licence: archive.licence.clone(),
                })
            })
            .collect()
    }

    pub(super) fn path_of(&self, item: &Item) -> PathBuf {
        self.folder.join(&item.file)
    }

    /// Whether the store lacks a usable `item`.
    pub(super) fn needs(&self, item: &Item) -> Result<bool, ModelsError> {
        Ok(!matches!(check(&self.path_of(item), item, Trust::Stamp)?, FileState::Good))
    }
}

/// What may stand in for hashing a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// A note that this very file was hashed before.
    Stamp,
    Nothing,
}

/// Holds the file at `path` against the manifest, and remembers a good one.
fn check(path: &Path, item: &Item, trust: Trust) -> Result<FileState, ModelsError> {
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(FileState::Missing),
        Err(source) => return Err(ModelsError::Io { action: "read", path: path.to_owned(), source }),
    };
    if trust == Trust::Stamp && stamp::holds(path, &metadata, item.sha256) {
        return Ok(FileState::Good);
    }
    if let Some(corruption) = corruption_of(path, item.size_bytes, item.sha256)? {
        return Ok(FileState::Altered(corruption));
    }
    stamp::remember(path, &metadata, item.sha256);
    Ok(FileState::Good)
}

/// How the file at `path` differs from what it should be; `None` if it does not.
pub(super) fn corruption_of(
    path: &Path,
    size_bytes: u64,
    sha256: Digest,
) -> Result<Option<Corruption>, ModelsError> {
    let failed = |source| ModelsError::Io { action: "read", path: path.to_owned(), source };
    let size = fs::metadata(path).map_err(failed)?.len();
    if size != size_bytes {
        return Ok(Some(Corruption::Size { expected: size_bytes, found: size }));
    }
    let found = Digest::of_file(path).map_err(failed)?;
    Ok((found != sha256).then_some(Corruption::Content { expected: sha256, found }))
}

pub(super) fn require_supported_platform() -> Result<(), ModelsError> {
    if cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return Ok(());
    }
    Err(ModelsError::UnsupportedPlatform { system: format!("{} on {}", env::consts::OS, env::consts::ARCH) })
}

/// The checkout that `program` lies in (in `target/release/`), if it does.
fn checkout_of(program: &Path) -> Option<PathBuf> {
    let is_checkout =
        |folder: &&Path| folder.join("models/manifest.toml").is_file() && folder.join("Cargo.toml").is_file();
    program.ancestors().find(is_checkout).map(Path::to_owned)
}

fn choose_folder(variable: impl Fn(&str) -> Option<OsString>, checkout: Option<PathBuf>) -> Option<PathBuf> {
    // An empty variable counts as unset, and a relative data home is ignored (XDG Base Directory 0.8).
    let set = |name| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let data_home = || {
        let named = set("XDG_DATA_HOME").filter(|path| path.is_absolute());
        named.or_else(|| Some(set("HOME")?.join(".local/share")))
    };
    set(FOLDER_VARIABLE)
        .or_else(|| Some(checkout?.join("models/cache")))
        .or_else(|| Some(data_home()?.join("runtilt/models")))
}

#[cfg(test)]
mod tests;

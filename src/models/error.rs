//! What can go wrong with the model store, and what mends it.

use super::{ArchiveError, Digest, ModelFile};
use std::fmt;
use std::io;
use std::path::PathBuf;

/// How a file differs from what the manifest says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Corruption {
    /// Its length is another, as after a copy that broke off.
    Size {
        /// Bytes by the manifest.
        expected: u64,
        /// Bytes found.
        found: u64,
    },
    /// Its length is right and its content is not.
    Content {
        /// Digest by the manifest.
        expected: Digest,
        /// Digest found.
        found: Digest,
    },
}

impl fmt::Display for Corruption {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Size { expected, found } => write!(formatter, "{found} bytes instead of {expected}"),
            Self::Content { expected, found } => write!(formatter, "SHA-256 {found} instead of {expected}"),
        }
    }
}

/// Why a model or runtime file cannot be used or fetched. Each message names what mends it.
#[derive(Debug, thiserror::Error)]
pub enum ModelsError {
    /// The program carries a broken manifest.
    #[error("the built-in model manifest cannot be read; this is a fault of this build: {source}")]
    Manifest {
        /// What the parser says.
        source: Box<toml::de::Error>,
    },
    /// The manifest lacks a file that the program knows.
    #[error("the built-in model manifest does not name {file:?}; this is a fault of this build")]
    NotInManifest {
        /// The file.
        file: ModelFile,
    },
    /// There is no place for the store.
    #[error(
        "no folder for the model files: neither RUNTILT_MODELS, XDG_DATA_HOME nor HOME is set. \
         Set RUNTILT_MODELS to a folder"
    )]
    NoFolder,
    /// A file is not there.
    #[error("the model file {} is missing. Get it with `runtilt models fetch`", .path.display())]
    Missing {
        /// Where it should be.
        path: PathBuf,
    },
    /// A file is there and is not what it should be.
    #[error("the model file {} is damaged or was changed: {corruption}. Replace it with `runtilt models fetch`", .path.display())]
    Altered {
        /// The file.
        path: PathBuf,
        /// How it differs.
        corruption: Corruption,
    },
    /// A file or folder of the store cannot be read or written.
    #[error("cannot {action} {}: {source}", .path.display())]
    Io {
        /// What was tried, as in "cannot read".
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The program that talks to a package registry is not installed.
    #[error(
        "`{client}` is needed to download {package} and is not installed. On Debian: sudo apt-get install {debian_package}"
    )]
    ClientMissing {
        /// The program.
        client: &'static str,
        /// What it should have downloaded.
        package: String,
        /// The Debian package that has it.
        debian_package: &'static str,
    },
    /// The registry cannot be reached.
    #[error(
        "cannot download {package}: the package registry cannot be reached. \
         Check the network connection (and pip's or npm's own proxy settings), then run `runtilt models fetch` again.\n\
         `{command}` said: {said}"
    )]
    Offline {
        /// What should have been downloaded.
        package: String,
        /// The command that failed.
        command: String,
        /// The start of what it printed.
        said: String,
    },
    /// The registry's client failed for another reason.
    #[error("cannot download {package}. `{command}` said: {said}")]
    Download {
        /// What should have been downloaded.
        package: String,
        /// The command that failed.
        command: String,
        /// The start of what it printed.
        said: String,
    },
    /// The downloaded archive is not the one in the manifest.
    #[error(
        "the downloaded archive {file} is not the published one: {corruption}. Run `runtilt models fetch` again"
    )]
    WrongArchive {
        /// Name of the archive.
        file: String,
        /// How it differs.
        corruption: Corruption,
    },
    /// An archive cannot be unpacked.
    #[error("cannot unpack {file}: {source}")]
    Unpack {
        /// Name of the archive.
        file: String,
        /// Why.
        source: ArchiveError,
    },
    /// The runtime has no build for this machine.
    #[error("the inference runtime is available for 64-bit x86 Linux only, and this is {system}")]
    UnsupportedPlatform {
        /// System and processor of this build.
        system: String,
    },
}

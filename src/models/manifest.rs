//! `models/manifest.toml` as types.

use super::{Digest, ModelsError};
use serde::Deserialize;

/// The manifest that this program was built with.
const EMBEDDED: &str = include_str!("../../models/manifest.toml");

/// A file of the store, by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ModelFile {
    /// BlazePose detector: finds people in a 224 px square.
    PoseDetection,
    /// BlazePose landmarks, smallest and least exact network.
    PoseLandmarkLite,
    /// BlazePose landmarks, middle network.
    PoseLandmarkFull,
    /// BlazePose landmarks, largest and most exact network.
    PoseLandmarkHeavy,
    /// OpenVINO core library.
    #[serde(rename = "openvino")]
    OpenVino,
    /// OpenVINO's C interface: the library that is loaded by path.
    #[serde(rename = "openvino-c")]
    OpenVinoC,
    /// OpenVINO's x86-64 back end.
    #[serde(rename = "openvino-cpu-plugin")]
    OpenVinoCpuPlugin,
    /// OpenVINO's reader of TensorFlow Lite files.
    #[serde(rename = "openvino-tflite-frontend")]
    OpenVinoTfliteFrontend,
    /// OpenVINO's batching, unused; it must lie beside the core library, or OpenVINO takes one from the working directory.
    #[serde(rename = "openvino-auto-batch-plugin")]
    OpenVinoAutoBatchPlugin,
    /// oneTBB, OpenVINO's thread pool.
    Tbb,
}

impl ModelFile {
    /// Every file of the store.
    pub const ALL: [Self; 10] = [
        Self::PoseDetection,
        Self::PoseLandmarkLite,
        Self::PoseLandmarkFull,
        Self::PoseLandmarkHeavy,
        Self::OpenVino,
        Self::OpenVinoC,
        Self::OpenVinoCpuPlugin,
        Self::OpenVinoTfliteFrontend,
        Self::OpenVinoAutoBatchPlugin,
        Self::Tbb,
    ];

    /// The libraries that inference needs, all in one folder.
    pub const RUNTIME: [Self; 6] = [
        Self::OpenVino,
        Self::OpenVinoC,
        Self::OpenVinoCpuPlugin,
        Self::OpenVinoTfliteFrontend,
        Self::OpenVinoAutoBatchPlugin,
        Self::Tbb,
    ];
}

/// A package registry, reached through its own client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Registry {
    /// Python packages; client `pip`.
    Pypi,
    /// JavaScript packages; client `npm`.
    Npm,
}

/// The name and shape of a network's input or output; elements are 32-bit floats.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tensor {
    /// Name inside the model file.
    pub name: String,
    /// Size of each dimension, outermost first.
    pub shape: Vec<usize>,
}

/// One file of an archive that the store keeps.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// What the file is for.
    pub id: ModelFile,
    /// Path inside the archive.
    pub path: String,
    /// Name in the store.
    pub file: String,
    /// Digest of the file's content.
    pub sha256: Digest,
    /// Size of the file in bytes.
    pub size_bytes: u64,
    /// Inputs of a network; empty for a library.
    #[serde(default)]
    pub inputs: Vec<Tensor>,
    /// Outputs of a network; empty for a library.
    #[serde(default)]
    pub outputs: Vec<Tensor>,
}

/// A published package archive and what the store keeps of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Archive {
    /// Where it is published.
    pub registry: Registry,
    /// Package name there.
    pub package: String,
    /// Exact version.
    pub version: String,
    /// File name that the registry's client gives the archive.
    pub file: String,
    /// Digest of the archive.
    pub sha256: Digest,
    /// Size of the archive in bytes.
    pub size_bytes: u64,
    /// SPDX licence expression.
    pub licence: String,
    /// Where the licence's text stands in the archive.
    pub licence_text: String,
    /// The files that are kept.
    #[serde(rename = "item")]
    pub items: Vec<Item>,
}

/// Every third-party file that runtilt runs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The archives, in the order in which they are fetched.
    #[serde(rename = "archive")]
    pub archives: Vec<Archive>,
}

impl Manifest {
    /// The manifest that this program was built with.
    ///
    /// # Errors
    /// [`ModelsError::Manifest`] if the program was built with a broken one.
    pub fn embedded() -> Result<Self, ModelsError> {
        Self::parse(EMBEDDED)
    }

    /// A manifest from its TOML text.
    ///
    /// # Errors
    /// [`ModelsError::Manifest`] where the text is not one.
    pub fn parse(text: &str) -> Result<Self, ModelsError> {
        toml::from_str(text).map_err(|source| ModelsError::Manifest { source: Box::new(source) })
    }

    /// Every file with the archive that it comes from.
    pub fn items(&self) -> impl Iterator<Item = (&Archive, &Item)> {
        self.archives.iter().flat_map(|archive| archive.items.iter().map(move |item| (archive, item)))
    }

    /// What the manifest says of `file`.
    ///
    /// # Errors
    /// [`ModelsError::NotInManifest`].
    pub fn item(&self, file: ModelFile) -> Result<&Item, ModelsError> {
        self.items()
            .find_map(|(_, item)| (item.id == file).then_some(item))
            .ok_or(ModelsError::NotInManifest { file })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_embedded_manifest_names_every_file_once() {
        let manifest = Manifest::embedded().unwrap();
        let ids: Vec<ModelFile> = manifest.items().map(|(_, item)| item.id).collect();
        assert_eq!(ids.len(), ModelFile::ALL.len());
        assert_eq!(ids.iter().copied().collect::<HashSet<_>>(), HashSet::from(ModelFile::ALL));
        let names: HashSet<&str> = manifest.items().map(|(_, item)| item.file.as_str()).collect();
        assert_eq!(names.len(), ids.len(), "two files of one name would overwrite each other");
    }

    #[test]
    fn names_in_the_store_are_plain_file_names() {
        for (_, item) in Manifest::embedded().unwrap().items() {
            let name = std::path::Path::new(&item.file);
            assert_eq!(name.file_name(), Some(name.as_os_str()), "{}", item.file);
        }
    }

    #[test]
    fn networks_have_shapes_and_libraries_have_none() {
        for (_, item) in Manifest::embedded().unwrap().items() {
            let is_network = !ModelFile::RUNTIME.contains(&item.id);
            assert_eq!(!item.inputs.is_empty(), is_network, "{}", item.file);
            assert_eq!(!item.outputs.is_empty(), is_network, "{}", item.file);
        }
    }

    #[test]
    fn a_misspelt_key_is_refused() {
        let text = EMBEDDED.replacen("size_bytes", "size", 1);
        let message = Manifest::parse(&text).unwrap_err().to_string();
        assert!(message.contains("manifest"), "{message}");
    }
}

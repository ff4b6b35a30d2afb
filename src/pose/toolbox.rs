//! The models of this project, ready to use: found in the store, trimmed, compiled.

use super::detector::BlazeDetector;
use super::error::PoseError;
use super::landmarker::BlazeLandmarker;
use super::runtime::{Network, Runtime};
use super::still::{self, StillReader};
use super::tflite::{TfliteError, features, keep_outputs};
use crate::models::{ModelFile, Store};
use std::io::Write;
use tempfile::NamedTempFile;

/// Which of the landmark models.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Complexity {
    /// Swaps legs least: thigh RMSE 2.6 degrees on rendered runners.
    #[default]
    Heavy,
    /// Quicker; swaps legs far more (thigh RMSE 11-12 degrees on the one clip compared).
    Full,
    /// Quickest.
    Lite,
}

impl Complexity {
    /// The file in the model store.
    pub const fn file(self) -> ModelFile {
        match self {
            Self::Heavy => ModelFile::PoseLandmarkHeavy,
            Self::Full => ModelFile::PoseLandmarkFull,
            Self::Lite => ModelFile::PoseLandmarkLite,
        }
    }
}

/// Place of the segmentation mask in the landmark model's list of outputs.
const SEGMENTATION_OUTPUT: usize = 2;
/// Streams beyond this gain little and cost about 60 MB each.
const MAX_STREAMS: usize = 8;

/// Compiles models on demand.
pub struct Toolbox<'a> {
    store: &'a Store,
    runtime: Runtime,
}

impl<'a> Toolbox<'a> {
    /// Loads the inference runtime out of the store.
    ///
    /// # Errors
    /// [`PoseError::Store`] where a file is missing or altered, [`PoseError::Runtime`] where it does not load.
    pub fn open(store: &'a Store) -> Result<Self, PoseError> {
        let library = store.runtime_library()?;
        let runtime = Runtime::load(&library)?;
        Ok(Self { store, runtime })
    }

    /// The detector, on all cores: it runs alone.
    ///
    /// # Errors
    /// [`PoseError`] where the model is missing or unusable.
    pub fn detector(&mut self) -> Result<BlazeDetector, PoseError> {
        let model = self.store.path(ModelFile::PoseDetection)?;
        Ok(BlazeDetector::new(self.runtime.compile(&model, 1)?.session()?))
    }

    /// One landmarker per core, each on one thread.
    ///
    /// # Errors
    /// [`PoseError`] where the model is missing or unusable.
    pub fn landmarkers(&mut self, complexity: Complexity) -> Result<Vec<BlazeLandmarker>, PoseError> {
        let streams = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(MAX_STREAMS);
        let model = self.without_segmentation(complexity)?;
        let mut network = self.runtime.compile(model.path(), streams)?;
        (0..streams).map(|_| network.session().map(BlazeLandmarker::new)).collect()
    }

    /// The pelvis networks, on one thread: they look at a few pictures of the clip only.
    ///
    /// # Errors
    /// [`PoseError`] where a model is missing or unusable.
    pub fn still_reader(&mut self) -> Result<StillReader, PoseError> {
        let on_picture = self.own(&still::ON_PICTURE)?.session()?;
        let mut on_features = self.own(&still::ON_FEATURES)?;
        let tensors =
            on_features.inputs()?.iter().map(|input| still::tensor(input)).collect::<Option<Vec<u32>>>();
        let tensors = tensors.ok_or_else(|| PoseError::Model {
            path: still::ON_FEATURES.name.into(),
            reason: "its inputs are not called by tensors".into(),
        })?;
        let seen = self.cut(still::FEATURES, |bytes| features(bytes, &tensors, still::INPUT as u32))?;
        let seen = self.runtime.compile(seen.path(), 1)?.session()?;
        Ok(StillReader::new(on_picture, on_features.behind(seen)?))
    }

    /// A network that is part of the program.
    fn own(&mut self, network: &still::Own) -> Result<Network, PoseError> {
        let file = write_temporary(network.bytes).map_err(|e| PoseError::Model {
            path: network.name.into(),
            reason: format!("a temporary copy could not be written: {e}"),
        })?;
        self.runtime.compile(file.path(), 1)
    }

    /// The landmark model without its segmentation branch.
    fn without_segmentation(&self, complexity: Complexity) -> Result<NamedTempFile, PoseError> {
        self.cut(complexity.file(), |bytes| keep_outputs(bytes, |place| place != SEGMENTATION_OUTPUT))
    }

    /// A part of a model, in a temporary file because the runtime reads this format from files only.
    fn cut(
        &self,
        model: ModelFile,
        part: impl FnOnce(Vec<u8>) -> Result<Vec<u8>, TfliteError>,
    ) -> Result<NamedTempFile, PoseError> {
        let source = self.store.path(model)?;
        let trim = || -> Result<NamedTempFile, String> {
            let bytes = std::fs::read(&source).map_err(|e| e.to_string())?;
            let trimmed = part(bytes).map_err(|e| e.to_string())?;
            write_temporary(&trimmed).map_err(|e| format!("the trimmed copy could not be written: {e}"))
        };
        trim().map_err(|reason| PoseError::Model { path: source.clone(), reason })
    }
}

fn write_temporary(bytes: &[u8]) -> std::io::Result<NamedTempFile> {
    let mut file = tempfile::Builder::new().prefix("runtilt-").suffix(".tflite").tempfile()?;
    file.write_all(bytes)?;
    file.flush()?;
    Ok(file)
}

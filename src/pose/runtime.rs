//! The inference runtime: OpenVINO, loaded from the project's own copy at run time.
//!
//! Settings and their reasons, measured on two AVX-512 cores (`docs/ARCHITECTURE.md`):
//! - `INFERENCE_PRECISION_HINT=f32`: the default on such processors is bf16, which moves landmarks by 1.5 px;
//! - `ENABLE_CPU_PINNING=NO`: pinning puts two models on one core;
//! - as many one-thread streams as cores: two of them give 56 frames/s where one of two threads gives fewer.

use super::error::PoseError;
use openvino::{CompiledModel, Core, DeviceType, ElementType, InferRequest, RwPropertyKey, Tensor};
use std::path::Path;

/// A loaded runtime that compiles models.
pub struct Runtime {
    core: Core,
}

impl Runtime {
    /// Loads `libopenvino_c` from a file; its companions lie beside it.
    ///
    /// # Errors
    /// [`PoseError::Runtime`] where the library does not load.
    pub fn load(library: &Path) -> Result<Self, PoseError> {
        let failed = |reason: String| PoseError::Runtime { path: library.to_owned(), reason };
        openvino_sys::library::load_from(library).map_err(failed)?;
        let mut core = Core::new().map_err(|error| failed(error.to_string()))?;
        let mut set = |key, value: &str| core.set_property(&DeviceType::CPU, &key, value);
        set(RwPropertyKey::HintInferencePrecision, "f32")?;
        set(RwPropertyKey::HintEnableCpuPinning, "NO")?;
        Ok(Self { core })
    }

    /// Compiles a model for `streams` requests that run side by side, each on one thread.
    ///
    /// # Errors
    /// [`PoseError::Model`] where the file is not a model that the runtime understands.
    pub fn compile(&mut self, model: &Path, streams: usize) -> Result<Network, PoseError> {
        let failed = |reason: String| PoseError::Model { path: model.to_owned(), reason };
        let path = model.to_str().ok_or_else(|| failed("its path is not valid UTF-8".into()))?;
        let streams = streams.to_string();
        self.core.set_property(&DeviceType::CPU, &RwPropertyKey::NumStreams, &streams)?;
        self.core.set_property(&DeviceType::CPU, &RwPropertyKey::InferenceNumThreads, &streams)?;
        let read = self.core.read_model_from_file(path, "").map_err(|e| failed(e.to_string()))?;
        let compiled = self.core.compile_model(&read, DeviceType::CPU).map_err(|e| failed(e.to_string()))?;
        Ok(Network { compiled })
    }
}

/// A compiled model.
pub struct Network {
    compiled: CompiledModel,
}

impl Network {
    /// One place to run the model, which has one input; use each from one thread at a time.
    ///
    /// # Errors
    /// [`PoseError::Inference`] where the runtime has no room for it.
    pub fn session(&mut self) -> Result<Session, PoseError> {
        let mut request = self.compiled.create_infer_request()?;
        let shape = self.compiled.get_input_by_index(0)?.get_shape()?;
        let tensor = Tensor::new(ElementType::F32, &shape)?;
        request.set_input_tensor(&tensor)?;
        Ok(Session { request, input: tensor })
    }

    /// What the model calls its inputs, in their order.
    ///
    /// # Errors
    /// [`PoseError::Inference`] where the runtime does not say.
    pub fn inputs(&self) -> Result<Vec<String>, PoseError> {
        let count = self.compiled.get_input_size()?;
        (0..count).map(|index| Ok(self.compiled.get_input_by_index(index)?.get_name()?)).collect()
    }

    /// This model behind another one, of whose outputs each is its input of the same place.
    ///
    /// # Errors
    /// [`PoseError::Inference`] where they do not fit.
    pub fn behind(&mut self, first: Session) -> Result<Chain, PoseError> {
        let mut second = self.compiled.create_infer_request()?;
        for index in 0..self.compiled.get_input_size()? {
            let (map, wanted) =
                (first.request.get_output_tensor_by_index(index)?, self.compiled.get_input_by_index(index)?);
            let (given, wanted) = (map.get_shape()?, wanted.get_shape()?);
            if given.get_dimensions() != wanted.get_dimensions() {
                let (given, wanted) = (given.get_dimensions(), wanted.get_dimensions());
                return Err(PoseError::Inference(format!(
                    "map {index} has the shape {given:?}, not {wanted:?}"
                )));
            }
            // The memory is shared: nothing is copied from one to the other.
            second.set_input_tensor_by_index(index, &map)?;
        }
        Ok(Chain { first, second })
    }
}

/// A request with its input buffer.
pub struct Session {
    request: InferRequest,
    input: Tensor,
}

impl Session {
    /// Runs the model once on what `fill` writes into the input (floats in the model's own layout).
    ///
    /// # Errors
    /// [`PoseError::Inference`], or whatever `fill` reports.
    pub fn run(&mut self, fill: impl FnOnce(&mut [f32]) -> Result<(), PoseError>) -> Result<(), PoseError> {
        fill(self.input.get_data_mut::<f32>()?)?;
        Ok(self.request.infer()?)
    }

    /// Hands the values of one output to `read`.
    ///
    /// # Errors
    /// [`PoseError::Inference`] where the model has no such output.
    pub fn output<T>(&self, index: usize, read: impl FnOnce(&[f32]) -> T) -> Result<T, PoseError> {
        values(&self.request, index, read)
    }
}

/// Two models, the second on what the first gives.
pub struct Chain {
    first: Session,
    second: InferRequest,
}

impl Chain {
    /// Runs both once on what `fill` writes into the first one's input.
    ///
    /// # Errors
    /// [`PoseError::Inference`], or whatever `fill` reports.
    pub fn run(&mut self, fill: impl FnOnce(&mut [f32]) -> Result<(), PoseError>) -> Result<(), PoseError> {
        self.first.run(fill)?;
        Ok(self.second.infer()?)
    }

    /// Hands the values of one output of the second to `read`.
    ///
    /// # Errors
    /// [`PoseError::Inference`] where the model has no such output.
    pub fn output<T>(&self, index: usize, read: impl FnOnce(&[f32]) -> T) -> Result<T, PoseError> {
        values(&self.second, index, read)
    }
}

fn values<T>(request: &InferRequest, index: usize, read: impl FnOnce(&[f32]) -> T) -> Result<T, PoseError> {
    let tensor = request.get_output_tensor_by_index(index)?;
    Ok(read(tensor.get_data::<f32>()?))
}

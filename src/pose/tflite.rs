//! Cuts a TensorFlow Lite model down to what is needed of it.
//!
//! BlazePose's segmentation branch costs about a third of an inference (39 -> 33.5 ms, heavy) and runtilt does not use it; the
//! pelvis network needs maps from inside it, of smaller pictures.
//! The file is a flatbuffer, edited in place: the lists of outputs and of operators change, every other byte stays, so
//! what remains is computed from the same numbers by the same operators.
//! Field numbers are those of the public TensorFlow Lite schema, version 3 (`schema.fbs`).

use super::flatbuffer::{Flatbuffer, Vector};
use std::collections::BTreeSet;

const MODEL_OPERATOR_CODES: usize = 1;
const MODEL_SUBGRAPHS: usize = 2;
const MODEL_BUFFERS: usize = 4;
const SUBGRAPH_TENSORS: usize = 0;
const SUBGRAPH_INPUTS: usize = 1;
const SUBGRAPH_OUTPUTS: usize = 2;
const SUBGRAPH_OPERATORS: usize = 3;
const TENSOR_SHAPE: usize = 0;
const TENSOR_BUFFER: usize = 2;
const OPERATOR_CODE: usize = 0;
const OPERATOR_INPUTS: usize = 1;
const OPERATOR_OUTPUTS: usize = 2;
/// `builtin_code` of an operator code.
const CODE_BUILTIN: usize = 3;
const BUFFER_DATA: usize = 0;
/// `BuiltinOperator.RESIZE_BILINEAR`.
const RESIZE_BILINEAR: u32 = 23;
/// Place and value of the file identifier.
const IDENTIFIER: (std::ops::Range<usize>, &[u8]) = (4..8, b"TFL3");

/// The file is not a model that this module understands.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TfliteError {
    /// The bytes do not start like a TensorFlow Lite model.
    #[error("not a TensorFlow Lite model (no TFL3 identifier)")]
    NotTflite,
    /// A reference inside the file points outside it.
    #[error("the model file is damaged: it refers to byte {offset}, beyond its end")]
    OutOfFile {
        /// The offending offset.
        offset: usize,
    },
    /// Something that every pose model has is absent.
    #[error("the model file has no {what}")]
    Missing {
        /// What was looked for.
        what: &'static str,
    },
}

/// Keeps only the outputs whose place in the output list satisfies `keep`, and the operators that they need.
///
/// # Errors
/// [`TfliteError`] where the bytes are not a TensorFlow Lite model with one subgraph.
pub fn keep_outputs(model: Vec<u8>, keep: impl Fn(usize) -> bool) -> Result<Vec<u8>, TfliteError> {
    let mut model = Model::open(model)?;
    let outputs: Vec<u32> =
        model.outputs()?.into_iter().enumerate().filter(|(i, _)| keep(*i)).map(|(_, t)| t).collect();
    model.only(&outputs)?;
    Ok(model.file.bytes)
}

/// Makes `tensors`, by their numbers in the file, the outputs, in this order, for square pictures of `side` pixels.
///
/// A fully convolutional part of a model has no layer that needs the size of the picture, but its file names the sides to
/// which maps are enlarged: these shrink with the picture.
///
/// # Errors
/// [`TfliteError`] where the bytes are not a TensorFlow Lite model with one subgraph and a square input.
pub fn features(model: Vec<u8>, tensors: &[u32], side: u32) -> Result<Vec<u8>, TfliteError> {
    let mut model = Model::open(model)?;
    model.only(tensors)?;
    let own = model.resize_input(side)?;
    model.resize_maps(|pixels| pixels * side / own)?;
    Ok(model.file.bytes)
}

struct Model {
    file: Flatbuffer,
    root: usize,
    subgraph: usize,
}

impl Model {
    fn open(bytes: Vec<u8>) -> Result<Self, TfliteError> {
        let file = Flatbuffer { bytes };
        if file.bytes.get(IDENTIFIER.0) != Some(IDENTIFIER.1) {
            return Err(TfliteError::NotTflite);
        }
        let root = file.follow(0)?;
        let subgraphs = file.vector(root, MODEL_SUBGRAPHS, "subgraphs")?;
        let subgraph = file.table(&subgraphs, 0, "subgraph")?;
        Ok(Self { file, root, subgraph })
    }

    fn outputs(&self) -> Result<Vec<u32>, TfliteError> {
        self.file.values(&self.file.vector(self.subgraph, SUBGRAPH_OUTPUTS, "outputs")?)
    }

    fn operators(&self) -> Result<Vector, TfliteError> {
        self.file.vector(self.subgraph, SUBGRAPH_OPERATORS, "operators")
    }

    /// Leaves these outputs and the operators that they need.
    fn only(&mut self, outputs: &[u32]) -> Result<(), TfliteError> {
        let operators = self.operators()?;
        let kept = self.needed_operators(&operators, outputs)?;
        self.file.shorten_tables(&operators, &kept)?;
        self.file.replace_values(self.subgraph, SUBGRAPH_OUTPUTS, outputs)
    }

    fn operator_tensors(&self, operator: usize, number: usize) -> Result<Vec<u32>, TfliteError> {
        match self.file.field(operator, number)? {
            None => Ok(Vec::new()),
            Some(_) => self.file.values(&self.file.vector(operator, number, "operator tensors")?),
        }
    }

    /// The places of the operators on which the given tensors depend. Operators are stored in execution
    /// order, so one walk from the last to the first is enough.
    fn needed_operators(&self, operators: &Vector, tensors: &[u32]) -> Result<Vec<usize>, TfliteError> {
        let mut needed: BTreeSet<u32> = tensors.iter().copied().collect();
        let mut kept = Vec::new();
        for place in (0..operators.len).rev() {
            let operator = self.file.follow(operators.element(place))?;
            if self.operator_tensors(operator, OPERATOR_OUTPUTS)?.iter().any(|tensor| needed.contains(tensor))
            {
                needed.extend(self.operator_tensors(operator, OPERATOR_INPUTS)?);
                kept.push(place);
            }
        }
        kept.reverse();
        Ok(kept)
    }

    fn tensor(&self, number: u32) -> Result<usize, TfliteError> {
        self.file.table(&self.file.vector(self.subgraph, SUBGRAPH_TENSORS, "tensors")?, number, "such tensor")
    }

    /// Sets height and width of the input (1, height, width, channels); gives what they were.
    fn resize_input(&mut self, side: u32) -> Result<u32, TfliteError> {
        let missing = TfliteError::Missing { what: "square input" };
        let inputs = self.file.values(&self.file.vector(self.subgraph, SUBGRAPH_INPUTS, "inputs")?)?;
        let [input] = inputs[..] else { return Err(missing) };
        let shape = self.file.vector(self.tensor(input)?, TENSOR_SHAPE, "shape of the input")?;
        let own = match self.file.values(&shape)?[..] {
            [_, height, width, _] if height == width && height > 0 => height,
            _ => return Err(missing),
        };
        self.file.write_u32(shape.element(1), side)?;
        self.file.write_u32(shape.element(2), side)?;
        Ok(own)
    }

    /// Changes the sides to which the operators that are left enlarge maps; each number in the file once.
    fn resize_maps(&mut self, change: impl Fn(u32) -> u32) -> Result<(), TfliteError> {
        let operators = self.operators()?;
        let mut buffers = BTreeSet::new();
        for place in 0..operators.len {
            let operator = self.file.follow(operators.element(place))?;
            if self.builtin_code(operator)? == RESIZE_BILINEAR {
                let inputs = self.operator_tensors(operator, OPERATOR_INPUTS)?;
                let size = inputs.get(1).ok_or(TfliteError::Missing { what: "size of an enlarged map" })?;
                buffers.insert(self.file.number(self.tensor(*size)?, TENSOR_BUFFER)?);
            }
        }
        let all = self.file.vector(self.root, MODEL_BUFFERS, "buffers")?;
        for buffer in buffers {
            let table = self.file.table(&all, buffer, "such buffer")?;
            // Height and width, 4 bytes each; the vector counts bytes.
            let data = self.file.vector(table, BUFFER_DATA, "size of an enlarged map")?;
            for side in 0..2 {
                let at = data.element(side);
                self.file.write_u32(at, change(self.file.u32(at)?))?;
            }
        }
        Ok(())
    }

    fn builtin_code(&self, operator: usize) -> Result<u32, TfliteError> {
        let codes = self.file.vector(self.root, MODEL_OPERATOR_CODES, "operator codes")?;
        let code =
            self.file.table(&codes, self.file.number(operator, OPERATOR_CODE)?, "such operator code")?;
        self.file.number(code, CODE_BUILTIN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_files_are_refused() {
        assert_eq!(keep_outputs(b"not a model at all".to_vec(), |_| true), Err(TfliteError::NotTflite));
        assert_eq!(keep_outputs(Vec::new(), |_| true), Err(TfliteError::NotTflite));
    }

    #[test]
    fn a_model_that_ends_too_early_is_an_error() {
        let mut model = vec![0xff, 0xff, 0, 0];
        model.extend_from_slice(b"TFL3");
        assert!(matches!(keep_outputs(model, |_| true), Err(TfliteError::OutOfFile { .. })));
    }
}

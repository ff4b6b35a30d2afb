//! Removes outputs that nothing needs from a TensorFlow Lite model, together with the operators that
//! only they used.
//!
//! BlazePose's segmentation branch costs about a third of an inference (39 -> 33.5 ms, heavy) and runtilt does not use it.
//! The file is a flatbuffer, edited in place: the list of outputs and the list of operators are shortened, every
//! other byte stays, so the outputs that remain are computed from the same numbers by the same operators.
//! Field numbers are those of the public TensorFlow Lite schema, version 3 (`schema.fbs`: Model, SubGraph, Operator).

use std::collections::BTreeSet;

const MODEL_SUBGRAPHS: usize = 2;
const SUBGRAPH_OUTPUTS: usize = 2;
const SUBGRAPH_OPERATORS: usize = 3;
const OPERATOR_INPUTS: usize = 1;
const OPERATOR_OUTPUTS: usize = 2;
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
pub fn keep_outputs(mut model: Vec<u8>, keep: impl Fn(usize) -> bool) -> Result<Vec<u8>, TfliteError> {
    let mut file = Flatbuffer { bytes: &mut model };
    if file.bytes.get(IDENTIFIER.0) != Some(IDENTIFIER.1) {
        return Err(TfliteError::NotTflite);
    }
    let root = file.follow(0)?;
    let subgraphs = file.vector(root, MODEL_SUBGRAPHS, "subgraphs")?;
    let subgraph = file.follow(subgraphs.element(0))?;

    let outputs = file.vector(subgraph, SUBGRAPH_OUTPUTS, "outputs")?;
    let kept_outputs: Vec<u32> =
        file.values(&outputs)?.into_iter().enumerate().filter(|(i, _)| keep(*i)).map(|(_, t)| t).collect();
    let operators = file.vector(subgraph, SUBGRAPH_OPERATORS, "operators")?;
    let kept_operators = file.needed_operators(&operators, &kept_outputs)?;

    file.shorten_values(&outputs, &kept_outputs)?;
    file.shorten_tables(&operators, &kept_operators)?;
    Ok(model)
}

/// A vector inside the file: where its first element lies and how many there are (4 bytes each).
struct Vector {
    start: usize,
    len: usize,
}

impl Vector {
    const fn element(&self, index: usize) -> usize {
        self.start + 4 * index
    }
}

struct Flatbuffer<'a> {
    bytes: &'a mut [u8],
}

impl Flatbuffer<'_> {
    fn read<const N: usize>(&self, offset: usize) -> Result<[u8; N], TfliteError> {
        self.bytes
            .get(offset..offset.saturating_add(N))
            .and_then(|slice| slice.try_into().ok())
            .ok_or(TfliteError::OutOfFile { offset })
    }

    fn u32(&self, offset: usize) -> Result<u32, TfliteError> {
        self.read(offset).map(u32::from_le_bytes)
    }

    fn write_u32(&mut self, offset: usize, value: u32) -> Result<(), TfliteError> {
        let slot =
            self.bytes.get_mut(offset..offset.saturating_add(4)).ok_or(TfliteError::OutOfFile { offset })?;
        slot.copy_from_slice(&value.to_le_bytes());
        Ok(())
    }

    /// The target of the relative offset stored at `offset`.
    fn follow(&self, offset: usize) -> Result<usize, TfliteError> {
        Ok(offset + self.u32(offset)? as usize)
    }

    /// Where the field of a table is stored, if the table has it.
    fn field(&self, table: usize, number: usize) -> Result<Option<usize>, TfliteError> {
        let to_vtable = i32::from_le_bytes(self.read(table)?);
        let vtable = usize::try_from(table as i64 - i64::from(to_vtable))
            .map_err(|_| TfliteError::OutOfFile { offset: table })?;
        let slot = 4 + 2 * number;
        if slot >= usize::from(u16::from_le_bytes(self.read(vtable)?)) {
            return Ok(None);
        }
        let offset = usize::from(u16::from_le_bytes(self.read(vtable + slot)?));
        Ok((offset != 0).then_some(table + offset))
    }

    fn vector(&self, table: usize, number: usize, what: &'static str) -> Result<Vector, TfliteError> {
        let field = self.field(table, number)?.ok_or(TfliteError::Missing { what })?;
        let at = self.follow(field)?;
        Ok(Vector { start: at + 4, len: self.u32(at)? as usize })
    }

    fn values(&self, vector: &Vector) -> Result<Vec<u32>, TfliteError> {
        (0..vector.len).map(|i| self.u32(vector.element(i))).collect()
    }

    fn operator_tensors(&self, operator: usize, number: usize) -> Result<Vec<u32>, TfliteError> {
        match self.field(operator, number)? {
            None => Ok(Vec::new()),
            Some(_) => self.values(&self.vector(operator, number, "operator tensors")?),
        }
    }

    /// The places of the operators on which the given tensors depend. Operators are stored in execution
    /// order, so one walk from the last to the first is enough.
    fn needed_operators(&self, operators: &Vector, tensors: &[u32]) -> Result<Vec<usize>, TfliteError> {
        let mut needed: BTreeSet<u32> = tensors.iter().copied().collect();
        let mut kept = Vec::new();
        for place in (0..operators.len).rev() {
            let operator = self.follow(operators.element(place))?;
            if self.operator_tensors(operator, OPERATOR_OUTPUTS)?.iter().any(|tensor| needed.contains(tensor))
            {
                needed.extend(self.operator_tensors(operator, OPERATOR_INPUTS)?);
                kept.push(place);
            }
        }
        kept.reverse();
        Ok(kept)
    }

    fn shorten_values(&mut self, vector: &Vector, kept: &[u32]) -> Result<(), TfliteError> {
        for (place, value) in kept.iter().enumerate() {
            self.write_u32(vector.element(place), *value)?;
        }
        self.write_u32(vector.start - 4, kept.len() as u32)
    }

    /// Like [`Self::shorten_values`], for elements that are offsets relative to their own place.
    fn shorten_tables(&mut self, vector: &Vector, kept: &[usize]) -> Result<(), TfliteError> {
        for (place, old_place) in kept.iter().enumerate() {
            let target = self.follow(vector.element(*old_place))?;
            self.write_u32(vector.element(place), (target - vector.element(place)) as u32)?;
        }
        self.write_u32(vector.start - 4, kept.len() as u32)
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

//! The flatbuffer format, as far as editing a model needs it: tables with numbered fields, and vectors of 4-byte elements.
//! A reference is an unsigned offset from its own place, so always forward.

use super::tflite::TfliteError;

/// A vector inside the file: where its first element lies and how many there are (4 bytes each).
pub(super) struct Vector {
    pub(super) start: usize,
    pub(super) len: usize,
}

impl Vector {
    pub(super) const fn element(&self, index: usize) -> usize {
        self.start + 4 * index
    }
}

/// A flatbuffer that is edited where it lies.
pub(super) struct Flatbuffer {
    pub(super) bytes: Vec<u8>,
}

impl Flatbuffer {
    pub(super) fn read<const N: usize>(&self, offset: usize) -> Result<[u8; N], TfliteError> {
        self.bytes
            .get(offset..offset.saturating_add(N))
            .and_then(|slice| slice.try_into().ok())
            .ok_or(TfliteError::OutOfFile { offset })
    }

    pub(super) fn u32(&self, offset: usize) -> Result<u32, TfliteError> {
        self.read(offset).map(u32::from_le_bytes)
    }

    pub(super) fn write_u32(&mut self, offset: usize, value: u32) -> Result<(), TfliteError> {
        let slot =
            self.bytes.get_mut(offset..offset.saturating_add(4)).ok_or(TfliteError::OutOfFile { offset })?;
        slot.copy_from_slice(&value.to_le_bytes());
        Ok(())
    }

    /// The target of the relative offset stored at `offset`.
    pub(super) fn follow(&self, offset: usize) -> Result<usize, TfliteError> {
        Ok(offset + self.u32(offset)? as usize)
    }

    /// Where the field of a table is stored, if the table has it.
    pub(super) fn field(&self, table: usize, number: usize) -> Result<Option<usize>, TfliteError> {
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

    pub(super) fn vector(
        &self,
        table: usize,
        number: usize,
        what: &'static str,
    ) -> Result<Vector, TfliteError> {
        let field = self.field(table, number)?.ok_or(TfliteError::Missing { what })?;
        let at = self.follow(field)?;
        Ok(Vector { start: at + 4, len: self.u32(at)? as usize })
    }

    pub(super) fn values(&self, vector: &Vector) -> Result<Vec<u32>, TfliteError> {
        (0..vector.len).map(|i| self.u32(vector.element(i))).collect()
    }

    /// The value of a field that is one `u32`; absent fields are zero.
    pub(super) fn number(&self, table: usize, number: usize) -> Result<u32, TfliteError> {
        self.field(table, number)?.map_or(Ok(0), |at| self.u32(at))
    }

    /// The table to which an element of a vector of tables refers.
    pub(super) fn table(
        &self,
        vector: &Vector,
        index: u32,
        what: &'static str,
    ) -> Result<usize, TfliteError> {
        let index = index as usize;
        if index >= vector.len {
            return Err(TfliteError::Missing { what });
        }
        self.follow(vector.element(index))
    }

    /// Lets a vector's field refer to a new vector at the end of the file.
    pub(super) fn replace_values(
        &mut self,
        table: usize,
        number: usize,
        values: &[u32],
    ) -> Result<(), TfliteError> {
        let field = self.field(table, number)?.ok_or(TfliteError::Missing { what: "field to replace" })?;
        self.bytes.resize(self.bytes.len().next_multiple_of(4), 0);
        let at = self.bytes.len();
        for value in std::iter::once(values.len() as u32).chain(values.iter().copied()) {
            self.bytes.extend_from_slice(&value.to_le_bytes());
        }
        self.write_u32(field, (at - field) as u32)
    }

    /// Leaves the elements at these places of a vector of tables.
    pub(super) fn shorten_tables(&mut self, vector: &Vector, kept: &[usize]) -> Result<(), TfliteError> {
        for (place, old_place) in kept.iter().enumerate() {
            let target = self.follow(vector.element(*old_place))?;
            self.write_u32(vector.element(place), (target - vector.element(place)) as u32)?;
        }
        self.write_u32(vector.start - 4, kept.len() as u32)
    }
}

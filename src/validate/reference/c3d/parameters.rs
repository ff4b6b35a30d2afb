//! The parameter section: named values in named groups.

use super::numbers::Numbers;
use super::{BLOCK, C3dError};
use std::collections::BTreeMap;

/// The parameters of a file.
#[derive(Debug)]
pub(super) struct Parameters {
    numbers: Numbers,
    /// Number of each group by its name.
    groups: BTreeMap<String, u8>,
    values: BTreeMap<(u8, String), Value>,
}

/// The value of a parameter as it lies in the file.
#[derive(Debug)]
struct Value {
    /// -1 text, 1 bytes, 2 integers, 4 floats.
    kind: i8,
    dimensions: Vec<usize>,
    bytes: Vec<u8>,
}

const TEXT: i8 = -1;
const INTEGER: i8 = 2;
const FLOAT: i8 = 4;

/// Reads one thing after another, never beyond the end.
struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], C3dError> {
        let end = self.at.checked_add(count).ok_or(C3dError::Truncated)?;
        let piece = self.bytes.get(self.at..end).ok_or(C3dError::Truncated)?;
        self.at = end;
        Ok(piece)
    }

    fn byte(&mut self) -> Result<u8, C3dError> {
        Ok(self.take(1)?[0])
    }

    fn signed_byte(&mut self) -> Result<i8, C3dError> {
        Ok(self.byte()?.cast_signed())
    }
}

impl Parameters {
    /// Reads the section that the first byte of the file points to.
    pub fn read(file: &[u8]) -> Result<Self, C3dError> {
        let block = usize::from(*file.first().ok_or(C3dError::Truncated)?);
        let start =
            block.checked_sub(1).ok_or(C3dError::Damaged { what: "its parameters lie nowhere" })? * BLOCK;
        let mut cursor = Cursor { bytes: file, at: start };
        let head = cursor.take(4)?;
        let numbers = Numbers::of_processor(head[3])?;
        let mut parameters = Self { numbers, groups: BTreeMap::new(), values: BTreeMap::new() };
        while parameters.record(&mut cursor)? {}
        Ok(parameters)
    }

    /// Whose numbers the file holds.
    pub const fn numbers(&self) -> Numbers {
        self.numbers
    }

    /// Reads a group or a parameter; false at the last one.
    fn record(&mut self, cursor: &mut Cursor<'_>) -> Result<bool, C3dError> {
        // A locked record has the negative length of its name, a group the negative of its number.
        let name_length = usize::from(cursor.signed_byte()?.unsigned_abs());
        let id = cursor.signed_byte()?;
        if name_length == 0 || id == 0 {
            return Ok(false);
        }
        let name = words(cursor.take(name_length)?).to_ascii_uppercase();
        let here = cursor.at;
        let offset = usize::from(self.numbers.unsigned(cursor.bytes, here)?);
        cursor.take(2)?;
        if id < 0 {
            self.groups.insert(name, id.unsigned_abs());
        } else {
            self.values.insert((id.unsigned_abs(), name), Value::read(cursor)?);
        }
        if offset == 0 {
            return Ok(false);
        }
        // Offsets only lead forwards, so this ends with the file at the latest.
        cursor.at = here + offset;
        Ok(true)
    }

    fn value(&self, group: &'static str, name: &'static str) -> Result<&Value, C3dError> {
        let found = self.groups.get(group).and_then(|id| self.values.get(&(*id, name.to_owned())));
        found.ok_or(C3dError::Missing { group, name })
    }

    /// A number, whichever way it is written.
    pub fn number(&self, group: &'static str, name: &'static str) -> Result<f64, C3dError> {
        let value = self.value(group, name)?;
        match value.kind {
            FLOAT => self.numbers.float(&value.bytes, 0),
            INTEGER => self.numbers.signed(&value.bytes, 0).map(f64::from),
            _ => Err(C3dError::Damaged { what: "one of its parameters is not a number" }),
        }
    }

    /// A count, which is never negative: large ones use the sign's bit.
    pub fn count(&self, group: &'static str, name: &'static str) -> Result<usize, C3dError> {
        let value = self.value(group, name)?;
        match value.kind {
            INTEGER => self.numbers.unsigned(&value.bytes, 0).map(usize::from),
            _ => Err(C3dError::Damaged { what: "one of its counts is not an integer" }),
        }
    }

    /// A text.
    pub fn text(&self, group: &'static str, name: &'static str) -> Result<String, C3dError> {
        self.value(group, name)?.text()
    }

    /// A list of texts, and its continuations: a parameter holds 255 texts, the next are in `LABELS2` and so on.
    pub fn texts(&self, group: &'static str, name: &'static str) -> Result<Vec<String>, C3dError> {
        let mut texts = self.value(group, name)?.texts()?;
        let id = self.groups.get(group).copied().ok_or(C3dError::Missing { group, name })?;
        let further = (2..).map_while(|number| self.values.get(&(id, format!("{name}{number}"))));
        for value in further {
            texts.extend(value.texts()?);
        }
        Ok(texts)
    }
}

impl Value {
    fn read(cursor: &mut Cursor<'_>) -> Result<Self, C3dError> {
        let kind = cursor.signed_byte()?;
        let rank = usize::from(cursor.byte()?);
        let dimensions: Vec<usize> = cursor.take(rank)?.iter().map(|&length| usize::from(length)).collect();
        let size = usize::from(kind.unsigned_abs());
        let count = dimensions.iter().try_fold(size, |product, &length| product.checked_mul(length));
        let bytes = cursor.take(count.ok_or(C3dError::Truncated)?)?.to_vec();
        Ok(Self { kind, dimensions, bytes })
    }

    fn text(&self) -> Result<String, C3dError> {
        if self.kind == TEXT { Ok(words(&self.bytes)) } else { Err(NOT_TEXT) }
    }

    fn texts(&self) -> Result<Vec<String>, C3dError> {
        match self.dimensions.first() {
            Some(&length) if self.kind == TEXT && length > 0 => {
                Ok(self.bytes.chunks(length).map(words).collect())
            }
            _ => Err(NOT_TEXT),
        }
    }
}

const NOT_TEXT: C3dError = C3dError::Damaged { what: "one of its names is not text" };

/// Text padded with blanks or zeros.
fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_matches(|c: char| c.is_whitespace() || c == '\0').to_owned()
}

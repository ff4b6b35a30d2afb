//! Numbers as processors write them.

use super::C3dError;

/// Who wrote the numbers of a file. Both put the low byte of integers first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbers {
    /// IEEE floats, low byte first.
    Intel,
    /// VAX F floats: the two 16-bit halves exchanged, the exponent larger by two.
    Dec,
}

impl Numbers {
    /// By the code in the parameter section.
    pub fn of_processor(code: u8) -> Result<Self, C3dError> {
        match code {
            84 => Ok(Self::Intel),
            85 => Ok(Self::Dec),
            code => Err(C3dError::Processor { code }),
        }
    }

    fn array<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N], C3dError> {
        let piece = bytes.get(at..at.saturating_add(N)).ok_or(C3dError::Truncated)?;
        piece.try_into().map_err(|_| C3dError::Truncated)
    }

    /// An unsigned 16-bit integer.
    pub fn unsigned(self, bytes: &[u8], at: usize) -> Result<u16, C3dError> {
        Self::array(bytes, at).map(u16::from_le_bytes)
    }

    /// A signed 16-bit integer.
    pub fn signed(self, bytes: &[u8], at: usize) -> Result<i16, C3dError> {
        Self::array(bytes, at).map(i16::from_le_bytes)
    }

    /// A 32-bit float.
    pub fn float(self, bytes: &[u8], at: usize) -> Result<f64, C3dError> {
        let [a, b, c, d] = Self::array(bytes, at)?;
        Ok(match self {
            Self::Intel => f64::from(f32::from_le_bytes([a, b, c, d])),
            // With the halves exchanged the bits are an IEEE float four times as large.
            Self::Dec => f64::from(f32::from_le_bytes([c, d, a, b])) / 4.0,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_of_both_processors() {
        // 1.0 and -12.5 as IEEE, and as VAX F (the published patterns 0x4080 0x0000 and 0xC248 0x0000, words low byte first).
        assert_eq!(Numbers::Intel.float(&[0, 0, 0x80, 0x3f], 0), Ok(1.0));
        assert_eq!(Numbers::Intel.float(&[0, 0, 0x48, 0xc1], 0), Ok(-12.5));
        assert_eq!(Numbers::Dec.float(&[0x80, 0x40, 0, 0], 0), Ok(1.0));
        assert_eq!(Numbers::Dec.float(&[0x48, 0xc2, 0, 0], 0), Ok(-12.5));
        assert_eq!(Numbers::Dec.float(&[0, 0, 0, 0], 0), Ok(0.0));
    }

    #[test]
    fn other_processors_and_short_files_are_refused() {
        assert_eq!(Numbers::of_processor(86), Err(C3dError::Processor { code: 86 }));
        assert_eq!(Numbers::Intel.float(&[0, 0, 0], 0), Err(C3dError::Truncated));
        assert_eq!(Numbers::Intel.signed(&[0xff, 0xff], 0), Ok(-1));
    }
}

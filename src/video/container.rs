//! What the file itself says before any decoder is asked: its kind, and whether its end is missing.
//!
//! FFmpeg opens far more than videos (it renders text files as terminal art and follows playlists to the network),
//! and it reads a cut-off file without saying so.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// The kind of a file, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    /// MP4, MOV, 3GP: ISO base media.
    IsoMedia,
    /// MKV, WebM.
    Matroska,
    /// AVI.
    Avi,
    /// Not known here; FFmpeg may know it.
    Other,
    /// Readable text, which is never a video.
    Text,
}

/// Bytes that decide the kind.
const HEAD: usize = 4096;

impl Container {
    /// Looks at the beginning of the file.
    pub(super) fn of(file: &mut File) -> io::Result<Self> {
        let mut head = Vec::with_capacity(HEAD);
        file.seek(SeekFrom::Start(0))?;
        file.take(HEAD as u64).read_to_end(&mut head)?;
        Ok(Self::of_head(&head))
    }

    fn of_head(head: &[u8]) -> Self {
        let at = |from: usize, len: usize| head.get(from..from + len).unwrap_or_default();
        match (at(0, 4), at(4, 4), at(8, 4)) {
            (_, b"ftyp" | b"moov" | b"mdat" | b"wide" | b"free" | b"skip", _) => Self::IsoMedia,
            ([0x1A, 0x45, 0xDF, 0xA3], _, _) => Self::Matroska,
            (b"RIFF", _, b"AVI ") => Self::Avi,
            _ if is_text(head) => Self::Text,
            _ => Self::Other,
        }
    }

    /// Whether the file ends before the length that it declares for its own parts.
    pub(super) fn is_cut_off(self, file: &mut File) -> io::Result<bool> {
        let length = file.metadata()?.len();
        let declared = match self {
            Self::IsoMedia => iso_declared_end(file, length)?,
            Self::Matroska => matroska_declared_end(file)?,
            Self::Avi => Some(8 + u64::from(u32::from_le_bytes(read_at(file, 4)?))),
            Self::Other | Self::Text => None,
        };
        Ok(declared.is_some_and(|end| end > length))
    }
}

/// UTF-8 without control characters other than white space. The head may end inside a character.
fn is_text(head: &[u8]) -> bool {
    let valid = match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && error.valid_up_to() > 0,
    };
    valid && !head.iter().any(|&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B))
}

/// `N` bytes at an offset.
fn read_at<const N: usize>(file: &mut File, offset: u64) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    file.seek(SeekFrom::Start(offset))?;
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// End of the last top-level box (ISO/IEC 14496-12, 4.2): a 32-bit size and a type, then a 64-bit size if the first
/// is 1; 0 means "to the end of the file".
fn iso_declared_end(file: &mut File, length: u64) -> io::Result<Option<u64>> {
    let mut start = 0;
    while start + 8 <= length {
        let size = match u32::from_be_bytes(read_at(file, start)?) {
            0 => return Ok(None),
            1 if start + 16 <= length => u64::from_be_bytes(read_at(file, start + 8)?),
            1 => return Ok(Some(start + 16)),
            small => u64::from(small),
        };
        if size < 8 {
            return Ok(None);
        }
        start = start.saturating_add(size);
    }
    Ok(Some(start))
}

/// End of the segment (RFC 9559): EBML header, then the segment that holds everything. A live recording leaves its
/// length unknown.
fn matroska_declared_end(file: &mut File) -> io::Result<Option<u64>> {
    let Some((header_len, body)) = ebml_size(file, 4)? else { return Ok(None) };
    let segment = body + header_len;
    let id: [u8; 4] = read_at(file, segment)?;
    if id != [0x18, 0x53, 0x80, 0x67] {
        return Ok(None);
    }
    Ok(ebml_size(file, segment + 4)?.map(|(len, body)| body.saturating_add(len)))
}

/// Reads a variable-length size (RFC 8794, 4): the size and where the body begins; `None` if unknown (all ones).
fn ebml_size(file: &mut File, offset: u64) -> io::Result<Option<(u64, u64)>> {
    let [first] = read_at(file, offset)?;
    let width = first.leading_zeros() as u64 + 1;
    if width > 8 {
        return Ok(None);
    }
    let mut size = u64::from(first) & ((1 << (8 - width)) - 1);
    for byte in 1..width {
        let [next] = read_at(file, offset + byte)?;
        size = size << 8 | u64::from(next);
    }
    let unknown = (1 << (7 * width)) - 1;
    Ok((size != unknown).then_some((size, offset + width)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_their_first_bytes() {
        assert_eq!(Container::of_head(b"\0\0\0\x20ftypisom\0\0\x02\0"), Container::IsoMedia);
        assert_eq!(Container::of_head(b"\x1A\x45\xDF\xA3\x01"), Container::Matroska);
        assert_eq!(Container::of_head(b"RIFF\x10\0\0\0AVI LIST"), Container::Avi);
        assert_eq!(Container::of_head("Läufer, rechts\n".as_bytes()), Container::Text);
        assert_eq!(Container::of_head(b"#EXTM3U\nhttp://"), Container::Text);
        assert_eq!(Container::of_head(b"\x47\x40\x11\x10\0"), Container::Other);
    }
}

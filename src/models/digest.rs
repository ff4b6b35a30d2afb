//! SHA-256 digests of files.

use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::str::FromStr;

/// Large enough that reading a 60 MB library is bound by the hash, small enough to stay in the cache.
const READ_BYTES: usize = 64 * 1024;

/// The SHA-256 digest of some bytes; shown and parsed as 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Digest([u8; 32]);

/// The text is not 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a SHA-256 digest (64 hexadecimal digits)")]
pub struct ParseDigestError(String);

impl Digest {
    /// The digest of everything that `reader` still holds.
    ///
    /// # Errors
    /// Those of reading.
    pub fn of_reader(mut reader: impl Read) -> io::Result<Self> {
        let mut hasher = Sha256::new();
        let mut buffer = vec![0_u8; READ_BYTES];
        loop {
            match reader.read(&mut buffer) {
                Ok(0) => return Ok(Self(hasher.finalize().into())),
                Ok(count) => hasher.update(&buffer[..count]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// The digest of a file's content.
    ///
    /// # Errors
    /// Those of opening and reading the file.
    pub fn of_file(path: &Path) -> io::Result<Self> {
        Self::of_reader(File::open(path)?)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl FromStr for Digest {
    type Err = ParseDigestError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refuse = || ParseDigestError(text.to_owned());
        // Checked first: `from_str_radix` would accept a sign, and slicing needs one byte per character.
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(refuse());
        }
        let mut bytes = [0; 32];
        for (index, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * index..2 * index + 2], 16).map_err(|_| refuse())?;
        }
        Ok(Self(bytes))
    }
}

impl TryFrom<String> for Digest {
    type Error = ParseDigestError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // FIPS 180-2, appendix B.1, and the digest of nothing.
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn published_digests_are_reproduced() {
        assert_eq!(Digest::of_reader(&b"abc"[..]).unwrap().to_string(), ABC);
        assert_eq!(Digest::of_reader(&b""[..]).unwrap().to_string(), EMPTY);
    }

    #[test]
    fn text_and_digest_are_each_others_inverse() {
        assert_eq!(ABC.parse::<Digest>().unwrap().to_string(), ABC);
        assert_eq!(ABC.to_uppercase().parse::<Digest>().unwrap().to_string(), ABC);
    }

    #[test]
    fn text_that_is_no_digest_is_refused() {
        let signed = format!("+a{}", &ABC[2..]);
        let wide = format!("{}é", &ABC[2..]);
        for text in ["", "abc", &ABC[1..], signed.as_str(), wide.as_str()] {
            assert_eq!(text.parse::<Digest>(), Err(ParseDigestError(text.to_owned())));
        }
    }
}

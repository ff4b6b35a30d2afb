//! What can go wrong while writing a report, in words for the person at the keyboard.

use super::document::Inconsistent;
use crate::video::VideoError;
use std::io;
use std::path::{Path, PathBuf};

/// A report could not be made. Nothing of it is left behind.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A number of the document is infinite or not a number.
    #[error("`{place}` of the result is not a finite number: this is a fault of runtilt, please report it")]
    NotFinite {
        /// Where it stands in the document, for example `series.time_s[3]`.
        place: String,
    },
    /// The lists of the document do not fit together.
    #[error("{0}: this is a fault of runtilt, please report it")]
    Inconsistent(#[from] Inconsistent),
    /// A document could not be put into words or read from them.
    #[error("the result is not a runtilt result of this version: {0}")]
    Json(#[from] serde_json::Error),
    /// A file could not be written.
    #[error("{path} could not be written: {}", advice(source))]
    Write {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// Something that runtilt did not make is in the place of the output folder.
    #[error("{path} exists and was not made by runtilt: move it away or choose another place with --out")]
    NotOurs {
        /// What is in the way.
        path: PathBuf,
    },
    /// Replacing an earlier result failed half-way, and so did putting it back.
    #[error("the earlier result could not be put back; it is in {path}: move it from there")]
    Stranded {
        /// Where the earlier result is.
        path: PathBuf,
    },
    /// A plot could not be drawn.
    #[error(
        "the plot `{name}` could not be drawn: {reason} (on Debian, fonts come with `fonts-dejavu-core`)"
    )]
    Plot {
        /// Name of the plot.
        name: String,
        /// What the drawing library said.
        reason: String,
    },
    /// The PDF could not be set.
    #[error("report.pdf could not be made: {reason}. This is a fault of runtilt, please report it")]
    Pdf {
        /// What the typesetter said.
        reason: String,
    },
    /// The clip gave no frame to draw on.
    #[error(
        "the clip gave no frame for the annotated video: check that it was not moved during the analysis"
    )]
    NoFrames,
    /// The user stopped the work.
    #[error("stopped; nothing was written")]
    Cancelled,
    /// A picture could not be encoded.
    #[error("a key frame could not be saved as a picture: {0}")]
    Picture(#[from] image::ImageError),
    /// A frame could not be handled or the video not written.
    #[error(transparent)]
    Video(#[from] VideoError),
}

impl ReportError {
    /// Wraps an input/output error with the path that it happened on.
    pub(crate) fn write(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self::Write { path, source }
    }
}

/// What to do about an input/output error.
fn advice(error: &io::Error) -> String {
    let advice = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "the disk is full; free some space or choose another disk with --out"
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "you may not write there; choose another folder with --out"
        }
        io::ErrorKind::NotFound => "its folder does not exist; create it or choose another with --out",
        _ => return error.to_string(),
    };
    format!("{error}: {advice}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_says_so_with_the_path_and_what_to_do() {
        let full = io::Error::from(io::ErrorKind::StorageFull);
        let text = ReportError::write(Path::new("run.runtilt/angles.csv"))(full).to_string();
        assert!(text.contains("run.runtilt/angles.csv") && text.contains("free some space"), "{text}");
    }
}

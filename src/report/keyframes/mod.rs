//! Pictures of the near leg at the moments that a physio looks at.

mod angle_mark;
mod choice;
mod picture;
mod words;

pub use choice::Moment;
pub use picture::KeyFrame;

use super::document::Document;
use super::error::ReportError;
use crate::video::Frame;
use choice::{Wanted, wanted_frames};
use picture::{Crop, crop_around, draw_key_frame};

/// Collects the key frames while the frames of the clip pass by.
pub struct KeyFrames<'a> {
    document: &'a Document,
    wanted: Vec<Wanted>,
    crop: Option<Crop>,
    /// The pictures so far.
    pub pictures: Vec<KeyFrame>,
}

impl<'a> KeyFrames<'a> {
    /// Chooses a typical stride of the near leg and its moments. Without a stride that can be shown there are none.
    pub fn new(document: &'a Document) -> Self {
        let wanted = wanted_frames(document);
        let rows: Vec<usize> = wanted.iter().map(|wanted| wanted.row).collect();
        Self { document, crop: crop_around(document, &rows), wanted, pictures: Vec::new() }
    }

    /// The last frame of which a picture is wanted.
    pub fn last_wanted(&self) -> Option<usize> {
        self.wanted.iter().map(|wanted| wanted.frame).max()
    }

    /// Whether a picture of this frame is wanted.
    pub fn wants(&self, frame: usize) -> bool {
        self.wanted.iter().any(|wanted| wanted.frame == frame)
    }

    /// Makes a picture of this frame for each moment that it shows. The frame itself is not changed.
    ///
    /// # Errors
    /// [`ReportError`] if the picture cannot be made.
    pub fn take(&mut self, frame: &Frame) -> Result<(), ReportError> {
        let Some(crop) = self.crop else { return Ok(()) };
        for wanted in self.wanted.iter().filter(|wanted| wanted.frame == frame.index()) {
            self.pictures.push(draw_key_frame(self.document, wanted, crop, frame)?);
        }
        Ok(())
    }
}

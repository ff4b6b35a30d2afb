//! A text rendered once, to be stamped on many frames.

use super::{Canvas, Frame, Rgb, VideoError};
use crate::body::{FrameSize, Point};
use crate::units::Seconds;

/// How much of each pixel a line of text covers. Stamping it costs a hundredth of drawing the text's strokes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextMask {
    /// Columns of the mask.
    pub(super) width: usize,
    /// Rows of coverage, 0 to 255.
    pub(super) coverage: Vec<u8>,
    /// Row of the baseline and column where the text begins.
    pub(super) origin: (i32, i32),
}

/// Space around the text for strokes that reach beyond it, as a share of its height.
const BORDER: f64 = 0.5;

impl TextMask {
    /// Renders a line of text as [`Canvas::text`] draws it, digits `height` pixels high.
    ///
    /// # Errors
    /// [`VideoError::Backend`] if OpenCV fails.
    pub fn new(text: &str, height: f64) -> Result<Self, VideoError> {
        let border = (BORDER * height).ceil().max(1.0);
        let width = (Canvas::text_width(text, height)? + 2.0 * border).ceil();
        let rows = (height + 2.0 * border).ceil();
        let size = FrameSize { width: width as u32, height: rows as u32 };
        let black = vec![0; size.width as usize * size.height as usize * 3];
        let mut frame = Frame::from_rgb(size, &black, 0, Seconds(0.0))?;
        let origin = Point::new(border, (border + height).round());
        Canvas::new(&mut frame).text(origin, text, height, Rgb::WHITE)?;
        let coverage = frame.rgb_bytes()?.chunks_exact(3).map(|pixel| pixel[0]).collect();
        Ok(Self { width: size.width as usize, coverage, origin: (origin.y as i32, origin.x as i32) })
    }
}

impl Canvas<'_> {
    /// Stamps a text with its baseline's left end at `at`, on whole pixels.
    ///
    /// # Errors
    /// [`VideoError::Backend`] if OpenCV fails.
    pub fn stamp(&mut self, at: Point, mask: &TextMask, colour: Rgb) -> Result<(), VideoError> {
        if !(at.x.is_finite() && at.y.is_finite()) {
            return Ok(());
        }
        let (top, left) =
            (at.y.round() as i64 - i64::from(mask.origin.0), at.x.round() as i64 - i64::from(mask.origin.1));
        let over = [colour.2, colour.1, colour.0];
        let (width, pixels) = self.pixels()?;
        for (row, coverage) in (top..).zip(mask.coverage.chunks_exact(mask.width)) {
            let Some(line) =
                usize::try_from(row).ok().and_then(|row| pixels.chunks_exact_mut(width * 3).nth(row))
            else {
                continue;
            };
            for (column, &cover) in (left..).zip(coverage) {
                let inside = usize::try_from(column).ok().filter(|&column| cover > 0 && column < width);
                let Some(column) = inside else { continue };
                for (channel, over) in line[column * 3..column * 3 + 3].iter_mut().zip(over) {
                    *channel = mixed(*channel, over, cover);
                }
            }
        }
        Ok(())
    }
}

/// `over` on `below`, covering `cover` of 255.
fn mixed(below: u8, over: u8, cover: u8) -> u8 {
    let (below, over, cover) = (u32::from(below), u32::from(over), u32::from(cover));
    // Always at most 255: a weighted mean of two bytes.
    ((below * (255 - cover) + over * cover + 127) / 255) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grey() -> Frame {
        let size = FrameSize { width: 120, height: 40 };
        Frame::from_rgb(size, &[90; 120 * 40 * 3], 0, Seconds(0.0)).expect("sizes fit")
    }

    #[test]
    fn a_stamp_looks_like_the_text() {
        let (mut drawn, mut stamped) = (grey(), grey());
        let at = Point::new(10.0, 30.0);
        Canvas::new(&mut drawn).text(at, "-42 knee", 16.0, Rgb(200, 30, 10)).expect("draws");
        let mask = TextMask::new("-42 knee", 16.0).expect("renders");
        Canvas::new(&mut stamped).stamp(at, &mask, Rgb(200, 30, 10)).expect("stamps");
        let (drawn, stamped) = (drawn.rgb_bytes().expect("bytes"), stamped.rgb_bytes().expect("bytes"));
        let differing = drawn.iter().zip(&stamped).filter(|(a, b)| a.abs_diff(**b) > 40).count();
        // Strokes that overlap are mixed twice when drawn and once when stamped, which shows at their edges only.
        assert!(differing * 100 < drawn.len(), "{differing} of {}", drawn.len());
        assert!(stamped.iter().any(|&b| b > 190));
    }

    #[test]
    fn a_stamp_is_clipped_at_every_edge() {
        let mask = TextMask::new("wide text", 30.0).expect("renders");
        let mut frame = grey();
        for at in [
            Point::new(-30.0, 10.0),
            Point::new(100.0, 60.0),
            Point::new(f64::NAN, 0.0),
            Point::new(-1e18, 1e18),
        ] {
            Canvas::new(&mut frame).stamp(at, &mask, Rgb::WHITE).expect("clips");
        }
    }
}

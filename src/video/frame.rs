//! One picture of the clip.

use super::{VideoError, backend};
use crate::body::FrameSize;
use crate::units::Seconds;
use opencv::core::{CV_8UC3, Mat, Rect, Scalar, Size};
use opencv::imgproc::{INTER_LINEAR, resize};
use opencv::prelude::*;

/// One upright picture with its place in the clip. Owns its pixels and can be sent to another thread.
#[derive(Debug)]
pub struct Frame {
    /// 8 bits per channel, blue first, rows without padding.
    bgr: Mat,
    index: usize,
    time: Seconds,
}

impl Frame {
    /// Takes a picture as OpenCV decoded it.
    pub(super) fn from_mat(bgr: Mat, index: usize, time: Seconds) -> Self {
        Self { bgr, index, time }
    }

    /// A frame from `height` rows of `width` pixels of red, green, blue: for tests and drawn pictures.
    ///
    /// # Errors
    /// [`VideoError::Mismatch`] unless there are `width * height * 3` bytes.
    pub fn from_rgb(size: FrameSize, rgb: &[u8], index: usize, time: Seconds) -> Result<Self, VideoError> {
        backend::prepare_opencv();
        let expected = size.width as usize * size.height as usize * 3;
        if rgb.len() != expected {
            return Err(VideoError::Mismatch { what: "bytes of a frame", expected, got: rgb.len() });
        }
        let shape = cv_size(size)?;
        let mut bgr = Mat::new_rows_cols_with_default(shape.height, shape.width, CV_8UC3, Scalar::all(0.0))?;
        copy_swapped(rgb, bgr.data_bytes_mut()?);
        Ok(Self { bgr, index, time })
    }

    /// Size of the upright picture.
    pub fn size(&self) -> FrameSize {
        // A picture has no negative side.
        FrameSize { width: self.bgr.cols().unsigned_abs(), height: self.bgr.rows().unsigned_abs() }
    }

    /// Number of the frame in the clip, from 0.
    pub const fn index(&self) -> usize {
        self.index
    }

    /// When the frame is shown, counted from the first frame of the clip.
    pub const fn time(&self) -> Seconds {
        self.time
    }

    /// Rows of pixels of red, green, blue.
    ///
    /// # Errors
    /// [`VideoError::Backend`] if memory is short.
    pub fn rgb_bytes(&self) -> Result<Vec<u8>, VideoError> {
        let bgr = self.bgr.data_bytes()?;
        let mut rgb = vec![0; bgr.len()];
        copy_swapped(bgr, &mut rgb);
        Ok(rgb)
    }

    /// A copy of the part of the picture inside the given rectangle, which is clipped at the edges.
    ///
    /// # Errors
    /// [`VideoError::Mismatch`] if the rectangle lies wholly outside.
    pub fn crop(&self, left: i32, top: i32, size: FrameSize) -> Result<Self, VideoError> {
        let own = cv_size(self.size())?;
        let asked = cv_size(size)?;
        let (right, bottom) = (left.saturating_add(asked.width), top.saturating_add(asked.height));
        let (left, top) = (left.clamp(0, own.width), top.clamp(0, own.height));
        let (right, bottom) = (right.clamp(left, own.width), bottom.clamp(top, own.height));
        if left == right || top == bottom {
            return Err(VideoError::Mismatch { what: "pixels of a crop", expected: 1, got: 0 });
        }
        let inside = Mat::roi(&self.bgr, Rect::new(left, top, right - left, bottom - top))?;
        Ok(Self { bgr: inside.try_clone()?, index: self.index, time: self.time })
    }

    /// A bilinear copy of another size. Meant for factors near 1: details finer than a new pixel alias.
    ///
    /// # Errors
    /// [`VideoError::Backend`] for a side of 0 or if memory is short.
    pub fn resized(&self, size: FrameSize) -> Result<Self, VideoError> {
        let mut bgr = Mat::default();
        resize(&self.bgr, &mut bgr, cv_size(size)?, 0.0, 0.0, INTER_LINEAR)?;
        Ok(Self { bgr, index: self.index, time: self.time })
    }

    /// The picture for OpenCV.
    pub(super) const fn mat(&self) -> &Mat {
        &self.bgr
    }

    /// The picture for OpenCV, to draw on.
    pub(super) const fn mat_mut(&mut self) -> &mut Mat {
        &mut self.bgr
    }
}

/// OpenCV's form of a size.
pub(super) fn cv_size(size: FrameSize) -> Result<Size, VideoError> {
    let side = |length: u32| {
        i32::try_from(length).map_err(|_| VideoError::Mismatch {
            what: "pixels on a side of a frame",
            expected: i32::MAX as usize,
            got: length as usize,
        })
    };
    Ok(Size::new(side(size.width)?, side(size.height)?))
}

/// Copies pixels of three bytes with the outer two exchanged: RGB to BGR and back.
fn copy_swapped(from: &[u8], to: &mut [u8]) {
    for (from, to) in from.chunks_exact(3).zip(to.chunks_exact_mut(3)) {
        (to[0], to[1], to[2]) = (from[2], from[1], from[0]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(width: u32, height: u32) -> Frame {
        let bytes: Vec<u8> = (0..width * height * 3).map(|b| b as u8).collect();
        Frame::from_rgb(FrameSize { width, height }, &bytes, 7, Seconds(0.25)).expect("sizes fit")
    }

    #[test]
    fn colours_come_back_in_their_order() {
        let frame = numbered(4, 3);
        assert_eq!(frame.rgb_bytes().expect("bytes"), (0..36).collect::<Vec<u8>>());
        assert_eq!((frame.index(), frame.time()), (7, Seconds(0.25)));
    }

    #[test]
    fn a_crop_is_clipped_at_the_edge() {
        let corner = numbered(4, 3).crop(2, -1, FrameSize { width: 9, height: 2 }).expect("overlaps");
        assert_eq!(corner.size(), FrameSize { width: 2, height: 1 });
        assert_eq!(corner.rgb_bytes().expect("bytes"), [6, 7, 8, 9, 10, 11]);
        assert_eq!(corner.index(), 7);
        assert!(numbered(4, 3).crop(4, 0, FrameSize { width: 1, height: 1 }).is_err());
    }

    #[test]
    fn a_wrong_number_of_bytes_is_refused() {
        let error = Frame::from_rgb(FrameSize { width: 2, height: 2 }, &[0; 11], 0, Seconds(0.0));
        assert!(matches!(error, Err(VideoError::Mismatch { expected: 12, got: 11, .. })));
    }

    #[test]
    fn frames_readers_and_writers_travel_between_threads() {
        fn travels<T: Send>() {}
        travels::<Frame>();
        travels::<crate::video::VideoReader>();
        travels::<crate::video::VideoWriter>();
    }
}

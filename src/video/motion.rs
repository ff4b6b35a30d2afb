//! Does the camera move? Measured between small grey pictures of the frames, by phase correlation (Kuglin & Hines
//! 1975), which finds the one shift that most of the picture shares.

use super::frame::cv_size;
use super::{Frame, VideoError};
use crate::body::{FrameSize, Point};
use crate::units::{Pixels, Seconds};
use opencv::core::{self, CV_32F, Mat, Scalar, Size, no_array};
use opencv::imgproc::{self, COLOR_BGR2GRAY, INTER_AREA, INTER_LINEAR};
use opencv::prelude::*;

/// A small grey picture of a frame.
#[derive(Debug)]
pub struct Thumbnail {
    /// Grey from 0 to 1, 32-bit floats.
    gray: Mat,
    /// Pixels of the frame for one of the thumbnail.
    scale: f64,
    time: Seconds,
}

/// A rectangle of the image frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ImageBox {
    /// Left and top edge.
    pub min: Point,
    /// Right and bottom edge.
    pub max: Point,
}

/// How far the picture moved between two frames.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CameraShift {
    /// Movement of the picture's content to the right, in pixels of the frame. A camera that pans right gives a
    /// negative one.
    pub right: Pixels,
    /// Movement of the content down.
    pub down: Pixels,
    /// How much of the picture agrees on it, from 0 to about 1; on little texture or after a cut it is near 0 and the
    /// shift means nothing.
    pub response: f64,
}

impl CameraShift {
    /// Length of the movement.
    pub fn length(&self) -> Pixels {
        Pixels(self.right.0.hypot(self.down.0))
    }
}

impl Frame {
    /// A small grey picture, `width` pixels wide, for [`shift_between`].
    ///
    /// # Errors
    /// [`VideoError::Backend`] if `width` is 0 or memory is short.
    pub fn gray_thumbnail(&self, width: u32) -> Result<Thumbnail, VideoError> {
        let size = self.size();
        let scale = f64::from(size.width) / f64::from(width.max(1));
        let height = (f64::from(size.height) / scale).round() as u32;
        let mut gray = Mat::default();
        imgproc::cvt_color_def(self.mat(), &mut gray, COLOR_BGR2GRAY)?;
        let small = halved_towards(gray, width)?;
        let mut thumbnail = Mat::default();
        imgproc::resize(
            &small,
            &mut thumbnail,
            cv_size(FrameSize { width, height })?,
            0.0,
            0.0,
            INTER_LINEAR,
        )?;
        let mut gray = Mat::default();
        thumbnail.convert_to(&mut gray, CV_32F, 1.0 / 255.0, 0.0)?;
        Ok(Thumbnail { gray, scale, time: self.time() })
    }
}

impl Thumbnail {
    /// Size in its own pixels.
    pub fn size(&self) -> FrameSize {
        FrameSize { width: self.gray.cols().unsigned_abs(), height: self.gray.rows().unsigned_abs() }
    }

    /// When the frame is shown.
    pub const fn time(&self) -> Seconds {
        self.time
    }

    /// Rows of grey values, 0 to 1.
    ///
    /// # Errors
    /// [`VideoError::Backend`] if OpenCV fails.
    pub fn values(&self) -> Result<ndarray::Array2<f32>, VideoError> {
        let (size, values) = (self.size(), self.gray.data_typed::<f32>()?.to_vec());
        let got = values.len();
        ndarray::Array2::from_shape_vec((size.height as usize, size.width as usize), values)
            .map_err(|_| VideoError::Mismatch { what: "values of a thumbnail", expected: got, got })
    }
}

/// Halves a picture while it stays at least as wide as asked. Means of 2x2 pixels have a quick path in OpenCV, and no
/// detail is skipped, which would read as movement.
fn halved_towards(mut picture: Mat, width: u32) -> Result<Mat, VideoError> {
    while picture.cols().unsigned_abs() >= width.saturating_mul(2).max(4) && picture.rows() >= 4 {
        // An odd last row or column is left out: the 2x2 path needs an even size.
        let even = Size::new(picture.cols() & !1, picture.rows() & !1);
        let inside = Mat::roi(&picture, core::Rect::new(0, 0, even.width, even.height))?;
        let mut half = Mat::default();
        imgproc::resize(
            &inside,
            &mut half,
            Size::new(even.width / 2, even.height / 2),
            0.0,
            0.0,
            INTER_AREA,
        )?;
        picture = half;
    }
    Ok(picture)
}

/// How far the picture moved from `before` to `after`, without regard to what lies in `moving`: the boxes of the runner
/// (and of other people) in **both** frames.
///
/// Measured on a treadmill clip of 720x1280, frames a second apart, thumbnails of a quarter, runner masked: the still
/// camera reads 0.15 px (median; at most 0.45) with a response of at least 0.58; pans of 4 to 100 px of 560 are read with
/// an error of at most 3.4 px of the frame (0.85 of the thumbnail) and a response that falls from 0.57 to 0.12. Without the
/// boxes the still camera reads up to 3.3 px.
///
/// # Errors
/// [`VideoError::Mismatch`] unless both thumbnails have one size.
pub fn shift_between(
    before: &Thumbnail,
    after: &Thumbnail,
    moving: &[ImageBox],
) -> Result<CameraShift, VideoError> {
    let (expected, got) = (before.gray.total(), after.gray.total());
    if before.size() != after.size() {
        return Err(VideoError::Mismatch { what: "pixels of a thumbnail", expected, got });
    }
    let window = still_window(before, moving)?;
    let (first, second) = (windowed(&before.gray, &window)?, windowed(&after.gray, &window)?);
    let mut response = 0.0;
    let shift = imgproc::phase_correlate(&first, &second, &no_array(), Some(&mut response))?;
    Ok(CameraShift { right: Pixels(shift.x * before.scale), down: Pixels(shift.y * before.scale), response })
}

/// Weights that fade to 0 at the edges of the picture (Hann) and in the boxes. A hard edge would itself be the
/// strongest thing in both pictures, and it does not move.
fn still_window(thumbnail: &Thumbnail, moving: &[ImageBox]) -> Result<Mat, VideoError> {
    let size = thumbnail.gray.size()?;
    let mut still = Mat::new_rows_cols_with_default(size.height, size.width, CV_32F, Scalar::all(1.0))?;
    for moving in moving {
        let at = |p: Point| core::Point::new((p.x / thumbnail.scale) as i32, (p.y / thumbnail.scale) as i32);
        let (from, to) = (at(moving.min), at(moving.max));
        imgproc::rectangle_points(
            &mut still,
            from,
            to,
            Scalar::all(0.0),
            imgproc::FILLED,
            imgproc::LINE_8,
            0,
        )?;
    }
    let mut soft = Mat::default();
    let fade = f64::from(size.width) * FADE;
    imgproc::gaussian_blur_def(&still, &mut soft, Size::new(0, 0), fade)?;
    // The blur spreads into the boxes what lies beside them; what was 0 stays 0.
    let (mut inside, mut hann, mut window) = (Mat::default(), Mat::default(), Mat::default());
    core::multiply_def(&still, &soft, &mut inside)?;
    imgproc::create_hanning_window(&mut hann, size, CV_32F)?;
    core::multiply_def(&inside, &hann, &mut window)?;
    Ok(window)
}

/// Softness of the boxes' edges as a part of the thumbnail's width: 3 px of 160.
const FADE: f64 = 0.02;

/// A picture less its weighted mean, times the weights.
fn windowed(gray: &Mat, window: &Mat) -> Result<Mat, VideoError> {
    let weight = core::sum_elems(window)?[0];
    let mean = if weight > 0.0 { gray.dot(window)? / weight } else { 0.0 };
    let (mut centred, mut weighted) = (Mat::default(), Mat::default());
    gray.convert_to(&mut centred, CV_32F, 1.0, -mean)?;
    core::multiply_def(&centred, window, &mut weighted)?;
    Ok(weighted)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: FrameSize = FrameSize { width: 360, height: 640 };
    const RUNNER: ImageBox = ImageBox { min: Point::new(110.0, 120.0), max: Point::new(250.0, 560.0) };

    /// Texture of a room: smooth noise on grids of 64 to 8 px, coarse ones stronger, as in natural pictures. -1 to 1.
    fn texture(x: f64, y: f64) -> f64 {
        [64.0, 32.0, 16.0, 8.0].iter().map(|cell| noise(x / cell, y / cell) * cell).sum::<f64>() / 120.0
    }

    /// Bilinear noise on a grid of unit cells.
    fn noise(x: f64, y: f64) -> f64 {
        let (u, v) = (x - x.floor(), y - y.floor());
        let corner = |dx: f64, dy: f64| hash(x.floor() + dx, y.floor() + dy);
        let top = corner(0.0, 0.0) * (1.0 - u) + corner(1.0, 0.0) * u;
        let bottom = corner(0.0, 1.0) * (1.0 - u) + corner(1.0, 1.0) * u;
        top * (1.0 - v) + bottom * v
    }

    /// A value from -1 to 1 that looks random, for each grid point.
    fn hash(x: f64, y: f64) -> f64 {
        let mixed = (x as i64 as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
            ^ (y as i64 as u64).wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
        let mixed = (mixed ^ (mixed >> 31)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        ((mixed >> 40) as f64 / f64::from(1 << 24)) * 2.0 - 1.0
    }

    /// A textured room seen from `pan`, and in it a body whose own texture stands at `runner`.
    fn scene(pan: (f64, f64), runner: Option<f64>) -> Thumbnail {
        let mut bytes = Vec::with_capacity(360 * 640 * 3);
        for (y, x) in (0..640).flat_map(|y| (0..360).map(move |x| (f64::from(y), f64::from(x)))) {
            let body = x > RUNNER.min.x && x < RUNNER.max.x && y > RUNNER.min.y && y < RUNNER.max.y;
            let value = match runner {
                Some(place) if body => texture(2.0 * (x - place), 1.7 * y),
                _ => texture(x + pan.0, y + pan.1),
            };
            bytes.extend([(127.0 + 110.0 * value) as u8; 3]);
        }
        let frame = Frame::from_rgb(SIZE, &bytes, 0, Seconds(0.0)).expect("sizes fit");
        frame.gray_thumbnail(90).expect("thumbnail")
    }

    /// Half a thumbnail pixel, in pixels of the frame: 4 to 1 here.
    const HALF: f64 = 2.0;

    #[test]
    fn a_pan_is_measured_within_half_a_thumbnail_pixel() {
        for pan in [(12.0, 0.0), (-30.0, 9.0), (5.0, -14.0)] {
            let shift = shift_between(&scene((0.0, 0.0), None), &scene(pan, None), &[]).expect("measures");
            let miss = (shift.right.0 + pan.0).hypot(shift.down.0 + pan.1);
            assert!(miss <= HALF, "pan {pan:?} read as {shift:?}");
        }
    }

    #[test]
    fn a_pan_is_measured_beside_a_runner_who_keeps_his_place() {
        let (before, after) = (scene((0.0, 0.0), Some(0.0)), scene((16.0, 0.0), Some(0.0)));
        let shift = shift_between(&before, &after, &[RUNNER]).expect("measures");
        assert!((shift.right.0 + 16.0).hypot(shift.down.0) <= HALF, "{shift:?}");
    }

    #[test]
    fn a_still_camera_with_a_moving_runner_reads_zero() {
        let (before, after) = (scene((0.0, 0.0), Some(0.0)), scene((0.0, 0.0), Some(25.0)));
        let shift = shift_between(&before, &after, &[RUNNER]).expect("measures");
        assert!(shift.length().0 <= 0.2, "{shift:?}");
        assert!(shift.response > 0.5, "{shift:?}");
    }

    #[test]
    fn a_cut_to_another_picture_has_no_response() {
        let (before, after) = (scene((0.0, 0.0), None), scene((5000.0, 7000.0), None));
        let shift = shift_between(&before, &after, &[]).expect("measures");
        assert!(shift.response < 0.3, "{shift:?}");
    }

    #[test]
    fn thumbnails_of_different_sizes_are_refused() {
        let frame =
            Frame::from_rgb(FrameSize { width: 8, height: 8 }, &[0; 192], 0, Seconds(0.0)).expect("fits");
        let (a, b) = (frame.gray_thumbnail(8).expect("a"), frame.gray_thumbnail(4).expect("b"));
        assert!(shift_between(&a, &b, &[]).is_err());
        assert_eq!(b.values().expect("values").dim(), (4, 4));
    }
}

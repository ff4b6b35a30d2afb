//! A rotated square of the frame, sampled into the tensor of a network.

use super::{Frame, VideoError};
use crate::body::{FrameSize, Point};
use crate::units::{Angle, Pixels};
use opencv::core::{BORDER_CONSTANT, BORDER_REPLICATE, CV_32F, Mat, Scalar, Size};
use opencv::imgproc::{
    COLOR_BGR2RGB, INTER_AREA, INTER_LINEAR, WARP_INVERSE_MAP, cvt_color_def, resize, warp_perspective,
};
use opencv::prelude::*;

/// A square of the image, possibly turned and possibly reaching beyond the frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Region {
    /// Middle of the square in the image frame.
    pub centre: Point,
    /// Length of a side.
    pub side: Pixels,
    /// Turn of the square, positive clockwise on the screen: at +90 degrees the square's top edge lies on the right.
    pub rotation: Angle,
    /// Whether the square is seen in a mirror: its left edge is where its right edge would be.
    pub mirrored: bool,
}

impl Region {
    /// The smallest upright square with the whole frame in it, centred: the letterbox of the detector.
    pub fn letterbox(size: FrameSize) -> Self {
        let side = Pixels(f64::from(size.width.max(size.height)));
        Self { centre: size.centre(), side, rotation: Angle::ZERO, mirrored: false }
    }

    /// The same square, mirrored or not.
    pub const fn with_mirror(self, mirrored: bool) -> Self {
        Self { mirrored, ..self }
    }

    /// The square that shows of a frame, in a mirror, what this one shows of the frame's mirror image: the same pixels.
    pub fn in_mirror(self, size: FrameSize) -> Self {
        // Whole coordinates are the middles of pixels, so the last column is one less than the width from the first.
        let across = f64::from(size.width) - 1.0 - self.centre.x;
        Self {
            centre: Point::new(across, self.centre.y),
            rotation: -self.rotation,
            mirrored: !self.mirrored,
            ..self
        }
    }

    /// The image point at `u`, `v` of the square: (0, 0) is its top left corner before turning, (1, 1) its bottom right;
    /// `u` runs from right to left in a mirror.
    pub fn to_image(&self, u: f64, v: f64) -> Point {
        let (sin, cos) = self.rotation.radians().sin_cos();
        let (x, y) = (self.hand() * (u - 0.5) * self.side.0, (v - 0.5) * self.side.0);
        Point::new(self.centre.x + cos * x - sin * y, self.centre.y + sin * x + cos * y)
    }

    const fn hand(&self) -> f64 {
        if self.mirrored { -1.0 } else { 1.0 }
    }

    /// Row-major 3x3 matrix from output pixels to image pixels. The corners of the square go to the coordinates 0 and
    /// `out_size`, not to pixel centres: MediaPipe's convention, kept because its networks were trained with it.
    fn image_from_output(&self, out_size: usize) -> [[f64; 3]; 3] {
        let scale = self.side.0 / out_size as f64;
        let (sin, cos) = self.rotation.radians().sin_cos();
        let origin = self.to_image(0.0, 0.0);
        let across = self.hand() * scale;
        [[cos * across, -sin * scale, origin.x], [sin * across, cos * scale, origin.y], [0.0, 0.0, 1.0]]
    }
}

/// What lies outside the frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Border {
    /// Black, as the detector was trained.
    Black,
    /// The nearest pixel of the frame, as the landmarker was trained (black would cost a median of 0.5 px).
    Replicate,
}

/// How a network wants its colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PixelRange {
    /// 0 to 1: BlazePose landmarker.
    ZeroToOne,
    /// -1 to 1: BlazePose detector. Black, also outside the frame, is -1.
    MinusOneToOne,
}

impl PixelRange {
    /// Factor and offset that take a colour step of 0 to 255 into the range.
    const fn scaling(self) -> (f64, f64) {
        match self {
            Self::ZeroToOne => (1.0 / 255.0, 0.0),
            Self::MinusOneToOne => (2.0 / 255.0, -1.0),
        }
    }
}

impl Frame {
    /// Samples a region bilinearly into `out`: `out_size` rows of `out_size` pixels of red, green, blue
    /// (the NHWC layout with N = 1). `border` says what lies outside the frame.
    ///
    /// As in MediaPipe, colours are rounded to 8 bits after sampling, so that values agree with it. Measured for 256x256
    /// out of 1000x1000 on one core with Debian's OpenCV 4.6: 0.6 ms, or 1.6 ms if the frame is in no cache. An affine
    /// warp would take 0.2 ms less, but rounds otherwise than MediaPipe's perspective one.
    ///
    /// # Errors
    /// [`VideoError::Mismatch`] unless `out` holds `out_size * out_size * 3` values.
    pub fn warp_rgb_f32(
        &self,
        region: &Region,
        out_size: usize,
        range: PixelRange,
        border: Border,
        out: &mut [f32],
    ) -> Result<(), VideoError> {
        self.rgb_f32(region, (out_size, 1), range, border, out)
    }

    /// As [`Frame::warp_rgb_f32`], but averages where several pixels of the frame fall on one of the output, so that nothing aliases.
    ///
    /// # Errors
    /// [`VideoError::Mismatch`] unless `out` holds `out_size * out_size * 3` values.
    pub fn averaged_rgb_f32(
        &self,
        region: &Region,
        out_size: usize,
        range: PixelRange,
        border: Border,
        out: &mut [f32],
    ) -> Result<(), VideoError> {
        // Bilinear sampling uses every pixel up to a factor of about 1.5.
        let finer = (region.side.0 / (1.5 * out_size as f64)).ceil().clamp(1.0, MOST_AVERAGED) as usize;
        self.rgb_f32(region, (out_size, finer), range, border, out)
    }

    /// Samples `out_size` x `finer` pixels a side and averages `finer` by `finer` of them.
    fn rgb_f32(
        &self,
        region: &Region,
        (out_size, finer): (usize, usize),
        range: PixelRange,
        border: Border,
        out: &mut [f32],
    ) -> Result<(), VideoError> {
        let expected = out_size * out_size * 3;
        if out.len() != expected {
            return Err(VideoError::Mismatch {
                what: "values of a sampled region",
                expected,
                got: out.len(),
            });
        }
        let mut rgb = Mat::default();
        cvt_color_def(&self.warp_bgr(region, out_size * finer, border)?, &mut rgb, COLOR_BGR2RGB)?;
        let (factor, offset) = range.scaling();
        if finer == 1 {
            // One row of single values on both sides: OpenCV then fills `out` in place.
            rgb.reshape(1, 1)?.convert_to(&mut Mat::from_slice_mut(out)?, CV_32F, factor, offset)?;
            return Ok(());
        }
        let (mut fine, mut averaged) = (Mat::default(), Mat::default());
        rgb.convert_to(&mut fine, CV_32F, factor, offset)?;
        let share = 1.0 / finer as f64;
        resize(&fine, &mut averaged, Size::default(), share, share, INTER_AREA)?;
        out.copy_from_slice(averaged.reshape(1, 1)?.data_typed::<f32>()?);
        Ok(())
    }

    /// The region as an 8-bit picture of `out_size` squared.
    fn warp_bgr(&self, region: &Region, out_size: usize, border: Border) -> Result<Mat, VideoError> {
        let side = i32::try_from(out_size).map_err(|_| VideoError::Mismatch {
            what: "side of a sampled region",
            expected: 256,
            got: out_size,
        })?;
        let matrix = Mat::from_slice_2d(&region.image_from_output(out_size))?;
        let mut sampled = Mat::default();
        warp_perspective(
            self.mat(),
            &mut sampled,
            &matrix,
            Size::new(side, side),
            INTER_LINEAR | WARP_INVERSE_MAP,
            match border {
                Border::Black => BORDER_CONSTANT,
                Border::Replicate => BORDER_REPLICATE,
            },
            Scalar::all(0.0),
        )?;
        Ok(sampled)
    }
}

/// Most pixels in a row that are averaged into one: enough for a runner who fills a 4K picture.
const MOST_AVERAGED: f64 = 8.0;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Seconds;

    /// Red grows by 4 per column, green by 5 per row, blue is constant.
    fn ramp() -> Frame {
        let size = FrameSize { width: 50, height: 40 };
        let bytes: Vec<u8> =
            (0..40u8).flat_map(|y| (0..50u8).flat_map(move |x| [4 * x, 5 * y, 77])).collect();
        Frame::from_rgb(size, &bytes, 0, Seconds(0.0)).expect("sizes fit")
    }

    fn sample(region: Region, out_size: usize, range: PixelRange) -> Vec<f32> {
        let mut out = vec![f32::NAN; out_size * out_size * 3];
        ramp().warp_rgb_f32(&region, out_size, range, Border::Black, &mut out).expect("warps");
        out
    }

    fn square(x: f64, y: f64, side: f64, degrees: f64) -> Region {
        Region {
            centre: Point::new(x, y),
            side: Pixels(side),
            rotation: Angle::from_degrees(degrees),
            mirrored: false,
        }
    }

    /// Colour steps of output pixel (column, row).
    fn steps(out: &[f32], out_size: usize, column: usize, row: usize) -> [f32; 3] {
        std::array::from_fn(|c| out[(row * out_size + column) * 3 + c] * 255.0)
    }

    fn assert_near(got: [f32; 3], want: [f32; 3]) {
        // Bilinear sampling is exact on a ramp but for OpenCV's 1/32 px positions (0.16 steps at 5 per px) and the
        // rounding to 8 bits (0.5 steps).
        assert!(got.iter().zip(want).all(|(g, w)| (g - w).abs() <= 0.7), "{got:?} is not {want:?}");
    }

    #[test]
    fn averaging_a_ramp_gives_the_ramp_and_stripes_give_their_mean() {
        let mut out = vec![f32::NAN; 4 * 4 * 3];
        let region = square(16.0, 16.0, 24.0, 0.0);
        ramp()
            .averaged_rgb_f32(&region, 4, PixelRange::ZeroToOne, Border::Replicate, &mut out)
            .expect("averages");
        // Output pixel (1, 2) covers columns 10 to 16 and rows 16 to 22; its mean is that of their samples.
        let [red, green, _] = steps(&out, 4, 1, 2);
        assert!((red - 4.0 * 12.25).abs() < 2.5 && (green - 5.0 * 18.25).abs() < 2.5, "{red} {green}");
        let striped: Vec<u8> =
            (0..64).flat_map(|_| (0..64).flat_map(|x| [if x % 2 == 0 { 0 } else { 200 }; 3])).collect();
        let frame =
            Frame::from_rgb(FrameSize { width: 64, height: 64 }, &striped, 0, Seconds(0.0)).expect("fits");
        let region = square(32.0, 32.0, 48.0, 0.0);
        frame
            .averaged_rgb_f32(&region, 4, PixelRange::ZeroToOne, Border::Replicate, &mut out)
            .expect("averages");
        assert!(out.iter().all(|value| (value * 255.0 - 100.0).abs() < 13.0), "{out:?}");
    }

    #[test]
    fn corners_of_the_region_are_corner_coordinates_of_the_output() {
        // Square from (10, 8) to (26, 24), output twice as fine: output (i, j) shows (10 + i/2, 8 + j/2).
        let out = sample(square(18.0, 16.0, 16.0, 0.0), 32, PixelRange::ZeroToOne);
        assert_near(steps(&out, 32, 0, 0), [40.0, 40.0, 77.0]);
        assert_near(steps(&out, 32, 1, 0), [42.0, 40.0, 77.0]);
        assert_near(steps(&out, 32, 31, 31), [4.0 * 25.5, 5.0 * 23.5, 77.0]);
    }

    #[test]
    fn a_positive_rotation_turns_the_region_clockwise_on_the_screen() {
        // Turned by +90 degrees the region's top left corner lies at the top right of the image square, its
        // right-hand direction points down and its downward direction points left.
        let out = sample(square(20.0, 20.0, 10.0, 90.0), 10, PixelRange::ZeroToOne);
        assert_near(steps(&out, 10, 0, 0), [4.0 * 25.0, 5.0 * 15.0, 77.0]);
        assert_near(steps(&out, 10, 4, 0), [4.0 * 25.0, 5.0 * 19.0, 77.0]);
        assert_near(steps(&out, 10, 0, 4), [4.0 * 21.0, 5.0 * 15.0, 77.0]);
    }

    #[test]
    fn sampled_pixels_lie_where_to_image_says() {
        let region = square(24.0, 19.0, 14.0, 23.0);
        let out = sample(region, 28, PixelRange::ZeroToOne);
        for (column, row) in [(0, 0), (27, 3), (9, 20)] {
            let at = region.to_image(column as f64 / 28.0, row as f64 / 28.0);
            assert_near(steps(&out, 28, column, row), [4.0 * at.x as f32, 5.0 * at.y as f32, 77.0]);
        }
    }

    #[test]
    fn a_mirror_exchanges_left_and_right_of_the_turned_square() {
        let region = square(24.0, 19.0, 14.0, 23.0).with_mirror(true);
        let (top_left, plain) = (region.to_image(0.0, 0.0), region.with_mirror(false).to_image(1.0, 0.0));
        assert!(top_left.distance(plain) < 1e-9);
        let out = sample(region, 28, PixelRange::ZeroToOne);
        for (column, row) in [(0, 0), (27, 3), (9, 20)] {
            let at = region.to_image(column as f64 / 28.0, row as f64 / 28.0);
            assert_near(steps(&out, 28, column, row), [4.0 * at.x as f32, 5.0 * at.y as f32, 77.0]);
        }
    }

    #[test]
    fn a_mirrored_frame_in_a_mirror_is_the_frame_itself() {
        let size = FrameSize { width: 50, height: 40 };
        let bytes: Vec<u8> =
            (0..40u8).flat_map(|y| (0..50u8).rev().flat_map(move |x| [4 * x, 5 * y, 77])).collect();
        let mirrored = Frame::from_rgb(size, &bytes, 0, Seconds(0.0)).expect("sizes fit");
        for region in [square(24.0, 19.0, 14.0, 23.0), Region::letterbox(size)] {
            let mut out = vec![f32::NAN; 28 * 28 * 3];
            mirrored
                .warp_rgb_f32(&region.in_mirror(size), 28, PixelRange::ZeroToOne, Border::Black, &mut out)
                .expect("warps");
            assert_eq!(out, sample(region, 28, PixelRange::ZeroToOne));
            let back = region.in_mirror(size).in_mirror(size);
            assert!(back.centre.distance(region.centre) < 1e-9 && !back.mirrored);
        }
    }

    #[test]
    fn outside_the_frame_is_black_in_either_range() {
        let beyond = square(-30.0, 20.0, 20.0, 0.0);
        assert!(sample(beyond, 8, PixelRange::ZeroToOne).iter().all(|&v| v == 0.0));
        assert!(sample(beyond, 8, PixelRange::MinusOneToOne).iter().all(|&v| v == -1.0));
    }

    #[test]
    fn the_letterbox_holds_the_frame_between_black_bars() {
        let region = Region::letterbox(FrameSize { width: 50, height: 40 });
        let out = sample(region, 50, PixelRange::ZeroToOne);
        assert_eq!(steps(&out, 50, 25, 2), [0.0; 3]);
        assert_near(steps(&out, 50, 25, 5), [100.0, 0.0, 77.0]);
        assert_near(steps(&out, 50, 49, 44), [196.0, 195.0, 77.0]);
        assert_eq!(steps(&out, 50, 25, 47), [0.0; 3]);
    }

    #[test]
    fn a_buffer_of_the_wrong_length_is_refused() {
        let error = ramp().warp_rgb_f32(
            &square(9.0, 9.0, 9.0, 0.0),
            8,
            PixelRange::ZeroToOne,
            Border::Black,
            &mut [0.0; 8],
        );
        assert!(matches!(error, Err(VideoError::Mismatch { expected: 192, got: 8, .. })));
    }
}

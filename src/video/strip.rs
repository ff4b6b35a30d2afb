//! A band of the picture along a line, in its own coordinates.

use super::{Frame, VideoError};
use crate::body::Point;
use ndarray::Array2;
use opencv::core::{BORDER_REPLICATE, CV_32F, Mat, Scalar, Size};
use opencv::imgproc::{
    COLOR_BGR2GRAY, INTER_LINEAR, WARP_INVERSE_MAP, cvt_color_def, gaussian_blur, warp_affine,
};
use opencv::prelude::*;

/// Where a band lies and how finely it is sampled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StripShape {
    /// Where its first row crosses the line, image frame.
    pub from: Point,
    /// Where its last row crosses the line.
    pub to: Point,
    /// How far it reaches to either side of the line, pixels.
    pub reach: f64,
    /// Number of rows, at least 2.
    pub rows: usize,
    /// Distance of its samples across the line, pixels.
    pub step: f64,
}

impl StripShape {
    /// Samples of a row; the middle one lies on the line.
    pub fn columns(&self) -> usize {
        2 * (self.reach / self.step).round().max(1.0) as usize + 1
    }

    /// Row-major 2x3 matrix from column and row to image pixels. Columns go to the right of who walks the line with y down.
    fn image_from_strip(&self) -> [[f64; 3]; 2] {
        let length = self.from.distance(self.to);
        let (x, y) = ((self.to.x - self.from.x) / length, (self.to.y - self.from.y) / length);
        let along = length / (self.rows - 1) as f64;
        let first = (self.columns() - 1) as f64 / 2.0 * self.step;
        [
            [-y * self.step, x * along, self.from.x + y * first],
            [x * self.step, y * along, self.from.y - x * first],
        ]
    }
}

/// Brightness of a band, 0 to 255: a row for each place along its line, the samples of a row across it.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    /// As the picture has it.
    pub sharp: Array2<f64>,
    /// The same, smoothed to find what is in it.
    pub soft: Array2<f64>,
    /// Distance of the samples of a row, pixels.
    pub step: f64,
}

impl Frame {
    /// Samples a band bilinearly; its soft copy is smoothed by `softness` pixels (one standard deviation) across and `rows` rows along.
    /// Beyond the picture its nearest pixel goes on.
    ///
    /// # Errors
    /// [`VideoError::Mismatch`] for a band without length or with fewer than two rows; [`VideoError::Backend`] if OpenCV fails.
    pub fn strip(&self, shape: &StripShape, softness: f64, rows: f64) -> Result<Strip, VideoError> {
        let length = shape.from.distance(shape.to);
        if shape.rows < 2 || !(length.is_finite() && length > 0.0 && shape.step > 0.0 && shape.reach > 0.0) {
            return Err(VideoError::Mismatch { what: "rows of a band", expected: 2, got: shape.rows.min(1) });
        }
        let matrix = Mat::from_slice_2d(&shape.image_from_strip())?;
        // Both fit: a band is a few hundred samples wide.
        let size = Size::new(shape.columns() as i32, shape.rows as i32);
        let (mut colours, mut gray, mut soft) = (Mat::default(), Mat::default(), Mat::default());
        let mode = INTER_LINEAR | WARP_INVERSE_MAP;
        warp_affine(self.mat(), &mut colours, &matrix, size, mode, BORDER_REPLICATE, Scalar::default())?;
        let mut bytes = Mat::default();
        cvt_color_def(&colours, &mut bytes, COLOR_BGR2GRAY)?;
        bytes.convert_to_def(&mut gray, CV_32F)?;
        gaussian_blur(&gray, &mut soft, Size::default(), softness / shape.step, rows, BORDER_REPLICATE)?;
        Ok(Strip { sharp: values(&gray, size)?, soft: values(&soft, size)?, step: shape.step })
    }
}

fn values(mat: &Mat, size: Size) -> Result<Array2<f64>, VideoError> {
    let data: Vec<f64> = mat.data_typed::<f32>()?.iter().map(|&value| f64::from(value)).collect();
    let shape = (size.height.unsigned_abs() as usize, size.width.unsigned_abs() as usize);
    let got = data.len();
    Array2::from_shape_vec(shape, data).map_err(|_| VideoError::Mismatch {
        what: "samples of a band",
        expected: shape.0 * shape.1,
        got,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::FrameSize;
    use crate::units::Seconds;

    /// Brightness grows by 2 a pixel to the right.
    fn ramp() -> Frame {
        let size = FrameSize { width: 100, height: 60 };
        let bytes: Vec<u8> = (0..60).flat_map(|_| (0..100u8).flat_map(|x| [2 * x; 3])).collect();
        Frame::from_rgb(size, &bytes, 0, Seconds(0.0)).expect("sizes fit")
    }

    #[test]
    fn a_band_down_the_picture_has_its_right_on_the_left() {
        let shape = StripShape {
            from: Point::new(50.0, 10.0),
            to: Point::new(50.0, 40.0),
            reach: 8.0,
            rows: 4,
            step: 0.5,
        };
        let strip = ramp().strip(&shape, 1.0, 1.0).expect("a band");
        assert_eq!(strip.sharp.dim(), (4, 33));
        for row in strip.sharp.rows() {
            // Who walks down sees the picture's left on the right hand.
            assert!((row[0] - 116.0).abs() <= 1.0 && (row[16] - 100.0).abs() <= 1.0, "{row}");
            assert!((row[32] - 84.0).abs() <= 1.0, "{row}");
        }
    }

    #[test]
    fn a_band_without_length_is_refused() {
        let at = Point::new(5.0, 5.0);
        let shape = StripShape { from: at, to: at, reach: 8.0, rows: 4, step: 0.5 };
        assert!(ramp().strip(&shape, 1.0, 1.0).is_err());
    }
}

//! Drawing on a frame.

use super::{Frame, VideoError};
use crate::body::Point;
use opencv::core::{Point as CvPoint, Scalar};
use opencv::imgproc::{self, FILLED, FONT_HERSHEY_SIMPLEX, LINE_AA};
use opencv::prelude::*;

/// A colour by its red, green and blue, 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// White.
    pub const WHITE: Self = Self(255, 255, 255);
    /// Black.
    pub const BLACK: Self = Self(0, 0, 0);

    fn scalar(self) -> Scalar {
        Scalar::new(f64::from(self.2), f64::from(self.1), f64::from(self.0), 0.0)
    }
}

/// Draws on a frame. Positions and lengths are pixels of the image frame, with fractions; whatever lies beyond the
/// edge is clipped, and a shape with a coordinate that is not a finite number is left out.
pub struct Canvas<'a> {
    frame: &'a mut Frame,
}

/// Fractional bits of the positions that OpenCV takes: sixteenths of a pixel.
const SHIFT: i32 = 4;

/// Coordinates farther out than this are pulled in, so that they fit OpenCV's integers: 65,536 px is beyond any frame.
const FAR: f64 = 65_536.0;

impl<'a> Canvas<'a> {
    /// Starts drawing on a frame.
    pub const fn new(frame: &'a mut Frame) -> Self {
        Self { frame }
    }

    /// Width of the picture and its rows of blue, green, red.
    pub(super) fn pixels(&mut self) -> Result<(usize, &mut [u8]), VideoError> {
        let width = self.frame.size().width as usize;
        Ok((width, self.frame.mat_mut().data_bytes_mut()?))
    }

    /// An antialiased line.
    ///
    /// # Errors
    /// [`VideoError::Backend`] if OpenCV fails.
    pub fn line(&mut self, from: Point, to: Point, colour: Rgb, width: f64) -> Result<(), VideoError> {
        if let (Some(from), Some(to)) = (fixed(from), fixed(to)) {
            imgproc::line(
                self.frame.mat_mut(),
                from,
                to,
                colour.scalar(),
                whole_width(width),
                LINE_AA,
                SHIFT,
            )?;
        }
        Ok(())
    }

    /// An antialiased ring.
    ///
    /// # Errors
    /// [`VideoError::Backend`] if OpenCV fails.
    pub fn circle(&mut self, centre: Point, radius: f64, colour: Rgb, width: f64) -> Result<(), VideoError> {
        self.round(centre, radius, colour, whole_width(width))
    }

    /// An antialiased filled circle.
    ///
    /// # Errors
    /// [`VideoError::Backend`] if OpenCV fails.
    pub fn disc(&mut self, centre: Point, radius: f64, colour: Rgb) -> Result<(), VideoError> {
        self.round(centre, radius, colour, FILLED)
    }

    fn round(&mut self, centre: Point, radius: f64, colour: Rgb, width: i32) -> Result<(), VideoError> {
        let edge = fixed(Point::new(radius, 0.0)).filter(|edge| edge.x >= 0);
        if let (Some(centre), Some(edge)) = (fixed(centre), edge) {
            imgproc::circle(self.frame.mat_mut(), centre, edge.x, colour.scalar(), width, LINE_AA, SHIFT)?;
        }
        Ok(())
    }

    /// A filled rectangle, mixed with the picture: `opacity` 1 hides it, 0 leaves it. Edges fall on whole pixels.
    ///
    /// # Errors
    /// [`VideoError::Backend`] if OpenCV fails.
    pub fn filled_rectangle(
        &mut self,
        top_left: Point,
        bottom_right: Point,
        colour: Rgb,
        opacity: f64,
    ) -> Result<(), VideoError> {
        let size = self.frame.size();
        let columns = pixel_range(top_left.x, bottom_right.x, size.width);
        let rows = pixel_range(top_left.y, bottom_right.y, size.height);
        let mixed = [colour.2, colour.1, colour.0].map(|over| mixing_table(over, opacity));
        let stride = size.width as usize * 3;
        let pixels = self.frame.mat_mut().data_bytes_mut()?;
        for row in pixels.chunks_exact_mut(stride).take(rows.end).skip(rows.start) {
            for bgr in row[columns.start * 3..columns.end * 3].chunks_exact_mut(3) {
                for (channel, table) in bgr.iter_mut().zip(&mixed) {
                    *channel = table[usize::from(*channel)];
                }
            }
        }
        Ok(())
    }

    /// A line of text with its baseline's left end at `at` and digits `height` pixels high. The font has the printable
    /// ASCII characters only; any other is drawn as `?`.
    ///
    /// # Errors
    /// [`VideoError::Backend`] if OpenCV fails.
    pub fn text(&mut self, at: Point, text: &str, height: f64, colour: Rgb) -> Result<(), VideoError> {
        let (Some(_), true) = (fixed(at), height > 0.0) else { return Ok(()) };
        let (scale, width) = font(height);
        let at = CvPoint::new(whole(at.x), whole(at.y));
        let picture = self.frame.mat_mut();
        imgproc::put_text(
            picture,
            text,
            at,
            FONT_HERSHEY_SIMPLEX,
            scale,
            colour.scalar(),
            width,
            LINE_AA,
            false,
        )?;
        Ok(())
    }

    /// How many pixels wide a line of text of that height becomes.
    ///
    /// # Errors
    /// [`VideoError::Backend`] if OpenCV fails.
    pub fn text_width(text: &str, height: f64) -> Result<f64, VideoError> {
        let (scale, width) = font(height);
        let size = imgproc::get_text_size(text, FONT_HERSHEY_SIMPLEX, scale, width, &mut 0)?;
        Ok(f64::from(size.width))
    }
}

/// What each value of a channel becomes under a colour.
fn mixing_table(over: u8, opacity: f64) -> [u8; 256] {
    let opacity = opacity.clamp(0.0, 1.0);
    std::array::from_fn(|below| {
        let below = below as f64;
        (below + (f64::from(over) - below) * opacity).round() as u8
    })
}

/// Height of the digits of Hershey's simplex font in its own units, without the stroke.
const DIGIT_UNITS: f64 = 21.0;

/// Scale and stroke width of the font for digits of a height. Strokes of an eighth of the height read well on video.
fn font(height: f64) -> (f64, i32) {
    let width = whole_width(height / 8.0);
    ((height - f64::from(width)).max(1.0) / DIGIT_UNITS, width)
}

/// A position in OpenCV's sixteenths; `None` if it is no place.
fn fixed(point: Point) -> Option<CvPoint> {
    let sixteenths = |v: f64| (v.clamp(-FAR, FAR) * f64::from(1 << SHIFT)).round() as i32;
    (point.x.is_finite() && point.y.is_finite())
        .then(|| CvPoint::new(sixteenths(point.x), sixteenths(point.y)))
}

/// A coordinate in whole pixels.
fn whole(v: f64) -> i32 {
    v.clamp(-FAR, FAR).round() as i32
}

/// OpenCV draws strokes of whole pixels, from 1 to 255.
fn whole_width(width: f64) -> i32 {
    width.round().clamp(1.0, 255.0) as i32
}

/// The pixels whose centres lie from `low` to before `high`, inside the picture. Not-a-number gives none.
fn pixel_range(low: f64, high: f64, length: u32) -> std::ops::Range<usize> {
    let pixel = |v: f64| v.ceil().clamp(0.0, f64::from(length)) as usize;
    let (start, end) = (pixel(low), pixel(high));
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::FrameSize;
    use crate::units::Seconds;

    const SIZE: FrameSize = FrameSize { width: 64, height: 48 };
    const RED: Rgb = Rgb(255, 0, 0);

    fn black() -> Frame {
        Frame::from_rgb(SIZE, &[0; 64 * 48 * 3], 0, Seconds(0.0)).expect("sizes fit")
    }

    fn pixel(frame: &Frame, x: usize, y: usize) -> [u8; 3] {
        let at = (y * 64 + x) * 3;
        frame.rgb_bytes().expect("bytes")[at..at + 3].try_into().expect("three")
    }

    #[test]
    fn lines_and_discs_are_drawn_where_asked_and_in_rgb() {
        let mut frame = black();
        let mut canvas = Canvas::new(&mut frame);
        canvas.line(Point::new(5.0, 10.0), Point::new(50.0, 10.0), RED, 3.0).expect("draws");
        canvas.disc(Point::new(30.0, 35.0), 5.0, Rgb(0, 0, 255)).expect("draws");
        assert_eq!(pixel(&frame, 20, 10), [255, 0, 0]);
        assert_eq!(pixel(&frame, 20, 14), [0, 0, 0]);
        assert_eq!(pixel(&frame, 33, 35), [0, 0, 255]);
        assert_eq!(pixel(&frame, 37, 35), [0, 0, 0]);
    }

    #[test]
    fn a_ring_leaves_its_inside() {
        let mut frame = black();
        Canvas::new(&mut frame).circle(Point::new(30.0, 24.0), 10.0, RED, 2.0).expect("draws");
        assert_eq!(pixel(&frame, 30, 24), [0, 0, 0]);
        assert!(pixel(&frame, 40, 24)[0] > 200);
    }

    #[test]
    fn a_translucent_rectangle_mixes_and_is_clipped() {
        let mut frame = black();
        let (from, to) = (Point::new(60.0, -9.0), Point::new(99.0, 2.0));
        Canvas::new(&mut frame).filled_rectangle(from, to, Rgb(200, 100, 0), 0.5).expect("draws");
        assert_eq!(pixel(&frame, 63, 1), [100, 50, 0]);
        assert_eq!(pixel(&frame, 59, 1), [0, 0, 0]);
        assert_eq!(pixel(&frame, 63, 2), [0, 0, 0]);
    }

    #[test]
    fn shapes_beyond_the_edge_or_at_no_place_change_nothing() {
        let mut frame = black();
        let mut canvas = Canvas::new(&mut frame);
        let (far, nowhere) = (Point::new(-1e12, 1e12), Point::new(f64::NAN, 3.0));
        canvas.line(Point::new(-5e9, -9.0), Point::new(5e9, -9.0), RED, 2.0).expect("clips");
        canvas.disc(far, 3.0, RED).expect("clips");
        canvas.line(nowhere, Point::new(9.0, 9.0), RED, 1.0).expect("leaves out");
        canvas.circle(Point::new(9.0, 9.0), -4.0, RED, 1.0).expect("leaves out");
        canvas.filled_rectangle(nowhere, nowhere, RED, 1.0).expect("leaves out");
        canvas.text(Point::new(500.0, 20.0), "off", 9.0, RED).expect("clips");
        assert!(frame.rgb_bytes().expect("bytes").iter().all(|&b| b == 0));
    }

    #[test]
    fn digits_have_the_height_asked_for() {
        let mut frame = black();
        Canvas::new(&mut frame).text(Point::new(4.0, 40.0), "80", 20.0, Rgb::WHITE).expect("draws");
        let lit = |y: usize| (0..64).any(|x| pixel(&frame, x, y)[0] > 60);
        let (top, bottom) = ((0..48).find(|&y| lit(y)), (0..48).rfind(|&y| lit(y)));
        let (Some(top), Some(bottom)) = (top, bottom) else { panic!("no text") };
        // Antialiasing adds a fringe of at most a pixel at either end.
        assert!((bottom + 1 - top).abs_diff(20) <= 2, "digits from row {top} to {bottom}");
        assert!((Canvas::text_width("80", 20.0).expect("measures") - 36.0).abs() < 8.0);
    }
}

//! Straight edges of what stands still in the picture, by the line segment detector of Grompone von Gioi et al. 2012 (LSD).

use super::frame::cv_size;
use super::motion::ImageBox;
use super::{Frame, VideoError};
use crate::body::{ImageLine, Point};
use opencv::core::{Mat, Size, Vec4f, Vector, no_array};
use opencv::imgproc::{self, COLOR_BGR2GRAY, INTER_AREA};
use opencv::prelude::*;

/// Longer side of the picture in which edges are sought: at the 1280 of a 720p clip, compression leaves the edges of door
/// frames and shelves whole, and a larger picture only costs time (it grows with the area).
const LONGEST_SIDE: u32 = 1280;

impl Frame {
    /// Edges that are at least `shortest` pixels long and have neither end nor middle inside `hidden`, the box of whoever moves.
    ///
    /// # Errors
    /// [`VideoError::Backend`] if OpenCV fails.
    pub fn straight_lines(&self, shortest: f64, hidden: ImageBox) -> Result<Vec<ImageLine>, VideoError> {
        let (gray, scale) = self.gray_at_most(LONGEST_SIDE)?;
        let mut found: Vector<Vec4f> = Vector::new();
        let mut detector = imgproc::create_line_segment_detector_def()?;
        detector.detect(&gray, &mut found, &mut no_array(), &mut no_array(), &mut no_array())?;
        // The middle of the first pixel lies at 0, whatever the size of a pixel.
        let place = |at: f32| (f64::from(at) + 0.5) * scale - 0.5;
        let line = |ends: Vec4f| ImageLine {
            from: Point::new(place(ends[0]), place(ends[1])),
            to: Point::new(place(ends[2]), place(ends[3])),
        };
        let is_hidden = |p: Point| {
            hidden.min.x <= p.x && p.x <= hidden.max.x && hidden.min.y <= p.y && p.y <= hidden.max.y
        };
        let counts = |line: &ImageLine| {
            line.length() >= shortest && ![line.from, line.middle(), line.to].into_iter().any(is_hidden)
        };
        Ok(found.iter().map(line).filter(counts).collect())
    }

    /// The grey picture, made smaller where its longer side exceeds `most`, and how many pixels make one of its own.
    fn gray_at_most(&self, most: u32) -> Result<(Mat, f64), VideoError> {
        let mut gray = Mat::default();
        imgproc::cvt_color_def(self.mat(), &mut gray, COLOR_BGR2GRAY)?;
        let own = cv_size(self.size())?;
        let longest = f64::from(own.width.max(own.height));
        let scale = longest / f64::from(most);
        if scale <= 1.0 {
            return Ok((gray, 1.0));
        }
        let side = |length: i32| (f64::from(length) / scale).round().max(1.0) as i32;
        let mut small = Mat::default();
        let size = Size::new(side(own.width), side(own.height));
        imgproc::resize(&gray, &mut small, size, 0.0, 0.0, INTER_AREA)?;
        Ok((small, scale))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::FrameSize;
    use crate::units::Seconds;

    const SIZE: FrameSize = FrameSize { width: 320, height: 240 };
    const NOBODY: ImageBox = ImageBox { min: Point::new(-2.0, -2.0), max: Point::new(-1.0, -1.0) };

    /// White to the right of the line from the middle of the top edge, `slope` pixels to the right per pixel down.
    fn edge(slope: f64) -> Frame {
        let bytes: Vec<u8> = (0..240)
            .flat_map(|y| (0..320).map(move |x| f64::from(x) - (160.0 + slope * f64::from(y))))
            .flat_map(|beyond| [(255.0 * (beyond + 0.5).clamp(0.0, 1.0)) as u8; 3])
            .collect();
        Frame::from_rgb(SIZE, &bytes, 0, Seconds(0.0)).expect("sizes fit")
    }

    #[test]
    fn an_edge_is_found_where_it_is_drawn() {
        let lines = edge(0.1).straight_lines(150.0, NOBODY).expect("lines");
        assert_eq!(lines.len(), 1, "{lines:?}");
        let ImageLine { from, to } = lines[0];
        assert!(((to.x - from.x) / (to.y - from.y) - 0.1).abs() < 0.005, "{lines:?}");
        let middle = lines[0].middle();
        assert!((middle.x - (160.0 + 0.1 * middle.y)).abs() < 1.0, "{lines:?}");
    }

    #[test]
    fn what_lies_behind_the_runner_or_is_short_does_not_count() {
        let runner = ImageBox { min: Point::new(150.0, 100.0), max: Point::new(190.0, 140.0) };
        assert_eq!(edge(0.1).straight_lines(150.0, runner).expect("lines"), []);
        assert_eq!(edge(0.1).straight_lines(300.0, NOBODY).expect("lines"), []);
    }

    #[test]
    fn a_large_picture_gives_lines_in_its_own_pixels() {
        let large = edge(-0.2).resized(FrameSize { width: 3200, height: 2400 }).expect("resized");
        let lines = large.straight_lines(1500.0, NOBODY).expect("lines");
        let longest = lines.iter().max_by(|a, b| a.length().total_cmp(&b.length())).expect("an edge");
        assert!(longest.length() > 2000.0 && longest.length() < 2600.0, "{longest:?}");
    }
}

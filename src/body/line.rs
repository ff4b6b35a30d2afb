//! Straight edges of what stands still in the picture.

use super::Point;
use serde::{Deserialize, Serialize};

/// A straight edge of something in the picture, in the image frame.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ImageLine {
    /// One end.
    pub from: Point,
    /// The other end.
    pub to: Point,
}

impl ImageLine {
    /// Length in pixels.
    pub fn length(&self) -> f64 {
        self.from.distance(self.to)
    }

    /// The middle.
    pub fn middle(&self) -> Point {
        Point::new(f64::midpoint(self.from.x, self.to.x), f64::midpoint(self.from.y, self.to.y))
    }
}

/// What was seen of the room behind the runner.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Background {
    /// In how many pictures of the clip edges were sought.
    pub pictures: usize,
    /// The edges of all of them together: one that stands still is in it once for each picture.
    pub lines: Vec<ImageLine>,
}

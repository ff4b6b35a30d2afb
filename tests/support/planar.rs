//! Rigid segments seen from the side: where a cluster of markers has moved, and joint centres fixed to it.

use super::mocap::mean;
use runtilt::body::Point;

/// A turn and a shift in the plane.
#[derive(Debug, Clone, Copy)]
pub struct Motion {
    cos: f64,
    sin: f64,
    from: Point,
    to: Point,
}

impl Motion {
    /// The least-squares rigid motion from one set of points to another (Procrustes in the plane).
    pub fn fit(from: &[Point], to: &[Point]) -> Self {
        let (from_mean, to_mean) = (mean(from), mean(to));
        let (mut along, mut across) = (0.0, 0.0);
        for (a, b) in from.iter().zip(to) {
            let (ax, ay) = (a.x - from_mean.x, a.y - from_mean.y);
            let (bx, by) = (b.x - to_mean.x, b.y - to_mean.y);
            along += ax * bx + ay * by;
            across += ax * by - ay * bx;
        }
        let norm = along.hypot(across);
        Self { cos: along / norm, sin: across / norm, from: from_mean, to: to_mean }
    }

    /// Where a point of the segment has gone.
    pub fn apply(&self, point: Point) -> Point {
        let turned = self.turn(point.x - self.from.x, point.y - self.from.y);
        Point::new(self.to.x + turned.x, self.to.y + turned.y)
    }

    /// A direction turned with the segment.
    pub fn turn(&self, x: f64, y: f64) -> Point {
        Point::new(self.cos * x - self.sin * y, self.sin * x + self.cos * y)
    }
}

//! Where the square lies: a function of the hips' and shoulders' middles and of the clip's usual trunk length only.

use glam::DVec2;

/// The square's middle lies this share of the line from the hips' to the shoulders' middle above the hips.
pub const UP: f64 = 0.35;
/// Its side, in lengths of that line.
pub const SIDE: f64 = 1.7;
/// Stills show this much more than the network sees, so that training can shift, turn and scale them.
pub const MARGIN: f64 = 1.2;

/// A square in the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Square {
    /// Its middle, pixels.
    pub middle: DVec2,
    /// Its side, pixels.
    pub side: f64,
}

impl Square {
    /// From the middles of hips and shoulders (mean of left and right, pixels) and the trunk's usual length in pixels.
    pub fn new(hip: DVec2, shoulder: DVec2, trunk_px: f64) -> Self {
        Self { middle: hip.lerp(shoulder, UP), side: SIDE * trunk_px }
    }

    /// A point of the picture in shares of the square: 0 to 1 to the right and down.
    pub fn share(&self, point: DVec2) -> DVec2 {
        (point - self.middle) / self.side + 0.5
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hips_lie_below_the_middle() {
        // Drawn by hand: upright trunk of 100 px, hips at (200, 300).
        let square = Square::new(DVec2::new(200.0, 300.0), DVec2::new(200.0, 200.0), 100.0);
        assert_eq!(square.middle, DVec2::new(200.0, 265.0));
        assert!((square.share(DVec2::new(200.0, 300.0)).y - (0.5 + 35.0 / 170.0)).abs() < 1e-12);
        assert!((square.share(DVec2::new(115.0, 180.0)) - DVec2::new(0.0, 0.0)).length() < 1e-12);
    }
}

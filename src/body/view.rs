//! How the camera sees the runner, and the conversion between image and body frame.

use super::{Point, Side};
use crate::units::Angle;
use serde::{Deserialize, Serialize};

/// Which way the runner faces in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Facing {
    /// Towards the left edge of the picture.
    Left,
    /// Towards the right edge of the picture.
    Right,
}

impl Facing {
    /// The side of the body that a side-on camera sees: a runner facing image-left shows the left side.
    pub const fn near_side(self) -> Side {
        match self {
            Self::Left => Side::Left,
            Self::Right => Side::Right,
        }
    }

    /// +1 where forward is image-right, -1 where it is image-left.
    pub const fn sign(self) -> f64 {
        match self {
            Self::Left => -1.0,
            Self::Right => 1.0,
        }
    }
}

/// Width and height of the upright frame, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameSize {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

impl FrameSize {
    /// The middle of the frame in image coordinates.
    pub fn centre(self) -> Point {
        Point::new(f64::from(self.width) / 2.0, f64::from(self.height) / 2.0)
    }
}

/// Everything needed to go from the image frame to the body frame and back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    /// Which way the runner faces.
    pub facing: Facing,
    /// Camera roll: the angle of the true horizontal in the image, positive where it falls to the right
    /// (clockwise on the screen). Zero if the camera stood level.
    pub roll: Angle,
    /// Size of the upright frame.
    pub frame_size: FrameSize,
}

impl View {
    /// A place in the image as forward and upward pixels from the image centre.
    pub fn body_from_image(&self, image: Point) -> Point {
        let centre = self.frame_size.centre();
        let (sin, cos) = self.roll.radians().sin_cos();
        let (dx, dy) = (image.x - centre.x, image.y - centre.y);
        Point::new(self.facing.sign() * (dx * cos + dy * sin), dx * sin - dy * cos)
    }

    /// The inverse of [`View::body_from_image`].
    pub fn image_from_body(&self, body: Point) -> Point {
        let centre = self.frame_size.centre();
        let (sin, cos) = self.roll.radians().sin_cos();
        let (level_x, level_y) = (self.facing.sign() * body.x, -body.y);
        Point::new(centre.x + level_x * cos - level_y * sin, centre.y + level_x * sin + level_y * cos)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(facing: Facing, roll_deg: f64) -> View {
        View {
            facing,
            roll: Angle::from_degrees(roll_deg),
            frame_size: FrameSize { width: 200, height: 100 },
        }
    }

    #[test]
    fn forward_is_positive_whichever_way_the_runner_faces() {
        let right_of_centre = Point::new(150.0, 50.0);
        assert_eq!(view(Facing::Right, 0.0).body_from_image(right_of_centre).x, 50.0);
        assert_eq!(view(Facing::Left, 0.0).body_from_image(right_of_centre).x, -50.0);
    }

    #[test]
    fn up_is_positive() {
        assert_eq!(view(Facing::Right, 0.0).body_from_image(Point::new(100.0, 20.0)).y, 30.0);
    }

    #[test]
    fn a_belt_that_falls_to_the_right_becomes_level() {
        let rolled = view(Facing::Right, 5.0);
        let slope = 5.0_f64.to_radians().tan();
        let (a, b) = (Point::new(20.0, 50.0 - 80.0 * slope), Point::new(180.0, 50.0 + 80.0 * slope));
        let (a, b) = (rolled.body_from_image(a), rolled.body_from_image(b));
        assert!((a.y - b.y).abs() < 1e-9);
    }

    #[test]
    fn there_and_back_is_the_same_place() {
        for facing in [Facing::Left, Facing::Right] {
            let view = view(facing, -3.0);
            let back = view.image_from_body(view.body_from_image(Point::new(31.0, 77.0)));
            assert!(back.distance(Point::new(31.0, 77.0)) < 1e-9);
        }
    }
}

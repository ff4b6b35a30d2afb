//! The room behind the runner: edges that may stand upright, for the camera's roll.

use crate::body::{BodyPose, ImageLine, Landmark, Point};
use crate::video::motion::ImageBox;
use crate::video::{Frame, VideoError};

/// Pictures of the clip in which edges are sought. What stands still is in each; several let the runner uncover what stands behind.
pub(super) const PICTURES: usize = 8;
/// Shortest edge that counts, in picture heights: 0.6 pixels of noise at its ends turn an edge of 38 pixels (of 1280) by a degree.
const SHORTEST: f64 = 0.03;
/// Margin round the landmarks of the runner, in their own height: hair, hands and clothes reach beyond them by up to a tenth.
const MARGIN: f64 = 0.15;
/// Edges further from the picture's vertical are dropped at once: floors and brick courses are most of what is found.
const STEEPEST_SLOPE: f64 = 0.4;

/// Edges of the room in one picture, without the runner's own.
pub(super) fn edges(frame: &Frame, runner: &BodyPose) -> Result<Vec<ImageLine>, VideoError> {
    let lines = frame.straight_lines(SHORTEST * f64::from(frame.size().height), around(runner))?;
    let is_steep =
        |line: &ImageLine| (line.to.x - line.from.x).abs() < STEEPEST_SLOPE * (line.to.y - line.from.y).abs();
    Ok(lines.into_iter().filter(is_steep).collect())
}

fn around(runner: &BodyPose) -> ImageBox {
    let places: Vec<Point> = Landmark::all().map(|landmark| runner.get(landmark).image).collect();
    let least = |axis: fn(&Point) -> f64| places.iter().map(axis).fold(f64::INFINITY, f64::min);
    let most = |axis: fn(&Point) -> f64| places.iter().map(axis).fold(f64::NEG_INFINITY, f64::max);
    let (min, max) = (Point::new(least(|p| p.x), least(|p| p.y)), Point::new(most(|p| p.x), most(|p| p.y)));
    let margin = MARGIN * (max.y - min.y);
    ImageBox {
        min: Point::new(min.x - margin, min.y - margin),
        max: Point::new(max.x + margin, max.y + margin),
    }
}

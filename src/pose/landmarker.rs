//! Reading one body out of a crop: the decoding of BlazePose's landmark model.
//!
//! The network sees a 256 x 256 crop and answers with 39 points (33 of the body), a heatmap for each, and whether a
//! person is there at all. Points are refined by the centre of mass of their heatmap, as the model's own graph does.

use super::error::PoseError;
use super::runtime::Session;
use super::sigmoid;
use crate::body::{BodyPose, Landmark, Observation, Part, Point, Side};
use crate::units::Confidence;
use crate::video::{Border, Frame, PixelRange, Region};

/// Side of the square input in pixels.
pub(super) const INPUT: usize = 256;
/// Points of the network and values of each: x, y, z, visibility, presence.
const POINTS: usize = 39;
const VALUES: usize = 5;
/// Side of the heatmaps.
const HEATMAP: usize = 64;
/// Reach of the 9 x 9 cells in which a point is refined, as MediaPipe's Python API has it (its graph file says 7,
/// which is lost on the way: docs/METHODS.md), and the least heat for it.
const REFINE_REACH: isize = 4;
const REFINE_MIN_HEAT: f32 = 0.5;
/// Least presence for a frame to count as showing the runner, from the model's graph.
const MIN_PRESENCE: f32 = 0.5;
/// Outputs in the order of the model without its segmentation branch.
const OUTPUT_POINTS: usize = 0;
const OUTPUT_PRESENCE: usize = 1;
const OUTPUT_HEATMAP: usize = 2;

/// Reads one body out of a region of a frame.
pub trait Landmarker: Send {
    /// The landmarks in image coordinates; `None` where the region shows nobody.
    ///
    /// # Errors
    /// [`PoseError::Inference`] where the network fails.
    fn locate(&mut self, frame: &Frame, region: &Region) -> Result<Option<BodyPose>, PoseError>;
}

/// BlazePose's landmark model (lite, full or heavy).
pub struct BlazeLandmarker {
    session: Session,
}

impl BlazeLandmarker {
    /// A landmarker that runs in the given session.
    pub const fn new(session: Session) -> Self {
        Self { session }
    }

    /// All 33 points of the model with their depth and visibility, in its own order; for conformance tests.
    ///
    /// # Errors
    /// [`PoseError::Inference`] where the network fails.
    pub fn all_points(
        &mut self,
        frame: &Frame,
        region: &Region,
    ) -> Result<Option<Vec<Observation>>, PoseError> {
        self.session.run(|input| {
            Ok(frame.warp_rgb_f32(region, INPUT, PixelRange::ZeroToOne, Border::Replicate, input)?)
        })?;
        if self.session.output(OUTPUT_PRESENCE, |presence| presence[0])? < MIN_PRESENCE {
            return Ok(None);
        }
        let mut points = self.session.output(OUTPUT_POINTS, decode)?;
        self.session.output(OUTPUT_HEATMAP, |heat| refine(&mut points, heat))?;
        Ok(Some(points.iter().map(|point| point.in_image(region)).collect()))
    }
}

impl Landmarker for BlazeLandmarker {
    fn locate(&mut self, frame: &Frame, region: &Region) -> Result<Option<BodyPose>, PoseError> {
        let points = self.all_points(frame, region)?;
        Ok(points.map(|points| {
            let mut landmarks = Landmark::all().map(|landmark| points[blaze_index(landmark)]);
            let pose = BodyPose(std::array::from_fn(|_| landmarks.next().unwrap_or(points[0])));
            // In a mirror the network takes the left for the right.
            if region.mirrored { pose.with_sides_exchanged() } else { pose }
        }))
    }
}

/// The place of a landmark in BlazePose's list of 33 points; right sides follow their left by one.
pub(super) const fn blaze_index(landmark: Landmark) -> usize {
    let left = match landmark.part {
        Part::Ear => 7,
        Part::Shoulder => 11,
        Part::Elbow => 13,
        Part::Wrist => 15,
        Part::Hip => 23,
        Part::Knee => 25,
        Part::Ankle => 27,
        Part::Heel => 29,
        Part::Toe => 31,
    };
    match landmark.side {
        Side::Left => left,
        Side::Right => left + 1,
    }
}

/// A point in shares of the crop.
#[derive(Debug, Clone, Copy, PartialEq)]
struct CropPoint {
    place: Point,
    depth: f64,
    visibility: f32,
}

impl CropPoint {
    fn in_image(&self, region: &Region) -> Observation {
        Observation {
            image: region.to_image(self.place.x, self.place.y),
            depth: self.depth * region.side.0,
            visibility: Confidence::new(self.visibility),
        }
    }
}

fn decode(values: &[f32]) -> Vec<CropPoint> {
    let share = |value: f32| f64::from(value) / INPUT as f64;
    values
        .chunks_exact(VALUES)
        .take(33)
        .map(|v| CropPoint {
            place: Point::new(share(v[0]), share(v[1])),
            depth: share(v[2]),
            visibility: sigmoid(v[3]),
        })
        .collect()
}

/// Moves each point to the centre of mass of its heat in the 9 x 9 cells round it, where there is enough heat.
fn refine(points: &mut [CropPoint], heatmap: &[f32]) {
    let cells = HEATMAP as isize;
    for (index, point) in points.iter_mut().enumerate() {
        let (col, row) = ((point.place.x * cells as f64) as isize, (point.place.y * cells as f64) as isize);
        if !(0..cells).contains(&col) || !(0..cells).contains(&row) {
            continue;
        }
        let reach = |centre: isize| (centre - REFINE_REACH).max(0)..(centre + REFINE_REACH + 1).min(cells);
        let (mut total, mut sum_col, mut sum_row, mut hottest) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
        for row in reach(row) {
            for col in reach(col) {
                let heat = sigmoid(heatmap[(row as usize * HEATMAP + col as usize) * POINTS + index]);
                total += heat;
                hottest = hottest.max(heat);
                sum_col += col as f32 * heat;
                sum_row += row as f32 * heat;
            }
        }
        if hottest >= REFINE_MIN_HEAT && total > 0.0 {
            let share = |sum: f32| f64::from(sum / total) / cells as f64;
            point.place = Point::new(share(sum_col), share(sum_row));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> CropPoint {
        CropPoint { place: Point::new(x, y), depth: 0.0, visibility: 1.0 }
    }

    fn heat_at(col: usize, row: usize, raw: f32) -> Vec<f32> {
        let mut heatmap = vec![-20.0; HEATMAP * HEATMAP * POINTS];
        heatmap[(row * HEATMAP + col) * POINTS] = raw;
        heatmap
    }

    #[test]
    fn a_point_moves_to_its_heat() {
        let mut points = [at(0.5, 0.5)];
        refine(&mut points, &heat_at(33, 31, 10.0));
        assert!((points[0].place.x - 33.0 / 64.0).abs() < 1e-4);
        assert!((points[0].place.y - 31.0 / 64.0).abs() < 1e-4);
    }

    #[test]
    fn a_point_without_heat_stays_where_it_is() {
        let mut points = [at(0.5, 0.5), at(-0.2, 1.4)];
        refine(&mut points, &heat_at(33, 31, -1.0));
        assert_eq!(points, [at(0.5, 0.5), at(-0.2, 1.4)]);
    }

    #[test]
    fn left_and_right_are_neighbours_in_the_models_list() {
        for part in Part::ALL {
            let [left, right] = Side::BOTH.map(|side| blaze_index(Landmark::new(part, side)));
            assert_eq!(left + 1, right);
            assert_eq!(left % 2, 1, "left points have odd numbers");
        }
    }
}

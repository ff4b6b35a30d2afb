//! Landmarks over time in the body frame: what the measuring stages work on.

use super::{Landmark, Part, Point, Side, View};
use crate::series::{Series, TimeAxis};
use std::sync::Arc;

/// One path per landmark in the body frame (x forward, y up, pixels), legs identified and filtered.
/// A sample is `None` where the landmark was not measured and the gap was too long to fill.
#[derive(Debug, Clone, PartialEq)]
pub struct Trajectories {
    time: Arc<TimeAxis>,
    view: View,
    paths: Vec<Series<Point>>,
}

impl Trajectories {
    /// Builds the path of each landmark.
    pub fn from_fn(time: Arc<TimeAxis>, view: View, path: impl FnMut(Landmark) -> Series<Point>) -> Self {
        let paths = Landmark::all().map(path).collect();
        Self { time, view, paths }
    }

    /// The same body with another place for one part, on each side and in each frame.
    pub fn with_part(&self, part: Part, place: impl Fn(Side, usize) -> Option<Point>) -> Self {
        Self::from_fn(Arc::clone(&self.time), self.view, |landmark| {
            if landmark.part == part {
                Series::from_fn(Arc::clone(&self.time), |frame| place(landmark.side, frame))
            } else {
                self.path(landmark.part, landmark.side).clone()
            }
        })
    }

    /// The time axis that all paths share.
    pub fn time(&self) -> &Arc<TimeAxis> {
        &self.time
    }

    /// How the camera saw the runner; converts back to the image.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// The path of one landmark.
    pub fn path(&self, part: Part, side: Side) -> &Series<Point> {
        &self.paths[Landmark::new(part, side).index()]
    }

    /// Where a landmark is in one frame.
    pub fn at(&self, part: Part, side: Side, frame: usize) -> Option<Point> {
        self.path(part, side).at(frame)
    }

    /// The middle between the left and right landmark of a part, where both are known.
    pub fn middle(&self, part: Part, frame: usize) -> Option<Point> {
        let left = self.at(part, Side::Left, frame)?;
        Some(left.midpoint(self.at(part, Side::Right, frame)?))
    }
}

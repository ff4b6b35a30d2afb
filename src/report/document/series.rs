//! Per-frame series: times, angles, landmarks.

use super::names::AngleColumn;
use super::table::{Key, Table};
use crate::body::{Landmark, Side, Trajectories};
use crate::series::Series;
use crate::units::Angle;
use serde::{Deserialize, Serialize};

/// Everything that has a value per frame. All lists are as long as `time_s`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrameSeries {
    /// Frame number in the clip, counted from 0.
    pub frame: Vec<usize>,
    /// Time of each frame from the start of the clip.
    pub time_s: Vec<f64>,
    /// The columns of `angles.csv`; a column that was not measured at all is null.
    pub angles: Table<AngleColumn, AngleSeries>,
    /// Where each landmark was, `[x, y]` in pixels of the upright frame, for drawing.
    pub landmarks_px: Table<Landmark, Vec<Option<[f64; 2]>>>,
}

/// An angle over time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AngleSeries {
    /// What zero degrees means.
    pub zero: Zero,
    /// Degrees, one for each frame.
    pub values: Vec<Option<f64>>,
    /// Standard uncertainty of each of them, degrees. Empty where the angle was never held against the truth, and in results of before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uncertainty_deg: Vec<Option<f64>>,
}

/// What zero degrees means. The two are never mixed in one table, plot or rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Zero {
    /// The vertical or horizontal of the room, or a straight joint.
    Absolute,
    /// This runner's own standing pose.
    RelativeToStanding,
}

impl Zero {
    /// The name that files use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Absolute => "absolute",
            Self::RelativeToStanding => "relative_to_standing",
        }
    }
}

impl AngleSeries {
    /// An absolute angle.
    pub fn absolute(angle: &Series<Angle>) -> Self {
        Self { zero: Zero::Absolute, values: degrees(angle), uncertainty_deg: Vec::new() }
    }

    /// The angle in one frame, degrees.
    pub fn at(&self, row: usize) -> Option<f64> {
        self.values.get(row).copied().flatten()
    }

    /// Its standard uncertainty in one frame, degrees.
    pub fn uncertainty_at(&self, row: usize) -> Option<f64> {
        self.uncertainty_deg.get(row).copied().flatten()
    }
}

impl FrameSeries {
    /// Number of frames.
    pub fn len(&self) -> usize {
        self.time_s.len()
    }

    /// Whether there are no frames.
    pub fn is_empty(&self) -> bool {
        self.time_s.is_empty()
    }

    /// Times and landmarks of the trajectories, with no angle yet. The first frame is `first_frame` of the clip.
    pub fn from_trajectories(trajectories: &Trajectories, first_frame: usize) -> Self {
        let time_s: Vec<f64> = trajectories.time().seconds().iter().map(|&t| rounded(t, 6)).collect();
        Self {
            frame: (first_frame..first_frame + time_s.len()).collect(),
            time_s,
            angles: Table::default(),
            landmarks_px: Table::from_fn(|landmark| Some(image_path(trajectories, landmark))),
        }
    }

    /// The row whose time is nearest to `time_s`; `None` where there are no rows.
    pub fn row_at(&self, time_s: f64) -> Option<usize> {
        let after = self.time_s.partition_point(|&t| t < time_s);
        let nearest = match (after.checked_sub(1), self.time_s.get(after)) {
            (None, _) => 0,
            (Some(before), None) => before,
            (Some(before), Some(next)) if time_s - self.time_s[before] <= next - time_s => before,
            _ => after,
        };
        (!self.is_empty()).then_some(nearest)
    }

    /// The row that belongs to a frame of the clip.
    pub fn row_of_frame(&self, frame: usize) -> Option<usize> {
        self.frame.binary_search(&frame).ok()
    }

    /// An angle of a side in one row, degrees.
    pub fn angle(&self, angle: super::AngleName, side: Side, row: usize) -> Option<f64> {
        self.angles.get(AngleColumn::of(angle, side))?.at(row)
    }

    /// A landmark in one row, pixels of the upright frame.
    pub fn landmark(&self, landmark: Landmark, row: usize) -> Option<[f64; 2]> {
        self.landmarks_px.get(landmark)?.get(row).copied().flatten()
    }

    /// Names the first list whose length is not that of `time_s`.
    pub(super) fn misfit(&self) -> Option<(&'static str, usize)> {
        let angles = self.angles.measured().flat_map(|(key, series)| {
            let uncertainty = Some(&series.uncertainty_deg).filter(|list| !list.is_empty());
            std::iter::once(&series.values).chain(uncertainty).map(move |list| (key.name(), list.len()))
        });
        let landmarks = self.landmarks_px.measured().map(|(key, path)| (Key::name(key), path.len()));
        std::iter::once(("frame", self.frame.len()))
            .chain(angles)
            .chain(landmarks)
            .find(|&(_, len)| len != self.len())
    }
}

fn image_path(trajectories: &Trajectories, landmark: Landmark) -> Vec<Option<[f64; 2]>> {
    let place = |point| {
        let image = trajectories.view().image_from_body(point);
        [rounded(image.x, 2), rounded(image.y, 2)]
    };
    trajectories.path(landmark.part, landmark.side).samples().iter().map(|p| p.map(place)).collect()
}

/// Angles as files hold them: degrees, rounded to 0.001 (far below what any pose model resolves) to keep them small.
pub fn degrees(angle: &Series<Angle>) -> Vec<Option<f64>> {
    angle.samples().iter().map(|sample| sample.map(|a| rounded(a.degrees(), 3))).collect()
}

/// A number with at most `decimals` places, and never a negative zero.
pub fn rounded(value: f64, decimals: i32) -> f64 {
    let scale = 10f64.powi(decimals);
    (value * scale).round() / scale + 0.0
}

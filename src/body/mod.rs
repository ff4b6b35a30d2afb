//! Landmarks, sides, views and axes: the words that every stage shares.
//!
//! Two coordinate frames exist, and `docs/CONVENTIONS.md` draws them:
//! - **image**: pixels of the upright frame, x to the right, y **down**, origin at the top left corner;
//! - **body**: pixels, x **forward** (the way the runner faces), y **up**, camera roll removed, origin at the
//!   image centre. [`View`] converts between the two.

mod line;
mod still;
mod trajectories;
mod view;

pub use line::{Background, ImageLine};
pub use still::{PelvisStill, Predicted, STILL_POINTS};
pub use trajectories::Trajectories;
pub use view::{Facing, FrameSize, View};

use crate::series::TimeAxis;
use crate::units::{Confidence, Pixels};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Anatomical side of the runner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The runner's left.
    Left,
    /// The runner's right.
    Right,
}

impl Side {
    /// Both sides, left first.
    pub const BOTH: [Self; 2] = [Self::Left, Self::Right];

    /// The other side.
    pub const fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }

    /// `left` or `right`, as files and column names write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
        }
    }
}

/// A pair of values, one for each side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BySide<T> {
    /// Of the runner's left side.
    pub left: T,
    /// Of the runner's right side.
    pub right: T,
}

impl<T> BySide<T> {
    /// Makes the value of each side.
    pub fn from_fn(mut f: impl FnMut(Side) -> T) -> Self {
        Self { left: f(Side::Left), right: f(Side::Right) }
    }

    /// The value of one side.
    pub const fn get(&self, side: Side) -> &T {
        match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        }
    }

    /// The value of one side, to change it.
    pub const fn get_mut(&mut self, side: Side) -> &mut T {
        match side {
            Side::Left => &mut self.left,
            Side::Right => &mut self.right,
        }
    }

    /// Another value for each side.
    pub fn map<U>(&self, mut f: impl FnMut(&T) -> U) -> BySide<U> {
        BySide { left: f(&self.left), right: f(&self.right) }
    }
}

/// A body part of which the runner has one on each side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Ear.
    Ear,
    /// Shoulder joint centre.
    Shoulder,
    /// Elbow.
    Elbow,
    /// Wrist.
    Wrist,
    /// Hip joint centre.
    Hip,
    /// Knee joint centre.
    Knee,
    /// Ankle joint centre.
    Ankle,
    /// Back of the heel.
    Heel,
    /// Tip of the foot (BlazePose `foot_index`).
    Toe,
}

impl Part {
    /// All parts, from the head down.
    pub const ALL: [Self; 9] = [
        Self::Ear,
        Self::Shoulder,
        Self::Elbow,
        Self::Wrist,
        Self::Hip,
        Self::Knee,
        Self::Ankle,
        Self::Heel,
        Self::Toe,
    ];
}

/// One landmark of the body: a part on a side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Landmark {
    /// Which part.
    pub part: Part,
    /// Of which side.
    pub side: Side,
}

impl Landmark {
    /// Number of landmarks.
    pub const COUNT: usize = Part::ALL.len() * 2;

    /// The landmark of a part on a side.
    pub const fn new(part: Part, side: Side) -> Self {
        Self { part, side }
    }

    /// The same part of the other side.
    pub const fn opposite(self) -> Self {
        Self { part: self.part, side: self.side.other() }
    }

    /// A place for each landmark in an array of [`Landmark::COUNT`].
    pub const fn index(self) -> usize {
        self.part as usize * 2 + self.side as usize
    }

    /// `left_knee` and the like, as files write it.
    pub const fn name(self) -> &'static str {
        const NAMES: [[&str; 2]; Part::ALL.len()] = [
            ["left_ear", "right_ear"],
            ["left_shoulder", "right_shoulder"],
            ["left_elbow", "right_elbow"],
            ["left_wrist", "right_wrist"],
            ["left_hip", "right_hip"],
            ["left_knee", "right_knee"],
            ["left_ankle", "right_ankle"],
            ["left_heel", "right_heel"],
            ["left_toe", "right_toe"],
        ];
        NAMES[self.part as usize][self.side as usize]
    }

    /// The landmark of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().find(|landmark| landmark.name() == name)
    }

    /// All landmarks in the order of their index.
    pub fn all() -> impl Iterator<Item = Self> {
        Part::ALL.into_iter().flat_map(|part| Side::BOTH.map(|side| Self { part, side }))
    }
}

/// A point of the plane, in the frame and unit that its owner states.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Point {
    /// First coordinate.
    pub x: f64,
    /// Second coordinate.
    pub y: f64,
}

impl Point {
    /// A point from its coordinates.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// Distance to another point.
    pub fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// Distance to the nearest point of the straight line between two points.
    pub fn distance_to_segment(self, from: Self, to: Self) -> f64 {
        let (along, off) = ((to.x - from.x, to.y - from.y), (self.x - from.x, self.y - from.y));
        let length_squared = along.0 * along.0 + along.1 * along.1;
        if length_squared == 0.0 {
            return self.distance(from);
        }
        let share = ((off.0 * along.0 + off.1 * along.1) / length_squared).clamp(0.0, 1.0);
        self.distance(Self::new(from.x + share * along.0, from.y + share * along.1))
    }

    /// The point half-way to another.
    pub fn midpoint(self, other: Self) -> Self {
        Self { x: (self.x + other.x) / 2.0, y: (self.y + other.y) / 2.0 }
    }
}

/// What the pose model says of one landmark in one frame.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Observation {
    /// Place in the image frame, pixels.
    pub image: Point,
    /// Depth in pixels relative to the middle of the hips; smaller is nearer to the camera. Coarse.
    pub depth: f64,
    /// The model's belief that the landmark is in the picture and not hidden.
    pub visibility: Confidence,
}

/// One runner in one frame, as the pose model labels the sides (which may swap legs).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BodyPose(pub [Observation; Landmark::COUNT]);

impl BodyPose {
    /// What was seen of one landmark.
    pub const fn get(&self, landmark: Landmark) -> &Observation {
        &self.0[landmark.index()]
    }

    /// The middle between the left and right landmark of a part, image frame.
    pub fn middle(&self, part: Part) -> Point {
        let at = |side| self.get(Landmark::new(part, side)).image;
        at(Side::Left).midpoint(at(Side::Right))
    }

    /// The same body with every left landmark called right and the other way round.
    pub fn with_sides_exchanged(&self) -> Self {
        let mut other = self.clone();
        for landmark in Landmark::all() {
            other.0[landmark.index()] = *self.get(landmark.opposite());
        }
        other
    }
}

/// The raw landmarks of the chosen runner over the whole clip, in the image frame.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PoseSequence {
    /// When each frame is shown.
    pub time: Arc<TimeAxis>,
    /// One entry for each time; `None` where the runner was not found.
    pub poses: Vec<Option<BodyPose>>,
    /// Size of the upright frame.
    pub frame_size: FrameSize,
    /// The room behind the runner; empty where it was not looked at.
    #[serde(default)]
    pub background: Background,
    /// For each time the widths of the shanks' edges in the picture, sides as the pose model labels them; empty where they were not looked at.
    #[serde(default)]
    pub shank_edges: Vec<BySide<Vec<Pixels>>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_landmark_has_its_own_place() {
        let indices: Vec<usize> = Landmark::all().map(Landmark::index).collect();
        assert_eq!(indices, (0..Landmark::COUNT).collect::<Vec<_>>());
    }

    #[test]
    fn the_distance_to_a_segment_is_across_it_or_to_its_nearer_end() {
        let from = Point::new(1.0, 1.0);
        let to = Point::new(5.0, 1.0);
        assert_eq!(Point::new(3.0, 4.0).distance_to_segment(from, to), 3.0);
        assert_eq!(Point::new(8.0, 5.0).distance_to_segment(from, to), 5.0);
        assert_eq!(Point::new(4.0, 5.0).distance_to_segment(from, from), 5.0);
    }
}

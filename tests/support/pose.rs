//! A single pose drawn by hand, both legs alike.

use runtilt::body::{Facing, FrameSize, Landmark, Part, Point, Side, Trajectories, View};
use runtilt::series::{Series, TimeAxis};
use runtilt::units::{Angle, Hertz};
use std::sync::Arc;

/// A level camera at the runner's right side.
pub const LEVEL_VIEW: View =
    View { facing: Facing::Right, roll: Angle::ZERO, frame_size: FrameSize { width: 1000, height: 1000 } };

/// One frame in the body frame; `None` is a landmark that was not seen. Both sides share it.
#[derive(Debug, Clone, Copy)]
pub struct Pose([Option<Point>; Part::ALL.len()]);

/// A runner standing upright: leg 100 pixels long, ankle at the origin.
pub const STANDING: Pose = Pose([
    Some(Point::new(5.0, 175.0)),  // ear
    Some(Point::new(0.0, 160.0)),  // shoulder
    Some(Point::new(0.0, 130.0)),  // elbow
    Some(Point::new(0.0, 105.0)),  // wrist
    Some(Point::new(0.0, 100.0)),  // hip
    Some(Point::new(0.0, 50.0)),   // knee
    Some(Point::new(0.0, 0.0)),    // ankle
    Some(Point::new(-5.0, -10.0)), // heel
    Some(Point::new(15.0, -10.0)), // toe
]);

impl Pose {
    /// The same pose with one part moved, on both sides.
    pub fn with(mut self, part: Part, x: f64, y: f64) -> Self {
        self.0[part as usize] = Some(Point::new(x, y));
        self
    }

    /// The same pose with one part unseen.
    pub fn without(mut self, part: Part) -> Self {
        self.0[part as usize] = None;
        self
    }

    /// Where a part is.
    pub fn at(&self, part: Part) -> Point {
        self.0[part as usize].expect("the pose has this part")
    }

    /// A clip of this one frame.
    pub fn trajectories(&self) -> Trajectories {
        one_frame(LEVEL_VIEW, |landmark| self.0[landmark.part as usize])
    }
}

/// A clip of one frame whose landmarks are given in the body frame.
pub fn one_frame(view: View, place: impl Fn(Landmark) -> Option<Point>) -> Trajectories {
    let time = Arc::new(TimeAxis::regular(1, Hertz(30.0)));
    Trajectories::from_fn(Arc::clone(&time), view, |landmark| {
        Series::from_fn(Arc::clone(&time), |_| place(landmark))
    })
}

/// The same landmark on the other side of the body.
pub const fn mirrored(landmark: Landmark) -> Landmark {
    Landmark { part: landmark.part, side: landmark.side.other() }
}

/// Both sides, for loops in tests.
pub const SIDES: [Side; 2] = Side::BOTH;

//! Where in a picture stickers can be, and how large one is there.

use crate::body::{BodyPose, FrameSize, Landmark, Part, Point, Side};

/// Middle of the hips to middle of the shoulders in metres: 0.288 of stature (Winter, *Biomechanics and Motor Control of
/// Human Movement*, 4th ed., fig. 4.1) times the 1.71 m of an average adult.
pub(super) const TRUNK_M: f64 = 0.49;

/// Where in a picture the trunk is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Trunk {
    hips: Point,
    shoulders: Point,
}

/// How far the window reaches beyond the line hips to shoulders, in trunk lengths: sideways the deepest belly and
/// back, above C7 and below the trochanter.
const SIDEWAYS: f64 = 0.55;
const ABOVE: f64 = 0.3;
const BELOW: f64 = 0.35;

/// Less than this many pixels of trunk: a sticker of 30 mm is then two pixels wide.
const SHORTEST_TRUNK_PX: f64 = 35.0;

/// A part of the picture: its top left pixel and its size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    pub left: i32,
    pub top: i32,
    pub size: FrameSize,
}

impl Trunk {
    /// The trunk of a pose in the image frame; `None` where it is too small to carry stickers that can be seen.
    pub(super) fn of(pose: &BodyPose) -> Option<Self> {
        let middle = |part| {
            let [left, right] = Side::BOTH.map(|side| pose.get(Landmark::new(part, side)).image);
            left.midpoint(right)
        };
        let trunk = Self { hips: middle(Part::Hip), shoulders: middle(Part::Shoulder) };
        (trunk.length() >= SHORTEST_TRUNK_PX).then_some(trunk)
    }

    fn length(&self) -> f64 {
        self.hips.distance(self.shoulders)
    }

    /// Pixels per metre at the runner.
    pub(super) fn px_per_m(&self) -> f64 {
        self.length() / TRUNK_M
    }

    /// The upright window round trunk and pelvis; `None` where it lies outside the picture.
    pub(super) fn window(&self, frame: FrameSize) -> Option<Window> {
        let length = self.length();
        let (left, right) = (self.hips.x.min(self.shoulders.x), self.hips.x.max(self.shoulders.x));
        let clip = |value: f64, most: u32| value.round().clamp(0.0, f64::from(most)) as i32;
        let left = clip(left - SIDEWAYS * length, frame.width);
        let right = clip(right + SIDEWAYS * length, frame.width);
        let top = clip(self.shoulders.y.min(self.hips.y) - ABOVE * length, frame.height);
        let bottom = clip(self.shoulders.y.max(self.hips.y) + BELOW * length, frame.height);
        let size = FrameSize { width: (right - left).unsigned_abs(), height: (bottom - top).unsigned_abs() };
        (size.width > 0 && size.height > 0).then_some(Window { left, top, size })
    }
}

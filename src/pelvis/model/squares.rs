//! Where the network looks: the square that its card defines, in some frames of the clip.

use crate::body::{Facing, Part, Point, PoseSequence};
use crate::robust::median;
use crate::track::{facing, filled_and_filtered};
use crate::units::{Angle, Hertz, Pixels, Seconds};
use crate::video::Region;

/// The square's middle lies this share of the way from the hips to the shoulders, and its side is this many trunks (`models/PELVIS.md`).
const UP_THE_TRUNK: f64 = 0.35;
const SIDE_IN_TRUNKS: f64 = 1.7;
/// Pictures of a clip that are read. Only means are taken from them, and the part of their error that more pictures lessen is below half a
/// degree by then: 5 degrees over the root of 160.
const PICTURES: usize = 160;
/// The trunk's cut-off (`track::Cutoffs`).
const CUTOFF: Hertz = Hertz(10.0);

/// The square to look at in each frame, mirrored for a runner who faces left; `None` in frames that are not looked at. Nothing where the
/// direction of running is not known.
pub fn squares(sequence: &PoseSequence) -> Vec<Option<Region>> {
    let middles = |part| -> Vec<Option<Point>> {
        let middle: Vec<_> =
            sequence.poses.iter().map(|pose| pose.as_ref().map(|pose| pose.middle(part))).collect();
        filled_and_filtered(&sequence.time, &middle, CUTOFF, Seconds(0.0))
    };
    let (hips, shoulders) = (middles(Part::Hip), middles(Part::Shoulder));
    let both = || hips.iter().zip(&shoulders).map(|(hip, shoulder)| Some(((*hip)?, (*shoulder)?)));
    let trunk = median(both().flatten().map(|(hip, shoulder)| hip.distance(shoulder)).collect());
    let (Some(trunk), Some(found)) = (trunk, facing(sequence.poses.iter().flatten())) else {
        return vec![None; sequence.poses.len()];
    };
    let every = sequence.poses.len().div_ceil(PICTURES).max(1);
    let square = |(hip, shoulder): (Point, Point)| Region {
        centre: Point::new(
            hip.x + UP_THE_TRUNK * (shoulder.x - hip.x),
            hip.y + UP_THE_TRUNK * (shoulder.y - hip.y),
        ),
        side: Pixels(SIDE_IN_TRUNKS * trunk),
        rotation: Angle::ZERO,
        mirrored: found.facing == Facing::Left,
    };
    both()
        .enumerate()
        .map(|(frame, places)| places.filter(|_| frame.is_multiple_of(every)).map(square))
        .collect()
}

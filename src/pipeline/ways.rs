//! Which way the runner faces in the crops that the landmark model sees.
//!
//! The model is not symmetric: in a mirror it sets a landmark elsewhere, by 2 to 3 pixels of an 800-pixel crop (scatter) and up to 6 for the far hip
//! (always to the same side). So every second frame is shown to it in a mirror. What it sets too far to one side in one frame it sets too far to the
//! other in the next, and the filters, which let nothing through at half the frame rate, leave the middle. It costs nothing. The first frame is shown facing right,
//! so that a clip and its mirror image give the model the same pictures. `docs/METHODS-pose.md` has what that gains.

use crate::body::{BodyPose, Facing};
use crate::pose::PoseError;
use crate::track::facing;
use crate::video::Region;

/// The way in which every runner faces in the first crop, and in every second one from there.
const CANONICAL: Facing = Facing::Right;

/// Frames that are looked at to learn the facing, and out of how many. Over whole square clips 98 to 100 % of the cues agree
/// (`track::view_check`), four to a frame: sixteen frames leave no doubt.
const PROBED: usize = 16;
const PROBED_EVERY: usize = 4;

/// The crops, every second one in a mirror; the first is, where the runner does not face the canonical way. `look` reads the landmarks in crops.
pub(super) fn both_ways(
    regions: &[Option<Region>],
    look: impl FnOnce(&[Option<Region>]) -> Result<Vec<Option<BodyPose>>, PoseError>,
) -> Result<Vec<Option<Region>>, PoseError> {
    let poses = look(&probe(regions))?;
    let first_mirrored = facing(poses.iter().flatten()).is_some_and(|found| found.facing != CANONICAL);
    Ok(alternating(regions, first_mirrored))
}

/// The crops of the few frames that are looked at first.
pub(super) fn probe(regions: &[Option<Region>]) -> Vec<Option<Region>> {
    let first = regions.iter().position(Option::is_some).unwrap_or(0);
    let chosen = |(frame, region): (usize, &Option<Region>)| region.filter(|_| frame % PROBED_EVERY == 0);
    regions.iter().take(first + PROBED * PROBED_EVERY).enumerate().map(chosen).collect()
}

fn alternating(regions: &[Option<Region>], first_mirrored: bool) -> Vec<Option<Region>> {
    let seen = |(frame, region): (usize, &Option<Region>)| {
        let mirrored = first_mirrored != (frame % 2 == 1);
        region.map(|region| region.with_mirror(mirrored))
    };
    regions.iter().enumerate().map(seen).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Point;
    use crate::units::{Angle, Pixels};

    fn region(x: f64) -> Option<Region> {
        let centre = Point::new(x, 50.0);
        Some(Region { centre, side: Pixels(80.0), rotation: Angle::ZERO, mirrored: false })
    }

    #[test]
    fn every_second_frame_is_shown_in_a_mirror_whether_the_runner_is_in_sight_or_not() {
        let regions = [region(1.0), region(2.0), None, region(4.0), region(5.0)];
        let mirrored = |first| -> Vec<Option<bool>> {
            let seen = alternating(&regions, first);
            seen.into_iter().map(|region| region.map(|region| region.mirrored)).collect()
        };
        assert_eq!(mirrored(false), [Some(false), Some(true), None, Some(true), Some(false)]);
        assert_eq!(mirrored(true), [Some(true), Some(false), None, Some(false), Some(true)]);
    }

    #[test]
    fn sixteen_frames_spread_over_the_beginning_are_looked_at_first() {
        let mut regions = vec![None; 7];
        regions.extend((0..100).map(|i| region(f64::from(i))));
        let chosen = probe(&regions);
        assert_eq!(chosen.iter().flatten().count(), PROBED);
        assert!(chosen.iter().flatten().all(|region| !region.mirrored));
    }
}

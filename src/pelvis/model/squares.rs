//! Where the network looks: the square that its card defines, in some frames of the clip.

use crate::body::{Facing, Part, Point, PoseSequence};
use crate::robust::median;
use crate::track::{facing, filled_and_filtered};
use crate::units::{Angle, Hertz, Pixels, Seconds};
use crate::video::Region;

/// The square's middle lies this share of the way from the hips to the shoulders, and its side is this many trunks (`models/PELVIS.md`).
const UP_THE_TRUNK: f64 = 0.35;
const SIDE_IN_TRUNKS: f64 = 1.7;
/// The network was trained on squares placed by joint centres. The landmarks' shoulders lie above these and their hips below, so that the trunk is
/// this share of theirs: 0.907 on 24 clips of six rendered runners (SD between clips 0.026), 0.90 on 28 others, running and standing. The square's
/// middle is the same within 1 % of a trunk.
const TRUNK_IN_LANDMARKS: f64 = 0.907;
/// Squares are moved in turn to one side and the other, right and down in shares of their side: an error that follows from where a square lies is
/// averaged, which one posture in one place would not do. Within what training moved them.
const TURNS: [(f64, f64); 5] = [(0.0, 0.0), (0.05, 0.0), (-0.05, 0.0), (0.0, 0.05), (0.0, -0.05)];
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
    let side = SIDE_IN_TRUNKS * TRUNK_IN_LANDMARKS * trunk;
    let square = |(turn, (hip, shoulder)): (usize, (Point, Point))| {
        let (right, down) = TURNS[turn % TURNS.len()];
        Region {
            centre: Point::new(
                hip.x + UP_THE_TRUNK * (shoulder.x - hip.x) + right * side,
                hip.y + UP_THE_TRUNK * (shoulder.y - hip.y) + down * side,
            ),
            side: Pixels(side),
            rotation: Angle::ZERO,
            mirrored: found.facing == Facing::Left,
        }
    };
    both()
        .enumerate()
        .map(|(frame, places)| {
            places.filter(|_| frame.is_multiple_of(every)).map(|at| square((frame / every, at)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::{Background, BodyPose, FrameSize, Landmark, Observation};
    use crate::series::TimeAxis;
    use crate::units::Confidence;
    use std::sync::Arc;

    /// Somebody who stands still: shoulders at (300, 200), hips at (300, 300), toes towards `ahead`.
    fn stands(frames: usize, ahead: f64) -> PoseSequence {
        let seen = |landmark: Landmark| {
            let (x, y) = match landmark.part {
                Part::Shoulder => (0.0, 200.0),
                Part::Hip => (0.0, 300.0),
                Part::Knee => (2.0 * ahead, 390.0),
                Part::Ankle => (0.0, 480.0),
                Part::Heel => (-5.0 * ahead, 490.0),
                Part::Toe => (20.0 * ahead, 490.0),
                _ => (0.0, 180.0),
            };
            Observation { image: Point::new(300.0 + x, y), depth: 0.0, visibility: Confidence::new(1.0) }
        };
        let all: Vec<Observation> = Landmark::all().map(seen).collect();
        let pose = BodyPose(all.try_into().expect("all landmarks"));
        PoseSequence {
            time: Arc::new(TimeAxis::regular(frames, Hertz(60.0))),
            poses: vec![Some(pose); frames],
            frame_size: FrameSize { width: 600, height: 600 },
            background: Background::default(),
            shank_edges: Vec::new(),
        }
    }

    #[test]
    fn the_square_lies_where_the_card_says_and_moves_in_turn() {
        let found: Vec<Region> = squares(&stands(20, 1.0)).into_iter().flatten().collect();
        assert_eq!(found.len(), 20);
        let side = 1.7 * 0.907 * 100.0;
        // Drawn by hand: 0.35 of the way up from the hips, then 5 % of the side to the right, to the left, down, up.
        let turns = [(0.0, 0.0), (0.05, 0.0), (-0.05, 0.0), (0.0, 0.05), (0.0, -0.05)];
        for (square, (right, down)) in found.iter().zip(turns.iter().cycle()) {
            assert!((square.side.0 - side).abs() < 1e-6 && !square.mirrored);
            assert!((square.centre.x - 300.0 - right * side).abs() < 1e-6, "{square:?}");
            assert!((square.centre.y - 265.0 - down * side).abs() < 1e-6, "{square:?}");
        }
    }

    #[test]
    fn a_long_clip_is_looked_at_in_some_frames_and_whoever_faces_left_in_a_mirror() {
        let found = squares(&stands(400, -1.0));
        assert_eq!((found.len(), found.iter().flatten().count()), (400, 134));
        assert!(found.iter().flatten().all(|square| square.mirrored));
    }
}

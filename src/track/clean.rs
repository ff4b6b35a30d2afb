//! From labelled landmarks to one clean, smooth path each, in the image frame.

use super::identity::Exchange;
use super::options::TrackOptions;
use super::repair::{Repair, What, runs};
use super::{gaps, hidden, outliers, smooth};
use crate::body::{BodyPose, FrameSize, Landmark, Part, Point, PoseSequence, Side};

/// A place this far outside the picture, in leg lengths, is a guess of the model; nearer, the landmark noise of 1 %
/// (`identity::evidence`) would cut a foot that touches the edge in and out.
const OUTSIDE_MARGIN: f64 = 0.02;

/// The path of each landmark, by [`Landmark::index`]. What was dropped or filled goes to `repairs`.
pub(super) fn paths(
    sequence: &PoseSequence,
    exchanges: &[Exchange],
    options: &TrackOptions,
    leg_length: f64,
    near: Side,
    repairs: &mut Vec<Repair>,
) -> Vec<Vec<Option<Point>>> {
    let cleaner = Cleaner { sequence, exchanges, options, leg_length };
    let measured: Vec<_> = Landmark::all().map(|landmark| cleaner.measured(landmark, repairs)).collect();
    let smoothed = |landmark: Landmark| cleaner.smoothed(&measured[landmark.index()], landmark, repairs);
    let mut paths: Vec<_> = Landmark::all().map(smoothed).collect();

    let leg = [Part::Hip, Part::Knee, Part::Ankle].map(|part| Landmark::new(part, near).index());
    let far_knee = Landmark::new(Part::Knee, near).opposite();
    let hidden = hidden::behind(leg.map(|index| paths[index].as_slice()), &paths[far_knee.index()]);
    let carried = cleaner.carried_through(&measured[far_knee.index()], &hidden, far_knee);
    // Its fragments are in the log already.
    paths[far_knee.index()] = cleaner.smoothed(&carried, far_knee, &mut Vec::new());
    paths
}

struct Cleaner<'a> {
    sequence: &'a PoseSequence,
    exchanges: &'a [Exchange],
    options: &'a TrackOptions,
    leg_length: f64,
}

impl Cleaner<'_> {
    fn measured(&self, landmark: Landmark, repairs: &mut Vec<Repair>) -> Vec<Option<Point>> {
        let mut path = self.identified(landmark);
        self.drop_outside(&mut path, landmark, repairs);
        self.drop_outliers(&mut path, landmark, repairs);
        self.fill_gaps(&mut path, landmark, repairs);
        path
    }

    fn times_s(&self) -> &[f64] {
        self.sequence.time.seconds()
    }

    fn step_s(&self) -> f64 {
        self.sequence.time.median_rate().map_or(0.0, |rate| 1.0 / rate.0)
    }

    fn identified(&self, landmark: Landmark) -> Vec<Option<Point>> {
        let labelled = |exchange: &Exchange| {
            if exchange.concerns(landmark.part) { landmark.opposite() } else { landmark }
        };
        let place = |(pose, exchange): (&Option<BodyPose>, &Exchange)| {
            pose.as_ref().map(|pose| pose.get(labelled(exchange)).image)
        };
        self.sequence.poses.iter().zip(self.exchanges).map(place).collect()
    }

    fn drop_outside(&self, path: &mut [Option<Point>], landmark: Landmark, repairs: &mut Vec<Repair>) {
        let margin = OUTSIDE_MARGIN * self.leg_length;
        let outside: Vec<bool> =
            path.iter().map(|p| p.is_some_and(|p| is_outside(p, self.sequence.frame_size, margin))).collect();
        log(&outside, What::OutsidePictureDropped(landmark), repairs);
        for (sample, _) in path.iter_mut().zip(&outside).filter(|(_, out)| **out) {
            *sample = None;
        }
    }

    fn drop_outliers(&self, path: &mut [Option<Point>], landmark: Landmark, repairs: &mut Vec<Repair>) {
        let mut dropped = vec![false; path.len()];
        for frame in outliers::outliers(self.times_s(), path, self.leg_length) {
            path[frame] = None;
            dropped[frame] = true;
        }
        log(&dropped, What::OutlierDropped(landmark), repairs);
    }

    fn fill_gaps(&self, path: &mut [Option<Point>], landmark: Landmark, repairs: &mut Vec<Repair>) {
        let mut filled = vec![false; path.len()];
        for (missing, samples) in gaps::fills(self.times_s(), path, self.options.max_gap.0, self.step_s()) {
            for (frame, sample) in missing.zip(samples) {
                path[frame] = Some(sample);
                filled[frame] = true;
            }
        }
        log(&filled, What::GapFilled(landmark), repairs);
    }

    fn carried_through(
        &self,
        path: &[Option<Point>],
        hidden: &[bool],
        landmark: Landmark,
    ) -> Vec<Option<Point>> {
        let cutoff = self.options.cutoffs.of(landmark.part);
        hidden::carried_through(self.times_s(), path, hidden, cutoff, self.longest_step_s())
    }

    fn longest_step_s(&self) -> f64 {
        smooth::longest_step_s(self.options.max_gap.0, self.step_s())
    }

    fn smoothed(
        &self,
        path: &[Option<Point>],
        landmark: Landmark,
        repairs: &mut Vec<Repair>,
    ) -> Vec<Option<Point>> {
        let times_s = self.times_s();
        let mut smoothed = vec![None; path.len()];
        let mut fragments = vec![false; path.len()];
        for stretch in smooth::stretches(times_s, path, self.longest_step_s()) {
            let points: Vec<Point> = path[stretch.clone()].iter().flatten().copied().collect();
            let cutoff = self.options.cutoffs.of(landmark.part);
            match smooth::smooth(&times_s[stretch.clone()], &points, cutoff) {
                Some(points) => {
                    stretch.zip(points).for_each(|(frame, point)| smoothed[frame] = Some(point));
                }
                None => fragments[stretch].fill(true),
            }
        }
        log(&fragments, What::FragmentDropped(landmark), repairs);
        smoothed
    }
}

fn is_outside(point: Point, size: FrameSize, margin: f64) -> bool {
    let (width, height) = (f64::from(size.width), f64::from(size.height));
    !(-margin..=width + margin).contains(&point.x) || !(-margin..=height + margin).contains(&point.y)
}

fn log(changed: &[bool], what: What, repairs: &mut Vec<Repair>) {
    repairs.extend(runs(changed.len(), |frame| changed[frame].then_some(()), |()| what));
}

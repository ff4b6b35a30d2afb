//! The path of one sticker: what does not fit is dropped, what was missed is sought where the sticker must be.

use super::spot::{Sighting, Spot, TrunkFrame};
use crate::body::{Part, Point, Trajectories};
use crate::robust::median;
use crate::series::TimeAxis;
use crate::track::filled_and_filtered;
use crate::units::{Hertz, Seconds};

/// Frames on each side from which the place of a sticker on the body is predicted.
const REACH_FRAMES: usize = 4;
/// A sighting this far from the prediction is another thing, trunk lengths: 15 mm, against 3 mm of pose model's noise and
/// what a pelvis that tilts by 10 degrees in a fifth of a second moves ASIS against the hips in four frames at 60 a second.
const LARGEST_STEP: f64 = 0.03;
/// Beside a gap, where an arm or a hem comes over the sticker, two thirds of that are too much: the part that is still seen has its
/// centre 5 to 10 mm off on rendered clips. Between 0.012 and 0.03 the agreement with the truth changes by less than 0.3 degrees.
const LARGEST_STEP_AT_GAP: f64 = 0.02;
/// Colour within which a missed sticker is taken back, 8-bit steps: blur and shade pale it.
const COLOUR_REACH: f64 = 90.0;

/// A sighting with less of the sticker's usual diameter, or of its contrast, is half hidden by an arm or a hem: its centre is
/// not the sticker's. On a rendered clip a hand at the edge moved it by 15 mm at 0.6 of the contrast.
const LEAST_DIAMETER: f64 = 0.8;
const LEAST_CONTRAST: f64 = 0.7;

/// Where a sticker was seen, body frame; `None` where it was not.
pub(super) fn path(
    spot: &Spot,
    sightings: &[Option<Vec<Sighting>>],
    body: &Trajectories,
    trunk_px: f64,
) -> Vec<Option<Point>> {
    let whole = without_halves(&spot.members);
    let mut members = without_strays(&whole);
    for frame in 0..members.len() {
        let near = || {
            let predicted = predicted(&members, frame)?;
            let list = sightings[frame].as_ref()?;
            let distance = |s: &Sighting| s.place.distance(predicted);
            list.iter()
                .filter(|s| {
                    distance(s) <= LARGEST_STEP && s.blob.colour_distance(spot.colour) <= COLOUR_REACH
                })
                .min_by(|a, b| distance(a).total_cmp(&distance(b)))
                .copied()
        };
        if spot.members[frame].is_none() && TrunkFrame::at(body, frame, trunk_px).is_some() {
            members[frame] = near();
        }
    }
    without_halves(&members).iter().map(|member| member.map(|s| s.body)).collect()
}

/// Drops sightings of a part of the sticker.
fn without_halves(members: &[Option<Sighting>]) -> Vec<Option<Sighting>> {
    let usual =
        |value: fn(&Sighting) -> f64| median(members.iter().flatten().map(value).collect()).unwrap_or(0.0);
    let (diameter, contrast) = (usual(|s| s.blob.diameter.0), usual(|s| s.blob.contrast));
    let whole = |s: &Sighting| {
        s.blob.diameter.0 >= LEAST_DIAMETER * diameter && s.blob.contrast >= LEAST_CONTRAST * contrast
    };
    members.iter().map(|member| member.filter(whole)).collect()
}

/// The path filled over gaps up to `max_gap` and filtered. A gap is filled on a straight line in its place beside the hips,
/// which the pelvis leaves slowly; a curve through the two samples on each side would blow up their noise.
pub(super) fn smoothed(
    path: &[Option<Point>],
    body: &Trajectories,
    cutoff: Hertz,
    max_gap: Seconds,
) -> Vec<Option<Point>> {
    let hips = |frame| body.middle(Part::Hip, frame);
    let beside = |(frame, point): (usize, &Option<Point>)| {
        let (point, hips) = ((*point)?, hips(frame)?);
        Some(Point::new(point.x - hips.x, point.y - hips.y))
    };
    let mut offsets: Vec<Option<Point>> = path.iter().enumerate().map(beside).collect();
    fill(&mut offsets, body.time(), max_gap);
    let whole = |(frame, offset): (usize, &Option<Point>)| {
        let (offset, hips) = ((*offset)?, hips(frame)?);
        Some(Point::new(offset.x + hips.x, offset.y + hips.y))
    };
    let whole: Vec<Option<Point>> = offsets.iter().enumerate().map(whole).collect();
    filled_and_filtered(body.time(), &whole, cutoff, Seconds(0.0))
}

fn fill(offsets: &mut [Option<Point>], time: &TimeAxis, max_gap: Seconds) {
    let times_s = time.seconds();
    let step_s = time.median_rate().map_or(0.0, |rate| 1.0 / rate.0);
    let seen: Vec<usize> = (0..offsets.len()).filter(|&frame| offsets[frame].is_some()).collect();
    for pair in seen.windows(2) {
        let (before, after) = (pair[0], pair[1]);
        let span = times_s[after] - times_s[before];
        // A thousandth of a step of tolerance: six frames at 60/s are exactly 0.1 s.
        let short = span - step_s <= max_gap.0 + 1e-3 * step_s;
        let (Some(a), Some(b), true) = (offsets[before], offsets[after], short) else { continue };
        for frame in before + 1..after {
            let share = (times_s[frame] - times_s[before]) / span;
            offsets[frame] = Some(Point::new(a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)));
        }
    }
}

/// Drops sightings away from where their neighbours in time put the sticker.
fn without_strays(members: &[Option<Sighting>]) -> Vec<Option<Sighting>> {
    let fits = |frame: usize| {
        let member = members[frame]?;
        let lacking = |frame: Option<usize>| frame.and_then(|f| members.get(f)).is_some_and(Option::is_none);
        let at_gap = lacking(frame.checked_sub(1)) || lacking(Some(frame + 1));
        let limit = if at_gap { LARGEST_STEP_AT_GAP } else { LARGEST_STEP };
        let stray = predicted(members, frame).is_some_and(|p| p.distance(member.place) > limit);
        (!stray).then_some(member)
    };
    (0..members.len()).map(fits).collect()
}

/// The place on the body that the sightings before and after predict: the middle of the medians of both sides, or that of the
/// one side which has any.
fn predicted(members: &[Option<Sighting>], frame: usize) -> Option<Point> {
    let side = |frames: &mut dyn Iterator<Item = usize>| {
        let places: Vec<Point> = frames.filter_map(|f| members[f].map(|s| s.place)).collect();
        let of = |value: fn(&Point) -> f64| median(places.iter().map(value).collect());
        Some(Point::new(of(|p| p.x)?, of(|p| p.y)?))
    };
    let before = side(&mut (frame.saturating_sub(REACH_FRAMES)..frame));
    let after = side(&mut (frame + 1..(frame + 1 + REACH_FRAMES).min(members.len())));
    match (before, after) {
        (Some(before), Some(after)) => Some(before.midpoint(after)),
        (one, other) => one.or(other),
    }
}

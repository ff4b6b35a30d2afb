//! The path of one sticker: what does not fit is dropped, what was missed is sought where the sticker must be.

use super::spot::{Sighting, Spot, TrunkFrame};
use crate::body::{Point, Trajectories};
use crate::robust::median;

/// Frames on each side from which the place of a sticker on the body is predicted.
const REACH_FRAMES: usize = 4;
/// A sighting this far from the prediction is another thing, trunk lengths: 15 mm, against 3 mm of pose model's noise and
/// what a pelvis that tilts by 10 degrees in a fifth of a second moves ASIS against the hips in four frames at 60 a second.
const LARGEST_STEP: f64 = 0.03;
/// Colour within which a missed sticker is taken back, 8-bit steps: blur and shade pale it.
const COLOUR_REACH: f64 = 90.0;

/// Where a sticker was seen, body frame; `None` where it was not.
pub(super) fn path(
    spot: &Spot,
    sightings: &[Option<Vec<Sighting>>],
    body: &Trajectories,
    trunk_px: f64,
) -> Vec<Option<Point>> {
    let mut members = without_strays(&spot.members);
    for frame in 0..members.len() {
        let near = || {
            let predicted = predicted(&members, frame)?;
            let list = sightings[frame].as_ref()?;
            let distance = |s: &Sighting| s.place.distance(predicted);
            list.iter()
                .filter(|s| distance(s) <= LARGEST_STEP && s.blob.colour_distance(spot.colour) <= COLOUR_REACH)
                .min_by(|a, b| distance(a).total_cmp(&distance(b)))
                .copied()
        };
        if members[frame].is_none() && TrunkFrame::at(body, frame, trunk_px).is_some() {
            members[frame] = near();
        }
    }
    members.iter().map(|member| member.map(|s| s.body)).collect()
}

/// Drops sightings away from where their neighbours in time put the sticker.
fn without_strays(members: &[Option<Sighting>]) -> Vec<Option<Sighting>> {
    let fits = |frame: usize| {
        let member = members[frame]?;
        let stray = predicted(members, frame).is_some_and(|p| p.distance(member.place) > LARGEST_STEP);
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

//! Spots that stay in one place of the body over the clip, out of all that could be stickers.

use super::blob::Blob;
use super::chroma::{distance, distance_from_paled, opponents};
use crate::body::{Part, Point, Trajectories};

/// How far a sticker's place on the body wanders, in trunk lengths: the hips and shoulders of the pose model move by
/// 1 to 2 % of the trunk against the bones, and a pelvis that tilts by 6 degrees about the hips moves ASIS and PSIS by 3 %.
const REACH: f64 = 0.08;
/// How far a sticker's colour wanders with light and shade, 8-bit steps.
pub(super) const COLOUR_REACH: f64 = 60.0;
/// Frames from which spots are sought: a sticker seen in 20 % of the frames is in one of them but for one time in 7000.
const SEEDS: usize = 40;
/// Frames on which seeds are compared; the best one is then followed through all.
const COMPARED: usize = 80;
/// Rounds in which a spot moves to the middle of its members.
const ROUNDS: usize = 4;
/// A spot must be seen in this share of the frames; what is seen less cannot carry an angle over strides.
const LEAST_SHARE: f64 = 0.3;
/// The same for what has the colour of the stickers on the pelvis, or is pointed at. An arm hides T12 for more than half of a stride: on three rendered
/// runners who carry their hands high it was to be seen in 39 to 49 % of the frames, and whole in 32 to 36 %.
const LEAST_SHARE_SURE: f64 = 0.2;
/// No more spots than this are sought: seven landmarks can carry stickers, and a printed shirt has dozens.
const MOST_SPOTS: usize = 20;

/// A blob with its place on the body.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sighting {
    /// Place among the blobs of the frame.
    pub index: usize,
    /// In trunk lengths from the middle of the hips; x forward of the trunk, y along it.
    pub place: Point,
    /// In the body frame, pixels.
    pub body: Point,
    /// The blob.
    pub blob: Blob,
}

/// Something of one colour that stays in one place of the body.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// Median place in trunk lengths from the middle of the hips; x forward, y towards the shoulders.
    pub place: Point,
    /// Mean red, green, blue.
    pub colour: [u8; 3],
    /// Mean contrast to what is round it.
    pub contrast: f64,
    /// Mean diameter in trunk lengths.
    pub diameter: f64,
    /// Share of the frames with a trunk in which it was seen.
    pub share: f64,
    /// The blob of each frame.
    pub(super) members: Vec<Option<Sighting>>,
}

impl Spot {
    /// How far the colours of two spots lie apart, brightness left out.
    pub(super) fn colour_distance(&self, other: &Self) -> f64 {
        distance(opponents(self.colour), opponents(other.colour))
    }

    /// How far its colour lies from that of a sticker, in full or paled to no less than a share of it.
    pub(super) fn distance_from_paled(&self, sticker: &Self, palest: f64) -> f64 {
        distance_from_paled(opponents(self.colour), opponents(sticker.colour), palest)
    }

    /// How far its colour lies from grey.
    pub(super) fn colourfulness(&self) -> f64 {
        distance(opponents(self.colour), [0, 0])
    }
}

/// The trunk in the body frame.
#[derive(Debug, Clone, Copy)]
pub(super) struct TrunkFrame {
    hips: Point,
    forward: Point,
    up: Point,
}

impl TrunkFrame {
    /// Of one frame, `length` pixels long.
    pub(super) fn at(body: &Trajectories, frame: usize, length: f64) -> Option<Self> {
        let hips = body.middle(Part::Hip, frame)?;
        let shoulders = body.middle(Part::Shoulder, frame)?;
        let norm = hips.distance(shoulders) * length;
        let up = Point::new((shoulders.x - hips.x) / norm, (shoulders.y - hips.y) / norm);
        Some(Self { hips, up, forward: Point::new(up.y, -up.x) })
    }

    /// In trunk lengths.
    pub(super) fn place(&self, body: Point) -> Point {
        let (x, y) = (body.x - self.hips.x, body.y - self.hips.y);
        Point::new(x * self.forward.x + y * self.forward.y, x * self.up.x + y * self.up.y)
    }
}

/// Every frame's blobs with their places on the body.
pub(super) fn sightings(
    blobs: &[Vec<Blob>],
    body: &Trajectories,
    trunk_px: f64,
) -> Vec<Option<Vec<Sighting>>> {
    let of_frame = |(frame, blobs): (usize, &Vec<Blob>)| {
        let trunk = TrunkFrame::at(body, frame, trunk_px)?;
        let sighting = |(index, blob): (usize, &Blob)| {
            let place = body.view().body_from_image(blob.image);
            Sighting { index, place: trunk.place(place), body: place, blob: *blob }
        };
        Some(blobs.iter().enumerate().map(sighting).collect())
    };
    blobs.iter().enumerate().map(of_frame).collect()
}

/// Median length of the trunk in pixels.
pub(super) fn trunk_length(body: &Trajectories) -> Option<f64> {
    let length = |frame| Some(body.middle(Part::Hip, frame)?.distance(body.middle(Part::Shoulder, frame)?));
    crate::robust::median((0..body.time().len()).filter_map(length).collect())
}

/// All spots of a clip, the most often seen first.
pub fn spots(blobs: &[Vec<Blob>], body: &Trajectories) -> Vec<Spot> {
    let Some(trunk_px) = trunk_length(body) else { return Vec::new() };
    sought(sightings(blobs, body, trunk_px), trunk_px, LEAST_SHARE)
}

/// Spots with the colour of one of the `stickers`, in full or paled to no less than a share of it, other than these, that may be seen more seldom than all others.
pub(super) fn of_their_colour(
    stickers: [&Spot; 2],
    palest: f64,
    all: &[Option<Vec<Sighting>>],
    trunk_px: f64,
) -> Vec<Spot> {
    let is_theirs = |frame: usize, sighting: &Sighting| {
        let is_one = |spot: &&Spot| spot.members[frame].is_some_and(|member| member.index == sighting.index);
        let colour = opponents(sighting.blob.colour);
        let is_alike =
            |spot: &&Spot| distance_from_paled(colour, opponents(spot.colour), palest) <= COLOUR_REACH;
        stickers.iter().any(is_alike) && !stickers.iter().any(is_one)
    };
    let of_frame = |(frame, list): (usize, &Option<Vec<Sighting>>)| {
        let list = list.as_ref()?;
        Some(list.iter().filter(|sighting| is_theirs(frame, sighting)).copied().collect())
    };
    sought(all.iter().enumerate().map(of_frame).collect(), trunk_px, LEAST_SHARE_SURE)
}

/// The spot that a sighting belongs to.
pub(super) fn spot_of(sighting: &Sighting, all: &[Option<Vec<Sighting>>], trunk_px: f64) -> Option<Spot> {
    grown(sighting, all, trunk_px, LEAST_SHARE_SURE)
}

fn sought(mut left: Vec<Option<Vec<Sighting>>>, trunk_px: f64, least_share: f64) -> Vec<Spot> {
    let mut found: Vec<Spot> = Vec::new();
    while found.len() < MOST_SPOTS {
        let Some(spot) = most_seen(&left).and_then(|seed| grown(&seed, &left, trunk_px, least_share)) else {
            break;
        };
        for (frame, member) in spot.members.iter().enumerate() {
            if let (Some(member), Some(list)) = (member, &mut left[frame]) {
                list.retain(|sighting| sighting.index != member.index);
            }
        }
        found.push(spot);
    }
    found
}

/// Of sightings all over the clip the one that has most of its like in other frames.
fn most_seen(left: &[Option<Vec<Sighting>>]) -> Option<Sighting> {
    let every = (left.len() / SEEDS).max(1);
    let seeds = left.iter().step_by(every).flatten().flatten();
    let compared = (left.len() / COMPARED).max(1);
    let count = |seed: &Sighting| {
        let near = |list: &&Vec<Sighting>| nearest(list, seed.place, seed.blob.colour).is_some();
        left.iter().step_by(compared).flatten().filter(near).count()
    };
    seeds.max_by_key(|seed| count(seed)).copied()
}

/// The spot round a sighting, if it is seen often enough.
fn grown(seed: &Sighting, left: &[Option<Vec<Sighting>>], trunk_px: f64, least_share: f64) -> Option<Spot> {
    let (mut place, mut colour) = (seed.place, seed.blob.colour);
    for _ in 0..ROUNDS {
        let near = members(left, place, colour);
        place = middle(&near)?;
        colour = mean_colour(&near);
    }
    let members = members(left, place, colour);
    let seen: Vec<&Sighting> = members.iter().flatten().collect();
    let share = seen.len() as f64 / left.iter().flatten().count() as f64;
    let mean = |value: fn(&Blob) -> f64| seen.iter().map(|s| value(&s.blob)).sum::<f64>() / seen.len() as f64;
    (share >= least_share).then(|| Spot {
        place,
        colour,
        contrast: mean(|blob| blob.contrast),
        diameter: mean(|blob| blob.diameter.0) / trunk_px,
        share,
        members: members.clone(),
    })
}

/// Of each frame the nearest sighting within reach of a place and a colour.
fn members(left: &[Option<Vec<Sighting>>], place: Point, colour: [u8; 3]) -> Vec<Option<Sighting>> {
    left.iter().map(|list| list.as_ref().and_then(|list| nearest(list, place, colour))).collect()
}

/// The sighting of a frame that is nearest to a place and a colour, within reach.
fn nearest(list: &[Sighting], place: Point, colour: [u8; 3]) -> Option<Sighting> {
    let is_beside =
        |s: &&Sighting| (s.place.x - place.x).abs() <= REACH && (s.place.y - place.y).abs() <= REACH;
    let off =
        |s: &Sighting| (s.place.distance(place) / REACH).hypot(s.blob.colour_distance(colour) / COLOUR_REACH);
    let near = list.iter().filter(is_beside).map(|s| (off(s), *s)).filter(|(d, _)| *d <= 1.0);
    near.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, s)| s)
}

fn middle(members: &[Option<Sighting>]) -> Option<Point> {
    let median =
        |value: fn(&Sighting) -> f64| crate::robust::median(members.iter().flatten().map(value).collect());
    Some(Point::new(median(|s| s.place.x)?, median(|s| s.place.y)?))
}

fn mean_colour(members: &[Option<Sighting>]) -> [u8; 3] {
    let count = members.iter().flatten().count().max(1) as f64;
    [0, 1, 2].map(|c| {
        let sum: f64 = members.iter().flatten().map(|s| f64::from(s.blob.colour[c])).sum();
        (sum / count).round() as u8
    })
}

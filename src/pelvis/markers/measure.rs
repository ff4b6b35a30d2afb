//! From the blobs of a clip to pelvic tilt and thorax lean.

use super::anatomy::{PelvisLine, StickerName};
use super::blob::Blob;
use super::chroma::{distance, opponents};
use super::click::MarkerClick;
use super::error::{NoStickers, NoThorax};
use super::follow;
use super::midline::without_swing;
use super::naming::{Before, Names, pelvis, spine};
use super::perspective::{Perspective, inclination, tilt_of};
use super::spot::{COLOUR_REACH, Sighting, Spot, of_their_colour, sightings, spot_of, spots, trunk_length};
use crate::body::{Point, Trajectories};
use crate::robust::centre_and_spread;
use crate::series::Series;
use crate::units::{Angle, Hertz, Metres, Seconds};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Upper end of 8 to 10 Hz for the pelvis, which keeps 90 to 98 % of the tilt's range (biomechanics.md section 5).
const CUTOFF: Hertz = Hertz(10.0);
/// Longest gap that is filled (biomechanics.md section 5).
const LONGEST_GAP: Seconds = Seconds(0.1);
/// ASIS and PSIS sit on one bone, so their distance in the picture changes only with the turn of the pelvis about the
/// vertical: 5 to 10 degrees either way, 1.5 %, and with the skin. Frames beyond this many standard deviations are dropped.
const DISTANCE_SIGMAS: f64 = 5.0;
/// The least standard deviation of the distance that is believed, as a share of it: the turn alone makes 2 %.
const LEAST_DISTANCE_SD: f64 = 0.02;
/// More than this is not one bone. Stickers on skin and on loose cloth measured 2 to 6 %.
const LARGEST_DISTANCE_SD: f64 = 0.12;
/// What the line on the near side differs from the middle of the pelvis: RMS 1.6 to 1.8 degrees at 2.5 m/s
/// (biomechanics.md section 6). It does not shrink with the number of frames.
const NEAR_SIDE: Angle = Angle::from_degrees(1.7);
/// The same after [`Measured::at_midline`]: both sides of the runner of `tests/pelvis_midline.rs` lay 1.28 degrees from the middle, SD 0.40 and 0.53.
const NEAR_SIDE_AT_MIDLINE: Angle = Angle::from_degrees(1.35);
/// What a wand's line turns otherwise than the bone below: mean errors from standing of 10 rendered runners on skin and in tight clothes, root mean square
/// 1.4 (docs/ACCURACY-wand.md).
const WAND_ON_SKIN: Angle = Angle::from_degrees(1.4);
/// The palest that a sticker is, as a share of its distance from grey: seen edge-on, half of each grain is what lies behind it. T12 of a rendered runner who
/// stands had half of what the PSIS had, and the same hue. Looked for only where nothing has the full colour: a pale blue is that of windows.
const PALEST: f64 = 0.5;
/// How near a click must be to a spot: a fingertip, 60 mm, in trunk lengths.
const CLICK_REACH: f64 = 0.12;

/// A sticker that was followed.
#[derive(Debug, Clone, PartialEq)]
pub struct Sticker {
    /// What it is.
    pub name: StickerName,
    /// Frames in which it was seen.
    pub frames_seen: usize,
    /// The same as a share of the frames with a runner.
    pub share_seen: f64,
    /// Whether the user pointed at it.
    pub named_by_user: bool,
    /// Mean red, green, blue.
    pub colour: [u8; 3],
    /// Where it was seen, body frame, as seen: not filled and not filtered.
    pub path: Vec<Option<Point>>,
}

impl Sticker {
    /// Whether two stickers, of one clip or of two, have colours as near as those of one sticker are, brightness left out.
    pub fn is_coloured_like(&self, other: &Self) -> bool {
        distance(opponents(self.colour), opponents(other.colour)) <= COLOUR_REACH
    }
}

/// What stickers say of pelvis and thorax.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// What tilts with the pelvis.
    pub line: PelvisLine,
    /// The line, from back to front, against the horizontal; front end down (anterior) positive. Of ASIS and PSIS absolute; of a wand from a zero that is not
    /// known, so only its change from the standing clip says anything.
    pub tilt: Series<Angle>,
    /// Standard uncertainty of each sample: of the two points, of the near side against the middle, and of perspective that was not taken out.
    pub tilt_uncertainty: Series<Angle>,
    /// What perspective adds to the line, and whether it was taken out; `None` where the line is never seen, and for a wand.
    pub perspective: Option<Perspective>,
    /// Amplitude of what the near side did once a stride and was taken out; `None` where it was not.
    pub once_a_stride: Option<Angle>,
    /// Line T12 (or L1) to C7 against the upward vertical; forward positive, absolute.
    pub thorax_lean: Option<Series<Angle>>,
    /// Standard uncertainty of each sample of it: of the two points alone.
    pub thorax_uncertainty: Option<Series<Angle>>,
    /// Why there is no thorax.
    pub no_thorax: Option<NoThorax>,
    /// The stickers, in the order of [`StickerName`].
    pub stickers: Vec<Sticker>,
    /// From end to end of the line in the picture, median over the frames, pixels.
    pub pelvis_px: f64,
}

impl Measured {
    /// What has the colour of one of these stickers.
    fn coloured_alike(&self, blobs: &[Vec<Blob>]) -> Vec<Vec<Blob>> {
        let is_alike = |blob: &&Blob| {
            self.stickers.iter().any(|sticker| blob.colour_distance(sticker.colour) <= COLOUR_REACH)
        };
        blobs.iter().map(|blobs| blobs.iter().filter(is_alike).copied().collect()).collect()
    }

    /// The tilt of the middle of the pelvis rather than of its near side, for somebody who runs: what the line does once a stride is taken out
    /// (`midline.rs` says why). `contacts` are the initial contacts of one foot, increasing. The same as before where a part of the stride is
    /// never seen.
    #[must_use]
    pub fn at_midline(mut self, contacts: &[Seconds]) -> Self {
        // A wand stands in the middle.
        let swing = match self.line {
            PelvisLine::Bones => without_swing(&self.tilt, contacts),
            PelvisLine::Wand => None,
        };
        if let Some((level, amplitude)) = swing {
            self.once_a_stride = Some(amplitude);
            self.tilt = level;
            self.tilt_uncertainty = Series::from_fn(Arc::clone(self.tilt.time()), |frame| {
                Some(exchanged(self.tilt_uncertainty.at(frame)?, NEAR_SIDE, NEAR_SIDE_AT_MIDLINE))
            });
        }
        self
    }
}

/// An uncertainty with one of the parts that were added in squares exchanged for another; the others (points, perspective) stay.
fn exchanged(whole: Angle, part: Angle, by: Angle) -> Angle {
    let others = (whole.radians().powi(2) - part.radians().powi(2)).max(0.0);
    Angle::from_radians((others + by.radians().powi(2)).sqrt())
}

/// What is known before the pictures of a clip are looked at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// From the lens to the pelvis: where it is known, perspective is taken out of the tilt.
    pub camera_distance: Option<Metres>,
    /// What the same runner's stickers were in the run, where this clip shows the runner standing. A scene that stands still is full of spots that stay
    /// in their places, and all are seen in every frame: those of the stickers' colours come first, and ASIS and PSIS are the two that are most nearly as
    /// far apart as in the run.
    pub ran: Option<&'a Measured>,
}

/// Finds, names and follows the stickers of a clip. `frame_of` takes a time of the clip as it plays to its frame.
///
/// # Errors
/// [`NoStickers`] says why there is no pelvic tilt.
pub fn measure(
    blobs: &[Vec<Blob>],
    body: &Trajectories,
    clicks: &[MarkerClick],
    frame_of: impl Fn(Seconds) -> Option<usize>,
    known: Known<'_>,
) -> Result<Measured, NoStickers> {
    let trunk_px = trunk_length(body).ok_or(NoStickers::NotFound)?;
    let before = known.ran.map(|ran| Before { line: ran.line, length: ran.pelvis_px / trunk_px });
    let among = |blobs: &[Vec<Blob>]| {
        let all = sightings(blobs, body, trunk_px);
        let mut spots = spots(blobs, body);
        let clicked = clicked(&mut spots, &all, (body, trunk_px), clicks, &frame_of)?;
        let (line, names) = named(&mut spots, &all, trunk_px, &clicked, before)?;
        let mut paths: BTreeMap<StickerName, Vec<Option<Point>>> = names
            .iter()
            .map(|(&name, &index)| (name, follow::path(&spots[index], &all, body, trunk_px)))
            .collect();
        let pelvis_px = keep_rigid(&mut paths, line)?;
        check_size(pelvis_px / trunk_px, line)?;
        let found = Found {
            line,
            spots: &spots,
            names: &names,
            clicked: &clicked,
            all: &all,
            pelvis_px,
            camera_distance: known.camera_distance,
        };
        Ok(angles(body, &found, paths))
    };
    // What has another colour is found too: the user may point at it, and otherwise it can be said that the colours differ.
    let as_in_the_run = known.ran.and_then(|ran| among(&ran.coloured_alike(blobs)).ok());
    as_in_the_run.map_or_else(|| among(blobs), Ok)
}

/// Which of the spots is what; those of the spine are added to them.
fn named(
    spots: &mut Vec<Spot>,
    all: &[Option<Vec<Sighting>>],
    trunk_px: f64,
    clicked: &Names,
    before: Option<Before>,
) -> Result<(PelvisLine, Names), NoStickers> {
    let (line, [front, back]) = pelvis(spots, clicked, before)?;
    let mut names = clicked.clone();
    names.extend(line.ends().into_iter().zip([front, back]));
    for palest in [1.0, PALEST] {
        if [StickerName::T12, StickerName::C7].iter().all(|name| names.contains_key(name)) {
            break;
        }
        let of_pelvis = [&spots[front], &spots[back]];
        let found = spine(&of_their_colour(of_pelvis, palest, all, trunk_px), &names, of_pelvis, palest);
        for (name, spot) in found {
            names.insert(name, spots.len());
            spots.push(spot);
        }
    }
    Ok((line, names))
}

/// The spots that the user pointed at; one that is seen too seldom to be among them is added.
fn clicked(
    spots: &mut Vec<Spot>,
    all: &[Option<Vec<Sighting>>],
    (body, trunk_px): (&Trajectories, f64),
    clicks: &[MarkerClick],
    frame_of: impl Fn(Seconds) -> Option<usize>,
) -> Result<Names, NoStickers> {
    let mut names = Names::new();
    for click in clicks {
        let place = body.view().body_from_image(click.image);
        let near = |sighting: &Sighting| {
            Some(sighting.body.distance(place) / trunk_px).filter(|distance| *distance <= CLICK_REACH)
        };
        let at = frame_of(click.time);
        let known = at.and_then(|frame| {
            let seen = |spot: &Spot| near(spot.members.get(frame)?.as_ref()?);
            nearest(spots.iter().enumerate().filter_map(|(index, spot)| Some((seen(spot)?, index))))
        });
        let index = match known {
            Some(index) => index,
            None => {
                let here = at.and_then(|frame| all.get(frame)?.as_ref()).into_iter().flatten();
                let pointed_at = nearest(here.filter_map(|sighting| Some((near(sighting)?, sighting))));
                let spot = pointed_at.and_then(|sighting| spot_of(sighting, all, trunk_px));
                spots.push(spot.ok_or(NoStickers::NothingThere(*click))?);
                spots.len() - 1
            }
        };
        names.insert(click.name, index);
    }
    Ok(names)
}

/// What lies at the least distance.
fn nearest<T>(all: impl Iterator<Item = (f64, T)>) -> Option<T> {
    all.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, nearest)| nearest)
}

/// Refuses two stickers that cannot be the two ends of a pelvis, or of a wand.
fn check_size(trunk_lengths: f64, line: PelvisLine) -> Result<(), NoStickers> {
    if line.lengths().contains(&trunk_lengths) {
        return Ok(());
    }
    Err(NoStickers::Size { line, percent: 100.0 * trunk_lengths })
}

/// Drops frames in which both ends are not at their distance, and gives the distance.
fn keep_rigid(
    paths: &mut BTreeMap<StickerName, Vec<Option<Point>>>,
    line: PelvisLine,
) -> Result<f64, NoStickers> {
    let [front, back] = line.ends();
    let distances: Vec<Option<f64>> = match (paths.get(&front), paths.get(&back)) {
        (Some(front), Some(back)) => {
            front.iter().zip(back).map(|(front, back)| Some((*front)?.distance((*back)?))).collect()
        }
        _ => return Err(NoStickers::NotFound),
    };
    let (middle, spread) =
        centre_and_spread(distances.iter().flatten().copied().collect()).ok_or(NoStickers::NotFound)?;
    if spread > LARGEST_DISTANCE_SD * middle {
        return Err(NoStickers::NotRigid { line, percent: 100.0 * spread / middle });
    }
    let limit = DISTANCE_SIGMAS * spread.max(LEAST_DISTANCE_SD * middle);
    for name in line.ends() {
        for (sample, distance) in paths.entry(name).or_default().iter_mut().zip(&distances) {
            if distance.is_some_and(|d| (d - middle).abs() > limit) {
                *sample = None;
            }
        }
    }
    Ok(middle)
}

/// What was found of the stickers before they make angles.
struct Found<'a> {
    line: PelvisLine,
    spots: &'a [Spot],
    names: &'a Names,
    clicked: &'a Names,
    all: &'a [Option<Vec<Sighting>>],
    pelvis_px: f64,
    camera_distance: Option<Metres>,
}

fn angles(
    body: &Trajectories,
    found: &Found<'_>,
    paths: BTreeMap<StickerName, Vec<Option<Point>>>,
) -> Measured {
    let Found { line: pelvis_line, spots, names, clicked, all, pelvis_px, camera_distance } = *found;
    let with_runner = all.iter().flatten().count().max(1);
    let smooth: BTreeMap<StickerName, Vec<Option<Point>>> =
        paths.iter().map(|(&name, path)| (name, follow::smoothed(path, body, CUTOFF, LONGEST_GAP))).collect();
    let line = |from, to| {
        let (from, to) = (smooth.get(&from), smooth.get(&to));
        let ends = |frame: usize| Some((from?[frame]?, to?[frame]?));
        Series::from_fn(Arc::clone(body.time()), ends)
    };
    let [front, back] = pelvis_line.ends();
    let (tilt, perspective) = match pelvis_line {
        PelvisLine::Bones => tilt_of(&line(back, front), camera_distance),
        // Both ends lie on the midline, equally far from the camera.
        PelvisLine::Wand => (line(back, front).map(|(back, front)| inclination(back, front)), None),
    };
    let has = |name| smooth.contains_key(&name);
    let base =
        [StickerName::T12, StickerName::L1].into_iter().find(|&base| has(base) && has(StickerName::C7));
    let thorax_lean = base.map(|base| line(base, StickerName::C7).map(|(base, top)| lean(base, top)));
    let points = Points { seen: &paths, smooth: &smooth };
    let thorax_uncertainty =
        base.map(|base| points.uncertainty(body, [base, StickerName::C7], |point| point.x));
    let left = perspective.map_or(Angle::ZERO, |perspective| perspective.left());
    let lasting = match pelvis_line {
        PelvisLine::Bones => NEAR_SIDE,
        PelvisLine::Wand => WAND_ON_SKIN,
    };
    let tilt_uncertainty = points
        .uncertainty(body, [front, back], |point| point.y)
        .map(|points| joined([points, lasting, left]));
    let stickers = paths.into_iter().map(|(name, path)| Sticker {
        name,
        frames_seen: path.iter().flatten().count(),
        share_seen: path.iter().flatten().count() as f64 / with_runner as f64,
        named_by_user: clicked.contains_key(&name),
        colour: spots[names[&name]].colour,
        path,
    });
    Measured {
        line: pelvis_line,
        tilt,
        tilt_uncertainty,
        perspective,
        once_a_stride: None,
        no_thorax: no_thorax(names, thorax_lean.as_ref()),
        thorax_lean,
        thorax_uncertainty,
        stickers: stickers.collect(),
        pelvis_px,
    }
}

/// Why there is no lean of the thorax; `None` where there is one.
fn no_thorax(names: &Names, lean: Option<&Series<Angle>>) -> Option<NoThorax> {
    let has = |name| names.contains_key(&name);
    match (has(StickerName::T12) || has(StickerName::L1), has(StickerName::C7)) {
        (false, false) => Some(NoThorax::NoSpine),
        (true, false) => Some(NoThorax::NoC7),
        (false, true) => Some(NoThorax::NoT12),
        (true, true) => {
            let is_seen = lean.is_some_and(|lean| lean.samples().iter().any(Option::is_some));
            (!is_seen).then_some(NoThorax::NeverBoth)
        }
    }
}

/// A line against the upward vertical, forward positive. Its stickers lie on the midline, all at one distance from the camera: perspective does not turn it.
fn lean(base: Point, top: Point) -> Angle {
    Angle::from_radians((top.x - base.x).atan2(top.y - base.y))
}

/// Where stickers were seen, and their filtered paths.
struct Points<'a> {
    seen: &'a BTreeMap<StickerName, Vec<Option<Point>>>,
    smooth: &'a BTreeMap<StickerName, Vec<Option<Point>>>,
}

impl Points<'_> {
    /// How far the line between two of them may be off in each frame: the scatter of both about their filtered paths, `across` the line, over their
    /// distance; twice that where one of them was filled.
    fn uncertainty(
        &self,
        body: &Trajectories,
        ends: [StickerName; 2],
        across: fn(Point) -> f64,
    ) -> Series<Angle> {
        let scatter = |name| {
            let pairs = self.seen.get(&name)?.iter().zip(self.smooth.get(&name)?);
            let off =
                pairs.filter_map(|(seen, smooth)| Some(across((*seen)?) - across((*smooth)?))).collect();
            Some(centre_and_spread(off)?.1)
        };
        let both = scatter(ends[0]).zip(scatter(ends[1])).map(|(a, b)| a.hypot(b));
        let at = |paths: &BTreeMap<StickerName, Vec<Option<Point>>>, name, frame: usize| -> Option<Point> {
            *paths.get(&name)?.get(frame)?
        };
        Series::from_fn(Arc::clone(body.time()), |frame| {
            let distance = at(self.smooth, ends[0], frame)?.distance(at(self.smooth, ends[1], frame)?);
            let filled = ends.iter().any(|&name| at(self.seen, name, frame).is_none());
            Some(Angle::from_radians(both? / distance * if filled { 2.0 } else { 1.0 }))
        })
    }
}

/// Uncertainties that have nothing to do with each other, as one.
fn joined<const N: usize>(parts: [Angle; N]) -> Angle {
    Angle::from_radians(parts.iter().map(|part| part.radians().powi(2)).sum::<f64>().sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_the_midline_only_the_part_of_the_near_side_changes() {
        let [points, perspective] = [0.8, 1.1].map(Angle::from_degrees);
        let whole = |near: Angle| {
            let parts = [points, perspective, near];
            parts.iter().map(|part| part.degrees().powi(2)).sum::<f64>().sqrt()
        };
        let after = exchanged(Angle::from_degrees(whole(NEAR_SIDE)), NEAR_SIDE, NEAR_SIDE_AT_MIDLINE);
        assert!((after.degrees() - whole(NEAR_SIDE_AT_MIDLINE)).abs() < 1e-9);
    }
}

//! Which spot is which landmark: by where it is, unless the user says.

use super::anatomy::{ASIS, C7, PSIS, Place, StickerName, T12};
use super::error::NoStickers;
use super::spot::Spot;
use crate::body::Point;
use std::collections::BTreeMap;

/// Spot of each named landmark.
pub(super) type Names = BTreeMap<StickerName, usize>;

/// A sticker that is not pointed at must be seen in this share of the frames. Arms hide the pelvis for 10 to 15 % of a
/// stride; what is seen in less than half of the frames is a hand, a hem or a reflection.
const LEAST_SHARE: f64 = 0.5;
/// Mean colour contrast of a sticker that is not pointed at, 8-bit steps.
const LEAST_CONTRAST: f64 = 50.0;
/// How far from grey a sticker is that is not pointed at, 8-bit steps. ASIS, PSIS and spine of 6 rendered clips had 63 to 158; what had been taken for
/// stickers and was none, on two clips, 21, 22 and 47: skin in the shade, and greys that stand out from a coloured shirt.
const LEAST_COLOUR: f64 = 55.0;
/// Distance ASIS to PSIS in trunk lengths: 164 to 181 mm on two runners (biomechanics.md section 6), with half as much again
/// either way for other people, for the camera's foreshortening and for the trunk's length of the pose model.
const DISTANCE: std::ops::RangeInclusive<f64> = 0.20..=0.55;
/// Slope of the line between the two against the trunk, degrees. Tilts between standing people differ by 20 and running
/// adds 15 (biomechanics.md section 2); with the lean of the trunk nothing human lies outside.
const SLOPE_DEG: std::ops::RangeInclusive<f64> = -25.0..=50.0;
/// Colours that lie this near, 8-bit steps, are one.
const SAME_COLOUR: f64 = 45.0;
/// Stickers on the spine, which the arm hides for half of the stride, and which have a pelvis sticker's colour.
const LEAST_SHARE_SPINE: f64 = 0.3;
/// A spot of this share of the stickers' contrast is as strong as they.
const AS_STRONG: f64 = 0.75;
/// More of them than the seven landmarks that can carry a sticker, and two by mistake: a print. A printed shirt has 20 that stay in
/// their places for half of the frames or longer.
const MOST_AS_STRONG: usize = 9;

/// Names the spots. `clicked` are the user's words; `size` is the distance ASIS to PSIS in trunk lengths, where another clip shows it.
pub(super) fn names(spots: &[Spot], clicked: &Names, size: Option<f64>) -> Result<Names, NoStickers> {
    let mut names = clicked.clone();
    let (front, back) = pair(spots, clicked, size)?;
    if clicked.is_empty() {
        refuse_print(spots, spots[front].contrast.min(spots[back].contrast))?;
    }
    names.insert(StickerName::Asis, front);
    names.insert(StickerName::Psis, back);
    for (name, place) in [(StickerName::T12, T12), (StickerName::C7, C7)] {
        let free = |index: &usize| !names.values().any(|taken| taken == index);
        let alike = |index: &usize| {
            [front, back]
                .iter()
                .any(|&of_pelvis| spots[*index].colour_distance(&spots[of_pelvis]) <= SAME_COLOUR)
        };
        let found = candidates(spots, place, LEAST_SHARE_SPINE)
            .filter(free)
            .filter(alike)
            .max_by(|&a, &b| spots[a].share.total_cmp(&spots[b].share));
        if let Some(found) = found.filter(|_| !names.contains_key(&name)) {
            names.insert(name, found);
        }
    }
    Ok(names)
}

/// The spots in a place that are seen often and well enough.
fn candidates(spots: &[Spot], place: Place, least_share: f64) -> impl Iterator<Item = usize> {
    let good = move |spot: &Spot| {
        let strong = spot.contrast >= LEAST_CONTRAST && spot.colourfulness() >= LEAST_COLOUR;
        place.holds(spot.place) && spot.share >= least_share && strong
    };
    spots.iter().enumerate().filter(move |(_, spot)| good(spot)).map(|(index, _)| index)
}

/// ASIS and PSIS: of all that lie so that they could be both, those seen most; where their distance is known, those nearest to it.
fn pair(spots: &[Spot], clicked: &Names, size: Option<f64>) -> Result<(usize, usize), NoStickers> {
    let of = |name, place| match clicked.get(&name) {
        Some(&index) => vec![index],
        None => candidates(spots, place, LEAST_SHARE)
            .filter(|index| !clicked.values().any(|c| c == index))
            .collect(),
    };
    let (fronts, backs) = (of(StickerName::Asis, ASIS), of(StickerName::Psis, PSIS));
    let pairs = fronts.iter().flat_map(|&front| backs.iter().map(move |&back| (front, back)));
    let shares = |&(front, back): &(usize, usize)| spots[front].share.min(spots[back].share);
    let fits = |(front, back): &(usize, usize)| could_be_one_bone(spots[*front].place, spots[*back].place);
    let worth = |pair: &(usize, usize)| match size {
        Some(size) => -(spots[pair.0].place.distance(spots[pair.1].place) - size).abs(),
        None => shares(pair),
    };
    let best = pairs.filter(fits).max_by(|a, b| worth(a).total_cmp(&worth(b)));
    let (front, back) = best.ok_or(match (fronts.is_empty(), backs.is_empty()) {
        (false, true) => NoStickers::OnlyOne { found: "ASIS", missing: "PSIS" },
        (true, false) => NoStickers::OnlyOne { found: "PSIS", missing: "ASIS" },
        _ => NoStickers::NotFound,
    })?;
    Ok((front, back))
}

/// Refuses clothes that are full of spots as strong as the stickers: any two of them could lie like ASIS and PSIS.
fn refuse_print(spots: &[Spot], contrast: f64) -> Result<(), NoStickers> {
    let strong = |spot: &&Spot| {
        spot.share >= LEAST_SHARE && spot.contrast >= (AS_STRONG * contrast).max(LEAST_CONTRAST)
    };
    let count = spots.iter().filter(strong).count();
    if count > MOST_AS_STRONG { Err(NoStickers::Pattern { count }) } else { Ok(()) }
}

fn could_be_one_bone(front: Point, back: Point) -> bool {
    let slope = (back.y - front.y).atan2(front.x - back.x).to_degrees();
    DISTANCE.contains(&front.distance(back)) && SLOPE_DEG.contains(&slope)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two spots where ASIS and PSIS could be.
    fn spots(colour: [u8; 3]) -> Vec<Spot> {
        let at = |x, y| Spot {
            place: Point::new(x, y),
            colour,
            contrast: 90.0,
            diameter: 0.05,
            share: 0.9,
            members: Vec::new(),
        };
        vec![at(0.2, 0.1), at(-0.2, 0.15)]
    }

    #[test]
    fn greys_that_stand_out_from_a_coloured_shirt_are_no_stickers() {
        let named = names(&spots([90, 200, 100]), &Names::new(), None).expect("two stickers");
        assert_eq!((named[&StickerName::Asis], named[&StickerName::Psis]), (0, 1));
        // As read on a rendered clip in front of grey boxes.
        let refused = names(&spots([75, 85, 99]), &Names::new(), None).expect_err("no stickers");
        assert_eq!(refused, NoStickers::NotFound);
        let pointed_at = Names::from([(StickerName::Asis, 0), (StickerName::Psis, 1)]);
        assert!(names(&spots([75, 85, 99]), &pointed_at, None).is_ok());
    }

    #[test]
    fn of_spots_seen_equally_often_those_as_far_apart_as_in_the_run_are_the_pelvis() {
        let mut spots = spots([90, 200, 100]);
        // T12, as high as a PSIS can be.
        spots.push(Spot { place: Point::new(-0.2, 0.45), ..spots[1].clone() });
        let size = spots[0].place.distance(spots[1].place);
        let named = names(&spots, &Names::new(), Some(1.05 * size)).expect("two stickers");
        assert_eq!((named[&StickerName::Asis], named[&StickerName::Psis]), (0, 1));
    }
}

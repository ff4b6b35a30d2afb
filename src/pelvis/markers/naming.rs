//! Which spot is which landmark: by where it is, unless the user says. The pelvis comes first; what has its stickers' colour is then looked at for the spine.

use super::anatomy::{
    ASIS, C7, PSIS, PelvisLine, Place, StickerName, T12, WAND_BASE, WAND_LENGTHS, WAND_TIP,
};
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
/// By how much more two spots count that have one colour, as most people's stickers have. The hem of a loose red shirt was seen in 90 % of a rendered clip and the PSIS in 70,
/// which made a tilt of 36 degrees too little; but T12, with the colour of the ASIS, in half of the frames of another one, and the PSIS, in the shade, in nearly all.
const ONE_COLOUR: f64 = 4.0 / 3.0;
/// A spot of this share of the stickers' contrast is as strong as they.
const AS_STRONG: f64 = 0.75;
/// More of them than the seven landmarks that can carry a sticker, and two by mistake: a print. A printed shirt has 20 that stay in
/// their places for half of the frames or longer.
const MOST_AS_STRONG: usize = 9;

/// Steepness of a wand against the trunk, up from straight back, degrees. On 15 rendered runners, running and standing, it stood 21 to 47; what lies above the PSIS on the spine (L1, T12) is steeper.
const WAND_SLOPE_DEG: std::ops::RangeInclusive<f64> = -20.0..=65.0;

/// What another clip of the same runner shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before {
    /// Which line.
    pub line: PelvisLine,
    /// How long it is, in trunk lengths.
    pub length: f64,
}

/// Names the two ends of the line that tilts with the pelvis, front first. `clicked` are the user's words. A wand comes first: two spots of one colour, one behind the other
/// behind the back, are nothing else, while one of them can lie like a PSIS to something on the belly.
pub(super) fn pelvis(
    spots: &[Spot],
    clicked: &Names,
    before: Option<Before>,
) -> Result<(PelvisLine, [usize; 2]), NoStickers> {
    let asked = |line: PelvisLine| line.ends().iter().any(|end| clicked.contains_key(end));
    let can_be = |line: PelvisLine, other: PelvisLine| {
        before.map_or(asked(line) || !asked(other), |before| before.line == line)
    };
    let length = before.map(|before| before.length);
    let wand = can_be(PelvisLine::Wand, PelvisLine::Bones).then(|| wand(spots, clicked, length)).flatten();
    let (line, [front, back]) = match wand {
        Some(ends) => (PelvisLine::Wand, ends),
        None if can_be(PelvisLine::Bones, PelvisLine::Wand) => {
            (PelvisLine::Bones, pair(spots, clicked, length)?)
        }
        None => return Err(NoStickers::NoWand),
    };
    if clicked.is_empty() {
        refuse_print(spots, spots[front].contrast.min(spots[back].contrast))?;
    }
    Ok((line, [front, back]))
}

/// The spots that a sticker can be, by the user's word or in its place and none that the user named otherwise.
fn that_can_be(spots: &[Spot], clicked: &Names, name: StickerName, place: Place) -> Vec<usize> {
    match clicked.get(&name) {
        Some(&index) => vec![index],
        None => candidates(spots, place, LEAST_SHARE)
            .filter(|index| !clicked.values().any(|other| other == index))
            .collect(),
    }
}

/// Both ends of a wand: of all pairs of one colour that lie so, that seen most; where its length is known, that nearest to it.
fn wand(spots: &[Spot], clicked: &Names, length: Option<f64>) -> Option<[usize; 2]> {
    let bases = that_can_be(spots, clicked, StickerName::WandBase, WAND_BASE);
    let tips = that_can_be(spots, clicked, StickerName::WandTip, WAND_TIP);
    let pairs = bases.iter().flat_map(|&base| tips.iter().map(move |&tip| [base, tip]));
    let fits = |&[base, tip]: &[usize; 2]| {
        could_be_a_wand(spots[base].place, spots[tip].place)
            && spots[base].colour_distance(&spots[tip]) <= SAME_COLOUR
    };
    let worth = |pair: &[usize; 2]| worth(spots, *pair, length, 1.0);
    pairs.filter(fits).max_by(|a, b| worth(a).total_cmp(&worth(b)))
}

/// How well two spots serve: seen most, or nearest to a length that is known.
fn worth(spots: &[Spot], [front, back]: [usize; 2], length: Option<f64>, favour: f64) -> f64 {
    match length {
        Some(length) => -(spots[front].place.distance(spots[back].place) - length).abs(),
        None => favour * spots[front].share.min(spots[back].share),
    }
}

fn could_be_a_wand(base: Point, tip: Point) -> bool {
    let slope = (tip.y - base.y).atan2(base.x - tip.x).to_degrees();
    WAND_LENGTHS.contains(&base.distance(tip)) && WAND_SLOPE_DEG.contains(&slope)
}

/// Names T12 and C7 among spots that have a colour of the pelvis's stickers, in full or paled to no less than a share of it, and are none of these, but for what the user `named`. However seldom
/// they are seen: arm and shoulder hide the spine for a part of every stride.
pub(super) fn spine(
    spots: &[Spot],
    named: &Names,
    pelvis: [&Spot; 2],
    palest: f64,
) -> Vec<(StickerName, Spot)> {
    let is_alike = |spot: &Spot| pelvis.iter().any(|of| spot.distance_from_paled(of, palest) <= SAME_COLOUR);
    let best = |(name, place): (StickerName, Place)| {
        let found = candidates(spots, place, 0.0).map(|index| &spots[index]).filter(|spot| is_alike(spot));
        let worth = |spot: &&Spot| spot.share * spot.contrast;
        let best = found.max_by(|a, b| worth(a).total_cmp(&worth(b)))?;
        Some((name, best.clone()))
    };
    let unnamed = |(name, _): &(StickerName, Place)| !named.contains_key(name);
    [(StickerName::T12, T12), (StickerName::C7, C7)].into_iter().filter(unnamed).filter_map(best).collect()
}

/// The spots in a place that are seen often and well enough.
fn candidates(spots: &[Spot], place: Place, least_share: f64) -> impl Iterator<Item = usize> {
    let good = move |spot: &Spot| {
        let strong = spot.contrast >= LEAST_CONTRAST && spot.colourfulness() >= LEAST_COLOUR;
        place.holds(spot.place) && spot.share >= least_share && strong
    };
    spots.iter().enumerate().filter(move |(_, spot)| good(spot)).map(|(index, _)| index)
}

/// ASIS and PSIS: of all that lie so that they could be both, those seen most, of which two of one colour count more; where their distance is known, those nearest to it.
fn pair(spots: &[Spot], clicked: &Names, length: Option<f64>) -> Result<[usize; 2], NoStickers> {
    let fronts = that_can_be(spots, clicked, StickerName::Asis, ASIS);
    let backs = that_can_be(spots, clicked, StickerName::Psis, PSIS);
    let pairs = fronts.iter().flat_map(|&front| backs.iter().map(move |&back| [front, back]));
    let fits = |&[front, back]: &[usize; 2]| could_be_one_bone(spots[front].place, spots[back].place);
    let alike = |&[front, back]: &[usize; 2]| {
        if spots[front].colour_distance(&spots[back]) <= SAME_COLOUR { ONE_COLOUR } else { 1.0 }
    };
    let worth = |pair: &[usize; 2]| worth(spots, *pair, length, alike(pair));
    let best = pairs.filter(fits).max_by(|a, b| worth(a).total_cmp(&worth(b)));
    best.ok_or(match (fronts.is_empty(), backs.is_empty()) {
        (false, true) => NoStickers::OnlyOne { found: "ASIS", missing: "PSIS" },
        (true, false) => NoStickers::OnlyOne { found: "PSIS", missing: "ASIS" },
        _ => NoStickers::NotFound,
    })
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

    const BONES: Result<(PelvisLine, [usize; 2]), NoStickers> = Ok((PelvisLine::Bones, [0, 1]));

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
        assert_eq!(pelvis(&spots([90, 200, 100]), &Names::new(), None), BONES);
        // As read on a rendered clip in front of grey boxes.
        assert_eq!(pelvis(&spots([75, 85, 99]), &Names::new(), None), Err(NoStickers::NotFound));
        let pointed_at = Names::from([(StickerName::Asis, 0), (StickerName::Psis, 1)]);
        assert!(pelvis(&spots([75, 85, 99]), &pointed_at, None).is_ok());
    }

    #[test]
    fn a_hem_that_is_seen_more_often_than_the_sticker_is_not_taken_for_it() {
        let mut spots = spots([190, 65, 150]);
        spots[1].share = 0.7;
        // As read on a rendered runner in a loose red shirt.
        spots.push(Spot { place: Point::new(-0.27, -0.03), colour: [132, 81, 81], ..spots[0].clone() });
        assert_eq!(pelvis(&spots, &Names::new(), None), BONES);
        // A PSIS in the shade, and T12 high up, of the colour of the ASIS but seldom seen.
        spots[1] = Spot { colour: [110, 40, 80], ..spots[0].clone() };
        spots[1].place = Point::new(-0.2, 0.15);
        spots[2] = Spot { place: Point::new(-0.2, 0.45), share: 0.5, ..spots[0].clone() };
        assert_eq!(pelvis(&spots, &Names::new(), None), BONES);
    }

    #[test]
    fn of_spots_seen_equally_often_those_as_far_apart_as_in_the_run_are_the_pelvis() {
        let mut spots = spots([90, 200, 100]);
        // T12, as high as a PSIS can be.
        spots.push(Spot { place: Point::new(-0.2, 0.45), ..spots[1].clone() });
        let size = spots[0].place.distance(spots[1].place);
        let before = Before { line: PelvisLine::Bones, length: 1.05 * size };
        assert_eq!(pelvis(&spots, &Names::new(), Some(before)), BONES);
    }

    #[test]
    fn the_spine_is_what_has_the_pelvis_s_colour_in_its_place_however_seldom() {
        let pelvis = spots([90, 200, 100]);
        let at = |y: f64, colour| Spot { place: Point::new(-0.2, y), colour, ..pelvis[0].clone() };
        // A sliver, half of it the shirt.
        let t12 = Spot { share: 0.25, ..at(0.5, [95, 150, 100]) };
        let c7 = at(1.1, [100, 210, 110]);
        let rim = Spot { share: 0.95, contrast: 55.0, ..c7.clone() };
        let collar = at(1.1, [210, 90, 100]);
        let seen = [rim, t12.clone(), collar, c7.clone()];
        let found = |named: &Names| spine(&seen, named, [&pelvis[0], &pelvis[1]], 0.5);
        assert_eq!(found(&Names::new()), [(StickerName::T12, t12), (StickerName::C7, c7.clone())]);
        assert_eq!(found(&Names::from([(StickerName::T12, 0)])), [(StickerName::C7, c7)]);
    }

    #[test]
    fn a_wand_is_two_of_one_colour_one_behind_the_other_and_goes_before_what_could_be_bones() {
        let mut spots = spots([90, 200, 100]);
        // Both ends of a wand that points back and up; the first spot is a badge on the belly.
        let at = |x, y| Spot { place: Point::new(x, y), ..spots[0].clone() };
        let (base, tip) = (at(-0.25, 0.15), at(-0.42, 0.26));
        spots[1] = base;
        spots.push(tip);
        let wand = Ok((PelvisLine::Wand, [1, 2]));
        assert_eq!(pelvis(&spots, &Names::new(), None), wand);
        // Who points at the ASIS has no wand.
        let pointed_at = Names::from([(StickerName::Asis, 0)]);
        assert_eq!(pelvis(&spots, &pointed_at, None), BONES);
        // The other clip says which line it is, and how long.
        let before = |line, length| Some(Before { line, length });
        assert_eq!(pelvis(&spots, &Names::new(), before(PelvisLine::Bones, 0.45)), BONES);
        assert_eq!(pelvis(&spots, &Names::new(), before(PelvisLine::Wand, 0.2)), wand);
        spots[2].colour = [210, 90, 100];
        assert_eq!(pelvis(&spots, &Names::new(), None), BONES);
        assert_eq!(pelvis(&spots, &Names::new(), before(PelvisLine::Wand, 0.2)), Err(NoStickers::NoWand));
    }

    #[test]
    fn a_sticker_on_the_spine_above_the_psis_is_no_wand() {
        let mut spots = spots([90, 200, 100]);
        spots.push(Spot { place: Point::new(-0.26, 0.40), share: 0.6, ..spots[1].clone() });
        assert_eq!(pelvis(&spots, &Names::new(), None), BONES);
    }
}

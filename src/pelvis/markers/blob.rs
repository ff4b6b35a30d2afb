//! Small compact spots of strong local colour in one picture: what could be a sticker.
//!
//! No colour is looked for. A grain belongs to a spot if its colour differs from that of all eight grains which lie a
//! sticker's width away, so that edges and stripes, which go on in one direction, give nothing.

use super::chroma::{Chroma, distance, opponents};
use super::window::Trunk;
use crate::body::{BodyPose, Point};
use crate::units::Pixels;
use crate::video::{Frame, VideoError};
use serde::{Deserialize, Serialize};
use std::f64::consts::FRAC_PI_4;

/// One spot that could be a sticker.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Blob {
    /// Its centre in the image frame, sub-pixel.
    pub image: Point,
    /// Mean colour: red, green, blue.
    pub colour: [u8; 3],
    /// Colour difference from its surroundings, 8-bit steps.
    pub contrast: f64,
    /// Diameter of the disc with its area.
    pub diameter: Pixels,
}

impl Blob {
    /// How far the colours of two spots lie apart, brightness left out.
    pub(super) fn colour_distance(&self, other: [u8; 3]) -> f64 {
        distance(opponents(self.colour), opponents(other))
    }
}

/// Stickers are 15 to 40 mm wide; a diameter from an area of few grains is rough, so half and half again are let through.
const SMALLEST_M: f64 = 0.008;
const LARGEST_M: f64 = 0.055;
/// Distance at which the surroundings are compared, metres: beyond the edge of a 40 mm sticker seen from its middle.
const SURROUND_M: f64 = 0.030;
/// Least colour difference to the surroundings, 8-bit steps. On the rendered clips stickers have 80 and more and skin
/// against black shorts 58.
const LEAST_CONTRAST: f64 = 36.0;
/// Longest over shortest axis of a spot: a round sticker that the camera sees at 80 degrees is six times as long as wide. With 3.5 one PSIS of
/// the sticker clips of docs/ACCURACY.md, half behind the back and seen in 77 % of the frames, is not found.
const MOST_ELONGATED: f64 = 6.0;
/// Where on the way to the surroundings the ground is looked at: outside a sticker of 40 mm, and where its surroundings are.
const GROUND_AT: [f64; 2] = [0.75, 1.0];
/// Less of the sticker in a grain is noise, or smear of the video's compression. Between 0 and 0.35 the tilt from standing of 22 rendered runners differs
/// from that of the exact places by 0.37 to 0.32 degrees (root mean square).
const LEAST_SHARE: f64 = 0.2;
/// No more than this many spots of a frame are kept, the strongest.
const MOST_PER_FRAME: usize = 32;

/// The eight directions, as shares of the distance.
const DIRECTIONS: [(f64, f64); 8] = {
    const D: f64 = std::f64::consts::FRAC_1_SQRT_2;
    [(1.0, 0.0), (D, D), (0.0, 1.0), (-D, D), (-1.0, 0.0), (-D, -D), (0.0, -1.0), (D, -D)]
};

/// The spots round trunk and pelvis of a body.
///
/// # Errors
/// [`VideoError`] where the picture cannot be read.
pub fn find_blobs(frame: &Frame, pose: &BodyPose) -> Result<Vec<Blob>, VideoError> {
    let Some(trunk) = Trunk::of(pose) else { return Ok(Vec::new()) };
    let Some(window) = trunk.window(frame.size()) else { return Ok(Vec::new()) };
    let chroma = Chroma::of(frame, window, trunk.px_per_m())?;
    let scale = trunk.px_per_m() / chroma.grain as f64;
    let contrasts = contrasts(&chroma, scale * SURROUND_M);
    let mut blobs: Vec<Blob> = components(&contrasts, chroma.width())
        .iter()
        .filter_map(|component| blob(&chroma, component, &contrasts, scale))
        .collect();
    blobs.sort_by(|a, b| b.contrast.total_cmp(&a.contrast));
    blobs.truncate(MOST_PER_FRAME);
    Ok(blobs)
}

/// For each grain its least colour difference to the eight round it; 0 at the rim and below [`LEAST_CONTRAST`].
fn contrasts(chroma: &Chroma, distance_grains: f64) -> Vec<f32> {
    let (width, height) = (chroma.width(), chroma.height());
    let reach = distance_grains.round().max(1.0) as usize;
    let offsets = DIRECTIONS.map(|(x, y)| {
        let step = |share: f64| (share * reach as f64).round() as isize;
        (step(x), step(y))
    });
    let mut out = vec![0.0; width * height];
    for y in reach..height.saturating_sub(reach) {
        for x in reach..width.saturating_sub(reach) {
            let own = chroma.at(x, y);
            let squared = |(dx, dy): &(isize, isize)| {
                let other = chroma.at(x.wrapping_add_signed(*dx), y.wrapping_add_signed(*dy));
                let (a, b) = (i32::from(own[0] - other[0]), i32::from(own[1] - other[1]));
                a * a + b * b
            };
            let limit = (LEAST_CONTRAST * LEAST_CONTRAST) as i32;
            let least = offsets
                .iter()
                .map(squared)
                .try_fold(i32::MAX, |least, d| (d >= limit).then_some(least.min(d)));
            if let Some(least) = least {
                out[y * width + x] = (f64::from(least).sqrt()) as f32;
            }
        }
    }
    out
}

/// Connected grains of some contrast.
fn components(contrasts: &[f32], width: usize) -> Vec<Vec<usize>> {
    let mut seen = vec![false; contrasts.len()];
    let mut found = Vec::new();
    for start in 0..contrasts.len() {
        if contrasts[start] == 0.0 || seen[start] {
            continue;
        }
        seen[start] = true;
        let mut members = vec![start];
        let mut next = 0;
        while let Some(&at) = members.get(next) {
            next += 1;
            for neighbour in neighbours(at, width, contrasts.len()) {
                if contrasts[neighbour] > 0.0 && !seen[neighbour] {
                    seen[neighbour] = true;
                    members.push(neighbour);
                }
            }
        }
        found.push(members);
    }
    found
}

/// The four grains beside one. Contrast is 0 at the rim, so no row runs over into the next.
fn neighbours(at: usize, width: usize, len: usize) -> impl Iterator<Item = usize> {
    [at.checked_sub(1), Some(at + 1), at.checked_sub(width), Some(at + width)]
        .into_iter()
        .flatten()
        .filter(move |&n| n < len)
}

/// Weighted moments of a spot.
#[derive(Default)]
struct Moments {
    weight: f64,
    x: f64,
    y: f64,
    xx: f64,
    yy: f64,
    xy: f64,
}

impl Moments {
    fn add(&mut self, x: f64, y: f64, weight: f64) {
        self.weight += weight;
        self.x += weight * x;
        self.y += weight * y;
        self.xx += weight * x * x;
        self.yy += weight * y * y;
        self.xy += weight * x * y;
    }

    fn centre(&self) -> (f64, f64) {
        (self.x / self.weight, self.y / self.weight)
    }

    /// Longest over shortest axis; a grain's own extent (1/12 of variance) is added so that a thin spot stays finite.
    fn elongation(&self) -> f64 {
        let (x, y) = self.centre();
        let (xx, yy) =
            (self.xx / self.weight - x * x + 1.0 / 12.0, self.yy / self.weight - y * y + 1.0 / 12.0);
        let xy = self.xy / self.weight - x * y;
        let (mean, half) = (f64::midpoint(xx, yy), ((xx - yy) / 2.0).hypot(xy));
        ((mean + half) / (mean - half).max(1e-3)).sqrt()
    }
}

/// Per direction, how far the colour of what surrounds a spot is from its own: the least of two places on the way to the surroundings, in this direction
/// and the two beside it.
///
/// A grain at the rim shows sticker and ground mixed; how much of the sticker is in it follows from the ground on its own side. With one ground for all
/// sides the rim towards another one counted too little: on rendered clips the tilt was up to 1.5 degrees off for it.
fn ground(chroma: &Chroma, (x, y): (f64, f64), own: [i16; 2], reach: f64) -> [f64; 8] {
    let at =
        |middle: f64, step: f64, most: usize| (middle + step).round().clamp(0.0, most as f64 - 1.0) as usize;
    let off = DIRECTIONS.map(|(dx, dy)| {
        let place = |share: f64| {
            let (dx, dy) = (share * reach * dx, share * reach * dy);
            chroma.at(at(x, dx, chroma.width()), at(y, dy, chroma.height()))
        };
        GROUND_AT.map(|share| distance(place(share), own)).into_iter().fold(f64::INFINITY, f64::min)
    });
    std::array::from_fn(|k| off[k].min(off[(k + 1) % 8]).min(off[(k + 7) % 8]))
}

/// That of the direction in which a place lies.
fn towards(ground: &[f64; 8], dx: f64, dy: f64) -> f64 {
    ground[(dy.atan2(dx) / FRAC_PI_4).round().rem_euclid(8.0) as usize]
}

/// How much of a grain is the sticker's, 0 or less for none: by how far its colour is on the way from the ground's to the sticker's own.
fn share_of_sticker(grain: [i16; 2], own: [i16; 2], ground: f64) -> f64 {
    (1.0 - distance(grain, own) / ground.max(1.0) - LEAST_SHARE) / (1.0 - LEAST_SHARE)
}

/// A component as a spot, if its size and shape are those of a sticker. Every grain near it counts with the share of the
/// sticker's colour in it, which makes the centre sub-pixel.
fn blob(chroma: &Chroma, component: &[usize], contrasts: &[f32], scale: f64) -> Option<Blob> {
    let width = chroma.width();
    let peak = component.iter().map(|&at| contrasts[at]).fold(0.0, f32::max);
    let core: Vec<usize> = component.iter().copied().filter(|&at| contrasts[at] >= 0.8 * peak).collect();
    let mean =
        |value: &dyn Fn(usize) -> f64| core.iter().map(|&at| value(at)).sum::<f64>() / core.len() as f64;
    let own = [0, 1].map(|c| mean(&|at| f64::from(chroma.at(at % width, at / width)[c])).round() as i16);
    let colour =
        [0, 1, 2].map(|c| mean(&|at| f64::from(chroma.rgb(at % width, at / width)[c])).round() as u8);
    let (x, y) = (mean(&|at| (at % width) as f64), mean(&|at| (at / width) as f64));
    let reach = (SURROUND_M * scale).ceil();
    let span = |middle: f64, most: usize| {
        (middle - reach).max(0.0) as usize..((middle + reach) as usize + 1).min(most)
    };
    let ground = ground(chroma, (x, y), own, scale * SURROUND_M);
    let mut moments = Moments::default();
    for row in span(y, chroma.height()) {
        for column in span(x, width) {
            let (dx, dy) = (column as f64 - x, row as f64 - y);
            if dx.hypot(dy) > reach {
                continue;
            }
            let share = share_of_sticker(chroma.at(column, row), own, towards(&ground, dx, dy));
            if share > 0.0 {
                moments.add(column as f64, row as f64, share.min(1.0));
            }
        }
    }
    let diameter = 2.0 * (moments.weight / std::f64::consts::PI).sqrt();
    let fits = (SMALLEST_M * scale..=LARGEST_M * scale).contains(&diameter);
    if !fits || moments.elongation() > MOST_ELONGATED {
        return None;
    }
    let (x, y) = moments.centre();
    let grain = chroma.grain as f64;
    Some(Blob {
        image: chroma.image(x, y),
        colour,
        contrast: f64::from(peak),
        diameter: Pixels(diameter * grain),
    })
}

#[cfg(test)]
mod tests {
    use super::super::window::Window;
    use super::*;
    use crate::body::FrameSize;
    use crate::units::Seconds;

    const SIZE: FrameSize = FrameSize { width: 80, height: 80 };
    /// A grain is a pixel then.
    const PX_PER_M: f64 = 340.0;
    const STICKER: [u8; 3] = [230, 20, 130];

    /// A round sticker of 34 mm whose rim is mixed with what lies behind it, left and right.
    fn picture(centre: Point, left: [u8; 3], right: [u8; 3]) -> Frame {
        const PARTS: i32 = 8;
        let at = |x: f64, y: f64| {
            let inside = (x - centre.x).hypot(y - centre.y) <= 5.8;
            if inside { STICKER } else { if x < 40.0 { left } else { right } }
        };
        let part = |whole: i32, k: i32| f64::from(whole) - 0.5 + (f64::from(k) + 0.5) / f64::from(PARTS);
        let pixel = |x: i32, y: i32| {
            let parts = (0..PARTS * PARTS).map(|k| at(part(x, k % PARTS), part(y, k / PARTS)));
            let sum = parts.fold([0u32; 3], |sum, c| std::array::from_fn(|i| sum[i] + u32::from(c[i])));
            sum.map(|s| (s / (PARTS * PARTS) as u32) as u8)
        };
        let rgb: Vec<u8> = (0..80).flat_map(|y| (0..80).flat_map(move |x| pixel(x, y))).collect();
        Frame::from_rgb(SIZE, &rgb, 0, Seconds(0.0)).unwrap()
    }

    fn strongest(frame: &Frame) -> Blob {
        let chroma = Chroma::of(frame, Window { left: 0, top: 0, size: SIZE }, PX_PER_M).unwrap();
        assert_eq!(chroma.grain, 1);
        let contrasts = contrasts(&chroma, PX_PER_M * SURROUND_M);
        // Pieces of the rim are found too, and are weaker.
        components(&contrasts, chroma.width())
            .iter()
            .filter_map(|component| blob(&chroma, component, &contrasts, PX_PER_M))
            .max_by(|a, b| a.contrast.total_cmp(&b.contrast))
            .unwrap()
    }

    #[test]
    fn a_sticker_between_two_grounds_has_its_centre_where_it_is() {
        // The sticker's colour is 200 steps from one and 290 from the other.
        let (wall, shirt) = ([120, 110, 100], [30, 90, 160]);
        for (x, y) in [(40.0, 40.0), (40.3, 39.6), (39.5, 40.2)] {
            for (left, right) in [(wall, shirt), (shirt, wall), (shirt, shirt)] {
                let off = strongest(&picture(Point::new(x, y), left, right)).image.distance(Point::new(x, y));
                // Measured: up to 0.15; with one ground for all sides 0.32.
                assert!(off < 0.2, "{off:.2} pixels off between {left:?} and {right:?}");
            }
        }
    }
}

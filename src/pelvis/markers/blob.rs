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
/// Longest over shortest axis of a spot: a round sticker that the camera sees at 70 degrees is three times as long as
/// wide.
const MOST_ELONGATED: f64 = 3.5;
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
    let mut moments = Moments::default();
    for row in span(y, chroma.height()) {
        for column in span(x, width) {
            let inside = (column as f64 - x).hypot(row as f64 - y) <= reach;
            let share = 1.0 - distance(chroma.at(column, row), own) / f64::from(peak);
            if inside && share > 0.0 {
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

//! The clip's own average stride: where each leg landmark is expected at each moment of the cycle.
//!
//! Two legs that blend into one for a frame can come apart either way without a jump, so smoothness alone cannot say
//! which is which; the other strides of the same clip can.

use super::evidence::{NOISE, student_t};
use super::{Exchange, LEG, LegPoints};
use crate::body::Point;
use crate::robust::centre_and_spread;

/// Parts of the cycle: of a stride of 0.7 s, one frame at 60 frames/s.
const BINS: usize = 40;

/// Fewest samples in a part of the cycle: the median of five outvotes two wrong ones.
const FEWEST_SAMPLES: usize = 5;

/// Where a landmark is expected, relative to the middle of the hips, and how far off it may be per coordinate.
#[derive(Clone, Copy)]
struct Expected {
    at: Point,
    sigma: f64,
}

pub(super) struct StrideTemplate {
    /// Of each frame.
    phase: Vec<Option<f64>>,
    /// `[bin][part][side]`
    bins: Vec<[[Option<Expected>; 2]; LEG.len()]>,
}

impl StrideTemplate {
    /// The average stride under an identification of the legs; `phase` is that of each frame ([`super::cycle`]).
    pub(super) fn of(frames: &[LegPoints], phase: Vec<Option<f64>>, exchanges: &[Exchange]) -> Self {
        let mut samples = vec![<[[Vec<Point>; 2]; LEG.len()]>::default(); BINS];
        for ((frame, exchange), phase) in frames.iter().zip(exchanges).zip(&phase) {
            let Some(phase) = phase else { continue };
            let bin = &mut samples[bin_of(*phase)];
            for (part, side) in (0..LEG.len()).flat_map(|part| [(part, 0), (part, 1)]) {
                let labelled = side ^ usize::from(exchange.concerns(LEG[part]));
                bin[part][side].push(relative(frame, part, labelled));
            }
        }
        let bins = samples
            .iter()
            .map(|bin| bin.each_ref().map(|sides| sides.each_ref().map(|s| expected(s))))
            .collect();
        Self { phase, bins }
    }

    /// Cost of calling the landmark `part` that the model labelled `labelled` the one of `side`; 0 where the cycle is
    /// not known.
    pub(super) fn cost(
        &self,
        frames: &[LegPoints],
        step: usize,
        part: usize,
        labelled: usize,
        side: usize,
    ) -> f64 {
        let expected = self.phase[step].and_then(|phase| self.bins[bin_of(phase)][part][side]);
        let off =
            |e: Expected| student_t(relative(&frames[step], part, labelled).distance(e.at), e.sigma, 2.0);
        expected.map_or(0.0, off)
    }
}

fn bin_of(phase: f64) -> usize {
    ((phase * BINS as f64) as usize).min(BINS - 1)
}

fn relative(frame: &LegPoints, part: usize, labelled: usize) -> Point {
    let middle = frame.at[0][0].midpoint(frame.at[0][1]);
    let point = frame.at[part][labelled];
    Point::new(point.x - middle.x, point.y - middle.y)
}

fn expected(samples: &[Point]) -> Option<Expected> {
    if samples.len() < FEWEST_SAMPLES {
        return None;
    }
    let (x, spread_x) = centre_and_spread(samples.iter().map(|p| p.x).collect())?;
    let (y, spread_y) = centre_and_spread(samples.iter().map(|p| p.y).collect())?;
    // The landmark and the hips it is held against both carry noise.
    let floor = NOISE * std::f64::consts::SQRT_2;
    Some(Expected { at: Point::new(x, y), sigma: spread_x.max(spread_y).max(floor) })
}

//! The offset between two clocks, from the angles that both recordings have.
//!
//! At each candidate offset the reference is read at the clip's own times, and the correlation of all thigh and knee angles
//! together is taken, each about its own mean (so no zero matters). A running body repeats itself, so a good fit is not enough:
//! an offset that fits about as well elsewhere is refused, and so is one at the end of what could be tried.

use super::error::ValidateError;
use super::measured::{Measured, aligns};
use super::reference::{Clock, Reference};
use super::sampling::Sampler;
use super::score::{Alignment, AlignmentSource};
use crate::series::Series;
use crate::units::{Angle, Seconds};

/// Below this the recordings are not the same run, or not the same side of the body.
const LEAST_R: f64 = 0.8;
/// A rival offset whose correlation is nearer than this to the best is not told apart from it.
const RIVAL_MARGIN: f64 = 0.01;
/// Offsets a second. The best lies within 2 ms of one of them; a knee (harmonics to 6 Hz) loses less than 0.003 of r by that.
const STEPS_PER_SECOND: f64 = 250.0;
/// The recordings must overlap by this share of the shorter one.
const LEAST_OVERLAP: f64 = 0.5;
/// Shorter overlaps hold no whole stride at 120 steps a minute.
const LEAST_OVERLAP_S: f64 = 1.0;

/// How the clocks belong together.
pub(super) fn align(measured: &Measured, reference: &Reference) -> Result<Alignment, ValidateError> {
    match reference.clock {
        Clock::SameAsClip => Ok(Alignment { source: AlignmentSource::SameClock, offset_s: 0.0, r: None }),
        Clock::Offset(offset) => {
            Ok(Alignment { source: AlignmentSource::Given, offset_s: offset.0, r: None })
        }
        Clock::Unknown => Search::new(measured, reference)?.best(),
    }
}

/// One angle in both recordings.
type Curves<'a> = (&'a Series<Angle>, &'a Series<Angle>);

struct Search<'a> {
    reference: &'a Reference,
    curves: Vec<Curves<'a>>,
    times: &'a [f64],
    sampler: Sampler<'a>,
    /// First offset, and how many.
    first_s: f64,
    count: usize,
    least_pairs: usize,
}

/// A candidate offset and how well it fits.
#[derive(Debug, Clone, Copy)]
struct Fit {
    offset_s: f64,
    r: f64,
}

impl<'a> Search<'a> {
    fn new(measured: &'a Measured, reference: &'a Reference) -> Result<Self, ValidateError> {
        let too_short = || ValidateError::TooShort { reference: reference.name.clone() };
        let curves = curves(measured, reference)?;
        let (clip, known) = (&measured.time, &reference.time);
        let shorter = clip.span().0.min(known.span().0);
        let overlap = (LEAST_OVERLAP * shorter).max(LEAST_OVERLAP_S);
        let ends = |axis: &'a [f64]| axis.first().copied().zip(axis.last().copied());
        let (clip_ends, known_ends) =
            ends(clip.seconds()).zip(ends(known.seconds())).ok_or_else(too_short)?;
        let (first_s, last_s) = (known_ends.0 + overlap - clip_ends.1, known_ends.1 - overlap - clip_ends.0);
        if shorter < overlap || last_s <= first_s {
            return Err(too_short());
        }
        let rate = clip.median_rate().ok_or_else(too_short)?;
        Ok(Self {
            reference,
            // Half of the frames of the least overlap must be free of gaps in one curve at least.
            least_pairs: (overlap * rate.0 / 2.0) as usize,
            curves,
            times: clip.seconds(),
            sampler: Sampler::new(known),
            first_s,
            count: ((last_s - first_s) * STEPS_PER_SECOND) as usize + 1,
        })
    }

    fn best(&self) -> Result<Alignment, ValidateError> {
        let name = || self.reference.name.clone();
        let fits: Vec<Option<Fit>> = (0..self.count).map(|step| self.fit(self.offset_of(step))).collect();
        let r = |step: usize| fits.get(step).copied().flatten().map(|fit| fit.r);
        let by_r = |a: &(usize, Fit), b: &(usize, Fit)| a.1.r.total_cmp(&b.1.r);
        let tried = fits.iter().enumerate().filter_map(|(step, fit)| fit.map(|fit| (step, fit)));
        let (step, peak) =
            tried.clone().max_by(by_r).ok_or_else(|| ValidateError::TooShort { reference: name() })?;
        if peak.r < LEAST_R {
            return Err(ValidateError::NotAlike {
                reference: name(),
                r: peak.r,
                offset_s: peak.offset_s,
                least: LEAST_R,
            });
        }
        let (Some(before), Some(after)) = (step.checked_sub(1).and_then(r), r(step + 1)) else {
            return Err(ValidateError::AtTheEnd { reference: name(), offset_s: peak.offset_s });
        };
        let near = hill(step, peak.r - RIVAL_MARGIN, &r);
        if let Some((_, rival)) = tried.filter(|(step, _)| !near.contains(step)).max_by(by_r)
            && rival.r >= peak.r - RIVAL_MARGIN
        {
            return Err(ValidateError::Ambiguous {
                reference: name(),
                offset_s: peak.offset_s,
                r: peak.r,
                rival_s: rival.offset_s,
                rival_r: rival.r,
            });
        }
        let offset_s = peak.offset_s + vertex(before, peak.r, after) / STEPS_PER_SECOND;
        Ok(Alignment { source: AlignmentSource::Found, offset_s, r: Some(peak.r) })
    }

    fn offset_of(&self, step: usize) -> f64 {
        self.first_s + step as f64 / STEPS_PER_SECOND
    }

    /// Correlation of all curves together, each about its own means; `None` where too little can be compared.
    fn fit(&self, offset_s: f64) -> Option<Fit> {
        let (mut pairs, mut both, mut measured, mut known) = (0, 0.0, 0.0, 0.0);
        for (curve, truth) in &self.curves {
            let sums = self.sums(curve, truth, offset_s);
            pairs += sums.n;
            both += sums.both();
            measured += sums.measured();
            known += sums.known();
        }
        let scale = (measured * known).sqrt();
        (pairs >= self.least_pairs.max(2) && scale > 0.0).then(|| Fit { offset_s, r: both / scale })
    }

    fn sums(&self, curve: &Series<Angle>, truth: &Series<Angle>, offset_s: f64) -> Sums {
        let mut sums = Sums::default();
        for (&time, sample) in self.times.iter().zip(curve.samples()) {
            let Some(sample) = sample else { continue };
            if let Some(truth) = self.sampler.at(truth, Seconds(time + offset_s)) {
                sums.add(sample.radians(), truth.radians());
            }
        }
        sums
    }
}

/// Sums from which variances about the mean follow.
#[derive(Default)]
struct Sums {
    n: usize,
    x: f64,
    y: f64,
    xx: f64,
    yy: f64,
    xy: f64,
}

impl Sums {
    fn add(&mut self, x: f64, y: f64) {
        self.n += 1;
        self.x += x;
        self.y += y;
        self.xx += x * x;
        self.yy += y * y;
        self.xy += x * y;
    }

    fn about_means(&self, product: f64, a: f64, b: f64) -> f64 {
        if self.n == 0 { 0.0 } else { product - a * b / self.n as f64 }
    }

    fn measured(&self) -> f64 {
        self.about_means(self.xx, self.x, self.x).max(0.0)
    }

    fn known(&self) -> f64 {
        self.about_means(self.yy, self.y, self.y).max(0.0)
    }

    fn both(&self) -> f64 {
        self.about_means(self.xy, self.x, self.y)
    }
}

/// Thighs and knees that both have; where there are none, every angle that both have.
fn curves<'a>(measured: &'a Measured, reference: &'a Reference) -> Result<Vec<Curves<'a>>, ValidateError> {
    let common = |wanted: &dyn Fn(&super::measured::MeasuredAngle) -> bool| -> Vec<Curves<'a>> {
        let angles = measured.angles.iter().filter(|angle| wanted(angle));
        angles.filter_map(|angle| Some((&angle.series, &reference.angle(angle.column)?.series))).collect()
    };
    let mut curves = common(&|angle| aligns(angle.column));
    if curves.is_empty() {
        curves = common(&|_| true);
    }
    if curves.is_empty() {
        return Err(super::compare::nothing_in_common(measured, reference));
    }
    Ok(curves)
}

/// The steps around `top` over which r stays at or above `level`.
fn hill(top: usize, level: f64, r: &impl Fn(usize) -> Option<f64>) -> std::ops::RangeInclusive<usize> {
    let stays = |step: &usize| r(*step).is_some_and(|r| r >= level);
    let last = (top..).take_while(stays).last().unwrap_or(top);
    let first = (0..=top).rev().take_while(stays).last().unwrap_or(top);
    first..=last
}

/// Where the parabola through three neighbours has its top, in steps from the middle one.
fn vertex(before: f64, top: f64, after: f64) -> f64 {
    let curvature = before - 2.0 * top + after;
    if curvature < 0.0 { (before - after) / (2.0 * curvature) } else { 0.0 }
}

#[cfg(test)]
#[path = "align/tests.rs"]
mod tests;

//! From the near side of the pelvis to its middle.
//!
//! The camera sees ASIS and PSIS of one side. Where the pelvis drops on one side (obliquity) or turns about the vertical, these two move
//! against the middle, and the line between them tips though the pelvis does not. Both swing once in a stride, to one side on the left step
//! and to the other on the right; sagittal tilt swings once in a **step**, alike on both. So the part of the line that is opposite half a
//! stride later is taken out:
//!
//! ```text
//! odd(phase) = (m(phase) − m(phase + half)) / 2        m: mean tilt over the strides
//! ```
//!
//! of which the first, third and fifth harmonic are kept, and of these as much as does not come from the middle itself: what pelves do once a
//! stride in their middle has a known size, `own`, so of a mean square `V²` the share `1 − own² / V²` is the near side's (Wiener's filter for two
//! independent sources). What is lost is a real difference of tilt between the two steps, which the near side could not show anyway. Three real runners,
//! either side each, degrees, SD of the line less the middle before and after (`docs/METHODS-pelvis.md`, `tests/pelvis_midline.rs`): 1.7 to 0.4 and 0.5,
//! 1.7 to 0.7 and 0.8, and, of a pelvis that hardly drops, 0.5 to 0.5.

use crate::robust::median;
use crate::series::Series;
use crate::units::{Angle, Seconds};
use std::f64::consts::TAU;
use std::sync::Arc;

/// Parts of a stride in which the tilt is averaged; even, so that each has one opposite.
const BINS: usize = 24;
/// Samples that each part must have: the mean of three is off by 0.6 of one.
const LEAST_SAMPLES: usize = 3;
/// Harmonics of the stride that change sign after half of it.
const ODD: [f64; 3] = [1.0, 3.0, 5.0];

/// What the middle of a pelvis does itself once a stride, root mean square: 0.37 (Fukuchi et al. 2017, markers), 0.59 (`opensim_welk007`) and 0.63
/// degrees (Hamner & Delp 2013; both inverse kinematics).
const OWN: Angle = Angle::from_degrees(0.6);

/// What a near side does once a stride more than the middle.
#[derive(Debug, Clone, Copy, PartialEq)]
struct OnceAStride {
    /// Cosine and sine of each harmonic of [`ODD`].
    harmonics: [(Angle, Angle); ODD.len()],
}

impl OnceAStride {
    /// Of a tilt with the phase of each of its samples; `None` where a part of the stride is not seen.
    fn of(tilt: &Series<Angle>, phases: &[Option<f64>]) -> Option<Self> {
        let mut bins = [(0.0, 0usize); BINS];
        for (sample, phase) in tilt.samples().iter().zip(phases) {
            if let Some((sample, phase)) = sample.zip(*phase) {
                let bin = &mut bins[((phase * BINS as f64) as usize).min(BINS - 1)];
                bin.0 += sample.radians();
                bin.1 += 1;
            }
        }
        if bins.iter().any(|bin| bin.1 < LEAST_SAMPLES) {
            return None;
        }
        let mean = |bin: usize| bins[bin % BINS].0 / bins[bin % BINS].1 as f64;
        let odd = |bin: usize| (mean(bin) - mean(bin + BINS / 2)) / 2.0;
        let harmonic = |n: f64| {
            let sum = |wave: fn(f64) -> f64| {
                let at = |bin: usize| odd(bin) * wave(n * TAU * (bin as f64 + 0.5) / BINS as f64);
                Angle::from_radians(2.0 / BINS as f64 * (0..BINS).map(at).sum::<f64>())
            };
            (sum(f64::cos), sum(f64::sin))
        };
        let harmonics = ODD.map(harmonic);
        let square = |(cos, sin): &(Angle, Angle)| (cos.radians().powi(2) + sin.radians().powi(2)) / 2.0;
        let all: f64 = harmonics.iter().map(square).sum();
        let share = (1.0 - OWN.radians().powi(2) / all).max(0.0);
        Some(Self { harmonics: harmonics.map(|(cos, sin)| (cos * share, sin * share)) })
    }

    /// At a place in the stride, 0 to 1.
    fn at(&self, phase: f64) -> Angle {
        let part = |(n, (cos, sin)): (f64, (Angle, Angle))| {
            let (s, c) = (n * TAU * phase).sin_cos();
            cos * c + sin * s
        };
        ODD.into_iter().zip(self.harmonics).map(part).fold(Angle::ZERO, |sum, part| sum + part)
    }

    /// Half of its range.
    fn amplitude(&self) -> Angle {
        // Opposite after half a stride: the least is the greatest with another sign.
        let values = (0..BINS * 4).map(|i| self.at(i as f64 / (BINS * 4) as f64));
        values.fold(Angle::ZERO, |most, value| if value.radians() > most.radians() { value } else { most })
    }
}

/// A tilt without what its side does once a stride, which the contacts of one foot begin, and the amplitude of that; no sample where no stride is
/// near, and nothing where a part of the stride is not seen.
pub(super) fn without_swing(tilt: &Series<Angle>, contacts: &[Seconds]) -> Option<(Series<Angle>, Angle)> {
    let stride = stride_time(contacts)?;
    let times = tilt.time().seconds();
    let phases: Vec<Option<f64>> = times.iter().map(|&time| phase(time, contacts, stride)).collect();
    let swing = OnceAStride::of(tilt, &phases)?;
    let level =
        Series::from_fn(Arc::clone(tilt.time()), |frame| Some(tilt.at(frame)? - swing.at(phases[frame]?)));
    Some((level, swing.amplitude()))
}

/// Median time from contact to contact of one foot.
fn stride_time(contacts: &[Seconds]) -> Option<f64> {
    median(contacts.windows(2).map(|pair| pair[1].0 - pair[0].0).collect())
}

/// Place in the stride, 0 to 1. Between contacts time runs evenly, over several strides where contacts in between are missing; before the first
/// contact and after the last it goes on for a stride.
fn phase(time: f64, contacts: &[Seconds], stride: f64) -> Option<f64> {
    let next = contacts.partition_point(|contact| contact.0 <= time);
    let strides = match (next.checked_sub(1).and_then(|last| contacts.get(last)), contacts.get(next)) {
        (Some(last), Some(next)) => {
            let count = ((next.0 - last.0) / stride).round().max(1.0);
            count * (time - last.0) / (next.0 - last.0)
        }
        (Some(edge), None) | (None, Some(edge)) => {
            let strides = (time - edge.0) / stride;
            (strides.abs() <= 1.0).then_some(strides)?
        }
        (None, None) => return None,
    };
    Some(strides.rem_euclid(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::TimeAxis;
    use crate::units::Hertz;

    const STRIDE: f64 = 0.72;

    /// 14 degrees, 4 twice a stride, and what is added by phase (turns).
    fn tilt(once: impl Fn(f64) -> f64) -> Series<Angle> {
        let time = Arc::new(TimeAxis::regular(480, Hertz(60.0)));
        let times = time.seconds().to_vec();
        Series::from_fn(time, |frame| {
            let turn = TAU * times[frame] / STRIDE;
            Some(Angle::from_degrees(14.0 + 4.0 * (2.0 * turn).cos() + once(turn)))
        })
    }

    fn contacts() -> Vec<Seconds> {
        (0..11).map(|i| Seconds(f64::from(i) * STRIDE)).collect()
    }

    fn largest_difference(a: &Series<Angle>, b: &Series<Angle>) -> f64 {
        let pairs = a.samples().iter().zip(b.samples()).filter_map(|(a, b)| (*a).zip(*b));
        pairs.map(|(a, b)| (a - b).abs().degrees()).fold(0.0, f64::max)
    }

    #[test]
    fn what_swings_once_a_stride_is_taken_out_and_what_swings_once_a_step_stays() {
        let seen = tilt(|turn| 2.0 * turn.sin() + 0.5 * (3.0 * turn).cos());
        let (level, amplitude) = without_swing(&seen, &contacts()).expect("whole strides");
        // 2² / 2 + 0.5² / 2 = 2.125, of which 0.36 is left to the middle: 17 % of the swing.
        let off =
            largest_difference(&level, &tilt(|turn| 0.17 * (2.0 * turn.sin() + 0.5 * (3.0 * turn).cos())));
        assert!(off < 0.1, "{off}");
        assert!((amplitude.degrees() - 0.83 * 2.3).abs() < 0.3, "{}", amplitude.degrees());
    }

    #[test]
    fn a_tilt_that_is_alike_on_both_steps_is_left_alone() {
        // And what a middle does itself.
        let seen = tilt(|turn| 0.5 * turn.sin());
        let (level, _) = without_swing(&seen, &contacts()).expect("whole strides");
        assert_eq!(largest_difference(&level, &seen), 0.0);
    }

    #[test]
    fn a_missing_contact_does_not_shift_the_strides() {
        let seen = tilt(|turn| 2.0 * turn.sin());
        let mut contacts = contacts();
        contacts.remove(4);
        let (level, _) = without_swing(&seen, &contacts).expect("whole strides");
        // 2² / 2 = 2, of which 0.36 is left.
        assert!(largest_difference(&level, &tilt(|turn| 0.18 * 2.0 * turn.sin())) < 0.1);
    }

    #[test]
    fn a_part_of_the_stride_that_is_never_seen_leaves_it_open() {
        let whole = tilt(|turn| 2.0 * turn.sin());
        let times = whole.time().seconds().to_vec();
        let hidden = Series::from_fn(Arc::clone(whole.time()), |frame| {
            let place = (times[frame] / STRIDE).fract();
            whole.at(frame).filter(|_| !(0.3..0.5).contains(&place))
        });
        assert_eq!(without_swing(&hidden, &contacts()), None);
        assert_eq!(without_swing(&whole, &[]), None);
    }
}

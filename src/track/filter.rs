//! Zero-lag low-pass filter of one coordinate over a gap-free stretch.
//!
//! Butterworth of 2nd order run forwards and backwards: order 4, no lag. Two passes halve the power twice, so a filter
//! built for the wanted cut-off would reach -6 dB there. As in Winter, *Biomechanics and Motor Control of Human
//! Movement* (4th ed., section 3.4.4.2), each pass is built for a higher cut-off, `tan` of the half angle divided by
//! `(2^(1/passes) - 1)^(1/4)` = 0.802, and **the cut-off that is stated is the -3 dB point of the whole filter**.

use crate::units::Hertz;
use sci_rs::signal::filter::design::{DigitalFilter, FilterBandType, FilterOutputType, Sos, butter_dyn};
use sci_rs::signal::filter::sosfiltfilt_dyn;
use std::f64::consts::PI;

/// Winter's correction for two passes.
fn two_passes() -> f64 {
    (std::f64::consts::SQRT_2 - 1.0).powf(0.25)
}

/// No cut-off lies above this share of the sample rate (biomechanics.md section 5), where nothing is left to remove.
const HIGHEST_SHARE_OF_RATE: f64 = 0.4;

/// The forward-backward filter extends its input by this many samples at each end (scipy's `sosfiltfilt` for one
/// 2nd-order section), so a stretch needs one more.
const EXTENSION: usize = 9;

/// Shortest stretch, in samples, that can be filtered.
pub(super) const SHORTEST_STRETCH: usize = EXTENSION + 1;

/// A low-pass filter for one sample rate.
pub(super) struct LowPass(Vec<Sos<f64>>);

impl LowPass {
    /// -3 dB at `cutoff`, or at 0.4 x `rate` if that is lower. `None` unless both are positive.
    pub(super) fn new(cutoff: Hertz, rate: Hertz) -> Option<Self> {
        if !(cutoff.0 > 0.0 && rate.0 > 0.0 && rate.0.is_finite()) {
            return None;
        }
        let cutoff = cutoff.0.min(HIGHEST_SHARE_OF_RATE * rate.0);
        let single_pass = ((PI * cutoff / rate.0).tan() / two_passes()).atan() * rate.0 / PI;
        let design = butter_dyn(
            2,
            vec![single_pass],
            Some(FilterBandType::Lowpass),
            Some(false),
            Some(FilterOutputType::Sos),
            Some(rate.0),
        );
        match design {
            DigitalFilter::Sos(sections) => Some(Self(sections.sos)),
            DigitalFilter::Zpk(_) | DigitalFilter::Ba(_) => None,
        }
    }

    /// The filtered samples; `None` for fewer than [`SHORTEST_STRETCH`]. The ends are continued by point reflection.
    pub(super) fn apply(&self, samples: &[f64]) -> Option<Vec<f64>> {
        (samples.len() >= SHORTEST_STRETCH).then(|| sosfiltfilt_dyn(samples.iter(), &self.0))
    }
}

/// By how much a filter of (times in seconds, samples) lowers a wave of `frequency`, away from its ends.
#[cfg(test)]
pub(super) fn gain_db(rate: f64, frequency: f64, filter: impl Fn(&[f64], &[f64]) -> Vec<f64>) -> f64 {
    let times_s: Vec<f64> = (0..960).map(|i| f64::from(i) / rate).collect();
    let wave: Vec<f64> = times_s.iter().map(|t| (2.0 * PI * frequency * t).sin()).collect();
    let power = |samples: &[f64]| samples[240..720].iter().map(|x| x * x).sum::<f64>();
    10.0 * (power(&filter(&times_s, &wave)) / power(&wave)).log10()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    struct Golden {
        cases: Vec<Case>,
    }

    #[derive(serde::Deserialize)]
    struct Case {
        rate_hz: f64,
        cutoff_hz: f64,
        samples: Vec<f64>,
        filtered: Vec<f64>,
    }

    #[test]
    fn agrees_with_scipy() {
        let text = include_str!("../../tests/data/track/filter_golden.json");
        let golden: Golden = serde_json::from_str(text).expect("golden file");
        for case in golden.cases {
            let low_pass = LowPass::new(Hertz(case.cutoff_hz), Hertz(case.rate_hz)).expect("positive");
            let found = low_pass.apply(&case.samples).expect("long enough");
            for (ours, theirs) in found.iter().zip(&case.filtered) {
                assert!((ours - theirs).abs() < 1e-9, "{} Hz at {}", case.cutoff_hz, case.rate_hz);
            }
        }
    }

    #[test]
    fn the_stated_cutoff_is_minus_3_db_of_both_passes_together() {
        let low_pass = LowPass::new(Hertz(10.0), Hertz(240.0)).expect("positive");
        let gain_db = gain_db(240.0, 10.0, |_, wave| low_pass.apply(wave).expect("long enough"));
        assert!((gain_db - -3.01).abs() < 0.02, "{gain_db} dB");
    }

    #[test]
    fn no_filter_without_a_rate_or_a_cutoff() {
        assert!(LowPass::new(Hertz(0.0), Hertz(60.0)).is_none());
        assert!(LowPass::new(Hertz(10.0), Hertz(f64::NAN)).is_none());
    }
}

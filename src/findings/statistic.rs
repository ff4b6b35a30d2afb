//! Strides into one number with its interval over strides.

use super::bootstrap;
use super::rules::Statistic;

/// A stride's value with the time at which the stride began.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sample {
    pub at_s: f64,
    pub value: f64,
}

/// A number with its interval over strides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Measured {
    pub value: f64,
    pub interval: (f64, f64),
    pub n: usize,
}

/// One leg, or the body, by any statistic but the difference of legs.
pub(super) fn measure(samples: &[Sample], statistic: Statistic) -> Option<Measured> {
    let of = |samples: &[Sample]| match statistic {
        Statistic::Mean | Statistic::LeftRightDifference => mean(samples),
        Statistic::StrideSd => sd(samples),
        Statistic::Drift => drift(samples),
    };
    Some(Measured { value: of(samples)?, interval: bootstrap::interval(samples, of)?, n: samples.len() })
}

/// The mean of the left less that of the right. The two intervals are independent, so they join in squares.
pub(super) fn difference(left: &Measured, right: &Measured) -> Measured {
    let value = left.value - right.value;
    let below = (left.value - left.interval.0).hypot(right.interval.1 - right.value);
    let above = (left.interval.1 - left.value).hypot(right.value - right.interval.0);
    Measured { value, interval: (value - below, value + above), n: left.n.min(right.n) }
}

fn mean(samples: &[Sample]) -> Option<f64> {
    let sum: f64 = samples.iter().map(|sample| sample.value).sum();
    (!samples.is_empty()).then(|| sum / samples.len() as f64)
}

fn sd(samples: &[Sample]) -> Option<f64> {
    let mean = mean(samples)?;
    let squares: f64 = samples.iter().map(|sample| (sample.value - mean).powi(2)).sum();
    (samples.len() > 1).then(|| (squares / (samples.len() - 1) as f64).sqrt())
}

/// Least-squares slope times the time from the first stride to the last.
fn drift(samples: &[Sample]) -> Option<f64> {
    let value = mean(samples)?;
    let at = samples.iter().map(|sample| sample.at_s).sum::<f64>() / samples.len() as f64;
    let moments = samples.iter().map(|s| ((s.at_s - at) * (s.value - value), (s.at_s - at).powi(2)));
    let (both, time) = moments.fold((0.0, 0.0), |sum, next| (sum.0 + next.0, sum.1 + next.1));
    let ends = samples.iter().map(|sample| sample.at_s);
    let span = ends.clone().reduce(f64::max)? - ends.reduce(f64::min)?;
    (time > 0.0).then(|| both / time * span)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(values: &[f64]) -> Vec<Sample> {
        values.iter().enumerate().map(|(i, &value)| Sample { at_s: 0.7 * i as f64, value }).collect()
    }

    #[test]
    fn a_tilt_that_grows_drifts_forward() {
        // 1 degree a stride over 9 strides: 8 degrees from the first to the last.
        let found = measure(&samples(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]), Statistic::Drift);
        assert!((found.expect("nine").value - 8.0).abs() < 1e-9);
    }

    #[test]
    fn the_spread_is_the_sample_standard_deviation() {
        assert!(
            (measure(&samples(&[2.0, 4.0, 6.0]), Statistic::StrideSd).expect("three").value - 2.0).abs()
                < 1e-9
        );
    }

    #[test]
    fn the_difference_is_left_less_right() {
        let of = |values: &[f64]| measure(&samples(values), Statistic::Mean).expect("values");
        let found = difference(&of(&[10.0, 12.0, 11.0, 11.0]), &of(&[6.0, 8.0, 7.0, 7.0]));
        assert!((found.value - 4.0).abs() < 1e-9 && found.interval.0 < 4.0 && found.interval.1 > 4.0);
    }
}

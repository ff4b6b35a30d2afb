//! Agreement between a measured and a reference value, over pairs of both.
//!
//! Bland & Altman 1986 (Lancet 327:307): the bias is the mean of measured minus reference, the 95 % limits of agreement are
//! bias ± 1.96 SD. SD has n − 1 below the line; root-mean-square errors have n.

use serde::{Deserialize, Serialize};

/// A normal variable lies within this many standard deviations in 95 of 100 cases.
const NORMAL_95: f64 = 1.96;

/// One moment, one stride or one clip, measured and known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// What runtilt measured.
    pub measured: f64,
    /// What the reference says.
    pub reference: f64,
}

impl Pair {
    /// Measured minus reference.
    pub const fn error(self) -> f64 {
        self.measured - self.reference
    }
}

/// Lower and upper limit between which 95 of 100 errors are expected.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Bias − 1.96 SD.
    pub low: f64,
    /// Bias + 1.96 SD.
    pub high: f64,
}

impl Limits {
    /// The 95 % limits of agreement around a bias.
    pub const fn of(bias: f64, sd: f64) -> Self {
        Self { low: bias - NORMAL_95 * sd, high: bias + NORMAL_95 * sd }
    }
}

/// Mean and standard deviation of errors.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// How many.
    pub n: usize,
    /// Their mean.
    pub mean: f64,
    /// Their standard deviation; `None` for fewer than two.
    pub sd: Option<f64>,
    /// The root of their mean square.
    pub rms: f64,
}

impl Spread {
    /// Of some values; `None` for none.
    pub fn of(values: &[f64]) -> Option<Self> {
        let mean = mean(values)?;
        let squares: f64 = values.iter().map(|value| value * value).sum();
        let about_mean: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        let n = values.len();
        Some(Self { n, mean, sd: sd(about_mean, n), rms: (squares / n as f64).sqrt() })
    }

    /// Of all the values together of which groups have these spreads; `None` for none.
    pub fn pooled(groups: &[Self]) -> Option<Self> {
        let n: usize = groups.iter().map(|group| group.n).sum();
        if n == 0 {
            return None;
        }
        let count = n as f64;
        let mean = groups.iter().map(|group| group.n as f64 * group.mean).sum::<f64>() / count;
        let squares: f64 = groups.iter().map(|group| group.n as f64 * group.rms.powi(2)).sum();
        Some(Self { n, mean, sd: sd(squares - count * mean * mean, n), rms: (squares / count).sqrt() })
    }

    /// The root-mean-square error that is left when the mean is taken out.
    pub fn rms_without_mean(&self) -> f64 {
        // A mean square is never less than the squared mean but for rounding.
        (self.rms.powi(2) - self.mean.powi(2)).max(0.0).sqrt()
    }
}

fn sd(sum_of_squares: f64, n: usize) -> Option<f64> {
    (n > 1).then(|| (sum_of_squares.max(0.0) / (n - 1) as f64).sqrt())
}

/// Arithmetic mean; `None` of nothing.
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// Sums of squares and products about the means, measured and reference.
struct Moments {
    measured: f64,
    reference: f64,
    both: f64,
}

impl Moments {
    fn of(pairs: &[Pair]) -> Option<Self> {
        let (m, r): (Vec<f64>, Vec<f64>) = pairs.iter().map(|pair| (pair.measured, pair.reference)).unzip();
        let (mean_m, mean_r) = (mean(&m)?, mean(&r)?);
        let mut sums = Self { measured: 0.0, reference: 0.0, both: 0.0 };
        for pair in pairs {
            let (m, r) = (pair.measured - mean_m, pair.reference - mean_r);
            sums.measured += m * m;
            sums.reference += r * r;
            sums.both += m * r;
        }
        Some(sums)
    }
}

/// Pearson's r; `None` for fewer than three pairs or where either does not vary.
pub fn correlation(pairs: &[Pair]) -> Option<f64> {
    let sums = Moments::of(pairs).filter(|_| pairs.len() > 2)?;
    let scale = (sums.measured * sums.reference).sqrt();
    (scale > 0.0).then(|| (sums.both / scale).clamp(-1.0, 1.0))
}

/// Slope of the least-squares line of measured over reference: 1 where a change of the runner is measured in full, 0 where it is
/// not seen. `None` for fewer than three pairs or where the reference does not vary.
pub fn slope(pairs: &[Pair]) -> Option<f64> {
    let sums = Moments::of(pairs).filter(|_| pairs.len() > 2)?;
    (sums.reference > 0.0).then(|| sums.both / sums.reference)
}

/// Difference between the largest and the least value; `None` of nothing.
pub fn range(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let ends = values.into_iter().fold(None, |ends: Option<(f64, f64)>, value| {
        Some(ends.map_or((value, value), |(low, high)| (low.min(value), high.max(value))))
    });
    ends.map(|(low, high)| high - low)
}

#[cfg(test)]
#[path = "statistics/tests.rs"]
mod tests;

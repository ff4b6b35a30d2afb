//! How far a statistic of the strides could have come out otherwise: bootstrap over strides.
//!
//! Strides are drawn again with replacement and the percentiles of the statistic are its interval (Efron 1979). With few
//! strides percentile intervals are too narrow; the percentiles are therefore taken further out, at Φ(±√(n/(n−1)) t), t being
//! Student's quantile for n − 1 (the expanded percentile interval of Hesterberg 2015, The American Statistician 69:371).
//! The seed is fixed: the same clip gives the same interval.

use crate::gait::t_quantile_975;

/// Resamples. The end of a 95 % interval then varies by about 2 % of its width with the seed.
const RESAMPLES: usize = 4000;

/// Any fixed number; this one is the first digits of π.
const SEED: u64 = 314_159_265;

/// SplitMix64 (Steele, Lea & Flood 2014): small, and the same on every machine.
struct Generator(u64);

impl Generator {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`. The bias of the remainder is below 1e-17 for any number of strides.
    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
}

/// The 95 % interval of `statistic` over the strides; `None` for fewer than two, or where the statistic cannot be taken.
pub(super) fn interval<T: Copy>(
    strides: &[T],
    statistic: impl Fn(&[T]) -> Option<f64>,
) -> Option<(f64, f64)> {
    let n = strides.len();
    if n < 2 {
        return None;
    }
    let mut generator = Generator(SEED);
    let mut drawn = strides.to_vec();
    let mut values: Vec<f64> = (0..RESAMPLES)
        .filter_map(|_| {
            for place in &mut drawn {
                *place = strides[generator.below(n)];
            }
            statistic(&drawn)
        })
        .collect();
    values.sort_by(f64::total_cmp);
    let tail = tail(n);
    let at =
        |share: f64| values.get((share * (values.len().saturating_sub(1)) as f64).round() as usize).copied();
    Some((at(tail)?, at(1.0 - tail)?))
}

/// The share of resamples left out at each end.
fn tail(n: usize) -> f64 {
    let n = n as f64;
    normal_below(-(n / (n - 1.0)).sqrt() * t_quantile_975(n - 1.0))
}

/// The normal distribution function.
pub(super) fn normal_below(z: f64) -> f64 {
    0.5 * libm::erfc(-z / std::f64::consts::SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(values: &[f64]) -> Option<f64> {
        Some(values.iter().sum::<f64>() / values.len() as f64)
    }

    #[test]
    fn the_interval_of_a_mean_is_about_that_of_student() {
        // 1, 2, ... 20: mean 10.5, SD 5.916, standard error 1.323, t(19) 2.093: 7.73 to 13.27.
        let values: Vec<f64> = (1..=20).map(f64::from).collect();
        let (low, high) = interval(&values, mean).expect("20 values");
        assert!((low - 7.73).abs() < 0.2 && (high - 13.27).abs() < 0.2, "{low} to {high}");
        assert_eq!(interval(&values, mean), Some((low, high)), "the same each time");
    }

    #[test]
    fn equal_strides_leave_no_width_and_one_stride_has_no_interval() {
        assert_eq!(interval(&[3.0; 6], mean), Some((3.0, 3.0)));
        assert_eq!(interval(&[3.0], mean), None);
    }

    #[test]
    fn the_normal_distribution_is_that_of_the_tables() {
        for (z, below) in [(0.0, 0.5), (1.0, 0.8413), (-1.96, 0.0250), (2.5758, 0.9950)] {
            assert!((normal_below(z) - below).abs() < 5e-5, "{z}");
        }
    }
}

//! Medians, and spreads that a few wild values do not move: shared by every stage that must not trust single samples.

/// Median of finite values; `None` for an empty list. An even count takes the mean of the middle two.
pub fn median(mut values: Vec<f64>) -> Option<f64> {
    let middle = values.len() / 2;
    if values.is_empty() {
        return None;
    }
    let even = values.len().is_multiple_of(2);
    let (below, upper, _) = values.select_nth_unstable_by(middle, f64::total_cmp);
    let upper = *upper;
    let lower = if even { below.iter().copied().max_by(f64::total_cmp) } else { None };
    Some(lower.map_or(upper, |lower| f64::midpoint(lower, upper)))
}

/// The value that `share` (0 to 1) of finite values lie below, the nearest of them; `None` for an empty list.
pub fn quantile(mut values: Vec<f64>, share: f64) -> Option<f64> {
    let place = (share.clamp(0.0, 1.0) * values.len().checked_sub(1)? as f64).round() as usize;
    let (_, value, _) = values.select_nth_unstable_by(place, f64::total_cmp);
    Some(*value)
}

/// Makes the median absolute deviation estimate the standard deviation of normal data: `1 / Phi^-1(3/4)` (Rousseeuw &
/// Croux 1993).
const MAD_TO_SIGMA: f64 = 1.4826;

/// Median and the standard deviation that the median absolute deviation implies.
pub fn centre_and_spread(values: Vec<f64>) -> Option<(f64, f64)> {
    let centre = median(values.clone())?;
    let spread = median(values.into_iter().map(|value| (value - centre).abs()).collect())?;
    Some((centre, MAD_TO_SIGMA * spread))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_of_odd_even_and_no_values() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(Vec::new()), None);
    }

    #[test]
    fn quantiles_are_among_the_values() {
        let values: Vec<f64> = (0..=20).map(f64::from).collect();
        assert_eq!(quantile(values.clone(), 0.95), Some(19.0));
        assert_eq!(quantile(values, 0.0), Some(0.0));
        assert_eq!(quantile(Vec::new(), 0.5), None);
    }

    #[test]
    fn one_wild_value_leaves_the_spread_alone() {
        let (centre, spread) = centre_and_spread(vec![1.0, 2.0, 3.0, 4.0, 1e9]).expect("values");
        assert_eq!(centre, 3.0);
        assert!((spread - 1.4826).abs() < 1e-12);
    }
}

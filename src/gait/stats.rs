//! Means over strides and their intervals.

/// A mean over strides with its uncertainty, in the unit that its [`super::Parameter`] names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// Mean.
    pub mean: f64,
    /// Sample standard deviation from stride to stride; `None` for a single stride.
    pub sd: Option<f64>,
    /// 95 % confidence interval of the mean from Student's t distribution, which takes strides as independent;
    /// `None` for a single stride.
    pub interval: Option<(f64, f64)>,
    /// Number of strides.
    pub n: usize,
}

impl Estimate {
    /// Mean, spread and interval of some values; `None` if there are none.
    pub fn of(values: &[f64]) -> Option<Self> {
        let n = values.len();
        if n == 0 {
            return None;
        }
        let mean = values.iter().sum::<f64>() / n as f64;
        let sd = sample_sd(values, mean);
        let interval = sd.map(|sd| around(mean, sd / (n as f64).sqrt(), (n - 1) as f64));
        Some(Self { mean, sd, interval, n })
    }

    /// The difference `a - b` of two means with Welch's interval (Welch 1947), which does not take the spreads as
    /// equal. `sd` is absent: strides of two legs have no stride-to-stride difference. `n` is the smaller count.
    pub fn difference(a: &Self, b: &Self) -> Self {
        let mean = a.mean - b.mean;
        let interval = a.sd.zip(b.sd).map(|(sd_a, sd_b)| {
            let (var_a, var_b) = (sd_a * sd_a / a.n as f64, sd_b * sd_b / b.n as f64);
            let sum = var_a + var_b;
            let freedom = sum * sum / (var_a * var_a / (a.n - 1) as f64 + var_b * var_b / (b.n - 1) as f64);
            // Two spreads of exactly zero leave the freedom undefined and the interval without width.
            if sum == 0.0 { (mean, mean) } else { around(mean, sum.sqrt(), freedom) }
        });
        Self { mean, sd: None, interval, n: a.n.min(b.n) }
    }
}

fn sample_sd(values: &[f64], mean: f64) -> Option<f64> {
    let squares: f64 = values.iter().map(|v| (v - mean).powi(2)).sum();
    (values.len() > 1).then(|| (squares / (values.len() - 1) as f64).sqrt())
}

fn around(mean: f64, standard_error: f64, freedom: f64) -> (f64, f64) {
    let half = t_quantile_975(freedom) * standard_error;
    (mean - half, mean + half)
}

/// The 97.5 % quantile of Student's t: exact for one and two degrees of freedom, else the asymptotic expansion
/// in the normal quantile (Abramowitz & Stegun 1964, 26.7.5), good to 0.2 % from three degrees on.
pub(crate) fn t_quantile_975(freedom: f64) -> f64 {
    const Z: f64 = 1.959_963_984_540_054;
    if freedom < 1.5 {
        return (std::f64::consts::PI * 0.475).tan();
    }
    if freedom < 2.5 {
        return 0.95 * (2.0 / (1.0 - 0.95 * 0.95_f64)).sqrt();
    }
    let z2 = Z * Z;
    let g1 = (z2 + 1.0) * Z / 4.0;
    let g2 = ((5.0 * z2 + 16.0) * z2 + 3.0) * Z / 96.0;
    let g3 = (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) * Z / 384.0;
    let g4 = ((((79.0 * z2 + 776.0) * z2 + 1482.0) * z2 - 1920.0) * z2 - 945.0) * Z / 92160.0;
    Z + (g1 + (g2 + (g3 + g4 / freedom) / freedom) / freedom) / freedom
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t_quantiles_agree_with_the_printed_table() {
        // Any statistics book, two-sided 95 %.
        for (freedom, printed) in
            [(1.0, 12.706), (2.0, 4.303), (3.0, 3.182), (5.0, 2.571), (9.0, 2.262), (30.0, 2.042)]
        {
            let t = t_quantile_975(freedom);
            assert!((t / printed - 1.0).abs() < 0.002, "{freedom}: {t} against {printed}");
        }
    }

    #[test]
    fn the_interval_of_a_known_sample() {
        // 2, 4, 6: mean 4, SD 2, standard error 1.1547, t(2) 4.303.
        let estimate = Estimate::of(&[2.0, 4.0, 6.0]).expect("three values");
        assert_eq!((estimate.mean, estimate.sd, estimate.n), (4.0, Some(2.0), 3));
        let (low, high) = estimate.interval.expect("more than one value");
        assert!((low + 0.968).abs() < 0.01 && (high - 8.968).abs() < 0.01);
    }

    #[test]
    fn one_value_has_no_spread() {
        let estimate = Estimate::of(&[7.0]).expect("a value");
        assert_eq!((estimate.sd, estimate.interval), (None, None));
        assert_eq!(Estimate::of(&[]), None);
    }
}

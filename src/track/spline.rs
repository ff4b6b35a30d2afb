//! The cubic smoothing spline through points of unequal worth.
//!
//! Among all curves `g` the one with the least `Σ w (y − g(t))² + α ∫ g''²`: a natural cubic spline (Reinsch 1967; Green & Silverman
//! 1994, *Nonparametric Regression*, section 2.3, whose names are used here). With equal weights and steps of `Δt` it passes
//! the share `1 / (1 + α Δt ω⁴)` of a swing of frequency ω, which is just what the second-order Butterworth filter of `filter.rs` passes when it is
//! run forwards and backwards.

use crate::units::Hertz;

/// Values of the spline at `times_s` (rising), for `samples` that count with `weights` (positive); where all weights are 1 and all steps equal, -3
/// dB at `cutoff`. Fewer than three samples come back as they are.
pub(super) fn smoothing_spline(times_s: &[f64], samples: &[f64], weights: &[f64], cutoff: Hertz) -> Vec<f64> {
    let steps: Vec<f64> = times_s.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let Some(step_s) = crate::robust::median(steps.clone()).filter(|_| samples.len() > 2) else {
        return samples.to_vec();
    };
    let omega = std::f64::consts::TAU * cutoff.0;
    smoothed(&steps, samples, weights, (std::f64::consts::SQRT_2 - 1.0) / (step_s * omega.powi(4)))
}

/// The spline for a given `alpha`.
fn smoothed(steps: &[f64], samples: &[f64], weights: &[f64], alpha: f64) -> Vec<f64> {
    // Column j of Q: second divided differences about inner sample j + 1.
    let inner = samples.len() - 2;
    let column = |j: usize| {
        let (before, after) = (1.0 / steps[j], 1.0 / steps[j + 1]);
        [before, -before - after, after]
    };
    let columns: Vec<[f64; 3]> = (0..inner).map(column).collect();
    // Qᵀ W⁻¹ Q between columns j and j + apart.
    let between = |j: usize, apart: usize| -> f64 {
        let shared = apart..3;
        shared.map(|row| columns[j][row] * columns[j + apart][row - apart] / weights[j + row]).sum()
    };
    let band = |j: usize| {
        let own = (steps[j] + steps[j + 1]) / 3.0 + alpha * between(j, 0);
        let next = if j + 1 < inner { steps[j + 1] / 6.0 + alpha * between(j, 1) } else { 0.0 };
        let second = if j + 2 < inner { alpha * between(j, 2) } else { 0.0 };
        [own, next, second]
    };
    let bends = |j: usize| (0..3).map(|row| columns[j][row] * samples[j + row]).sum();
    let gamma = solved((0..inner).map(band).collect(), (0..inner).map(bends).collect());
    let mut values = samples.to_vec();
    for (j, (column, gamma)) in columns.iter().zip(gamma).enumerate() {
        for row in 0..3 {
            values[j + row] -= alpha / weights[j + row] * column[row] * gamma;
        }
    }
    values
}

/// Solves a symmetric positive definite system of five diagonals, of which `bands` has the main one and the two above it, by `L D Lᵀ`.
fn solved(bands: Vec<[f64; 3]>, mut right: Vec<f64>) -> Vec<f64> {
    // Becomes, row by row: the pivot and the two entries of L below it.
    let mut factor = bands;
    for j in 0..factor.len() {
        let [pivot, next, second] = factor[j];
        let (one, two) = (next / pivot, second / pivot);
        if let Some(row) = factor.get_mut(j + 1) {
            row[0] -= one * next;
            row[1] -= one * second;
            right[j + 1] -= one * right[j];
        }
        if let Some(row) = factor.get_mut(j + 2) {
            row[0] -= two * second;
            right[j + 2] -= two * right[j];
        }
        factor[j] = [pivot, one, two];
    }
    for j in (0..factor.len()).rev() {
        let [pivot, one, two] = factor[j];
        let later = |ahead: usize, share: f64| right.get(j + ahead).map_or(0.0, |x| share * x);
        right[j] = right[j] / pivot - later(1, one) - later(2, two);
    }
    right
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
        times_s: Vec<f64>,
        samples: Vec<f64>,
        weights: Vec<f64>,
        alpha: f64,
        smoothed: Vec<f64>,
    }

    #[test]
    fn agrees_with_scipy() {
        let text = include_str!("../../tests/data/track/spline_golden.json");
        let golden: Golden = serde_json::from_str(text).expect("golden file");
        assert!(golden.cases.len() >= 3);
        for case in golden.cases {
            let steps: Vec<f64> = case.times_s.windows(2).map(|pair| pair[1] - pair[0]).collect();
            let found = smoothed(&steps, &case.samples, &case.weights, case.alpha);
            for (ours, theirs) in found.iter().zip(&case.smoothed) {
                // Two ways of solving the same equations: rounding only.
                assert!((ours - theirs).abs() < 1e-7, "{ours} {theirs} with alpha {}", case.alpha);
            }
        }
    }

    #[test]
    fn the_stated_cutoff_is_minus_3_db() {
        let equal = vec![1.0; 960];
        let gain_db = crate::track::filter::gain_db(240.0, 10.0, |times_s, wave| {
            smoothing_spline(times_s, wave, &equal, Hertz(10.0))
        });
        assert!((gain_db - -3.01).abs() < 0.02, "{gain_db} dB");
    }

    #[test]
    fn two_samples_have_no_bend_to_smooth() {
        assert_eq!(smoothing_spline(&[0.0, 1.0], &[3.0, 5.0], &[1.0, 1.0], Hertz(1.0)), [3.0, 5.0]);
    }
}

//! Errors of detected events against forces.

/// Bias, spread and root-mean-square of timing errors, milliseconds; and how many events found a partner.
#[derive(Debug, Clone, Copy)]
pub struct Timing {
    /// Mean of detected less true.
    pub bias_ms: f64,
    /// Sample standard deviation.
    pub sd_ms: f64,
    /// Root-mean-square error.
    pub rmse_ms: f64,
    /// True events with a detected one.
    pub matched: usize,
    /// True events without.
    pub missed: usize,
    /// Detected events without a true one.
    pub invented: usize,
}

/// Events further apart than this are not the same event.
const SAME_EVENT_S: f64 = 0.1;

/// Compares within the time that the detection can cover: `margin_s` is left out at either end.
pub fn compare(detected: &[f64], truth: &[f64], end_s: f64, margin_s: f64) -> Timing {
    let nearest = |time: f64, list: &[f64]| {
        let error = list.iter().map(|t| t - time).min_by(|a, b| a.abs().total_cmp(&b.abs()));
        error.filter(|error| error.abs() < SAME_EVENT_S)
    };
    let inside = |time: &&f64| **time > margin_s && **time < end_s - margin_s;
    let errors: Vec<f64> =
        truth.iter().filter(inside).filter_map(|&t| nearest(t, detected)).map(|e| 1000.0 * e).collect();
    let missed = truth.iter().filter(inside).filter(|&&t| nearest(t, detected).is_none()).count();
    let invented = detected.iter().filter(inside).filter(|&&t| nearest(t, truth).is_none()).count();
    let n = errors.len() as f64;
    let bias_ms = errors.iter().sum::<f64>() / n;
    let squares: f64 = errors.iter().map(|e| (e - bias_ms).powi(2)).sum();
    let rmse_ms = (errors.iter().map(|e| e * e).sum::<f64>() / n).sqrt();
    Timing { bias_ms, sd_ms: (squares / (n - 1.0)).sqrt(), rmse_ms, matched: errors.len(), missed, invented }
}

impl std::fmt::Display for Timing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { bias_ms, sd_ms, rmse_ms, matched, missed, invented } = self;
        write!(
            f,
            "bias {bias_ms:+.1} ms, SD {sd_ms:.1}, RMSE {rmse_ms:.1}; {matched} matched, {missed} missed, {invented} invented"
        )
    }
}

//! Pairing of measured with true gait events.

use super::score::{EventKind, EventScore};
use super::statistics::Spread;
use crate::body::Side;
use crate::units::Seconds;

/// Events further apart than this are not the same event: a third of a step at 200 steps a minute.
pub const SAME_EVENT: Seconds = Seconds(0.1);

/// The stretch of time in which both sides of the comparison could have seen an event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Window {
    /// First frame of the clip, or start of the reference if that is later.
    pub start: f64,
    /// Last frame of the clip, or end of the reference if that is earlier.
    pub end: f64,
}

impl Window {
    /// Whether an event there could have found its partner: nearer to an end than [`SAME_EVENT`] the partner may lie outside.
    fn surely_covers(&self, time: f64) -> bool {
        time >= self.start + SAME_EVENT.0 && time <= self.end - SAME_EVENT.0
    }
}

/// Compares the times of one kind of event of one foot, seconds on the clip's clock.
///
/// One to one, the nearest pair first. Events within [`SAME_EVENT`] of an end of `window` count when they are matched but are
/// neither missed nor extra.
pub(super) fn score(
    kind: EventKind,
    side: Side,
    measured: &[f64],
    reference: &[f64],
    window: Window,
) -> EventScore {
    let pairs = matched(measured, reference);
    let unmatched = |times: &[f64], taken: &dyn Fn(usize) -> bool| {
        times.iter().enumerate().filter(|&(i, &time)| !taken(i) && window.surely_covers(time)).count()
    };
    let errors_ms: Vec<f64> = pairs.iter().map(|&(m, r)| 1000.0 * (measured[m] - reference[r])).collect();
    let spread = Spread::of(&errors_ms);
    EventScore {
        kind,
        side,
        matched: pairs.len(),
        missed: unmatched(reference, &|i| pairs.iter().any(|&(_, r)| r == i)),
        extra: unmatched(measured, &|i| pairs.iter().any(|&(m, _)| m == i)),
        bias_ms: spread.map(|s| s.mean),
        sd_ms: spread.and_then(|s| s.sd),
        rmse_ms: spread.map(|s| s.rms),
    }
}

/// Indices of measured and reference events that belong together.
fn matched(measured: &[f64], reference: &[f64]) -> Vec<(usize, usize)> {
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    for (m, at) in measured.iter().enumerate() {
        for (r, truth) in reference.iter().enumerate() {
            let apart = (at - truth).abs();
            if apart <= SAME_EVENT.0 {
                candidates.push((apart, m, r));
            }
        }
    }
    candidates.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, m, r) in candidates {
        if pairs.iter().all(|&(taken_m, taken_r)| taken_m != m && taken_r != r) {
            pairs.push((m, r));
        }
    }
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: Window = Window { start: 0.0, end: 10.0 };

    fn compare(measured: &[f64], reference: &[f64]) -> EventScore {
        score(EventKind::InitialContact, Side::Left, measured, reference, WINDOW)
    }

    #[test]
    fn errors_are_measured_minus_reference_in_milliseconds() {
        let score = compare(&[1.010, 2.030], &[1.0, 2.0]);
        assert_eq!((score.matched, score.missed, score.extra), (2, 0, 0));
        // Errors 10 and 30: mean 20, sample SD sqrt(2 · 10²) = 14.142, RMS sqrt((100 + 900) / 2) = 22.361.
        assert!((score.bias_ms.expect("matched") - 20.0).abs() < 1e-6);
        assert!((score.sd_ms.expect("two") - 200f64.sqrt()).abs() < 1e-6);
        assert!((score.rmse_ms.expect("matched") - 500f64.sqrt()).abs() < 1e-6);
    }

    #[test]
    fn one_event_is_matched_once_and_by_the_nearest() {
        // Both measured events lie near 1.0; the nearer one takes it, the other is extra.
        let score = compare(&[0.95, 1.01], &[1.0]);
        assert_eq!((score.matched, score.missed, score.extra), (1, 0, 1));
        assert!((score.bias_ms.expect("matched") - 10.0).abs() < 1e-6);
    }

    #[test]
    fn beyond_a_tenth_of_a_second_an_event_is_missed_and_another_extra() {
        let score = compare(&[5.2], &[5.0]);
        assert_eq!((score.matched, score.missed, score.extra), (0, 1, 1));
        assert_eq!((score.bias_ms, score.sd_ms, score.rmse_ms), (None, None, None));
    }

    #[test]
    fn events_at_the_ends_of_the_clip_are_neither_missed_nor_extra() {
        let score = compare(&[0.04, 3.0], &[3.0, 9.95, 11.0]);
        assert_eq!((score.matched, score.missed, score.extra), (1, 0, 0));
    }
}

//! True strides of a leg, from the truth alone.

use runtilt_truth::{EventKind, Side, Truth};

/// From contact to contact of a foot, seconds: the strides that lie in the clip as a whole.
pub fn whole_strides(truth: &Truth, side: Side) -> Vec<[f64; 2]> {
    let of_side = |e: &&runtilt_truth::Event| e.side == side && e.kind == EventKind::InitialContact;
    let contacts: Vec<f64> = truth.events.iter().filter(of_side).map(|e| e.time_s).collect();
    let (first, last) = (truth.time_s[0], truth.time_s[truth.time_s.len() - 1]);
    let strides = contacts.windows(2).map(|pair| [pair[0], pair[1]]);
    strides.filter(|[from, to]| *from >= first && *to <= last).collect()
}

/// A series over a stride, at 0 to 100 % of it.
pub fn cycle(truth: &Truth, [from, to]: [f64; 2], series: &[f64]) -> Vec<f64> {
    let at = |p: usize| from + (to - from) * p as f64 / 100.0;
    (0..=100).map(|p| at_time(&truth.time_s, series, at(p))).collect()
}

/// Where in the cycle the thigh is furthest behind, percent.
pub fn furthest_behind(thigh: &[f64]) -> usize {
    (0..thigh.len()).min_by(|&a, &b| thigh[a].total_cmp(&thigh[b])).unwrap_or(0)
}

fn at_time(times: &[f64], values: &[f64], at: f64) -> f64 {
    let after = times.partition_point(|t| *t < at).clamp(1, times.len() - 1);
    let share = (at - times[after - 1]) / (times[after] - times[after - 1]);
    values[after - 1] + share * (values[after] - values[after - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_between_two_samples_is_read_between_them() {
        assert_eq!(at_time(&[0.0, 1.0, 2.0], &[10.0, 20.0, 40.0], 1.25), 25.0);
    }
}

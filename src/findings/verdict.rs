//! A value with its interval against a limit.

use super::rules::Rule;

/// What a comparison says. Never "abnormal".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Inside the range of the reference runners, with the whole interval.
    Inside,
    /// Outside, with the whole interval and in most strides.
    Outside,
    /// The interval reaches across the limit, or not most strides show it.
    Uncertain,
    /// Not measured, or there is nothing of the same zero or of known error to compare.
    NotMeasurable,
    /// Measured; there is no range to compare it with.
    Described,
}

/// How a value lies to the limits of a rule.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Comparison {
    pub verdict: Verdict,
    /// The limit that decides.
    pub limit: f64,
    /// Strides beyond that limit.
    pub beyond: usize,
    /// Whether the interval reaches across a limit.
    pub straddles: bool,
}

/// Compares; `None` for a rule without limits.
pub(super) fn compare(
    rule: &Rule,
    (low, high): (f64, f64),
    value: f64,
    strides: &[f64],
) -> Option<Comparison> {
    let (above, below) = match rule.beyond {
        Some(beyond) => (Some(beyond), Some(-beyond)),
        None => (rule.above, rule.below),
    };
    // The limit that the value is nearer to being beyond of.
    let excess = |limit: Option<f64>, sign: f64| limit.map(|limit| (sign * (value - limit), limit, sign));
    let (_, limit, sign) =
        [excess(above, 1.0), excess(below, -1.0)].into_iter().flatten().max_by(|a, b| a.0.total_cmp(&b.0))?;
    let is_beyond = |at: f64| sign * (at - limit) > 0.0;
    let beyond = strides.iter().filter(|stride| is_beyond(**stride)).count();
    let crosses = |limit: Option<f64>| limit.is_some_and(|limit| low <= limit && limit < high);
    let straddles = crosses(above) || crosses(below);
    // A difference has no strides of its own: there the interval alone decides.
    let repeated = strides.is_empty() || 2 * beyond > strides.len();
    let verdict = match (is_beyond(value), straddles, repeated) {
        (_, true, _) | (true, false, false) => Verdict::Uncertain,
        (true, false, true) => Verdict::Outside,
        (false, false, _) => Verdict::Inside,
    };
    Some(Comparison { verdict, limit, beyond, straddles })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::rules::Rules;

    fn rule(id: &str) -> Rule {
        Rules::built_in().expect("sound").rules.into_iter().find(|rule| rule.id == id).expect("known")
    }

    fn verdict(id: &str, interval: (f64, f64), value: f64, strides: &[f64]) -> Verdict {
        compare(&rule(id), interval, value, strides).expect("a limit").verdict
    }

    #[test]
    fn more_anterior_tilt_than_the_limit_is_outside_only_with_the_whole_interval() {
        let strides = [18.0; 8];
        assert_eq!(verdict("peak_tilt", (16.0, 20.0), 18.0, &strides), Verdict::Outside);
        assert_eq!(verdict("peak_tilt", (14.0, 20.0), 18.0, &strides), Verdict::Uncertain);
        assert_eq!(verdict("peak_tilt", (10.0, 14.9), 12.0, &[12.0; 8]), Verdict::Inside);
        // Strong posterior tilt is not "excessive anterior tilt".
        assert_eq!(verdict("peak_tilt", (-12.0, -8.0), -10.0, &[-10.0; 8]), Verdict::Inside);
    }

    #[test]
    fn less_hip_extension_than_the_limit_is_outside() {
        assert_eq!(verdict("hip_extension", (1.0, 5.0), 3.0, &[3.0; 8]), Verdict::Outside);
        assert_eq!(verdict("hip_extension", (9.0, 15.0), 12.0, &[12.0; 8]), Verdict::Inside);
        assert_eq!(verdict("hip_extension", (5.0, 9.0), 7.5, &[7.5; 8]), Verdict::Uncertain);
    }

    #[test]
    fn a_few_wild_strides_are_no_finding() {
        // The mean is beyond by two strides alone.
        let strides = [14.0, 14.0, 14.0, 14.0, 14.0, 40.0, 40.0];
        assert_eq!(verdict("peak_tilt", (15.5, 26.0), 21.4, &strides), Verdict::Uncertain);
    }

    #[test]
    fn a_difference_counts_on_either_side() {
        assert_eq!(verdict("hip_extension_difference", (-11.0, -7.0), -9.0, &[]), Verdict::Outside);
        assert_eq!(verdict("hip_extension_difference", (7.0, 11.0), 9.0, &[]), Verdict::Outside);
        assert_eq!(verdict("hip_extension_difference", (-3.0, 5.0), 1.0, &[]), Verdict::Inside);
        assert_eq!(verdict("hip_extension_difference", (-8.0, 7.0), -0.5, &[]), Verdict::Uncertain);
    }

    #[test]
    fn without_a_limit_there_is_no_comparison() {
        assert_eq!(compare(&rule("cadence"), (150.0, 160.0), 155.0, &[]), None);
    }
}

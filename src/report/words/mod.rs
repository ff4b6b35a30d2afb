//! How numbers and names are put into words. The words themselves are in `texts`.

mod names;
mod samples;

pub(super) use names::{
    PARAMETER_GROUPS, ParameterGroup, angle_file, angle_words, landmark_words, leg_title, parameter_words,
    side_name, side_title, verdict_word,
};
pub(super) use samples::sample_errors;

use super::document::Unit;
use super::texts::names::Count;
use super::texts::{TEXTS, filled};

/// A number with a fixed number of decimals and a true minus sign.
pub(super) fn number(value: f64, decimals: usize) -> String {
    let digits = format!("{:.decimals$}", value.abs());
    let is_zero = !digits.contains(|c| ('1'..='9').contains(&c));
    if value < 0.0 && !is_zero { format!("−{digits}") } else { digits }
}

impl Unit {
    /// Decimals worth printing: about a tenth of what the measurement resolves.
    pub(super) const fn decimals(self) -> usize {
        match self {
            Self::Degrees | Self::StepsPerMinute | Self::PercentOfCycle => 1,
            Self::Seconds | Self::Metres | Self::Ratio => 3,
            Self::LegLengths => 2,
        }
    }

    /// A value with the unit as people write it.
    fn template(self) -> &'static str {
        let units = &TEXTS.names.units;
        match self {
            Self::Degrees => units.degrees,
            Self::Seconds => units.seconds,
            Self::Metres => units.metres,
            Self::PercentOfCycle => units.percent,
            Self::Ratio => units.ratio,
            Self::StepsPerMinute => units.steps_per_minute,
            Self::LegLengths => units.leg_lengths,
        }
    }
}

/// A value with its unit.
pub(super) fn quantity(value: f64, unit: Unit) -> String {
    with_unit(unit.template(), value, unit.decimals())
}

/// An angle.
pub(super) fn degrees(value: f64, decimals: usize) -> String {
    with_unit(TEXTS.names.units.degrees, value, decimals)
}

/// A length.
pub(super) fn metres(value: f64, decimals: usize) -> String {
    with_unit(TEXTS.names.units.metres, value, decimals)
}

/// A number of a finding with its unit, which the name of the quantity ends with.
pub(super) fn named_quantity(value: f64, name: &str) -> String {
    let units = &TEXTS.names.units;
    match name {
        name if name.ends_with("_deg") => with_unit(units.degrees, value, 1),
        name if name.ends_with("_share") => with_unit(units.percent, 100.0 * value, 0),
        name if name.ends_with("_leg_lengths") => with_unit(units.leg_lengths_short, value, 2),
        name if name.ends_with("_spm") => with_unit(units.per_minute_short, value, 1),
        name if name.ends_with("_m") => with_unit(units.metres, value, 3),
        name if name.ends_with("_s") => with_unit(units.seconds, value, 3),
        _ => number(value, 2),
    }
}

fn with_unit(template: &str, value: f64, decimals: usize) -> String {
    filled(template, &[("value", &number(value, decimals))])
}

/// Two ends of an interval.
pub(super) fn interval(low: &str, high: &str) -> String {
    filled(TEXTS.names.phrases.interval, &[("low", &low), ("high", &high)])
}

/// Both ends of an interval in a unit that stands elsewhere; `None` without both.
pub(super) fn interval_in(unit: Unit, low: Option<f64>, high: Option<f64>) -> Option<String> {
    let show = |value| number(value, unit.decimals());
    Some(interval(&show(low?), &show(high?)))
}

/// How many strides or runners a number is of.
pub(super) fn how_many(n: usize) -> String {
    filled(TEXTS.names.phrases.n, &[("n", &n)])
}

/// The template for a number of things.
pub(super) const fn counted(n: usize, count: &Count) -> &'static str {
    if n == 1 { count.one } else { count.many }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_a_true_minus_and_no_negative_zero() {
        assert_eq!(number(-3.12, 1), "−3.1");
        assert_eq!(number(-0.04, 1), "0.0");
        assert_eq!(quantity(0.2451, Unit::Seconds), "0.245 s");
    }
}

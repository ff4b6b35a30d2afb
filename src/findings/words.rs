//! Numbers and legs as texts have them.

use super::quantity::Unit;
use super::rules::Text;
use crate::body::Side;

/// A value as people read it.
pub(super) fn value(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Degrees => format!("{}°", number(value, 1)),
        Unit::Share => format!("{} %", number(100.0 * value, 0)),
        Unit::LegLengths => format!("{} leg lengths", number(value, 2)),
        Unit::Metres => format!("{} m", number(value, 3)),
        Unit::StepsPerMinute => format!("{} steps/min", number(value, 1)),
        Unit::Seconds => format!("{} s", number(value, 3)),
    }
}

/// A number with a true minus sign and no negative zero.
fn number(value: f64, decimals: usize) -> String {
    let digits = format!("{:.decimals$}", value.abs());
    let is_zero = !digits.contains(|c| ('1'..='9').contains(&c));
    if value < 0.0 && !is_zero { format!("−{digits}") } else { digits }
}

/// `Right leg`.
pub(super) fn leg(side: Side) -> &'static str {
    match side {
        Side::Left => "Left leg",
        Side::Right => "Right leg",
    }
}

/// The same words for both readers.
pub(super) fn same(text: &str) -> Text {
    Text { physio: text.to_owned(), runner: text.to_owned() }
}

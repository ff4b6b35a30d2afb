//! The range of an axis.

/// The least height of an axis in degrees, so that noise of a near constant angle is not blown up.
const LEAST_SPAN_DEG: f64 = 10.0;
/// Free space below the curves, as a share of their range.
const PADDING: f64 = 0.06;

/// A range that holds all values with some space below and `headroom` (a share of the range) above; values that are
/// not finite are ignored.
pub(super) fn padded_range(values: impl Iterator<Item = f64>, headroom: f64) -> (f64, f64) {
    let finite = values.filter(|value| value.is_finite());
    let (low, high) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
    if low > high {
        return (-LEAST_SPAN_DEG / 2.0, LEAST_SPAN_DEG / 2.0);
    }
    let missing = (LEAST_SPAN_DEG - (high - low)).max(0.0) / 2.0;
    let (low, high) = (low - missing, high + missing);
    let span = high - low;
    (low - PADDING * span, high + headroom * span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_is_not_blown_up() {
        let (low, high) = padded_range([4.0, 4.2].into_iter(), 0.1);
        assert!(high - low >= LEAST_SPAN_DEG && low < 4.0 && high > 4.2);
    }

    #[test]
    fn no_value_still_makes_an_axis() {
        let (low, high) = padded_range([f64::NAN].into_iter(), 0.1);
        assert!(low < high);
    }
}

//! Peak thigh extension of the same strides, measured and true.

use super::measured::Measured;
use super::reference::{Reference, ReferenceZero};
use super::score::{PeakScore, View};
use super::statistics::{Spread, mean};
use crate::body::Side;
use crate::report::document::{AngleColumn, AngleName, Document, Parameter, Zero};
use crate::series::Series;
use crate::units::Angle;

/// Compares one side; `None` where a zero is another or no stride is known throughout.
pub(super) fn score(
    document: &Document,
    measured: &Measured,
    reference: &Reference,
    (offset_s, side_to_camera): (f64, Side),
    side: Side,
) -> Option<PeakScore> {
    let column = AngleColumn::of(AngleName::Thigh, side);
    let known = reference.angle(column).filter(|angle| angle.zero == ReferenceZero::Absolute)?;
    measured.angle(column).filter(|angle| angle.zero == Zero::Absolute)?;
    let mut peaks: Vec<(f64, f64)> = Vec::new();
    for stride in document.strides.iter().filter(|stride| stride.kept && stride.side == side) {
        let found = stride.parameters.get(Parameter::PeakThighExtension).copied();
        let truth =
            peak(&known.series, stride.initial_contact_s + offset_s, stride.next_contact_s + offset_s);
        peaks.extend(found.zip(truth.map(Angle::degrees)));
    }
    let errors: Vec<f64> = peaks.iter().map(|(found, truth)| found - truth).collect();
    let spread = Spread::of(&errors)?;
    let (found, truth): (Vec<f64>, Vec<f64>) = peaks.into_iter().unzip();
    Some(PeakScore {
        view: View::of(Some(side), side_to_camera),
        strides: spread.n,
        measured_deg: mean(&found)?,
        reference_deg: mean(&truth)?,
        error_deg: spread.mean,
        sd_deg: spread.sd,
    })
}

/// The thigh's furthest place behind the vertical from one time to another, as a positive angle; `None` where the stretch is not
/// known throughout.
fn peak(thigh: &Series<Angle>, from_s: f64, to_s: f64) -> Option<Angle> {
    let times = thigh.time().seconds();
    let covered = times.first().is_some_and(|&t| t <= from_s) && times.last().is_some_and(|&t| t >= to_s);
    let (start, end) = (times.partition_point(|&t| t < from_s), times.partition_point(|&t| t <= to_s));
    let inside = thigh.samples().get(start..end).filter(|samples| covered && !samples.is_empty())?;
    let angles = inside.iter().copied().collect::<Option<Vec<Angle>>>()?;
    angles.into_iter().map(|angle| -angle).max_by(|a, b| a.radians().total_cmp(&b.radians()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::TimeAxis;
    use crate::units::Hertz;
    use std::sync::Arc;

    fn thigh(values: &[Option<f64>]) -> Series<Angle> {
        let time = Arc::new(TimeAxis::regular(values.len(), Hertz(10.0)));
        Series::new(time, values.iter().map(|v| v.map(Angle::from_degrees)).collect()).expect("as long")
    }

    #[test]
    fn behind_the_vertical_is_positive() {
        let series = thigh(&[Some(30.0), Some(-20.0), Some(10.0), Some(-99.0)]);
        let found = peak(&series, 0.0, 0.2).expect("known throughout").degrees();
        assert!((found - 20.0).abs() < 1e-9, "{found}: the value after the stride does not count");
    }

    #[test]
    fn a_stride_that_is_not_known_throughout_has_no_peak() {
        assert_eq!(peak(&thigh(&[Some(1.0), None, Some(1.0)]), 0.0, 0.2), None);
        assert_eq!(peak(&thigh(&[Some(1.0), Some(1.0)]), 0.0, 0.2), None);
        assert_eq!(peak(&thigh(&[Some(1.0), Some(1.0)]), -0.1, 0.1), None);
    }
}

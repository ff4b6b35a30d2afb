//! What all charts share.

use super::legend::{DASH, line_style};
use super::sheet::{SOFT_INK, Sheet};
use crate::body::Side;
use crate::report::error::ReportError;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;

/// A chart with two plain axes.
pub(super) type Chart<'a, DB> = ChartContext<'a, DB, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// A line in the style of its side.
pub(super) fn draw_side_line<'a, DB: DrawingBackend + 'a>(
    sheet: &Sheet<'_, DB>,
    chart: &mut Chart<'a, DB>,
    side: Side,
    width: u32,
    points: impl Iterator<Item = (f64, f64)> + Clone,
) -> Result<(), ReportError> {
    let scale = sheet.scale;
    let style = line_style(side, scale.px(width));
    let drawn = match side {
        Side::Left => chart.draw_series(LineSeries::new(points, style)).map(|_| ()),
        Side::Right => {
            let dashed = DashedLineSeries::new(points, scale.px(DASH.0), scale.px(DASH.1), style);
            chart.draw_series(dashed).map(|_| ())
        }
    };
    drawn.map_err(|e| sheet.fault(e))
}

/// The zero line, where it is in the picture.
pub(super) fn draw_level<'a, DB: DrawingBackend + 'a>(
    sheet: &Sheet<'_, DB>,
    chart: &mut Chart<'a, DB>,
    (low, high): (f64, f64),
) -> Result<(), ReportError> {
    let x = chart.x_range();
    let zero = (low < 0.0 && high > 0.0)
        .then(|| PathElement::new([(x.start, 0.0), (x.end, 0.0)], SOFT_INK.stroke_width(sheet.scale.px(1))));
    chart.draw_series(zero).map_err(|e| sheet.fault(e))?;
    Ok(())
}

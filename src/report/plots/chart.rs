//! What all charts share.

use super::legend::{DASH, MEDIUM, line_style};
use super::sheet::{GRID, INK, SOFT_INK, Sheet};
use crate::body::Side;
use crate::report::document::AngleName;
use crate::report::error::ReportError;
use crate::report::texts::{TEXTS, filled};
use crate::report::words::{angle_words, number};
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;

/// A chart with two plain axes.
pub(super) type Chart<'a, DB> = ChartContext<'a, DB, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// What up and down mean.
pub(super) fn up_and_down(angle: AngleName) -> String {
    let words = angle_words(angle);
    filled(TEXTS.plots.up_down, &[("up", &words.up), ("down", &words.down)])
}

/// A chart over the gait cycle, below `head` pixels of text, for values in degrees from `low` to `high`.
pub(super) fn cycle_chart<'a, DB: DrawingBackend + 'a>(
    sheet: &Sheet<'a, DB>,
    head: u32,
    (low, high): (f64, f64),
) -> Result<Chart<'a, DB>, ReportError> {
    let scale = sheet.scale;
    ChartBuilder::on(&sheet.area)
        .margin_top(scale.px(head))
        .margin_right(scale.px(24))
        .margin_left(scale.px(8))
        .margin_bottom(scale.px(8))
        .x_label_area_size(scale.px(58))
        .y_label_area_size(scale.px(72))
        .build_cartesian_2d(0.0..100.0, low..high)
        .map_err(|e| sheet.fault(e))
}

/// Its axes and lines, with about so many labels across and up.
pub(super) fn draw_cycle_mesh<'a, DB: DrawingBackend + 'a>(
    sheet: &Sheet<'_, DB>,
    chart: &mut Chart<'a, DB>,
    labels: (usize, usize),
) -> Result<(), ReportError> {
    let mesh = chart
        .configure_mesh()
        .disable_x_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(GRID)
        .axis_style(SOFT_INK)
        .x_desc(TEXTS.plots.gait_cycle)
        .y_desc(TEXTS.plots.degrees)
        .axis_desc_style(sheet.scale.text(MEDIUM, INK))
        .label_style(sheet.scale.text(MEDIUM, INK))
        .x_labels(labels.0)
        .y_labels(labels.1)
        .x_label_formatter(&|x| number(*x, 0))
        .y_label_formatter(&|y| number(*y, 0))
        .draw();
    mesh.map_err(|e| sheet.fault(e))
}

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

//! Bland-Altman plot: error against the mean of both methods, a panel per angle (Bland & Altman 1986, Lancet 327:307).

use super::legend::SMALL;
use super::range::padded_range;
use super::sheet::{Drawing, GRID, INK, Plot, SOFT_INK, Sheet, render};
use crate::report::document::AngleName;
use crate::report::error::ReportError;
use crate::report::texts::{TEXTS, filled};
use crate::report::words::{angle_words, number};
use plotters::coord::Shift;
use plotters::prelude::*;

/// What to draw.
#[derive(Debug, Clone, PartialEq)]
pub struct BlandAltman {
    /// Heading.
    pub title: String,
    /// What a point is.
    pub note: String,
    /// The panels; the first six are drawn.
    pub panels: Vec<BlandAltmanPanel>,
}

/// One angle.
#[derive(Debug, Clone, PartialEq)]
pub struct BlandAltmanPanel {
    /// The angle.
    pub angle: AngleName,
    /// The points; at most some thousand.
    pub points: Vec<BlandAltmanPoint>,
    /// Mean error.
    pub bias_deg: f64,
    /// 95 % limits of agreement; `None` for a single point.
    pub limits_deg: Option<(f64, f64)>,
}

/// A moment or a clip.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BlandAltmanPoint {
    /// Mean of measured and reference.
    pub mean_deg: f64,
    /// Measured minus reference.
    pub difference_deg: f64,
    /// Of which side.
    pub mark: PointMark,
}

/// How a point is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointMark {
    /// The leg near the camera, or the middle of the body: a filled circle.
    Near,
    /// The leg away from the camera: a ring.
    Far,
}

/// Panels that fit on the sheet, in columns and rows.
const COLUMNS: usize = 2;
const ROWS: usize = 3;
/// Height of the heading.
const HEAD: u32 = 72;
/// Space above the points for the name of the panel, as a share of their range.
const HEADROOM: f64 = 0.35;
/// Up to this many points are drawn larger.
const FEW: usize = 100;
/// Length of a dash of a limit and of the space after it.
const DASH: (u32, u32) = (7, 5);
/// Blue and vermillion of the palette that all pictures use: they stay apart for every kind of colour vision.
const NEAR: RGBColor = RGBColor(0, 114, 178);
const FAR: RGBColor = RGBColor(213, 94, 0);

/// Draws the plot as `bland_altman`.
///
/// # Errors
/// [`ReportError::Plot`] where no font is installed, for instance.
pub fn bland_altman(data: &BlandAltman) -> Result<Plot, ReportError> {
    render(data)
}

impl Drawing for BlandAltman {
    fn name(&self) -> String {
        "bland_altman".to_owned()
    }

    fn description(&self) -> String {
        filled(TEXTS.plots.bland_altman.description, &[("title", &self.title), ("note", &self.note)])
    }

    fn draw<DB: DrawingBackend>(&self, sheet: &Sheet<'_, DB>) -> Result<(), ReportError> {
        let scale = sheet.scale;
        sheet.text(&self.title, (16, 8), &scale.text(22, INK))?;
        sheet.text(&self.note, (16, 38), &scale.text(SMALL - 4, SOFT_INK))?;
        let drawn = self.panels.len().min(COLUMNS * ROWS);
        let (columns, rows) = if drawn > 1 { (COLUMNS, drawn.div_ceil(COLUMNS)) } else { (1, 1) };
        let (_, below) = sheet.area.split_vertically(scale.px(HEAD));
        let areas = below.split_evenly((rows, columns));
        for (area, panel) in areas.iter().zip(&self.panels) {
            panel.draw(sheet, area)?;
        }
        Ok(())
    }
}

impl BlandAltmanPanel {
    fn heading(&self) -> String {
        let texts = &TEXTS.plots.bland_altman;
        let (angle, bias) = (angle_words(self.angle).title, number(self.bias_deg, 1));
        match self.limits_deg {
            Some((low, high)) => {
                let (low, high) = (number(low, 1), number(high, 1));
                filled(
                    texts.bias_and_limits,
                    &[("angle", &angle), ("bias", &bias), ("low", &low), ("high", &high)],
                )
            }
            None => filled(texts.bias, &[("angle", &angle), ("bias", &bias)]),
        }
    }

    /// Ranges of the means and of the differences, the limits among them.
    fn ranges(&self) -> [(f64, f64); 2] {
        let limits = self.limits_deg.map(|(low, high)| [low, high]);
        let levels = limits.into_iter().flatten().chain([self.bias_deg, 0.0]);
        [
            padded_range(self.points.iter().map(|point| point.mean_deg), 0.06),
            padded_range(self.points.iter().map(|point| point.difference_deg).chain(levels), HEADROOM),
        ]
    }

    fn draw<DB: DrawingBackend>(
        &self,
        sheet: &Sheet<'_, DB>,
        area: &DrawingArea<DB, Shift>,
    ) -> Result<(), ReportError> {
        let scale = sheet.scale;
        let [x, y] = self.ranges();
        let mut chart = ChartBuilder::on(area)
            .margin_right(scale.px(14))
            .margin_left(scale.px(4))
            .x_label_area_size(scale.px(24))
            .y_label_area_size(scale.px(44))
            .build_cartesian_2d(x.0..x.1, y.0..y.1)
            .map_err(|e| sheet.fault(e))?;
        let whole = |value: &f64| number(*value, 0);
        chart
            .configure_mesh()
            .disable_mesh()
            .axis_style(SOFT_INK)
            .x_labels(6)
            .y_labels(5)
            .label_style(scale.text(SMALL - 5, INK))
            .x_label_formatter(&whole)
            .y_label_formatter(&whole)
            .draw()
            .map_err(|e| sheet.fault(e))?;
        let level = |at: f64| [(x.0, at), (x.1, at)];
        chart
            .draw_series([PathElement::new(level(0.0), GRID.stroke_width(scale.px(1)))])
            .map_err(|e| sheet.fault(e))?;
        let line = INK.stroke_width(scale.px(2));
        chart.draw_series(LineSeries::new(level(self.bias_deg), line)).map_err(|e| sheet.fault(e))?;
        for limit in self.limits_deg.into_iter().flat_map(|(low, high)| [low, high]) {
            let dashed = DashedLineSeries::new(level(limit), scale.px(DASH.0), scale.px(DASH.1), line);
            chart.draw_series(dashed).map_err(|e| sheet.fault(e))?;
        }
        let size = if self.points.len() > FEW { 2 } else { 4 };
        let points = self.points.iter().map(|point| {
            let place = (point.mean_deg, point.difference_deg);
            match point.mark {
                PointMark::Near => Circle::new(place, scale.px(size), NEAR.mix(0.7).filled()),
                PointMark::Far => Circle::new(place, scale.px(size + 1), FAR.stroke_width(scale.px(1))),
            }
        });
        chart.draw_series(points).map_err(|e| sheet.fault(e))?;
        let heading = Text::new(self.heading(), (scale.at(6), scale.at(2)), scale.text(SMALL - 4, INK));
        chart.draw_series([EmptyElement::at((x.0, y.1)) + heading]).map(|_| ()).map_err(|e| sheet.fault(e))
    }
}

//! Thigh, knee and trunk over the whole clip: what was measured when, and whether it drifts.

use super::chart::{Chart, draw_level, draw_side_line};
use super::legend::{HEAD, Head, SMALL, line_style};
use super::range::padded_range;
use super::sheet::{Drawing, GRID, HEIGHT, INK, SOFT_INK, Sheet};
use crate::body::Side;
use crate::report::document::{AngleColumn, AngleName, Document, Zero};
use crate::report::error::ReportError;
use crate::report::texts::TEXTS;
use crate::report::words::{angle_words, number, side_title};
use plotters::coord::Shift;
use plotters::prelude::*;

/// Panels from top to bottom, and whether both sides are drawn.
const PANELS: [(AngleName, bool); 3] =
    [(AngleName::Thigh, true), (AngleName::KneeFlexion, true), (AngleName::TrunkLean, false)];
/// A line has at most this many points: more than the picture has columns cannot be seen.
const MOST_POINTS: usize = 1400;
/// Height of the time axis, and free space under it.
const AXIS: u32 = 54;
const BOTTOM: u32 = 4;
/// Width of a line and, as a share of the panel, height of a contact tick.
const THIN: u32 = 2;
const TICK: f64 = 0.09;

/// Space above the curves for the name of the panel, as a share of their range.
const HEADROOM: f64 = 0.5;

/// An unbroken piece of a line: seconds and degrees.
type Stretch = Vec<(f64, f64)>;

/// The plot of the whole clip.
pub(super) struct Overview<'a> {
    document: &'a Document,
    end_s: f64,
    start_s: f64,
}

impl<'a> Overview<'a> {
    /// The overview; `None` for fewer than two frames.
    pub fn new(document: &'a Document) -> Option<Self> {
        let times = &document.series.time_s;
        let (&start_s, &end_s) = (times.first()?, times.last()?);
        (end_s > start_s).then_some(Self { document, start_s, end_s })
    }

    /// What the zeros of the panels mean.
    fn zeros(&self) -> &'static str {
        let angles = &self.document.series.angles;
        if angles.measured().all(|(_, angle)| angle.zero == Zero::Absolute) {
            TEXTS.plots.overview.all_absolute
        } else {
            TEXTS.plots.overview.mixed_zeros
        }
    }

    /// Unbroken stretches of a column, thinned to what can be seen.
    fn stretches(&self, column: AngleColumn) -> Vec<Stretch> {
        let series = &self.document.series;
        let Some(angle) = series.angles.get(column) else { return Vec::new() };
        let samples: Vec<_> = series.time_s.iter().copied().zip(angle.values.iter().copied()).collect();
        samples
            .chunk_by(|a, b| a.1.is_some() == b.1.is_some())
            .map(|stretch| stretch.iter().filter_map(|&(t, v)| v.map(|v| (t, v))).collect::<Vec<_>>())
            .filter(|stretch| !stretch.is_empty())
            .map(|stretch| thinned(&stretch, samples.len().div_ceil(MOST_POINTS / 2)))
            .collect()
    }
}

/// The lowest and the highest of each `bucket` neighbours, in order of time: peaks survive.
fn thinned(points: &[(f64, f64)], bucket: usize) -> Stretch {
    if bucket <= 2 {
        return points.to_vec();
    }
    let extremes = |chunk: &[(f64, f64)]| {
        let by_value = |a: &&(f64, f64), b: &&(f64, f64)| a.1.total_cmp(&b.1);
        let mut pair: Vec<(f64, f64)> = [chunk.iter().min_by(by_value), chunk.iter().max_by(by_value)]
            .into_iter()
            .flatten()
            .copied()
            .collect();
        pair.sort_by(|a, b| a.0.total_cmp(&b.0));
        pair
    };
    points.chunks(bucket).flat_map(extremes).collect()
}

impl Drawing for Overview<'_> {
    fn name(&self) -> String {
        "overview".to_owned()
    }

    fn description(&self) -> String {
        TEXTS.plots.overview.description.to_owned()
    }

    fn draw<DB: DrawingBackend>(&self, sheet: &Sheet<'_, DB>) -> Result<(), ReportError> {
        let texts = &TEXTS.plots.overview;
        let sides = Side::BOTH.map(|side| (side, side_title(side).to_owned()));
        Head { title: texts.title, notes: [self.zeros(), texts.ticks], sides: &sides }.draw(sheet)?;
        let (_, below) = sheet.area.split_vertically(sheet.scale.px(HEAD));
        let height = (HEIGHT - HEAD - AXIS - BOTTOM) / 3;
        let (first, rest) = below.split_vertically(sheet.scale.px(height));
        let (second, third) = rest.split_vertically(sheet.scale.px(height));
        let mut areas = [first, second, third].into_iter().zip(PANELS).peekable();
        while let Some((area, panel)) = areas.next() {
            Panel::new(self, panel, areas.peek().is_none()).draw(sheet, &area)?;
        }
        Ok(())
    }
}

/// One angle on the time axis.
struct Panel<'a> {
    overview: &'a Overview<'a>,
    angle: AngleName,
    /// A line per side, or one line without a side.
    lines: Vec<(Option<Side>, Vec<Stretch>)>,
    is_last: bool,
}

impl<'a> Panel<'a> {
    fn new(overview: &'a Overview<'a>, (angle, two_sided): (AngleName, bool), is_last: bool) -> Self {
        let of = |side| overview.stretches(AngleColumn::of(angle, side));
        let lines = match two_sided {
            true => Side::BOTH.map(|side| (Some(side), of(side))).into(),
            false => vec![(None, of(Side::Left))],
        };
        Self { overview, angle, lines, is_last }
    }

    fn range(&self) -> (f64, f64) {
        let values = self.lines.iter().flat_map(|(_, line)| line.iter().flatten().map(|point| point.1));
        padded_range(values, HEADROOM)
    }

    fn draw<DB: DrawingBackend>(
        &self,
        sheet: &Sheet<'_, DB>,
        area: &DrawingArea<DB, Shift>,
    ) -> Result<(), ReportError> {
        let (low, high) = self.range();
        let scale = sheet.scale;
        let mut chart = ChartBuilder::on(area)
            .margin_top(scale.px(6))
            .margin_right(scale.px(24))
            .margin_left(scale.px(8))
            .x_label_area_size(scale.px(if self.is_last { AXIS } else { 4 }))
            .y_label_area_size(scale.px(58))
            .build_cartesian_2d(self.overview.start_s..self.overview.end_s, low..high)
            .map_err(|e| sheet.fault(e))?;
        self.draw_mesh(sheet, &mut chart)?;
        draw_level(sheet, &mut chart, (low, high))?;
        self.draw_contacts(sheet, &mut chart, (low, high))?;
        self.draw_lines(sheet, &mut chart)?;
        let style = scale.text(SMALL, INK);
        let name = Text::new(angle_words(self.angle).title, (scale.at(6), scale.at(4)), style);
        let name = EmptyElement::at((self.overview.start_s, high)) + name;
        chart.draw_series([name]).map(|_| ()).map_err(|e| sheet.fault(e))
    }

    fn draw_mesh<'c, DB: DrawingBackend + 'c>(
        &self,
        sheet: &Sheet<'_, DB>,
        chart: &mut Chart<'c, DB>,
    ) -> Result<(), ReportError> {
        let whole = |value: &f64| number(*value, 0);
        let mut mesh = chart.configure_mesh();
        mesh.disable_x_mesh()
            .light_line_style(TRANSPARENT)
            .bold_line_style(GRID)
            .axis_style(SOFT_INK)
            .y_labels(4)
            .x_labels(if self.is_last { 8 } else { 0 })
            .label_style(sheet.scale.text(SMALL, INK))
            .axis_desc_style(sheet.scale.text(SMALL, INK))
            .x_label_formatter(&whole)
            .y_label_formatter(&whole);
        if self.is_last {
            mesh.x_desc(TEXTS.plots.seconds);
        }
        mesh.draw().map_err(|e| sheet.fault(e))
    }

    fn draw_lines<'c, DB: DrawingBackend + 'c>(
        &self,
        sheet: &Sheet<'_, DB>,
        chart: &mut Chart<'c, DB>,
    ) -> Result<(), ReportError> {
        for (side, line) in &self.lines {
            for stretch in line {
                let points = stretch.iter().copied();
                match side {
                    Some(side) => draw_side_line(sheet, chart, *side, THIN, points)?,
                    None => {
                        let style = INK.stroke_width(sheet.scale.px(THIN));
                        chart.draw_series(LineSeries::new(points, style)).map_err(|e| sheet.fault(e))?;
                    }
                }
            }
        }
        Ok(())
    }

    /// A tick at each initial contact, in the colour of its side.
    fn draw_contacts<'c, DB: DrawingBackend + 'c>(
        &self,
        sheet: &Sheet<'_, DB>,
        chart: &mut Chart<'c, DB>,
        (low, high): (f64, f64),
    ) -> Result<(), ReportError> {
        let top = low + TICK * (high - low);
        for side in Side::BOTH {
            let style = line_style(side, sheet.scale.px(2));
            let contacts = &self.overview.document.events.get(side).initial_contact_s;
            let ticks = contacts.iter().map(|&t| PathElement::new([(t, low), (t, top)], style));
            chart.draw_series(ticks).map_err(|e| sheet.fault(e))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thinning_keeps_peaks_and_order() {
        let mut points: Vec<(f64, f64)> = (0..100).map(|i| (f64::from(i), 0.0)).collect();
        points[42].1 = 9.0;
        points[43].1 = -9.0;
        let thin = thinned(&points, 10);
        assert!(thin.len() <= 20 && thin.contains(&(42.0, 9.0)) && thin.contains(&(43.0, -9.0)));
        assert!(thin.windows(2).all(|pair| pair[0].0 <= pair[1].0));
    }
}

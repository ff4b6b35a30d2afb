//! Mean and spread of one angle over the gait cycle, both sides in one picture.

use super::chart::{Chart, cycle_chart, draw_cycle_mesh, draw_level, draw_side_line, up_and_down};
use super::legend::{HEAD, Head, LINE, SMALL};
use super::range::padded_range;
use super::reference::{SPEED_M_PER_S, band};
use super::sheet::{Drawing, REFERENCE, SOFT_INK, STANCE, Sheet};
use crate::body::Side;
use crate::report::colours::of_side;
use crate::report::document::{AngleName, Cycle, Document, Zero};
use crate::report::error::ReportError;
use crate::report::texts::{TEXTS, filled};
use crate::report::words::{angle_file, angle_words, counted, number, side_name, side_title};
use plotters::prelude::*;

/// Space above the curves for the names of the phases, as a share of their range.
const HEADROOM: f64 = 0.14;

/// The curve of one side.
struct Curve<'a> {
    side: Side,
    cycle: &'a Cycle,
    toe_off_pct: Option<f64>,
}

/// The plot of one angle.
pub(super) struct CyclePlot<'a> {
    angle: AngleName,
    zero: Zero,
    curves: Vec<Curve<'a>>,
    /// Reference runners, where their zero is that of the curves.
    reference: Option<Vec<(f64, f64)>>,
}

impl<'a> CyclePlot<'a> {
    /// The plot of an angle; `None` where neither side has a mean curve, or where the zeros differ.
    pub fn new(document: &'a Document, angle: AngleName) -> Option<Self> {
        let curve = |side| {
            let of_side = document.cycles.get(side);
            let cycle = of_side.angles.get(angle)?;
            let is_drawn = cycle.mean_deg.iter().any(Option::is_some);
            is_drawn.then_some(Curve { side, cycle, toe_off_pct: of_side.toe_off_pct })
        };
        let curves: Vec<_> = Side::BOTH.into_iter().filter_map(curve).collect();
        let zero = curves.first()?.cycle.zero;
        let one_zero = curves.iter().all(|curve| curve.cycle.zero == zero);
        let reference = band(angle).filter(|_| zero == Zero::RelativeToStanding);
        one_zero.then_some(Self { angle, zero, curves, reference })
    }

    /// The range of all means with their spread.
    fn range(&self) -> (f64, f64) {
        let bounds = self.curves.iter().flat_map(|curve| {
            let spread = |i: usize| curve.cycle.sd_deg.get(i).copied().flatten().unwrap_or(0.0);
            let means = curve.cycle.mean_deg.iter().enumerate();
            means.filter_map(move |(i, mean)| mean.map(|mean| (mean - spread(i), mean + spread(i))))
        });
        let reference = self.reference.iter().flatten().copied();
        padded_range(bounds.chain(reference).flat_map(|(low, high)| [low, high]), HEADROOM)
    }

    fn head(&self) -> (String, [String; 2], Vec<(Side, String)>) {
        let (texts, words) = (&TEXTS.plots.cycle, angle_words(self.angle));
        let zero = match self.zero {
            Zero::Absolute => filled(texts.zero_absolute, &[("zero", &words.zero)]),
            Zero::RelativeToStanding if self.reference.is_some() => {
                filled(texts.zero_standing_reference, &[("speed", &SPEED_M_PER_S)])
            }
            Zero::RelativeToStanding => texts.zero_standing.to_owned(),
        };
        let sides = self.curves.iter().map(|Curve { side, cycle, .. }| {
            let template = counted(cycle.n, &texts.strides);
            (*side, filled(template, &[("side", &side_title(*side)), ("n", &cycle.n)]))
        });
        let title = filled(texts.title, &[("angle", &words.title)]);
        (title, [up_and_down(self.angle), zero], sides.collect())
    }

    /// The mean toe-off of all sides that have one.
    fn stance_end(&self) -> Option<f64> {
        let all: Vec<f64> = self.curves.iter().filter_map(|curve| curve.toe_off_pct).collect();
        (!all.is_empty()).then(|| all.iter().sum::<f64>() / all.len() as f64)
    }
}

impl Drawing for CyclePlot<'_> {
    fn name(&self) -> String {
        format!("cycle_{}", angle_file(self.angle))
    }

    fn description(&self) -> String {
        let (title, [signs, zero], sides) = self.head();
        let sides: Vec<String> = sides.into_iter().map(|(_, text)| text).collect();
        filled(
            TEXTS.plots.cycle.description,
            &[("title", &title), ("signs", &signs), ("zero", &zero), ("sides", &sides.join("; "))],
        )
    }

    fn draw<DB: DrawingBackend>(&self, sheet: &Sheet<'_, DB>) -> Result<(), ReportError> {
        let (title, [signs, zero], sides) = self.head();
        Head { title: &title, notes: [&signs, &zero], sides: &sides }.draw(sheet)?;
        let (low, high) = self.range();
        let mut chart = cycle_chart(sheet, HEAD, (low, high))?;
        self.draw_stance(sheet, &mut chart, (low, high))?;
        self.draw_reference(sheet, &mut chart)?;
        draw_cycle_mesh(sheet, &mut chart, (6, 7))?;
        draw_level(sheet, &mut chart, (low, high))?;
        for curve in &self.curves {
            curve.draw_band(sheet, &mut chart)?;
        }
        for curve in &self.curves {
            curve.draw_toe_off(sheet, &mut chart, (low, high))?;
            curve.draw_mean(sheet, &mut chart)?;
        }
        self.draw_phase_names(sheet, &mut chart, high)
    }
}

impl CyclePlot<'_> {
    fn draw_stance<'a, DB: DrawingBackend + 'a>(
        &self,
        sheet: &Sheet<'_, DB>,
        chart: &mut Chart<'a, DB>,
        (low, high): (f64, f64),
    ) -> Result<(), ReportError> {
        let stance = self.stance_end().map(|end| Rectangle::new([(0.0, low), (end, high)], STANCE.filled()));
        chart.draw_series(stance).map_err(|e| sheet.fault(e))?;
        Ok(())
    }

    /// The band of the reference runners with its edges, so that it shows in grey print over the stance.
    fn draw_reference<'a, DB: DrawingBackend + 'a>(
        &self,
        sheet: &Sheet<'_, DB>,
        chart: &mut Chart<'a, DB>,
    ) -> Result<(), ReportError> {
        let Some(band) = &self.reference else { return Ok(()) };
        let at = |edge: fn(&(f64, f64)) -> f64| {
            band.iter()
                .enumerate()
                .map(move |(percent, ends)| (percent as f64, edge(ends)))
                .collect::<Vec<_>>()
        };
        let (low, high) = (at(|ends| ends.0), at(|ends| ends.1));
        let outline: Vec<(f64, f64)> = high.iter().chain(low.iter().rev()).copied().collect();
        chart.draw_series([Polygon::new(outline, REFERENCE.filled())]).map_err(|e| sheet.fault(e))?;
        for edge in [low, high] {
            let line = LineSeries::new(edge, SOFT_INK.stroke_width(sheet.scale.px(1)));
            chart.draw_series(line).map_err(|e| sheet.fault(e))?;
        }
        Ok(())
    }

    /// Names stance and the toe-off of each side along the upper edge.
    fn draw_phase_names<'a, DB: DrawingBackend + 'a>(
        &self,
        sheet: &Sheet<'_, DB>,
        chart: &mut Chart<'a, DB>,
        high: f64,
    ) -> Result<(), ReportError> {
        let Some(end) = self.stance_end() else { return Ok(()) };
        let style = sheet.scale.text(SMALL, SOFT_INK);
        let texts = &TEXTS.plots.cycle;
        let toe_off = |curve: &Curve<'_>| {
            let percent = number(curve.toe_off_pct?, 1);
            Some(filled(texts.toe_off_side, &[("side", &side_name(curve.side)), ("percent", &percent)]))
        };
        let toe_offs: Vec<String> = self.curves.iter().filter_map(toe_off).collect();
        let toe_offs = filled(texts.toe_off, &[("sides", &toe_offs.join(", "))]);
        let gap = (sheet.scale.at(8), sheet.scale.at(6));
        let words = [(0.0, texts.stance.to_owned()), (end, toe_offs)];
        let texts = words
            .into_iter()
            .map(|(x, text)| EmptyElement::at((x, high)) + Text::new(text, gap, style.clone()));
        chart.draw_series(texts).map_err(|e| sheet.fault(e))?;
        Ok(())
    }
}

impl Curve<'_> {
    fn points(&self) -> impl Iterator<Item = (f64, f64, Option<f64>)> + Clone {
        let spread = self.cycle.sd_deg.iter().copied();
        let pairs = self.cycle.mean_deg.iter().zip(spread).enumerate();
        pairs.filter_map(|(i, (mean, sd))| mean.map(|mean| (i as f64, mean, sd)))
    }

    fn draw_band<'a, DB: DrawingBackend + 'a>(
        &self,
        sheet: &Sheet<'_, DB>,
        chart: &mut Chart<'a, DB>,
    ) -> Result<(), ReportError> {
        let band: Vec<_> = self.points().filter_map(|(x, mean, sd)| sd.map(|sd| (x, mean, sd))).collect();
        let upper = band.iter().map(|&(x, mean, sd)| (x, mean + sd));
        let lower = band.iter().rev().map(|&(x, mean, sd)| (x, mean - sd));
        let outline: Vec<(f64, f64)> = upper.chain(lower).collect();
        let [r, g, b] = of_side(self.side);
        let fill = RGBColor(r, g, b).mix(0.2).filled();
        chart.draw_series([Polygon::new(outline, fill)]).map_err(|e| sheet.fault(e))?;
        Ok(())
    }

    fn draw_mean<'a, DB: DrawingBackend + 'a>(
        &self,
        sheet: &Sheet<'_, DB>,
        chart: &mut Chart<'a, DB>,
    ) -> Result<(), ReportError> {
        let points = self.points().map(|(x, mean, _)| (x, mean));
        draw_side_line(sheet, chart, self.side, LINE, points)
    }

    fn draw_toe_off<'a, DB: DrawingBackend + 'a>(
        &self,
        sheet: &Sheet<'_, DB>,
        chart: &mut Chart<'a, DB>,
        (low, high): (f64, f64),
    ) -> Result<(), ReportError> {
        match self.toe_off_pct {
            Some(x) => draw_side_line(sheet, chart, self.side, 1, [(x, low), (x, high)].into_iter()),
            None => Ok(()),
        }
    }
}

//! One angle of several clips over the gait cycle, leg towards the camera.

use super::chart::{cycle_chart, draw_cycle_mesh, up_and_down};
use super::legend::{DASH, HEAD, LINE, SMALL};
use super::range::padded_range;
use super::sheet::{Drawing, INK, Plot, SOFT_INK, Sheet, render};
use crate::report::document::{AngleName, Cycle, Document};
use crate::report::error::ReportError;
use crate::report::texts::{TEXTS, filled};
use crate::report::words::{angle_file, angle_words};
use plotters::prelude::*;

/// Okabe-Ito; the first clip is solid, later ones have ever shorter dashes, so that grey print keeps them apart.
const COLOURS: [RGBColor; 4] =
    [RGBColor(0, 0, 0), RGBColor(213, 94, 0), RGBColor(0, 114, 178), RGBColor(0, 158, 115)];

/// Angles that are compared, in the order of the page.
const ANGLES: [AngleName; 6] = [
    AngleName::PelvicTilt,
    AngleName::HipFlexion,
    AngleName::LumbarExtension,
    AngleName::Thigh,
    AngleName::KneeFlexion,
    AngleName::TrunkLean,
];

struct Compared<'a> {
    angle: AngleName,
    curves: Vec<(String, &'a Cycle)>,
}

/// The plots of all angles that every clip has; the clips must have been found comparable.
///
/// # Errors
/// [`ReportError::Plot`] where no font is installed, for instance.
pub fn compared_plots(documents: &[Document]) -> Result<Vec<Plot>, ReportError> {
    let of = |angle: AngleName| {
        let one = |document: &'_ Document| -> Option<(String, usize)> {
            let cycle = document.cycles.get(document.summary.side_to_camera).angles.get(angle)?;
            Some((document.clip.file_name.clone(), cycle.n))
        };
        let names: Option<Vec<(String, usize)>> = documents.iter().map(one).collect();
        let cycles = documents
            .iter()
            .filter_map(|document| document.cycles.get(document.summary.side_to_camera).angles.get(angle));
        let words =
            |(name, n): (String, usize)| filled(TEXTS.plots.compared.clip, &[("clip", &name), ("n", &n)]);
        let curves = names?.into_iter().map(words).zip(cycles).collect();
        Some(Compared { angle, curves })
    };
    ANGLES.into_iter().filter_map(of).map(|plot| render(&plot)).collect()
}

impl Drawing for Compared<'_> {
    fn name(&self) -> String {
        format!("compared_{}", angle_file(self.angle))
    }

    fn description(&self) -> String {
        let names: Vec<&str> = self.curves.iter().map(|(name, _)| name.as_str()).collect();
        let (angle, clips) = (angle_words(self.angle).title, names.join("; "));
        filled(TEXTS.plots.compared.description, &[("angle", &angle), ("clips", &clips)])
    }

    fn draw<DB: DrawingBackend>(&self, sheet: &Sheet<'_, DB>) -> Result<(), ReportError> {
        let scale = sheet.scale;
        let title = filled(TEXTS.plots.compared.title, &[("angle", &angle_words(self.angle).title)]);
        sheet.text(&title, (16, 8), &scale.text(27, INK))?;
        sheet.text(&up_and_down(self.angle), (16, 44), &scale.text(SMALL, SOFT_INK))?;
        let head = HEAD + 22 * (self.curves.len() as u32).saturating_sub(1);
        let values = self.curves.iter().flat_map(|(_, cycle)| cycle.mean_deg.iter().copied().flatten());
        let (low, high) = padded_range(values, 0.06);
        let mut chart = cycle_chart(sheet, head, (low, high))?;
        draw_cycle_mesh(sheet, &mut chart, (11, 11))?;
        for (index, (name, cycle)) in self.curves.iter().enumerate() {
            let style = COLOURS[index % COLOURS.len()].stroke_width(scale.px(LINE));
            let points = cycle.mean_deg.iter().enumerate().filter_map(|(x, y)| Some((x as f64, (*y)?)));
            let y = 70 + 22 * index as i32;
            let ends = [(16, y + 10), (58, y + 10)].map(|(x, y)| (scale.at(x), scale.at(y)));
            let dash = (scale.px(DASH.0 * 3 / (index as u32 + 1)), scale.px(DASH.1));
            if index == 0 {
                chart.draw_series(LineSeries::new(points, style)).map_err(|e| sheet.fault(e))?;
                sheet.area.draw(&PathElement::new(ends, style)).map_err(|e| sheet.fault(e))?;
            } else {
                let points: Vec<(f64, f64)> = points.collect();
                let line = DashedLineSeries::new(points, dash.0, dash.1, style);
                chart.draw_series(line).map_err(|e| sheet.fault(e))?;
                draw_sample(sheet, (ends[0], ends[1]), dash, style)?;
            }
            sheet.text(name, (66, y), &scale.text(SMALL, INK))?;
        }
        Ok(())
    }
}

/// A piece of a dashed line.
fn draw_sample<DB: DrawingBackend>(
    sheet: &Sheet<'_, DB>,
    (from, to): ((i32, i32), (i32, i32)),
    (dash, space): (u32, u32),
    style: ShapeStyle,
) -> Result<(), ReportError> {
    let (dash, step) = (dash.cast_signed(), (dash + space).cast_signed().max(1) as usize);
    for x in (from.0..to.0).step_by(step) {
        let piece = PathElement::new([(x, from.1), ((x + dash).min(to.0), to.1)], style);
        sheet.area.draw(&piece).map_err(|e| sheet.fault(e))?;
    }
    Ok(())
}

//! Where the extension comes from: a stacked bar for each leg, and the mean of the reference runners.

use super::legend::{HEAD, MEDIUM, SMALL};
use super::reference::{SPEED_M_PER_S, mean_parts};
use super::sheet::{Drawing, GRID, INK, Plot, SOFT_INK, Sheet};
use crate::report::document::{Document, Parts};
use crate::report::error::ReportError;
use crate::report::texts::{TEXTS, filled};
use crate::report::words::{degrees, side_title};
use plotters::coord::Shift;
use plotters::prelude::*;

/// Dark, middle and light, so that grey print keeps them apart; blue, orange and pale blue for every kind of colour vision.
const HIP: RGBColor = RGBColor(0, 72, 120);
const BACK: RGBColor = RGBColor(230, 159, 0);
const TRUNK: RGBColor = RGBColor(196, 222, 242);
const REFERENCE_BAR: RGBColor = RGBColor(120, 120, 120);
const REFERENCE_TIP: RGBColor = RGBColor(205, 205, 205);

/// Height of all bars with their words, plot units, and of the words of one.
const BARS: i32 = 348;
const WORDS: i32 = 52;
/// Space below a bar.
const SPACE: i32 = 22;
/// Left and right margin.
const MARGIN: i32 = 24;

/// A bar: parts in degrees from left to right with their colour and name.
struct Bar {
    title: String,
    pieces: Vec<(f64, RGBColor, &'static str)>,
}

/// The picture of the main finding.
pub(super) struct PartsPlot {
    bars: Vec<Bar>,
}

impl PartsPlot {
    /// The picture; `None` where no leg has its parts.
    pub fn new(document: &Document) -> Option<Self> {
        let texts = &TEXTS.plots.parts;
        let findings = document.findings.as_ref()?;
        let near = document.summary.side_to_camera;
        let of = |side| {
            let parts = findings.main.get(side).parts.as_ref()?;
            let title = filled(texts.leg, &[("leg", &side_title(side)), ("n", &parts.n)]);
            Some(Bar { title, pieces: pieces(parts) })
        };
        let main = &findings.main;
        let together = main.left.parts.is_some() && main.left.parts == main.right.parts;
        let sides = if together { vec![near] } else { vec![near, near.other()] };
        let mut bars: Vec<Bar> = sides.into_iter().filter_map(of).collect();
        if let (true, Some(bar), Some(parts)) = (together, bars.first_mut(), &main.left.parts) {
            bar.title = filled(texts.both_legs, &[("n", &parts.n)]);
        }
        if bars.is_empty() {
            return None;
        }
        if let Some((hip, pelvis)) = mean_parts() {
            let title = filled(texts.reference, &[("speed", &SPEED_M_PER_S)]);
            let hip = (hip, REFERENCE_BAR, texts.reference_hip);
            bars.push(Bar { title, pieces: vec![hip, (pelvis, REFERENCE_TIP, texts.reference_pelvis)] });
        }
        Some(Self { bars })
    }
}

fn pieces(parts: &Parts) -> Vec<(f64, RGBColor, &'static str)> {
    let texts = &TEXTS.plots.parts;
    let mut pieces = vec![(parts.hip_deg.value, HIP, texts.hip_joint)];
    match (&parts.lumbar_deg, &parts.trunk_deg) {
        (Some(lumbar), Some(trunk)) => {
            pieces.extend([(lumbar.value, BACK, texts.lower_back), (trunk.value, TRUNK, texts.thorax)]);
        }
        _ => pieces.push((parts.pelvis_deg.value, BACK, texts.pelvis)),
    }
    pieces
}

impl Bar {
    /// Pieces with both ends: what extends goes to the right of zero, what works against it to the left.
    fn ends(&self) -> impl Iterator<Item = (f64, f64, RGBColor)> {
        let (mut right, mut left) = (0.0, 0.0);
        self.pieces.iter().map(move |&(size, colour, _)| {
            let end = if size >= 0.0 { &mut right } else { &mut left };
            let from = *end;
            *end += size;
            (from.min(*end), from.max(*end), colour)
        })
    }

    fn words(&self) -> String {
        let one = |&(size, _, name): &(f64, RGBColor, &str)| {
            filled(TEXTS.plots.parts.piece, &[("part", &name), ("angle", &degrees(size, 1))])
        };
        self.pieces.iter().map(one).collect::<Vec<_>>().join(" + ")
    }
}

impl Drawing for PartsPlot {
    fn name(&self) -> String {
        "extension_parts".to_owned()
    }

    fn description(&self) -> String {
        let bars: Vec<String> =
            self.bars.iter().map(|bar| format!("{}: {}", bar.title, bar.words())).collect();
        filled(TEXTS.plots.parts.description, &[("bars", &bars.join(". "))])
    }

    fn draw<DB: DrawingBackend>(&self, sheet: &Sheet<'_, DB>) -> Result<(), ReportError> {
        let texts = &TEXTS.plots.parts;
        let notes = [texts.way, texts.against];
        sheet.text(texts.title, (16, 8), &sheet.scale.text(27, INK))?;
        for (note, y) in notes.into_iter().zip([44, 68]) {
            sheet.text(note, (16, y), &sheet.scale.text(SMALL, SOFT_INK))?;
        }
        let ends = || self.bars.iter().flat_map(Bar::ends);
        let least = ends().map(|(from, ..)| from).fold(0.0, f64::min);
        let most = ends().map(|(_, to, _)| to).fold(1.0, f64::max);
        let width = f64::from(Plot::WIDTH) - f64::from(2 * MARGIN);
        let x = |degrees: f64| MARGIN + ((degrees - least) / (most - least) * width).round() as i32;
        let top = HEAD.cast_signed() - 16;
        let step = BARS / self.bars.len().max(2) as i32;
        draw_axis(sheet, (least, most), &x, top + step * self.bars.len() as i32)?;
        for (bar, row) in self.bars.iter().zip(0..) {
            let y = top + step * row;
            sheet.text(&bar.title, (MARGIN, y), &sheet.scale.text(MEDIUM, INK))?;
            sheet.text(&bar.words(), (MARGIN, y + 24), &sheet.scale.text(SMALL, SOFT_INK))?;
            for (from, to, colour) in bar.ends() {
                rectangle(sheet, (x(from), y + WORDS), (x(to), y + step - SPACE), colour)?;
            }
        }
        Ok(())
    }
}

fn rectangle<DB: DrawingBackend>(
    sheet: &Sheet<'_, DB>,
    from: (i32, i32),
    to: (i32, i32),
    colour: RGBColor,
) -> Result<(), ReportError> {
    let at = |(x, y): (i32, i32)| (sheet.scale.at(x), sheet.scale.at(y));
    let area: &DrawingArea<DB, Shift> = &sheet.area;
    area.draw(&Rectangle::new([at(from), at(to)], colour.filled())).map_err(|e| sheet.fault(e))?;
    let edge = INK.stroke_width(sheet.scale.px(1));
    area.draw(&Rectangle::new([at(from), at(to)], edge)).map_err(|e| sheet.fault(e))
}

/// Lines at every ten degrees with their number below the bars.
fn draw_axis<DB: DrawingBackend>(
    sheet: &Sheet<'_, DB>,
    (least, most): (f64, f64),
    x: &impl Fn(f64) -> i32,
    bottom: i32,
) -> Result<(), ReportError> {
    let tens = (least / 10.0).ceil() as i32..=(most / 10.0).floor() as i32;
    for ten in tens {
        let at = f64::from(10 * ten);
        let line = [(x(at), HEAD.cast_signed() + 34), (x(at), bottom)];
        let line = line.map(|(x, y)| (sheet.scale.at(x), sheet.scale.at(y)));
        let colour = if ten == 0 { INK } else { GRID };
        let path = PathElement::new(line, colour.stroke_width(sheet.scale.px(1)));
        sheet.area.draw(&path).map_err(|e| sheet.fault(e))?;
        let style = sheet.scale.text(SMALL, INK);
        let text = degrees(at, 0);
        let half = sheet.text_width(&text, &style)? / 2;
        sheet.text(&text, ((x(at) - half).clamp(0, 680), bottom + 6), &style)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_against_the_extension_lies_left_of_zero() {
        let bar = Bar {
            title: String::new(),
            pieces: vec![(30.0, HIP, "hip"), (8.0, BACK, "back"), (-3.0, TRUNK, "thorax")],
        };
        let ends: Vec<(f64, f64)> = bar.ends().map(|(from, to, _)| (from, to)).collect();
        assert_eq!(ends, [(0.0, 30.0), (30.0, 38.0), (-3.0, 0.0)]);
        assert_eq!(bar.words(), "hip 30.0° + back 8.0° + thorax −3.0°");
    }
}

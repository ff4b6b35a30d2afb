//! The head of a plot: title, what up and down mean, and which line is which side.

use super::sheet::{INK, SOFT_INK, Sheet};
use crate::body::Side;
use crate::report::colours::of_side;
use crate::report::error::ReportError;
use plotters::prelude::*;

/// Height of the head in plot units.
pub(super) const HEAD: u32 = 92;
/// Left edge of all text of the head, and free space at the right.
const MARGIN: i32 = 16;

/// Length of a dash and of the space after it, plot units.
pub(super) const DASH: (u32, u32) = (9, 6);
/// Width of a mean line, plot units.
pub(super) const LINE: u32 = 3;

/// The style of a side's line.
pub(super) fn line_style(side: Side, width: u32) -> ShapeStyle {
    let [r, g, b] = of_side(side);
    RGBColor(r, g, b).stroke_width(width)
}

/// The words above a plot.
pub(super) struct Head<'a> {
    /// Heading.
    pub title: &'a str,
    /// A second line, smaller.
    pub note: &'a str,
    /// The legend of each side.
    pub sides: &'a [(Side, String)],
}

impl Head<'_> {
    /// Draws the head at the top of the sheet.
    pub fn draw<DB: DrawingBackend>(&self, sheet: &Sheet<'_, DB>) -> Result<(), ReportError> {
        sheet.text(self.title, (MARGIN, 10), &sheet.scale.text(24, INK))?;
        sheet.text(self.note, (MARGIN, 41), &sheet.scale.text(15, SOFT_INK))?;
        let style = sheet.scale.text(17, INK);
        let mut x = MARGIN;
        for (side, text) in self.sides {
            sample(sheet, *side, x)?;
            sheet.text(text, (x + 50, 66), &style)?;
            x += 50 + sheet.text_width(text, &style)? + 32;
        }
        Ok(())
    }
}

/// A piece of a side's line: solid for the left, dashed for the right, so that grey print keeps them apart.
fn sample<DB: DrawingBackend>(sheet: &Sheet<'_, DB>, side: Side, x: i32) -> Result<(), ReportError> {
    let scale = sheet.scale;
    let style = line_style(side, scale.px(LINE + 1));
    let dashes: &[(i32, i32)] = match side {
        Side::Left => &[(0, 42)],
        Side::Right => &[(0, 10), (16, 26), (32, 42)],
    };
    for (from, to) in dashes {
        let ends = [(scale.at(x + from), scale.at(76)), (scale.at(x + to), scale.at(76))];
        sheet.area.draw(&PathElement::new(ends, style)).map_err(|e| sheet.fault(e))?;
    }
    Ok(())
}

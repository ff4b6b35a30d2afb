//! The head of a plot: title, what up and down mean, and which line is which side.

use super::sheet::{INK, SOFT_INK, Sheet};
use crate::body::Side;
use crate::report::colours::of_side;
use crate::report::error::ReportError;
use plotters::prelude::*;

/// Height of the head in plot units.
pub(super) const HEAD: u32 = 124;
/// Left edge of all text of the head, and free space at the right.
const MARGIN: i32 = 16;

/// Length of a dash and of the space after it, plot units.
pub(super) const DASH: (u32, u32) = (9, 6);
/// Heights of text: at the width of a phone the smaller one is still about 10 pixels high.
pub(super) const SMALL: u32 = 19;
pub(super) const MEDIUM: u32 = 20;
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
    /// Two more lines, smaller.
    pub notes: [&'a str; 2],
    /// The legend of each side.
    pub sides: &'a [(Side, String)],
}

impl Head<'_> {
    /// Draws the head at the top of the sheet.
    pub fn draw<DB: DrawingBackend>(&self, sheet: &Sheet<'_, DB>) -> Result<(), ReportError> {
        sheet.text(self.title, (MARGIN, 8), &sheet.scale.text(27, INK))?;
        for (note, y) in self.notes.into_iter().zip([44, 68]) {
            sheet.text(note, (MARGIN, y), &sheet.scale.text(SMALL, SOFT_INK))?;
        }
        let style = sheet.scale.text(MEDIUM, INK);
        let mut x = MARGIN;
        for (side, text) in self.sides {
            sample(sheet, *side, x)?;
            sheet.text(text, (x + 50, 95), &style)?;
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
        let ends = [(scale.at(x + from), scale.at(103)), (scale.at(x + to), scale.at(103))];
        sheet.area.draw(&PathElement::new(ends, style)).map_err(|e| sheet.fault(e))?;
    }
    Ok(())
}

//! The paper that plots are drawn on: size, fonts, SVG and PNG.

use crate::report::error::ReportError;
use image::{ImageFormat, RgbImage, imageops};
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::FontFamily;
use std::io::Cursor;

const WIDTH: u32 = Plot::WIDTH;
pub(super) const HEIGHT: u32 = Plot::HEIGHT;

/// plotters does not smooth slanted bitmap lines, so a PNG is drawn larger by this factor and averaged down.
const SUPERSAMPLING: u32 = 2;

/// The font that `fonts-dejavu-core` installs, by which text is measured.
const FONT: &str = "DejaVu Sans";
/// What an SVG asks for: the same font, then its nearly equally wide relative, so that text fits elsewhere too.
const SVG_FONTS: &str = "'DejaVu Sans', Verdana, sans-serif";

pub(super) const INK: RGBColor = RGBColor(34, 34, 34);
pub(super) const SOFT_INK: RGBColor = RGBColor(90, 90, 90);
pub(super) const GRID: RGBColor = RGBColor(196, 196, 196);
pub(super) const REFERENCE: RGBColor = RGBColor(222, 222, 222);
pub(super) const STANCE: RGBColor = RGBColor(244, 244, 244);

/// Sizes in plot units, multiplied by the resolution of the backend.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale(u32);

impl Scale {
    /// A length for the backend.
    pub const fn px(self, units: u32) -> u32 {
        units * self.0
    }

    /// A signed coordinate for the backend.
    pub const fn at(self, units: i32) -> i32 {
        units * self.0.cast_signed()
    }

    /// A text style of this size in plot units.
    pub fn text(self, units: u32, colour: RGBColor) -> TextStyle<'static> {
        let mut style = TextStyle::from((FontFamily::Name(FONT), self.px(units)).into_font());
        style.color = colour.to_backend_color();
        style
    }
}

/// A drawing area with its scale. Its backend error is text already, so that drawing code is written once.
pub(super) struct Sheet<'a, DB: DrawingBackend> {
    pub area: DrawingArea<DB, Shift>,
    pub scale: Scale,
    pub name: &'a str,
}

impl<DB: DrawingBackend> Sheet<'_, DB> {
    /// Turns a failure of the drawing library into ours.
    pub fn fault(&self, reason: impl std::fmt::Display) -> ReportError {
        ReportError::Plot { name: self.name.to_owned(), reason: reason.to_string() }
    }

    /// Text whose top left corner is at `place`, in plot units.
    pub fn text(&self, text: &str, place: (i32, i32), style: &TextStyle<'_>) -> Result<(), ReportError> {
        let place = (self.scale.at(place.0), self.scale.at(place.1));
        self.area.draw_text(text, style, place).map_err(|e| self.fault(e))
    }

    /// Width of a text in plot units.
    pub fn text_width(&self, text: &str, style: &TextStyle<'_>) -> Result<i32, ReportError> {
        let (width, _) = self.area.estimate_text_size(text, style).map_err(|e| self.fault(e))?;
        Ok(width.div_ceil(self.scale.0).cast_signed())
    }
}

/// One picture in both formats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plot {
    /// File name without extension.
    pub name: String,
    /// What it shows, for those who cannot see it.
    pub description: String,
    /// SVG text.
    pub svg: String,
    /// PNG bytes, [`Plot::PNG_SCALE`] times as large.
    pub png: Vec<u8>,
}

impl Plot {
    /// Width in its own units, which are pixels of the SVG.
    pub const WIDTH: u32 = 720;
    /// Height in the same units.
    pub const HEIGHT: u32 = 540;
    /// A PNG has this many pixels per unit, so that it is sharp in print.
    pub const PNG_SCALE: u32 = 2;
}

/// Something that can be drawn on any backend.
pub(super) trait Drawing {
    /// File name without extension.
    fn name(&self) -> String;
    /// What it shows.
    fn description(&self) -> String;
    /// Draws it.
    fn draw<DB: DrawingBackend>(&self, sheet: &Sheet<'_, DB>) -> Result<(), ReportError>;
}

/// Draws a picture in both formats.
pub(super) fn render(drawing: &impl Drawing) -> Result<Plot, ReportError> {
    let name = drawing.name();
    Ok(Plot {
        svg: svg(drawing, &name)?,
        png: png(drawing, &name)?,
        description: drawing.description(),
        name,
    })
}

fn svg(drawing: &impl Drawing, name: &str) -> Result<String, ReportError> {
    let mut text = String::new();
    let area = SVGBackend::with_string(&mut text, (WIDTH, HEIGHT)).into_drawing_area();
    paint(drawing, Sheet { area, scale: Scale(1), name })?;
    Ok(text.replace(&format!("font-family=\"{FONT}\""), &format!("font-family=\"{SVG_FONTS}\"")))
}

fn png(drawing: &impl Drawing, name: &str) -> Result<Vec<u8>, ReportError> {
    let factor = Plot::PNG_SCALE * SUPERSAMPLING;
    let (width, height) = (WIDTH * factor, HEIGHT * factor);
    let mut large = RgbImage::new(width, height);
    let area = BitMapBackend::with_buffer(large.as_mut(), (width, height)).into_drawing_area();
    paint(drawing, Sheet { area, scale: Scale(factor), name })?;
    let small = imageops::thumbnail(&large, WIDTH * Plot::PNG_SCALE, HEIGHT * Plot::PNG_SCALE);
    let mut bytes = Cursor::new(Vec::new());
    small.write_to(&mut bytes, ImageFormat::Png)?;
    Ok(bytes.into_inner())
}

fn paint<DB: DrawingBackend>(drawing: &impl Drawing, sheet: Sheet<'_, DB>) -> Result<(), ReportError> {
    sheet.area.fill(&WHITE).map_err(|e| sheet.fault(e))?;
    drawing.draw(&sheet)?;
    sheet.area.present().map_err(|e| sheet.fault(e))
}

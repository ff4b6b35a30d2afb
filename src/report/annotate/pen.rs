//! A canvas with a sense of size: widths and text heights in units of 1/720 of the shorter side.

use crate::body::{FrameSize, Point};
use crate::report::colours::Rgb as Colour;
use crate::video::{Canvas, Frame, Rgb, TextMask, VideoError};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Sizes were chosen on a 720 pixel wide portrait clip, held in a hand.
const UNITS_ACROSS: f64 = 720.0;

/// Rendered texts by their words and height in hundredths of a pixel. Few words and numbers occur in a video, again and again.
#[derive(Debug, Default)]
pub struct Texts(HashMap<(String, u64), TextMask>);

/// More texts than any video needs; the store starts anew then, so that it cannot grow without bound.
const MOST_TEXTS: usize = 2000;

impl Texts {
    fn get(&mut self, text: &str, height: f64) -> Result<&TextMask, VideoError> {
        if self.0.len() >= MOST_TEXTS {
            self.0.clear();
        }
        match self.0.entry((text.to_owned(), (height * 100.0).round() as u64)) {
            Entry::Occupied(found) => Ok(found.into_mut()),
            Entry::Vacant(place) => Ok(place.insert(TextMask::new(text, height)?)),
        }
    }
}

/// Draws in units, at places of the original picture.
pub struct Pen<'a> {
    canvas: Canvas<'a>,
    texts: &'a mut Texts,
    /// Pixels per unit.
    unit: f64,
    /// Size of the picture in units.
    pub size: Point,
    /// From pixels of the original picture to pixels of the canvas: times factor after taking off the corner.
    factor: f64,
    corner: Point,
}

impl<'a> Pen<'a> {
    /// Pixels per unit in a picture of this size.
    pub fn unit_of(width: f64, height: f64) -> f64 {
        width.min(height) / UNITS_ACROSS
    }

    /// A pen for a whole frame.
    pub fn new(frame: &'a mut Frame, texts: &'a mut Texts) -> Self {
        Self::for_part(frame, texts, Point::default(), 1.0)
    }

    /// A pen for a picture that is a part of the original frame, from `corner` on and enlarged by `factor`.
    pub fn for_part(frame: &'a mut Frame, texts: &'a mut Texts, corner: Point, factor: f64) -> Self {
        let FrameSize { width, height } = frame.size();
        let unit = Self::unit_of(f64::from(width), f64::from(height));
        let size = Point::new(f64::from(width) / unit, f64::from(height) / unit);
        Self { canvas: Canvas::new(frame), texts, unit, size, factor, corner }
    }

    /// Where a place of the original picture is, in units.
    pub fn place(&self, [x, y]: [f64; 2]) -> Point {
        let scale = self.factor / self.unit;
        Point::new((x - self.corner.x) * scale, (y - self.corner.y) * scale)
    }

    fn pixel(&self, at: Point) -> Point {
        Point::new(at.x * self.unit, at.y * self.unit)
    }

    /// A line.
    pub fn line(&mut self, from: Point, to: Point, colour: Colour, width: f64) -> Result<(), VideoError> {
        let (from, to) = (self.pixel(from), self.pixel(to));
        self.canvas.line(from, to, rgb(colour), width * self.unit)
    }

    /// A ring.
    pub fn ring(&mut self, at: Point, radius: f64, colour: Colour, width: f64) -> Result<(), VideoError> {
        self.canvas.circle(self.pixel(at), radius * self.unit, rgb(colour), width * self.unit)
    }

    /// A disc.
    pub fn disc(&mut self, at: Point, radius: f64, colour: Colour) -> Result<(), VideoError> {
        self.canvas.disc(self.pixel(at), radius * self.unit, rgb(colour))
    }

    /// A filled rectangle.
    pub fn block(&mut self, from: Point, to: Point, colour: Colour, opacity: f64) -> Result<(), VideoError> {
        let (from, to) = (self.pixel(from), self.pixel(to));
        self.canvas.filled_rectangle(from, to, rgb(colour), opacity)
    }

    /// Text whose baseline begins at a place.
    pub fn text(&mut self, at: Point, text: &str, height: f64, colour: Colour) -> Result<(), VideoError> {
        let at = self.pixel(at);
        self.canvas.stamp(at, self.texts.get(text, height * self.unit)?, rgb(colour))
    }

    /// Text whose baseline ends at a place.
    pub fn text_before(
        &mut self,
        at: Point,
        text: &str,
        height: f64,
        colour: Colour,
    ) -> Result<(), VideoError> {
        let width = self.width(text, height)?;
        self.text(Point::new(at.x - width, at.y), text, height, colour)
    }

    /// Width of a text.
    pub fn width(&self, text: &str, height: f64) -> Result<f64, VideoError> {
        Ok(Canvas::text_width(text, height * self.unit)? / self.unit)
    }
}

const fn rgb([r, g, b]: Colour) -> Rgb {
    Rgb(r, g, b)
}

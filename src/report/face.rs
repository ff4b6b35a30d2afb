//! Covers the runner's face, for pictures and videos that are passed on.
//!
//! A filled disc, not a blur: a blur can be undone in part. It is laid round the ear and reaches three quarters of the distance
//! from ear to shoulder, so over chin, nose and forehead. A frame without an ear takes the nearest one that has it, with a
//! larger disc. Other people in the picture are **not** covered.

use super::document::Document;
use crate::body::{Landmark, Part, Point, Side};
use crate::video::{Canvas, Frame, Rgb, VideoError};

/// Radius of the disc in distances from ear to shoulder. The face ends about half of that distance (a head is 0.13 of
/// stature high, Winter 2009) in front of the ear.
const RADIUS: f64 = 0.75;
/// Growth of the disc for a frame whose head was not seen.
const GROWTH: f64 = 1.4;
const GREY: Rgb = Rgb(128, 128, 128);

/// Covers the face in one frame. Where no head was ever found the upper third of the picture is covered.
///
/// # Errors
/// [`VideoError`] if drawing fails, which valid frames do not cause.
pub fn cover_face(document: &Document, frame: &mut Frame) -> Result<(), VideoError> {
    let size = frame.size();
    let first = document.series.frame.first().copied().unwrap_or(0);
    let row = frame.index().saturating_sub(first).min(document.series.len().saturating_sub(1));
    let found = (0..document.series.len())
        .filter_map(|other| Some((other.abs_diff(row), head(document, other)?)))
        .min_by_key(|(distance, _)| *distance);
    let mut canvas = Canvas::new(frame);
    match found {
        Some((0, (centre, radius))) => canvas.disc(centre, radius, GREY),
        Some((_, (centre, radius))) => canvas.disc(centre, GROWTH * radius, GREY),
        None => {
            let corner = Point::new(f64::from(size.width), f64::from(size.height) / 3.0);
            canvas.filled_rectangle(Point::default(), corner, GREY, 1.0)
        }
    }
}

/// Middle of the head and radius of its cover in one row.
fn head(document: &Document, row: usize) -> Option<(Point, f64)> {
    let at = |part, side| {
        let [x, y] = document.series.landmark(Landmark::new(part, side), row)?;
        Some(Point::new(x, y))
    };
    let near = document.summary.side_to_camera;
    let pair = |side: Side| Some((at(Part::Ear, side)?, at(Part::Shoulder, side)?));
    let (ear, shoulder) = pair(near).or_else(|| pair(near.other()))?;
    Some((ear, RADIUS * ear.distance(shoulder)))
}

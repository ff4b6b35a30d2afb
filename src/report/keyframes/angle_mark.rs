//! An angle drawn on the body: the two directions that it lies between, an arc and the number.

use super::choice::Wanted;
use crate::body::{Landmark, Part, Point, Side};
use crate::report::annotate::{Pen, outlined_text};
use crate::report::colours::Rgb;
use crate::report::document::{AngleName, Document};
use crate::video::VideoError;

const INK: Rgb = [255, 255, 255];
const RIM: Rgb = [15, 15, 15];
const TEXT: f64 = 30.0;
/// Length of a reference line, and radius of the arc.
const REFERENCE: f64 = 150.0;
const RADIUS: f64 = 84.0;
const DASH: f64 = 13.0;

/// Where an angle is drawn: between the directions `reference` and `segment`, at `vertex`.
struct Mark {
    vertex: Point,
    reference: Point,
    segment: Point,
}

/// Draws the angle of the moment on the near leg or the trunk, with the number of degrees.
pub(super) fn draw_angle(
    pen: &mut Pen<'_>,
    document: &Document,
    wanted: &Wanted,
    degrees: f64,
) -> Result<(), VideoError> {
    let Some(mark) = mark(pen, document, wanted) else { return Ok(()) };
    draw_dashes(pen, mark.vertex, mark.reference)?;
    draw_arc(pen, &mark)?;
    draw_number(pen, &mark, &format!("{:.0}", degrees.abs()))
}

fn mark(pen: &Pen<'_>, document: &Document, wanted: &Wanted) -> Option<Mark> {
    let near = document.capture.side_to_camera;
    let at =
        |part, side| document.series.landmark(Landmark::new(part, side), wanted.row).map(|p| pen.place(p));
    let middle = |part| Some(at(part, Side::Left)?.midpoint(at(part, Side::Right)?));
    let (from, to, reference) = match wanted.moment.angle() {
        AngleName::Thigh => (at(Part::Hip, near)?, at(Part::Knee, near)?, down(document)),
        AngleName::Shank => (at(Part::Ankle, near)?, at(Part::Knee, near)?, up(document)),
        AngleName::TrunkLean => (middle(Part::Hip)?, middle(Part::Shoulder)?, up(document)),
        AngleName::KneeFlexion => {
            let knee = at(Part::Knee, near)?;
            (knee, at(Part::Ankle, near)?, direction(at(Part::Hip, near)?, knee)?)
        }
        _ => return None,
    };
    Some(Mark { vertex: from, reference, segment: direction(from, to)? })
}

/// Downwards in the picture, as the angles were measured: along the plumb line if the roll was taken out.
fn down(document: &Document) -> Point {
    let capture = &document.capture;
    let roll_deg = capture.roll_deg.filter(|_| capture.roll_corrected).unwrap_or(0.0);
    let (sin, cos) = roll_deg.to_radians().sin_cos();
    Point::new(-sin, cos)
}

fn up(document: &Document) -> Point {
    let down = down(document);
    Point::new(-down.x, -down.y)
}

fn direction(from: Point, to: Point) -> Option<Point> {
    let length = from.distance(to);
    (length > 0.0).then(|| Point::new((to.x - from.x) / length, (to.y - from.y) / length))
}

fn along(from: Point, direction: Point, length: f64) -> Point {
    Point::new(from.x + direction.x * length, from.y + direction.y * length)
}

fn draw_dashes(pen: &mut Pen<'_>, from: Point, direction: Point) -> Result<(), VideoError> {
    let dashes = (REFERENCE / DASH / 2.0) as usize;
    for (width, colour) in [(7.0, RIM), (4.0, INK)] {
        for dash in 0..=dashes {
            let start = 2.0 * DASH * dash as f64;
            pen.line(along(from, direction, start), along(from, direction, start + DASH), colour, width)?;
        }
    }
    Ok(())
}

fn draw_arc(pen: &mut Pen<'_>, mark: &Mark) -> Result<(), VideoError> {
    let (start, sweep) = sweep(mark);
    let steps = 16;
    let point = |step: i32| {
        let (sin, cos) = (start + sweep * f64::from(step) / f64::from(steps)).sin_cos();
        along(mark.vertex, Point::new(cos, sin), RADIUS)
    };
    for (width, colour) in [(7.0, RIM), (4.0, INK)] {
        for step in 0..steps {
            pen.line(point(step), point(step + 1), colour, width)?;
        }
    }
    Ok(())
}

/// The direction of the reference and the shorter way from it to the segment, radians.
fn sweep(mark: &Mark) -> (f64, f64) {
    let (reference, segment) = (mark.reference, mark.segment);
    let cross = reference.x * segment.y - reference.y * segment.x;
    let dot = reference.x * segment.x + reference.y * segment.y;
    (reference.y.atan2(reference.x), cross.atan2(dot))
}

/// The number on the far side of the reference line, away from the segment, with a small ring as degree sign: the
/// video font has none.
fn draw_number(pen: &mut Pen<'_>, mark: &Mark, text: &str) -> Result<(), VideoError> {
    let (start, sweep) = sweep(mark);
    let width = pen.width(text, TEXT)?;
    // Clear of the reference line by the width of the text.
    let away = start - sweep.signum() * (0.6 * width + TEXT).atan2(RADIUS);
    let centre = along(mark.vertex, Point::new(away.cos(), away.sin()), RADIUS * 1.25);
    let at = Point::new(centre.x - width / 2.0, centre.y + TEXT / 2.0);
    outlined_text(pen, at, text, TEXT, INK)?;
    let sign = Point::new(at.x + width + 0.2 * TEXT, at.y - 0.85 * TEXT);
    pen.ring(sign, 0.17 * TEXT, RIM, 7.0)?;
    pen.ring(sign, 0.17 * TEXT, INK, 3.0)
}

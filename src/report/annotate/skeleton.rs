//! The skeleton of one frame.

use super::pen::Pen;
use crate::body::{Landmark, Part, Point, Side};
use crate::report::colours::{Rgb, of_side_on_video};
use crate::report::document::FrameSeries;
use crate::video::VideoError;

/// Segments of the leg, which the angles are made of.
const LEG: [(Part, Part); 4] =
    [(Part::Hip, Part::Knee), (Part::Knee, Part::Ankle), (Part::Ankle, Part::Heel), (Part::Heel, Part::Toe)];
const ARM: [(Part, Part); 2] = [(Part::Shoulder, Part::Elbow), (Part::Elbow, Part::Wrist)];
/// Joints that get a dot.
const JOINTS: [Part; 4] = [Part::Hip, Part::Knee, Part::Ankle, Part::Toe];

const NEAR_WIDTH: f64 = 6.0;
const FAR_WIDTH: f64 = 4.0;
const ARM_WIDTH: f64 = 2.0;
/// Dark rim round a line, each side, so that it shows on light clothes too.
const RIM: f64 = 1.5;
/// Share of its colour that the far leg keeps.
const FAR_BRIGHTNESS: f64 = 0.62;
const TRUNK: Rgb = [245, 245, 245];
const DARK: Rgb = [15, 15, 15];

/// Draws the runner of one row: far leg dim and thin, then trunk, then near leg and near arm.
pub fn draw_skeleton(
    pen: &mut Pen<'_>,
    series: &FrameSeries,
    row: usize,
    near: Side,
) -> Result<(), VideoError> {
    let body = Body { series, row };
    let far = near.other();
    body.draw_chain(pen, &LEG, far, dimmed(of_side_on_video(far)), FAR_WIDTH)?;
    body.draw_trunk(pen)?;
    body.draw_chain(pen, &ARM, near, TRUNK, ARM_WIDTH)?;
    body.draw_chain(pen, &LEG, near, of_side_on_video(near), NEAR_WIDTH)?;
    for part in JOINTS {
        if let Some(at) = body.place(pen, part, near) {
            pen.disc(at, NEAR_WIDTH * 0.95, DARK)?;
            pen.disc(at, NEAR_WIDTH * 0.65, TRUNK)?;
        }
    }
    Ok(())
}

struct Body<'a> {
    series: &'a FrameSeries,
    row: usize,
}

impl Body<'_> {
    fn place(&self, pen: &Pen<'_>, part: Part, side: Side) -> Option<Point> {
        self.series.landmark(Landmark::new(part, side), self.row).map(|at| pen.place(at))
    }

    fn middle(&self, pen: &Pen<'_>, part: Part) -> Option<Point> {
        Some(self.place(pen, part, Side::Left)?.midpoint(self.place(pen, part, Side::Right)?))
    }

    fn draw_chain(
        &self,
        pen: &mut Pen<'_>,
        chain: &[(Part, Part)],
        side: Side,
        colour: Rgb,
        width: f64,
    ) -> Result<(), VideoError> {
        let ends =
            |pen: &Pen<'_>, (from, to)| Some((self.place(pen, from, side)?, self.place(pen, to, side)?));
        let segments: Vec<(Point, Point)> = chain.iter().filter_map(|&pair| ends(pen, pair)).collect();
        for &(from, to) in &segments {
            pen.line(from, to, DARK, width + 2.0 * RIM)?;
        }
        for &(from, to) in &segments {
            pen.line(from, to, colour, width)?;
        }
        Ok(())
    }

    /// From the middle of the hips to the middle of the shoulders, as trunk lean is measured.
    fn draw_trunk(&self, pen: &mut Pen<'_>) -> Result<(), VideoError> {
        if let (Some(hip), Some(shoulder)) = (self.middle(pen, Part::Hip), self.middle(pen, Part::Shoulder)) {
            pen.line(hip, shoulder, DARK, FAR_WIDTH + 2.0 * RIM)?;
            pen.line(hip, shoulder, TRUNK, FAR_WIDTH)?;
        }
        Ok(())
    }
}

fn dimmed(colour: Rgb) -> Rgb {
    colour.map(|channel| (f64::from(channel) * FAR_BRIGHTNESS).round() as u8)
}

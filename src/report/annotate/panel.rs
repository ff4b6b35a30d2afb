//! The panel with the angles of the frame.

use super::pen::Pen;
use super::phase_bar::{self, BarPlace};
use crate::body::{Point, Side};
use crate::report::colours::{Rgb, of_side_on_video};
use crate::report::document::{AngleName, Document, PelvisSource};
use crate::report::texts::{TEXTS, filled};
use crate::video::VideoError;

/// Rows of the panel and whether they have one value per side.
static ROWS: [(&str, AngleName, bool); 4] = [
    (TEXTS.video.thigh, AngleName::Thigh, true),
    (TEXTS.video.knee, AngleName::KneeFlexion, true),
    (TEXTS.video.shank, AngleName::Shank, true),
    (TEXTS.video.trunk, AngleName::TrunkLean, false),
];

const TEXT: f64 = 17.0;
const LINE: f64 = 31.0;
const MARGIN: f64 = 12.0;
/// Ends of the two columns of numbers, and the right edge, from the left edge of the panel.
const COLUMNS: [f64; 2] = [168.0, 248.0];
const WIDTH: f64 = 268.0;
const WHITE: Rgb = [245, 245, 245];
const GREY: Rgb = [190, 190, 190];
const BLACK: Rgb = [0, 0, 0];

/// Draws time, angles in whole degrees and the note on the pelvis into the top left corner, below
/// the phase bar if that is at the top.
pub(super) fn draw_panel(
    pen: &mut Pen<'_>,
    document: &Document,
    row: Option<usize>,
    bar: BarPlace,
) -> Result<(), VideoError> {
    let texts = &TEXTS.video;
    let height = LINE * (ROWS.len() as f64 + 2.6) + MARGIN;
    let left = MARGIN;
    let top = match bar {
        BarPlace::Bottom => MARGIN,
        BarPlace::Top => phase_bar::HEIGHT + MARGIN,
    };
    pen.block(Point::new(left, top), Point::new(left + WIDTH, top + height), BLACK, 0.62)?;
    let mut baseline = top + LINE;
    let time_s = row.and_then(|row| document.series.time_s.get(row));
    let time = time_s.map_or_else(String::new, |t| filled(texts.time, &[("seconds", &format!("{t:.2}"))]));
    pen.text(Point::new(left + MARGIN, baseline), &time, TEXT, WHITE)?;
    for (side, column) in Side::BOTH.into_iter().zip(COLUMNS) {
        let at = Point::new(left + column, baseline);
        pen.text_before(at, texts.initials.get(side), TEXT, of_side_on_video(side))?;
    }
    for &(name, angle, two_sided) in &ROWS {
        baseline += LINE;
        pen.text(Point::new(left + MARGIN, baseline), name, TEXT, WHITE)?;
        let sides: &[Side] = if two_sided { &Side::BOTH } else { &[Side::Left] };
        for (&side, column) in sides.iter().zip(COLUMNS) {
            let value = row.and_then(|row| document.series.angle(angle, side, row));
            let text = value.map_or_else(|| texts.no_value.to_owned(), whole_degrees);
            let colour = if two_sided { of_side_on_video(side) } else { WHITE };
            pen.text_before(Point::new(left + column, baseline), &text, TEXT, colour)?;
        }
    }
    baseline += LINE;
    let note = match document.pelvis.source {
        PelvisSource::None => texts.pelvis_not_measured,
        PelvisSource::Markers => texts.pelvis_from_stickers,
        PelvisSource::Model => texts.pelvis_mean_only,
    };
    pen.text(Point::new(left + MARGIN, baseline), note, TEXT * 0.7, GREY)
}

fn whole_degrees(degrees: f64) -> String {
    let rounded = degrees.round();
    // Adding zero turns a negative zero into zero.
    format!("{:.0}", rounded + 0.0)
}

#[cfg(test)]
mod tests {
    use super::whole_degrees;

    #[test]
    fn a_small_negative_angle_is_plain_zero() {
        assert_eq!([-0.3, -0.6, 12.4].map(whole_degrees), ["0", "-1", "12"]);
    }
}

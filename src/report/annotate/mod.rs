//! The annotated video: skeleton, angles, phase bar, event and repair marks, all drawn from the document.

mod panel;
mod pen;
mod phase_bar;
mod phases;
mod skeleton;
mod video;

pub use video::{Playback, annotate_video};

pub(super) use pen::{Pen, Texts};
pub(super) use skeleton::draw_skeleton;

use super::colours::{REPAIRED, Rgb, of_side_on_video};
use super::document::{Document, Repair};
use super::texts::{TEXTS, filled};
use super::words::side_name;
use crate::body::{BySide, Landmark, Part, Point, Side};
use crate::video::{Frame, VideoError};
use phase_bar::BarPlace;
use phases::{Phase, phases_from_events};

const NOTICE_TEXT: f64 = 16.0;
const BLACK: Rgb = [0, 0, 0];
/// An event is marked in the frames whose time is within this many frame intervals of it, long enough to be seen.
const MARK_FRAMES: f64 = 1.2;

/// Draws what the document says of a frame onto the frame.
pub struct Annotator<'a> {
    document: &'a Document,
    phases: BySide<Vec<Phase>>,
    /// How near an event's time must be for its mark, seconds.
    mark_s: f64,
    bar: BarPlace,
    texts: Texts,
}

/// Draws on one frame what the document says of it. For many frames make one [`Annotator`].
///
/// # Errors
/// [`VideoError`] if drawing fails, which valid frames do not cause.
pub fn annotate_frame(document: &Document, frame: &mut Frame) -> Result<(), VideoError> {
    Annotator::new(document).annotate(frame)
}

impl<'a> Annotator<'a> {
    /// Prepares to draw a document.
    pub fn new(document: &'a Document) -> Self {
        let fps = document.clip.median_fps.unwrap_or(30.0).max(1.0);
        Self {
            document,
            phases: document.events.map(phases_from_events),
            mark_s: MARK_FRAMES / fps / document.capture.slow_motion_factor.max(1.0),
            bar: BarPlace::clear_of_feet(document),
            texts: Texts::default(),
        }
    }

    /// Draws on one frame; the frame's number in the clip says which. A frame that was not analysed only gets the panel.
    ///
    /// # Errors
    /// [`VideoError`] if drawing fails, which valid frames do not cause.
    pub fn annotate(&mut self, frame: &mut Frame) -> Result<(), VideoError> {
        let row = self.document.series.row_of_frame(frame.index());
        let number = frame.index();
        let mut texts = std::mem::take(&mut self.texts);
        let drawn = self.annotate_with(&mut Pen::new(frame, &mut texts), number, row);
        self.texts = texts;
        drawn
    }

    fn annotate_with(&self, pen: &mut Pen<'_>, number: usize, row: Option<usize>) -> Result<(), VideoError> {
        if let Some(row) = row {
            self.annotate_row(pen, row)?;
        }
        panel::draw_panel(pen, self.document, row, self.bar)?;
        let repairs = &self.document.capture.leg_identity_repairs;
        match repairs.iter().find(|repair| repair.covers(number)) {
            Some(repair) => draw_repair_notice(pen, repair, self.bar),
            None => Ok(()),
        }
    }

    fn annotate_row(&self, pen: &mut Pen<'_>, row: usize) -> Result<(), VideoError> {
        let Some(&now_s) = self.document.series.time_s.get(row) else { return Ok(()) };
        let capture = &self.document.capture;
        draw_skeleton(pen, &self.document.series, row, capture.side_to_camera)?;
        for side in Side::BOTH {
            self.draw_event_mark(pen, row, now_s, side)?;
        }
        phase_bar::draw_phase_bar(pen, &self.phases, &capture.leg_identity_repairs, self.bar, now_s)
    }

    /// Rings the foot at an initial contact (heel) and at a toe-off (toe), with its name.
    fn draw_event_mark(
        &self,
        pen: &mut Pen<'_>,
        row: usize,
        now_s: f64,
        side: Side,
    ) -> Result<(), VideoError> {
        let events = self.document.events.get(side);
        let is_now = |times: &[f64]| {
            let first = times.partition_point(|&t| t < now_s - self.mark_s);
            times.get(first).is_some_and(|&t| t <= now_s + self.mark_s)
        };
        let (name, part, below) = match (is_now(&events.initial_contact_s), is_now(&events.toe_off_s)) {
            // Left and right contact marks never fall together, but one may meet the toe-off of the other leg.
            (true, _) => (TEXTS.video.contact, Part::Heel, 44.0),
            (false, true) => (TEXTS.video.toe_off, Part::Toe, 66.0),
            (false, false) => return Ok(()),
        };
        let Some(place) = self.document.series.landmark(Landmark::new(part, side), row) else {
            return Ok(());
        };
        let at = pen.place(place);
        let colour = of_side_on_video(side);
        pen.ring(at, 20.0, colour, 4.0)?;
        let text = filled(name, &[("side", &side_name(side))]);
        let left = at.x - pen.width(&text, NOTICE_TEXT)? / 2.0;
        let baseline = (at.y + below).min(pen.size.y - NOTICE_TEXT / 2.0);
        outlined_text(pen, Point::new(left, baseline), &text, NOTICE_TEXT, colour)
    }
}

/// Text with a dark rim, for any background.
pub(super) fn outlined_text(
    pen: &mut Pen<'_>,
    at: Point,
    text: &str,
    height: f64,
    colour: Rgb,
) -> Result<(), VideoError> {
    for (dx, dy) in [(-2.0, 0.0), (2.0, 0.0), (0.0, -2.0), (0.0, 2.0)] {
        pen.text(Point::new(at.x + dx, at.y + dy), text, height, BLACK)?;
    }
    pen.text(at, text, height, colour)
}

/// Frames the picture and says what was repaired.
fn draw_repair_notice(pen: &mut Pen<'_>, repair: &Repair, bar: BarPlace) -> Result<(), VideoError> {
    let (width, height) = (pen.size.x, pen.size.y);
    let corners = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height), (0.0, 0.0)];
    for pair in corners.windows(2) {
        let (from, to) = (Point::new(pair[0].0, pair[0].1), Point::new(pair[1].0, pair[1].1));
        pen.line(from, to, REPAIRED, 12.0)?;
    }
    let baseline = match bar {
        BarPlace::Bottom => height - phase_bar::HEIGHT - 16.0,
        BarPlace::Top => height - 28.0,
    };
    let text = filled(TEXTS.video.repair, &[("what", &repair.what)]);
    outlined_text(pen, Point::new(20.0, baseline), &text, NOTICE_TEXT, REPAIRED)
}

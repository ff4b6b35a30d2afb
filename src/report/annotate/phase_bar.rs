//! The bar along the lower edge: stance and swing of each leg around the moment shown.

use super::pen::Pen;
use super::phases::Phase;
use crate::body::{BySide, Landmark, Part, Point, Side};
use crate::report::colours::{REPAIRED, Rgb, of_side_on_video};
use crate::report::document::{Document, Key, Repair};
use crate::report::texts::{TEXTS, filled};
use crate::video::VideoError;

/// Time shown on either side of the cursor: about one and a half strides.
const WINDOW_S: f64 = 1.0;
const ROW: f64 = 22.0;
const GAP: f64 = 6.0;
const MARGIN: f64 = 12.0;
const LABEL: f64 = 108.0;
const TEXT: f64 = 15.0;
const WHITE: Rgb = [245, 245, 245];
const BLACK: Rgb = [0, 0, 0];

/// Height of the bar with its margins.
pub(super) const HEIGHT: f64 = 2.0 * ROW + GAP + 3.0 * MARGIN;

/// Along which edge the bar lies, all through a video.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BarPlace {
    /// The lower edge.
    Bottom,
    /// The upper edge, for clips in which the runner's feet come down to the lower one.
    Top,
}

impl BarPlace {
    /// The lower edge unless the bar would hide a foot there.
    pub fn clear_of_feet(document: &Document) -> Self {
        let (width, height) = (f64::from(document.clip.width_px), f64::from(document.clip.height_px));
        let feet = Landmark::ALL.iter().filter(|l| matches!(l.part, Part::Heel | Part::Toe | Part::Ankle));
        let paths = feet.filter_map(|&foot| document.series.landmarks_px.get(foot));
        let lowest = paths.flatten().flatten().map(|place| place[1]).fold(f64::NEG_INFINITY, f64::max);
        let bar_top = height - (HEIGHT + MARGIN) * Pen::unit_of(width, height);
        if lowest > bar_top { Self::Top } else { Self::Bottom }
    }
}

/// Where the bar lies and which time it shows.
struct Bar {
    now_s: f64,
    left: f64,
    right: f64,
    top: f64,
}

impl Bar {
    fn x(&self, time_s: f64) -> f64 {
        let share = (time_s - self.now_s + WINDOW_S) / (2.0 * WINDOW_S);
        self.left + share.clamp(0.0, 1.0) * (self.right - self.left)
    }

    /// The part of a stretch that is in sight.
    fn span(&self, from_s: f64, to_s: f64) -> Option<(f64, f64)> {
        let (from, to) = (self.x(from_s), self.x(to_s));
        (to > from).then_some((from, to))
    }

    fn row_top(&self, side: Side) -> f64 {
        self.top + if side == Side::Left { 0.0 } else { ROW + GAP }
    }
}

/// Draws the bar for the time `now_s`: a row per leg, solid in stance and thin in swing, with the cursor in the middle.
pub(super) fn draw_phase_bar(
    pen: &mut Pen<'_>,
    phases: &BySide<Vec<Phase>>,
    repairs: &[Repair],
    place: BarPlace,
    now_s: f64,
) -> Result<(), VideoError> {
    let (width, height) = (pen.size.x, pen.size.y);
    let edge = match place {
        BarPlace::Bottom => height - HEIGHT,
        BarPlace::Top => 0.0,
    };
    let top = edge + 1.5 * MARGIN;
    let bar = Bar { now_s, left: LABEL, right: width - MARGIN, top };
    pen.block(Point::new(0.0, edge), Point::new(width, edge + HEIGHT), BLACK, 0.62)?;
    for repair in repairs {
        if let Some((from, to)) = bar.span(repair.from_s, repair.to_s) {
            pen.block(
                Point::new(from, top - MARGIN),
                Point::new(to.max(from + 3.0), top - GAP),
                REPAIRED,
                1.0,
            )?;
        }
    }
    for side in Side::BOTH {
        draw_row(pen, &bar, side, phases.get(side))?;
    }
    let x = bar.x(now_s);
    let ends = [Point::new(x, top - MARGIN), Point::new(x, edge + HEIGHT - 0.5 * MARGIN)];
    pen.line(ends[0], ends[1], BLACK, 5.0)?;
    pen.line(ends[0], ends[1], WHITE, 2.5)
}

fn draw_row(pen: &mut Pen<'_>, bar: &Bar, side: Side, phases: &[Phase]) -> Result<(), VideoError> {
    let colour = of_side_on_video(side);
    let top = bar.row_top(side);
    let is_now = |phase: &&Phase| phase.from_s <= bar.now_s && bar.now_s < phase.to_s;
    let initial = TEXTS.video.initials.get(side);
    let words = match phases.iter().find(is_now) {
        Some(Phase { is_stance: true, .. }) => filled(TEXTS.video.stance, &[("side", initial)]),
        Some(_) => filled(TEXTS.video.swing, &[("side", initial)]),
        None => (*initial).to_owned(),
    };
    pen.text(Point::new(MARGIN, top + 0.5 * (ROW + TEXT)), &words, TEXT, colour)?;
    for phase in phases {
        let Some((from, to)) = bar.span(phase.from_s, phase.to_s) else { continue };
        let inset = if phase.is_stance { 0.0 } else { 0.42 * ROW };
        pen.block(Point::new(from, top + inset), Point::new(to, top + ROW - inset), colour, 1.0)?;
    }
    Ok(())
}

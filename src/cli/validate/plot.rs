//! What the Bland-Altman plot shows.

use crate::report::document::{AngleName, Key};
use crate::report::{BlandAltman, BlandAltmanPanel, BlandAltmanPoint, PointMark};
use crate::validate::{Agreement, AnglePairs, ClipScore, Pair, View};

/// The angles in the order of their panels.
const PANELS: [AngleName; 6] = [
    AngleName::Thigh,
    AngleName::KneeFlexion,
    AngleName::Shank,
    AngleName::Foot,
    AngleName::TrunkLean,
    AngleName::PelvicTilt,
];

/// More points than this cannot be told apart in a panel.
const MOST_POINTS: usize = 600;

/// A point of the plot before it is drawn.
struct Point {
    angle: AngleName,
    view: View,
    pair: Pair,
}

/// Every frame of one clip, thinned to what can be seen; the lines are those of all frames.
pub fn of_frames(clip: &ClipScore, pairs: &[AnglePairs]) -> Option<BlandAltman> {
    let points = pairs.iter().filter(|angle| angle.same_zero).flat_map(|angle| {
        angle.pairs.iter().map(|&pair| Point { angle: angle.angle, view: angle.view, pair })
    });
    let note = "Each frame, across: mean of both. Line: bias; dashes: 95 % limits.";
    plot(format!("{}: measured − reference (°)", clip.clip), note, &points.collect::<Vec<_>>())
}

/// The mean of every clip.
pub fn of_clips(clips: &[ClipScore]) -> Option<BlandAltman> {
    let points = clips.iter().flat_map(|clip| &clip.angles).filter_map(|angle| {
        let pair = Pair { measured: angle.measured_mean_deg, reference: angle.reference_mean_deg? };
        Some(Point { angle: angle.angle, view: angle.view, pair })
    });
    let note = "Clip means, across: mean of both. Line: bias; dashes: 95 % limits.";
    let title = format!("{} clips: measured − reference (°)", clips.len());
    plot(title, note, &points.collect::<Vec<_>>())
}

/// `None` where no angle has the reference's zero.
fn plot(title: String, note: &str, points: &[Point]) -> Option<BlandAltman> {
    let note = format!("{note} Filled: near leg and trunk; rings: far leg.");
    let panels: Vec<_> = PANELS.into_iter().filter_map(|angle| panel(angle, points)).collect();
    (!panels.is_empty()).then_some(BlandAltman { title, note, panels })
}

fn panel(angle: AngleName, points: &[Point]) -> Option<BlandAltmanPanel> {
    let own: Vec<&Point> = points.iter().filter(|point| point.angle.index() == angle.index()).collect();
    let pairs: Vec<Pair> = own.iter().map(|point| point.pair).collect();
    let agreement = Agreement::of(&pairs)?;
    let every = own.len().div_ceil(MOST_POINTS);
    let points = own.iter().step_by(every).map(|point| BlandAltmanPoint {
        mean_deg: f64::midpoint(point.pair.measured, point.pair.reference),
        difference_deg: point.pair.error(),
        mark: if point.view == View::Far { PointMark::Far } else { PointMark::Near },
    });
    Some(BlandAltmanPanel {
        angle,
        points: points.collect(),
        bias_deg: agreement.bias,
        limits_deg: agreement.limits.map(|limits| (limits.low, limits.high)),
    })
}

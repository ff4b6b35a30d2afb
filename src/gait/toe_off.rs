//! Toe-off: the toe has risen 25 mm above its place at the end of stance.
//!
//! The rise takes time, so the crossing is moved back by its known lag against a force plate (table in `docs/METHODS.md`). The crossing is searched backwards from the toe's highest point in the
//! follow-through, when it is certainly in the air, so that noise in stance cannot end it early.
//!
//! Peak knee extension (Fellin et al. 2010, J Sci Med Sport 13:646) was tried on the markers of one runner: the same
//! lag with more spread (3.4 against 2.1 ms), so it is not used.

use super::scale::Scale;
use super::signal::{Passage, foot_from_hips_x, passages};
use crate::body::{Part, Side, Trajectories};
use crate::robust::median;
use crate::series::Series;
use crate::units::{Metres, Seconds};
use std::sync::Arc;

/// Height above the ground at which the toe counts as off.
const TOE_RISE: Metres = Metres(0.025);
/// The toe needs this long after the force has gone to rise by so much: 18 ms in six events at 30 N (Hamner & Delp 2013, marker on the toes), and
/// 19 or 29 ms after 50 or 100 N in 74 events (Fukuchi et al. 2017, markers on the toe joints); the mean of the two recordings.
const TOE_RISE_LAG: Seconds = Seconds(0.021);
/// The pose model's toe follows the shoe's tip late as it rises. Rendered runners, medians: 7.5 ms (near foot) and 6.5 (far) on the
/// tuning bodies, 12 and 7.5 on the held-out ones.
const POSE_LAG: Seconds = Seconds(0.007);
/// Part of the passage that shows the height of the ground: the end of stance (which is 6 to 72 % of a passage, see `belt.rs`). A shoe's
/// tip stands off the ground while the shoe is flat and comes down on it as the heel rises; and a slight slope of the belt in the
/// picture makes the ground where the toe leaves lower or higher than where it landed.
const LATE_STANCE: (f64, f64) = (0.55, 0.72);
/// How far past "furthest behind" the toe may be at its highest, as a share of the passage. Design choice: about the
/// time that the foot needs from toe-off to "furthest behind".
const FOLLOW_THROUGH: f64 = 0.28;

/// Times of toe-off of one side.
pub(super) fn toe_offs(body: &Trajectories, side: Side, scale: &Scale) -> Vec<Seconds> {
    let height = Series::from_fn(Arc::clone(body.time()), |frame| Some(body.at(Part::Toe, side, frame)?.y));
    let rise = scale.pixels(TOE_RISE).0;
    passages(&foot_from_hips_x(body, side))
        .iter()
        .filter_map(|passage| Some(rises(&height, passage, rise)? - TOE_RISE_LAG - POSE_LAG))
        .collect()
}

/// The last time before its highest point at which the toe leaves the ground by `rise`.
fn rises(height: &Series<f64>, passage: &Passage, rise: f64) -> Option<Seconds> {
    let standing: Vec<f64> = passage.frames(LATE_STANCE).filter_map(|frame| height.at(frame)).collect();
    let level = median(standing)? + rise;
    let highest = passage
        .frames((1.0, 1.0 + FOLLOW_THROUGH))
        .filter_map(|frame| Some((frame, height.at(frame)?)))
        .max_by(|a, b| a.1.total_cmp(&b.1))?
        .0;
    let last_low =
        (passage.ahead..highest).rev().find(|&frame| height.at(frame).is_none_or(|y| y <= level))?;
    height.crossing_time(last_low, level)
}

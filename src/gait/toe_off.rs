//! Toe-off: the toe has risen 25 mm above its place in mid-stance.
//!
//! The rise takes time, so the crossing is moved back by its known lag against force plates at 50 N (two runners
//! at 2.5 m/s; table in `docs/METHODS.md`). The crossing is searched backwards from where the foot is furthest
//! behind the hips, when the toe is certainly in the air, so that noise in stance cannot end it early.
//!
//! Peak knee extension (Fellin et al. 2010, J Sci Med Sport 13:646) was tried on the markers of one runner: the same
//! lag with more spread (3.4 against 2.1 ms), so it is not used.

use super::belt::mid_stance;
use super::scale::Scale;
use super::signal::{Passage, crossing_time, foot_from_hips_x, passages};
use super::stats::median;
use crate::body::{Part, Side, Trajectories};
use crate::series::Series;
use crate::units::{Metres, Seconds};
use std::sync::Arc;

/// Height above mid-stance at which the toe counts as off.
const TOE_RISE: Metres = Metres(0.025);
/// The toe needs this long after the force has gone to rise by so much: 15 and 18 ms in the two runners.
const TOE_RISE_LAG: Seconds = Seconds(0.0165);

/// Times of toe-off of one side.
pub(super) fn toe_offs(body: &Trajectories, side: Side, scale: &Scale) -> Vec<Seconds> {
    let height = Series::from_fn(Arc::clone(body.time()), |frame| Some(body.at(Part::Toe, side, frame)?.y));
    let rise = scale.pixels(TOE_RISE).0;
    passages(&foot_from_hips_x(body, side))
        .iter()
        .filter_map(|passage| Some(rises(&height, passage, rise)? - TOE_RISE_LAG))
        .collect()
}

/// The last time before "furthest behind" at which the toe leaves its stance height by `rise`.
fn rises(height: &Series<f64>, passage: &Passage, rise: f64) -> Option<Seconds> {
    let standing: Vec<f64> = mid_stance(passage).filter_map(|frame| height.at(frame)).collect();
    let level = median(&standing)? + rise;
    let last_low =
        (passage.ahead..passage.behind).rev().find(|&frame| height.at(frame).is_none_or(|y| y <= level))?;
    crossing_time(height, last_low, level)
}

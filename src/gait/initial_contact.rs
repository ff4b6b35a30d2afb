//! Initial contact: the mean of two methods that err in opposite directions.
//!
//! - Zeni et al. 2008 (Gait Posture 27:710): the foot is furthest ahead of the pelvis. Comes early.
//! - The foot, going back, reaches 80 % of the belt's speed. Comes late.
//!
//! Each is first moved by its known bias against force plates at 50 N (two runners at 2.5 m/s, a forefoot and a
//! rearfoot striker; table in `docs/METHODS.md`), so that their difference does not matter.
//!
//! Differences to the original: Zeni uses the heel and the sacrum; here the mean of ankle, heel and toe and the
//! middle of the hips, because single video landmarks are noisy and the strike type is unknown.

use super::belt::BeltSpeed;
use super::signal::{Passage, derivative, foot_from_hips_x, foot_x, passages, vertex_time};
use crate::body::{Side, Trajectories};
use crate::series::Series;
use crate::units::Seconds;

/// Furthest-ahead comes before contact: 25 and 21 ms in the two runners.
const FURTHEST_AHEAD_LEAD: Seconds = Seconds(0.023);
/// The belt's speed is reached after contact: 13 and 20 ms in the two runners.
const BELT_SPEED_LAG: Seconds = Seconds(0.0165);
/// Share of the belt's speed that counts as "on the belt".
const ON_BELT: f64 = 0.8;

/// Times of initial contact of one side. A passage in which either method fails yields none: nothing is invented.
pub(super) fn initial_contacts(body: &Trajectories, side: Side, belt: &BeltSpeed) -> Vec<Seconds> {
    let relative = foot_from_hips_x(body, side);
    let velocity = derivative(&foot_x(body, side));
    let landing_speed = -ON_BELT * belt.px_per_s(side);
    passages(&relative)
        .iter()
        .filter_map(|passage| {
            let ahead = vertex_time(&relative, passage.ahead)? + FURTHEST_AHEAD_LEAD;
            let on_belt = reaches_belt_speed(&velocity, passage, landing_speed)? - BELT_SPEED_LAG;
            Some((ahead + on_belt) / 2.0)
        })
        .collect()
}

/// First time after "furthest ahead" at which the foot goes back as fast as asked.
fn reaches_belt_speed(velocity: &Series<f64>, passage: &Passage, landing_speed: f64) -> Option<Seconds> {
    let reached = (passage.ahead..passage.behind)
        .find(|&frame| velocity.at(frame + 1).is_none_or(|v| v <= landing_speed))?;
    velocity.crossing_time(reached, landing_speed)
}

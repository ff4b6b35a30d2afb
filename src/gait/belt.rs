//! Speed of the belt, from the foot that stands on it.

use super::GaitOptions;
use super::scale::Scale;
use super::signal::{derivative, foot_from_hips_x, passages};
use crate::body::{BySide, Part, Side, Trajectories};
use crate::robust::median;
use crate::series::Series;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Part of the way in time from "furthest ahead" to "furthest behind" in which the forefoot lies still on the
/// belt. Contact comes about 23 ms after the first and toe-off 100 ms before the second (biomechanics of two runners, table
/// in `docs/METHODS.md`), so a passage of 0.4 s holds stance from 6 to 72 %; this is its middle, well away from
/// landing and push-off.
const MID_STANCE: (f64, f64) = (0.25, 0.55);

/// Backward speed of each foot in mid-stance, in pixels per second. The sides differ by perspective: the far
/// foot is further from the camera.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BeltSpeed(BySide<f64>);

impl BeltSpeed {
    /// As the foot of one side shows it, pixels per second.
    pub(super) const fn px_per_s(&self, side: Side) -> f64 {
        *self.0.get(side)
    }

    /// Of both feet, pixels per second: the speed in the runner's middle plane.
    pub(super) fn mean_px_per_s(&self) -> f64 {
        f64::midpoint(self.0.left, self.0.right)
    }
}

/// Where a running speed comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpeedSource {
    /// The user gave it.
    Given,
    /// The median backward speed of the forefoot in mid-stance, through the scale.
    EstimatedFromStanceFoot,
}

/// Running speed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Speed {
    /// Metres per second.
    pub m_per_s: f64,
    /// What it was made from; an estimate is no better than the scale.
    pub source: SpeedSource,
}

impl Speed {
    pub(super) fn resolve(belt: &BeltSpeed, scale: &Scale, options: &GaitOptions) -> Self {
        let estimate = belt.mean_px_per_s() * scale.metres_per_pixel;
        options
            .speed_m_per_s
            .map_or(Self { m_per_s: estimate, source: SpeedSource::EstimatedFromStanceFoot }, |m_per_s| {
                Self { m_per_s, source: SpeedSource::Given }
            })
    }
}

/// Measures the belt on each foot; one foot stands in for the other where only one was seen. `None` if no
/// stance was seen or the feet do not move backwards in it.
pub fn belt_speed(body: &Trajectories) -> Option<BeltSpeed> {
    let sides = BySide::from_fn(|side| side_speed(body, side));
    let any = sides.left.or(sides.right)?;
    Some(BeltSpeed(sides.map(|speed| speed.unwrap_or(any))))
}

fn side_speed(body: &Trajectories, side: Side) -> Option<f64> {
    let toe_x = Series::from_fn(Arc::clone(body.time()), |frame| Some(body.at(Part::Toe, side, frame)?.x));
    let velocity = derivative(&toe_x);
    let in_stance: Vec<f64> = passages(&foot_from_hips_x(body, side))
        .iter()
        .flat_map(|passage| passage.frames(MID_STANCE))
        .filter_map(|frame| velocity.at(frame))
        .collect();
    median(in_stance).map(|velocity| -velocity).filter(|&speed| speed > 0.0)
}

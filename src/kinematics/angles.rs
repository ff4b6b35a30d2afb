//! The angle series of a clip and how each is made from the landmarks.

use super::segments::{hanging, lying, standing};
use crate::body::{BySide, Part, Side, Trajectories};
use crate::series::Series;
use crate::units::Angle;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What the zero of an angle means. Two zeros never share a table, a plot or a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Zero {
    /// Against the vertical or horizontal of the room, or a straight joint.
    Absolute,
    /// Against this runner's own standing posture.
    Standing,
}

/// The angles that a side view yields from joint centres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AngleKind {
    /// See [`AngleSeries::trunk_lean`].
    TrunkLean,
    /// See [`LimbAngles::thigh`].
    Thigh,
    /// See [`LimbAngles::hip_to_trunk`].
    HipToTrunk,
    /// See [`LimbAngles::knee_flexion`].
    KneeFlexion,
    /// See [`LimbAngles::shank`].
    Shank,
    /// See [`LimbAngles::foot`].
    Foot,
}

impl AngleKind {
    /// All kinds, from the trunk down.
    pub const ALL: [Self; 6] =
        [Self::TrunkLean, Self::Thigh, Self::HipToTrunk, Self::KneeFlexion, Self::Shank, Self::Foot];

    /// The name that files and columns use, without side and unit.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TrunkLean => "trunk_lean",
            Self::Thigh => "thigh",
            Self::HipToTrunk => "hip_to_trunk",
            Self::KneeFlexion => "knee_flexion",
            Self::Shank => "shank",
            Self::Foot => "foot",
        }
    }
}

/// The angles of one leg over time.
#[derive(Debug, Clone, PartialEq)]
pub struct LimbAngles {
    /// Hip to knee against the downward vertical; knee in front (flexion) positive.
    pub thigh: Series<Angle>,
    /// Thigh minus shank: 180 degrees less the angle hip-knee-ankle, but signed, so a hyperextended knee is
    /// negative. Flexion positive.
    pub knee_flexion: Series<Angle>,
    /// Knee to ankle against the downward vertical; foot in front of the knee positive.
    pub shank: Series<Angle>,
    /// Heel to toe against the horizontal; toe up positive.
    pub foot: Series<Angle>,
    /// Thigh against the **trunk** (not the pelvis): thigh angle plus trunk lean. Flexion positive; zero where
    /// hip, knee and shoulder lie on one line, as in upright standing.
    pub hip_to_trunk: Series<Angle>,
}

/// All angles of a clip, on the clip's time axis and with one zero.
#[derive(Debug, Clone, PartialEq)]
pub struct AngleSeries {
    /// What zero means for every angle in this set.
    pub zero: Zero,
    /// Middle of the hips to middle of the shoulders against the upward vertical; forward positive.
    pub trunk_lean: Series<Angle>,
    /// The angles of each leg.
    pub limbs: BySide<LimbAngles>,
}

impl AngleSeries {
    /// One angle of one side; trunk lean belongs to both.
    pub const fn get(&self, kind: AngleKind, side: Side) -> &Series<Angle> {
        let limb = self.limbs.get(side);
        match kind {
            AngleKind::TrunkLean => &self.trunk_lean,
            AngleKind::Thigh => &limb.thigh,
            AngleKind::HipToTrunk => &limb.hip_to_trunk,
            AngleKind::KneeFlexion => &limb.knee_flexion,
            AngleKind::Shank => &limb.shank,
            AngleKind::Foot => &limb.foot,
        }
    }
}

/// Measures every angle in every frame. A sample is absent where one of its landmarks is.
pub fn angles_from_trajectories(body: &Trajectories) -> AngleSeries {
    let trunk_lean = Series::from_fn(Arc::clone(body.time()), |frame| {
        standing(body.middle(Part::Hip, frame)?, body.middle(Part::Shoulder, frame)?)
    });
    let limbs = BySide::from_fn(|side| limb_angles(body, side, &trunk_lean));
    AngleSeries { zero: Zero::Absolute, trunk_lean, limbs }
}

fn limb_angles(body: &Trajectories, side: Side, trunk_lean: &Series<Angle>) -> LimbAngles {
    let segment = |angle: fn(_, _) -> Option<Angle>, from, to| {
        Series::from_fn(Arc::clone(body.time()), |frame| {
            angle(body.at(from, side, frame)?, body.at(to, side, frame)?)
        })
    };
    let thigh = segment(hanging, Part::Hip, Part::Knee);
    let shank = segment(hanging, Part::Knee, Part::Ankle);
    LimbAngles {
        knee_flexion: combined(&thigh, &shank, |thigh, shank| thigh - shank),
        hip_to_trunk: combined(&thigh, trunk_lean, |thigh, lean| thigh + lean),
        foot: segment(lying, Part::Heel, Part::Toe),
        thigh,
        shank,
    }
}

/// A joint angle from two segment angles, brought back to (-180, 180] degrees.
fn combined(a: &Series<Angle>, b: &Series<Angle>, joint: fn(Angle, Angle) -> Angle) -> Series<Angle> {
    Series::from_fn(Arc::clone(a.time()), |frame| Some(joint(a.at(frame)?, b.at(frame)?).wrapped()))
}

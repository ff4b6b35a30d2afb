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

/// The angles that a side view yields: from joint centres, and the last four from a pelvis source as well.
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
    /// See [`AngleSeries::pelvic_tilt`].
    PelvicTilt,
    /// See [`AngleSeries::thorax_lean`].
    ThoraxLean,
    /// See [`AngleSeries::lumbar_extension`].
    LumbarExtension,
    /// See [`LimbAngles::hip_flexion`].
    HipFlexion,
}

impl AngleKind {
    /// All kinds, from the trunk down.
    pub const ALL: [Self; 10] = [
        Self::TrunkLean,
        Self::Thigh,
        Self::HipToTrunk,
        Self::KneeFlexion,
        Self::Shank,
        Self::Foot,
        Self::PelvicTilt,
        Self::ThoraxLean,
        Self::LumbarExtension,
        Self::HipFlexion,
    ];

    /// Whether the angle rests on a pelvis source and not on joint centres alone.
    pub const fn needs_pelvis_source(self) -> bool {
        matches!(self, Self::PelvicTilt | Self::ThoraxLean | Self::LumbarExtension | Self::HipFlexion)
    }

    /// The name that files and columns use, without side and unit.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TrunkLean => "trunk_lean",
            Self::Thigh => "thigh",
            Self::HipToTrunk => "hip_to_trunk",
            Self::KneeFlexion => "knee_flexion",
            Self::Shank => "shank",
            Self::Foot => "foot",
            Self::PelvicTilt => "pelvic_tilt",
            Self::ThoraxLean => "thorax_lean",
            Self::LumbarExtension => "lumbar_extension",
            Self::HipFlexion => "hip_flexion",
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
    /// Thigh against the **pelvis**: thigh angle plus pelvic tilt. Flexion positive. Empty without a pelvis source.
    pub hip_flexion: Series<Angle>,
}

/// All angles of a clip, on the clip's time axis and with one zero.
#[derive(Debug, Clone, PartialEq)]
pub struct AngleSeries {
    /// What zero means for every angle in this set.
    pub zero: Zero,
    /// Middle of the hips to middle of the shoulders against the upward vertical; forward positive.
    pub trunk_lean: Series<Angle>,
    /// PSIS to ASIS against the horizontal; anterior (ASIS lower) positive. Empty without a pelvis source.
    pub pelvic_tilt: Series<Angle>,
    /// T12 or L1 to C7 against the upward vertical; forward positive. Empty without a source for the spine.
    pub thorax_lean: Series<Angle>,
    /// Thorax against pelvis: pelvic tilt less thorax lean; extension positive. Empty where either is.
    pub lumbar_extension: Series<Angle>,
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
            AngleKind::PelvicTilt => &self.pelvic_tilt,
            AngleKind::ThoraxLean => &self.thorax_lean,
            AngleKind::LumbarExtension => &self.lumbar_extension,
            AngleKind::HipFlexion => &limb.hip_flexion,
        }
    }
}

impl AngleSeries {
    /// The same angles with those that a source of the pelvis, and of the thorax if there is one, adds. Both must have the
    /// zero of this set.
    #[must_use]
    pub fn with_pelvis(mut self, tilt: &Series<Angle>, thorax_lean: Option<&Series<Angle>>) -> Self {
        self.pelvic_tilt = tilt.clone();
        if let Some(lean) = thorax_lean {
            self.thorax_lean = lean.clone();
        }
        self.lumbar_extension = combined(tilt, &self.thorax_lean, |tilt, lean| tilt - lean);
        for side in Side::BOTH {
            let limb = self.limbs.get_mut(side);
            limb.hip_flexion = combined(&limb.thigh, tilt, |thigh, tilt| thigh + tilt);
        }
        self
    }
}

/// Measures every angle in every frame. A sample is absent where one of its landmarks is. The pelvis is added by
/// [`AngleSeries::with_pelvis`].
pub fn angles_from_trajectories(body: &Trajectories) -> AngleSeries {
    let trunk_lean = Series::from_fn(Arc::clone(body.time()), |frame| {
        standing(body.middle(Part::Hip, frame)?, body.middle(Part::Shoulder, frame)?)
    });
    let limbs = BySide::from_fn(|side| limb_angles(body, side, &trunk_lean));
    let empty = || Series::from_fn(Arc::clone(body.time()), |_| None);
    AngleSeries {
        zero: Zero::Absolute,
        trunk_lean,
        pelvic_tilt: empty(),
        thorax_lean: empty(),
        lumbar_extension: empty(),
        limbs,
    }
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
        hip_flexion: Series::from_fn(Arc::clone(body.time()), |_| None),
        thigh,
        shank,
    }
}

/// A joint angle from two segment angles, brought back to (-180, 180] degrees.
fn combined(a: &Series<Angle>, b: &Series<Angle>, joint: fn(Angle, Angle) -> Angle) -> Series<Angle> {
    Series::from_fn(Arc::clone(a.time()), |frame| Some(joint(a.at(frame)?, b.at(frame)?).wrapped()))
}

//! A runner's own standing posture as the zero of every angle.

use super::angles::{AngleKind, AngleSeries, Zero};
use crate::body::{BySide, Side};
use crate::robust::median;
use crate::series::Series;
use crate::units::Angle;

/// The median of every angle while standing, absolute; `None` where it was not measured.
#[derive(Debug, Clone, PartialEq)]
pub struct StandingPosture(BySide<[Option<Angle>; AngleKind::ALL.len()]>);

impl StandingPosture {
    /// From the angles of a standing clip. Medians, so that a step or a scratch does not count.
    pub fn of(standing: &AngleSeries) -> Self {
        let middle = |kind, side| {
            let samples = standing.get(kind, side).samples().iter().flatten();
            median(samples.map(|angle| angle.radians()).collect()).map(Angle::from_radians)
        };
        Self(BySide::from_fn(|side| AngleKind::ALL.map(|kind| middle(kind, side))))
    }

    /// The posture of one angle.
    pub fn get(&self, kind: AngleKind, side: Side) -> Option<Angle> {
        self.0.get(side)[kind as usize]
    }
}

impl AngleSeries {
    /// The same angles counted from a standing posture. An angle that was not measured while standing is left out: two zeros
    /// are never mixed in one set. Joint angles are differences of segment angles, so theirs follow.
    #[must_use]
    pub fn relative_to(&self, posture: &StandingPosture) -> Self {
        let counted = |kind, side| {
            let series: &Series<Angle> = self.get(kind, side);
            match posture.get(kind, side) {
                Some(zero) => series.map(|angle| (angle - zero).wrapped()),
                None => Series::from_fn(series.time().clone(), |_| None),
            }
        };
        let trunk = |kind| counted(kind, Side::Left);
        Self {
            zero: Zero::Standing,
            trunk_lean: trunk(AngleKind::TrunkLean),
            pelvic_tilt: trunk(AngleKind::PelvicTilt),
            thorax_lean: trunk(AngleKind::ThoraxLean),
            lumbar_extension: trunk(AngleKind::LumbarExtension),
            limbs: BySide::from_fn(|side| super::LimbAngles {
                thigh: counted(AngleKind::Thigh, side),
                knee_flexion: counted(AngleKind::KneeFlexion, side),
                shank: counted(AngleKind::Shank, side),
                foot: counted(AngleKind::Foot, side),
                hip_to_trunk: counted(AngleKind::HipToTrunk, side),
                hip_flexion: counted(AngleKind::HipFlexion, side),
            }),
        }
    }
}

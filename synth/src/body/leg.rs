//! The leg as a linkage, for keeping feet on the belt.

use super::Body;
use super::build::{initial, joint};
use crate::side::{BySide, Side};
use glam::{DMat3, DVec3};

/// Thickness of the running shoe's sole under heel and ball, metres: current road shoes stack 20 to 35 mm.
pub const SOLE_M: f64 = 0.025;

/// Lengths and points of one leg, metres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LegGeometry {
    /// Hip to knee.
    pub thigh_m: f64,
    /// Knee to ankle.
    pub shank_m: f64,
    /// Hip centre from the middle of the hips, in axes fixed to the pelvis, which are the world's at an absolute tilt of 0.
    pub hip: DVec3,
    /// Lowest point of the shoe's heel from the ankle, with the foot flat; x forward, y up, z right.
    pub heel: DVec3,
    /// The shoe's sole under the toe joints.
    pub ball: DVec3,
    /// The sole's front edge: under the tip of the toes, straight ahead of `ball`.
    pub toe_tip: DVec3,
}

impl Body {
    /// Both legs.
    pub fn leg_geometry(&self) -> BySide<LegGeometry> {
        BySide::from_fn(|side| self.one_leg(side))
    }

    fn one_leg(&self, side: Side) -> LegGeometry {
        let end = initial(side);
        let at = |bone: &str| joint(&self.rig, &format!("{bone}.{end}"));
        let (hip, knee, ankle) = (at("upperleg01"), at("lowerleg01"), at("foot"));
        let level = DMat3::from_rotation_z(self.rest_tilt);
        let sole_y = self.ground - SOLE_M - ankle.y;
        let under = |landmark: &str| {
            let rest = self.landmarks.get(&format!("{landmark}_{}", side.name())).map_or(ankle, |l| l.rest);
            DVec3::new(rest.x - ankle.x, sole_y, rest.z - ankle.z)
        };
        let toes = (1..=5).map(|n| at(&format!("toe{n}-1"))).sum::<DVec3>() / 5.0;
        let ball = DVec3::new(toes.x - ankle.x, sole_y, toes.z - ankle.z);
        LegGeometry {
            thigh_m: hip.distance(knee),
            shank_m: knee.distance(ankle),
            hip: level * (hip - self.mid_hip),
            heel: under("heel"),
            ball,
            toe_tip: DVec3 { z: ball.z, ..under("toe") },
        }
    }
}

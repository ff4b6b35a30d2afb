//! A bearing leg: the shoe rolls on the belt, and the joints follow.

use super::curves::{LegAngles, TOE_OFF, base};
use super::steps::Contact;
use crate::body::LegGeometry;
use crate::side::Side;
use glam::{DMat3, DVec3};

/// Where the hip of a leg is, and how its plane is turned about x (adduction).
#[derive(Debug, Clone, Copy)]
pub(super) struct Hip {
    pub at: DVec3,
    pub adduction: f64,
    pub side: Side,
}

impl Hip {
    /// From the leg's plane to the world.
    pub fn turn(&self) -> DMat3 {
        DMat3::from_rotation_x(self.side.sign() * self.adduction)
    }
}

/// Toe-up angle of the shoe at a share of the contact: down on the heel, flat, up on the ball. The real runner's curve at the
/// same share, with its 6 degrees of noise about flat taken as flat; `contact_pitch` is the angle at first touch.
pub(super) fn foot_pitch(share: f64, contact_pitch: f64) -> f64 {
    const FLAT: f64 = 6.0 * std::f64::consts::PI / 180.0;
    const SOFT: f64 = 4.0 * std::f64::consts::PI / 180.0;
    let beyond = |x: f64| beyond(x, SOFT);
    let pitch = base(share * TOE_OFF).foot_pitch;
    let first = beyond(base(0.0).foot_pitch);
    contact_pitch * beyond(pitch) / first - beyond(-pitch - FLAT)
}

/// What of `x` is above 0, rising without a kink.
fn beyond(x: f64, soft: f64) -> f64 {
    if x > 0.0 { x * x / (x + soft) } else { 0.0 }
}

/// How far the toes have rolled up off the belt over their tip, for a shoe with this toe-up angle; the rest of the heel's rise bends
/// the toes. With these two the ball has risen by 14 mm and goes on at 0.5 mm a millisecond at toe-off; of the real runner in
/// `shared/data/fukuchi_rbds001` the toe joints have by 6 to 16 mm (MT1, MT5, both feet) and 0.5 to 0.6 mm.
pub(super) fn toe_roll(pitch: f64) -> f64 {
    const BENDS_FREELY: f64 = 15.0 * std::f64::consts::PI / 180.0;
    const SOFT: f64 = 18.0 * std::f64::consts::PI / 180.0;
    beyond(-pitch - BENDS_FREELY, SOFT)
}

/// World place of the ankle at a time within a contact.
pub(super) fn ankle(leg: &LegGeometry, hip: &Hip, contact: &Contact, pitch: f64, travelled: f64) -> DVec3 {
    let turn = hip.turn() * DMat3::from_rotation_z(pitch);
    let flat = hip.turn();
    // The heel touches first; the ball comes down where the flat shoe puts it.
    let heel_on_belt = contact.heel_ahead - travelled;
    if pitch >= 0.0 {
        let arm = turn * leg.heel;
        return DVec3::new(heel_on_belt - arm.x, -arm.y, 0.0);
    }
    // The tip of the toes stays where it came down; the ball turns about it.
    let tip = heel_on_belt + (flat * (leg.toe_tip - leg.heel)).x;
    let toes = hip.turn() * DMat3::from_rotation_z(-toe_roll(pitch)) * (leg.toe_tip - leg.ball);
    let arm = turn * leg.ball;
    DVec3::new(tip - toes.x - arm.x, -toes.y - arm.y, 0.0)
}

/// Thigh and knee that put the ankle there. `None` out of reach.
pub(super) fn reach(leg: &LegGeometry, hip: &Hip, ankle: DVec3) -> Option<(f64, f64)> {
    let (x, y) = (ankle.x - hip.at.x, (ankle.y - hip.at.y) / hip.adduction.cos());
    let (a, b) = (leg.thigh_m, leg.shank_m);
    let span = x.hypot(y);
    let inner = (a * a + b * b - span * span) / (2.0 * a * b);
    let lift = (a * a + span * span - b * b) / (2.0 * a * span);
    ((-1.0..=1.0).contains(&inner) && (-1.0..=1.0).contains(&lift))
        .then(|| (x.atan2(-y) + lift.acos(), std::f64::consts::PI - inner.acos()))
}

/// World place of the ankle of a leg with these angles.
fn swung_ankle(leg: &LegGeometry, hip: &Hip, angles: &LegAngles) -> DVec3 {
    let down = |length: f64, angle: f64| length * DVec3::new(angle.sin(), -angle.cos(), 0.0);
    hip.at + hip.turn() * (down(leg.thigh_m, angles.thigh) + down(leg.shank_m, angles.thigh - angles.knee))
}

/// World place of the sole under the toe joints.
pub(super) fn ball(leg: &LegGeometry, hip: &Hip, angles: &LegAngles) -> DVec3 {
    swung_ankle(leg, hip, angles) + hip.turn() * DMat3::from_rotation_z(angles.foot_pitch) * leg.ball
}

/// Height of the lowest point of the shoe, its toes bent as they must.
pub(super) fn lowest(leg: &LegGeometry, hip: &Hip, angles: &LegAngles) -> f64 {
    let ankle = swung_ankle(leg, hip, angles);
    let foot = hip.turn() * DMat3::from_rotation_z(angles.foot_pitch);
    let heights = [leg.heel, leg.ball].map(|point| (ankle + foot * point).y);
    heights[0].min(heights[1])
}

/// Shoes bend at most this much at the toes, radians (50 degrees); beyond it the shoe stands on its tip.
pub(super) const MOST_TOE_BEND: f64 = 0.87;

/// The least bend of the toes that keeps their tip off the belt.
pub(super) fn toes_clear(leg: &LegGeometry, hip: &Hip, angles: &LegAngles) -> f64 {
    let toes = leg.toe_tip.distance(leg.ball);
    let height = ball(leg, hip, angles).y;
    (-angles.foot_pitch - (height / toes).clamp(-1.0, 1.0).asin()).clamp(0.0, MOST_TOE_BEND)
}

/// A swinging leg whose shoe would scrape the belt, bent so that it just clears it.
pub(super) fn lifted(leg: &LegGeometry, hip: &Hip, angles: LegAngles) -> LegAngles {
    let lowest = lowest(leg, hip, &angles);
    if lowest >= 0.0 {
        return angles;
    }
    let ankle = swung_ankle(leg, hip, &angles);
    let up = DVec3::new(ankle.x, ankle.y - lowest, 0.0);
    reach(leg, hip, up).map_or(angles, |(thigh, knee)| LegAngles { thigh, knee, ..angles })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leg() -> LegGeometry {
        LegGeometry {
            thigh_m: 0.42,
            shank_m: 0.43,
            hip: DVec3::ZERO,
            heel: DVec3::new(-0.05, -0.10, 0.0),
            ball: DVec3::new(0.13, -0.10, 0.0),
            toe_tip: DVec3::new(0.2, -0.10, 0.0),
        }
    }

    #[test]
    fn a_straight_leg_hangs_down_and_a_bent_one_has_its_knee_in_front() {
        let hip = Hip { at: DVec3::new(0.0, 0.95, 0.0), adduction: 0.0, side: Side::Right };
        let (thigh, knee) = reach(&leg(), &hip, DVec3::new(0.0, 0.1000001, 0.0)).expect("in reach");
        assert!(thigh.abs() < 0.01 && knee.abs() < 0.01, "{thigh} {knee}");
        let (thigh, knee) = reach(&leg(), &hip, DVec3::new(0.0, 0.2, 0.0)).expect("in reach");
        assert!(thigh > 0.3 && knee > 0.6);
        assert!(reach(&leg(), &hip, DVec3::new(0.5, 0.1, 0.0)).is_none());
    }

    #[test]
    fn the_ball_comes_down_where_the_flat_shoe_puts_it() {
        let hip = Hip { at: DVec3::new(0.0, 0.9, 0.0), adduction: 0.05, side: Side::Left };
        let contact = Contact { start: 0.0, end: 0.26, heel_ahead: 0.2, swing_knee: 1.0 };
        let (before, after) =
            (ankle(&leg(), &hip, &contact, 1e-9, 0.1), ankle(&leg(), &hip, &contact, -1e-9, 0.1));
        assert!(before.distance(after) < 1e-6, "{before} {after}");
    }
}

//! A swinging leg: the real runner's swing, bent to leave and meet the ground as the bearing leg does.

use super::curves::{LegAngles, TOE_OFF, base};

/// Angles and their rates (per second) where swing begins and ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ends {
    pub from: (LegAngles, LegAngles),
    pub to: (LegAngles, LegAngles),
    pub seconds: f64,
    pub knee_gain: f64,
}

/// How much of the difference between the swinging foot's speed and the belt's is gone at touch-down. A real foot is not
/// yet at belt speed when it touches (80 % is reached 13 to 20 ms after: docs/METHODS.md), and touches with a bump.
const MEETS_BELT: f64 = 0.5;

/// Largest difference of speed that is carried over between bearing and swinging, radians a second; what the real runner's joints
/// change theirs by within a twentieth of a second.
const MOST_RATE: f64 = 6.0;
/// Shares of the swing in which the speed of leaving dies away and that of arriving builds up: about 0.1 s each, as quickly as a
/// runner's joints change theirs.
const LEAVES: f64 = 0.25;
const ARRIVES: f64 = 0.20;

/// The swinging leg at a share of its swing.
pub(super) fn angles(ends: &Ends, share: f64) -> LegAngles {
    let one = |part: fn(&LegAngles) -> f64, gain: f64| {
        let plain = |s: f64| gain_about(part(&base(TOE_OFF + s * (1.0 - TOE_OFF))), gain, s);
        let (step, most) = (1e-4, MOST_RATE * ends.seconds);
        let rate = |s: f64| (plain(s + step) - plain(s - step)) / (2.0 * step);
        let start = part(&ends.from.0) - plain(0.0);
        let start_rate = (part(&ends.from.1) * ends.seconds - rate(0.0)).clamp(-most, most);
        let end = part(&ends.to.0) - plain(1.0);
        let end_rate = (MEETS_BELT * (part(&ends.to.1) * ends.seconds - rate(1.0))).clamp(-most, most);
        let bend = quintic([start, 0.0, end, 0.0], share);
        plain(share)
            + bend
            + quintic([0.0, start_rate * LEAVES, 0.0, 0.0], (share / LEAVES).min(1.0))
            + quintic([0.0, 0.0, 0.0, end_rate * ARRIVES], ((share - 1.0) / ARRIVES + 1.0).max(0.0))
    };
    LegAngles {
        thigh: one(|a| a.thigh, 1.0),
        knee: one(|a| a.knee, ends.knee_gain),
        foot_pitch: one(|a| a.foot_pitch, 1.0),
    }
}

/// A factor that is 1 at both ends of swing and `gain` in the middle.
fn gain_about(value: f64, gain: f64, share: f64) -> f64 {
    let bell = (std::f64::consts::PI * share.clamp(0.0, 1.0)).sin().powi(2);
    value * (1.0 + (gain - 1.0) * bell)
}

/// The polynomial of degree five with these values and slopes at 0 and 1 and no curvature there.
fn quintic([from, from_rate, to, to_rate]: [f64; 4], s: f64) -> f64 {
    let (s3, s4, s5) = (s.powi(3), s.powi(4), s.powi(5));
    let rise = 10.0 * s3 - 15.0 * s4 + 6.0 * s5;
    from * (1.0 - rise)
        + to * rise
        + from_rate * (s - 6.0 * s3 + 8.0 * s4 - 3.0 * s5)
        + to_rate * (-4.0 * s3 + 7.0 * s4 - 3.0 * s5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bend_has_its_values_and_slopes() {
        let q = |s| quintic([0.3, -0.7, 0.1, 0.4], s);
        let slope = |s: f64| (q(s + 1e-6) - q(s - 1e-6)) / 2e-6;
        assert!((q(0.0) - 0.3).abs() < 1e-12 && (q(1.0) - 0.1).abs() < 1e-12);
        assert!((slope(0.0) + 0.7).abs() < 1e-6 && (slope(1.0) - 0.4).abs() < 1e-6);
    }
}

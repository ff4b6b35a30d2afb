//! The angles of a posed body, from its landmarks, in the sagittal plane of the world.

use super::Points;
use glam::DVec3;
use runtilt_truth::{Angles, LegAngles};

/// Every angle in degrees, absolute; definitions and signs are those of [`runtilt_truth::Angles`]. A landmark that is missing
/// counts as the origin: bodies have all.
pub fn angles(points: &Points) -> Angles<f64> {
    let at = |name: &str| points.get(name).copied().unwrap_or_default();
    let middle = |name: &str| (at(&format!("{name}_left")) + at(&format!("{name}_right"))) / 2.0;
    let pelvis = middle("asis") - middle("psis");
    let pelvic_tilt_deg = (-pelvis.y).atan2(pelvis.x).to_degrees();
    let trunk_lean_deg = forward_of_up(middle("shoulder") - middle("hip"));
    let thorax_lean_deg = forward_of_up(at("c7") - at("t12"));
    let leg = |side: &str| {
        let point = |name: &str| at(&format!("{name}_{side}"));
        let thigh_deg = forward_of_down(point("knee") - point("hip"));
        let shank_deg = forward_of_down(point("ankle") - point("knee"));
        let foot = point("toe") - point("heel");
        LegAngles {
            thigh_deg,
            hip_flexion_deg: thigh_deg + pelvic_tilt_deg,
            knee_flexion_deg: thigh_deg - shank_deg,
            shank_deg,
            foot_deg: foot.y.atan2(foot.x).to_degrees(),
        }
    };
    Angles {
        pelvic_tilt_deg,
        trunk_lean_deg,
        thorax_lean_deg,
        lumbar_extension_deg: pelvic_tilt_deg - thorax_lean_deg,
        left: leg("left"),
        right: leg("right"),
    }
}

fn forward_of_up(line: DVec3) -> f64 {
    line.x.atan2(line.y).to_degrees()
}

fn forward_of_down(line: DVec3) -> f64 {
    line.x.atan2(-line.y).to_degrees()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A body drawn by hand: left knee in front, right foot behind with its toe down, leaning forward.
    fn drawn() -> Points {
        [
            ("asis_left", (0.10, 1.00)),
            ("asis_right", (0.10, 1.00)),
            ("psis_left", (-0.07, 1.05)),
            ("psis_right", (-0.07, 1.05)),
            ("shoulder_left", (0.10, 1.45)),
            ("shoulder_right", (0.10, 1.45)),
            ("t12", (-0.06, 1.20)),
            ("c7", (-0.02, 1.50)),
            ("hip_left", (0.0, 0.95)),
            ("knee_left", (0.2, 0.6)),
            ("ankle_left", (0.1, 0.2)),
            ("heel_left", (0.05, 0.15)),
            ("toe_left", (0.25, 0.20)),
            ("hip_right", (0.0, 0.95)),
            ("knee_right", (-0.15, 0.55)),
            ("ankle_right", (-0.45, 0.3)),
            ("heel_right", (-0.5, 0.3)),
            ("toe_right", (-0.4, 0.1)),
        ]
        .map(|(name, (x, y))| (name.to_owned(), DVec3::new(x, y, 0.0)))
        .into()
    }

    #[test]
    fn signs_are_those_of_the_conventions() {
        let a = angles(&drawn());
        assert!(a.pelvic_tilt_deg > 10.0, "the front is lower: anterior is positive");
        assert!(a.trunk_lean_deg > 5.0 && a.thorax_lean_deg > 5.0, "forward is positive");
        assert!((a.lumbar_extension_deg - (a.pelvic_tilt_deg - a.thorax_lean_deg)).abs() < 1e-12);
        assert!(a.left.thigh_deg > 20.0 && a.right.thigh_deg < -15.0, "flexion positive, extension negative");
        assert!(a.left.knee_flexion_deg > 30.0 && a.right.knee_flexion_deg > 20.0, "flexion is positive");
        assert!(a.left.shank_deg < 0.0, "the ankle is behind the knee");
        assert!(a.left.foot_deg > 10.0 && a.right.foot_deg < -30.0, "toe up is positive");
        assert!((a.left.hip_flexion_deg - a.left.thigh_deg - a.pelvic_tilt_deg).abs() < 1e-12);
    }
}

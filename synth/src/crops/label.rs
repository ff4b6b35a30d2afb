//! What is written of each still.

use super::place::Square;
use crate::record::angles;
use crate::scene::Camera;
use glam::{DVec2, DVec3};
use std::collections::BTreeMap;

/// Points that a network may be asked for: each with x and y in shares of the picture, and 1 where the camera sees it, else 0. A name
/// ending in `_mid` is the middle of left and right; the paired others are those of the camera's side.
pub const POINTS: [&str; 12] = [
    "asis",
    "psis",
    "asis_mid",
    "psis_mid",
    "s2",
    "l1",
    "t12",
    "c7",
    "sternum",
    "trochanter",
    "hip_mid",
    "shoulder_mid",
];

/// Angles and circumstances, in order. `tilt_deg` and `thorax_deg` are what is to be read: the true angles in the runner's sagittal plane
/// plus the camera's roll, that is against the upright of the picture.
pub const VALUES: [&str; 19] = [
    "tilt_deg",
    "thorax_deg",
    "true_tilt_deg",
    "true_thorax_deg",
    "true_trunk_deg",
    "thigh_near_deg",
    "thigh_far_deg",
    "knee_near_deg",
    "arm_near_deg",
    "roll_deg",
    "yaw_deg",
    "distance_m",
    "rest_tilt_deg",
    "body",
    "outfit",
    "stickers",
    "variant",
    "frame",
    "trunk_share",
];

/// How far inside the surface bones and joint centres may lie and still count as seen, metres (as in truth files).
const INSIDE_M: f64 = 0.13;

/// Names of all columns.
pub fn columns() -> Vec<String> {
    let points = POINTS.iter().flat_map(|p| ["x", "y", "seen"].map(|part| format!("{p}_{part}")));
    VALUES.iter().map(|v| (*v).to_owned()).chain(points).collect()
}

/// What does not follow from the posed body.
#[derive(Debug, Clone, Copy, Default)]
pub struct Circumstances {
    /// Camera roll, degrees; positive where the horizontal falls to the right.
    pub roll_deg: f64,
    /// Camera yaw, degrees.
    pub yaw_deg: f64,
    /// Camera distance, metres.
    pub distance_m: f64,
    /// Shoulder angle of the camera's side, degrees.
    pub arm_deg: f64,
    /// Tilt of the body as it stands, degrees.
    pub rest_tilt_deg: f64,
    /// Number of the body.
    pub body: usize,
    /// Number of the outfit in `OutfitKind::ALL`.
    pub outfit: usize,
    /// How many stickers.
    pub stickers: usize,
    /// Which variant of a controlled clip.
    pub variant: usize,
    /// Frame of a clip.
    pub frame: usize,
}

/// The named points of a body seen from its right, with the middles of pairs.
pub fn points(landmarks: &BTreeMap<String, DVec3>) -> [DVec3; POINTS.len()] {
    let at = |name: &str| landmarks.get(name).copied().unwrap_or_default();
    POINTS.map(|name| match name.strip_suffix("_mid") {
        Some(pair) => (at(&format!("{pair}_right")) + at(&format!("{pair}_left"))) / 2.0,
        None if matches!(name, "asis" | "psis" | "trochanter") => at(&format!("{name}_right")),
        None => at(name),
    })
}

/// Mean of left and right in the picture: what a pose network's hips and shoulders give.
pub fn middle_px(landmarks: &BTreeMap<String, DVec3>, joint: &str, camera: &Camera) -> Option<DVec2> {
    let one = |side: &str| {
        let seen = camera.project(*landmarks.get(&format!("{joint}_{side}"))?)?;
        Some(DVec2::new(seen.x, seen.y))
    };
    Some((one("left")? + one("right")?) / 2.0)
}

/// A row. `seen`: the camera of the still itself, with its depth.
pub fn row(
    landmarks: &BTreeMap<String, DVec3>,
    about: &Circumstances,
    seen: &Camera,
    depth: &[f32],
    square: &Square,
    trunk_px: f64,
) -> Vec<f32> {
    let truth = angles(landmarks);
    let size = f64::from(seen.size_px().0);
    let values = [
        truth.pelvic_tilt_deg + about.roll_deg,
        truth.thorax_lean_deg + about.roll_deg,
        truth.pelvic_tilt_deg,
        truth.thorax_lean_deg,
        truth.trunk_lean_deg,
        truth.right.thigh_deg,
        truth.left.thigh_deg,
        truth.right.knee_flexion_deg,
        about.arm_deg,
        about.roll_deg,
        about.yaw_deg,
        about.distance_m,
        about.rest_tilt_deg,
        about.body as f64,
        about.outfit as f64,
        about.stickers as f64,
        about.variant as f64,
        about.frame as f64,
        trunk_px / square.side,
    ];
    let mut row: Vec<f32> = values.iter().map(|v| *v as f32).collect();
    for point in points(landmarks) {
        let Some(at) = seen.project(point) else {
            row.extend([-1.0, -1.0, 0.0]);
            continue;
        };
        let inside = at.x >= 0.0 && at.y >= 0.0 && at.x < size && at.y < size;
        let nearest = depth.get(at.y.max(0.0) as usize * size as usize + at.x.max(0.0) as usize);
        let clear = inside && nearest.is_some_and(|d| f64::from(*d) > at.depth - INSIDE_M);
        row.extend([(at.x / size) as f32, (at.y / size) as f32, if clear { 1.0 } else { 0.0 }]);
    }
    row
}

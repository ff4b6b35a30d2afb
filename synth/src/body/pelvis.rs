//! What the base mesh gets wrong about the pelvis: where the hips turn, and what hangs from it.

use super::build::{Shaped, joint};
use super::landmark::BonyPelvis;
use super::rig::Rig;
use crate::side::BySide;
use glam::DVec3;

/// Hip joint centres from the bony pelvis by the regression of Harrington et al. 2007 (J Biomech 40:595): behind, below and
/// beside the middle of the ASIS by -0.24 PD - 9.9, -0.30 PW - 10.9 and 0.33 PW + 7.3 mm, with PW the width between the
/// ASIS and PD the depth from PSIS to ASIS, in the axes of the pelvis.
pub(super) fn hip_centres(pelvis: &BonyPelvis) -> BySide<DVec3> {
    let (front, back) = (pelvis.front(), pelvis.back());
    let width = (pelvis.asis.right.z - pelvis.asis.left.z).abs();
    let depth = front.distance(back);
    let forward = (front - back).normalize_or(DVec3::X);
    let up = DVec3::Z.cross(forward);
    let middle = front + forward * (-0.24 * depth - 0.0099) + up * (-0.30 * width - 0.0109);
    BySide::from_fn(|side| middle + DVec3::Z * side.sign() * (0.33 * width + 0.0073))
}

/// Heights above the hips, at the reference stature, at which the skin of the trunk belongs wholly to the pelvis, L4, L2 and the
/// rib cage. The base mesh hangs 45 % of the skin over ASIS and PSIS from the lumbar spine, which made stickers show only
/// 0.72 of the true tilt. The pelvis's own skin ends a little above the PSIS.
const LEVELS_M: [f64; 4] = [0.115, 0.165, 0.235, 0.31];
const LEVEL_BONES: [&str; 4] = ["root", "spine04", "spine03", "spine02"];
/// Above this the base mesh's own weights stand.
const UNTOUCHED_ABOVE_M: f64 = 0.42;
const TRUNK_BONES: [&str; 7] = ["root", "pelvis.R", "pelvis.L", "spine05", "spine04", "spine03", "spine02"];

/// Hangs the trunk's lower skin from the pelvis and the lumbar spine by height, all heights raised by `raised_m`.
pub(super) fn make_rigid(rig: &Rig, shaped: &mut Shaped, scale: f64, raised_m: f64) {
    let hips_y = joint(rig, "upperleg01.R").y + raised_m;
    let trunk: Vec<usize> = TRUNK_BONES.iter().filter_map(|name| rig.find(name)).collect();
    let levels: Vec<usize> = LEVEL_BONES.iter().filter_map(|name| rig.find(name)).collect();
    for (vertex, row) in shaped.vertices.iter().zip(&mut shaped.shares) {
        let height = (vertex.y - hips_y) / scale;
        if height > UNTOUCHED_ABOVE_M {
            continue;
        }
        let held: f64 = trunk.iter().filter_map(|bone| row.remove(bone)).sum();
        for (level, bone) in levels.iter().enumerate() {
            let share = held * share_at(height, level);
            if share > 0.0 {
                *row.entry(*bone).or_default() += share;
            }
        }
    }
}

/// The share of a level at a height: 1 at its own, falling straight to 0 at its neighbours'.
fn share_at(height: f64, level: usize) -> f64 {
    let last = LEVELS_M.len() - 1;
    let between = |from: usize, to: usize| (height - LEVELS_M[from]) / (LEVELS_M[to] - LEVELS_M[from]);
    if height <= LEVELS_M[level] {
        if level == 0 { 1.0 } else { between(level - 1, level).max(0.0) }
    } else if level == last {
        1.0
    } else {
        (1.0 - between(level, level + 1)).max(0.0)
    }
}

/// Whether every height's shares sum to 1 is what keeps skin from shrinking.
#[cfg(test)]
mod tests {
    use super::*;
    use crate::side::Side;

    #[test]
    fn shares_of_all_levels_sum_to_one() {
        for height in [-0.3, 0.0, 0.1, 0.12, 0.15, 0.2, 0.3, 0.4] {
            let sum: f64 = (0..4).map(|level| share_at(height, level)).sum();
            assert!((sum - 1.0).abs() < 1e-12, "{height}: {sum}");
        }
    }

    #[test]
    fn a_level_pelvis_has_its_hips_below_and_behind_the_front() {
        let pelvis = BonyPelvis {
            asis: BySide::from_fn(|s: Side| DVec3::new(0.1, 1.0, 0.12 * s.sign())),
            psis: BySide::from_fn(|s: Side| DVec3::new(-0.07, 1.0, 0.045 * s.sign())),
        };
        let hips = hip_centres(&pelvis);
        // By hand: x 0.1 - 0.24 * 0.17 - 0.0099, y 1 - 0.30 * 0.24 - 0.0109, z 0.33 * 0.24 + 0.0073.
        assert!(hips.right.distance(DVec3::new(0.0493, 0.9171, 0.0865)) < 1e-9, "{}", hips.right);
        assert!(hips.left.distance(DVec3::new(0.0493, 0.9171, -0.0865)) < 1e-9);
    }
}

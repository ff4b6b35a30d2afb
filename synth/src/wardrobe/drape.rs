//! The shape in which a garment hangs on the standing body.

use super::mesh::{Neighbours, Patch, normals};
use glam::Vec3;

/// What a garment's cut says of each vertex of the skin below it.
#[derive(Debug, Clone, Default)]
pub struct Pattern {
    /// Metres inside the garment's edge.
    pub inside: Vec<f32>,
    /// Distance from the skin, metres.
    pub stand_off: Vec<f32>,
    /// Least distance from the skin that moving cloth keeps, metres.
    pub clearance: Vec<f32>,
    /// 0 hangs free, 1 is held to the body.
    pub hold: Vec<f32>,
    /// Nearest point on the middle line of the limb or trunk: cloth hangs around it.
    pub axis: Vec<Vec3>,
}

/// Sweeps in which cloth hangs down from what is above, and rounds of smoothing after each.
const SWEEPS: usize = 3;
const ROUNDS: usize = 6;
/// Height of folds, as a share of the stand-off: seen in pictures of running shirts, a centimetre on a loose one.
const FOLDS: f32 = 0.28;

/// The draped vertices of a patch of skin. `skin` and `outward`: rest vertices and normals of the whole body.
pub fn drape(
    patch: &Patch,
    neighbours: &Neighbours,
    skin: &[Vec3],
    outward: &[Vec3],
    cut: &Pattern,
) -> Vec<Vec3> {
    let (skin, outward) = (patch.pick(skin), patch.pick(outward));
    let (stand_off, clearance) = (patch.pick(&cut.stand_off), patch.pick(&cut.clearance));
    let mut shell: Vec<Vec3> = (0..skin.len()).map(|i| skin[i] + outward[i] * stand_off[i]).collect();
    let hold = patch.pick(&cut.hold);
    if hold.iter().all(|&h| h >= 1.0) {
        return shell;
    }
    let axis = patch.pick(&cut.axis);
    let free: Vec<f32> = hold.iter().map(|h| 1.0 - h).collect();
    // Free cloth may lie closer than it stands off.
    let least: Vec<f32> =
        (0..shell.len()).map(|i| (stand_off[i] * (1.0 - 0.6 * free[i])).max(clearance[i])).collect();
    let order = from_the_top(&shell);
    for _ in 0..SWEEPS {
        order.iter().for_each(|&i| hang(i, &mut shell, &axis, &free, neighbours));
        for _ in 0..ROUNDS {
            ease(&mut shell, &free, neighbours);
            keep_out(&mut shell, &skin, &outward, &least);
        }
    }
    fold(&mut shell, &axis, &stand_off, &free, &patch.triangles);
    keep_out(&mut shell, &skin, &outward, &least);
    shell
}

fn from_the_top(shell: &[Vec3]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..shell.len()).collect();
    order.sort_by(|&a, &b| shell[b].y.total_cmp(&shell[a].y));
    order
}

/// Cloth falls straight from what is above it: it does not come back in to a waist or a knee.
fn hang(i: usize, shell: &mut [Vec3], axis: &[Vec3], free: &[f32], neighbours: &Neighbours) {
    let radius = |v: usize, shell: &[Vec3]| (shell[v] - axis[v]).length();
    let above = neighbours.of(i).iter().map(|&j| j as usize).filter(|&j| shell[j].y > shell[i].y);
    let (sum, count) = above.fold((0.0, 0), |(s, n), j| (s + radius(j, shell), n + 1));
    let own = radius(i, shell);
    if count > 0 && own > 1e-6 {
        let out = (sum / count as f32 - own).clamp(0.0, 0.03) * free[i] * 0.8;
        shell[i] += (shell[i] - axis[i]) * (out / own);
    }
}

fn ease(shell: &mut [Vec3], free: &[f32], neighbours: &Neighbours) {
    let smooth = neighbours.smooth(&*shell, 0.5);
    for ((point, smooth), free) in shell.iter_mut().zip(smooth).zip(free) {
        // Sideways only: smoothing would pull hems up.
        let change = (smooth - *point) * *free;
        *point += Vec3::new(change.x, 0.3 * change.y, change.z);
    }
}

/// No closer to the skin than the least distance.
fn keep_out(shell: &mut [Vec3], skin: &[Vec3], outward: &[Vec3], least: &[f32]) {
    for i in 0..shell.len() {
        let deep = least[i] - (shell[i] - skin[i]).dot(outward[i]);
        if deep > 0.0 {
            shell[i] += outward[i] * deep;
        }
        // Each leg of the shorts keeps to its side.
        if skin[i].z.abs() > 0.004 && shell[i].z * skin[i].z < 0.0 {
            shell[i].z = 0.002 * skin[i].z.signum();
        }
    }
}

/// Thickness of cloth on the skin, metres.
pub const LEAST_M: f32 = 0.003;

/// Folds that run down the limb: waves around its middle line that wander with the height.
fn fold(shell: &mut [Vec3], axis: &[Vec3], stand_off: &[f32], free: &[f32], triangles: &[[u32; 3]]) {
    let outward = normals(shell, triangles);
    for i in 0..shell.len() {
        let out = shell[i] - axis[i];
        let around = out.z.atan2(out.x);
        let y = shell[i].y;
        let wave = (5.0 * around + 9.0 * y).sin()
            + 0.7 * (9.0 * around - 14.0 * y + 1.3).sin()
            + 0.5 * (3.0 * around + 31.0 * y + 0.4).sin();
        shell[i] += outward[i] * (wave / 2.2 * FOLDS * stand_off[i] * free[i]);
    }
}

//! Where each garment ends on the body, and how far it stands off: one value per vertex of the skin.

use super::drape::{LEAST_M, Pattern};
use super::figure::{Figure, Limb};
use super::outfit::{BottomSpec, LOWEST_HEM_M, TopCut, TopSpec};
use crate::side::Side;
use glam::Vec3;

/// Cloth that stands off less than this, metres, goes with the skin.
pub const TIGHT_M: f32 = 0.008;
/// Space between shorts and the shirt over them, metres.
const LAYER_M: f32 = 0.006;
/// Cloth that lies on the skin, with the gap that a coarse skin needs, metres.
const FLAT_M: f32 = LEAST_M + 0.001;
/// What a garment has no edge against, metres.
const FAR_M: f32 = 1.0;

/// The garment of the upper body.
pub fn top(figure: &Figure, spec: &TopSpec, bottom: &BottomSpec) -> Pattern {
    let loose = spec.loose_m as f32;
    let waist = figure.hips_y() + bottom.waist_m as f32;
    let fill = |v: usize| {
        let point = figure.rest[v];
        let inside =
            top_inside(figure, spec, v).min(if spec.tucked { point.y - waist + 0.05 } else { FAR_M });
        let hold = top_hold(figure, spec, v, waist);
        let over = if spec.tucked { 0.0 } else { LAYER_M * (1.0 - ramp(0.0, 0.03, point.y - waist)) };
        let flat = FLAT_M + over;
        let off = flat + (loose - flat).max(0.0) * (1.0 - hold) + hood(figure, spec, v);
        (inside, off, hold, flat)
    };
    pattern(figure, loose, fill)
}

/// The garment of the lower body.
pub fn bottom(figure: &Figure, spec: &BottomSpec, top: &TopSpec) -> Pattern {
    let loose = spec.loose_m as f32;
    // Shorts over a tucked shirt leave room for it.
    let flat = FLAT_M + if top.tucked { LAYER_M } else { 0.0 };
    let waist = figure.hips_y() + spec.waist_m as f32;
    let fill = |v: usize| {
        let inside = bottom_inside(figure, spec, top, v);
        let point = figure.rest[v];
        let free = ramp(0.03, 0.2, waist - point.y) * ramp(0.0, 0.09, shirt_hem(figure, top) - point.y);
        (inside, flat + (loose - flat).max(0.0) * free, 1.0 - free, flat)
    };
    pattern(figure, loose, fill)
}

/// Down to which height a shirt presses on the shorts below it, metres.
fn shirt_hem(figure: &Figure, top: &TopSpec) -> f32 {
    match top.cut {
        TopCut::Bare | TopCut::Crop => FAR_M * 3.0,
        _ if top.tucked => FAR_M * 3.0,
        _ => figure.hips_y() + top.hem_m as f32 - 0.015,
    }
}

/// Socks.
pub fn socks(figure: &Figure, above_ankle_m: f64) -> Pattern {
    let fill = |v: usize| {
        let side = match figure.limb[v] {
            Limb::Leg(side) | Limb::Foot(side) => side,
            _ => return (-FAR_M, LEAST_M, 1.0, LEAST_M),
        };
        (figure.joints.ankles.get(side).y + above_ankle_m as f32 - figure.rest[v].y, 0.002, 1.0, 0.002)
    };
    pattern(figure, 0.0, fill)
}

fn pattern(figure: &Figure, loose: f32, fill: impl Fn(usize) -> (f32, f32, f32, f32)) -> Pattern {
    let mut cut = Pattern { axis: figure.axis.clone(), ..Pattern::default() };
    for v in 0..figure.rest.len() {
        let (inside, off, hold, clearance) = fill(v);
        cut.inside.push(inside);
        cut.stand_off.push(off);
        cut.clearance.push(clearance);
        cut.hold.push(if loose < TIGHT_M { 1.0 } else { hold });
    }
    cut
}

/// 0 up to `from`, 1 from `to` on, smooth between.
fn ramp(from: f32, to: f32, value: f32) -> f32 {
    let t = ((value - from) / (to - from)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

fn top_inside(figure: &Figure, spec: &TopSpec, v: usize) -> f32 {
    let point = figure.rest[v];
    let hem = figure.hips_y() + spec.hem_m.max(LOWEST_HEM_M) as f32;
    let neck = figure.joints.neck + Vec3::new(0.015, 0.01, 0.0) * figure.scale;
    let open = match spec.cut {
        TopCut::Bare => return -FAR_M,
        TopCut::Tee => 0.085,
        TopCut::Singlet => 0.11,
        TopCut::Crop => 0.12,
        TopCut::Hoodie => 0.072,
    };
    // Deep necks of sleeveless tops leave straps.
    let narrow = if sleeveless(spec) { 1.6 } else { 1.0 };
    let collar = ((point - neck) * Vec3::new(1.0, 1.0, narrow)).length() - open * figure.scale;
    let edge = (point.y - hem).min(collar);
    match figure.limb[v] {
        Limb::Head | Limb::Eye => -FAR_M,
        Limb::Neck => edge.min(neck.y + 0.02 - point.y),
        Limb::Trunk => edge.min(arm_hole(figure, spec, point)),
        Limb::Arm(side) | Limb::Hand(side) => edge.min(sleeve(figure, spec, side, v)),
        // The seat, as far down as the hem.
        Limb::Leg(_) | Limb::Foot(_) => edge,
    }
}

/// Sleeveless tops have a round hole about the joint of the shoulder.
fn arm_hole(figure: &Figure, spec: &TopSpec, point: Vec3) -> f32 {
    if !sleeveless(spec) {
        return FAR_M;
    }
    let outward = Vec3::new(0.0, -0.01, 0.025 * point.z.signum()) * figure.scale;
    let side = if point.z > 0.0 { Side::Right } else { Side::Left };
    let from = point - *figure.joints.shoulders.get(side) - outward;
    (from * Vec3::new(1.0, 0.9, 1.0)).length() - 0.105 * figure.scale
}

fn sleeveless(spec: &TopSpec) -> bool {
    matches!(spec.cut, TopCut::Singlet | TopCut::Crop)
}

/// Metres up the arm from the end of the sleeve.
fn sleeve(figure: &Figure, spec: &TopSpec, side: Side, v: usize) -> f32 {
    if sleeveless(spec) {
        return arm_hole(figure, spec, figure.rest[v]).min(0.03 - figure.along[v]);
    }
    let (upper, lower) = figure.arm_lengths(side);
    let sleeve = spec.sleeve as f32;
    let end = upper * sleeve.min(1.0) + lower * (sleeve - 1.0).max(0.0);
    end - figure.along[v]
}

fn top_hold(figure: &Figure, spec: &TopSpec, v: usize, waist: f32) -> f32 {
    let point = figure.rest[v];
    let below = figure.joints.shoulders.right.y + 0.05 * figure.scale - point.y;
    let mut hold: f32 = match figure.limb[v] {
        Limb::Arm(_) | Limb::Hand(_) => 1.0 - ramp(-0.02, 0.12, figure.along[v]),
        _ => 1.0 - ramp(0.02, 0.22, below),
    };
    if spec.tucked {
        hold = hold.max(1.0 - ramp(0.0, 0.12, point.y - waist));
    }
    if spec.cut == TopCut::Hoodie {
        // Ribbed cuffs and hem.
        let hem = figure.hips_y() + spec.hem_m as f32;
        hold = hold.max(0.6 * (1.0 - ramp(0.0, 0.07, point.y - hem)));
        if let Limb::Arm(side) | Limb::Hand(side) = figure.limb[v] {
            hold = hold.max(1.0 - ramp(0.0, 0.07, sleeve(figure, spec, side, v)));
        }
    }
    hold
}

/// A hood that lies on the back is a roll behind the neck.
fn hood(figure: &Figure, spec: &TopSpec, v: usize) -> f32 {
    if spec.cut != TopCut::Hoodie {
        return 0.0;
    }
    let roll = figure.joints.neck + Vec3::new(-0.06, -0.06, 0.0) * figure.scale;
    let away = (figure.rest[v] - roll) / Vec3::new(0.09, 0.06, 0.1);
    0.05 * (-away.length_squared()).exp()
}

fn bottom_inside(figure: &Figure, spec: &BottomSpec, top: &TopSpec, v: usize) -> f32 {
    let point = figure.rest[v];
    let (hips, waist) = (figure.hips_y(), figure.hips_y() + spec.waist_m as f32);
    // Under a shirt that hangs over them shorts need not be drawn, beyond what its swing may bare.
    let covered = match top.cut {
        TopCut::Bare | TopCut::Crop => FAR_M,
        _ if top.tucked => FAR_M,
        _ => hips + top.hem_m as f32 + 0.07,
    };
    let leg = match figure.limb[v] {
        Limb::Trunk => FAR_M,
        Limb::Leg(side) | Limb::Foot(side) => {
            let (hip, knee, ankle) =
                (figure.joints.hips.get(side), figure.joints.knees.get(side), figure.joints.ankles.get(side));
            let leg = spec.leg as f32;
            let end = hip.y + (knee.y - hip.y) * leg.min(1.0) + (ankle.y - knee.y) * (leg - 1.0).max(0.0);
            point.y - end
        }
        _ => return -FAR_M,
    };
    leg.min(waist.min(covered) - point.y)
}

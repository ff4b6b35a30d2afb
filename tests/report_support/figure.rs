//! The figure: angles as functions of the gait cycle, landmarks from angles, a picture from landmarks.

use runtilt::body::{FrameSize, Landmark, Part, Side};
use runtilt::report::document::{AngleName, rounded};
use runtilt::units::Seconds;
use runtilt::video::Frame;

/// The picture of the example clip.
pub const FRAME: FrameSize = FrameSize { width: 720, height: 1280 };
/// Number of frames and their rate.
pub const FRAMES: usize = 240;
pub const RATE: f64 = 30.0;
/// Seconds per stride (168 steps/min), and first initial contact of the left foot.
pub const STRIDE_S: f64 = 0.7143;
pub const FIRST_CONTACT_S: f64 = 0.25;
/// Share of the stride in which the foot is on the ground.
pub const STANCE: f64 = 0.345;

/// (percent of the cycle, degrees): a plausible curve each, not anyone's measurement.
const THIGH: &[(f64, f64)] = &[
    (0.0, 25.0),
    (12.0, 19.0),
    (24.0, 3.0),
    (37.0, -19.5),
    (48.0, -8.0),
    (62.0, 22.0),
    (76.0, 42.0),
    (88.0, 37.0),
];
const KNEE: &[(f64, f64)] = &[
    (0.0, 16.0),
    (13.0, 38.0),
    (25.0, 30.0),
    (36.0, 17.0),
    (50.0, 58.0),
    (66.0, 96.0),
    (80.0, 70.0),
    (93.0, 18.0),
];
const FOOT: &[(f64, f64)] = &[
    (0.0, 12.0),
    (8.0, 1.0),
    (24.0, -4.0),
    (36.0, -52.0),
    (50.0, -88.0),
    (66.0, -80.0),
    (82.0, -18.0),
    (94.0, 13.0),
];

/// Where in its cycle a side is, 0..1.
pub fn phase_of(side: Side, time_s: f64) -> f64 {
    let offset = if side == Side::Left { 0.0 } else { 0.5 };
    ((time_s - FIRST_CONTACT_S) / STRIDE_S + offset).rem_euclid(1.0)
}

/// An angle in degrees at a phase of the side that it belongs to; `None` where this version measures nothing.
pub fn angle(angle: AngleName, phase: f64) -> Option<f64> {
    let lean = 8.0 + 1.8 * (4.0 * std::f64::consts::PI * phase).cos();
    match angle {
        AngleName::TrunkLean => Some(lean),
        AngleName::Thigh => Some(curve(THIGH, phase)),
        AngleName::KneeFlexion => Some(curve(KNEE, phase)),
        AngleName::Shank => Some(curve(THIGH, phase) - curve(KNEE, phase)),
        AngleName::Foot => Some(curve(FOOT, phase)),
        AngleName::HipToTrunk => Some(curve(THIGH, phase) + lean),
        _ => None,
    }
}

/// A closed curve through the knots (Catmull-Rom).
fn curve(knots: &[(f64, f64)], phase: f64) -> f64 {
    let n = knots.len();
    let percent = 100.0 * phase.rem_euclid(1.0);
    let after = knots.partition_point(|knot| knot.0 <= percent);
    let at = |i: usize| knots[(i + n) % n].1;
    let start = after - 1;
    let end_pct = knots.get(after).map_or(100.0, |knot| knot.0);
    let u = (percent - knots[start].0) / (end_pct - knots[start].0);
    let (p0, p1, p2, p3) = (at(start + n - 1), at(start), at(start + 1), at(start + 2));
    let cubic = 2.0 * p1
        + (p2 - p0) * u
        + (2.0 * p0 - 5.0 * p1 + 4.0 * p2 - p3) * u * u
        + (3.0 * p1 - p0 - 3.0 * p2 + p3) * u * u * u;
    cubic / 2.0
}

/// Where a landmark is in the picture at a time, pixels.
pub fn landmarks(time_s: f64, landmark: Landmark) -> [f64; 2] {
    let side = landmark.side;
    let phase = phase_of(side, time_s);
    let deg = |name| angle(name, phase).unwrap_or(0.0);
    let bounce = 14.0 * (4.0 * std::f64::consts::PI * (phase + 0.06)).cos();
    let depth = if side == Side::Left { 0.0 } else { 9.0 };
    let hip = [372.0 + depth, 700.0 + bounce];
    let lean = deg(AngleName::TrunkLean);
    let shoulder = step(hip, 180.0 - lean, 190.0);
    let knee = step(hip, deg(AngleName::Thigh), 168.0);
    let ankle = step(knee, deg(AngleName::Shank), 170.0);
    let swing = 8.0 - 0.9 * deg(AngleName::Thigh);
    let elbow = step(shoulder, swing - 22.0, 105.0);
    let heel = step(ankle, deg(AngleName::Foot) - 40.0, 32.0);
    let place = match landmark.part {
        Part::Ear => step(shoulder, 180.0 - lean - 4.0, 88.0),
        Part::Shoulder => shoulder,
        Part::Elbow => elbow,
        Part::Wrist => step(elbow, swing + 62.0, 95.0),
        Part::Hip => hip,
        Part::Knee => knee,
        Part::Ankle => ankle,
        Part::Heel => heel,
        Part::Toe => step(heel, 90.0 + deg(AngleName::Foot), 88.0),
    };
    place.map(|value| rounded(value, 2))
}

/// The end of a segment that hangs at `degrees` from the downward vertical, forward positive. Forward is image-left.
fn step(from: [f64; 2], degrees: f64, length: f64) -> [f64; 2] {
    let (sin, cos) = degrees.to_radians().sin_cos();
    [from[0] - length * sin, from[1] + length * cos]
}

/// A picture of the figure in grey, for reports that are looked at.
pub fn drawn_frame(index: usize) -> Frame {
    let time_s = index as f64 / RATE;
    let (width, height) = (FRAME.width as usize, FRAME.height as usize);
    let mut rgb: Vec<u8> = (0..height)
        .flat_map(|y| {
            let shade = if y > 1080 { 62 } else { 150 - (y / 14) as u8 };
            std::iter::repeat_n([shade, shade, shade.saturating_add(6)], width).flatten()
        })
        .collect();
    for side in [Side::Right, Side::Left] {
        let tone = if side == Side::Left { 200 } else { 120 };
        let at = |part| landmarks(time_s, Landmark::new(part, side));
        let limbs = [
            (Part::Hip, Part::Knee, 34.0),
            (Part::Knee, Part::Ankle, 24.0),
            (Part::Heel, Part::Toe, 15.0),
            (Part::Shoulder, Part::Elbow, 20.0),
            (Part::Elbow, Part::Wrist, 15.0),
            (Part::Hip, Part::Shoulder, 44.0),
            (Part::Ear, Part::Ear, 46.0),
        ];
        for (from, to, radius) in limbs {
            paint_capsule(&mut rgb, at(from), at(to), radius, tone);
        }
    }
    Frame::from_rgb(FRAME, &rgb, index, Seconds(time_s)).expect("the bytes fit the size")
}

fn paint_capsule(rgb: &mut [u8], a: [f64; 2], b: [f64; 2], radius: f64, tone: u8) {
    let (width, height) = (f64::from(FRAME.width), f64::from(FRAME.height));
    let (left, right) = ((a[0].min(b[0]) - radius).max(0.0), (a[0].max(b[0]) + radius).min(width - 1.0));
    let (top, bottom) = ((a[1].min(b[1]) - radius).max(0.0), (a[1].max(b[1]) + radius).min(height - 1.0));
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let length2 = (dx * dx + dy * dy).max(1e-9);
    for y in top as usize..=bottom as usize {
        for x in left as usize..=right as usize {
            let (px, py) = (x as f64 - a[0], y as f64 - a[1]);
            let u = ((px * dx + py * dy) / length2).clamp(0.0, 1.0);
            if (px - u * dx).hypot(py - u * dy) <= radius {
                let at = (y * FRAME.width as usize + x) * 3;
                rgb[at..at + 3].fill(tone);
            }
        }
    }
}

//! A stick figure that runs, for tests that need a known answer and a chosen fault.

use super::LegTruth;
use runtilt::body::{
    Background, BodyPose, BySide, FrameSize, Landmark, Observation, Part, Point, PoseSequence, Side,
};
use runtilt::series::TimeAxis;
use runtilt::units::Confidence;
use std::sync::Arc;

/// Thigh angle and knee flexion over the stride from contact, in % and degrees, drawn after published running curves
/// (Novacheck 1998).
const THIGH: [(f64, f64); 9] = [
    (0.0, 26.0),
    (10.0, 18.0),
    (25.0, -9.0),
    (40.0, -28.0),
    (48.0, -20.0),
    (60.0, 8.0),
    (75.0, 37.0),
    (83.0, 42.0),
    (92.0, 35.0),
];
const KNEE: [(f64, f64); 9] = [
    (0.0, 14.0),
    (14.0, 41.0),
    (28.0, 28.0),
    (38.0, 18.0),
    (50.0, 55.0),
    (64.0, 94.0),
    (76.0, 80.0),
    (86.0, 38.0),
    (95.0, 12.0),
];

const LEG_PX: f64 = 280.0;
const GROUND_PX: f64 = 640.0;
const CADENCE_STRIDES_HZ: f64 = 1.4;
const SIZE: FrameSize = FrameSize { width: 720, height: 720 };

/// A periodic curve through knots with the slope of their neighbours (Catmull-Rom).
fn curve(knots: &[(f64, f64)], percent: f64) -> f64 {
    let n = knots.len() as isize;
    let knot = |k: isize| {
        let (at, value) = knots[k.rem_euclid(n) as usize];
        (at + 100.0 * k.div_euclid(n) as f64, value)
    };
    let x = percent.rem_euclid(100.0);
    let k = (0..n).rev().find(|&k| knot(k).0 <= x).unwrap_or(0);
    let ((x0, y0), (x1, y1)) = (knot(k), knot(k + 1));
    let slope = |k: isize| (knot(k + 1).1 - knot(k - 1).1) / (knot(k + 1).0 - knot(k - 1).0);
    let (h, s) = (x1 - x0, (x - x0) / (x1 - x0));
    let (a, b) = (s * s * (3.0 - 2.0 * s), s * (1.0 - s));
    y0 + (y1 - y0) * a + h * b * ((1.0 - s) * slope(k) - s * slope(k + 1))
}

/// Numbers that look random and are the same in every run.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// Uniform in 0..1 (xorshift64*).
    pub fn roll(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Nearly normal, standard deviation 1.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.roll()).sum::<f64>() - 6.0
    }
}

/// A runner facing right at the given times; `noise` is the standard deviation of a coordinate in leg lengths.
pub fn runner(times: Vec<f64>, noise: f64, seed: u64) -> (PoseSequence, Vec<BySide<LegTruth>>) {
    let mut dice = Dice::new(seed);
    let mut truth = Vec::new();
    let mut poses = Vec::new();
    for &t in &times {
        let mut legs = BySide::from_fn(|_| LegTruth {
            thigh_deg: 0.0,
            hip: Point::default(),
            knee: Point::default(),
            ankle: Point::default(),
        });
        let mut pose = BodyPose(
            [Observation { image: Point::default(), depth: 0.0, visibility: Confidence::new(1.0) };
                Landmark::COUNT],
        );
        for side in Side::BOTH {
            let near = side == Side::Right;
            let places = leg(t, if near { 0.0 } else { 0.5 });
            *legs.get_mut(side) =
                LegTruth { thigh_deg: places.0, hip: places.1[0], knee: places.1[1], ankle: places.1[2] };
            for (part, place) in body(places.1) {
                let jitter = |dice: &mut Dice| noise * LEG_PX * dice.normal();
                pose.0[Landmark::new(part, side).index()].image =
                    Point::new(place.x + jitter(&mut dice), place.y + jitter(&mut dice));
                pose.0[Landmark::new(part, side).index()].depth = if near { -100.0 } else { 100.0 };
            }
        }
        truth.push(legs);
        poses.push(Some(pose));
    }
    let time = Arc::new(TimeAxis::from_seconds(times).expect("increasing"));
    (
        PoseSequence {
            time,
            poses,
            frame_size: SIZE,
            background: Background::default(),
            shank_edges: Vec::new(),
        },
        truth,
    )
}

/// Thigh angle in degrees, and hip, knee, ankle, heel, toe; the lower of both feet is on the ground.
fn leg(t: f64, shift: f64) -> (f64, [Point; 5]) {
    let (thigh, mut places) = hanging_leg(t, shift);
    let (_, other) = hanging_leg(t, shift + 0.5);
    let lowest = places.iter().chain(&other).map(|p| p.y).fold(f64::NEG_INFINITY, f64::max);
    places.iter_mut().for_each(|p| p.y += GROUND_PX - lowest);
    (thigh, places)
}

fn hanging_leg(t: f64, shift: f64) -> (f64, [Point; 5]) {
    let percent = 100.0 * (t * CADENCE_STRIDES_HZ + shift);
    let (thigh, flexion) = (curve(&THIGH, percent), curve(&KNEE, percent));
    let down = |from: Point, length: f64, degrees: f64| {
        let (sin, cos) = degrees.to_radians().sin_cos();
        Point::new(from.x + length * LEG_PX * sin, from.y + length * LEG_PX * cos)
    };
    let hip = Point::new(360.0, 0.0);
    let knee = down(hip, 0.5, thigh);
    let shank = thigh - flexion;
    let ankle = down(knee, 0.5, shank);
    (thigh, [hip, knee, ankle, down(ankle, 0.08, shank - 40.0), down(ankle, 0.24, shank + 70.0)])
}

fn body(leg: [Point; 5]) -> impl Iterator<Item = (Part, Point)> {
    let up = |dx: f64, dy: f64| Point::new(leg[0].x + dx, leg[0].y - dy);
    let above = [
        (Part::Ear, up(30.0, 220.0)),
        (Part::Shoulder, up(15.0, 160.0)),
        (Part::Elbow, up(-10.0, 90.0)),
        (Part::Wrist, up(40.0, 70.0)),
    ];
    let below = [Part::Hip, Part::Knee, Part::Ankle, Part::Heel, Part::Toe].into_iter().zip(leg);
    above.into_iter().chain(below)
}

/// Exchanges a frame's labels as BlazePose does: from the knee down, or below the knee only.
pub fn exchange(pose: &mut BodyPose, whole_leg: bool) {
    let parts = if whole_leg {
        &[Part::Knee, Part::Ankle, Part::Heel, Part::Toe][..]
    } else {
        &[Part::Ankle, Part::Heel, Part::Toe][..]
    };
    for &part in parts {
        pose.0.swap(Landmark::new(part, Side::Left).index(), Landmark::new(part, Side::Right).index());
    }
}

/// Bursts of one to three exchanged frames where the ankles pass each other, in up to `share` of the frames. Returns the
/// exchanged frames.
pub fn inject(sequence: &mut PoseSequence, share: f64, seed: u64) -> Vec<usize> {
    let mut dice = Dice::new(seed);
    let mut exchanged = Vec::new();
    let count = sequence.poses.len();
    let mut tries = 0;
    while (exchanged.len() as f64) < share * count as f64 && tries < 100_000 {
        tries += 1;
        let start = (dice.roll() * count as f64) as usize;
        let length = 1 + (dice.roll() * 3.0) as usize;
        let whole_leg = dice.roll() < 0.5;
        let burst = start..(start + length).min(count);
        let free = burst.clone().all(|f| {
            !exchanged.contains(&f)
                && !exchanged.contains(&(f + 1))
                && (f == 0 || !exchanged.contains(&(f - 1)))
        });
        if !free || !passes(sequence, start) {
            continue;
        }
        for frame in burst {
            if let Some(pose) = sequence.poses[frame].as_mut() {
                exchange(pose, whole_leg);
                exchanged.push(frame);
            }
        }
    }
    exchanged
}

/// Whether the ankles are within a quarter of a leg length along the run.
fn passes(sequence: &PoseSequence, frame: usize) -> bool {
    let Some(pose) = sequence.poses[frame].as_ref() else { return false };
    let [left, right] = Side::BOTH.map(|side| pose.get(Landmark::new(Part::Ankle, side)).image.x);
    (left - right).abs() < 0.25 * LEG_PX
}

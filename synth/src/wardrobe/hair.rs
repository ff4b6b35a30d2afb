//! Hair, caps, and a tail that swings.

use super::cloth::STEPS_PER_S;
use super::drape::Pattern;
use super::figure::{Figure, Limb, Weights};
use glam::{Affine3A, Vec3};
use std::f32::consts::TAU;

/// The hairline: how high over the joint of the head hair begins, at each distance in front of the joint; metres on a body of
/// 1.8 m. Nape, behind the ear, over the ear, temple, forehead.
const HAIRLINE: [(f32, f32); 6] =
    [(-0.06, 0.005), (-0.03, 0.03), (-0.012, 0.085), (0.05, 0.1), (0.085, 0.135), (0.3, 0.135)];
/// The lower edge of a cap, likewise.
const CAP_EDGE: [(f32, f32); 3] = [(-0.1, 0.065), (0.0, 0.1), (0.1, 0.125)];

/// Hair that stands off by `thick` metres.
pub fn hair(figure: &Figure, thick: f32) -> Pattern {
    scalp(figure, &HAIRLINE, thick)
}

/// A cap over the hair.
pub fn cap(figure: &Figure) -> Pattern {
    scalp(figure, &CAP_EDGE, 0.013)
}

fn scalp(figure: &Figure, edge: &[(f32, f32)], thick: f32) -> Pattern {
    let mut cut = Pattern { axis: figure.axis.clone(), ..Pattern::default() };
    for (point, limb) in figure.rest.iter().zip(&figure.limb) {
        let from = (*point - figure.joints.head) / figure.scale;
        let over = (from.y - height(edge, from.x)) * figure.scale;
        let inside = if *limb == Limb::Head { over } else { -1.0 };
        cut.inside.push(inside);
        // Uneven, and thin at the edge.
        let curl = (from.x * 90.0).sin() * (from.y * 70.0 + 1.0).sin() * (from.z * 80.0).cos();
        cut.stand_off.push(thick * (1.0 + 0.2 * curl) * (0.25 + over / 0.02).clamp(0.25, 1.0));
        cut.hold.push(1.0);
        cut.clearance.push(0.0);
    }
    cut
}

fn height(edge: &[(f32, f32)], x: f32) -> f32 {
    let after = edge.iter().position(|e| e.0 > x).unwrap_or(edge.len() - 1).max(1);
    let (a, b) = (edge[after - 1], edge[after]);
    a.1 + (b.1 - a.1) * ((x - a.0) / (b.0 - a.0)).clamp(0.0, 1.0)
}

/// Vertices that go with bones, without cloth's ways.
#[derive(Debug, Clone, Default)]
pub struct Attached {
    /// At rest.
    pub rest: Vec<Vec3>,
    /// Corners.
    pub triangles: Vec<[u32; 3]>,
    /// Bones.
    pub weights: Vec<Weights>,
}

/// The peak of a cap: two sheets, 3 mm apart.
pub fn peak(figure: &Figure, bone: Weights) -> Attached {
    const ACROSS: usize = 10;
    const OUT: usize = 4;
    let mut peak = Attached::default();
    let brow = front(figure, CAP_EDGE[2].1);
    for sheet in [0.0_f32, -0.003] {
        for k in 0..=OUT {
            for j in 0..=ACROSS {
                let angle = (j as f32 / ACROSS as f32 - 0.5) * TAU * 0.36;
                let reach = 0.078 + 0.075 * k as f32 / OUT as f32 * angle.cos().max(0.0).sqrt();
                let point = Vec3::new(
                    angle.cos() * reach - 0.078,
                    -0.02 * k as f32 / OUT as f32,
                    angle.sin() * reach,
                );
                let droop = Vec3::Y * (sheet - 2.0 * point.z * point.z);
                peak.rest.push(brow + (point + droop) * figure.scale);
            }
        }
    }
    let at =
        |sheet: usize, k: usize, j: usize| (sheet * (OUT + 1) * (ACROSS + 1) + k * (ACROSS + 1) + j) as u32;
    for (k, j) in (0..OUT).flat_map(|k| (0..ACROSS).map(move |j| (k, j))) {
        let corners = |s| (at(s, k, j), at(s, k + 1, j), at(s, k, j + 1), at(s, k + 1, j + 1));
        let (a, b, c, d) = corners(0);
        peak.triangles.extend([[a, c, b], [b, c, d]]);
        let (a, b, c, d) = corners(1);
        peak.triangles.extend([[a, b, c], [b, d, c]]);
    }
    peak.weights = vec![bone; peak.rest.len()];
    peak
}

/// How far forward the skin is, all round a height.
fn depths(figure: &Figure, y: f32) -> impl Iterator<Item = f32> + '_ {
    figure.rest.iter().filter(move |p| (p.y - y).abs() < 0.012 * figure.scale).map(|p| p.x)
}

/// The foremost point of the head at a height over its joint.
fn front(figure: &Figure, over: f32) -> Vec3 {
    let y = figure.joints.head.y + over * figure.scale;
    let x = depths(figure, y).fold(f32::NEG_INFINITY, f32::max);
    Vec3::new(x + 0.008, y, 0.0)
}

/// Links of the tail, their length and the tail's radius, metres.
const LINKS: usize = 9;
const LINK_M: f32 = 0.026;
const THICK_M: f32 = 0.02;
const AROUND: usize = 10;
/// Share of its speed that the tail loses to the air per second.
const DRAG_PER_S: f32 = 3.0;

/// A tail of hair: a chain of links from the back of the head.
#[derive(Debug, Clone)]
pub struct Tail {
    root: [Vec3; 2],
    bone: Weights,
    links: Option<[Vec<Vec3>; 2]>,
    /// Back of neck and trunk at rest, which it may not enter.
    spine: [Vec3; 2],
    chest: Weights,
}

impl Tail {
    /// Tied at the back of the head.
    pub fn new(figure: &Figure, head: Weights, chest: Weights) -> Self {
        let y = figure.joints.head.y + 0.095 * figure.scale;
        let back = depths(figure, y).fold(f32::INFINITY, f32::min);
        let tie = Vec3::new(back, y, 0.0);
        let root = [tie, tie + Vec3::new(-0.8, 0.25, 0.0).normalize() * LINK_M];
        let spine = [figure.joints.neck, figure.joints.neck - Vec3::Y * 0.3];
        Self { root, bone: head, links: None, spine, chest }
    }

    /// Hangs straight down at the next step.
    pub fn forget(&mut self) {
        self.links = None;
    }

    /// One step of `1 / STEPS_PER_S`.
    pub fn step(&mut self, frame: impl Fn(&Weights) -> Affine3A) {
        let root = self.root.map(|p| frame(&self.bone).transform_point3(p));
        let spine = self.spine.map(|p| frame(&self.chest).transform_point3(p));
        let dt = (1.0 / STEPS_PER_S) as f32;
        let [before, now] = self.links.take().unwrap_or_else(|| {
            let hanging = |k: usize| root[1] - Vec3::Y * LINK_M * (k as f32 - 1.0).max(0.0);
            let links: Vec<Vec3> = (0..LINKS).map(hanging).collect();
            [links.clone(), links]
        });
        let keep = 1.0 - DRAG_PER_S * dt;
        let drift = |(b, n): (&Vec3, &Vec3)| *n + (*n - *b) * keep + Vec3::NEG_Y * (9.81 * dt * dt);
        let mut next: Vec<Vec3> = before.iter().zip(&now).map(drift).collect();
        for _ in 0..6 {
            next[..2].copy_from_slice(&root);
            for k in 2..LINKS {
                let way = next[k] - next[k - 1];
                let change = way * (1.0 - LINK_M / way.length().max(1e-6));
                // The first free link hangs on one that is held.
                let share = if k == 2 { 1.0 } else { 0.5 };
                next[k] -= change * share;
                next[k - 1] += change * (1.0 - share);
                next[k] = outside(next[k], spine, 0.085);
            }
        }
        self.links = Some([now, next]);
    }

    /// Rings around the chain, `share` of the way from the last step but one to the last.
    pub fn vertices(&self, share: f32) -> Vec<Vec3> {
        let links: Vec<Vec3> = match &self.links {
            Some([before, now]) => before.iter().zip(now).map(|(b, n)| b.lerp(*n, share)).collect(),
            None => (0..LINKS).map(|k| self.root[0] - Vec3::Y * LINK_M * k as f32).collect(),
        };
        let ring = |k: usize| {
            let way = (links[(k + 1).min(LINKS - 1)] - links[k.saturating_sub(1)]).normalize_or(Vec3::NEG_Y);
            let side = way.cross(Vec3::Z).normalize_or(Vec3::X);
            let along = k as f32 / (LINKS - 1) as f32;
            let radius = THICK_M * (0.55 + 1.4 * along * (1.0 - along)) * (1.0 - along.powi(4) * 0.9);
            let at = links[k];
            (0..AROUND).map(move |j| {
                let (s, c) = (TAU * j as f32 / AROUND as f32).sin_cos();
                at + (side * c + side.cross(way) * s) * radius
            })
        };
        (0..LINKS).flat_map(ring).collect()
    }

    /// Corners of the rings' triangles.
    pub fn triangles() -> Vec<[u32; 3]> {
        let at = |k: usize, j: usize| (k * AROUND + j % AROUND) as u32;
        let quad = |k: usize, j: usize| {
            [[at(k, j), at(k + 1, j), at(k, j + 1)], [at(k + 1, j), at(k + 1, j + 1), at(k, j + 1)]]
        };
        let mut all: Vec<[u32; 3]> =
            (0..LINKS - 1).flat_map(|k| (0..AROUND).flat_map(move |j| quad(k, j))).collect();
        all.extend((1..AROUND - 1).map(|j| [at(LINKS - 1, 0), at(LINKS - 1, j + 1), at(LINKS - 1, j)]));
        all
    }
}

/// Out of the capsule around a line.
fn outside(point: Vec3, line: [Vec3; 2], radius: f32) -> Vec3 {
    let share = super::figure::share_along(point, line[0], line[1]).clamp(0.0, 1.0);
    let nearest = line[0].lerp(line[1], share);
    let away = point - nearest;
    if away.length_squared() < radius * radius {
        nearest + away.normalize_or(Vec3::NEG_X) * radius
    } else {
        point
    }
}

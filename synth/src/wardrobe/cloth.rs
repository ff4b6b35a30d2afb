//! How loose cloth moves: every vertex is drawn to where the posed, draped shell has it by a soft damped spring, is tied to its
//! neighbours, and stays outside the skin. What hangs freely therefore comes late and swings; what is held (waistband,
//! shoulders) does not.
//!
//! Position-based dynamics after Müller et al. 2007 (J. Vis. Commun. Image R. 18, 109-118), with a spring to a target in
//! place of gravity, whose share in the rest shape is already in the drape: only its change with the pose acts.

use super::mesh::Neighbours;
use glam::Vec3;
use std::f32::consts::TAU;

/// Steps per second. At 480 the stiffest spring (`HELD_HZ`) has 40 steps a period.
pub const STEPS_PER_S: f64 = 480.0;
/// Natural frequencies of cloth that hangs free and of cloth that is held, hertz. A running shirt's hem swings with the step (2.5 to 3 a
/// second) without ringing on: chosen so that the lag at 2.8 Hz is some tens of milliseconds (measured in `tests/wardrobe_cloth.rs`).
const FREE_HZ: f32 = 3.4;
const HELD_HZ: f32 = 12.0;
/// Share of critical damping: cloth shows one swing, not three.
const DAMPING: f32 = 0.55;
/// Share of the damping that is against the still air and not against the body: on a treadmill the air stands.
const AIR: f32 = 0.25;
/// An edge may become this much shorter or longer than in the drape before it pulls. Knitted sports cloth stretches; it folds freely.
const SHORTEST: f32 = 0.75;
const LONGEST: f32 = 1.12;
/// Share of the sliding over the skin that is lost in a step in which cloth touches it.
const FRICTION: f32 = 0.08;
/// A target that jumps further than this in one step, metres, carries the cloth along (144 m/s: nothing runs that fast).
const JUMP_M: f32 = 0.3;

/// The skin under a garment at one instant.
#[derive(Debug, Clone, Copy)]
pub struct Skin<'a> {
    /// Vertices, world, metres.
    pub positions: &'a [Vec3],
    /// Unit normals.
    pub normals: &'a [Vec3],
    /// Who is next to whom.
    pub neighbours: &'a Neighbours,
}

impl Skin<'_> {
    /// The nearest vertex that downhill steps from `start` reach.
    fn nearest(&self, point: Vec3, start: u32) -> u32 {
        let distance = |v: u32| self.positions[v as usize].distance_squared(point);
        let (mut best, mut least) = (start, distance(start));
        loop {
            let here = best;
            for &near in self.neighbours.of(here as usize) {
                let d = distance(near);
                if d < least {
                    (best, least) = (near, d);
                }
            }
            if best == here {
                return best;
            }
        }
    }

    /// Moves a point out to the clearance, where it is nearer the skin than that. `over`: a skin vertex nearby.
    pub fn keep_out(&self, point: Vec3, over: u32, clearance: f32) -> Vec3 {
        let near = self.nearest(point, over);
        point + self.normals[near as usize] * (clearance - self.height(point, near)).max(0.0)
    }

    /// How far a point is outside the skin near a vertex, metres: negative inside.
    pub fn height(&self, point: Vec3, vertex: u32) -> f32 {
        (point - self.positions[vertex as usize]).dot(self.normals[vertex as usize])
    }
}

/// What a garment wants of its cloth, one value per vertex.
#[derive(Debug, Clone, Default)]
pub struct Fabric {
    /// Draped vertices, which give the edges their lengths.
    pub rest: Vec<Vec3>,
    /// 0 hangs free, 1 goes with the body.
    pub hold: Vec<f32>,
    /// Least distance from the skin, metres.
    pub clearance: Vec<f32>,
    /// How far it may leave its place, metres.
    pub reach: Vec<f32>,
    /// The skin vertex that it lies over.
    pub over: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
struct Edge {
    ends: [u32; 2],
    length: f32,
}

/// Cloth in motion.
#[derive(Debug, Clone)]
pub struct Cloth {
    fabric: Fabric,
    edges: Vec<Edge>,
    target: Vec<Vec3>,
    position: Vec<Vec3>,
    velocity: Vec<Vec3>,
    before: Vec<Vec3>,
    near: Vec<u32>,
}

impl Cloth {
    /// At rest on the first target.
    pub fn new(fabric: Fabric, neighbours: &Neighbours, target: &[Vec3]) -> Self {
        let edge = |ends: [u32; 2]| {
            let length = fabric.rest[ends[0] as usize].distance(fabric.rest[ends[1] as usize]);
            Edge { ends, length }
        };
        Self {
            edges: neighbours.edges().into_iter().map(edge).collect(),
            target: target.to_vec(),
            position: target.to_vec(),
            velocity: vec![Vec3::ZERO; target.len()],
            before: target.to_vec(),
            near: fabric.over.clone(),
            fabric,
        }
    }

    /// Puts the cloth at rest on a target, as if it had never moved.
    pub fn rest_on(&mut self, target: &[Vec3]) {
        self.target.copy_from_slice(target);
        self.position.copy_from_slice(target);
        self.before.copy_from_slice(target);
        self.velocity.fill(Vec3::ZERO);
        self.near.copy_from_slice(&self.fabric.over);
    }

    /// Vertices now, world, metres.
    pub fn positions(&self) -> &[Vec3] {
        &self.position
    }

    /// How far each vertex is from its target, metres.
    pub fn offsets(&self) -> Vec<Vec3> {
        self.position.iter().zip(&self.target).map(|(p, t)| *p - *t).collect()
    }

    /// Skin vertex that each vertex lies over now.
    pub fn near(&self) -> &[u32] {
        &self.near
    }

    /// One step of `1 / STEPS_PER_S`: to the targets, with the change of gravity in the frame of the body (m/s²).
    pub fn step(&mut self, target: &[Vec3], gravity: &[Vec3], skin: Skin) {
        let dt = (1.0 / STEPS_PER_S) as f32;
        self.before.copy_from_slice(&self.position);
        for (i, (target, gravity)) in target.iter().zip(gravity).enumerate() {
            self.swing(i, *target, *gravity, dt);
        }
        for _ in 0..2 {
            self.edges.iter().for_each(|edge| limit(edge, &self.fabric.hold, &mut self.position));
        }
        for (i, target) in target.iter().enumerate() {
            self.hold_back(i, *target, skin);
            self.velocity[i] = (self.position[i] - self.before[i]) / dt;
        }
        self.target.copy_from_slice(target);
    }

    /// The spring to the target.
    fn swing(&mut self, i: usize, target: Vec3, gravity: Vec3, dt: f32) {
        let moved = target - self.target[i];
        if moved.length_squared() > JUMP_M * JUMP_M {
            self.position[i] += moved;
            self.before[i] += moved;
            return;
        }
        let hold = self.fabric.hold[i];
        let omega = TAU * (FREE_HZ + (HELD_HZ - FREE_HZ) * hold);
        let air = self.velocity[i] * (AIR * (1.0 - hold));
        let slip = (self.velocity[i] - moved / dt) * (1.0 - AIR * (1.0 - hold));
        let pull = (target - self.position[i]) * (omega * omega) + gravity * (1.0 - hold);
        self.velocity[i] += (pull - (air + slip) * (2.0 * DAMPING * omega)) * dt;
        self.position[i] += self.velocity[i] * dt;
    }

    /// Not too far from the target, and outside the skin.
    fn hold_back(&mut self, i: usize, target: Vec3, skin: Skin) {
        let free = self.fabric.reach[i] * (1.0 - self.fabric.hold[i]);
        let mut point = target + (self.position[i] - target).clamp_length_max(free);
        let near = skin.nearest(point, self.near[i]);
        let deep = self.fabric.clearance[i] - skin.height(point, near);
        if deep > 0.0 {
            let normal = skin.normals[near as usize];
            let slide = point - self.before[i];
            let slide = slide - normal * slide.dot(normal);
            point += normal * deep - slide * FRICTION;
        }
        // Lost the way (a fold, the other leg): start again from the vertex that it was cut over.
        self.near[i] = if point.distance_squared(skin.positions[near as usize]) > 0.15 * 0.15 {
            self.fabric.over[i]
        } else {
            near
        };
        self.position[i] = point;
    }
}

/// Draws the ends of an edge together or apart until its length is allowed.
fn limit(edge: &Edge, hold: &[f32], position: &mut [Vec3]) {
    let [a, b] = edge.ends.map(|v| v as usize);
    let across = position[b] - position[a];
    let length = across.length();
    let wanted = length.clamp(edge.length * SHORTEST, edge.length * LONGEST);
    let (free_a, free_b) = (1.0 - hold[a], 1.0 - hold[b]);
    let free = free_a + free_b;
    if wanted == length || length < 1e-9 || free < 1e-6 {
        return;
    }
    let change = across * ((length - wanted) / (length * free));
    position[a] += change * free_a;
    position[b] -= change * free_b;
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLAT: [[u32; 3]; 2] = [[0, 1, 2], [0, 2, 3]];

    fn corners() -> Vec<Vec3> {
        vec![Vec3::ZERO, Vec3::X * 0.1, Vec3::new(0.1, 0.0, -0.1), Vec3::Z * -0.1]
    }

    fn sheet(hold: f32) -> (Cloth, Neighbours) {
        let neighbours = Neighbours::new(4, &FLAT);
        let rest: Vec<Vec3> = corners().iter().map(|c| *c + Vec3::Y * 0.02).collect();
        let fabric = Fabric {
            rest: rest.clone(),
            hold: vec![hold; 4],
            clearance: vec![0.004; 4],
            reach: vec![0.06; 4],
            over: vec![0, 1, 2, 3],
        };
        (Cloth::new(fabric, &neighbours, &rest), neighbours)
    }

    /// Sways the sheet and the skin sideways; gives how far behind the cloth is at each step.
    fn sway(hold: f32, hertz: f32, steps: usize) -> Vec<f32> {
        let (mut cloth, neighbours) = sheet(hold);
        let normals = [Vec3::Y; 4];
        let mut behind = Vec::new();
        for step in 0..steps {
            let shift = Vec3::X * 0.03 * (TAU * hertz * step as f32 / 480.0).sin();
            let positions: Vec<Vec3> = corners().iter().map(|c| *c + shift).collect();
            let target: Vec<Vec3> = positions.iter().map(|c| *c + Vec3::Y * 0.02).collect();
            let skin = Skin { positions: &positions, normals: &normals, neighbours: &neighbours };
            cloth.step(&target, &[Vec3::ZERO; 4], skin);
            behind.push(target[0].x - cloth.positions()[0].x);
        }
        behind
    }

    #[test]
    fn free_cloth_comes_late_and_held_cloth_does_not() {
        let worst = |hold| sway(hold, 2.8, 960).iter().fold(0.0_f32, |m, b| m.max(b.abs()));
        assert!(worst(0.0) > 0.01, "{}", worst(0.0));
        assert!(worst(1.0) < 1e-6, "{}", worst(1.0));
    }

    #[test]
    fn it_comes_to_rest() {
        let (mut cloth, neighbours) = sheet(0.0);
        let target: Vec<Vec3> = cloth.positions().iter().map(|p| *p + Vec3::X * 0.05).collect();
        let positions: Vec<Vec3> = corners().iter().map(|c| *c + Vec3::X * 0.05).collect();
        let skin = Skin { positions: &positions, normals: &[Vec3::Y; 4], neighbours: &neighbours };
        (0..960).for_each(|_| cloth.step(&target, &[Vec3::ZERO; 4], skin));
        for (p, t) in cloth.positions().iter().zip(&target) {
            assert!(p.distance(*t) < 1e-4, "{p} {t}");
        }
    }

    #[test]
    fn gravity_pulls_it_onto_the_skin_and_not_through() {
        let (mut cloth, neighbours) = sheet(0.0);
        let target = cloth.positions().to_vec();
        let positions = corners();
        let skin = Skin { positions: &positions, normals: &[Vec3::Y; 4], neighbours: &neighbours };
        (0..960).for_each(|_| cloth.step(&target, &[Vec3::NEG_Y * 30.0; 4], skin));
        assert!(
            cloth.positions().iter().all(|p| p.y >= 0.004 - 1e-5 && p.y < 0.01),
            "{:?}",
            cloth.positions()
        );
    }

    #[test]
    fn a_jump_carries_it_along() {
        let (mut cloth, neighbours) = sheet(0.0);
        let target: Vec<Vec3> = cloth.positions().iter().map(|p| *p + Vec3::X * 50.0).collect();
        let positions: Vec<Vec3> = corners().iter().map(|c| *c + Vec3::X * 50.0).collect();
        let skin = Skin { positions: &positions, normals: &[Vec3::Y; 4], neighbours: &neighbours };
        cloth.step(&target, &[Vec3::ZERO; 4], skin);
        assert!(cloth.positions()[0].distance(target[0]) < 0.01);
    }
}

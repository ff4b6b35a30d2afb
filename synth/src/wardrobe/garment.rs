//! A garment cut from the skin's triangles: draped, then moved with the body.

use super::cloth::{Cloth, Fabric, Skin};
use super::drape::{Pattern, drape};
use super::figure::{Figure, Weights, blend, six_largest};
use super::mesh::{Neighbours, Patch};
use glam::{Affine3A, Vec3};

/// Change of gravity that acts on cloth when its part of the body turns is measured against this, m/s².
const GRAVITY: Vec3 = Vec3::new(0.0, -9.81, 0.0);
/// Rounds in which the bones' shares are evened over loose cloth, which spans joints more smoothly than skin.
const SPREAD_ROUNDS: usize = 18;
/// How far loose cloth may swing from its place, metres: its stand-off and some.
const REACH_M: f32 = 0.02;
const REACH_PER_STAND_OFF: f32 = 1.3;
/// Rounds of smoothing with which tight cloth spans furrows, and how far off the skin that may take it, metres.
const SPAN_ROUNDS: usize = 8;
const SPAN_M: f32 = 0.01;
/// How far taped cloth stands off, metres.
const TAPED_M: f32 = 0.004;

/// A garment on a body.
#[derive(Debug, Clone)]
pub struct Garment {
    /// Skin vertex below each vertex, and the triangles.
    pub patch: Patch,
    /// Draped vertices on the resting body.
    pub rest: Vec<Vec3>,
    /// Metres inside the edge.
    pub inside: Vec<f32>,
    stand_off: Vec<f32>,
    clearance: Vec<f32>,
    hold: Vec<f32>,
    weights: Vec<Weights>,
    motion: Option<Motion>,
}

/// What only loose garments have.
#[derive(Debug, Clone)]
struct Motion {
    neighbours: Neighbours,
    /// Vertex of the contact skin below each vertex.
    over: Vec<u32>,
    cloth: Option<Cloth>,
    /// Distances from the target at the last two steps.
    offsets: [Vec<Vec3>; 2],
    /// The next step begins at rest.
    restart: bool,
}

/// The skin that loose garments touch.
#[derive(Debug, Clone, Default)]
pub struct Contact {
    /// Which of the skin's vertices.
    pub patch: Patch,
    /// Who is next to whom in the patch.
    pub neighbours: Neighbours,
    /// Moved vertices.
    pub positions: Vec<Vec3>,
    /// Their normals.
    pub normals: Vec<Vec3>,
}

impl Contact {
    /// The skin under the garments and three rings around.
    pub fn new(figure: &Figure, garments: &[&Garment]) -> Self {
        let mut near = vec![false; figure.rest.len()];
        garments.iter().flat_map(|g| &g.patch.source).for_each(|&v| near[v as usize] = true);
        for _ in 0..3 {
            let before = near.clone();
            for triangle in figure.triangles.iter().filter(|t| t.iter().any(|&v| before[v as usize])) {
                triangle.iter().for_each(|&v| near[v as usize] = true);
            }
        }
        let patch = Patch::new(figure.rest.len(), &figure.triangles, |t| t.iter().all(|&v| near[v as usize]));
        let count = patch.source.len();
        let neighbours = Neighbours::new(count, &patch.triangles);
        Self { neighbours, positions: vec![Vec3::ZERO; count], normals: vec![Vec3::ZERO; count], patch }
    }

    /// As the cloth sees it.
    pub fn skin(&self) -> Skin<'_> {
        Skin { positions: &self.positions, normals: &self.normals, neighbours: &self.neighbours }
    }
}

impl Garment {
    /// Cuts and drapes.
    pub fn new(figure: &Figure, cut: &Pattern) -> Self {
        let covers = |t: &[u32; 3]| t.iter().any(|&v| cut.inside[v as usize] > 0.0);
        let patch = Patch::new(figure.rest.len(), &figure.triangles, covers);
        let neighbours = Neighbours::new(patch.source.len(), &patch.triangles);
        let hold = patch.pick(&cut.hold);
        let rest = drape(&patch, &neighbours, &figure.rest, &figure.normals, cut);
        let mut garment = Self {
            rest,
            inside: patch.pick(&cut.inside),
            stand_off: patch.pick(&cut.stand_off),
            clearance: patch.pick(&cut.clearance),
            weights: patch.pick(&figure.weights),
            motion: None,
            hold,
            patch,
        };
        if garment.hold.iter().any(|&h| h < 1.0) {
            garment.weights = spread(&garment.weights, &garment.hold, &neighbours);
            let offsets = [Vec::new(), Vec::new()];
            let motion = Motion { neighbours, over: Vec::new(), cloth: None, offsets, restart: false };
            garment.motion = Some(motion);
        } else {
            garment.span(figure, &neighbours);
        }
        garment
    }

    /// Tight cloth spans furrows that skin dips into: raises the stand-off there.
    fn span(&mut self, figure: &Figure, neighbours: &Neighbours) {
        let outward = self.patch.pick(&figure.normals);
        let mut shell = self.rest.clone();
        for _ in 0..SPAN_ROUNDS {
            shell = neighbours.smooth(&shell, 0.5);
            for (i, point) in shell.iter_mut().enumerate() {
                *point += outward[i] * (self.rest[i] - *point).dot(outward[i]).max(0.0);
            }
        }
        for (i, point) in shell.iter().enumerate().filter(|&(i, _)| self.clearance[i] > 0.0) {
            let raised = (*point - self.rest[i]).dot(outward[i]).clamp(0.0, SPAN_M);
            self.stand_off[i] += raised;
            self.rest[i] += outward[i] * raised;
        }
    }

    /// Whether it moves by itself.
    pub fn is_loose(&self) -> bool {
        self.motion.is_some()
    }

    /// Lets the cloth forget how it moved: the next step begins at rest on the body.
    pub fn forget(&mut self) {
        if let Some(motion) = &mut self.motion {
            motion.restart = true;
            motion.offsets = [Vec::new(), Vec::new()];
        }
    }

    /// Says where on the contact skin its vertices lie.
    pub fn meet(&mut self, contact: &Contact, skin_count: usize) {
        let mut number = vec![0; skin_count];
        contact.patch.source.iter().enumerate().for_each(|(i, &v)| number[v as usize] = i as u32);
        if let Some(motion) = &mut self.motion {
            motion.over = self.patch.source.iter().map(|&v| number[v as usize]).collect();
        }
    }

    /// Holds vertices near a point at rest to the skin, as tape does. Reaches `radius` metres.
    pub fn tape(&mut self, point: Vec3, radius: f32) {
        for (i, rest) in self.rest.iter().enumerate() {
            let close = (1.5 - rest.distance(point) / radius).clamp(0.0, 1.0);
            self.hold[i] = self.hold[i].max(close);
            self.stand_off[i] += (TAPED_M - self.stand_off[i]).min(0.0) * close;
        }
    }

    /// Where the body alone would have the vertices. `skin`, `normals`: of the skin vertex below vertex `i`, world.
    fn target(&self, i: usize, frame: &Affine3A, skin: Vec3, normal: Vec3) -> Vec3 {
        let held = skin + normal * self.stand_off[i];
        let free = frame.transform_point3(self.rest[i]);
        free.lerp(held, self.hold[i])
    }

    /// One step of the cloth.
    pub fn step(&mut self, bones: &[Affine3A], contact: &Contact) {
        let Some(mut motion) = self.motion.take() else { return };
        let frames: Vec<Affine3A> = self.weights.iter().map(|w| blend(w, bones)).collect();
        let at = |i: usize| motion.over[i] as usize;
        let target: Vec<Vec3> = (0..frames.len())
            .map(|i| self.target(i, &frames[i], contact.positions[at(i)], contact.normals[at(i)]))
            .collect();
        let gravity: Vec<Vec3> = frames.iter().map(|f| GRAVITY - f.transform_vector3(GRAVITY)).collect();
        let cloth = motion
            .cloth
            .get_or_insert_with(|| Cloth::new(self.fabric(&motion.over), &motion.neighbours, &target));
        if std::mem::take(&mut motion.restart) {
            cloth.rest_on(&target);
        }
        cloth.step(&target, &gravity, contact.skin());
        motion.offsets.swap(0, 1);
        motion.offsets[1] = cloth.offsets();
        if motion.offsets[0].is_empty() {
            motion.offsets[0] = motion.offsets[1].clone();
        }
        self.motion = Some(motion);
    }

    fn fabric(&self, over: &[u32]) -> Fabric {
        let reach = self.stand_off.iter().map(|s| REACH_M + REACH_PER_STAND_OFF * s);
        Fabric {
            rest: self.rest.clone(),
            hold: self.hold.clone(),
            clearance: self.clearance.clone(),
            reach: reach.collect(),
            over: over.to_vec(),
        }
    }

    /// The vertices now. `skin`, `normals`: of the whole skin, world; `share`: of the way from the step before last to the last.
    pub fn place(
        &self,
        bones: &[Affine3A],
        skin: &[Vec3],
        normals: &[Vec3],
        contact: &Contact,
        share: f32,
    ) -> Vec<Vec3> {
        let held = |i: usize| {
            let v = self.patch.source[i] as usize;
            (skin[v], normals[v])
        };
        let Some(motion) = &self.motion else {
            return (0..self.rest.len()).map(|i| held(i).0 + held(i).1 * self.stand_off[i]).collect();
        };
        let near = motion.cloth.as_ref().map_or(&motion.over[..], Cloth::near);
        let vertex = |i: usize| {
            let (skin, normal) = held(i);
            let target = self.target(i, &blend(&self.weights[i], bones), skin, normal);
            let offset = match &motion.offsets {
                [before, last] if !last.is_empty() => before[i].lerp(last[i], share),
                _ => Vec3::ZERO,
            };
            contact.skin().keep_out(target + offset, near[i], self.clearance[i])
        };
        (0..self.rest.len()).map(vertex).collect()
    }
}

/// Evens out the bones' shares where cloth hangs free, and keeps the six largest.
fn spread(weights: &[Weights], hold: &[f32], neighbours: &Neighbours) -> Vec<Weights> {
    let bones = weights.iter().flatten().map(|w| w.0).max().unwrap_or(0) as usize + 1;
    let mut columns = vec![vec![0.0_f32; weights.len()]; bones];
    for (v, weights) in weights.iter().enumerate() {
        weights.iter().for_each(|&(bone, share)| columns[bone as usize][v] += share);
    }
    for column in columns.iter_mut().filter(|c| c.iter().any(|&s| s > 0.0)) {
        for _ in 0..SPREAD_ROUNDS {
            let smooth = neighbours.smooth(column, 0.6);
            column.iter_mut().zip(smooth).zip(hold).for_each(|((own, s), h)| *own += (s - *own) * (1.0 - h));
        }
    }
    let of = |v: usize| columns.iter().enumerate().map(move |(bone, c)| (bone as u16, f64::from(c[v])));
    (0..weights.len()).map(|v| six_largest(of(v))).collect()
}

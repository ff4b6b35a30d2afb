//! Flesh that shakes: a few masses on damped springs under the skin, driven by how the bones above and below jerk.
//!
//! Resonance and damping after Wakeling and Nigg 2001 (J. Appl. Physiol. 90, 412-420: thigh and calf 10 to 50 Hz relaxed to tense);
//! heavier, softer parts (buttocks, belly) swing slower.

use super::cloth::STEPS_PER_S;
use glam::Vec3;
use std::f32::consts::TAU;

/// Acceleration that shakes flesh by the whole of `soft_tissue_mm`, m/s²: about 2 g, the pelvis at contact.
const FULL_SHAKE: f32 = 20.0;
/// Share of critical damping.
const DAMPING: f32 = 0.25;

/// One part that shakes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lump {
    /// Middle at rest, metres.
    pub centre: Vec3,
    /// Where its shake has fallen to 1/e, metres.
    pub radius: f32,
    /// Natural frequency.
    pub hertz: f32,
    /// Share of `soft_tissue_mm` that this part reaches.
    pub share: f32,
}

/// A share of a lump's shake at a vertex.
#[derive(Debug, Clone, Copy)]
pub struct Pull {
    vertex: u32,
    lump: u32,
    share: f32,
}

/// All of them in motion.
#[derive(Debug, Clone, Default)]
pub struct Tissue {
    lumps: Vec<Lump>,
    most: f32,
    track: Vec<Track>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Track {
    anchor: Option<[Vec3; 2]>,
    shake: Vec3,
    speed: Vec3,
}

impl Tissue {
    /// `most_mm` 0 shakes nothing.
    pub fn new(lumps: Vec<Lump>, most_mm: f64) -> Self {
        let lumps = if most_mm > 0.0 { lumps } else { Vec::new() };
        let track = vec![Track::default(); lumps.len()];
        Self { lumps, most: (most_mm / 1000.0) as f32, track }
    }

    /// Lets the flesh forget how it moved.
    pub fn forget(&mut self) {
        self.track.fill(Track::default());
    }

    /// How the lumps pull at rest vertices.
    pub fn pulls(&self, rest: &[Vec3]) -> Vec<Pull> {
        let mut pulls = Vec::new();
        for (vertex, point) in rest.iter().enumerate() {
            for (lump, Lump { centre, radius, share, .. }) in self.lumps.iter().enumerate() {
                let share = share * (-point.distance_squared(*centre) / (radius * radius)).exp();
                if share > 0.02 {
                    pulls.push(Pull { vertex: vertex as u32, lump: lump as u32, share });
                }
            }
        }
        pulls
    }

    /// Middles of the lumps at rest, to be moved with the bones.
    pub fn centres(&self) -> impl Iterator<Item = Vec3> + '_ {
        self.lumps.iter().map(|l| l.centre)
    }

    /// One step of `1 / STEPS_PER_S` with the lumps' middles where the bones have them now.
    pub fn step(&mut self, anchors: &[Vec3]) {
        let dt = (1.0 / STEPS_PER_S) as f32;
        for ((track, lump), &anchor) in self.track.iter_mut().zip(&self.lumps).zip(anchors) {
            let [last, before] = track.anchor.unwrap_or([anchor; 2]);
            let jerk = ((anchor - last) - (last - before)) / (dt * dt);
            track.anchor = Some([anchor, last]);
            let omega = TAU * lump.hertz;
            // The mass's own scale: `FULL_SHAKE` held moves it by the whole.
            let push = -jerk.clamp_length_max(5.0 * FULL_SHAKE) * (self.most * omega * omega / FULL_SHAKE);
            track.speed +=
                (push - track.shake * (omega * omega) - track.speed * (2.0 * DAMPING * omega)) * dt;
            track.shake = (track.shake + track.speed * dt).clamp_length_max(2.0 * self.most);
        }
    }

    /// Shake of each lump now, metres.
    pub fn shakes(&self) -> Vec<Vec3> {
        self.track.iter().map(|t| t.shake).collect()
    }
}

/// Moves skin vertices by given shakes.
pub fn shake(pulls: &[Pull], shakes: &[Vec3], skin: &mut [Vec3]) {
    for pull in pulls {
        skin[pull.vertex as usize] += shakes[pull.lump as usize] * pull.share;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn belly(most_mm: f64) -> Tissue {
        let lump = Lump { centre: Vec3::ZERO, radius: 0.1, hertz: 6.0, share: 1.0 };
        Tissue::new(vec![lump], most_mm)
    }

    fn after(most_mm: f64, steps: usize, path: impl Fn(f32) -> Vec3) -> [Vec3; 2] {
        let mut tissue = belly(most_mm);
        (0..steps).for_each(|k| tissue.step(&[path(k as f32 / 480.0)]));
        let mut skin = [Vec3::ZERO; 2];
        shake(&tissue.pulls(&[Vec3::ZERO, Vec3::X]), &tissue.shakes(), &mut skin);
        skin
    }

    #[test]
    fn it_stays_behind_when_the_bones_speed_up() {
        let skin = after(8.0, 480, |t| Vec3::Y * (0.5 * 10.0 * t * t));
        assert!((skin[0].y + 0.004).abs() < 0.0006, "half of full at half the push: {}", skin[0]);
        assert_eq!(skin[1], Vec3::ZERO, "far from the lump");
    }

    #[test]
    fn steady_motion_and_no_softness_shake_nothing() {
        assert!(after(8.0, 960, |t| Vec3::X * t)[0].length() < 1e-4);
        assert_eq!(after(0.0, 100, |t| Vec3::Y * t * t)[0], Vec3::ZERO);
    }
}

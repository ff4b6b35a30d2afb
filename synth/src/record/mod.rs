//! What is true of a clip, measured on the posed body, in the format of `runtilt-truth`.

mod angles;

pub use angles::angles;

use crate::render::Picture;
use crate::scene::{Camera, Projected};
use glam::DVec3;
use runtilt_truth::{Angles, Landmark, LegAngles};
use std::collections::BTreeMap;

/// Named points of a body.
pub type Points = BTreeMap<String, DVec3>;

/// A landmark is hidden where something lies this much nearer to the camera, metres: joint centres and bones lie up to about
/// 12 cm under skin and clothes, an arm or a console in front is further away.
const INSIDE_M: f64 = 0.13;
/// A sticker lies on top: whatever is this much nearer hides it, the runner's own arm too, metres.
const ON_TOP_M: f64 = 0.03;

/// Collects the truth frame by frame.
#[derive(Debug, Default)]
pub struct Recorder {
    frames: Vec<Angles<f64>>,
    landmarks: BTreeMap<String, Landmark>,
}

impl Recorder {
    /// Adds a frame.
    pub fn add(&mut self, points: &Points, camera: &Camera, picture: &Picture) {
        self.frames.push(angles(points));
        for (name, at) in points {
            let landmark = self.landmarks.entry(name.clone()).or_default();
            let seen = camera.project(*at);
            let round = |x: f64, digits: f64| (x * digits).round() / digits;
            landmark.position_m.push(at.to_array().map(|x| round(x, 1e5)));
            landmark.image_px.push(seen.map(|p| [round(p.x, 100.0), round(p.y, 100.0)]));
            let inside = if name.starts_with("sticker_") { ON_TOP_M } else { INSIDE_M };
            landmark.visible.push(seen.is_some_and(|p| is_visible(p, inside, camera, picture)));
        }
    }

    /// All frames: series of angles, and landmarks.
    pub fn finish(self) -> (Angles<Vec<f64>>, BTreeMap<String, Landmark>) {
        let series = |of: &dyn Fn(&Angles<f64>) -> f64| {
            self.frames.iter().map(|f| (of(f) * 1e4).round() / 1e4).collect::<Vec<f64>>()
        };
        let leg = |of: &dyn Fn(&Angles<f64>) -> LegAngles<f64>| LegAngles {
            thigh_deg: series(&|a| of(a).thigh_deg),
            hip_flexion_deg: series(&|a| of(a).hip_flexion_deg),
            knee_flexion_deg: series(&|a| of(a).knee_flexion_deg),
            shank_deg: series(&|a| of(a).shank_deg),
            foot_deg: series(&|a| of(a).foot_deg),
        };
        let angles = Angles {
            pelvic_tilt_deg: series(&|a| a.pelvic_tilt_deg),
            trunk_lean_deg: series(&|a| a.trunk_lean_deg),
            thorax_lean_deg: series(&|a| a.thorax_lean_deg),
            lumbar_extension_deg: series(&|a| a.lumbar_extension_deg),
            left: leg(&|a| a.left.clone()),
            right: leg(&|a| a.right.clone()),
        };
        (angles, self.landmarks)
    }
}

fn is_visible(at: Projected, inside_m: f64, camera: &Camera, picture: &Picture) -> bool {
    let (width, height) = camera.size_px();
    let Projected { x, y, depth } = at;
    let inside = x >= 0.0 && y >= 0.0 && x < f64::from(width) && y < f64::from(height);
    inside
        && picture
            .depth
            .get(y as usize * width as usize + x as usize)
            .is_some_and(|nearest| f64::from(*nearest) > depth - inside_m)
}

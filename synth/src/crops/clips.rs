//! Short series of one runner in which one thing at a time is changed: what moves the estimate, and what does not.

use super::sitting::Sitter;
use super::{Crop, CropError, draw};
use crate::motion::{Kind, Motion, MotionSpec, Movement};
use crate::posture::Posture;
use crate::spec::RenderError;
use rand::Rng;
use rand_chacha::ChaCha8Rng;

/// Frames of a series: one stride.
pub const FRAMES: usize = 16;
/// How long the cloth moves before each, seconds: its offset has died away to a tenth by then.
const LEAD_S: f64 = 0.12;

/// What is different from the plain run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variant {
    /// Stands still: the neutral.
    Standing,
    /// Runs.
    Plain,
    /// Thorax 12 degrees further forward.
    Lean,
    /// Both thighs swing 20 % further about their means.
    Thigh,
    /// Both upper arms 25 degrees further back, elbows 40 degrees straighter.
    Arm,
    /// The pelvis keeps its mean tilt.
    StillPelvis,
    /// The tilt swings the other way round: a quarter of a stride later.
    Shifted,
    /// Twice the swing of the tilt.
    Double,
}

impl Variant {
    /// All, in the order of the column `variant`.
    pub const ALL: [Self; 8] = [
        Self::Standing,
        Self::Plain,
        Self::Lean,
        Self::Thigh,
        Self::Arm,
        Self::StillPelvis,
        Self::Shifted,
        Self::Double,
    ];

    fn motion(self, plain: &MotionSpec) -> MotionSpec {
        match self {
            Self::Standing => MotionSpec { kind: Kind::Standing, ..*plain },
            Self::StillPelvis => MotionSpec { tilt_range_deg: 0.0, tilt_asymmetry_deg: 0.0, ..*plain },
            Self::Shifted => MotionSpec { tilt_phase: plain.tilt_phase + 0.25, ..*plain },
            Self::Double => MotionSpec { tilt_range_deg: 2.0 * plain.tilt_range_deg, ..*plain },
            _ => *plain,
        }
    }

    fn change(self, mut posture: Posture, mean_thigh: f64) -> Posture {
        match self {
            Self::Lean => posture.thorax.lean += 12.0_f64.to_radians(),
            Self::Thigh => {
                for leg in [&mut posture.legs.left, &mut posture.legs.right] {
                    leg.thigh = mean_thigh + 1.2 * (leg.thigh - mean_thigh);
                }
            }
            Self::Arm => {
                for arm in [&mut posture.arms.left, &mut posture.arms.right] {
                    arm.shoulder -= 25.0_f64.to_radians();
                    arm.elbow -= 40.0_f64.to_radians();
                }
            }
            _ => {}
        }
        posture
    }
}

/// Some way to run.
pub(super) fn running(rng: &mut impl Rng) -> MotionSpec {
    MotionSpec {
        cadence_spm: rng.random_range(155.0..185.0),
        tilt_mean_deg: rng.random_range(5.0..28.0),
        tilt_range_deg: rng.random_range(4.0..12.0),
        tilt_phase: rng.random_range(0.0..0.5),
        lean_mean_deg: rng.random_range(2.0..14.0),
        arm_swing_deg: rng.random_range(18.0..36.0),
        stride_noise: 0.0,
        ..MotionSpec::default()
    }
}

/// All variants of one runner, the same camera, light and colours in all.
pub(super) fn make(mut sitter: Sitter, rng: &mut ChaCha8Rng) -> Result<Vec<Crop>, CropError> {
    sitter.move_house(rng);
    let plain = running(rng);
    let (camera_spec, light) = draw::camera_and_light(rng, sitter.body.height_m());
    let errors = landmark_errors(rng);
    let mut crops = Vec::new();
    for (number, variant) in Variant::ALL.into_iter().enumerate() {
        let motion = Motion::new(&variant.motion(&plain), &sitter.body).map_err(RenderError::from)?;
        let stride_s = plain.stride_s();
        let thighs = (0..64).map(|k| motion.posture(k as f64 / 64.0 * stride_s).legs.right.thigh);
        let mean_thigh = thighs.sum::<f64>() / 64.0;
        sitter.about.variant = number;
        for (frame, error) in errors.iter().enumerate() {
            let time = stride_s * (1.0 + frame as f64 / FRAMES as f64);
            let at = |t: f64| variant.change(motion.posture(t), mean_thigh);
            let steps = (LEAD_S * crate::wardrobe::cloth::STEPS_PER_S) as usize;
            sitter.runner.settle(|share| at(time - LEAD_S * (1.0 - share)), steps);
            sitter.about.frame = frame;
            crops.extend(sitter.shoot(&[at(time), at(time + 0.004)], &camera_spec, &light, *error, 1.0));
        }
    }
    Ok(crops)
}

/// A clip's landmarks are off by some centimetres throughout, and by less from frame to frame.
fn landmark_errors(rng: &mut impl Rng) -> Vec<[f64; 4]> {
    let lasting = draw::landmark_error(rng);
    (0..FRAMES)
        .map(|_| {
            let passing = draw::landmark_error(rng);
            std::array::from_fn(|k| 0.8 * lasting[k] + 0.2 * passing[k])
        })
        .collect()
}

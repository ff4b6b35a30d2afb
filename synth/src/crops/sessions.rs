//! Stills of one visit: the same runner before the same camera, in the same light and colours, standing and running. A network can
//! learn from them how far the pelvis has turned from one still to another.
//!
//! The tilt of each still is drawn by itself, that of standing too: nothing but the picture can tell it. Legs and arms of half of the running
//! stills are those of some moment of a stride, and of the other half drawn joint by joint.

use super::sitting::Sitter;
use super::{Crop, CropError, CropSpec, clips, draw};
use crate::body::Body;
use crate::motion::{Motion, MotionSpec, Movement};
use crate::posture::Posture;
use crate::spec::RenderError;
use rand::Rng;
use rand_chacha::ChaCha8Rng;

/// Of so many stills the first stands; column `variant` is that of [`clips::Variant::Standing`], else of `Plain`.
const ONE_STANDS_OF: usize = 4;

/// Where looking for a stride that short legs allow ends, metres a second.
const SLOWEST_MPS: f64 = 1.2;

fn moment(motion: &Motion, stride_s: f64, height_m: f64, rng: &mut impl Rng) -> Posture {
    let drawn = draw::posture(rng, height_m);
    let moving = motion.posture(rng.random_range(1.0..2.0) * stride_s);
    let mut now = Posture { pelvis: drawn.pelvis, lumbar_bend: drawn.lumbar_bend, ..moving };
    now.thorax.lean = drawn.thorax.lean;
    now
}

/// Some way to run that the body's legs allow: slower and slower ones are tried.
fn stride(body: &Body, rng: &mut impl Rng) -> Result<(MotionSpec, Motion), RenderError> {
    let mut speed_mps = rng.random_range(2.0..4.0);
    loop {
        let spec = MotionSpec { speed_mps, ..clips::running(rng) };
        match Motion::new(&spec, body) {
            Ok(motion) => return Ok((spec, motion)),
            Err(_) if speed_mps > SLOWEST_MPS => speed_mps = (0.85 * speed_mps).max(SLOWEST_MPS),
            Err(error) => return Err(error.into()),
        }
    }
}

/// All stills of a visit.
pub(super) fn make(
    mut sitter: Sitter,
    spec: &CropSpec,
    rng: &mut ChaCha8Rng,
) -> Result<Vec<Crop>, CropError> {
    sitter.move_house(rng);
    let height = sitter.body.height_m();
    let (camera_spec, light) = draw::camera_and_light(rng, height);
    let materials = sitter.runner.materials().to_vec();
    draw::repaint(rng, &mut sitter.palette, &materials);
    let (plain, motion) = stride(&sitter.body, rng)?;
    let stretch = rng.random_range(0.94..1.06);
    let mut crops = Vec::with_capacity(spec.per_body);
    for still in 0..spec.per_body {
        let stands = still % ONE_STANDS_OF == 0;
        let (now, from) = if stands {
            let now = draw::standing(rng, height);
            (now, now)
        } else {
            let now = if still % 2 == 0 {
                moment(&motion, plain.stride_s(), height, rng)
            } else {
                draw::posture(rng, height)
            };
            (now, draw::before(rng, &now))
        };
        sitter.about.variant = usize::from(!stands);
        sitter.about.frame = still;
        let moments = draw::exposure(rng, &from, &now);
        sitter.runner.settle(|share| from.towards(&now, share), draw::STEPS);
        let error = draw::landmark_error(rng);
        crops.extend(sitter.shoot(
            &moments,
            &camera_spec,
            &light,
            error,
            stretch * rng.random_range(0.98..1.02),
        ));
    }
    Ok(crops)
}

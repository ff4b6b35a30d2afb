//! Stills of one body.

use super::label::{self, Circumstances};
use super::place::{MARGIN, Square};
use super::{Crop, CropError, CropSpec, draw};
use crate::body::{Assets, Body};
use crate::posture::Posture;
use crate::render::Booth;
use crate::scene::{Camera, CameraSpec, Light, Palette, build_set};
use crate::side::Side;
use crate::spec::RenderError;
use crate::surface::Surface;
use crate::wardrobe::{OutfitKind, Runner};
use glam::{DVec2, Vec3};
use rand::Rng;
use rand_chacha::ChaCha8Rng;

/// Stills between two changes of the room.
const PER_ROOM: usize = 16;
/// Bodies that are too extreme to find their landmarks on are drawn again this often.
const TRIES: usize = 20;

/// A dressed body before the camera.
pub(super) struct Sitter {
    pub runner: Runner,
    pub body: Body,
    pub booth: Booth,
    pub palette: Palette,
    pub about: Circumstances,
    size_px: u32,
}

impl Sitter {
    /// Draws and dresses a body.
    pub fn new(
        assets: &Assets,
        spec: &CropSpec,
        number: usize,
        rng: &mut ChaCha8Rng,
    ) -> Result<Self, CropError> {
        let mut body = Body::new(assets, &draw::body(rng));
        for _ in 0..TRIES {
            if body.is_ok() {
                break;
            }
            body = Body::new(assets, &draw::body(rng));
        }
        let body = body.map_err(RenderError::from)?;
        let (kind, outfit) = draw::outfit(rng, spec.split);
        let stickers = draw::stickers(rng);
        let runner = Runner::new(body.clone(), &outfit, &stickers, Side::Right, |_| Posture::default());
        let about = Circumstances {
            body: number,
            outfit: OutfitKind::ALL.iter().position(|k| *k == kind).unwrap_or_default(),
            stickers: stickers.len(),
            rest_tilt_deg: body.rest_tilt().to_degrees(),
            ..Circumstances::default()
        };
        let booth = Booth::new(&Surface::default(), crate::actor::Actor::surface(&runner));
        Ok(Self { runner, body, booth, palette: Palette::default(), about, size_px: spec.size_px })
    }

    /// Another room. The runner's materials come first, as its surface numbers them.
    pub fn move_house(&mut self, rng: &mut ChaCha8Rng) {
        self.palette = Palette::default();
        for material in self.runner.materials() {
            self.palette.add(*material);
        }
        let set = build_set(&draw::room(rng), Side::Right, &mut self.palette);
        self.booth.furnish(&set);
    }

    /// A picture of postures in an exposure, the first of which is labelled. `error`: of hips' and shoulders' middles (x, y each) in
    /// trunk lengths, and `stretch` of the trunk's length. `None` where the camera cannot see the runner.
    pub fn shoot(
        &mut self,
        moments: &[Posture],
        camera_spec: &CameraSpec,
        light: &Light,
        error: [f64; 4],
        stretch: f64,
    ) -> Option<Crop> {
        let camera = Camera::new(camera_spec).ok()?;
        let landmarks = self.runner.landmarks_in(moments.first()?);
        let hip = label::middle_px(&landmarks, "hip", &camera)?;
        let shoulder = label::middle_px(&landmarks, "shoulder", &camera)?;
        let trunk = hip.distance(shoulder);
        let hip = hip + DVec2::new(error[0], error[1]) * trunk;
        let shoulder = shoulder + DVec2::new(error[2], error[3]) * trunk;
        let square = Square::new(hip, shoulder, trunk * stretch);
        let shown = Square { side: square.side * MARGIN, ..square };
        let close = camera.cropped(shown.middle, shown.side, self.size_px);
        let vertices: Vec<Vec<Vec3>> = moments.iter().map(|p| self.runner.still(p).to_vec()).collect();
        let still = self.booth.picture(&close, light, &self.palette, &vertices);
        let about = Circumstances {
            roll_deg: camera_spec.roll_deg,
            yaw_deg: camera_spec.yaw_deg,
            distance_m: camera_spec.distance_m,
            arm_deg: moments.first()?.arms.right.shoulder.to_degrees(),
            ..self.about
        };
        let row = label::row(&landmarks, &about, &close, &still.depth, &shown, trunk);
        Some(Crop { rgb: still.rgb, row })
    }
}

/// All stills of a body.
pub(super) fn make(mut sitter: Sitter, spec: &CropSpec, rng: &mut ChaCha8Rng) -> Vec<Crop> {
    let mut crops = Vec::with_capacity(spec.per_body);
    let mut tried = 0;
    while crops.len() < spec.per_body && tried < 4 * spec.per_body {
        if tried % PER_ROOM == 0 {
            sitter.move_house(rng);
        }
        tried += 1;
        crops.extend(one(&mut sitter, rng));
    }
    crops
}

fn one(sitter: &mut Sitter, rng: &mut ChaCha8Rng) -> Option<Crop> {
    let height = sitter.body.height_m();
    let now = draw::posture(rng, height);
    let from = draw::before(rng, &now);
    let camera_spec = draw::camera(rng, height);
    let light_spec = draw::light(rng);
    let (error, stretch) = (draw::landmark_error(rng), rng.random_range(0.88..1.14));
    let materials = sitter.runner.materials().to_vec();
    draw::repaint(rng, &mut sitter.palette, &materials);
    let moments = draw::exposure(rng, &from, &now);
    let light = Light::new(&light_spec, &Camera::new(&camera_spec).ok()?);
    sitter.runner.settle(|share| from.towards(&now, share), draw::STEPS);
    sitter.shoot(&moments, &camera_spec, &light, error, stretch)
}

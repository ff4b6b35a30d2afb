//! One key light, and the light that comes from everywhere.

use super::camera::Camera;
use glam::Vec3;
use serde::{Deserialize, Serialize};

/// Light of a clip. Directions are seen from the camera, so that a clip from the other side is lit the same way.
#[derive(Deserialize, Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct LightSpec {
    /// Where the key light stands, degrees round the vertical: 0 behind the camera, positive to the right of the picture.
    pub azimuth_deg: f64,
    /// Its height above the horizontal, degrees.
    pub elevation_deg: f64,
    /// Its strength; 1 lights a white surface that faces it to white at exposure 1.
    pub key: f64,
    /// Light from everywhere, from above more than from below.
    pub ambient: f64,
    /// Colour of the key light: 0 neutral, 1 warm as a light bulb, -1 cold as the sky.
    pub warmth: f64,
    /// Softness of the edge of shadows, metres.
    pub softness_m: f64,
    /// Factor on all light: how bright the picture comes out.
    pub exposure: f64,
}

impl Default for LightSpec {
    /// Gym: broad light from above and the front, soft shadows.
    fn default() -> Self {
        Self {
            azimuth_deg: 25.0,
            elevation_deg: 60.0,
            key: 0.85,
            ambient: 0.5,
            warmth: 0.1,
            softness_m: 0.03,
            exposure: 1.2,
        }
    }
}

/// Light in the world.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Light {
    /// Unit vector towards the key light.
    pub to_key: Vec3,
    /// Colour and strength of the key light.
    pub key: Vec3,
    /// Unit vector towards the weak fill light, at the camera.
    pub to_fill: Vec3,
    /// Strength of the light from everywhere.
    pub ambient: f32,
    /// Softness of the edge of shadows, metres.
    pub softness_m: f32,
    /// Factor on all light.
    pub exposure: f32,
}

impl Light {
    /// Places the light for a camera.
    pub fn new(spec: &LightSpec, camera: &Camera) -> Self {
        let back = (-camera.forward()).with_y(0.0).normalize_or(glam::DVec3::Z);
        let right = glam::DVec3::Y.cross(back);
        let (sin, cos) = spec.azimuth_deg.to_radians().sin_cos();
        let (rise, level) = spec.elevation_deg.to_radians().sin_cos();
        let to_key = (back * cos + right * sin) * level + glam::DVec3::Y * rise;
        let w = spec.warmth as f32;
        // A bulb (2,700 K) against daylight: about half the blue, a little more red.
        let tint = Vec3::new(1.0 + 0.15 * w, 1.0 - 0.05 * w.abs(), 1.0 - 0.4 * w);
        Self {
            to_key: to_key.as_vec3(),
            key: tint * spec.key as f32,
            to_fill: (back + glam::DVec3::Y * 0.25).normalize().as_vec3(),
            ambient: spec.ambient as f32,
            softness_m: spec.softness_m as f32,
            exposure: spec.exposure as f32,
        }
    }
}

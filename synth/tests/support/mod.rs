//! Bodies and motions, and a tiny orthographic picture, to look at surfaces in tests.

#![allow(dead_code, reason = "each test file uses its own part of this")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "in tests a panic is the report")]

pub mod motions;

use glam::Vec3;
use runtilt_synth::surface::Surface;
use std::path::Path;

/// Draws a surface from the runner's right (`yaw` 0), turned about y by `yaw` radians, into a PNG of 2.1 m by `width` m.
pub fn draw(path: &Path, surface: &Surface, vertices: &[Vec3], colour: impl Fn(usize) -> [f32; 3], yaw: f32) {
    const SCALE: f32 = 420.0;
    let (wide, high) = (620_u32, 900_u32);
    let turn = glam::Mat3::from_rotation_y(yaw);
    let middle = Vec3::new(0.0, 0.95, 0.0);
    let mut depth = vec![f32::NEG_INFINITY; (wide * high) as usize];
    let mut picture = image::RgbImage::from_pixel(wide, high, image::Rgb([150, 160, 170]));
    for (k, triangle) in surface.triangles.iter().enumerate() {
        let [a, b, c] = triangle.map(|v| {
            let p = turn * (vertices[v as usize] - middle);
            Vec3::new(p.x * SCALE + wide as f32 / 2.0, high as f32 / 2.0 - p.y * SCALE, p.z * SCALE)
        });
        let normal = (b - a).cross(c - a);
        let area = normal.z;
        if area.abs() < 1e-6 {
            continue;
        }
        let unit = normal.normalize();
        // The picture's y points down, which turns corners round: outside is where z is negative.
        let light = (0.35 + 0.65 * unit.dot(Vec3::new(-0.3, 0.5, -0.8).normalize()).max(0.0)).min(1.0);
        let light = if area > 0.0 { 0.1 } else { light };
        let (x0, x1) = (
            a.x.min(b.x).min(c.x).max(0.0) as u32,
            a.x.max(b.x).max(c.x).clamp(0.0, wide as f32 - 1.0) as u32,
        );
        let (y0, y1) = (
            a.y.min(b.y).min(c.y).max(0.0) as u32,
            a.y.max(b.y).max(c.y).clamp(0.0, high as f32 - 1.0) as u32,
        );
        for y in y0..=y1 {
            for x in x0..=x1 {
                let p = Vec3::new(x as f32 + 0.5, y as f32 + 0.5, 0.0);
                let wa = ((b - p).x * (c - p).y - (b - p).y * (c - p).x) / area;
                let wb = ((c - p).x * (a - p).y - (c - p).y * (a - p).x) / area;
                let wc = 1.0 - wa - wb;
                if wa < 0.0 || wb < 0.0 || wc < 0.0 {
                    continue;
                }
                if let Some(inside) = surface.inside.get(k)
                    && inside[0] * wa + inside[1] * wb + inside[2] * wc < 0.0
                {
                    continue;
                }
                let z = a.z * wa + b.z * wb + c.z * wc;
                let at = (y * wide + x) as usize;
                if z > depth[at] {
                    depth[at] = z;
                    let shade =
                        colour(k).map(|c| ((c * light).clamp(0.0, 1.0).powf(1.0 / 2.2) * 255.0) as u8);
                    picture.put_pixel(x, y, image::Rgb(shade));
                }
            }
        }
    }
    picture.save(path).unwrap();
}

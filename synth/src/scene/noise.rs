//! Random numbers that depend on nothing but where they are asked for: the same picture every time.

use glam::Vec3;

/// A well-mixed number from any number: the finaliser of SplitMix64 (Steele et al. 2014).
pub fn hash(key: u64) -> u64 {
    let mut z = key.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// 0 to 1 for a cell of a grid.
pub fn cell(x: i32, y: i32, z: i32) -> f32 {
    // One multiplication per axis and one mix: this runs several times per pixel. Odd constants of Teschner et al. 2003.
    let h = (x as u32).wrapping_mul(73_856_093)
        ^ (y as u32).wrapping_mul(19_349_663)
        ^ (z as u32).wrapping_mul(83_492_791);
    let h = (h ^ (h >> 15)).wrapping_mul(0x2C1B_3C6D);
    let h = (h ^ (h >> 12)).wrapping_mul(0x297A_2D39);
    ((h ^ (h >> 15)) >> 8) as f32 / 16_777_216.0
}

/// Smooth noise, 0 to 1, and how it rises along x, y and z: values on the unit grid, blended with 3t² − 2t³.
pub fn smooth(p: Vec3) -> (f32, Vec3) {
    let floor = p.floor();
    let f = p - floor;
    let s = f * f * (Vec3::splat(3.0) - 2.0 * f);
    let ds = 6.0 * f * (Vec3::ONE - f);
    let (x, y, z) = (floor.x as i32, floor.y as i32, floor.z as i32);
    let at = |i, j, k| cell(x.wrapping_add(i), y.wrapping_add(j), z.wrapping_add(k));
    let mix = |a: f32, b: f32, t: f32| a + (b - a) * t;
    let (a, b, c, d) = (at(0, 0, 0), at(1, 0, 0), at(0, 1, 0), at(1, 1, 0));
    let (e, g, h, i) = (at(0, 0, 1), at(1, 0, 1), at(0, 1, 1), at(1, 1, 1));
    let (near, far) = (mix(mix(a, b, s.x), mix(c, d, s.x), s.y), mix(mix(e, g, s.x), mix(h, i, s.x), s.y));
    let rise_x = mix(mix(b - a, d - c, s.y), mix(g - e, i - h, s.y), s.z);
    let rise_y = mix(mix(c - a, d - b, s.x), mix(h - e, i - g, s.x), s.z);
    (mix(near, far, s.z), ds * Vec3::new(rise_x, rise_y, far - near))
}

/// Three octaves of [`smooth`], 0 to 1.
pub fn cloudy(p: Vec3) -> f32 {
    0.55 * smooth(p).0 + 0.28 * smooth(p * 2.1).0 + 0.17 * smooth(p * 4.3).0
}

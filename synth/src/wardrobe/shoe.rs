//! A running shoe around a bare foot: rings lofted from heel to toe, so that toes do not show through.

use glam::{Vec2, Vec3};

/// Rings from heel to toe, and points around each.
const RINGS: usize = 26;
const AROUND: usize = 28;
/// Cloth and padding between foot and outside, metres.
const PADDING_M: f32 = 0.005;
/// Where the midsole ends on the side, over the bare sole, and how far it stands out, metres.
const MIDSOLE_M: f32 = 0.007;
const FLARE_M: f32 = 0.005;
/// Height of the collar over the ground, metres, at the heel; the tongue stands higher.
const COLLAR_M: f32 = 0.085;
const TONGUE_M: f32 = 0.1;
/// Least height of the toe box, metres.
const TOE_BOX_M: f32 = 0.045;

/// A shoe at rest.
#[derive(Debug, Clone, Default)]
pub struct Shoe {
    /// Vertices, metres.
    pub positions: Vec<Vec3>,
    /// Corners, anticlockwise seen from outside.
    pub triangles: Vec<[u32; 3]>,
    /// Whether each triangle is sole.
    pub sole: Vec<bool>,
}

/// Where the foot is at one place along it: sideways from `left` to `right` and up to `top`, metres.
#[derive(Debug, Clone, Copy)]
struct Section {
    left: f32,
    right: f32,
    top: f32,
}

/// Makes the shoe.
///
/// `foot`: skin of foot and ankle at rest; `forward`: horizontal, heel to toe; `ground`: height of the bare sole; `sole`:
/// thickness of the shoe under it, all metres.
pub fn shoe(foot: &[Vec3], forward: Vec3, ground: f32, sole: f32) -> Shoe {
    let across = forward.cross(Vec3::Y);
    let flat: Vec<Vec3> = foot
        .iter()
        .map(|p| Vec3::new(p.dot(forward), p.y - ground, p.dot(across)))
        .filter(|p| p.y < 0.12)
        .collect();
    let heel = flat.iter().map(|p| p.x).fold(f32::INFINITY, f32::min) - PADDING_M;
    let toe = flat.iter().map(|p| p.x).fold(f32::NEG_INFINITY, f32::max) + PADDING_M;
    let places: Vec<f32> = (0..RINGS).map(|k| heel + (toe - heel) * place(k)).collect();
    let sections = evened(places.iter().map(|&x| section(&flat, x, heel, toe)).collect());
    let mut shoe = Shoe::default();
    for (k, (&x, section)) in places.iter().zip(&sections).enumerate() {
        for j in 0..AROUND {
            let along = (x - heel) / (toe - heel);
            let point = outline(section, along, end_narrowing(k), sole, j);
            shoe.positions.push(forward * x + across * point.x + Vec3::Y * (ground + point.y));
        }
    }
    join(&mut shoe);
    shoe
}

/// Share of the length of each ring: close together at both round ends.
fn place(k: usize) -> f32 {
    let even = k as f32 / (RINGS - 1) as f32;
    even - (std::f32::consts::TAU * even).sin() / std::f32::consts::TAU * 0.75
}

/// The first and last rings close the shoe.
fn end_narrowing(k: usize) -> f32 {
    [0.35, 0.72, 0.93].get(k.min(RINGS - 1 - k)).copied().unwrap_or(1.0)
}

/// Extent of the foot within 1.5 cm of a place.
fn section(flat: &[Vec3], x: f32, heel: f32, toe: f32) -> Section {
    let collar = COLLAR_M + (TONGUE_M - COLLAR_M) * ((x - heel) / (0.45 * (toe - heel))).clamp(0.0, 1.0);
    let near = |p: &&Vec3| (p.x - x).abs() < 0.015;
    let mut section = Section { left: f32::INFINITY, right: f32::NEG_INFINITY, top: TOE_BOX_M - PADDING_M };
    for p in flat.iter().filter(near) {
        section.top = section.top.max(p.y);
        if p.y < 0.07 {
            section.left = section.left.min(p.z);
            section.right = section.right.max(p.z);
        }
    }
    section.top = section.top.min(collar);
    section
}

/// Fills rings without foot from their neighbours and evens out the rest.
fn evened(sections: Vec<Section>) -> Vec<Section> {
    let mean = |k: usize, of: fn(&Section) -> f32| {
        let near = sections[k.saturating_sub(1)..(k + 2).min(sections.len())].iter().map(of);
        let (sum, count) = near.filter(|v| v.is_finite()).fold((0.0, 0), |(s, n), v| (s + v, n + 1));
        sum / count.max(1) as f32
    };
    let even =
        |k| Section { left: mean(k, |s| s.left), right: mean(k, |s| s.right), top: mean(k, |s| s.top) };
    (0..sections.len()).map(even).collect()
}

/// Point `j` of a ring: sideways and height over the bare sole, metres. From the middle of the sole round by the right.
fn outline(section: &Section, along: f32, narrow: f32, sole: f32, j: usize) -> Vec2 {
    let angle = std::f32::consts::TAU * j as f32 / AROUND as f32;
    let (side, up) = (angle.sin(), -angle.cos());
    let half = ((section.right - section.left) / 2.0 + PADDING_M) * narrow;
    // Sole bent up under the toes, as running shoes are.
    let spring = 0.012 * ((along - 0.72) / 0.28).clamp(0.0, 1.0).powi(2);
    let middle = (section.right + section.left) / 2.0;
    let boxy = |v: f32, power: f32| v.signum() * v.abs().powf(power);
    if up < 0.1 {
        let low = up.min(0.0).abs().powf(0.45);
        let height = MIDSOLE_M - (MIDSOLE_M + sole - spring) * low;
        return Vec2::new(middle + boxy(side, 0.5) * (half + FLARE_M), height);
    }
    let top = (section.top + PADDING_M - MIDSOLE_M) * narrow.sqrt();
    Vec2::new(middle + boxy(side, 0.8) * half, MIDSOLE_M + 0.003 + (top - 0.003) * boxy(up, 0.8))
}

/// Triangles between the rings, and both ends.
fn join(shoe: &mut Shoe) {
    let at = |k: usize, j: usize| (k * AROUND + j % AROUND) as u32;
    let upper = |j: usize| -(std::f32::consts::TAU * j as f32 / AROUND as f32).cos() >= 0.1;
    for k in 0..RINGS - 1 {
        for j in 0..AROUND {
            let (a, b, c, d) = (at(k, j), at(k, j + 1), at(k + 1, j), at(k + 1, j + 1));
            shoe.triangles.extend([[a, c, b], [b, c, d]]);
            shoe.sole.extend([!(upper(j) && upper(j + 1)); 2]);
        }
    }
    for (k, turned) in [(0, false), (RINGS - 1, true)] {
        let ring = &shoe.positions[k * AROUND..(k + 1) * AROUND];
        let middle = ring.iter().sum::<Vec3>() / AROUND as f32;
        let centre = shoe.positions.len() as u32;
        shoe.positions.push(middle);
        for j in 0..AROUND {
            let (a, b) = if turned { (at(k, j + 1), at(k, j)) } else { (at(k, j), at(k, j + 1)) };
            shoe.triangles.push([centre, a, b]);
            shoe.sole.push(!(upper(j) && upper(j + 1)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A foot as a row of ellipses, 26 cm long.
    fn foot() -> Vec<Vec3> {
        let ring = |k: i32| {
            let x = -0.06 + 0.26 * k as f32 / 40.0;
            let height = if k < 16 { 0.12 } else { 0.08 - 0.055 * (k - 16) as f32 / 24.0 };
            (0..16).map(move |j| {
                let a = std::f32::consts::TAU * j as f32 / 16.0;
                Vec3::new(x, height / 2.0 * (1.0 + a.sin()), 0.1 + 0.04 * a.cos())
            })
        };
        (0..=40).flat_map(ring).collect()
    }

    #[test]
    fn it_is_closed_and_faces_outward() {
        let shoe = shoe(&foot(), Vec3::X, 0.0, 0.008);
        let volume: f32 = shoe
            .triangles
            .iter()
            .map(|t| t.map(|v| shoe.positions[v as usize]))
            .map(|[a, b, c]| a.dot(b.cross(c)) / 6.0)
            .sum();
        assert!((0.0008..0.003).contains(&volume), "{volume} m³");
        let mut edges = std::collections::HashSet::new();
        for &[a, b, c] in &shoe.triangles {
            for edge in [[a, b], [b, c], [c, a]] {
                assert!(edges.insert(edge), "twice: {edge:?}");
            }
        }
        assert!(edges.iter().all(|&[a, b]| edges.contains(&[b, a])), "open");
    }

    #[test]
    fn it_stands_on_its_sole_and_holds_the_toes() {
        let shoe = shoe(&foot(), Vec3::X, 0.0, 0.008);
        let lowest = shoe.positions.iter().map(|p| p.y).fold(f32::INFINITY, f32::min);
        assert!((lowest + 0.008).abs() < 1e-4, "{lowest}");
        let front = shoe.positions.iter().map(|p| p.x).fold(f32::NEG_INFINITY, f32::max);
        assert!(front > 0.2 && front < 0.21, "{front}");
        assert!(shoe.sole.iter().any(|&s| s) && shoe.sole.iter().any(|&s| !s));
    }
}

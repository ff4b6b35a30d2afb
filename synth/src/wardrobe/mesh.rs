//! What triangles know of each other: neighbours, normals, rings, smoothing.

use glam::Vec3;

/// Neighbours of every vertex, sorted, packed one after another.
#[derive(Debug, Clone, Default)]
pub struct Neighbours {
    start: Vec<u32>,
    list: Vec<u32>,
}

impl Neighbours {
    /// Of `count` vertices that the triangles join.
    pub fn new(count: usize, triangles: &[[u32; 3]]) -> Self {
        let mut of = vec![Vec::new(); count];
        for &[a, b, c] in triangles {
            for (from, to) in [(a, b), (b, c), (c, a)] {
                of[from as usize].push(to);
                of[to as usize].push(from);
            }
        }
        let mut packed = Self { start: vec![0], list: Vec::new() };
        for mut near in of {
            near.sort_unstable();
            near.dedup();
            packed.list.extend(near);
            packed.start.push(packed.list.len() as u32);
        }
        packed
    }

    /// The neighbours of a vertex.
    pub fn of(&self, vertex: usize) -> &[u32] {
        &self.list[self.start[vertex] as usize..self.start[vertex + 1] as usize]
    }

    /// Every edge once, the smaller index first.
    pub fn edges(&self) -> Vec<[u32; 2]> {
        let count = self.start.len() - 1;
        (0..count as u32)
            .flat_map(|a| self.of(a as usize).iter().filter(move |&&b| a < b).map(move |&b| [a, b]))
            .collect()
    }

    /// One step of the mean with the neighbours: `(1 - share) value + share mean`.
    pub fn smooth<T>(&self, values: &[T], share: f32) -> Vec<T>
    where
        T: Copy + std::ops::Add<Output = T> + std::ops::Mul<f32, Output = T>,
    {
        let mixed = |(i, &value): (usize, &T)| {
            let near = self.of(i);
            let weight = share / near.len().max(1) as f32;
            let own = if near.is_empty() { 1.0 } else { 1.0 - share };
            near.iter().fold(value * own, |sum, &j| sum + values[j as usize] * weight)
        };
        values.iter().enumerate().map(mixed).collect()
    }
}

/// Unit normals of the vertices, outward; zero where nothing meets.
pub fn normals(positions: &[Vec3], triangles: &[[u32; 3]]) -> Vec<Vec3> {
    let mut sums = vec![Vec3::ZERO; positions.len()];
    add_normals(positions, triangles, &mut sums);
    sums
}

/// [`normals`] into a buffer of the same length.
pub fn add_normals(positions: &[Vec3], triangles: &[[u32; 3]], normals: &mut [Vec3]) {
    normals.fill(Vec3::ZERO);
    for &[a, b, c] in triangles {
        let [a, b, c] = [a as usize, b as usize, c as usize];
        let normal = (positions[b] - positions[a]).cross(positions[c] - positions[a]);
        normals[a] += normal;
        normals[b] += normal;
        normals[c] += normal;
    }
    for normal in normals {
        *normal = normal.normalize_or_zero();
    }
}

/// Vertices that are only in chosen triangles, `rings` rings in from their border.
pub fn eroded(count: usize, triangles: &[[u32; 3]], chosen: &[bool], rings: usize) -> Vec<bool> {
    let mut inner = chosen.to_vec();
    for _ in 0..=rings {
        let mut touched = vec![false; count];
        for (triangle, _) in triangles.iter().zip(&inner).filter(|&(_, &keep)| !keep) {
            triangle.iter().for_each(|&v| touched[v as usize] = true);
        }
        for (triangle, keep) in triangles.iter().zip(&mut inner) {
            *keep &= triangle.iter().all(|&v| !touched[v as usize]);
        }
    }
    inner
}

/// The triangles of some of the vertices, renumbered.
#[derive(Debug, Clone, Default)]
pub struct Patch {
    /// Index in the whole of each vertex of the patch.
    pub source: Vec<u32>,
    /// Corners in the patch's own numbers.
    pub triangles: Vec<[u32; 3]>,
}

impl Patch {
    /// Of the triangles for which `keep` holds.
    pub fn new(count: usize, triangles: &[[u32; 3]], keep: impl Fn(&[u32; 3]) -> bool) -> Self {
        let mut number = vec![u32::MAX; count];
        let mut patch = Self::default();
        for triangle in triangles.iter().filter(|t| keep(t)) {
            let corner = |v: u32| {
                if number[v as usize] == u32::MAX {
                    number[v as usize] = patch.source.len() as u32;
                    patch.source.push(v);
                }
                number[v as usize]
            };
            patch.triangles.push(triangle.map(corner));
        }
        patch
    }

    /// Values of the whole, picked for the patch.
    pub fn pick<T: Copy>(&self, whole: &[T]) -> Vec<T> {
        self.source.iter().map(|&v| whole[v as usize]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: [[u32; 3]; 2] = [[0, 1, 2], [0, 2, 3]];

    #[test]
    fn normals_point_to_the_side_that_sees_the_corners_anticlockwise() {
        let corners = [Vec3::ZERO, Vec3::X, Vec3::X + Vec3::Y, Vec3::Y];
        assert!(normals(&corners, &SQUARE).iter().all(|n| n.abs_diff_eq(Vec3::Z, 1e-6)));
    }

    #[test]
    fn each_edge_is_listed_once() {
        let edges = Neighbours::new(4, &SQUARE).edges();
        assert_eq!(edges, [[0, 1], [0, 2], [0, 3], [1, 2], [2, 3]]);
    }

    #[test]
    fn smoothing_keeps_a_constant() {
        let smooth = Neighbours::new(4, &SQUARE).smooth(&[2.0_f32; 4], 0.7);
        assert!(smooth.iter().all(|v| (v - 2.0).abs() < 1e-6));
    }

    #[test]
    fn a_patch_keeps_its_own_vertices_only() {
        let patch = Patch::new(4, &SQUARE, |t| t.contains(&3));
        assert_eq!((patch.source, patch.triangles), (vec![0, 2, 3], vec![[0, 1, 2]]));
    }
}

//! Round stickers on body landmarks: their shape, carried by the surface below.

pub use super::sticker_spec::{StickerPlace, StickerShape, StickerSide, StickerSpec};
use glam::{Vec2, Vec3};
use std::f32::consts::TAU;

/// A point that a triangle carries along.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Anchor {
    /// Vertices of the triangle.
    pub corners: [u32; 3],
    /// Their shares; outside 0 to 1 where the point is beside the triangle, in its plane.
    pub shares: Vec3,
    /// Height over the plane, metres.
    pub lift: f32,
}

impl Anchor {
    /// Over a triangle, at the foot of `point`.
    fn new(corners: [u32; 3], rest: &[Vec3], point: Vec3, lift: f32) -> Self {
        let [a, b, c] = corners.map(|v| rest[v as usize]);
        let normal = (b - a).cross(c - a);
        let area = normal.length_squared().max(1e-20);
        let share = |p: Vec3, q: Vec3| (q - p).cross(point - p).dot(normal) / area;
        Self { corners, shares: Vec3::new(share(b, c), share(c, a), share(a, b)), lift }
    }

    /// Where it is now.
    pub fn at(&self, vertices: &[Vec3]) -> Vec3 {
        let [a, b, c] = self.corners.map(|v| vertices[v as usize]);
        let normal = (b - a).cross(c - a).normalize_or_zero();
        a * self.shares.x + b * self.shares.y + c * self.shares.z + normal * self.lift
    }
}

/// A surface to stick on.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// Vertices at rest.
    pub rest: &'a [Vec3],
    /// Corners.
    pub triangles: &'a [[u32; 3]],
    /// Metres inside a garment's edge, per corner.
    pub inside: &'a [[f32; 3]],
}

/// A sticker's shape, carried by the surface below.
#[derive(Debug, Clone, Default)]
pub struct Sticker {
    /// Vertices; the first is its place in the truth: the top of a disc and of half a ball, the middle of a ball.
    pub anchors: Vec<Anchor>,
    /// Corners.
    pub triangles: Vec<[u32; 3]>,
    /// Place of each vertex on the sticker, 0 to 1 across.
    pub uv: Vec<Vec2>,
}

/// Points on each ring.
const AROUND: usize = 16;
/// Down to where a ball touches the surface, as a share of the way round to its other pole.
const BALL_SHARE: f32 = 0.9;
/// Thickness of a disc: enough not to be cut by the surface between two vertices, metres.
const DISC_M: f32 = 0.0012;
/// How far in and out of the landmark the surface may lie, metres: joint centres are inside, loose cloth outside.
const SEARCH_M: [f32; 2] = [-0.08, 0.13];

/// Half the width of a rod, metres.
const ROD_RADIUS_M: f32 = 0.003;
/// Half the width of the plate on which a rod stands, metres: it turns with as much of the surface, not with a fold. Another one where a seam folds.
const PLATE_RADII_M: [f32; 3] = [0.022, 0.016, 0.03];
/// Cosine between the plate and the surface in its middle: 60 degrees are a fold.
const LEAST_FACING: f32 = 0.5;
/// Places on a sticker that have its colour and that of its ring.
const IN_COLOUR: Vec2 = Vec2::splat(0.5);
const IN_RING: Vec2 = Vec2::new(0.85, 0.5);

impl Ground<'_> {
    fn normal(&self, corners: [u32; 3]) -> Vec3 {
        let [a, b, c] = corners.map(|v| self.rest[v as usize]);
        (b - a).cross(c - a).normalize_or_zero()
    }

    /// Three vertices of the surface round a point, that carry a plate; `None` where it ends or folds before.
    fn plate(&self, middle: Vec3, normal: Vec3) -> Option<[u32; 3]> {
        PLATE_RADII_M.into_iter().find_map(|radius| self.plate_of(radius, middle, normal))
    }

    fn plate_of(&self, radius: f32, middle: Vec3, normal: Vec3) -> Option<[u32; 3]> {
        let [right, up] = across(normal);
        let mut corners = [0; 3];
        for (k, corner) in corners.iter_mut().enumerate() {
            let on = Vec2::from_angle(TAU * (k as f32 / 3.0 + 0.25)) * radius;
            let rim = middle + right * on.x + up * on.y;
            let (triangle, _) = self.hit(rim, normal, [-radius, radius])?;
            let distance = |v: &u32| self.rest[*v as usize].distance_squared(rim);
            *corner =
                self.triangles[triangle].into_iter().min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
        }
        let facing = self.normal(corners).dot(normal);
        (facing > LEAST_FACING).then_some(corners)
    }

    /// The outermost triangle on a line, among those near the point: index and where it is hit.
    fn hit(&self, point: Vec3, out: Vec3, search: [f32; 2]) -> Option<(usize, Vec3)> {
        let mut best: Option<(usize, f32)> = None;
        for (k, corners) in self.triangles.iter().enumerate() {
            let [a, b, c] = corners.map(|v| self.rest[v as usize]);
            let normal = (b - a).cross(c - a);
            let facing = normal.dot(out);
            if facing <= 1e-9 {
                continue;
            }
            let far = normal.dot(a - point) / facing;
            if far < search[0] || far > search[1] || best.is_some_and(|(_, most)| far <= most) {
                continue;
            }
            let shares = Anchor::new(*corners, self.rest, point + out * far, 0.0).shares;
            let inside = self.inside.get(k).map_or(1.0, |i| shares.dot(Vec3::from(*i)));
            if shares.min_element() >= -1e-4 && inside > 0.0 {
                best = Some((k, far));
            }
        }
        best.map(|(k, far)| (k, point + out * far))
    }
}

impl Sticker {
    /// Sticks it where the line from `point` (metres, at rest) `out` of the body leaves the surface; `None` where it meets none.
    pub fn new(spec: &StickerSpec, ground: Ground, point: Vec3, out: Vec3) -> Option<Self> {
        let (triangle, middle) = ground.hit(point, out, SEARCH_M)?;
        if let (StickerShape::Ball, Some(stalk_mm)) = (spec.shape, spec.stalk_mm) {
            let corners = ground.plate(middle, ground.normal(ground.triangles[triangle]))?;
            return Some(Self::on_rod(spec, ground, corners, middle, (stalk_mm / 1000.0) as f32));
        }
        let corners = ground.triangles[triangle];
        let normal = ground.normal(corners);
        let [right, up] = across(normal);
        let radius = (spec.diameter_mm / 2000.0) as f32;
        let mut sticker = Self::default();
        for (on, height) in places(spec.shape) {
            let flat = middle + (right * on.x + up * on.y) * radius;
            let anchor = match spec.shape {
                StickerShape::Dome | StickerShape::Ball => {
                    Anchor::new(corners, ground.rest, flat, DISC_M + height * radius)
                }
                StickerShape::Disc => follow(ground, corners, flat, normal),
            };
            sticker.anchors.push(anchor);
            sticker.uv.push(on * 0.5 + 0.5);
        }
        sticker.triangles = fan(spec.shape);
        Some(sticker)
    }

    /// A ball whose middle is `stalk` over the plate, and the rod that carries it.
    fn on_rod(spec: &StickerSpec, ground: Ground, plate: [u32; 3], foot: Vec3, stalk: f32) -> Self {
        let [right, up] = across(ground.normal(plate));
        let radius = (spec.diameter_mm / 2000.0) as f32;
        let over =
            |on: Vec2, height: f32| Anchor::new(plate, ground.rest, foot + right * on.x + up * on.y, height);
        let ball = places(spec.shape);
        let rod: Vec<(Vec2, f32)> = [stalk, -ROD_RADIUS_M]
            .into_iter()
            .flat_map(|height| circle().map(move |on| (on, height)))
            .collect();
        let wall = band(ball.len());
        Self {
            triangles: fan(spec.shape).into_iter().chain(wall).collect(),
            uv: ball.iter().map(|_| IN_COLOUR).chain(rod.iter().map(|_| IN_RING)).collect(),
            anchors: (ball.iter().map(|&(on, height)| over(on * radius, stalk + (height - 1.0) * radius)))
                .chain(rod.iter().map(|&(on, height)| over(on * ROD_RADIUS_M, height)))
                .collect(),
        }
    }
}

/// Right and up of one who looks at a surface.
fn across(normal: Vec3) -> [Vec3; 2] {
    let right = Vec3::Y.cross(normal).try_normalize().unwrap_or(Vec3::X);
    [right, normal.cross(right)]
}

/// A point of a disc on the surface below it, or in the plane of the middle where the surface ends.
fn follow(ground: Ground, corners: [u32; 3], flat: Vec3, normal: Vec3) -> Anchor {
    match ground.hit(flat, normal, [-0.01, 0.01]) {
        Some((triangle, point)) => Anchor::new(ground.triangles[triangle], ground.rest, point, DISC_M),
        None => Anchor::new(corners, ground.rest, flat, DISC_M),
    }
}

/// Rings between the top and the edge.
const fn rings(shape: StickerShape) -> usize {
    match shape {
        StickerShape::Disc | StickerShape::Dome => 3,
        StickerShape::Ball => 6,
    }
}

/// Vertices of a sticker of radius 1, place and height: its place in the truth if no surface goes through that, the top, and ring by ring.
fn places(shape: StickerShape) -> Vec<(Vec2, f32)> {
    let mut places = match shape {
        StickerShape::Disc | StickerShape::Dome => vec![(Vec2::ZERO, 1.0)],
        StickerShape::Ball => vec![(Vec2::ZERO, 1.0), (Vec2::ZERO, 2.0)],
    };
    for ring in 1..=rings(shape) {
        let share = ring as f32 / rings(shape) as f32;
        let (radius, height) = match shape {
            StickerShape::Disc => (share, 0.0),
            StickerShape::Dome => (share * TAU / 4.0).sin_cos(),
            StickerShape::Ball => {
                let (radius, over_middle) = (BALL_SHARE * share * TAU / 2.0).sin_cos();
                (radius, 1.0 + over_middle)
            }
        };
        places.extend(circle().map(|on| (on * radius, height)));
    }
    places
}

/// The points of a ring of radius 1.
fn circle() -> impl Iterator<Item = Vec2> {
    (0..AROUND).map(|j| Vec2::from_angle(TAU * j as f32 / AROUND as f32))
}

/// Triangles from the top to the last ring.
fn fan(shape: StickerShape) -> Vec<[u32; 3]> {
    let rings = rings(shape);
    let top = places(shape).len() - 1 - rings * AROUND;
    let at = |j: usize| (top + 1 + j % AROUND) as u32;
    let inner = (0..AROUND).map(|j| [top as u32, at(j), at(j + 1)]);
    inner.chain((0..rings - 1).flat_map(|ring| band(top + 1 + ring * AROUND))).collect()
}

/// Triangles between two rings, of which the upper one begins at a vertex and the lower one follows it.
fn band(first: usize) -> impl Iterator<Item = [u32; 3]> {
    let at = move |ring: usize, j: usize| (first + ring * AROUND + j % AROUND) as u32;
    (0..AROUND)
        .flat_map(move |j| [[at(0, j), at(1, j), at(1, j + 1)], [at(0, j), at(1, j + 1), at(0, j + 1)]])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::side::Side;
    use glam::DVec3;

    const REST: [Vec3; 4] = [
        Vec3::new(-0.5, -0.5, 0.1),
        Vec3::new(0.5, -0.5, 0.1),
        Vec3::new(0.5, 0.5, 0.1),
        Vec3::new(-0.5, 0.5, 0.1),
    ];
    const WALL: [[u32; 3]; 2] = [[0, 1, 2], [0, 2, 3]];

    fn on_wall(spec: &StickerSpec) -> Sticker {
        let ground = Ground { rest: &REST, triangles: &WALL, inside: &[] };
        let (point, out) = spec.aim(DVec3::new(0.1, 0.05, 0.03), Side::Right);
        Sticker::new(spec, ground, point, out).unwrap()
    }

    #[test]
    fn right_and_up_of_the_offset_are_those_of_the_one_who_looks() {
        let knee =
            StickerSpec { landmark: StickerPlace::Knee, offset_mm: [20.0, 10.0], ..StickerSpec::default() };
        let middle = on_wall(&knee).anchors[0].at(&REST);
        assert!(middle.abs_diff_eq(Vec3::new(0.12, 0.06, 0.1012), 1e-5), "{middle}");
        let (left, _) = knee.aim(DVec3::ZERO, Side::Left);
        assert!(left.x < 0.0, "from the left, forward is to the left: {left}");
    }

    #[test]
    fn it_is_as_wide_as_asked_and_goes_with_the_surface() {
        let dome =
            StickerSpec { landmark: StickerPlace::Knee, shape: StickerShape::Dome, ..StickerSpec::default() };
        let sticker = on_wall(&dome);
        let moved = REST.map(|p| p + Vec3::Y);
        let at: Vec<Vec3> = sticker.anchors.iter().map(|a| a.at(&moved)).collect();
        let wide =
            at.iter().map(|p| p.x).fold(f32::MIN, f32::max) - at.iter().map(|p| p.x).fold(f32::MAX, f32::min);
        assert!((wide - 0.03).abs() < 1e-4, "{wide}");
        assert!((at[0] - Vec3::new(0.1, 1.05, 0.1162)).length() < 1e-4, "{}", at[0]);
    }

    #[test]
    fn a_ball_touches_the_surface_and_all_of_it_faces_away_from_its_middle() {
        let spec =
            StickerSpec { landmark: StickerPlace::Knee, shape: StickerShape::Ball, ..StickerSpec::default() };
        let ball = on_wall(&spec);
        let at: Vec<Vec3> = ball.anchors.iter().map(|a| a.at(&REST)).collect();
        let middle = Vec3::new(0.1, 0.05, 0.1 + DISC_M + 0.015);
        assert!(at[0].abs_diff_eq(middle, 1e-5), "{}", at[0]);
        assert!(at[1..].iter().all(|p| (p.distance(middle) - 0.015).abs() < 1e-5));
        for corners in &ball.triangles {
            let [a, b, c] = corners.map(|v| at[v as usize]);
            assert!((b - a).cross(c - a).dot((a + b + c) / 3.0 - middle) > 0.0);
        }
    }

    #[test]
    fn on_a_rod_it_stands_off_the_surface_and_turns_with_it() {
        let spec = StickerSpec {
            landmark: StickerPlace::Knee,
            shape: StickerShape::Ball,
            stalk_mm: Some(80.0),
            ..StickerSpec::default()
        };
        let grid = |k: u32| Vec3::new((k % 21) as f32 * 0.01 - 0.1, (k / 21) as f32 * 0.01 - 0.1, 0.1);
        let rest: Vec<Vec3> = (0..441).map(grid).collect();
        let cell = |k: u32| [[k, k + 1, k + 22], [k, k + 22, k + 21]];
        let triangles: Vec<[u32; 3]> = (0..419).filter(|k| k % 21 < 20).flat_map(cell).collect();
        let ground = Ground { rest: &rest, triangles: &triangles, inside: &[] };
        let (point, out) = spec.aim(DVec3::new(0.01, 0.02, 0.03), Side::Right);
        let sticker = Sticker::new(&spec, ground, point, out).unwrap();
        let middle = sticker.anchors[0].at(&rest);
        assert!(middle.abs_diff_eq(Vec3::new(0.01, 0.02, 0.18), 1e-5), "{middle}");
        // The surface turned by 90 degrees about y: what was in front of it is to its right.
        let turned: Vec<Vec3> = rest.iter().map(|p| Vec3::new(p.z, p.y, -p.x)).collect();
        let middle = sticker.anchors[0].at(&turned);
        assert!(middle.abs_diff_eq(Vec3::new(0.18, 0.02, -0.01), 1e-5), "{middle}");
    }

    #[test]
    fn its_triangles_face_out() {
        let sticker = on_wall(&StickerSpec { landmark: StickerPlace::Knee, ..StickerSpec::default() });
        for t in &sticker.triangles {
            let [a, b, c] = t.map(|v| sticker.anchors[v as usize].at(&REST));
            assert!((b - a).cross(c - a).z > 0.0);
        }
    }
}

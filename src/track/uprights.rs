//! The vertical of the room, from what stands upright in it: door frames, shelves, cupboards, racks, joints of a wall.
//!
//! In a picture all verticals run towards one point, the vertical vanishing point. With `c` the picture's centre, the direction of
//! the vertical at a place `p` is `(tilt, 1) - convergence * (p - c)`: level and square to the wall it is `(0, 1)` everywhere, a rolled
//! camera changes `tilt`, one that looks up or down makes the lines converge. Both numbers are sought at once, as the pair that
//! the greatest length of edges agrees on; leaning things (a treadmill's posts, a board against the wall) agree on less.

use crate::body::{FrameSize, ImageLine, Point};
use crate::units::Angle;

/// The vertical of the room in the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Uprights {
    tilt: f64,
    /// Per pixel.
    convergence: f64,
    centre: Point,
    /// Standard uncertainty of [`Uprights::roll_at`].
    pub uncertainty: Angle,
    /// Number of edges that agree.
    pub lines: usize,
}

/// An edge further from the picture's vertical is not taken for an upright: the largest roll that is removed (10 degrees) and
/// as much again for the convergence at the edge of the picture.
const STEEPEST: Angle = Angle::from_degrees(20.0);
/// Range that is searched: rolls that are removed at all.
const LARGEST_TILT: Angle = Angle::from_degrees(10.0);
/// Strongest convergence, radians per picture height: a phone (field of view 70 degrees along its longer side) that looks up or down
/// by 30 degrees has 0.7. The garage clip has 0.28.
const STRONGEST_CONVERGENCE: f64 = 0.7;
/// Steps of the search: half of [`KERNEL`] for an edge at the picture's side.
const TILT_STEP: Angle = Angle::from_degrees(0.5);
const CONVERGENCE_STEP: f64 = 0.02;
/// Edges of one upright thing agree within this: over the grid's clips the edges that agree scatter by 0.2 to 0.4 degrees about the
/// vanishing point, in the garage clip by 0.35.
const KERNEL: Angle = Angle::from_degrees(0.5);
/// Rounds of least squares after the search; the estimate stands still after three.
const ROUNDS: usize = 6;
/// Total length of agreeing edges in one picture, in picture heights. Rendered rooms have 3.1 to 12, the garage clip 4.5; two
/// posts of a treadmill have 1.
const LEAST_LENGTH: f64 = 1.5;
/// Another vertical that as much as this share of the length agrees on makes the answer ambiguous. On the 46 clips of the grid the search gives a
/// wrong vertical on three, whose rivals have 0.91 or more; right ones have rivals of 0.5 to 0.96 (noise in short edges).
const RIVAL_SHARE: f64 = 0.8;
/// A vertical that differs by more than this at the runner is another one: four kernels.
const RIVAL_DISTANCE: Angle = Angle::from_degrees(2.0);
/// How far what builders and cabinet makers set upright stands from the plumb line, and the lens from straight: the grid's
/// vertical edges, which are exactly so, are read within 0.1 degrees; real shelves and racks lean by some millimetres per metre.
const BUILT: Angle = Angle::from_degrees(0.5);

impl Uprights {
    /// The vertical that most edges of `pictures` pictures agree on, judged at `place` (where the runner is); `None` where there are too
    /// few or they agree on two.
    pub fn find(lines: &[ImageLine], pictures: usize, size: FrameSize, place: Point) -> Option<Self> {
        let height = f64::from(size.height);
        let centre = size.centre();
        let edges: Vec<Edge> = lines.iter().filter_map(|line| Edge::of(line, centre, height)).collect();
        let place = Point::new((place.x - centre.x) / height, (place.y - centre.y) / height);
        let scored = search(&edges);
        let best = *scored.iter().max_by(|a, b| a.length.total_cmp(&b.length))?;
        let apart = |other: &&Guess| (other.at(place) - best.at(place)).abs() > RIVAL_DISTANCE.radians();
        let rival = scored.iter().filter(apart).map(|guess| guess.length).fold(0.0, f64::max);
        if best.length < LEAST_LENGTH * pictures as f64 || rival > RIVAL_SHARE * best.length {
            return None;
        }
        let best = (0..ROUNDS).try_fold(best, |guess, _| guess.refined(&edges))?;
        let agreeing: Vec<f64> = edges
            .iter()
            .map(|edge| best.miss(edge))
            .filter(|miss| miss.abs() < 2.0 * KERNEL.radians())
            .collect();
        let spread = (agreeing.iter().map(|miss| miss * miss).sum::<f64>() / agreeing.len() as f64).sqrt();
        // The same edges are seen in every picture: they count once.
        let error = spread / (agreeing.len() as f64 / pictures as f64).sqrt();
        Some(Self {
            tilt: best.tilt,
            convergence: best.convergence / height,
            centre,
            uncertainty: Angle::from_radians(error.hypot(BUILT.radians())),
            lines: agreeing.len() / pictures,
        })
    }

    /// Camera roll as it counts at a place of the picture: the angle of the true horizontal there, positive where it falls to the right.
    pub fn roll_at(&self, place: Point) -> Angle {
        let from_centre = Point::new(place.x - self.centre.x, place.y - self.centre.y);
        Angle::from_radians(-lean(self.tilt, self.convergence, from_centre))
    }
}

/// Angle of the vertical at a place, positive where its lower end lies to the right.
fn lean(tilt: f64, convergence: f64, from_centre: Point) -> f64 {
    (tilt - convergence * from_centre.x).atan2(1.0 - convergence * from_centre.y)
}

/// An edge, in picture heights from the centre.
#[derive(Debug, Clone, Copy)]
struct Edge {
    middle: Point,
    /// Unit vector, downwards.
    direction: Point,
    lean: f64,
    length: f64,
}

impl Edge {
    fn of(line: &ImageLine, centre: Point, height: f64) -> Option<Self> {
        let length = line.length();
        let down = if line.to.y >= line.from.y { 1.0 } else { -1.0 };
        let direction =
            Point::new(down * (line.to.x - line.from.x) / length, down * (line.to.y - line.from.y) / length);
        let lean = direction.x.atan2(direction.y);
        let middle = line.middle();
        let middle = Point::new((middle.x - centre.x) / height, (middle.y - centre.y) / height);
        (length > 0.0 && lean.abs() < STEEPEST.radians()).then_some(Self {
            middle,
            direction,
            lean,
            length: length / height,
        })
    }
}

#[derive(Debug, Clone, Copy)]
struct Guess {
    tilt: f64,
    convergence: f64,
    /// Of the edges that agree, each weighted by how well.
    length: f64,
}

impl Guess {
    fn at(&self, place: Point) -> f64 {
        lean(self.tilt, self.convergence, place)
    }

    fn miss(&self, edge: &Edge) -> f64 {
        edge.lean - self.at(edge.middle)
    }

    fn weight(&self, edge: &Edge) -> f64 {
        edge.length * (-0.5 * (self.miss(edge) / KERNEL.radians()).powi(2)).exp()
    }

    /// Weighted least squares of "each edge lies along the vertical at its middle", which is linear in both numbers.
    fn refined(self, edges: &[Edge]) -> Option<Self> {
        let (mut tt, mut tc, mut cc, mut t, mut c) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for edge in edges {
            let weight = self.weight(edge);
            // direction x ((tilt, 1) - convergence * middle) = 0
            let (by_tilt, target) = (-edge.direction.y, -edge.direction.x);
            let by_convergence = edge.direction.y * edge.middle.x - edge.direction.x * edge.middle.y;
            tt += weight * by_tilt * by_tilt;
            tc += weight * by_tilt * by_convergence;
            cc += weight * by_convergence * by_convergence;
            t += weight * by_tilt * target;
            c += weight * by_convergence * target;
        }
        let determinant = tt * cc - tc * tc;
        (determinant > f64::EPSILON * tt * tt).then(|| Self {
            tilt: (t * cc - c * tc) / determinant,
            convergence: (tt * c - tc * t) / determinant,
            length: self.length,
        })
    }
}

/// Every pair of the search with the length that agrees.
fn search(edges: &[Edge]) -> Vec<Guess> {
    let tilts = (LARGEST_TILT.radians() / TILT_STEP.radians()).round() as i32;
    let convergences = (STRONGEST_CONVERGENCE / CONVERGENCE_STEP).round() as i32;
    (-tilts..=tilts)
        .flat_map(|tilt| (-convergences..=convergences).map(move |convergence| (tilt, convergence)))
        .map(|(tilt, convergence)| {
            let guess = Guess {
                tilt: (f64::from(tilt) * TILT_STEP.radians()).tan(),
                convergence: f64::from(convergence) * CONVERGENCE_STEP,
                length: 0.0,
            };
            Guess { length: edges.iter().map(|edge| guess.weight(edge)).sum(), ..guess }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: FrameSize = FrameSize { width: 720, height: 1280 };
    const MIDDLE: Point = Point::new(360.0, 640.0);

    /// An upright 2 m edge at `x`, `z` metres to the right and above the camera's axis, 4 m away, as a camera (1000 px of focal length) sees it
    /// that looks up by `pitch` and is rolled by `roll`: by pinhole geometry, without the module's own formulas.
    fn upright(x: f64, foot: f64, pitch_deg: f64, roll_deg: f64) -> ImageLine {
        let (pitch, roll) = (pitch_deg.to_radians(), roll_deg.to_radians());
        let seen = |up: f64| {
            let depth = 4.0 * pitch.cos() + up * pitch.sin();
            let (right, down) =
                (1000.0 * x / depth, -1000.0 * (up * pitch.cos() - 4.0 * pitch.sin()) / depth);
            // A camera that rolls turns the picture: the horizontal falls to the right by `roll`.
            Point::new(
                360.0 + right * roll.cos() - down * roll.sin(),
                640.0 + right * roll.sin() + down * roll.cos(),
            )
        };
        ImageLine { from: seen(foot), to: seen(foot + 2.0) }
    }

    fn room(pitch_deg: f64, roll_deg: f64) -> Vec<ImageLine> {
        [-1.2, -0.7, -0.3, 0.2, 0.6, 1.1].map(|x| upright(x, -0.4 + 0.3 * x, pitch_deg, roll_deg)).to_vec()
    }

    fn roll_deg(lines: &[ImageLine], place: Point) -> Option<f64> {
        Uprights::find(lines, 1, SIZE, place).map(|found| found.roll_at(place).degrees())
    }

    #[test]
    fn a_horizontal_that_falls_to_the_right_is_positive() {
        for roll in [-7.0, -2.0, 0.0, 3.0, 8.0] {
            let found = roll_deg(&room(0.0, roll), MIDDLE).expect("six edges");
            assert!((found - roll).abs() < 0.01, "{found} {roll}");
        }
    }

    #[test]
    fn a_camera_that_looks_up_makes_lines_converge_and_the_vertical_differ_from_place_to_place() {
        for (pitch, roll) in [(12.0, 0.0), (12.0, -3.0), (-15.0, 2.0)] {
            let lines = room(pitch, roll);
            let found = Uprights::find(&lines, 1, SIZE, MIDDLE).expect("six edges");
            for line in &lines {
                let place = line.middle();
                let (dx, dy) = (line.from.x - line.to.x, line.from.y - line.to.y);
                // The edge itself is the vertical there; its horizontal is a quarter turn from it.
                let there = (-dx / dy).atan().to_degrees();
                assert!((found.roll_at(place).degrees() - there).abs() < 0.05, "{pitch} {roll} {place:?}");
            }
        }
    }

    #[test]
    fn leaning_posts_are_outvoted_and_equal_votes_are_no_answer() {
        let leaning = |x: f64| upright(x, -0.4, 0.0, 6.0);
        let mut lines = room(0.0, 0.0);
        lines.extend([leaning(0.8), leaning(0.9)]);
        let found = roll_deg(&lines, MIDDLE).expect("six against two");
        assert!(found.abs() < 0.3, "{found}");
        lines.extend([-1.0, -0.5, 0.0, 0.5].map(leaning));
        assert_eq!(roll_deg(&lines, MIDDLE), None);
    }

    #[test]
    fn too_few_edges_are_no_answer() {
        assert_eq!(roll_deg(&room(0.0, 2.0)[..3], MIDDLE), None);
        assert_eq!(roll_deg(&[], MIDDLE), None);
    }

    #[test]
    fn the_same_edges_in_many_pictures_are_not_more_edges() {
        let once = Uprights::find(&room(0.0, 2.0), 1, SIZE, MIDDLE).expect("six edges");
        let lines: Vec<_> = (0..8).flat_map(|_| room(0.0, 2.0)).collect();
        let often = Uprights::find(&lines, 8, SIZE, MIDDLE).expect("six edges");
        assert_eq!(once.lines, often.lines);
        assert!((once.uncertainty.radians() - often.uncertainty.radians()).abs() < 1e-9);
        assert_eq!(Uprights::find(&room(0.0, 2.0), 8, SIZE, MIDDLE), None);
    }
}

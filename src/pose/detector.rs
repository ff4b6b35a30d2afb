//! Finding people: the decoding of BlazePose's detector (Bazarevsky et al. 2020, "BlazePose: On-device
//! Real-time Body Pose Tracking").
//!
//! The network sees the whole frame, letterboxed to 224 x 224, and answers for each of 2254 fixed anchors with a
//! score, a face box and four points, of which the first two define the body: the middle of the hips, and a point
//! on the circle round the whole person, straight above the hips of somebody upright.
//! The anchor layout and the decoding follow the model's published graph (`docs/METHODS.md`, section Pose).

use super::error::PoseError;
use super::runtime::Session;
use super::sigmoid;
use crate::body::Point;
use crate::units::{Angle, Confidence, Pixels};
use crate::video::{Border, Frame, PixelRange, Region};

/// Side of the square input in pixels.
const INPUT: usize = 224;
/// Values per anchor: box (x, y, w, h) and four points.
const VALUES: usize = 12;
/// Strides of the five anchor layers; two anchors per cell and layer. Layers of one stride share a grid.
const STRIDES: [usize; 5] = [8, 16, 32, 32, 32];
const ANCHORS_PER_CELL_AND_LAYER: usize = 2;
/// Least score of a detection, as in the model's graph.
const MIN_SCORE: f32 = 0.5;
/// Raw scores are clipped to this before the sigmoid, as in the model's graph.
const SCORE_CLIP: f32 = 100.0;
/// Detections that overlap more than this are the same person, as in the model's graph.
const SAME_PERSON_OVERLAP: f64 = 0.3;
/// The crop is this much larger than the circle round the body, as in the model's graph.
const CROP_MARGIN: f64 = 1.25;

/// One person in one frame, in image coordinates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detection {
    /// How sure the detector is.
    pub score: Confidence,
    /// Middle of the hips.
    pub hips: Point,
    /// The point on the circle round the body, straight above the hips along the trunk.
    pub crown: Point,
    /// Face box: left, top, right, bottom. Only used to tell people apart.
    pub face: [f64; 4],
}

impl Detection {
    /// Radius of the circle round the body, in pixels.
    pub fn radius(&self) -> f64 {
        self.hips.distance(self.crown)
    }

    /// The square that the landmark model wants to see: upright body, centred on the hips.
    pub fn region(&self) -> Region {
        let (dx, dy) = (self.crown.x - self.hips.x, self.crown.y - self.hips.y);
        Region {
            centre: self.hips,
            side: Pixels(2.0 * self.radius() * CROP_MARGIN),
            rotation: Angle::from_radians(dx.atan2(-dy)),
            mirrored: false,
        }
    }
}

/// Finds people in a frame, alike in both directions: a mirrored frame gives the mirrored answer. The networks themselves
/// do not, and a crop that differs by a few pixels moves angles by up to 1.5 degrees.
pub trait Detector {
    /// Everybody in the frame, surest first.
    ///
    /// # Errors
    /// [`PoseError::Inference`] where the network fails.
    fn detect(&mut self, frame: &Frame) -> Result<Vec<Detection>, PoseError>;
}

/// BlazePose's detector.
pub struct BlazeDetector {
    session: Session,
    anchors: Vec<Point>,
}

impl BlazeDetector {
    /// A detector that runs in the given session.
    pub fn new(session: Session) -> Self {
        Self { session, anchors: anchors() }
    }

    /// What the network finds in the frame, or in the frame's mirror image; in image coordinates, surest first, one per
    /// person. For conformance tests; [`Detector::detect`] looks both ways.
    ///
    /// # Errors
    /// [`PoseError::Inference`] where the network fails.
    pub fn detect_one_way(&mut self, frame: &Frame, mirrored: bool) -> Result<Vec<Detection>, PoseError> {
        let plain = Region::letterbox(frame.size());
        let square = if mirrored { plain.in_mirror(frame.size()) } else { plain };
        self.session.run(|input| {
            Ok(frame.warp_rgb_f32(&square, INPUT, PixelRange::MinusOneToOne, Border::Black, input)?)
        })?;
        let scores = self.session.output(1, <[f32]>::to_vec)?;
        let found = self.session.output(0, |values| decode(values, &scores, &self.anchors))?;
        Ok(merge_overlapping(found).into_iter().map(|d| in_image(d, &square)).collect())
    }
}

impl Detector for BlazeDetector {
    fn detect(&mut self, frame: &Frame) -> Result<Vec<Detection>, PoseError> {
        let mut found = self.detect_one_way(frame, false)?;
        found.extend(self.detect_one_way(frame, true)?);
        found.sort_by(|a, b| b.score.get().total_cmp(&a.score.get()));
        Ok(merge_overlapping(found))
    }
}

/// From shares of the square to image pixels.
fn in_image(d: Detection, square: &Region) -> Detection {
    let corner = |x, y| square.to_image(x, y);
    let (a, b) = (corner(d.face[0], d.face[1]), corner(d.face[2], d.face[3]));
    let (left, right) = (a.x.min(b.x), a.x.max(b.x));
    Detection {
        hips: corner(d.hips.x, d.hips.y),
        crown: corner(d.crown.x, d.crown.y),
        face: [left, a.y, right, b.y],
        ..d
    }
}

/// Centres of the anchors as shares of the input, in the order of the network's output.
fn anchors() -> Vec<Point> {
    let mut centres = Vec::new();
    for group in STRIDES.chunk_by(|a, b| a == b) {
        let cells = INPUT / group[0];
        let per_cell = group.len() * ANCHORS_PER_CELL_AND_LAYER;
        for cell in 0..cells * cells {
            let place = |index: usize| (index as f64 + 0.5) / cells as f64;
            let centre = Point::new(place(cell % cells), place(cell / cells));
            centres.extend(std::iter::repeat_n(centre, per_cell));
        }
    }
    centres
}

/// Detections above the least score, as shares of the input square, surest first.
fn decode(values: &[f32], scores: &[f32], anchors: &[Point]) -> Vec<Detection> {
    let mut found: Vec<Detection> = values
        .chunks_exact(VALUES)
        .zip(scores)
        .zip(anchors)
        .filter_map(|((values, raw), anchor)| {
            let score = sigmoid(raw.clamp(-SCORE_CLIP, SCORE_CLIP));
            (score >= MIN_SCORE).then(|| decode_one(values, score, *anchor))
        })
        .collect();
    found.sort_by(|a, b| b.score.get().total_cmp(&a.score.get()));
    found
}

fn decode_one(values: &[f32], score: f32, anchor: Point) -> Detection {
    let share = |index: usize| f64::from(values[index]) / INPUT as f64;
    let point = |index: usize| Point::new(share(index) + anchor.x, share(index + 1) + anchor.y);
    let (centre, half_w, half_h) = (point(0), share(2) / 2.0, share(3) / 2.0);
    Detection {
        score: Confidence::new(score),
        hips: point(4),
        crown: point(6),
        face: [centre.x - half_w, centre.y - half_h, centre.x + half_w, centre.y + half_h],
    }
}

fn overlap(a: &[f64; 4], b: &[f64; 4]) -> f64 {
    let width = (a[2].min(b[2]) - a[0].max(b[0])).max(0.0);
    let height = (a[3].min(b[3]) - a[1].max(b[1])).max(0.0);
    let area = |r: &[f64; 4]| (r[2] - r[0]) * (r[3] - r[1]);
    let shared = width * height;
    let union = area(a) + area(b) - shared;
    if union > 0.0 { shared / union } else { 0.0 }
}

/// One detection per person: those that overlap are averaged, weighted by score. Expects surest first.
fn merge_overlapping(mut found: Vec<Detection>) -> Vec<Detection> {
    let mut people = Vec::new();
    while let Some(best) = found.first().copied() {
        let (same, others): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|d| overlap(&d.face, &best.face) > SAME_PERSON_OVERLAP || *d == best);
        people.push(weighted_mean(&same, best.score));
        found = others;
    }
    people
}

fn weighted_mean(same: &[Detection], score: Confidence) -> Detection {
    let total: f64 = same.iter().map(|d| f64::from(d.score.get())).sum();
    let mean = |value: &dyn Fn(&Detection) -> f64| {
        same.iter().map(|d| value(d) * f64::from(d.score.get())).sum::<f64>() / total
    };
    Detection {
        score,
        hips: Point::new(mean(&|d| d.hips.x), mean(&|d| d.hips.y)),
        crown: Point::new(mean(&|d| d.crown.x), mean(&|d| d.crown.y)),
        face: std::array::from_fn(|i| mean(&|d| d.face[i])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(x: f64, score: f32) -> Detection {
        Detection {
            score: Confidence::new(score),
            hips: Point::new(x, 0.6),
            crown: Point::new(x, 0.2),
            face: [x - 0.05, 0.2, x + 0.05, 0.3],
        }
    }

    #[test]
    fn there_is_an_anchor_for_each_answer_of_the_network() {
        let anchors = anchors();
        assert_eq!(anchors.len(), 2254);
        assert_eq!(anchors[0], Point::new(0.5 / 28.0, 0.5 / 28.0));
        assert_eq!(anchors[2253], Point::new(6.5 / 7.0, 6.5 / 7.0));
    }

    #[test]
    fn the_crop_turns_with_a_body_that_leans_to_the_right() {
        let upright = person(0.5, 0.9).region();
        assert!(upright.rotation.degrees().abs() < 1e-9);
        assert!((upright.side.0 - 1.0).abs() < 1e-9);
        let leaning = Detection { crown: Point::new(0.9, 0.2), ..person(0.5, 0.9) };
        assert!((leaning.region().rotation.degrees() - 45.0).abs() < 1e-9);
    }

    #[test]
    fn overlapping_answers_are_one_person_and_distant_ones_two() {
        let people = merge_overlapping(vec![person(0.50, 0.9), person(0.51, 0.6), person(0.80, 0.55)]);
        assert_eq!(people.len(), 2);
        let expected = (0.50 * 0.9 + 0.51 * 0.6) / 1.5;
        assert!((people[0].hips.x - expected).abs() < 1e-6, "{}", people[0].hips.x);
        assert_eq!(people[1], person(0.80, 0.55));
    }
}

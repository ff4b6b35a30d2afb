//! The pelvis networks on single pictures, described in `models/PELVIS.md`: two of our own, trained apart, one on the picture
//! and one on features of a landmark model. What they say together is the mean; where they disagree the spread is wider
//! (an equal mixture: Lakshminarayanan et al. 2017, arXiv:1612.01474).

use super::error::PoseError;
use super::runtime::{Chain, Session};
use super::{Cancel, Tick};
use crate::body::{PelvisStill, Point, Predicted};
use crate::models::ModelFile;
use crate::units::Angle;
use crate::video::{Border, Frame, PixelRange, Region, VideoReader};

/// A network's file, part of the program, and its name.
pub(super) struct Own {
    pub name: &'static str,
    pub bytes: &'static [u8],
}

/// Sees the picture.
pub(super) const ON_PICTURE: Own =
    Own { name: "models/pelvis.tflite", bytes: include_bytes!("../../models/pelvis.tflite") };
/// Sees maps from inside a landmark model.
pub(super) const ON_FEATURES: Own = Own {
    name: "models/pelvis_features.tflite",
    bytes: include_bytes!("../../models/pelvis_features.tflite"),
};
/// The landmark model with which it was trained.
pub(super) const FEATURES: ModelFile = ModelFile::PoseLandmarkFull;
/// Its inputs are called by the tensors of the landmark model's file that they are.
const TENSOR: &str = "tensor_";
/// Side of the square input in pixels.
pub(super) const INPUT: usize = 128;
/// Places in the output: tilt, thorax lean, and the first of the points; a value is followed by its spread.
const TILT: usize = 0;
const THORAX_LEAN: usize = 2;
const POINTS: usize = 4;
/// Values of a point: x, y, spread.
const POINT: usize = 3;

/// Reads pelvis and thorax out of a square of a frame.
pub struct StillReader {
    on_picture: Session,
    on_features: Chain,
    sampled: Vec<f32>,
}

impl StillReader {
    pub(super) fn new(on_picture: Session, on_features: Chain) -> Self {
        Self { on_picture, on_features, sampled: vec![0.0; INPUT * INPUT * 3] }
    }

    /// What the networks read in a square that lies as the card says, mirrored where the runner faces left.
    ///
    /// # Errors
    /// [`PoseError::Inference`] where a network fails, [`PoseError::Video`] where the picture cannot be sampled.
    pub fn read(&mut self, frame: &Frame, square: &Region) -> Result<PelvisStill, PoseError> {
        let range = PixelRange::ZeroToOne;
        frame.averaged_rgb_f32(square, INPUT, range, Border::Replicate, &mut self.sampled)?;
        let fill = |input: &mut [f32]| {
            input.copy_from_slice(&self.sampled);
            Ok(())
        };
        self.on_picture.run(fill)?;
        self.on_features.run(fill)?;
        let picture = self.on_picture.output(0, |values| decode(values, square))?;
        let features = self.on_features.output(0, |values| decode(values, square))?;
        picture.zip(features).map(|(one, other)| together(&one, &other)).ok_or_else(|| {
            PoseError::Inference("a pelvis network gave too few values or values that are no numbers".into())
        })
    }
}

/// The equal mixture of what two networks say.
fn together(one: &PelvisStill, other: &PelvisStill) -> PelvisStill {
    let angle = |a: Predicted, b: Predicted| {
        let (apart, own) = ((a.value - b.value).radians(), [a.sd.radians(), b.sd.radians()]);
        let variance = (own[0].powi(2) + own[1].powi(2)) / 2.0 + (apart / 2.0).powi(2);
        Predicted { value: (a.value + b.value) * 0.5, sd: Angle::from_radians(variance.sqrt()) }
    };
    let mut points = one.points;
    for (point, also) in points.iter_mut().zip(other.points) {
        *point = Point::new((point.x + also.x) / 2.0, (point.y + also.y) / 2.0);
    }
    PelvisStill {
        tilt: angle(one.tilt, other.tilt),
        thorax_lean: angle(one.thorax_lean, other.thorax_lean),
        points,
    }
}

/// The tensor of the landmark model's file that one of the network's inputs is.
pub(super) fn tensor(input: &str) -> Option<u32> {
    input.strip_prefix(TENSOR)?.parse().ok()
}

fn decode(values: &[f32], square: &Region) -> Option<PelvisStill> {
    let at = |place: usize| values.get(place).copied().map(f64::from).filter(|value| value.is_finite());
    let angle = |place: usize| {
        Some(Predicted { value: Angle::from_degrees(at(place)?), sd: Angle::from_degrees(at(place + 1)?) })
    };
    let mut points = [Point::default(); crate::body::STILL_POINTS];
    for (index, point) in points.iter_mut().enumerate() {
        *point = square.to_image(at(POINTS + POINT * index)?, at(POINTS + POINT * index + 1)?);
    }
    Some(PelvisStill { tilt: angle(TILT)?, thorax_lean: angle(THORAX_LEAN)?, points })
}

/// Reads every frame for which `squares` has one; frame `skipped + i` of the clip belongs to `squares[i]`. The answer has one entry per square.
///
/// # Errors
/// The first [`PoseError`], or [`PoseError::Cancelled`].
pub fn read_stills(
    mut clip: VideoReader,
    skipped: usize,
    squares: &[Option<Region>],
    reader: &mut StillReader,
    tick: Tick<'_>,
    cancel: &Cancel,
) -> Result<Vec<Option<PelvisStill>>, PoseError> {
    for _ in 0..skipped {
        clip.skip_frame()?;
    }
    let mut found = vec![None; squares.len()];
    for (square, found) in squares.iter().zip(&mut found) {
        cancel.check()?;
        let Some(square) = square else {
            clip.skip_frame()?;
            continue;
        };
        let Some(frame) = clip.next_frame()? else { break };
        *found = Some(reader.read(&frame, square)?);
        tick(1);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Pixels;

    fn square(mirrored: bool) -> Region {
        Region { centre: Point::new(100.0, 80.0), side: Pixels(40.0), rotation: Angle::ZERO, mirrored }
    }

    fn output() -> Vec<f32> {
        let mut values = vec![18.0, 4.0, -3.0, 5.0];
        values.extend((0..12).flat_map(|_| [1.0, 0.0, 0.02]));
        values
    }

    #[test]
    fn values_are_found_in_their_places() {
        let still = decode(&output(), &square(false)).expect("complete");
        assert!(
            (still.tilt.value.degrees() - 18.0).abs() < 1e-9 && (still.tilt.sd.degrees() - 4.0).abs() < 1e-9
        );
        assert!((still.thorax_lean.value.degrees() + 3.0).abs() < 1e-9);
        assert_eq!(still.points[11], Point::new(120.0, 60.0));
        // The right edge of the square that the network sees is the left one in the picture.
        assert_eq!(decode(&output(), &square(true)).expect("complete").points[0], Point::new(80.0, 60.0));
    }

    #[test]
    fn two_that_disagree_are_less_sure() {
        let mut one = decode(&output(), &square(false)).expect("complete");
        assert_eq!(together(&one, &one), one);
        let mut other = one;
        (one.tilt.value, other.tilt.value) = (Angle::from_degrees(15.0), Angle::from_degrees(21.0));
        one.points[2].x += 4.0;
        let both = together(&one, &other);
        // Each has a spread of 4 and lies 3 from their mean.
        assert!(
            (both.tilt.value.degrees() - 18.0).abs() < 1e-9 && (both.tilt.sd.degrees() - 5.0).abs() < 1e-9
        );
        assert!((both.points[2].x - other.points[2].x - 2.0).abs() < 1e-9);
    }

    #[test]
    fn inputs_are_called_by_tensors() {
        assert_eq!(tensor("tensor_216"), Some(216));
        assert_eq!((tensor("picture"), tensor("tensor_"), tensor("tensor_x")), (None, None, None));
    }

    #[test]
    fn too_few_values_or_no_numbers_are_refused() {
        assert_eq!(decode(&output()[..38], &square(false)), None);
        let mut values = output();
        values[0] = f32::NAN;
        assert_eq!(decode(&values, &square(false)), None);
    }
}

//! The pelvis network on single pictures: `models/pelvis.tflite`, described in `models/PELVIS.md`.

use super::error::PoseError;
use super::runtime::Session;
use super::{Cancel, Tick};
use crate::body::{PelvisStill, Point, Predicted};
use crate::units::Angle;
use crate::video::{Border, Frame, PixelRange, Region, VideoReader};

/// The network's file, part of the program.
pub(super) const MODEL: &[u8] = include_bytes!("../../models/pelvis.tflite");
/// Side of the square input in pixels.
const INPUT: usize = 128;
/// Places in the output: tilt, thorax lean, and the first of the points; a value is followed by its spread.
const TILT: usize = 0;
const THORAX_LEAN: usize = 2;
const POINTS: usize = 4;
/// Values of a point: x, y, spread.
const POINT: usize = 3;

/// Reads pelvis and thorax out of a square of a frame.
pub struct StillReader {
    session: Session,
}

impl StillReader {
    pub(super) const fn new(session: Session) -> Self {
        Self { session }
    }

    /// What the network reads in a square that lies as the model's card says, mirrored where the runner faces left.
    ///
    /// # Errors
    /// [`PoseError::Inference`] where the network fails, [`PoseError::Video`] where the picture cannot be sampled.
    pub fn read(&mut self, frame: &Frame, square: &Region) -> Result<PelvisStill, PoseError> {
        self.session.run(|input| {
            Ok(frame.averaged_rgb_f32(square, INPUT, PixelRange::ZeroToOne, Border::Replicate, input)?)
        })?;
        self.session.output(0, |values| decode(values, square))?.ok_or_else(|| {
            PoseError::Inference(
                "the pelvis network gave too few values or values that are no numbers".into(),
            )
        })
    }
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
    fn too_few_values_or_no_numbers_are_refused() {
        assert_eq!(decode(&output()[..38], &square(false)), None);
        let mut values = output();
        values[0] = f32::NAN;
        assert_eq!(decode(&values, &square(false)), None);
    }
}

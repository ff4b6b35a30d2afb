//! How much a person moves between two looks: what tells a runner from a bystander.

use super::detector::Detection;
use super::error::PoseError;
use crate::body::{FrameSize, Point};
use crate::video::motion::{ImageBox, Thumbnail};
use ndarray::{ArrayView2, s};

/// Half the width of a running body, in radii of the circle round it: at the widest stride a foot is about half a
/// leg length behind the hips (0.5 x 0.53 of the height; the radius is about half of the height).
const HALF_WIDTH_RADII: f64 = 0.6;

/// The upright box round a person.
pub(super) fn body_box(person: &Detection) -> ImageBox {
    let (reach, radius) = (HALF_WIDTH_RADII * person.radius(), person.radius());
    ImageBox {
        min: Point::new(person.hips.x - reach, person.hips.y - radius),
        max: Point::new(person.hips.x + reach, person.hips.y + radius),
    }
}

/// Mean absolute change of the grey value (0 to 1) below the person's hips.
pub(super) fn liveliness(
    before: &Thumbnail,
    after: &Thumbnail,
    person: &Detection,
    frame: FrameSize,
) -> Result<f64, PoseError> {
    let (before, after) = (before.values()?, after.values()?);
    let whole = body_box(person);
    let legs = ImageBox { min: Point::new(whole.min.x, person.hips.y), max: whole.max };
    let change = mean_change(part(before.view(), &legs, frame), part(after.view(), &legs, frame));
    Ok(change.unwrap_or(0.0))
}

/// The pixels of a thumbnail that lie in a box of the frame; empty where the box is outside.
fn part<'a>(thumbnail: ArrayView2<'a, f32>, area: &ImageBox, frame: FrameSize) -> ArrayView2<'a, f32> {
    let (rows, columns) = thumbnail.dim();
    let place = |at: f64, side: u32, cells: usize| {
        ((at / f64::from(side) * cells as f64).clamp(0.0, cells as f64)) as usize
    };
    let (left, right) = (place(area.min.x, frame.width, columns), place(area.max.x, frame.width, columns));
    let (top, bottom) = (place(area.min.y, frame.height, rows), place(area.max.y, frame.height, rows));
    thumbnail.slice_move(s![top..bottom.max(top), left..right.max(left)])
}

fn mean_change(before: ArrayView2<'_, f32>, after: ArrayView2<'_, f32>) -> Option<f64> {
    let total: f64 = before.iter().zip(after.iter()).map(|(a, b)| f64::from((a - b).abs())).sum();
    (!before.is_empty()).then(|| total / before.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::{Confidence, Seconds};
    use crate::video::Frame;

    const SIZE: FrameSize = FrameSize { width: 320, height: 320 };

    /// Grey, but for a white bar of 40 pixels' width below row 160 at the given column.
    fn frame(bar: u32) -> Frame {
        let pixels = (0..SIZE.height).flat_map(|y| (0..SIZE.width).map(move |x| (x, y)));
        let bytes: Vec<u8> = pixels
            .flat_map(|(x, y)| [if y >= 160 && (bar..bar + 40).contains(&x) { 255 } else { 100 }; 3])
            .collect();
        Frame::from_rgb(SIZE, &bytes, 0, Seconds(0.0)).expect("sizes fit")
    }

    fn person(x: f64) -> Detection {
        let hips = Point::new(x, 160.0);
        Detection { score: Confidence::new(0.9), hips, crown: Point::new(x, 30.0), face: [0.0; 4] }
    }

    #[test]
    fn moving_legs_are_lively_and_a_person_elsewhere_is_not() {
        let thumbnail = |bar| frame(bar).gray_thumbnail(160).expect("small picture");
        let (before, after) = (thumbnail(40), thumbnail(90));
        let of = |x| liveliness(&before, &after, &person(x), SIZE).expect("measured");
        assert!(of(85.0) > 0.1, "{}", of(85.0));
        assert!(of(260.0) < 1e-3, "{}", of(260.0));
    }
}

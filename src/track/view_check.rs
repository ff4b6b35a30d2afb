//! Whether the camera saw the runner from the side.

use crate::body::{BodyPose, Landmark, Part, Side};
use crate::robust::median;
use crate::units::Angle;

/// Distance between the shoulders in units of trunk length (hip middle to shoulder middle) when the runner is seen
/// from the front: median 0.71 of a rendered front view, and 0.56 = 0.72 x sin(51) of one filmed at 45 degrees (the trunk's own
/// rotation adds to it). Fits the joint breadths of Drillis & Contini 1966 (0.259 / 0.288 of stature, less the deltoids).
const FRONT_SHOULDER_WIDTH: f64 = 0.72;

/// Angle between the camera's axis and a square side view (0), from how wide the shoulders look; 90 is a front or rear
/// view. Rendered clips: 3-8 when square, 18 at 20, 51 at 45, 80 from the front; the real side-on clip 11.
/// `None` without a frame.
pub(super) fn yaw<'a>(poses: impl Iterator<Item = &'a BodyPose>) -> Option<Angle> {
    let widths = poses.filter_map(|pose| {
        let at = |part, side| pose.get(Landmark::new(part, side)).image;
        let [left, right] = Side::BOTH.map(|side| at(Part::Shoulder, side));
        let trunk = pose.middle(Part::Shoulder).distance(pose.middle(Part::Hip));
        (trunk > 0.0).then(|| (left.x - right.x).abs() / trunk)
    });
    let width = median(widths.collect())?;
    Some(Angle::from_radians((width / FRONT_SHOULDER_WIDTH).min(1.0).asin()))
}

/// Refused above this. At 35 degrees the projection already turns a thigh extension of 20 degrees into 16.6.
pub(super) const REFUSED_YAW: Angle = Angle::from_degrees(35.0);

/// Warned of above this. Up to a true yaw of 10 degrees the marker projections of biomechanics.md section 6 were found harmless and
/// docs/ACCURACY.md holds the errors; clips at 20 read 18 and more, square ones 3 to 11.
pub(super) const WARNED_YAW: Angle = Angle::from_degrees(15.0);

/// Least agreement of the cues on the direction. Square clips reach 0.98-1.00, a rendered front view 0.87.
pub(super) const LEAST_AGREEMENT: f32 = 0.93;

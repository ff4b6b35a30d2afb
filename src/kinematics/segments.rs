//! Directions of body segments: the four formulas from which every angle is made.

use crate::body::Point;
use crate::units::Angle;

/// Angle of a segment that hangs down from `proximal` to `distal`, against the downward vertical.
/// Positive where `distal` lies in front. For the thigh (hip, knee) this is flexion; for the shank
/// (knee, ankle) it is a foot in front of the knee. `None` if the two points coincide.
pub(super) fn hanging(proximal: Point, distal: Point) -> Option<Angle> {
    direction(distal.x - proximal.x, proximal.y - distal.y)
}

/// Angle of a segment that stands up from `base` to `top`, against the upward vertical; forward lean is positive.
pub(super) fn standing(base: Point, top: Point) -> Option<Angle> {
    direction(top.x - base.x, top.y - base.y)
}

/// Angle of the foot, heel to toe, against the horizontal; toe up is positive.
pub(super) fn lying(heel: Point, toe: Point) -> Option<Angle> {
    direction(toe.y - heel.y, toe.x - heel.x)
}

/// `atan2(across, along)`, refused where there is no direction: a zero-length segment has no angle.
fn direction(across: f64, along: f64) -> Option<Angle> {
    let defined = across.is_finite() && along.is_finite() && (across != 0.0 || along != 0.0);
    defined.then(|| Angle::from_radians(across.atan2(along)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_without_length_has_no_angle() {
        let point = Point::new(3.0, 4.0);
        assert_eq!(hanging(point, point), None);
        assert_eq!(standing(point, point), None);
        assert_eq!(lying(point, point), None);
    }

    #[test]
    fn a_knee_pulled_above_the_hip_passes_ninety_degrees() {
        let thigh = hanging(Point::new(0.0, 0.0), Point::new(1.0, 1.0)).expect("has a direction");
        assert!((thigh.degrees() - 135.0).abs() < 1e-9);
    }
}

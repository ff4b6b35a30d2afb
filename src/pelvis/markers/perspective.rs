//! What perspective does to the line on the near side of the pelvis, and how it is taken out.
//!
//! ASIS lies further from the midline than PSIS, so on the side towards the camera it is nearer to the lens, by `dz`. A pinhole shows what is nearer
//! by `dz` further from the picture's centre, by `dz / D` of its distance from there; `D` is the distance from the lens to the pelvis. So with the
//! near ASIS `a` and PSIS `p` as pixels forward and up from the centre, to the first order in `dz / D` the line of the middle has the direction of
//!
//! ```text
//! (a − p) − dz / D · (a + p) / 2
//! ```
//!
//! (What both are nearer than the middle makes the line longer and does not turn it.) A pelvis below the centre of the picture reads too much anterior
//! tilt, one above it too little, whichever way the runner faces. No focal length is needed. The camera is taken to be level and square to the runner,
//! and the picture not to be cropped: its centre is where the lens looks. C7, T12 and L1 lie on the midline, so nothing is done to the line of the thorax.

use crate::body::Point;
use crate::series::Series;
use crate::units::{Angle, Metres};

/// How much further from the midline ASIS lies than PSIS: half the distance of the markers of both sides, 104.5 less 37.9 mm (Fukuchi et al. 2017,
/// RBDS001) and 121.3 less 56.6 mm (Hamner & Delp 2013, subject 1); `tests/pelvis_midline.rs` computes both.
const ASIS_NEARER: Metres = Metres(0.066);

/// The distance that is taken where none is given: the nearest that README advises for filming, from where perspective is largest.
const NEAREST_ADVISED: Metres = Metres(3.0);

/// What perspective adds to the line on the near side of a clip.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Perspective {
    /// Whether it was taken out, as it is where the distance of the camera is known.
    pub taken_out: bool,
    /// How much more tilt the line shows than that of the middle, mean over the clip; anterior positive.
    pub mean: Angle,
    /// From the lens to the pelvis: as given, or else 3 m.
    pub camera_distance: Metres,
}

impl Perspective {
    /// What of it may still be in the tilt, as a standard uncertainty: nothing once it was taken out.
    pub(super) fn left(&self) -> Angle {
        if self.taken_out { Angle::ZERO } else { self.mean.abs() }
    }
}

/// The line from PSIS to ASIS over a clip (both body frame, from the picture's centre, PSIS first) against the horizontal: that of the middle where
/// the distance of the camera is known, as seen where it is not; and what perspective does to it, but where the line is never seen.
pub(super) fn tilt_of(
    ends: &Series<(Point, Point)>,
    camera_distance: Option<Metres>,
) -> (Series<Angle>, Option<Perspective>) {
    let distance = camera_distance.unwrap_or(NEAREST_ADVISED);
    let seen = ends.map(|(psis, asis)| inclination(psis, asis));
    let middle = ends.map(|(psis, asis)| tilt_of_middle(psis, asis, distance));
    let taken_out = camera_distance.is_some();
    let perspective = mean_difference(&seen, &middle).map(|mean| Perspective {
        taken_out,
        mean,
        camera_distance: distance,
    });
    (if taken_out { middle } else { seen }, perspective)
}

/// A line against the horizontal, front end down positive.
pub(super) fn inclination(back: Point, front: Point) -> Angle {
    Angle::from_radians((back.y - front.y).atan2(front.x - back.x))
}

/// The same of the middle of the pelvis.
fn tilt_of_middle(psis: Point, asis: Point, camera_distance: Metres) -> Angle {
    let (share, middle) = (ASIS_NEARER.0 / camera_distance.0, psis.midpoint(asis));
    inclination(psis, Point::new(asis.x - share * middle.x, asis.y - share * middle.y))
}

/// Mean of the first less the second.
fn mean_difference(a: &Series<Angle>, b: &Series<Angle>) -> Option<Angle> {
    let pairs = a.samples().iter().zip(b.samples()).filter_map(|(a, b)| (*a).zip(*b));
    let differences: Vec<f64> = pairs.map(|(a, b)| (a - b).radians()).collect();
    let mean = || differences.iter().sum::<f64>() / differences.len() as f64;
    (!differences.is_empty()).then(|| Angle::from_radians(mean()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::{Facing, FrameSize, View};
    use crate::series::TimeAxis;
    use crate::units::Hertz;
    use std::sync::Arc;

    /// One frame.
    fn clip(psis: Point, asis: Point) -> Series<(Point, Point)> {
        Series::from_fn(Arc::new(TimeAxis::regular(1, Hertz(60.0))), |_| Some((psis, asis)))
    }

    /// What perspective adds at 3 m, degrees.
    fn added(psis: Point, asis: Point) -> f64 {
        tilt_of(&clip(psis, asis), None).1.expect("one frame").mean.degrees()
    }

    #[test]
    fn below_the_centre_the_tilt_reads_too_large_and_above_it_too_small() {
        let at = |up: f64| added(Point::new(-40.0, up + 10.0), Point::new(40.0, up - 10.0));
        assert!(at(-100.0) > 0.5, "{}", at(-100.0));
        assert!(at(100.0) < -0.5, "{}", at(100.0));
        assert!(at(0.0).abs() < 0.01, "{}", at(0.0));
    }

    #[test]
    fn ahead_of_the_centre_the_line_is_longer_and_a_tilt_reads_too_small() {
        let at = |ahead: f64| added(Point::new(ahead - 40.0, 10.0), Point::new(ahead + 40.0, -10.0));
        assert!(at(100.0) < -0.1, "{}", at(100.0));
        assert!(at(-100.0) > 0.1, "{}", at(-100.0));
    }

    #[test]
    fn facing_left_is_the_same_as_facing_right() {
        let frame_size = FrameSize { width: 1280, height: 720 };
        let added = |facing: Facing| {
            let view = View { facing, roll: Angle::ZERO, frame_size };
            let place = |ahead: f64, down: f64| {
                view.body_from_image(Point::new(640.0 + facing.sign() * ahead, 360.0 + down))
            };
            added(place(-30.0, 90.0), place(50.0, 110.0))
        };
        assert_eq!(added(Facing::Left), added(Facing::Right));
        assert!(added(Facing::Left) > 0.5);
    }

    #[test]
    fn a_far_camera_changes_nothing() {
        let (psis, asis) = (Point::new(-40.0, -90.0), Point::new(40.0, -110.0));
        let (far, perspective) = tilt_of(&clip(psis, asis), Some(Metres(1e6)));
        assert!((far.at(0).expect("seen") - inclination(psis, asis)).abs().degrees() < 1e-4);
        assert!(perspective.expect("seen").taken_out);
    }

    #[test]
    fn without_a_distance_the_line_stays_as_it_is_seen_and_it_is_said_what_may_be_in_it() {
        let (psis, asis) = (Point::new(-40.0, -90.0), Point::new(40.0, -110.0));
        let (seen, perspective) = tilt_of(&clip(psis, asis), None);
        assert_eq!(seen.at(0), Some(inclination(psis, asis)));
        let perspective = perspective.expect("seen");
        assert_eq!((perspective.taken_out, perspective.camera_distance), (false, Metres(3.0)));
        assert!(perspective.left().degrees() > 0.5);
    }

    #[test]
    fn where_the_line_is_never_seen_nothing_is_said() {
        let none = Series::from_fn(Arc::new(TimeAxis::regular(2, Hertz(60.0))), |_| None);
        assert_eq!(tilt_of(&none, Some(Metres(3.0))).1, None);
    }

    /// Through a pinhole: x forward and y up from the optical axis, z towards the camera from the midline; metres.
    fn seen([x, y, z]: [f64; 3], distance: f64) -> Point {
        const FOCAL_PX: f64 = 1100.0;
        Point::new(FOCAL_PX * x / (distance - z), FOCAL_PX * y / (distance - z))
    }

    #[test]
    fn the_line_of_the_near_side_becomes_that_of_the_middle() {
        // Half distances of the markers: Fukuchi and Hamner.
        for (asis_z, psis_z) in [(0.1045, 0.0379), (0.1213, 0.0566)] {
            for (height, ahead, tilt_deg) in [(-0.4, 0.0, 12.0), (-0.2, 0.3, 20.0), (0.3, 0.3, 5.0)] {
                for distance in [2.0, 3.0, 5.0] {
                    let (sin, cos) = f64::to_radians(tilt_deg).sin_cos();
                    let end =
                        |along: f64, z: f64| seen([ahead + along * cos, height - along * sin, z], distance);
                    let line = clip(end(-0.08, psis_z), end(0.08, asis_z));
                    let off = |known| {
                        let tilt = tilt_of(&line, known).0.at(0).expect("seen");
                        (tilt.degrees() - tilt_deg).abs()
                    };
                    let (before, after) = (off(None), off(Some(Metres(distance))));
                    // 0.4 to 4.7 degrees become 0.2 at most: terms of the second order.
                    assert!(before > 0.3, "perspective should show: {before}");
                    assert!(after < 0.06 * before, "{before} -> {after} degrees at {distance} m");
                }
            }
        }
    }
}

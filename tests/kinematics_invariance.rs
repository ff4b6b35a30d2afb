//! What must not change an angle: which way the runner faces, the place, the size, the camera's roll.

mod support;

use proptest::prelude::*;
use runtilt::body::{Facing, Landmark, Part, Point, Side, View};
use runtilt::kinematics::{AngleKind, AngleSeries, angles_from_trajectories};
use runtilt::units::Angle;
use support::pose::{LEVEL_VIEW, mirrored, one_frame};

/// Landmarks anywhere in the picture, in the image frame.
fn image_landmarks() -> impl Strategy<Value = Vec<Point>> {
    let place = (10.0..990.0, 10.0..990.0).prop_map(|(x, y)| Point::new(x, y));
    prop::collection::vec(place, Landmark::COUNT)
}

fn angles_in(view: View, place: impl Fn(Landmark) -> Point) -> AngleSeries {
    angles_from_trajectories(&one_frame(view, |landmark| Some(view.body_from_image(place(landmark)))))
}

/// Equal as directions: 180 and -180 degrees are one.
fn assert_same(a: Option<Angle>, b: Option<Angle>, kind: AngleKind) -> Result<(), TestCaseError> {
    let (Some(a), Some(b)) = (a, b) else {
        return Err(TestCaseError::fail(format!("{} is absent", kind.name())));
    };
    let apart = (a - b).wrapped().abs().degrees();
    prop_assert!(apart < 1e-6, "{}: {} and {}", kind.name(), a.degrees(), b.degrees());
    Ok(())
}

fn assert_all_same(a: &AngleSeries, b: &AngleSeries) -> Result<(), TestCaseError> {
    for kind in AngleKind::ALL.into_iter().filter(|kind| !kind.needs_pelvis_source()) {
        for side in Side::BOTH {
            assert_same(a.get(kind, side).at(0), b.get(kind, side).at(0), kind)?;
        }
    }
    Ok(())
}

proptest! {
    /// In the mirror the runner faces the other way, left is right and the camera rolls the other way.
    #[test]
    fn the_mirror_image_has_the_same_angles_on_the_other_side(
        places in image_landmarks(),
        roll_deg in -10.0..10.0_f64,
    ) {
        let seen = View { roll: Angle::from_degrees(roll_deg), ..LEVEL_VIEW };
        let mirror = View { facing: Facing::Left, roll: Angle::from_degrees(-roll_deg), ..LEVEL_VIEW };
        let width = f64::from(seen.frame_size.width);
        let original = angles_in(seen, |landmark| places[landmark.index()]);
        let reflection = angles_in(mirror, |landmark| {
            let place = places[mirrored(landmark).index()];
            Point::new(width - place.x, place.y)
        });
        for kind in AngleKind::ALL.into_iter().filter(|kind| !kind.needs_pelvis_source()) {
            for side in Side::BOTH {
                assert_same(original.get(kind, side).at(0), reflection.get(kind, side.other()).at(0), kind)?;
            }
        }
    }

    #[test]
    fn size_and_place_do_not_matter(
        places in image_landmarks(),
        scale in 0.05..20.0_f64,
        dx in -500.0..500.0_f64,
        dy in -500.0..500.0_f64,
    ) {
        let original = angles_in(LEVEL_VIEW, |landmark| places[landmark.index()]);
        let moved = angles_in(LEVEL_VIEW, |landmark| {
            let place = places[landmark.index()];
            Point::new(scale * place.x + dx, scale * place.y + dy)
        });
        assert_all_same(&original, &moved)?;
    }

    /// A camera that rolls by an angle turns the picture about its centre; the view takes it out again.
    #[test]
    fn camera_roll_is_removed_by_the_view(places in image_landmarks(), roll_deg in -20.0..20.0_f64) {
        for facing in [Facing::Left, Facing::Right] {
            let level = View { facing, ..LEVEL_VIEW };
            let rolled = View { roll: Angle::from_degrees(roll_deg), ..level };
            let centre = level.frame_size.centre();
            let (sin, cos) = roll_deg.to_radians().sin_cos();
            let original = angles_in(level, |landmark| places[landmark.index()]);
            let turned = angles_in(rolled, |landmark| {
                let (dx, dy) = (places[landmark.index()].x - centre.x, places[landmark.index()].y - centre.y);
                // Clockwise on the screen (y down), as `View::roll` is defined.
                Point::new(centre.x + dx * cos - dy * sin, centre.y + dx * sin + dy * cos)
            });
            assert_all_same(&original, &turned)?;
        }
    }
}

#[test]
fn swapping_the_legs_swaps_the_angles() {
    let place = |landmark: Landmark| {
        let lead = if landmark.side == Side::Left { 1.0 } else { -1.0 };
        match landmark.part {
            Part::Hip => Point::new(500.0, 400.0),
            Part::Knee => Point::new(500.0 + lead * 50.0, 500.0),
            part => Point::new(480.0 + lead * 20.0, 300.0 + 40.0 * part as usize as f64),
        }
    };
    let angles = angles_in(LEVEL_VIEW, place);
    let swapped = angles_in(LEVEL_VIEW, |landmark| place(mirrored(landmark)));
    for side in Side::BOTH {
        assert_eq!(angles.limbs.get(side).thigh, swapped.limbs.get(side.other()).thigh);
    }
    assert!(angles.limbs.left.thigh.at(0).expect("drawn").degrees() > 0.0);
    assert!(angles.limbs.right.thigh.at(0).expect("drawn").degrees() < 0.0);
}

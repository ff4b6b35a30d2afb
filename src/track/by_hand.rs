//! What a person saw better than the program: legs exchanged back, landmarks put in their place, the line of the belt.
//!
//! A placed landmark moves the **finished** path, so that it stays exactly where it was put: no filter pulls it back, no outlier
//! test drops it. Its neighbours in time follow by a share that falls evenly to nothing within [`REACH`] (0.1 s, the longest gap
//! that is filled as well, biomechanics.md section 5); between two placements closer than twice that the shift goes evenly from one to the other.

use super::identity::Exchange;
use super::roll::{RollEstimate, RollSource};
use crate::body::{Facing, Landmark, Point, Trajectories};
use crate::series::Series;
use crate::units::Angle;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Corrections of the trajectories. Frames count from the first analysed one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ByHand {
    /// Landmarks that belong elsewhere. Of two for one landmark and frame the later counts.
    pub placed: Vec<Placed>,
    /// Frames in which the legs, from the knee down, belong to the other side.
    pub exchanged: Vec<RangeInclusive<usize>>,
    /// Two points of the image frame along the belt.
    pub belt_line: Option<[Point; 2]>,
}

/// A landmark that was put somewhere in one frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// Which.
    pub landmark: Landmark,
    /// In which frame.
    pub frame: usize,
    /// Where, image frame.
    pub image: Point,
}

/// How far in time a placement is felt.
const REACH: f64 = 0.1;

/// Exchanges the legs once more in the given frames.
pub(super) fn exchange(exchanges: &mut [Exchange], ranges: &[RangeInclusive<usize>]) {
    for range in ranges {
        let last = exchanges.len().saturating_sub(1).min(*range.end());
        for exchange in exchanges.get_mut(*range.start()..=last).into_iter().flatten() {
            *exchange = Exchange { knee: !exchange.knee, shank: !exchange.shank };
        }
    }
}

/// How far each of two points of a line may be off, as clicked in a picture.
const CLICK: f64 = 2.0;

/// Camera roll by a line along the belt. `incline` is uphill positive; `unknown_incline` what one that nobody mentioned may be.
pub(super) fn roll_by_line(
    [a, b]: [Point; 2],
    facing: Facing,
    incline: Option<Angle>,
    unknown_incline: Angle,
) -> RollEstimate {
    let (left, right) = if a.x <= b.x { (a, b) } else { (b, a) };
    let slope = (right.y - left.y).atan2(right.x - left.x);
    // A belt that climbs towards image-right falls to the left.
    let climb = incline.unwrap_or(Angle::ZERO).radians() * facing.sign();
    let by_clicks = CLICK * std::f64::consts::SQRT_2 / left.distance(right);
    let by_incline = if incline.is_none() { unknown_incline.radians() } else { 0.0 };
    RollEstimate {
        roll: Angle::from_radians(slope + climb),
        uncertainty: Angle::from_radians(by_clicks.hypot(by_incline)),
        source: RollSource::Line,
    }
}

/// The same body with its placed landmarks where they were put.
pub(super) fn moved(body: &Trajectories, placed: &[Placed]) -> Trajectories {
    if placed.is_empty() {
        return body.clone();
    }
    Trajectories::from_fn(Arc::clone(body.time()), *body.view(), |landmark| {
        let path = body.path(landmark.part, landmark.side);
        let own = of_landmark(placed, landmark);
        if own.is_empty() { path.clone() } else { path_through(body, path, &own) }
    })
}

/// Placements of one landmark in the order of frames, the last for each.
fn of_landmark(placed: &[Placed], landmark: Landmark) -> Vec<Placed> {
    let mut own: Vec<Placed> = Vec::new();
    for one in placed.iter().filter(|one| one.landmark == landmark) {
        own.retain(|other| other.frame != one.frame);
        own.push(*one);
    }
    own.sort_by_key(|one| one.frame);
    own
}

/// A shift of the path at a time.
#[derive(Debug, Clone, Copy)]
struct Shift {
    time: f64,
    by: Point,
}

fn path_through(body: &Trajectories, path: &Series<Point>, own: &[Placed]) -> Series<Point> {
    let seconds = body.time().seconds();
    let target = |one: &Placed| body.view().body_from_image(one.image);
    let shifts: Vec<Shift> = own
        .iter()
        .filter_map(|one| {
            let (at, to) = (path.at(one.frame)?, target(one));
            Some(Shift { time: *seconds.get(one.frame)?, by: Point::new(to.x - at.x, to.y - at.y) })
        })
        .collect();
    Series::from_fn(Arc::clone(body.time()), |frame| {
        if let Some(one) = own.iter().find(|one| one.frame == frame) {
            return Some(target(one));
        }
        let at = path.at(frame)?;
        let by = shift_at(&shifts, seconds[frame]);
        Some(Point::new(at.x + by.x, at.y + by.y))
    })
}

/// The shift at a time, from the placements before and after it.
fn shift_at(shifts: &[Shift], time: f64) -> Point {
    let after = shifts.partition_point(|shift| shift.time < time);
    let (before, after) = (after.checked_sub(1).and_then(|i| shifts.get(i)), shifts.get(after));
    if let (Some(a), Some(b)) = (before, after) {
        let gap = b.time - a.time;
        if gap < 2.0 * REACH {
            let share = (time - a.time) / gap;
            return blend(a.by, 1.0 - share, b.by, share);
        }
    }
    let share = |shift: &Shift| (1.0 - (time - shift.time).abs() / REACH).max(0.0);
    let nearest = [before, after].into_iter().flatten().max_by(|a, b| share(a).total_cmp(&share(b)));
    nearest.map_or(Point::default(), |shift| blend(shift.by, share(shift), Point::default(), 0.0))
}

fn blend(a: Point, weight_a: f64, b: Point, weight_b: f64) -> Point {
    Point::new(a.x * weight_a + b.x * weight_b, a.y * weight_a + b.y * weight_b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::{FrameSize, Part, Side, View};
    use crate::series::TimeAxis;
    use crate::units::Hertz;

    const HIP: Landmark = Landmark::new(Part::Hip, Side::Left);

    /// Everything stays at (10, 5) of the body frame, 100 frames a second; the hip is missing in frame 40.
    fn still() -> Trajectories {
        let view = View {
            facing: Facing::Left,
            roll: Angle::from_degrees(3.0),
            frame_size: FrameSize { width: 640, height: 480 },
        };
        let time = Arc::new(TimeAxis::regular(60, Hertz(100.0)));
        Trajectories::from_fn(Arc::clone(&time), view, |landmark| {
            Series::from_fn(Arc::clone(&time), |frame| {
                (landmark != HIP || frame != 40).then_some(Point::new(10.0, 5.0))
            })
        })
    }

    fn placed(body: &Trajectories, frame: usize, x: f64, y: f64) -> Placed {
        Placed { landmark: HIP, frame, image: body.view().image_from_body(Point::new(x, y)) }
    }

    fn hip_x(body: &Trajectories, frame: usize) -> f64 {
        body.at(Part::Hip, Side::Left, frame).expect("measured").x
    }

    #[test]
    fn a_landmark_stays_where_it_was_put_and_its_neighbours_follow_evenly() {
        let body = still();
        let moved = moved(&body, &[placed(&body, 20, 30.0, 5.0)]);
        assert!((hip_x(&moved, 20) - 30.0).abs() < 1e-9);
        assert!((hip_x(&moved, 25) - 20.0).abs() < 1e-9, "half-way in 0.05 s");
        assert!((hip_x(&moved, 15) - 20.0).abs() < 1e-9);
        assert!((hip_x(&moved, 31) - 10.0).abs() < 1e-9, "nothing beyond 0.1 s");
        assert_eq!(moved.at(Part::Knee, Side::Left, 20), body.at(Part::Knee, Side::Left, 20));
        assert_eq!(moved.at(Part::Hip, Side::Right, 20), body.at(Part::Hip, Side::Right, 20));
    }

    #[test]
    fn between_two_near_placements_the_shift_goes_evenly_over() {
        let body = still();
        let moved = moved(&body, &[placed(&body, 10, 20.0, 5.0), placed(&body, 26, 40.0, 5.0)]);
        assert!((hip_x(&moved, 18) - 30.0).abs() < 1e-9);
    }

    #[test]
    fn the_later_word_counts_and_a_gap_is_filled_only_where_it_was_pointed_at() {
        let body = still();
        let words =
            [placed(&body, 20, 90.0, 5.0), placed(&body, 20, 30.0, 5.0), placed(&body, 40, 17.0, 5.0)];
        let moved = moved(&body, &words);
        assert!((hip_x(&moved, 20) - 30.0).abs() < 1e-9);
        assert!((hip_x(&moved, 40) - 17.0).abs() < 1e-9);
        assert!((hip_x(&moved, 41) - 10.0).abs() < 1e-9);
    }

    #[test]
    fn an_exchange_by_hand_undoes_one_of_the_program() {
        let both = Exchange { knee: true, shank: true };
        let mut exchanges = vec![Exchange::default(), both, Exchange { knee: true, shank: false }];
        exchange(&mut exchanges, &[1..=7]);
        assert_eq!(exchanges[0], Exchange::default());
        assert_eq!(exchanges[1], Exchange::default());
        assert_eq!(exchanges[2], Exchange { knee: false, shank: true });
    }

    #[test]
    fn a_belt_line_that_falls_to_the_right_is_positive_roll_and_an_incline_is_taken_off() {
        let fall = 4.0_f64.to_radians().tan();
        let line = [Point::new(500.0, 100.0 + 400.0 * fall), Point::new(100.0, 100.0)];
        let roll = |facing, incline: f64| {
            roll_by_line(line, facing, Some(Angle::from_degrees(incline)), Angle::ZERO).roll.degrees()
        };
        assert!((roll(Facing::Right, 0.0) - 4.0).abs() < 1e-9);
        // Uphill to the right makes the belt fall less: the camera is rolled by more.
        assert!((roll(Facing::Right, 1.0) - 5.0).abs() < 1e-9);
        assert!((roll(Facing::Left, 1.0) - 3.0).abs() < 1e-9);
    }
}

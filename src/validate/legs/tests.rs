//! Two legs that are drawn: 200 px from hip to ankle, knees 60 px and ankles 100 px apart.

use super::*;
use crate::report::document::Table;
use crate::series::Series;
use crate::units::Hertz;
use std::sync::Arc;

const FRAMES: usize = 10;

fn drawn(part: Part, side: Side) -> Point {
    let (spread, height) = match part {
        Part::Knee => (30.0, 100.0),
        Part::Ankle => (50.0, 200.0),
        _ => (0.0, 0.0),
    };
    Point::new(if side == Side::Left { -spread } else { spread }, height)
}

fn joints(time: &Arc<TimeAxis>) -> JointsInPicture {
    let parts = [Part::Hip, Part::Knee, Part::Ankle];
    let paths = parts.into_iter().flat_map(|part| {
        Side::BOTH.map(|side| {
            let path = Series::from_fn(Arc::clone(time), |_| Some(drawn(part, side)));
            (Landmark::new(part, side), path)
        })
    });
    JointsInPicture { size_px: (640, 480), paths: paths.collect() }
}

/// The drawn legs, with a part exchanged in some frames and moved by an error.
fn found(exchanged: &[(usize, Part)], error_px: f64) -> FrameSeries {
    let path = |landmark: Landmark| -> Vec<Option<[f64; 2]>> {
        let at = |frame| {
            let is_exchanged = exchanged.contains(&(frame, landmark.part));
            let side = if is_exchanged { landmark.side.other() } else { landmark.side };
            let place = drawn(landmark.part, side);
            [place.x + error_px, place.y]
        };
        (0..FRAMES).map(|frame| Some(at(frame))).collect()
    };
    FrameSeries {
        frame: (0..FRAMES).collect(),
        time_s: (0..FRAMES).map(|frame| frame as f64 / 60.0).collect(),
        angles: Table::default(),
        landmarks_px: Table::from_fn(|landmark| Some(path(landmark))),
    }
}

fn counted(series: &FrameSeries) -> LegsScore {
    let time = Arc::new(TimeAxis::regular(FRAMES, Hertz(60.0)));
    score(series, &joints(&time), &time, 0.0).expect("every frame can be judged")
}

#[test]
fn exchanged_pairs_are_counted_once_per_frame() {
    let score = counted(&found(&[(2, Part::Knee), (2, Part::Ankle), (7, Part::Ankle)], 0.0));
    assert_eq!((score.frames, score.knees, score.ankles, score.either), (10, 1, 2, 2));
    assert!((score.fraction - 0.2).abs() < 1e-12);
}

#[test]
fn an_error_that_keeps_the_sides_is_no_exchange() {
    assert_eq!(counted(&found(&[], 25.0)).either, 0);
}

#[test]
fn a_pair_must_fit_clearly_better_the_other_way_round() {
    let truth = BySide { left: Point::new(-1.0, 0.0), right: Point::new(1.0, 0.0) };
    let other_way = BySide { left: truth.right, right: truth.left };
    // Exchanging takes away 4 px of distance: clear against a margin of 3, not against one of 5.
    assert!(fits_better_exchanged(&other_way, &truth, 3.0));
    assert!(!fits_better_exchanged(&other_way, &truth, 5.0));
    assert!(!fits_better_exchanged(&truth, &truth, 0.0));
}

#[test]
fn without_landmarks_there_is_nothing_to_count() {
    let time = Arc::new(TimeAxis::regular(FRAMES, Hertz(60.0)));
    let mut series = found(&[], 0.0);
    series.landmarks_px = Table::default();
    assert_eq!(score(&series, &joints(&time), &time, 0.0), None);
}

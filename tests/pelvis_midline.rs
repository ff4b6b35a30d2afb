//! Whether taking out what swings once a stride brings the line of one side of the pelvis to its middle: skin markers on ASIS and PSIS of
//! **both** sides of a real run (Fukuchi et al. 2017, 2.5 m/s, 39 strides of each leg), where the middle is known.
#![allow(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "in tests a panic is the report, and figures are printed"
)]

mod support;

use runtilt::body::{Point, Side};
use runtilt::pelvis::markers::Measured;
use runtilt::series::{Series, TimeAxis};
use runtilt::units::{Angle, Hertz, Seconds};
use std::sync::Arc;
use support::fukuchi;
use support::mocap::{Markers, read_fukuchi, reference_file};

/// Line from a back to a front point against the horizontal, front lower positive; x forward, y up.
fn line(back: Point, front: Point) -> Angle {
    Angle::from_radians((back.y - front.y).atan2(front.x - back.x))
}

fn of_side(run: &Markers, side: Side) -> Series<Angle> {
    let letter = if side == Side::Left { "L" } else { "R" };
    series(run, |k| {
        let seen = |name: &str| run.seen(&format!("{letter}.{name}"), k);
        Some(line(seen("PSIS")?, seen("ASIS")?))
    })
}

fn of_middle(run: &Markers) -> Series<Angle> {
    series(run, |k| {
        let middle = |name: &str| {
            Some(run.seen(&format!("L.{name}"), k)?.midpoint(run.seen(&format!("R.{name}"), k)?))
        };
        Some(line(middle("PSIS")?, middle("ASIS")?))
    })
}

fn series(run: &Markers, at: impl FnMut(usize) -> Option<Angle>) -> Series<Angle> {
    Series::from_fn(Arc::new(TimeAxis::regular(run.len(), Hertz(run.rate))), at)
}

fn measured(tilt: Series<Angle>) -> Measured {
    let tilt_uncertainty = Series::from_fn(Arc::clone(tilt.time()), |_| Some(Angle::from_degrees(1.8)));
    Measured {
        tilt,
        tilt_uncertainty,
        once_a_stride: None,
        thorax_lean: None,
        no_thorax: None,
        stickers: Vec::new(),
        pelvis_px: 100.0,
    }
}

/// Degrees: SD of the difference, and range (5th to 95th percentile) less that of the middle.
fn apart(line: &Series<Angle>, middle: &Series<Angle>) -> (f64, f64) {
    let pairs: Vec<(f64, f64)> = line
        .samples()
        .iter()
        .zip(middle.samples())
        .filter_map(|(l, m)| Some((l.as_ref()?.degrees(), m.as_ref()?.degrees())))
        .collect();
    let n = pairs.len() as f64;
    let mean = pairs.iter().map(|(l, m)| l - m).sum::<f64>() / n;
    let sd = (pairs.iter().map(|(l, m)| (l - m - mean).powi(2)).sum::<f64>() / n).sqrt();
    let range = |of: fn(&(f64, f64)) -> f64| {
        let mut values: Vec<f64> = pairs.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        values[values.len() * 95 / 100] - values[values.len() * 5 / 100]
    };
    (sd, range(|pair| pair.0) - range(|pair| pair.1))
}

#[test]
fn either_side_of_a_real_pelvis_comes_to_the_middle() {
    let (Some(file), Some(events)) =
        (reference_file("fukuchi_rbds001/RBDS001runT25markers.txt"), fukuchi::events_at_100_n())
    else {
        return;
    };
    let run = read_fukuchi(&file);
    let middle = of_middle(&run);
    // The contacts alternate, the left foot first.
    for (side, first) in [(Side::Left, 0), (Side::Right, 1)] {
        let contacts: Vec<Seconds> =
            events.contacts.iter().skip(first).step_by(2).map(|&s| Seconds(s)).collect();
        let seen = measured(of_side(&run, side));
        let before = apart(&seen.tilt, &middle);
        let level = seen.at_midline(&contacts);
        let after = apart(&level.tilt, &middle);
        let amplitude = level.once_a_stride.expect("whole strides").degrees();
        eprintln!(
            "{}: SD {:.2} -> {:.2}, range {:+.2} -> {:+.2}, once a stride {amplitude:.2} degrees",
            side.name(),
            before.0,
            after.0,
            before.1,
            after.1
        );
        assert!(before.0 > 1.5, "the near side should swing: {}", before.0);
        // Measured 0.45: what the middle itself does once a stride, 0.37, is part of it.
        assert!(after.0 < 0.6, "{} degrees from the middle", after.0);
        assert!(after.1.abs() < 0.5, "the range is off by {}", after.1);
    }
}

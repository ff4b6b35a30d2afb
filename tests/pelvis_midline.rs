//! Whether taking out what swings once a stride brings the line of one side of the pelvis to its middle, on three real runners whose middle is
//! known: skin markers on ASIS and PSIS of **both** sides (Fukuchi et al. 2017, 2.5 m/s, 39 strides of each leg), and two pelves that tilt, drop and turn as
//! inverse kinematics says (`opensim_welk007`, 84 strides; Hamner & Delp 2013, 2 m/s, three strides, a pelvis that hardly drops).
#![allow(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "in tests a panic is the report, and figures are printed"
)]

mod support;

use runtilt::body::{Point, Side};
use runtilt::pelvis::markers::{Measured, PelvisLine};
use runtilt::series::{Series, TimeAxis};
use runtilt::units::{Angle, Hertz, Seconds};
use std::sync::Arc;
use support::fukuchi;
use support::mocap::{Markers, read_fukuchi, read_mot, read_trc, reference_file};

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
        line: PelvisLine::Bones,
        tilt,
        tilt_uncertainty,
        thorax_uncertainty: None,
        perspective: None,
        once_a_stride: None,
        thorax_lean: None,
        no_thorax: None,
        stickers: Vec::new(),
        pelvis_px: 100.0,
    }
}

/// Degrees: SD of the difference, and range (5th to 95th percentile) less that of the middle.
type Apart = (f64, f64);

/// How a line differs from the middle's.
fn apart(line: &Series<Angle>, middle: &Series<Angle>) -> Apart {
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
        // Measured 0.40 and 0.53.
        assert!(after.0 < 0.6, "{} degrees from the middle", after.0);
        assert!(after.1.abs() < 0.5, "the range is off by {}", after.1);
    }
}

/// Half the distance between the markers of both sides, mean over the recording, millimetres.
fn half_width(run: &Markers, left: &str, right: &str) -> f64 {
    let widths: Vec<f64> = (0..run.len())
        .filter_map(|k| {
            let (left, right) = (run.at(left, k)?, run.at(right, k)?);
            Some((0..3).map(|axis| (left[axis] - right[axis]).powi(2)).sum::<f64>().sqrt())
        })
        .collect();
    widths.iter().sum::<f64>() / widths.len() as f64 / 2.0
}

/// What perspective is taken out with (`pelvis/markers/perspective.rs`): ASIS lies 66 mm further from the midline than PSIS.
#[test]
fn asis_lies_further_from_the_midline_than_psis() {
    let (Some(fukuchi), Some(hamner)) = (
        reference_file("fukuchi_rbds001/RBDS001runT25markers.txt"),
        reference_file("opensim_hamner01/run200.trc"),
    ) else {
        return;
    };
    for (run, [left_asis, right_asis, left_psis, right_psis], measured) in [
        (read_fukuchi(&fukuchi), ["L.ASIS", "R.ASIS", "L.PSIS", "R.PSIS"], 66.6),
        (read_trc(&hamner), ["LASI", "RASI", "LPSI", "RPSI"], 64.7),
    ] {
        let (front, back) =
            (half_width(&run, left_asis, right_asis), half_width(&run, left_psis, right_psis));
        eprintln!("half of the distance between the markers: ASIS {front:.1}, PSIS {back:.1} mm");
        assert!((front - back - measured).abs() < 0.1, "{front} less {back} mm");
    }
}

/// From PSIS to ASIS of a pelvis, metres: x forward, y up, z to the right. 120 and 45 mm from the middle, as rendered bodies have them; the line slopes by 13 degrees.
fn asis_from_psis(side: Side) -> [f64; 3] {
    [0.150, -0.035, if side == Side::Right { 0.075 } else { -0.075 }]
}

/// A vector of the pelvis in the laboratory: tilt about z, then list about the pelvis's x, then rotation about its y (radians; OpenSim's order and signs).
fn posed([x, y, z]: [f64; 3], [tilt, list, rotation]: [f64; 3]) -> Point {
    let (x, z) = (x * rotation.cos() + z * rotation.sin(), z * rotation.cos() - x * rotation.sin());
    let y = y * list.cos() - z * list.sin();
    Point::new(x * tilt.cos() - y * tilt.sin(), x * tilt.sin() + y * tilt.cos())
}

/// Maxima of a curve more than half a second apart: a clock that strikes once a stride.
fn once_a_stride(time: &[f64], curve: &[f64]) -> Vec<Seconds> {
    let mut found: Vec<usize> = Vec::new();
    for k in 1..curve.len() - 1 {
        if curve[k] < curve[k - 1] || curve[k] <= curve[k + 1] {
            continue;
        }
        match found.last().copied() {
            Some(last) if time[k] - time[last] < 0.5 => {
                if curve[k] > curve[last] {
                    found.pop();
                    found.push(k);
                }
            }
            _ => found.push(k),
        }
    }
    found.into_iter().map(|k| Seconds(time[k] - time[0])).collect()
}

/// Before and after, of either side, for a pelvis that moves as a file says; `unit` turns its angles into radians.
fn of_kinematics(file: &str, unit: f64) -> Option<[(Apart, Apart); 2]> {
    let motion = read_mot(&reference_file(file)?);
    let time = &motion["time"];
    let angle = |name: &str, k: usize| motion[name][k] * unit;
    let clock = once_a_stride(time, &motion["hip_flexion_r"]);
    let axis = Arc::new(TimeAxis::regular(time.len(), Hertz(1.0 / (time[1] - time[0]))));
    let line_of = |local: [f64; 3]| {
        Series::from_fn(Arc::clone(&axis), |k| {
            let pose = ["pelvis_tilt", "pelvis_list", "pelvis_rotation"].map(|name| angle(name, k));
            Some(line(Point::new(0.0, 0.0), posed(local, pose)))
        })
    };
    let [x, y, _] = asis_from_psis(Side::Left);
    let middle = line_of([x, y, 0.0]);
    Some(Side::BOTH.map(|side| {
        let seen = measured(line_of(asis_from_psis(side)));
        let before = apart(&seen.tilt, &middle);
        let after = apart(&seen.at_midline(&clock).tilt, &middle);
        eprintln!(
            "{file} {}: SD {:.2} -> {:.2}, range {:+.2} -> {:+.2}",
            side.name(),
            before.0,
            after.0,
            before.1,
            after.1
        );
        (before, after)
    }))
}

#[test]
fn a_pelvis_that_drops_and_turns_comes_to_its_middle() {
    let Some(sides) = of_kinematics("opensim_welk007/running_natural_ik.mot", 1_f64.to_radians()) else {
        return;
    };
    for (before, after) in sides {
        assert!(before.0 > 1.5, "the near side should swing: {}", before.0);
        // Measured 0.69 and 0.76, range +0.4 and 0.0.
        assert!(after.0 < 0.85, "{} degrees from the middle", after.0);
        assert!(after.1.abs() < 0.6, "the range is off by {}", after.1);
    }
}

/// Where there is little to take out, little is taken, and little can be lost.
#[test]
fn a_pelvis_that_hardly_drops_is_not_made_worse_by_much() {
    let Some(sides) = of_kinematics("opensim_hamner01/run200_ik.mot", 1.0) else { return };
    for (before, after) in sides {
        // Measured 0.46 -> 0.46 and 0.50 -> 0.45.
        assert!(after.0 < before.0 + 0.2, "from {} to {} degrees", before.0, after.0);
    }
}

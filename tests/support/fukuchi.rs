//! The treadmill run of RBDS001 (Fukuchi et al. 2017, CC BY 4.0) as landmarks of a side view.
//!
//! | landmark | made from |
//! | --- | --- |
//! | hip | ASIS and PSIS through Bell's regression |
//! | knee, ankle | middle of the lateral and medial marker of the standing trial, carried by the four-marker shank cluster (planar rigid fit; the running trial has no joint markers) |
//! | heel | lowest heel marker |
//! | toe | middle of first and fifth metatarsal head (the tip of the foot has no marker) |
//! | shoulder, elbow, wrist, ear | absent: the set has no trunk |

use super::mocap::{
    ForceEvents, Markers, hip_centre_bell, mean, plus, read_columns, read_events, read_fukuchi,
    reference_file, sagittal, scaled,
};
use super::planar::Motion;
use super::recording::Recording;
use runtilt::body::{Landmark, Part, Point, Side};
use std::collections::BTreeMap;

/// Landmarks of the run at 150 Hz, or `None` where the data are not on this machine.
pub fn recording() -> Option<Recording> {
    let run = read_fukuchi(&reference_file("fukuchi_rbds001/RBDS001runT25markers.txt")?);
    let standing = read_fukuchi(&reference_file("fukuchi_rbds001/RBDS001static.txt")?);
    let mut paths = BTreeMap::new();
    for side in Side::BOTH {
        let letter = if side == Side::Left { "L" } else { "R" };
        let foot = |names: &[&str]| -> Vec<Option<Point>> {
            (0..run.len()).map(|k| middle(&run, letter, names, k)).collect()
        };
        paths.insert(Landmark::new(Part::Hip, side), (0..run.len()).map(|k| hip(&run, side, k)).collect());
        paths.insert(Landmark::new(Part::Heel, side), foot(&["Heel.Bottom"]));
        paths.insert(Landmark::new(Part::Toe, side), foot(&["MT1", "MT5"]));
        for (part, pair) in [(Part::Knee, ["Knee", "Knee.Medial"]), (Part::Ankle, ["Ankle", "Ankle.Medial"])]
        {
            paths.insert(Landmark::new(part, side), carried_by_shank(&run, &standing, letter, &pair));
        }
    }
    Some(Recording { rate: run.rate, paths })
}

/// Events at 100 N of the 30 Hz low-passed force, as they come with the data.
pub fn events_at_100_n() -> Option<ForceEvents> {
    Some(read_events(&reference_file("fukuchi_rbds001/RBDS001runT25_events_derived.csv")?))
}

/// Events at another threshold from the same force (300 Hz, sample 1 at 0 s) with the same 30 Hz low-pass; states
/// of under 60 ms are no contact and no flight.
pub fn events_at(threshold_n: f64) -> Option<ForceEvents> {
    let columns = read_columns(&reference_file("fukuchi_rbds001/RBDS001runT25forces.txt")?);
    let raw: Vec<f64> = columns["Fy"].iter().map(|v| v.expect("the force has no gaps")).collect();
    let force = super::filter::zero_lag(&raw, 300.0, 30.0);
    let mut events = ForceEvents::default();
    for (start, loaded) in long_states(&force, threshold_n, 18).into_iter().skip(1) {
        let (before, after) = (force[start - 1] - threshold_n, force[start] - threshold_n);
        let time = (start as f64 - 1.0 + before / (before - after)) / 300.0;
        if loaded { &mut events.contacts } else { &mut events.offs }.push(time);
    }
    Some(events)
}

/// Where the force passes the threshold for at least `shortest` samples, and whether it rises.
fn long_states(force: &[f64], threshold: f64, shortest: usize) -> Vec<(usize, bool)> {
    let mut states: Vec<(usize, bool, usize)> = Vec::new();
    for (k, value) in force.iter().enumerate() {
        match states.last_mut() {
            Some((_, loaded, length)) if *loaded == (*value > threshold) => *length += 1,
            _ => states.push((k, *value > threshold, 1)),
        }
    }
    let mut kept: Vec<(usize, bool)> = Vec::new();
    for (start, loaded, length) in states {
        if length >= shortest && kept.last().is_none_or(|last| last.1 != loaded) {
            kept.push((start, loaded));
        }
    }
    kept
}

fn middle(markers: &Markers, side: &str, names: &[&str], sample: usize) -> Option<Point> {
    let points: Option<Vec<Point>> =
        names.iter().map(|name| markers.seen(&format!("{side}.{name}"), sample)).collect();
    points.map(|points| mean(&points))
}

fn hip(run: &Markers, side: Side, sample: usize) -> Option<Point> {
    let sacrum = scaled(plus(run.at("L.PSIS", sample)?, run.at("R.PSIS", sample)?), 0.5);
    Some(sagittal(hip_centre_bell(side, run.at("L.ASIS", sample)?, run.at("R.ASIS", sample)?, sacrum)))
}

fn carried_by_shank(run: &Markers, standing: &Markers, side: &str, pair: &[&str; 2]) -> Vec<Option<Point>> {
    let names = ["Shank.Top.Lateral", "Shank.Bottom.Lateral", "Shank.Top.Medial", "Shank.Bottom.Medial"]
        .map(|name| format!("{side}.{name}"));
    let reference: Vec<Point> = names.iter().map(|name| standing.mean_seen(name)).collect();
    let joint = mean(&pair.map(|name| standing.mean_seen(&format!("{side}.{name}"))));
    (0..run.len())
        .map(|k| {
            let seen: Option<Vec<Point>> = names.iter().map(|name| run.seen(name, k)).collect();
            Some(Motion::fit(&reference, &seen?).apply(joint))
        })
        .collect()
}

//! The 2 m/s treadmill run of subject 01 of Hamner & Delp 2013 as landmarks of a side view.
//!
//! | landmark | made from |
//! | --- | --- |
//! | hip | LASI/RASI and LPSI/RPSI through Bell's regression |
//! | knee | centre of rotation between the thigh and shank clusters (planar SCoRE): the set has no knee markers; `LLEL`, `LMEL` are the **elbow's** epicondyles, 1.26 m high |
//! | ankle | centre of rotation between the shank cluster and the foot (calcaneus, fifth metatarsal, toe) |
//! | heel, toe | CAL, TOE |
//! | shoulder | acromion (ACR), which stands a few centimetres above the joint |

use super::mocap::{
    ForceEvents, Markers, hip_centre_bell, plus, read_events, read_trc, reference_file, sagittal, scaled,
};
use super::planar::Motion;
use super::recording::Recording;
use super::score::centres_of_rotation;
use runtilt::body::{Landmark, Part, Point, Side};
use std::collections::BTreeMap;

/// Landmarks at 100 Hz, or `None` where the data are not on this machine.
pub fn recording() -> Option<Recording> {
    let run = read_trc(&reference_file("opensim_hamner01/run200.trc")?);
    let mut paths = BTreeMap::new();
    for side in Side::BOTH {
        let letter = if side == Side::Left { "L" } else { "R" };
        let cluster = |names: [&str; 3]| motions(&run, &names.map(|name| format!("{letter}{name}")));
        let (thigh, shank) = (cluster(["TH1", "TH2", "TH3"]), cluster(["TB1", "TB2", "TB3"]));
        let foot = cluster(["CAL", "MT5", "TOE"]);
        let marker = |name: &str| (0..run.len()).map(|k| run.seen(&format!("{letter}{name}"), k)).collect();
        paths.insert(Landmark::new(Part::Hip, side), (0..run.len()).map(|k| hip(&run, side, k)).collect());
        paths.insert(Landmark::new(Part::Knee, side), joint(&thigh, &shank));
        paths.insert(Landmark::new(Part::Ankle, side), joint(&shank, &foot));
        paths.insert(Landmark::new(Part::Heel, side), marker("CAL"));
        paths.insert(Landmark::new(Part::Toe, side), marker("TOE"));
        paths.insert(Landmark::new(Part::Shoulder, side), marker("ACR"));
    }
    Some(Recording { rate: run.rate, paths })
}

/// Events at 30 N, seconds from the first sample of the markers.
pub fn events() -> Option<ForceEvents> {
    let start = read_trc(&reference_file("opensim_hamner01/run200.trc")?).start_s;
    let events = read_events(&reference_file("opensim_hamner01/run200_grf_events_30N.csv")?);
    let shifted = |times: Vec<f64>| times.into_iter().map(|t| t - start).collect();
    Some(ForceEvents { contacts: shifted(events.contacts), offs: shifted(events.offs) })
}

fn hip(run: &Markers, side: Side, sample: usize) -> Option<Point> {
    let sacrum = scaled(plus(run.at("LPSI", sample)?, run.at("RPSI", sample)?), 0.5);
    Some(sagittal(hip_centre_bell(side, run.at("LASI", sample)?, run.at("RASI", sample)?, sacrum)))
}

/// Motion of a cluster from its pose in the first frame.
fn motions(run: &Markers, names: &[String; 3]) -> Vec<Motion> {
    let seen = |k: usize| names.each_ref().map(|name| run.seen(name, k).expect("this recording has no gaps"));
    (0..run.len()).map(|k| Motion::fit(&seen(0), &seen(k))).collect()
}

/// The joint as the two segments carry it, half-way between both (Ehrig et al. 2006).
fn joint(proximal: &[Motion], distal: &[Motion]) -> Vec<Option<Point>> {
    let (on_proximal, on_distal) = centres_of_rotation(proximal, distal);
    let place = |(a, b): (&Motion, &Motion)| Some(a.apply(on_proximal).midpoint(b.apply(on_distal)));
    proximal.iter().zip(distal).map(place).collect()
}

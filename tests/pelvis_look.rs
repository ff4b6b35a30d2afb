#![allow(clippy::expect_used, clippy::print_stderr, missing_docs)]
use runtilt::pelvis::markers::spots;
use runtilt::pipeline::Observed;
use runtilt::track::{TrackOptions, track};
#[test]
fn look() {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/pelvis");
    for e in std::fs::read_dir(dir).expect("d") {
        let p = e.expect("e").path();
        let seen: Observed = serde_json::from_reader(flate2::read::GzDecoder::new(std::fs::File::open(&p).expect("f"))).expect("json");
        let t = track(&seen.poses, &TrackOptions::default()).expect("track");
        let blobs = seen.blobs.expect("blobs");
        let n: usize = blobs.iter().map(Vec::len).sum();
        eprintln!("{p:?} frames {} blobs/frame {:.1} roll {:?}", blobs.len(), n as f64 / blobs.len() as f64, t.quality.roll.map(|r| r.roll.degrees()));
        for s in spots(&blobs, &t.trajectories) {
            eprintln!("  place {:6.3} {:6.3} colour {:?} contrast {:5.1} diam {:.3} share {:.3}", s.place.x, s.place.y, s.colour, s.contrast, s.diameter, s.share);
        }
    }
}

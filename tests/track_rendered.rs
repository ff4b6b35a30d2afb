//! Landmarks of rendered clips, whose joints are known exactly.

mod track_support;

use runtilt::body::Side;
use runtilt::track::{TrackOptions, track};
use track_support::{load, raw, swapped_frames, thigh_rmse_deg, tracked};

#[test]
#[ignore]
fn explore() {
    let names = std::env::var("TRACK_CLIPS").unwrap();
    for name in names.split(',') {
        let clip = load(name);
        let out = match track(&clip.sequence, &TrackOptions::default()) {
            Ok(out) => out,
            Err(error) => {
                eprintln!("{name}: {error}");
                continue;
            }
        };
        let n = clip.sequence.poses.len();
        eprintln!("== {name} {n} {:?} {:?}", out.quality, out.warnings);
        if clip.truth.is_none() {
            continue;
        }
        let f = out.quality.facing.facing.sign();
        let (r, t) =
            (swapped_frames(&clip, &raw(&clip.sequence)), swapped_frames(&clip, &tracked(&out.trajectories)));
        eprintln!(
            "   swapped raw {} ({:.1} %), tracked {} {:?}",
            r.len(),
            100.0 * r.len() as f64 / n as f64,
            t.len(),
            t
        );
        for side in Side::BOTH {
            eprintln!(
                "   thigh {side:?} raw {:.2} tracked {:.2}",
                thigh_rmse_deg(&clip, side, f, &raw(&clip.sequence)),
                thigh_rmse_deg(&clip, side, f, &tracked(&out.trajectories))
            );
        }
        for repair in out.repairs.iter().filter(|r| matches!(r.what, runtilt::track::What::LegsExchanged(_)))
        {
            eprintln!("   {}-{} {}", repair.from_frame.0, repair.to_frame.0, repair.what);
        }
        let mut kinds = std::collections::BTreeMap::new();
        for repair in &out.repairs {
            *kinds.entry(repair.what.to_string()).or_insert(0) += repair.frames();
        }
        eprintln!("   {kinds:?}");
    }
}

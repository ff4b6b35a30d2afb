//! Stickers on rendered runners whose pelvis is known exactly.
#![allow(clippy::expect_used, clippy::panic, clippy::print_stderr)] // In tests a panic is the report.

mod pelvis_support;

use pelvis_support::{Clip, agreement, load};
use runtilt::pelvis::markers::{Measured, spots};

const WITH_STICKERS: [&str; 5] =
    ["bare_tilt18", "tight_left_tilt10", "loose_tilt24", "crop_tilt8", "bare_tilt28_rolled"];

fn tilt_deg(found: &Measured) -> Vec<Option<f64>> {
    found.tilt.samples().iter().map(|s| s.map(|a| a.degrees())).collect()
}

fn show(clip: &Clip) {
    for spot in spots(clip.seen.blobs.as_ref().expect("blobs"), &clip.tracked.trajectories) {
        eprintln!(
            "    spot {:6.3} {:6.3} colour {:?} contrast {:.0} diameter {:.3} share {:.3}",
            spot.place.x, spot.place.y, spot.colour, spot.contrast, spot.diameter, spot.share
        );
    }
}

#[test]
fn the_pelvis_tilts_as_it_does() {
    for clip in WITH_STICKERS.into_iter().filter(|n| std::path::Path::new(&format!("tests/data/pelvis/{n}.json.gz")).exists()).map(load) {
        eprintln!("{}: roll {:?}", clip.name, clip.tracked.quality.roll.map(|r| r.roll.degrees()));
        show(&clip);
        match clip.measured() {
            Ok(found) => {
                let a = agreement(&tilt_deg(&found), &clip.truth.pelvic_tilt_deg);
                eprintln!("  tilt {a:?}");
                for s in &found.stickers {
                    let truth = clip.sticker(s.name.name());
                    let (mut both, mut visible, mut off) = (0, 0, Vec::new());
                    if let Some(truth) = truth {
                        for (k, p) in s.path.iter().enumerate() {
                            visible += usize::from(truth.visible[k]);
                            if let Some(p) = p {
                                both += usize::from(truth.visible[k]);
                                let i = clip.tracked.trajectories.view().image_from_body(*p);
                                off.push((i.x - truth.image_px[k][0]).hypot(i.y - truth.image_px[k][1]));
                            }
                        }
                    }
                    off.sort_by(f64::total_cmp);
                    eprintln!("  {:?} share {:.3}, of visible {both}/{visible}, px off median {:?} p95 {:?}", s.name, s.share_seen, off.get(off.len() / 2), off.get(off.len() * 95 / 100));
                }
            }
            Err(e) => eprintln!("  {e}"),
        }
    }
    for clip in ["flat_tilt18", "none_bare", "none_print"].map(load) {
        eprintln!("{}", clip.name);
        show(&clip);
        eprintln!("  {:?}", clip.measured().map(|m| m.stickers.len()));
    }
}

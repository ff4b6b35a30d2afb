//! Dev.
use runtilt::body::*;
use runtilt::gait::{self, *};
use runtilt::kinematics::*;
use runtilt::models::Store;
use runtilt::pose::*;
use runtilt::track::*;
use runtilt::units::*;
use runtilt::video::*;
use std::sync::Arc;
fn main() {
    let clip = std::env::args().nth(1).unwrap();
    let store = Store::locate().unwrap();
    let mut tools = Toolbox::open(&store).unwrap();
    let path = std::path::Path::new(&clip);
    let window = Window { start: Seconds(0.0), end: None };
    let s = survey(
        VideoReader::open(path).unwrap(),
        &window,
        &mut tools.detector().unwrap(),
        &|_| {},
        &Cancel::default(),
    )
    .unwrap();
    let runner = subject::choose(subject::people(&s.sightings), None, s.looked_at).unwrap();
    let regions = crop_path(&runner, &s.time);
    let lm = tools.landmarkers(Complexity::Heavy).unwrap();
    let poses =
        extract(VideoReader::open(path).unwrap(), s.skipped, &regions, lm, &|_| {}, &Cancel::default())
            .unwrap();
    let size = VideoReader::open(path).unwrap().info().size;
    let seq = PoseSequence { time: Arc::new(s.time), poses, frame_size: size };
    let t = track(&seq, &TrackOptions { incline: Some(Angle::ZERO), ..TrackOptions::default() }).unwrap();
    println!("{:?}", t.quality);
    for w in &t.warnings {
        println!("W {w}");
    }
    let mut hips = 0;
    for r in &t.repairs {
        if let What::LegsExchanged(e) = r.what {
            if e.hip {
                hips += r.frames();
            }
        }
    }
    println!("hip exchanged frames {hips}");
    let a = angles_from_trajectories(&t.trajectories);
    let g = gait::analyse(&t.trajectories, &a, &GaitOptions::default()).unwrap();
    println!("cadence {:?}\nscale {:?} speed {:?}", g.summary.cadence_spm, g.scale, g.speed);
    for side in Side::BOTH {
        let ss = g.summary.sides.get(side);
        println!("{side:?} {:?}", ss.strides);
        for (p, e) in &ss.parameters {
            println!("  {:36} {:8.3} sd {:.3?} {:.3?}", p.name(), e.mean, e.sd, e.interval);
        }
    }
    for w in &g.warnings {
        println!("W {w}");
    }
    for s in &g.strides {
        if let Some(r) = &s.rejected {
            println!("rejected {:?} {:.2} {r}", s.side, s.initial_contact.0);
        }
    }
    let mut text = String::from("frame,time_s");
    for l in Landmark::all() {
        text += &format!(",{:?}_{:?}_x,{:?}_{:?}_y", l.part, l.side, l.part, l.side);
    }
    text.push('\n');
    for i in 0..seq.time.len() {
        text += &format!("{i},{:.6}", seq.time.seconds()[i]);
        for l in Landmark::all() {
            match t.trajectories.at(l.part, l.side, i) {
                Some(p) => {
                    let p = t.trajectories.view().image_from_body(p);
                    text += &format!(",{:.2},{:.2}", p.x, p.y)
                }
                None => text += ",,",
            }
        }
        text.push('\n');
    }
    std::fs::write(std::env::args().nth(2).unwrap(), text).unwrap();
}

//! Dev: dump landmarks.
use runtilt::body::*;
use runtilt::models::Store;
use runtilt::pose::*;
use runtilt::units::*;
use runtilt::video::*;
use std::time::Instant;
fn main() {
    let clip = std::env::args().nth(1).unwrap();
    let out = std::env::args().nth(2).unwrap();
    let store = Store::locate().unwrap();
    let t0 = Instant::now();
    let mut tools = Toolbox::open(&store).unwrap();
    eprintln!("runtime {:?}", t0.elapsed());
    let mut det = tools.detector().unwrap();
    eprintln!("detector {:?}", t0.elapsed());
    let path = std::path::Path::new(&clip);
    let window = Window { start: Seconds(0.0), end: None };
    let tick = |_| {};
    let cancel = Cancel::default();
    let s = survey(VideoReader::open(path).unwrap(), &window, &mut det, &tick, &cancel).unwrap();
    let n = s.time.len();
    eprintln!("survey {:?} {} frames {} looks {} sightings", t0.elapsed(), n, s.looked_at, s.sightings.len());
    let people = subject::people(&s.sightings);
    for p in &people {
        eprintln!("person {} sightings", p.sightings().len());
    }
    let runner = subject::choose(people, None, s.looked_at).unwrap();
    let regions = crop_path(&runner, &s.time);
    let lm = tools.landmarkers(Complexity::Heavy).unwrap();
    eprintln!("landmarkers {:?}", t0.elapsed());
    let t1 = Instant::now();
    let poses = extract(VideoReader::open(path).unwrap(), s.skipped, &regions, lm, &tick, &cancel).unwrap();
    eprintln!("extract {:?} = {:.2} ms/frame", t1.elapsed(), t1.elapsed().as_secs_f64() * 1e3 / n as f64);
    let mut text = String::from("frame,time_s");
    for l in Landmark::all() {
        text += &format!(
            ",{:?}_{:?}_x,{:?}_{:?}_y,{:?}_{:?}_z,{:?}_{:?}_v",
            l.part, l.side, l.part, l.side, l.part, l.side, l.part, l.side
        );
    }
    text.push('\n');
    for (i, p) in poses.iter().enumerate() {
        text += &format!("{i},{:.6}", s.time.seconds()[i]);
        for l in Landmark::all() {
            match p {
                Some(p) => {
                    let o = p.get(l);
                    text += &format!(
                        ",{:.2},{:.2},{:.1},{:.3}",
                        o.image.x,
                        o.image.y,
                        o.depth,
                        o.visibility.get()
                    );
                }
                None => text += ",,,,",
            }
        }
        text.push('\n');
    }
    std::fs::write(out, text).unwrap();
}

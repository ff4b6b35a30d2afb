//! Dev.
use runtilt::models::Store;
use runtilt::pose::*;
use runtilt::units::*;
use runtilt::video::*;
fn main() {
    let clip = std::env::args().nth(1).unwrap();
    let store = Store::locate().unwrap();
    let mut tools = Toolbox::open(&store).unwrap();
    let mut det = tools.detector().unwrap();
    let window = Window { start: Seconds(0.0), end: None };
    let s = survey(
        VideoReader::open(std::path::Path::new(&clip)).unwrap(),
        &window,
        &mut det,
        &|_| {},
        &Cancel::default(),
    )
    .unwrap();
    let (mut x, mut y) = (0.0, 0.0);
    for c in &s.camera {
        x += c.right.0;
        y += c.down.0;
        print!("({:.1},{:.1};{:.2}) ", x, y, c.response);
    }
    println!();
    for p in subject::people(&s.sightings) {
        println!(
            "person {} motion {:?}",
            p.sightings().len(),
            p.sightings().iter().take(5).map(|s| s.motion).collect::<Vec<_>>()
        );
    }
}

//! Time of the networks, each with its warp, on one thread: `cargo bench --bench pose`.
#![allow(
    missing_docs,
    clippy::expect_used,
    reason = "a bench reports by panicking; criterion's macros have no docs"
)]

use criterion::{Criterion, criterion_group, criterion_main};
use runtilt::models::Store;
use runtilt::pose::{Complexity, Detector, Toolbox};
use runtilt::video::VideoReader;
use std::path::Path;

const CLIP: &str = "sample_videos/easy_runner_60fps.mp4";

fn networks(criterion: &mut Criterion) {
    let store = Store::locate().expect("a model store");
    let mut tools = Toolbox::open(&store).expect("`make setup` fetched the runtime");
    let frame = VideoReader::open(Path::new(CLIP))
        .and_then(|mut r| r.next_frame())
        .expect("decodes")
        .expect("a frame");
    let mut detector = tools.detector().expect("the detector loads");
    let region = detector.detect(&frame).expect("runs")[0].region();
    criterion.bench_function("detector, one frame", |b| b.iter(|| detector.detect(&frame).expect("runs")));
    for (name, complexity) in
        [("heavy", Complexity::Heavy), ("full", Complexity::Full), ("lite", Complexity::Lite)]
    {
        let mut landmarker = tools.landmarkers(complexity).expect("the model loads").remove(0);
        criterion.bench_function(&format!("landmarks {name}, one frame"), |b| {
            b.iter(|| landmarker.all_points(&frame, &region).expect("runs"));
        });
    }
    let mut pelvis = tools.still_reader().expect("the networks load");
    criterion.bench_function("both pelvis networks, one square", |b| {
        b.iter(|| pelvis.read(&frame, &region).expect("runs"));
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = networks
}
criterion_main!(benches);

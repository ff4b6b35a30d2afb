//! Leg identity, cleaning and filtering of a 12 s clip at 60 frames per second: `cargo bench --bench track`.
#![allow(
    missing_docs,
    clippy::expect_used,
    reason = "a bench reports by panicking; criterion's macros have no docs"
)]

#[path = "../tests/track_support/mod.rs"]
mod track_support;

use criterion::{Criterion, criterion_group, criterion_main};
use runtilt::track::{TrackOptions, track};
use std::hint::black_box;
use track_support::stick::{inject, runner};

fn tracking(criterion: &mut Criterion) {
    let times: Vec<f64> = (0..720).map(|frame| f64::from(frame) / 60.0).collect();
    let (mut sequence, _) = runner(times, 0.006, 1);
    inject(&mut sequence, 0.04, 2);
    criterion.bench_function("track, 720 frames", |b| {
        b.iter(|| track(black_box(&sequence), &TrackOptions::default()).expect("a side view"));
    });
}

criterion_group!(benches, tracking);
criterion_main!(benches);

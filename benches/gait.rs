//! Angles and gait of a 12 s clip at 60 frames per second.
#![allow(missing_docs, clippy::expect_used)] // Criterion's macros make public items; a bench may panic.

use criterion::{Criterion, criterion_group, criterion_main};
use runtilt::gait::{GaitOptions, analyse};
use runtilt::kinematics::angles_from_trajectories;
use std::hint::black_box;

#[path = "../tests/support/mod.rs"]
mod support;
use support::stick_runner::{StickRunner, even_times};

fn gait(criterion: &mut Criterion) {
    let body = StickRunner { times_s: even_times(12.0, 60.0), ..StickRunner::default() }.film().body;
    let angles = angles_from_trajectories(&body);
    criterion.bench_function("kinematics", |b| b.iter(|| angles_from_trajectories(black_box(&body))));
    criterion.bench_function("gait", |b| {
        b.iter(|| analyse(black_box(&body), &angles, &GaitOptions::default()).expect("the stick runs"));
    });
}

criterion_group!(benches, gait);
criterion_main!(benches);

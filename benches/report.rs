//! What the report costs apart from encoding: `cargo bench --bench report`.
#![allow(
    missing_docs,
    clippy::expect_used,
    reason = "a bench reports by panicking; criterion's macros have no docs"
)]

#[path = "../tests/report_support/mod.rs"]
mod report_support;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use report_support::{drawn_frame, example_document};
use runtilt::report::{Annotator, plots, to_json};
use std::hint::black_box;

fn report(criterion: &mut Criterion) {
    let document = example_document();
    criterion.bench_function("result.json", |b| b.iter(|| to_json(black_box(&document)).expect("finite")));
    criterion.bench_function("all plots", |b| b.iter(|| plots(black_box(&document)).expect("drawn")));
    let mut annotator = Annotator::new(&document);
    criterion.bench_function("annotate one frame", |b| {
        b.iter_batched_ref(
            || drawn_frame(60),
            |frame| annotator.annotate(frame).expect("drawn"),
            BatchSize::PerIteration,
        );
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = report
}
criterion_main!(benches);

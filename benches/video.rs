//! Speed of the video stage per frame of a 720x1280 clip, the size that phones film for this use.

#![allow(clippy::expect_used, missing_docs, reason = "a bench that cannot run must stop")]

use criterion::{Criterion, criterion_group, criterion_main};
use runtilt::body::FrameSize;
use runtilt::units::{Angle, Hertz, Pixels, Seconds};
use runtilt::video::motion::shift_between;
use runtilt::video::{Border, Frame, PixelRange, Region, VideoReader, VideoWriter};
use std::hint::black_box;
use std::path::Path;

const SIZE: FrameSize = FrameSize { width: 720, height: 1280 };
const FRAMES: usize = 30;

/// A textured picture that shifts from frame to frame, so that the encoder has something to do.
fn frame(index: usize) -> Frame {
    let mut bytes = Vec::with_capacity(SIZE.width as usize * SIZE.height as usize * 3);
    for (y, x) in (0..SIZE.height).flat_map(|y| (0..SIZE.width).map(move |x| (y, x + 3 * index as u32))) {
        let value = (x / 7 * 31 + y / 9 * 17) % 200 + (x ^ y) % 16;
        bytes.extend([value as u8, (value / 2) as u8, 255 - value as u8]);
    }
    Frame::from_rgb(SIZE, &bytes, index, Seconds(index as f64 / 30.0)).expect("sizes fit")
}

fn write(path: &Path, frames: &[Frame]) {
    let mut writer = VideoWriter::create(path, SIZE, Hertz(30.0)).expect("starts");
    for frame in frames {
        writer.write(frame).expect("writes");
    }
    writer.finish().expect("finishes");
}

fn sampling(criterion: &mut Criterion) {
    let (before, after) = (frame(0), frame(1));
    let region = Region {
        centre: SIZE.centre(),
        side: Pixels(900.0),
        rotation: Angle::from_degrees(12.0),
        mirrored: false,
    };
    let mut tensor = vec![0.0; 256 * 256 * 3];
    criterion.bench_function("video/warp to 256x256", |bench| {
        bench.iter(|| {
            before
                .warp_rgb_f32(black_box(&region), 256, PixelRange::ZeroToOne, Border::Replicate, &mut tensor)
                .expect("warps")
        });
    });
    criterion.bench_function("video/thumbnail of 180", |bench| {
        bench.iter(|| black_box(&before).gray_thumbnail(180).expect("thumbnail"));
    });
    let (first, second) = (before.gray_thumbnail(180).expect("one"), after.gray_thumbnail(180).expect("two"));
    criterion.bench_function("video/camera shift", |bench| {
        bench.iter(|| shift_between(black_box(&first), &second, &[]).expect("measures"));
    });
}

fn files(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("folder");
    let (clip, copy) = (folder.path().join("clip.mp4"), folder.path().join("copy.mp4"));
    let frames: Vec<Frame> = (0..FRAMES).map(frame).collect();
    write(&clip, &frames);
    let mut group = criterion.benchmark_group("video, 30 frames of 720x1280");
    group.sample_size(10);
    group.bench_function("read", |bench| {
        bench.iter(|| {
            let mut reader = VideoReader::open(&clip).expect("opens");
            while let Some(frame) = reader.next_frame().expect("reads") {
                black_box(frame);
            }
        });
    });
    group.bench_function("skip", |bench| {
        bench.iter(|| {
            let mut reader = VideoReader::open(&clip).expect("opens");
            while let Some(frame) = reader.skip_frame().expect("reads") {
                black_box(frame);
            }
        });
    });
    group.bench_function("write", |bench| bench.iter(|| write(&copy, &frames)));
    group.finish();
}

criterion_group!(video, sampling, files);
criterion_main!(video);

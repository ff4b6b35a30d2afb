//! A stick figure with chosen faults: none may be invented, and every injected one must be undone.

#![allow(clippy::expect_used, clippy::print_stderr, reason = "a test that fails says why, a skipped one too")]

mod track_support;

use runtilt::body::{Part, PoseSequence, Side};
use runtilt::track::{TrackError, TrackOptions, Tracked, Warning, What, track};
use runtilt::units::FrameIndex;
use track_support::stick::{Dice, inject, runner};
use track_support::{Clip, swapped_frames, tracked};

/// Noise of a BlazePose coordinate in leg lengths, as measured (`docs/METHODS-track.md`).
const NOISE: f64 = 0.006;

fn regular(rate: f64, seconds: f64) -> Vec<f64> {
    (0..(rate * seconds) as u32).map(|frame| f64::from(frame) / rate).collect()
}

/// A phone that drops to half its rate now and then.
fn variable(rate: f64, seconds: f64) -> Vec<f64> {
    let mut dice = Dice::new(5);
    let mut times = vec![0.0];
    while times[times.len() - 1] < seconds {
        let step = if dice.roll() < 0.15 { 2.0 } else { 1.0 };
        times.push(times[times.len() - 1] + step / rate);
    }
    times
}

fn axes() -> Vec<(&'static str, Vec<f64>)> {
    vec![
        ("30", regular(30.0, 8.0)),
        ("60", regular(60.0, 8.0)),
        ("120", regular(120.0, 6.0)),
        ("240", regular(240.0, 4.0)),
        ("variable 60", variable(60.0, 8.0)),
    ]
}

fn run(sequence: &PoseSequence) -> Tracked {
    track(sequence, &TrackOptions::default()).expect("a runner from the side")
}

fn exchanged_frames(out: &Tracked) -> usize {
    let exchanges = out.repairs.iter().filter(|repair| matches!(repair.what, What::LegsExchanged(_)));
    exchanges.map(|repair| repair.frames()).sum()
}

#[test]
fn no_exchange_is_invented_at_any_frame_rate() {
    for (name, times) in axes() {
        for noise in [0.0, NOISE] {
            let (sequence, truth) = runner(times.clone(), noise, 3);
            let out = run(&sequence);
            // With noise, knees that coincide may be named either way: only what a person could see counts.
            let clip = Clip { name: name.to_owned(), sequence, truth: Some(truth) };
            assert_eq!(
                swapped_frames(&clip, &tracked(&out.trajectories)),
                Vec::<usize>::new(),
                "{name}, noise {noise}"
            );
            if noise == 0.0 {
                assert_eq!(exchanged_frames(&out), 0, "{name}");
            }
            assert_eq!(out.warnings, [], "{name}, noise {noise}");
        }
    }
}

#[test]
fn injected_exchanges_are_undone() {
    let (mut injected, mut left) = (0, 0);
    for (name, times) in axes() {
        for seed in 1..=4 {
            let (mut sequence, truth) = runner(times.clone(), NOISE, seed);
            injected += inject(&mut sequence, 0.10, seed + 100).len();
            let out = run(&sequence);
            let clip = Clip { name: name.to_owned(), sequence, truth: Some(truth) };
            let wrong = swapped_frames(&clip, &tracked(&out.trajectories));
            if !wrong.is_empty() {
                eprintln!("{name}, seed {seed}: still exchanged in {wrong:?}");
            }
            left += wrong.len();
        }
    }
    eprintln!("{injected} frames exchanged, {left} left");
    assert!(injected > 1000 && left as f64 <= 0.01 * injected as f64, "{left} of {injected}");
}

#[test]
fn a_runner_who_is_gone_for_a_while_stays_gone_and_keeps_the_legs() {
    let (mut sequence, truth) = runner(regular(60.0, 8.0), NOISE, 9);
    sequence.poses[200..260].fill(None);
    sequence.poses[300..304].fill(None);
    let out = run(&sequence);
    assert_eq!(out.trajectories.at(Part::Knee, Side::Left, 230), None);
    assert!(out.trajectories.at(Part::Knee, Side::Left, 302).is_some(), "four frames at 60/s are filled");
    let filled = |r: &&runtilt::track::Repair| matches!(r.what, What::GapFilled(l) if l.part == Part::Knee && l.side == Side::Left);
    let fills: Vec<_> = out.repairs.iter().filter(filled).map(|r| (r.from_frame, r.to_frame)).collect();
    assert_eq!(fills, [(FrameIndex(300), FrameIndex(303))]);
    assert_eq!(out.warnings, [Warning::RunnerMissing { share: 64.0 / 480.0 }]);
    let clip = Clip { name: "gone".to_owned(), sequence, truth: Some(truth) };
    assert_eq!(swapped_frames(&clip, &tracked(&out.trajectories)), Vec::<usize>::new());
}

#[test]
fn refusals_say_why() {
    let (sequence, _) = runner(regular(60.0, 2.0), NOISE, 1);
    let with = |from: usize| {
        let mut poses = sequence.poses.clone();
        poses[from..].fill(None);
        track(&PoseSequence { poses, ..sequence.clone() }, &TrackOptions::default())
    };
    assert_eq!(with(0).err(), Some(TrackError::NoRunner { frames: 120 }));
    assert!(matches!(with(30), Err(TrackError::TooShort { found: 30, frames: 120, .. })));
    let mut short = sequence.clone();
    short.poses.pop();
    assert_eq!(
        track(&short, &TrackOptions::default()).err(),
        Some(TrackError::LengthMismatch { poses: 119, times: 120 })
    );
}

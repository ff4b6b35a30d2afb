//! The moment in the stride of every frame, without knowing which leg is which.
//!
//! How far the ankles are apart along the run does not depend on their labels: it rises and falls once per step. Steps
//! alternate, so counting them leaves one question per unbroken run of steps, which leg leads the even ones, and there
//! the model's labels vote with all frames together. A whole leg that the model exchanges from one crossing to the next
//! cannot turn the count.

use super::LegPoints;
use crate::body::Point;
use crate::robust::median;
use crate::track::smooth::{smooth, stretches};
use crate::units::Hertz;

/// Keeps the fundamental of the steps (2.2-3.8 Hz at 130-230 steps/min).
const STEP_CUTOFF: Hertz = Hertz(4.0);

/// Longest step in time over which the cycle is followed: less than half a step of 0.35 s.
const LONGEST_STEP_S: f64 = 0.15;

/// Durations of a step that count as running: 300 down to 100 steps/min, wide of the 230-130 of the design.
pub(in crate::track) const STEP_S: std::ops::Range<f64> = 0.2..0.6;

/// Steps of one runner at one speed are alike: stride-time variation is 1-3 % in treadmill running (Jordan, Challis & Newell
/// 2006), left to right differs little more. A step off by this share is a miscount.
const MISCOUNT: f64 = 0.3;

/// Fewest steps whose labels may vote on who leads: with fewer, one exchanged step could decide.
const FEWEST_STEPS: usize = 3;

const ANKLE: usize = 2;

/// Phase 0..1 of each frame in the stride; the left leg leads in the first half. `None` where steps cannot be counted.
pub(super) fn phases(frames: &[LegPoints]) -> Vec<Option<f64>> {
    let times_s: Vec<f64> = frames.iter().map(|frame| frame.time_s).collect();
    let leads: Vec<f64> = frames.iter().map(lead).collect();
    let apart: Vec<Option<Point>> = leads.iter().map(|lead| Some(Point::new(lead * lead, 0.0))).collect();
    let mut phases = vec![None; frames.len()];
    for stretch in stretches(&times_s, &apart, LONGEST_STEP_S) {
        let points: Vec<Point> = apart[stretch.clone()].iter().flatten().copied().collect();
        let times_s = &times_s[stretch.clone()];
        let Some(smoothed) = smooth(times_s, &points, STEP_CUTOFF) else { continue };
        let partings = partings(times_s, &smoothed);
        for steps in regular_runs(&partings) {
            let counted: Vec<Option<f64>> = times_s.iter().map(|&t| half_strides(steps, t)).collect();
            assign(&mut phases[stretch.clone()], &counted, &leads[stretch.clone()]);
        }
    }
    phases
}

/// How far the ankle labelled left is ahead of the one labelled right.
fn lead(frame: &LegPoints) -> f64 {
    frame.at[ANKLE][0].x - frame.at[ANKLE][1].x
}

/// Times at which the legs part: the squared distance rises through its median.
fn partings(times_s: &[f64], apart: &[Point]) -> Vec<f64> {
    let Some(level) = median(apart.iter().map(|p| p.x).collect()) else { return Vec::new() };
    let rise = |k: usize| {
        let (before, after) = (apart[k].x - level, apart[k + 1].x - level);
        let share = before / (before - after);
        (before < 0.0 && after >= 0.0).then(|| times_s[k] + share * (times_s[k + 1] - times_s[k]))
    };
    (0..apart.len().saturating_sub(1)).filter_map(rise).collect()
}

/// The runs of partings whose steps are alike.
fn regular_runs(partings: &[f64]) -> Vec<&[f64]> {
    let steps = partings.windows(2).map(|pair| pair[1] - pair[0]).filter(|step| STEP_S.contains(step));
    let Some(usual) = median(steps.collect()) else { return Vec::new() };
    let alike = |a: &f64, b: &f64| ((b - a) / usual - 1.0).abs() < MISCOUNT;
    partings.chunk_by(alike).filter(|run| run.len() > FEWEST_STEPS).collect()
}

/// Steps since the first parting, with the share of the current one; up to one step before the first and after the last.
fn half_strides(partings: &[f64], t: f64) -> Option<f64> {
    let last = partings.len().checked_sub(1)?;
    let next = partings.partition_point(|&parting| parting <= t).clamp(1, last);
    let (from, to) = (partings[next - 1], partings[next]);
    let share = (t - from) / (to - from);
    (-1.0..=2.0).contains(&share).then_some((next - 1) as f64 + share)
}

/// Turns counted steps into phases, with the labels' majority deciding whose steps are the even ones.
fn assign(phases: &mut [Option<f64>], counted: &[Option<f64>], leads: &[f64]) {
    // The same leg is ahead from the parting through the first half of the step.
    let votes = counted.iter().zip(leads).filter_map(|(steps, lead)| {
        let steps = (*steps)?;
        let sign = if steps.rem_euclid(2.0) < 1.0 { 1.0 } else { -1.0 };
        (steps.rem_euclid(1.0) < 0.5).then_some(sign * lead)
    });
    let left_leads_even = votes.sum::<f64>() >= 0.0;
    let shift = if left_leads_even { 0.0 } else { 1.0 };
    for (phase, steps) in phases.iter_mut().zip(counted) {
        *phase = phase.or(steps.map(|steps| ((steps + shift) / 2.0).rem_euclid(1.0)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::LEG;
    use super::*;

    /// Ankles that swing past each other at `strides_hz`, with the labels exchanged where `wrong` says.
    fn swinging(rate: f64, strides_hz: f64, wrong: impl Fn(f64) -> bool) -> Vec<LegPoints> {
        let frame = |k: u32| {
            let time_s = f64::from(k) / rate;
            let lead = 0.5 * (std::f64::consts::TAU * strides_hz * time_s).sin();
            let sides = [Point::new(lead, 1.0), Point::new(-lead, 1.0)];
            let ankles = if wrong(time_s) { [sides[1], sides[0]] } else { sides };
            let mut at = [[Point::default(); 2]; LEG.len()];
            at[ANKLE] = ankles;
            LegPoints { time_s, at }
        };
        (0..(5.0 * rate) as u32).map(frame).collect()
    }

    #[test]
    fn the_left_leg_leads_in_the_first_half_even_through_two_exchanged_steps() {
        for rate in [30.0, 60.0, 240.0] {
            // At 1.4 strides/s a step lasts 0.357 s: steps 3 and 8 are labelled wrongly.
            let wrong = |t: f64| [3.0, 8.0].contains(&(t * 2.8).floor());
            let frames = swinging(rate, 1.4, wrong);
            for (frame, phase) in frames.iter().zip(phases(&frames)) {
                let truly_ahead = (std::f64::consts::TAU * 1.4 * frame.time_s).sin();
                if truly_ahead.abs() > 0.8 {
                    let phase = phase.expect("regular steps");
                    assert_eq!(phase < 0.5, truly_ahead > 0.0, "{rate} Hz, {} s", frame.time_s);
                }
            }
        }
    }

    #[test]
    fn someone_who_stands_has_no_cycle() {
        let frames = swinging(60.0, 0.0, |_| false);
        assert!(phases(&frames).iter().all(Option::is_none));
    }
}

//! What a path does once a stride: the part of it that goes the other way half a stride later.
//!
//! Both steps of a stride move the middle of the body alike; what turns with the pelvis, or hangs on one leg, goes one way on the left step and
//! the other way on the right one.

use super::identity::STEP_S;
use crate::body::{Part, Side, Trajectories};
use crate::robust::median;
use crate::series::Series;
use crate::units::Seconds;
use std::sync::Arc;

/// Fewest strides whose median is believed.
const FEWEST_STRIDES: usize = 3;

/// Half of the usual stride: the ankles pass each other twice in each. `None` where nobody runs.
pub(super) fn half_stride(body: &Trajectories) -> Option<Seconds> {
    let lead = Series::from_fn(Arc::clone(body.time()), |frame| {
        Some(body.at(Part::Ankle, Side::Left, frame)?.x - body.at(Part::Ankle, Side::Right, frame)?.x)
    });
    let passes = |frame: usize| {
        let changes = (lead.at(frame)? < 0.0) != (lead.at(frame + 1)? < 0.0);
        changes.then(|| lead.crossing_time(frame, 0.0))?
    };
    let passing: Vec<Seconds> = (0..lead.len()).filter_map(passes).collect();
    let halves = passing.windows(3).map(|three| (three[2].0 - three[0].0) / 2.0);
    let halves: Vec<f64> = halves.filter(|half| STEP_S.contains(half)).collect();
    (halves.len() >= FEWEST_STRIDES).then_some(())?;
    median(halves).map(Seconds)
}

/// The part of a path that is opposite half a stride before and after. A steady drift is none of it. Near an end or a gap it is the opposite of what it
/// is half a stride away, or what it is a whole one away; `None` where that is not known either.
pub(super) fn once_a_stride(path: &Series<f64>, half: Seconds) -> Series<f64> {
    let times_s = path.time().seconds();
    let both_sides = |frame: usize| {
        let [earlier, later] = [-half.0, half.0].map(|way| path.value_at(Seconds(times_s[frame] + way)));
        Some((path.at(frame)? - f64::midpoint(earlier?, later?)) / 2.0)
    };
    let inner = Series::from_fn(Arc::clone(path.time()), both_sides);
    Series::from_fn(Arc::clone(path.time()), |frame| {
        let away = |halves: f64| inner.value_at(Seconds(times_s[frame] + halves * half.0));
        let opposite = || Some(-away(1.0).or_else(|| away(-1.0))?);
        let same = || away(2.0).or_else(|| away(-2.0));
        inner.at(frame).or_else(opposite).or_else(same)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::TimeAxis;
    use crate::units::Hertz;
    use std::f64::consts::TAU;

    const STRIDE: f64 = 0.7;

    /// A drift, a swing once a step, and one once a stride of 3 pixels.
    fn drawn(t: f64) -> f64 {
        40.0 * t + 5.0 * (2.0 * TAU * t / STRIDE).sin() + 3.0 * (TAU * t / STRIDE).cos()
    }

    #[test]
    fn drift_and_what_both_steps_do_are_left_out_to_the_ends() {
        for rate in [30.0, 60.0, 240.0] {
            let time = Arc::new(TimeAxis::regular((4.0 * rate) as usize, Hertz(rate)));
            let path = Series::from_fn(Arc::clone(&time), |frame| Some(drawn(time.seconds()[frame])));
            let found = once_a_stride(&path, Seconds(STRIDE / 2.0));
            for (frame, t) in time.seconds().iter().enumerate() {
                let true_swing = 3.0 * (TAU * t / STRIDE).cos();
                let off = found.at(frame).expect("steps on one side at least") - true_swing;
                // Straight lines between samples at 30 a second: (2π · 2.9 · 0.033)² / 8 of 5 pixels, halved and again.
                assert!(off.abs() < 0.3, "{off} at {t} s of {rate} a second");
            }
        }
    }

    #[test]
    fn in_and_about_a_gap_other_steps_tell() {
        let time = Arc::new(TimeAxis::regular(240, Hertz(60.0)));
        let gap = 100..110;
        let path = Series::from_fn(Arc::clone(&time), |frame| {
            (!gap.contains(&frame)).then(|| drawn(time.seconds()[frame]))
        });
        let found = once_a_stride(&path, Seconds(STRIDE / 2.0));
        // In the gap, and half a stride (21 frames) off where one side is missing: other steps know.
        for frame in [84, 105, 126] {
            let off = found.at(frame).expect("known a stride away")
                - 3.0 * (TAU * time.seconds()[frame] / STRIDE).cos();
            assert!(off.abs() < 0.1, "{off}");
        }
    }
}

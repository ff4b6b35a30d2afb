//! Raw landmark paths of a recording, to be resampled, made noisy and filtered as a video would be.

use super::filter::zero_lag;
use super::noise::Noise;
use super::pose::LEVEL_VIEW;
use runtilt::body::{Landmark, Part, Point, Trajectories};
use runtilt::series::{Series, TimeAxis};
use runtilt::units::Hertz;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Longest gap that is filled, as the product does.
const LONGEST_GAP_S: f64 = 0.1;

/// Landmarks in the body frame at an even rate, millimetres.
#[derive(Debug, Clone)]
pub struct Recording {
    /// Samples per second.
    pub rate: f64,
    /// Paths; a landmark that the recording has no marker for is absent.
    pub paths: BTreeMap<Landmark, Vec<Option<Point>>>,
}

impl Recording {
    /// The recording at another rate, by linear interpolation.
    pub fn resampled(&self, rate: f64) -> Self {
        let place = |k: usize| k as f64 * self.rate / rate;
        let paths = self.paths.iter().map(|(&landmark, path)| {
            let len = ((path.len() - 1) as f64 * rate / self.rate).floor() as usize;
            (landmark, (0..len).map(|k| between(path, place(k))).collect())
        });
        Self { rate, paths: paths.collect() }
    }

    /// The recording with independent noise on every coordinate of every frame.
    pub fn with_noise(&self, sd_mm: f64, seed: u64) -> Self {
        let mut noise = Noise::seeded(seed);
        let mut noisy = self.clone();
        for point in noisy.paths.values_mut().flatten().flatten() {
            point.x += sd_mm * noise.normal();
            point.y += sd_mm * noise.normal();
        }
        noisy
    }

    /// Trajectories filtered as the product filters: trunk and hips 10 Hz, knee 12 Hz, foot 15 Hz, never above 0.4 of
    /// the rate. One pixel is one millimetre.
    pub fn filtered(&self) -> Trajectories {
        self.trajectories(|part, path| {
            let cutoff: f64 = match part {
                Part::Ear | Part::Shoulder | Part::Hip => 10.0,
                Part::Elbow | Part::Wrist | Part::Knee => 12.0,
                Part::Ankle | Part::Heel | Part::Toe => 15.0,
            };
            self.low_pass(path, cutoff.min(0.4 * self.rate))
        })
    }

    /// Trajectories as recorded.
    pub fn unfiltered(&self) -> Trajectories {
        self.trajectories(|_, path| path.to_vec())
    }

    fn trajectories(&self, prepare: impl Fn(Part, &[Option<Point>]) -> Vec<Option<Point>>) -> Trajectories {
        let len = self.paths.values().map(Vec::len).max().unwrap_or(0);
        let time = Arc::new(TimeAxis::regular(len, Hertz(self.rate)));
        Trajectories::from_fn(Arc::clone(&time), LEVEL_VIEW, |landmark| {
            let path = self.paths.get(&landmark).map(|path| prepare(landmark.part, path));
            Series::from_fn(Arc::clone(&time), |frame| path.as_ref()?.get(frame).copied().flatten())
        })
    }

    fn low_pass(&self, path: &[Option<Point>], cutoff: f64) -> Vec<Option<Point>> {
        let whole: Option<Vec<Point>> = self.gaps_filled(path).into_iter().collect();
        let whole = whole.expect("recordings used here have only short gaps");
        let xs = zero_lag(&whole.iter().map(|p| p.x).collect::<Vec<_>>(), self.rate, cutoff);
        let ys = zero_lag(&whole.iter().map(|p| p.y).collect::<Vec<_>>(), self.rate, cutoff);
        xs.into_iter().zip(ys).map(|(x, y)| Some(Point::new(x, y))).collect()
    }

    fn gaps_filled(&self, path: &[Option<Point>]) -> Vec<Option<Point>> {
        let longest = (LONGEST_GAP_S * self.rate) as usize;
        let mut filled = path.to_vec();
        let seen: Vec<usize> = (0..path.len()).filter(|&k| path[k].is_some()).collect();
        for pair in seen.windows(2).filter(|pair| pair[1] - pair[0] > 1 && pair[1] - pair[0] - 1 <= longest) {
            let (a, b) = (path[pair[0]].expect("seen"), path[pair[1]].expect("seen"));
            let steps = (pair[1] - pair[0]) as f64;
            for (k, sample) in filled[pair[0] + 1..pair[1]].iter_mut().enumerate() {
                let share = (k + 1) as f64 / steps;
                *sample = Some(Point::new(a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)));
            }
        }
        filled
    }
}

fn between(path: &[Option<Point>], place: f64) -> Option<Point> {
    let (k, share) = (place.floor() as usize, place.fract());
    let (a, b) = (path.get(k).copied()??, path.get(k + 1).copied()??);
    Some(Point::new(a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)))
}

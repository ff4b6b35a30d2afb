//! A value that changes over time, together with the time axis on which it was sampled.
//!
//! A series never travels without its axis, so a derived series cannot slip by a frame. A sample that
//! could not be measured is `None`: there is no sentinel value.

use crate::units::{Hertz, Seconds};
use serde::{Deserialize, Serialize};
use std::ops::{Add, Mul, Sub};
use std::sync::Arc;

/// Presentation times of the frames, strictly increasing, in seconds from the first frame of the clip.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Vec<f64>", into = "Vec<f64>")]
pub struct TimeAxis(Vec<f64>);

/// Why a list of times is not a time axis.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum TimeAxisError {
    /// A time is not finite.
    #[error("the time of frame {frame} is not a finite number")]
    NotFinite {
        /// Index of the offending frame.
        frame: usize,
    },
    /// A time does not come after the one before it.
    #[error("the time of frame {frame} does not come after that of the frame before it")]
    NotIncreasing {
        /// Index of the offending frame.
        frame: usize,
    },
}

impl TryFrom<Vec<f64>> for TimeAxis {
    type Error = TimeAxisError;

    fn try_from(times_s: Vec<f64>) -> Result<Self, TimeAxisError> {
        Self::from_seconds(times_s)
    }
}

impl From<TimeAxis> for Vec<f64> {
    fn from(axis: TimeAxis) -> Self {
        axis.0
    }
}

impl TimeAxis {
    /// Takes times in seconds; they must be finite and strictly increasing.
    ///
    /// # Errors
    /// [`TimeAxisError`] names the first frame that breaks the rule.
    pub fn from_seconds(times_s: Vec<f64>) -> Result<Self, TimeAxisError> {
        if let Some(frame) = times_s.iter().position(|t| !t.is_finite()) {
            return Err(TimeAxisError::NotFinite { frame });
        }
        match times_s.windows(2).position(|pair| pair[1] <= pair[0]) {
            Some(before) => Err(TimeAxisError::NotIncreasing { frame: before + 1 }),
            None => Ok(Self(times_s)),
        }
    }

    /// A regular axis: `len` frames at `rate`, the first at 0 s. For tests and for recordings whose rate is exact.
    pub fn regular(len: usize, rate: Hertz) -> Self {
        Self((0..len).map(|frame| frame as f64 / rate.0).collect())
    }

    /// The same samples on a clock that runs `factor` times slower: slow motion divides by what it was slowed by.
    pub fn slowed_by(&self, factor: f64) -> Self {
        Self(self.0.iter().map(|t| t * factor).collect())
    }

    /// Number of samples.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the axis has no samples.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All times in seconds.
    pub fn seconds(&self) -> &[f64] {
        &self.0
    }

    /// The time of one frame, if the axis has it.
    pub fn at(&self, frame: usize) -> Option<Seconds> {
        self.0.get(frame).copied().map(Seconds)
    }

    /// Time from the first to the last sample.
    pub fn span(&self) -> Seconds {
        match (self.0.first(), self.0.last()) {
            (Some(first), Some(last)) => Seconds(last - first),
            _ => Seconds(0.0),
        }
    }

    /// The median sampling rate; `None` for fewer than two samples.
    pub fn median_rate(&self) -> Option<Hertz> {
        let mut steps: Vec<f64> = self.0.windows(2).map(|pair| pair[1] - pair[0]).collect();
        if steps.is_empty() {
            return None;
        }
        let middle = steps.len() / 2;
        let (_, median, _) = steps.select_nth_unstable_by(middle, f64::total_cmp);
        Some(Hertz(1.0 / *median))
    }

    /// The fractional frame position of a time, by linear interpolation; `None` outside the axis.
    pub fn frame_at(&self, time: Seconds) -> Option<f64> {
        let after = self.0.partition_point(|&t| t < time.0);
        match after {
            0 => (self.0.first() == Some(&time.0)).then_some(0.0),
            n if n == self.0.len() => None,
            n => {
                let (t0, t1) = (self.0[n - 1], self.0[n]);
                Some((n - 1) as f64 + (time.0 - t0) / (t1 - t0))
            }
        }
    }
}

/// Samples of one quantity on a time axis. `T` carries the unit; `None` means "not measured here".
#[derive(Debug, Clone, PartialEq)]
pub struct Series<T> {
    time: Arc<TimeAxis>,
    samples: Vec<Option<T>>,
}

/// The samples do not fit their time axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a series has {samples} samples on a time axis of {times}")]
pub struct LengthMismatch {
    /// Number of samples given.
    pub samples: usize,
    /// Length of the time axis.
    pub times: usize,
}

impl<T: Copy> Series<T> {
    /// Joins samples to their axis.
    ///
    /// # Errors
    /// [`LengthMismatch`] unless there is one sample for each time.
    pub fn new(time: Arc<TimeAxis>, samples: Vec<Option<T>>) -> Result<Self, LengthMismatch> {
        if time.len() == samples.len() {
            Ok(Self { time, samples })
        } else {
            Err(LengthMismatch { samples: samples.len(), times: time.len() })
        }
    }

    /// A series made frame by frame.
    pub fn from_fn(time: Arc<TimeAxis>, sample: impl FnMut(usize) -> Option<T>) -> Self {
        let samples = (0..time.len()).map(sample).collect();
        Self { time, samples }
    }

    /// The time axis.
    pub fn time(&self) -> &Arc<TimeAxis> {
        &self.time
    }

    /// The samples, one for each time.
    pub fn samples(&self) -> &[Option<T>] {
        &self.samples
    }

    /// Number of samples, measured or not.
    pub fn len(&self) -> usize {
        self.samples.len()
    }

    /// Whether the series has no samples at all.
    pub fn is_empty(&self) -> bool {
        self.samples.is_empty()
    }

    /// The sample of one frame, if the frame exists and was measured.
    pub fn at(&self, frame: usize) -> Option<T> {
        self.samples.get(frame).copied().flatten()
    }

    /// A series of another quantity on the same axis; unmeasured samples stay unmeasured.
    pub fn map<U>(&self, f: impl Fn(T) -> U) -> Series<U> {
        Series { time: Arc::clone(&self.time), samples: self.samples.iter().map(|s| s.map(&f)).collect() }
    }
}

impl<T: Copy + Add<Output = T> + Sub<Output = T> + Mul<f64, Output = T>> Series<T> {
    /// The value at a time, on the straight line between the samples before and after it.
    pub fn value_at(&self, time: Seconds) -> Option<T> {
        let place = self.time.frame_at(time)?;
        let (frame, share) = (place.floor() as usize, place.fract());
        let value = self.at(frame)?;
        if share == 0.0 { Some(value) } else { Some(value + (self.at(frame + 1)? - value) * share) }
    }
}

impl Series<f64> {
    /// When the straight line from the sample of `frame` to the next one passes `level`; `None` if it does not.
    pub fn crossing_time(&self, frame: usize, level: f64) -> Option<Seconds> {
        let (a, b) = (self.at(frame)? - level, self.at(frame + 1)? - level);
        let t = self.time.seconds();
        (a * b <= 0.0 && a != b).then(|| Seconds(t[frame] + (t[frame + 1] - t[frame]) * a / (a - b)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_must_increase() {
        assert_eq!(
            TimeAxis::from_seconds(vec![0.0, 0.1, 0.1]),
            Err(TimeAxisError::NotIncreasing { frame: 2 })
        );
        assert_eq!(TimeAxis::from_seconds(vec![0.0, f64::NAN]), Err(TimeAxisError::NotFinite { frame: 1 }));
    }

    #[test]
    fn the_median_rate_ignores_a_dropped_frame() {
        let axis = TimeAxis::from_seconds(vec![0.0, 0.1, 0.2, 0.4, 0.5, 0.6]).expect("increasing");
        assert!((axis.median_rate().expect("two samples").0 - 10.0).abs() < 1e-9);
    }

    #[test]
    fn a_time_between_frames_is_a_fractional_frame() {
        let axis = TimeAxis::regular(4, Hertz(10.0));
        assert_eq!(axis.frame_at(Seconds(0.0)), Some(0.0));
        assert!((axis.frame_at(Seconds(0.25)).expect("inside") - 2.5).abs() < 1e-9);
        assert_eq!(axis.frame_at(Seconds(0.31)), None);
        assert_eq!(axis.frame_at(Seconds(-0.01)), None);
    }

    #[test]
    fn a_series_needs_a_sample_for_each_time() {
        let axis = Arc::new(TimeAxis::regular(3, Hertz(30.0)));
        assert_eq!(Series::new(axis, vec![Some(1.0)]), Err(LengthMismatch { samples: 1, times: 3 }));
    }
}

//! Times of frames, from what the backend and the container say of them.

use crate::units::{Hertz, Seconds};
use serde::{Deserialize, Serialize};

/// Where the times of the frames come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Timing {
    /// Every time so far is the presentation time in the container.
    Container,
    /// Some frames carry no usable time; theirs was continued from the frame before at the nominal rate. In MKV and AVI
    /// with H.264 or HEVC these are the last few frames of nearly every clip (OpenCV forgets their times); many
    /// more mean that the container has no times.
    Continued {
        /// How many frames that is.
        frames: usize,
    },
}

/// How far the container's table and the decoder's report may differ: the decoder rounds to the ticks of its stream,
/// never coarser than a millisecond.
const SAME_TIME_S: f64 = 0.001;

/// Turns the backend's readings into increasing times that count from the first frame.
pub(super) struct Clock {
    rate: Hertz,
    /// Times by the container's own table, where it has one.
    table: Option<Vec<f64>>,
    /// Backend time of the first frame, seconds.
    origin: f64,
    last: Option<Seconds>,
    ticks: usize,
    continued: usize,
}

impl Clock {
    pub(super) const fn new(rate: Hertz, table: Option<Vec<f64>>) -> Self {
        Self { rate, table, origin: 0.0, last: None, ticks: 0, continued: 0 }
    }

    /// The time of the next frame, from the backend's reading in seconds.
    pub(super) fn tick(&mut self, reading: f64) -> Seconds {
        let time = match self.last {
            None => self.start(reading),
            Some(last) if reading - self.origin > last.0 => self.confirm(reading - self.origin),
            Some(last) => self.without_reading(last),
        };
        self.last = Some(time);
        self.ticks += 1;
        time
    }

    /// Times by the container's own table, where it has one that is believed so far.
    pub(super) fn table(&self) -> Option<&[f64]> {
        self.table.as_deref()
    }

    /// Time of the last frame.
    pub(super) fn last(&self) -> Seconds {
        self.last.unwrap_or_default()
    }

    pub(super) const fn timing(&self) -> Timing {
        match self.continued {
            0 => Timing::Container,
            frames => Timing::Continued { frames },
        }
    }

    /// OpenCV 4.6 takes a presentation time of exactly 0 for missing and gives the decoding time instead, which lies
    /// before it by the reordering delay: a negative first reading means 0.
    fn start(&mut self, reading: f64) -> Seconds {
        self.origin = reading.max(0.0);
        Seconds(0.0)
    }

    /// Takes a good reading, and stops trusting a table that contradicts it (frames lost to damage shift the count).
    fn confirm(&mut self, time: f64) -> Seconds {
        let agrees = self
            .table
            .as_ref()
            .and_then(|table| table.get(self.ticks))
            .is_none_or(|&t| (t - time).abs() <= SAME_TIME_S);
        if !agrees {
            self.table = None;
        }
        Seconds(time)
    }

    fn without_reading(&mut self, last: Seconds) -> Seconds {
        let tabled = self.table.as_ref().and_then(|table| table.get(self.ticks)).copied();
        if let Some(time) = tabled.filter(|&time| time > last.0) {
            return Seconds(time);
        }
        self.continued += 1;
        Seconds(last.0 + 1.0 / self.rate.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(readings: &[f64], table: Option<Vec<f64>>) -> (Vec<f64>, Timing) {
        let mut clock = Clock::new(Hertz(10.0), table);
        let times = readings.iter().map(|&reading| clock.tick(reading).0).collect();
        (times, clock.timing())
    }

    fn assert_times(got: &[f64], want: &[f64]) {
        assert!(
            got.iter().zip(want).all(|(g, w)| (g - w).abs() < 1e-12) && got.len() == want.len(),
            "{got:?}"
        );
    }

    #[test]
    fn times_count_from_the_first_frame() {
        let (got, timing) = times(&[0.5, 0.62, 0.7], None);
        assert_times(&got, &[0.0, 0.12, 0.2]);
        assert_eq!(timing, Timing::Container);
    }

    #[test]
    fn a_decoding_time_before_zero_stands_for_zero() {
        assert_times(&times(&[-0.2, 0.1, 0.2], None).0, &[0.0, 0.1, 0.2]);
    }

    #[test]
    fn without_a_clock_frames_follow_at_the_nominal_rate_and_it_is_said() {
        let (got, timing) = times(&[0.0; 4], None);
        assert_times(&got, &[0.0, 0.1, 0.2, 0.3]);
        assert_eq!(timing, Timing::Continued { frames: 3 });
    }

    #[test]
    fn forgotten_times_come_from_the_table() {
        let (got, timing) = times(&[0.0, 0.13, 0.0], Some(vec![0.0, 0.13, 0.31]));
        assert_times(&got, &[0.0, 0.13, 0.31]);
        assert_eq!(timing, Timing::Container);
    }

    #[test]
    fn a_table_that_contradicts_the_decoder_is_not_used() {
        let (got, timing) = times(&[0.0, 0.2, 0.0], Some(vec![0.0, 0.1, 0.21]));
        assert_times(&got, &[0.0, 0.2, 0.3]);
        assert_eq!(timing, Timing::Continued { frames: 1 });
    }
}

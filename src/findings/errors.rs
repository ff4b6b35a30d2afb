//! The measured errors of the sources, read as data: which source, which quantity, which leg, which zero.
//!
//! An error is measured less true, one value a clip whose truth is known. The true value of another clip then lies, with
//! 95 % probability, within `measured − bias ± t √(1 + 1/n) SD` (prediction interval of one more clip). The bias is **not**
//! taken off, since rendered runners are no proof that a real one has the same; the interval covers both, with and without.

use super::quantity::Quantity;
use crate::gait::t_quantile_975;
use serde::Deserialize;

/// The errors that come with the program; `scripts/findings/measure_errors.py` makes the file.
const BUILT_IN: &str = include_str!("data/errors.toml");

/// With fewer clips an error is an anecdote: no verdict rests on it.
const LEAST_CLIPS: usize = 5;

/// The leg of a quantity, seen from the camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// The leg towards the camera.
    Near,
    /// The other.
    Far,
    /// The mean of both legs.
    Both,
}

/// What zero a value had when its error was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorZero {
    /// Absolute.
    Absolute,
    /// Relative to the runner's own standing.
    Standing,
    /// The zero falls out.
    Any,
}

/// One entry of the file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasuredError {
    /// `landmarks`, `markers`, or whatever another source calls itself.
    pub source: String,
    /// The quantity.
    pub quantity: Quantity,
    /// The leg; `None` where it does not matter.
    pub leg: Option<View>,
    /// The zero.
    pub zero: ErrorZero,
    /// Mean of measured less true, unit of the quantity.
    pub bias: f64,
    /// Standard deviation over clips.
    pub sd: f64,
    /// Number of clips.
    pub clips: usize,
    /// Where it was measured.
    pub from: String,
}

/// The table cannot be read.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct ErrorsBroken(#[from] toml::de::Error);

/// All entries.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Errors {
    #[serde(default)]
    error: Vec<MeasuredError>,
}

impl Errors {
    /// The built-in errors.
    ///
    /// # Errors
    /// A fault of the built-in file, which a test excludes.
    pub fn built_in() -> Result<Self, ErrorsBroken> {
        Self::parse(BUILT_IN)
    }

    /// Reads errors from TOML.
    ///
    /// # Errors
    /// What is wrong in the text, with its line.
    pub fn parse(text: &str) -> Result<Self, ErrorsBroken> {
        Ok(toml::from_str(text)?)
    }

    /// The error of a source for a quantity, if it was measured on enough clips.
    pub fn find(
        &self,
        source: &str,
        quantity: Quantity,
        leg: View,
        zero: ErrorZero,
    ) -> Option<&MeasuredError> {
        self.error.iter().find(|entry| {
            entry.source == source
                && entry.quantity == quantity
                && entry.leg.is_none_or(|of| of == leg)
                && entry.zero == zero
                && entry.clips >= LEAST_CLIPS
        })
    }
}

impl MeasuredError {
    /// By how much the true value may be below and above a measured one.
    pub fn reach(&self) -> (f64, f64) {
        let n = self.clips as f64;
        let half = t_quantile_975(n - 1.0) * (1.0 + 1.0 / n).sqrt() * self.sd;
        ((self.bias + half).max(0.0), (half - self.bias).max(0.0))
    }

    /// The interval of the true value: that over strides and this error, joined in squares on each side.
    pub fn widen(&self, value: f64, (low, high): (f64, f64)) -> (f64, f64) {
        let (below, above) = self.reach();
        (value - (value - low).hypot(below), value + (high - value).hypot(above))
    }

    /// The error of a difference of two values with these errors: biases subtract, variances add.
    pub fn of_difference(&self, other: &Self) -> Self {
        Self {
            bias: self.bias - other.bias,
            sd: self.sd.hypot(other.sd),
            clips: self.clips.min(other.clips),
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(bias: f64, sd: f64, clips: usize) -> MeasuredError {
        MeasuredError {
            source: "markers".into(),
            quantity: Quantity::PeakTilt,
            leg: Some(View::Near),
            zero: ErrorZero::Standing,
            bias,
            sd,
            clips,
            from: "a test".into(),
        }
    }

    #[test]
    fn what_reads_too_high_may_truly_be_lower() {
        // t(9) = 2.262, √1.1 = 1.0488: half = 2.372; read 1 too high: 3.372 lower, 1.372 higher.
        let (below, above) = error(1.0, 1.0, 10).reach();
        assert!((below - 3.372).abs() < 0.01 && (above - 1.372).abs() < 0.01, "{below} {above}");
        // A bias beyond the spread still leaves the measured value itself possible.
        assert_eq!(error(5.0, 1.0, 10).reach().1, 0.0);
        let (low, high) = error(0.0, 0.0, 10).widen(8.0, (7.0, 9.5));
        assert_eq!((low, high), (7.0, 9.5));
    }

    #[test]
    fn an_error_of_few_clips_is_none() {
        let errors = Errors { error: vec![error(0.0, 1.0, 4)] };
        assert_eq!(errors.find("markers", Quantity::PeakTilt, View::Near, ErrorZero::Standing), None);
        let errors = Errors { error: vec![error(0.0, 1.0, 5)] };
        assert!(errors.find("markers", Quantity::PeakTilt, View::Near, ErrorZero::Standing).is_some());
        assert!(errors.find("markers", Quantity::PeakTilt, View::Far, ErrorZero::Standing).is_none());
        assert!(errors.find("model", Quantity::PeakTilt, View::Near, ErrorZero::Standing).is_none());
        assert!(errors.find("markers", Quantity::PeakTilt, View::Near, ErrorZero::Absolute).is_none());
    }

    #[test]
    fn the_built_in_errors_can_be_read() {
        assert!(!Errors::built_in().expect("a sound file").error.is_empty());
    }
}

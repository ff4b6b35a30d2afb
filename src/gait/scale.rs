//! How pixels become metres.

use super::GaitOptions;
use super::belt::BeltSpeed;
use super::error::GaitError;
use crate::body::{Part, Side, Trajectories};
use crate::robust::median;
use crate::units::{Metres, Pixels};
use serde::{Deserialize, Serialize};

/// Hip to ankle as a share of stature: thigh 0.245 + shank 0.246 (Drillis & Contini 1966, as printed in Winter,
/// Biomechanics and Motor Control of Human Movement, fig. 4.1).
const LEG_PER_STATURE: f64 = 0.245 + 0.246;

/// Mean adult stature: men 1.753 m, women 1.613 m, in equal parts (United States 2015-2018, Fryar et al. 2021,
/// Vital Health Stat 3(46)).
const MEAN_STATURE_M: f64 = 1.683;

/// Standard deviation of stature among adults of unknown sex: 7.2 cm within men and 6.6 cm within women (National
/// Center for Health Statistics, series 11 no. 8: 2.85 and 2.58 in), and 7 cm from each mean to the common one.
const STATURE_SD_M: f64 = 0.098;

/// Where the scale comes from, from the surest to the weakest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScaleSource {
    /// The hip-to-ankle length that the user measured.
    LegLength,
    /// The user's body height and published segment proportions.
    BodyHeight,
    /// The belt speed that the user gave against the feet's speed in the picture.
    BeltSpeed,
    /// A known length that somebody marked in the picture, at the runner's distance.
    KnownLength,
    /// Nothing was given: an average adult is **assumed**.
    Assumed,
}

impl ScaleSource {
    /// The word that results show.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LegLength => "leg length",
            Self::BodyHeight => "body height",
            Self::BeltSpeed => "belt speed",
            Self::KnownLength => "known length",
            Self::Assumed => "assumed",
        }
    }
}

/// Metres per pixel in the plane of the runner.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Scale {
    /// Length of a pixel in metres.
    pub metres_per_pixel: f64,
    /// What it was made from.
    pub source: ScaleSource,
    /// One standard deviation as a share of the value, where it is known: for an assumed stature its spread
    /// over adults. `None` where it depends on how well the user measured.
    pub relative_sd: Option<f64>,
}

impl Scale {
    /// A scale that is known, for instance of marker recordings.
    pub const fn known(metres_per_pixel: f64, source: ScaleSource) -> Self {
        Self { metres_per_pixel, source, relative_sd: None }
    }

    /// Metres of an image length.
    pub fn metres(&self, length: Pixels) -> Metres {
        Metres(length.0 * self.metres_per_pixel)
    }

    /// Pixels of a real length.
    pub fn pixels(&self, length: Metres) -> Pixels {
        Pixels(length.0 / self.metres_per_pixel)
    }

    /// Makes the scale from the best thing known.
    pub(super) fn resolve(leg: Pixels, belt: &BeltSpeed, options: &GaitOptions) -> Result<Self, GaitError> {
        let leg_length = positive("leg length", options.leg_length.map(|l| l.0))?;
        let height = positive("height", options.height.map(|h| h.0))?;
        let speed = positive("speed", options.speed_m_per_s)?;
        let by_hand = positive("known length", options.by_hand.metres_per_pixel)?;
        Ok(if let Some(metres_per_pixel) = by_hand {
            Self::known(metres_per_pixel, ScaleSource::KnownLength)
        } else if let Some(length_m) = leg_length {
            Self::known(length_m / leg.0, ScaleSource::LegLength)
        } else if let Some(height_m) = height {
            Self::known(LEG_PER_STATURE * height_m / leg.0, ScaleSource::BodyHeight)
        } else if let Some(speed_m_per_s) = speed {
            Self::known(speed_m_per_s / belt.mean_px_per_s(), ScaleSource::BeltSpeed)
        } else {
            Self {
                metres_per_pixel: LEG_PER_STATURE * MEAN_STATURE_M / leg.0,
                source: ScaleSource::Assumed,
                relative_sd: Some(STATURE_SD_M / MEAN_STATURE_M),
            }
        })
    }
}

fn positive(quantity: &'static str, value: Option<f64>) -> Result<Option<f64>, GaitError> {
    match value {
        Some(value) if !(value.is_finite() && value > 0.0) => {
            Err(GaitError::InvalidOption { quantity, value })
        }
        usable => Ok(usable),
    }
}

/// Hip to ankle along the bones, the median over frames and both legs. `None` if no frame shows a whole leg.
pub fn leg_length(body: &Trajectories) -> Option<Pixels> {
    let lengths: Vec<f64> = Side::BOTH
        .into_iter()
        .flat_map(|side| (0..body.time().len()).filter_map(move |frame| leg_in_frame(body, side, frame)))
        .collect();
    median(lengths).filter(|&length| length > 0.0).map(Pixels)
}

fn leg_in_frame(body: &Trajectories, side: Side, frame: usize) -> Option<f64> {
    let knee = body.at(Part::Knee, side, frame)?;
    let (hip, ankle) = (body.at(Part::Hip, side, frame)?, body.at(Part::Ankle, side, frame)?);
    Some(hip.distance(knee) + knee.distance(ankle))
}

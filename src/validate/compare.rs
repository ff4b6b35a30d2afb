//! One result against one reference.

use super::align::align;
use super::error::ValidateError;
use super::events::{self, Window};
use super::legs;
use super::measured::{Measured, MeasuredAngle, listed};
use super::names::parts_of;
use super::peaks;
use super::reference::{Reference, ReferenceAngle, ReferenceZero};
use super::sampling::Sampler;
use super::score::{
    Alignment, AlignmentSource, AngleScore, CadenceScore, ClipScore, EventKind, EventScore, View,
};
use super::statistics::{Limits, Pair, Spread, correlation, mean, range};
use crate::body::{BySide, Side};
use crate::report::document::{AngleName, Document, Key, Zero};
use crate::units::{Angle, Seconds};

/// The frames of one angle in which both are known, degrees.
#[derive(Debug, Clone, PartialEq)]
pub struct AnglePairs {
    /// The angle.
    pub angle: AngleName,
    /// The side; `None` for trunk and pelvis.
    pub side: Option<Side>,
    /// The side as seen from the camera.
    pub view: View,
    /// Whether both count from the same zero.
    pub same_zero: bool,
    /// Frames in which the reference is known.
    pub n_reference: usize,
    /// Measured and reference, in order of time.
    pub pairs: Vec<Pair>,
}

/// Compares a result with a reference of the same run.
///
/// The reference is read at the clip's own times by interpolation; gaps of either stay gaps.
///
/// # Errors
/// [`ValidateError`] where the clocks cannot be brought together or nothing is in common.
pub fn compare(document: &Document, reference: &Reference) -> Result<ClipScore, ValidateError> {
    let comparison = Comparison::new(document, reference)?;
    let angles: Vec<AngleScore> = comparison.pairs().iter().filter_map(angle_score).collect();
    if angles.is_empty() {
        return Err(nothing_in_common(&comparison.measured, reference));
    }
    Ok(comparison.score(angles))
}

/// The same comparison frame by frame, for plots.
///
/// # Errors
/// As [`compare`], but for angles that nowhere overlap, which are left out.
pub fn paired(document: &Document, reference: &Reference) -> Result<Vec<AnglePairs>, ValidateError> {
    Ok(Comparison::new(document, reference)?.pairs())
}

pub(super) fn nothing_in_common(measured: &Measured, reference: &Reference) -> ValidateError {
    ValidateError::NothingInCommon {
        reference: reference.name.clone(),
        measured: measured.names(),
        known: listed(reference.angles.iter().map(|angle| angle.column)),
    }
}

struct Comparison<'a> {
    document: &'a Document,
    reference: &'a Reference,
    measured: Measured,
    alignment: Alignment,
    side_to_camera: Side,
}

/// Two slow-motion factors further apart than this are not the same: over 10 s the clocks part by more than an event's window.
const SAME_PACE: f64 = 0.01;

impl<'a> Comparison<'a> {
    fn new(document: &'a Document, reference: &'a Reference) -> Result<Self, ValidateError> {
        let analysed = document.capture.slow_motion_factor;
        if let Some(known) = reference.slow_motion.filter(|known| (analysed / known - 1.0).abs() > SAME_PACE)
        {
            return Err(ValidateError::SlowMotion { reference: reference.name.clone(), analysed, known });
        }
        let measured = Measured::of(document)?;
        let alignment = align(&measured, reference)?;
        let side_to_camera = reference.side_to_camera.unwrap_or(document.capture.side_to_camera);
        Ok(Self { document, reference, measured, alignment, side_to_camera })
    }

    fn pairs(&self) -> Vec<AnglePairs> {
        let both = |known| Some((self.measured.angle(angle_column(known))?, known));
        let common = self.reference.angles.iter().filter_map(both);
        common.map(|(measured, known)| self.angle_pairs(measured, known)).collect()
    }

    fn angle_pairs(&self, measured: &MeasuredAngle, known: &ReferenceAngle) -> AnglePairs {
        let (angle, side) = parts_of(measured.column);
        let standing = zero_shift(measured.zero, known);
        let shift = standing.unwrap_or(Angle::ZERO);
        let sampler = Sampler::new(&self.reference.time);
        let (mut pairs, mut n_reference) = (Vec::new(), 0);
        for (&time_s, sample) in self.measured.time.seconds().iter().zip(measured.series.samples()) {
            let time = Seconds(time_s + self.alignment.offset_s);
            let Some(truth) = sampler.at(&known.series, time) else { continue };
            n_reference += 1;
            let pair =
                sample.map(|found| Pair { measured: found.degrees(), reference: (truth - shift).degrees() });
            pairs.extend(pair);
        }
        let view = View::of(side, self.side_to_camera);
        AnglePairs { angle, side, view, same_zero: standing.is_some(), n_reference, pairs }
    }

    fn score(&self, angles: Vec<AngleScore>) -> ClipScore {
        let (document, reference) = (self.document, self.reference);
        let place = (self.alignment.offset_s, self.side_to_camera);
        ClipScore {
            clip: document.clip.file_name.clone(),
            reference: reference.name.clone(),
            reference_kind: reference.kind,
            conditions: reference.conditions.clone(),
            frame_rate_hz: self.measured.time.median_rate().map(|rate| rate.0),
            side_to_camera: self.side_to_camera,
            alignment: self.alignment,
            angles,
            not_measured: self.not_measured(),
            events: self.events(),
            cadence: cadence(document.summary.cadence_spm, reference.cadence_spm),
            peak_thigh_extension: BySide::from_fn(|side| {
                peaks::score(document, &self.measured, reference, place, side)
            }),
            legs_exchanged: self.joints_fit_the_picture().and_then(|joints| {
                legs::score(&document.series, joints, &reference.time, self.alignment.offset_s)
            }),
            notes: self.notes(),
        }
    }

    fn not_measured(&self) -> Vec<String> {
        let columns = self.reference.angles.iter().map(angle_column);
        columns.filter(|&c| self.measured.angle(c).is_none()).map(|c| c.name().to_owned()).collect()
    }

    fn events(&self) -> Vec<EventScore> {
        let (Some(known), Some(window)) = (&self.reference.events, self.window()) else { return Vec::new() };
        let on_clip = |times: &[Seconds]| -> Vec<f64> {
            times.iter().map(|time| time.0 - self.alignment.offset_s).collect()
        };
        let mut scores = Vec::new();
        for kind in EventKind::ALL {
            for side in Side::BOTH {
                let (found, truth) = (self.document.events.get(side), known.get(side));
                let (found, truth) = match kind {
                    EventKind::InitialContact => (&found.initial_contact_s, &truth.initial_contact),
                    EventKind::ToeOff => (&found.toe_off_s, &truth.toe_off),
                };
                scores.push(events::score(kind, side, found, &on_clip(truth), window));
            }
        }
        scores
    }

    /// The time that both recordings cover, on the clip's clock.
    fn window(&self) -> Option<Window> {
        let (clip, known) = (self.measured.time.seconds(), self.reference.time.seconds());
        let offset = self.alignment.offset_s;
        Some(Window {
            start: clip.first()?.max(known.first()? - offset),
            end: clip.last()?.min(known.last()? - offset),
        })
    }

    fn joints_fit_the_picture(&self) -> Option<&super::reference::JointsInPicture> {
        let clip = &self.document.clip;
        self.reference.joints.as_ref().filter(|joints| joints.size_px == (clip.width_px, clip.height_px))
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = self.zero_notes();
        if let (AlignmentSource::Found, Some(r)) = (self.alignment.source, self.alignment.r) {
            let offset = self.alignment.offset_s;
            notes.push(format!(
                "the reference was found {offset:+.3} s from the clip's clock by its angles (r {r:.3})"
            ));
        }
        if self.side_to_camera != self.document.capture.side_to_camera {
            notes.push("the result takes the other side for the one towards the camera".to_owned());
        }
        if self.reference.joints.is_some() && self.joints_fit_the_picture().is_none() {
            notes.push(
                "the reference is of a picture of another size, so exchanged legs were not counted"
                    .to_owned(),
            );
        }
        notes
    }

    /// A line for each foreign zero with the angles that it concerns.
    fn zero_notes(&self) -> Vec<String> {
        let mut by_zero: Vec<(&str, Vec<_>)> = Vec::new();
        for known in &self.reference.angles {
            let Some(measured) = self.measured.angle(known.column) else { continue };
            if zero_shift(measured.zero, known).is_some() {
                continue;
            }
            let words = match known.zero {
                ReferenceZero::Other(words) => words,
                ReferenceZero::Absolute => "the room, while the result counts from standing",
            };
            match by_zero.iter_mut().find(|(zero, _)| *zero == words) {
                Some((_, columns)) => columns.push(known.column),
                None => by_zero.push((words, vec![known.column])),
            }
        }
        let line = |(zero, columns): (&str, Vec<_>)| {
            format!(
                "{}: the reference counts from {zero}, so only figures without the offset are given",
                listed(columns.into_iter())
            )
        };
        by_zero.into_iter().map(line).collect()
    }
}

const fn angle_column(angle: &ReferenceAngle) -> crate::report::document::AngleColumn {
    angle.column
}

/// What must be taken off the reference so that both count from the same zero; `None` where nothing makes them the same.
fn zero_shift(measured: Zero, known: &ReferenceAngle) -> Option<Angle> {
    match (measured, known.zero) {
        (Zero::Absolute, ReferenceZero::Absolute) => Some(Angle::ZERO),
        (Zero::RelativeToStanding, ReferenceZero::Absolute) => known.standing,
        (_, ReferenceZero::Other(_)) => None,
    }
}

/// The figures of an angle; `None` where not one frame has both.
fn angle_score(angle: &AnglePairs) -> Option<AngleScore> {
    let pairs = &angle.pairs;
    let errors: Vec<f64> = pairs.iter().map(|pair| pair.error()).collect();
    let (measured, reference): (Vec<f64>, Vec<f64>) = pairs.iter().map(|p| (p.measured, p.reference)).unzip();
    let spread = Spread::of(&errors)?;
    let with_zero = |value: f64| angle.same_zero.then_some(value);
    Some(AngleScore {
        angle: angle.angle,
        side: angle.side,
        view: angle.view,
        same_zero: angle.same_zero,
        n: spread.n,
        n_reference: angle.n_reference,
        bias_deg: with_zero(spread.mean),
        sd_deg: spread.sd,
        rmse_deg: with_zero(spread.rms),
        rmse_without_offset_deg: spread.rms_without_mean(),
        limits_deg: spread.sd.filter(|_| angle.same_zero).map(|sd| Limits::of(spread.mean, sd)),
        r: correlation(pairs),
        measured_mean_deg: mean(&measured)?,
        reference_mean_deg: mean(&reference).and_then(with_zero),
        measured_range_deg: range(measured)?,
        reference_range_deg: range(reference)?,
    })
}

fn cadence(measured: Option<f64>, reference: Option<f64>) -> Option<CadenceScore> {
    let (measured_spm, reference_spm) = measured.zip(reference.filter(|spm| *spm > 0.0))?;
    let relative_error = measured_spm / reference_spm - 1.0;
    Some(CadenceScore { measured_spm, reference_spm, relative_error })
}

//! Is this running, is there enough of it, and what weakens it.

use super::error::{GaitError, GaitWarning};
use super::events::{Events, OrderFaultKind};
use super::scale::Scale;
use super::signal::{foot_from_hips_x, percentile_range};
use super::strides::Stride;
use crate::body::{BySide, Side, Trajectories};
use crate::robust::median;
use crate::series::TimeAxis;
use crate::units::{Pixels, Seconds};

/// Fewest kept strides per side for any result: with 4 strides the standard error of peak hip extension is below
/// 0.5 degrees (stride SD 0.94; `docs/METHODS.md`).
pub const MIN_STRIDES: usize = 4;

/// Below this a warning is due (same source).
pub(super) const WELL_FOUNDED_STRIDES: usize = 10;

/// Feet that range over less than this, in leg lengths, do not run. Design choice, near the geometric mean of
/// swaying (some 5 cm) and running (the belt carries a foot 0.7 m in a contact of 0.28 s at 2.5 m/s).
const LEAST_SWING: f64 = 0.25;

/// From this share of the stride on, the feet's contacts overlap or touch: walking has no flight phase.
const WALKING_DUTY: f64 = 0.5;

/// Steps per minute that runners use, slow jogging to sprinting.
const CADENCE_SPM: std::ops::RangeInclusive<f64> = 130.0..=230.0;

/// Cadence that most runners have at easy speeds: the middle of 157 (2.5 m/s, `docs/METHODS.md`) and 180.
const USUAL_CADENCE_SPM: f64 = 168.0;

/// Slow motion of phones: 60, 120 or 240 frames per second played at 24, 25, 30 or 60.
const SLOW_MOTION_FACTORS: [u32; 5] = [2, 4, 5, 8, 10];

/// Below this rate contact time is coarse; 59.94 counts as 60.
const FINE_RATE_HZ: f64 = 59.0;

/// Refuses a runner whose feet do not swing.
pub(super) fn refuse_standing(body: &Trajectories, leg_length: Pixels) -> Result<(), GaitError> {
    let swing = Side::BOTH
        .into_iter()
        .filter_map(|side| percentile_range(&foot_from_hips_x(body, side)))
        .map(|(low, high)| (high - low) / leg_length.0)
        .fold(0.0, f64::max);
    if swing < LEAST_SWING { Err(GaitError::Standing { swing_leg_lengths: swing }) } else { Ok(()) }
}

/// Refuses walking by shares of the stride, which no slow motion changes.
pub(super) fn refuse_walking(strides: &[Stride]) -> Result<(), GaitError> {
    let duty: Vec<f64> = strides.iter().filter_map(Stride::stance_share).collect();
    let flights: Vec<f64> = strides.iter().filter_map(|s| s.parameters.flight_time).map(|t| t.0).collect();
    match median(duty) {
        Some(duty_factor) if duty_factor >= WALKING_DUTY => {
            Err(GaitError::Walking { duty_factor, double_support: median(flights).map(|t| Seconds(-t)) })
        }
        _ => Ok(()),
    }
}

fn count(strides: &[Stride], side: Side, kept: bool) -> usize {
    strides.iter().filter(|s| s.side == side && s.kept() == kept).count()
}

/// Refuses a clip with too few strides on either side.
pub(super) fn refuse_too_few(strides: &[Stride]) -> Result<(), GaitError> {
    let kept = BySide::from_fn(|side| count(strides, side, true));
    if kept.left >= MIN_STRIDES && kept.right >= MIN_STRIDES {
        return Ok(());
    }
    Err(GaitError::TooFewStrides { kept, rejected: BySide::from_fn(|side| count(strides, side, false)) })
}

/// Everything that weakens a result that is given.
pub(super) fn warnings(
    time: &TimeAxis,
    strides: &[Stride],
    events: &Events,
    scale: &Scale,
) -> Vec<GaitWarning> {
    let mut warnings = Vec::new();
    warnings.extend(cadence_warning(strides));
    warnings.extend(
        time.median_rate()
            .filter(|rate| rate.0 < FINE_RATE_HZ)
            .map(|rate| GaitWarning::LowFrameRate { rate }),
    );
    for side in Side::BOTH {
        let kept = count(strides, side, true);
        if kept < WELL_FOUNDED_STRIDES {
            warnings.push(GaitWarning::FewStrides { side, strides: kept });
        }
        let missing = strides.iter().filter(|s| s.side == side && s.kept() && s.toe_off.is_none()).count();
        if missing > 0 {
            warnings.push(GaitWarning::MissingToeOff { side, missing, strides: kept });
        }
    }
    for kind in [OrderFaultKind::Missing, OrderFaultKind::Doubled] {
        let count = events.order_faults.iter().filter(|fault| fault.kind == kind).count();
        if count > 0 {
            warnings.push(GaitWarning::BrokenOrder { kind, count });
        }
    }
    warnings.extend(scale.relative_sd.map(|relative_sd| GaitWarning::AssumedScale { relative_sd }));
    warnings
}

fn cadence_warning(strides: &[Stride]) -> Option<GaitWarning> {
    let cadences: Vec<f64> = strides.iter().filter(|s| s.kept()).map(|s| s.parameters.cadence_spm).collect();
    let cadence_spm = median(cadences)?;
    (!CADENCE_SPM.contains(&cadence_spm))
        .then(|| GaitWarning::ImplausibleCadence { cadence_spm, factor: slow_motion_factor(cadence_spm) })
}

/// The common slow-motion factor that brings a cadence nearest (in ratio) to what runners use; `None` if none
/// makes it plausible.
pub fn slow_motion_factor(cadence_spm: f64) -> Option<u32> {
    let distance = |factor: &u32| (cadence_spm * f64::from(*factor) / USUAL_CADENCE_SPM).ln().abs();
    SLOW_MOTION_FACTORS
        .into_iter()
        .filter(|&factor| CADENCE_SPM.contains(&(cadence_spm * f64::from(factor))))
        .min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_slow_motions_are_recognised() {
        for (cadence, factor) in
            [(21.0, Some(8)), (42.0, Some(4)), (84.0, Some(2)), (17.0, Some(10)), (3.0, None), (400.0, None)]
        {
            assert_eq!(slow_motion_factor(cadence), factor, "{cadence}");
        }
    }
}

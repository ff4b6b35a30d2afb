//! Strides that do not belong to the rest are marked, never dropped silently.
//!
//! A value is an outlier where it lies further than 3.5 robust standard deviations (1.4826 MAD) from the median:
//! the modified z-score of Iglewicz & Hoaglin 1993 (How to Detect and Handle Outliers, section 3.3).

use super::cycle::{CYCLE_POINTS, Curve};
use super::strides::Stride;
use crate::body::Side;
use crate::kinematics::AngleKind;
use crate::robust::{centre_and_spread, median};
use crate::units::{Angle, Seconds};
use std::collections::BTreeMap;

/// Iglewicz & Hoaglin's limit.
const LIMIT: f64 = 3.5;

/// Strides differ by nature; below this spread a difference is no fault. The stride-to-stride SD of
/// peak hip extension is 0.94 degrees (computed from Fukuchi et al. 2017; `docs/METHODS.md`).
const NATURAL_SPREAD: Angle = Angle::from_degrees(0.94);

/// The angles whose shape must agree: the ones that every result rests on.
const COMPARED: [AngleKind; 2] = [AngleKind::Thigh, AngleKind::KneeFlexion];

/// Why a stride does not count.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum RejectReason {
    /// Its duration is far from the median of its leg: a contact was missed, doubled, or the runner stumbled.
    #[error("lasts {:.2} s where the median is {:.2} s", duration.0, median.0)]
    Duration {
        /// Of this stride.
        duration: Seconds,
        /// Of the leg's strides.
        median: Seconds,
    },
    /// The curve of an angle is far from the leg's median curve.
    #[error("the {} curve is {:.1} degrees from the median curve, more than {:.1}", kind.name(), distance.degrees(), limit.degrees())]
    Shape {
        /// Which angle.
        kind: AngleKind,
        /// Root-mean-square distance.
        distance: Angle,
        /// The largest distance that is kept.
        limit: Angle,
    },
    /// A person left it out.
    #[error("left out by hand")]
    ByHand,
}

/// Marks the outliers of each leg: first by duration, then by shape among those left.
pub(super) fn reject_outliers(strides: &mut [Stride]) {
    for side in Side::BOTH {
        reject_by_duration(strides, side);
        for kind in COMPARED {
            reject_by_shape(strides, side, kind);
        }
    }
}

fn kept(strides: &[Stride], side: Side) -> impl Iterator<Item = (usize, &Stride)> {
    strides.iter().enumerate().filter(move |(_, s)| s.side == side && s.kept())
}

fn reject_by_duration(strides: &mut [Stride], side: Side) {
    let durations: Vec<f64> = kept(strides, side).map(|(_, s)| s.parameters.stride_time.0).collect();
    let Some((middle, spread)) = centre_and_spread(durations) else { return };
    for stride in strides.iter_mut().filter(|s| s.side == side && s.kept()) {
        let duration = stride.parameters.stride_time;
        // Timing error alone must not reject: even strides have a spread near zero.
        let limit = LIMIT * spread.max(stride.stride_time_sd.0);
        if (duration.0 - middle).abs() > limit {
            stride.rejected = Some(RejectReason::Duration { duration, median: Seconds(middle) });
        }
    }
}

fn reject_by_shape(strides: &mut [Stride], side: Side, kind: AngleKind) {
    let distances = distances_to_median(strides, side, kind);
    let all: Vec<f64> = distances.values().map(|d| d.radians()).collect();
    let Some((middle, spread)) = centre_and_spread(all) else { return };
    let limit = Angle::from_radians(middle + LIMIT * spread.max(NATURAL_SPREAD.radians()));
    for (index, distance) in distances {
        if distance > limit {
            strides[index].rejected = Some(RejectReason::Shape { kind, distance, limit });
        }
    }
}

/// Distance of each kept stride's curve to the point-by-point median curve of its leg.
fn distances_to_median(strides: &[Stride], side: Side, kind: AngleKind) -> BTreeMap<usize, Angle> {
    let curves: Vec<(usize, &Curve)> =
        kept(strides, side).filter_map(|(index, s)| Some((index, s.curves.get(kind)?))).collect();
    let medians: Option<Vec<f64>> = (0..CYCLE_POINTS)
        .map(|percent| {
            let values: Vec<f64> = curves.iter().map(|(_, c)| c.angles()[percent].radians()).collect();
            median(values)
        })
        .collect();
    let Some(medians) = medians else { return BTreeMap::new() };
    let middle = Curve::from_fn(|percent| Angle::from_radians(medians[percent]));
    curves.iter().map(|(index, curve)| (*index, curve.distance(&middle))).collect()
}

//! From the network's readings of single pictures to a clip's means with their uncertainty, or a reason why there are none.

use super::Released;
use crate::body::{Facing, PelvisStill, Predicted, View};
use crate::robust::median;
use crate::units::Angle;

/// Fewest pictures: with fewer the random part alone is above a degree (5 degrees over the root of 25).
const FEWEST: usize = 25;
/// Camera more off square than this: the network saw up to 15 degrees in training.
const LARGEST_YAW: Angle = Angle::from_degrees(15.0);
/// Strides on which errors of pictures repeat: pictures of one phase err alike, so the random part falls with the number of pictures only as if every
/// fourth counted. Design choice, on the safe side; the constant of the body is larger anyway.
const ALIKE: f64 = 4.0;

/// Why the network gives no pelvic tilt.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum NoModel {
    /// It has not passed its release test.
    #[error("the pelvis network has not passed its release test, so nothing is printed from it")]
    NotReleased,
    /// Too few pictures of the runner.
    #[error(
        "only {found} pictures of the runner could be read, {needed} are needed: film at least ten seconds"
    )]
    TooFew {
        /// How many there were.
        found: usize,
        /// How many it takes.
        needed: usize,
    },
    /// The camera does not look square.
    #[error(
        "the camera stood about {:.0} degrees off a square side view, and the pelvis network knows views up to {:.0}: film at right angles \
         to the belt", yaw.degrees(), limit.degrees()
    )]
    Oblique {
        /// How far off.
        yaw: Angle,
        /// How far it may be.
        limit: Angle,
    },
    /// The network is not sure itself.
    #[error(
        "the pelvis network is not sure enough of these pictures (it says ± {spread_deg:.2} degrees a picture, and was found good enough up to \
         {sure_deg:.2}): tight clothes, more light, and an arm that does not cover the pelvis help, or use stickers (docs/STICKERS.md)"
    )]
    Unsure {
        /// Median of what it says.
        spread_deg: f64,
        /// Up to where its release tests passed.
        sure_deg: f64,
    },
    /// The file of its measured errors is damaged: a fault of the program.
    #[error(
        "the file of the pelvis network's measured errors cannot be read: this is a fault of the program, please report it"
    )]
    NoFigures,
}

/// A mean over a clip.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The mean.
    pub value: Angle,
    /// Its standard uncertainty: random part, camera roll, and what differs from body to body.
    pub sd: Angle,
}

/// What the network says of a clip. Absolute, camera roll removed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ModelReading {
    /// Pictures that were read.
    pub pictures: usize,
    /// Mean pelvic tilt, anterior positive; absent unless its release test was passed.
    pub tilt: Option<Estimate>,
    /// Mean thorax lean, forward positive.
    pub thorax_lean: Estimate,
    /// Mean tilt without regard to release, and its random standard error, for the change from standing.
    pub(super) raw_tilt: (Angle, Angle),
    /// The same of the thorax.
    pub(super) raw_thorax: (Angle, Angle),
}

/// Means over a clip. `roll_sd`: standard uncertainty of the camera's roll, which goes into both angles 1:1.
///
/// # Errors
/// [`NoModel`] says why there are none.
pub fn estimate(
    stills: &[Option<PelvisStill>],
    view: &View,
    yaw: Angle,
    roll_sd: Angle,
    released: &Released,
) -> Result<ModelReading, NoModel> {
    if !released.mean && !released.change {
        return Err(NoModel::NotReleased);
    }
    if yaw > LARGEST_YAW {
        return Err(NoModel::Oblique { yaw, limit: LARGEST_YAW });
    }
    let seen: Vec<&PelvisStill> = stills.iter().flatten().collect();
    if seen.len() < FEWEST {
        return Err(NoModel::TooFew { found: seen.len(), needed: FEWEST });
    }
    let spread = median(seen.iter().map(|still| still.tilt.sd.degrees()).collect()).unwrap_or(f64::INFINITY);
    if spread > released.sure_spread_deg {
        return Err(NoModel::Unsure { spread_deg: spread, sure_deg: released.sure_spread_deg });
    }
    // The network sees a runner who faces right; in its mirror the roll has the other sign.
    let roll = if view.facing == Facing::Right { view.roll } else { -view.roll };
    let level = |(mean, error): (Angle, Angle)| (mean - roll, error);
    let raw_tilt = level(weighted(seen.iter().map(|still| still.tilt)));
    let raw_thorax = level(weighted(seen.iter().map(|still| still.thorax_lean)));
    let whole = |(value, error): (Angle, Angle), bias_deg: f64, constant_deg: f64| Estimate {
        value: value - Angle::from_degrees(bias_deg),
        sd: root_of_squares(&[error, roll_sd, Angle::from_degrees(constant_deg)]),
    };
    Ok(ModelReading {
        pictures: seen.len(),
        tilt: released
            .mean
            .then(|| whole(believed(raw_tilt, released), released.mean_bias_deg, released.mean_sd_deg)),
        thorax_lean: whole(raw_thorax, released.thorax_bias_deg, released.thorax_sd_deg),
        raw_tilt,
        raw_thorax,
    })
}

/// Tilt and thorax lean relative to standing: both clips are from one camera, so its roll falls out. Absent unless released.
pub fn change(ran: &ModelReading, stood: &ModelReading, released: &Released) -> Option<(Estimate, Estimate)> {
    let between =
        |ran: (Angle, Angle), stood: (Angle, Angle), gain: f64, bias_deg: f64, sd_deg: f64| Estimate {
            value: (ran.0 - stood.0) * gain - Angle::from_degrees(bias_deg),
            sd: root_of_squares(&[ran.1 * gain, stood.1 * gain, Angle::from_degrees(sd_deg)]),
        };
    let r = released;
    r.change.then(|| {
        (
            between(ran.raw_tilt, stood.raw_tilt, r.change_gain, r.change_bias_deg, r.change_sd_deg),
            between(ran.raw_thorax, stood.raw_thorax, 1.0, r.thorax_change_bias_deg, r.thorax_change_sd_deg),
        )
    })
}

/// A mean tilt, levelled, drawn towards the pivot; its random error with it.
fn believed((mean, error): (Angle, Angle), released: &Released) -> (Angle, Angle) {
    let pivot = Angle::from_degrees(released.mean_pivot_deg);
    (pivot + (mean - pivot) * released.mean_gain, error * released.mean_gain)
}

/// Mean weighted by the predicted spreads, and its random standard error from the scatter.
fn weighted(readings: impl Iterator<Item = Predicted> + Clone) -> (Angle, Angle) {
    let weight = |reading: &Predicted| 1.0 / reading.sd.radians().max(f64::MIN_POSITIVE).powi(2);
    let total: f64 = readings.clone().map(|reading| weight(&reading)).sum();
    let mean = readings.clone().map(|r| weight(&r) * r.value.radians()).sum::<f64>() / total;
    let squares: f64 = readings.clone().map(|r| (weight(&r) * (r.value.radians() - mean)).powi(2)).sum();
    let error = (ALIKE * squares).sqrt() / total;
    (Angle::from_radians(mean), Angle::from_radians(error))
}

fn root_of_squares(parts: &[Angle]) -> Angle {
    Angle::from_radians(parts.iter().map(|part| part.radians().powi(2)).sum::<f64>().sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::{FrameSize, Point, STILL_POINTS};

    const RELEASED: Released = Released {
        mean: true,
        change: true,
        mean_gain: 1.0,
        mean_pivot_deg: 14.0,
        change_gain: 1.0,
        mean_bias_deg: 0.0,
        change_bias_deg: 0.0,
        thorax_bias_deg: 0.0,
        thorax_change_bias_deg: 0.0,
        mean_sd_deg: 2.5,
        change_sd_deg: 1.2,
        thorax_sd_deg: 2.0,
        thorax_change_sd_deg: 1.0,
        sure_spread_deg: 8.0,
    };

    fn view(facing: Facing, roll_deg: f64) -> View {
        let frame_size = FrameSize { width: 640, height: 480 };
        View { facing, roll: Angle::from_degrees(roll_deg), frame_size }
    }

    fn still(tilt_deg: f64, sd_deg: f64) -> Option<PelvisStill> {
        let predicted =
            |value| Predicted { value: Angle::from_degrees(value), sd: Angle::from_degrees(sd_deg) };
        let points = [Point::default(); STILL_POINTS];
        Some(PelvisStill { tilt: predicted(tilt_deg), thorax_lean: predicted(5.0), points })
    }

    fn read(stills: &[Option<PelvisStill>], view: &View) -> Result<ModelReading, NoModel> {
        estimate(stills, view, Angle::ZERO, Angle::from_degrees(0.5), &RELEASED)
    }

    #[test]
    fn the_mean_is_levelled_by_the_roll_of_the_picture_that_the_network_saw() {
        let stills = vec![still(20.0, 5.0); 40];
        let tilt = |facing, roll| {
            read(&stills, &view(facing, roll)).expect("read").tilt.expect("released").value.degrees()
        };
        // True horizontal falls to the right by 3: a runner facing right is seen tipped forward by 3.
        assert!((tilt(Facing::Right, 3.0) - 17.0).abs() < 1e-9);
        // One who faces left is seen in a mirror, where it falls to the left.
        assert!((tilt(Facing::Left, 3.0) - 23.0).abs() < 1e-9);
    }

    #[test]
    fn sure_pictures_count_more_and_the_constant_of_the_body_stays() {
        let mut stills = vec![still(10.0, 2.0); 200];
        stills.extend(vec![still(30.0, 6.0); 200]);
        let tilt = read(&stills, &view(Facing::Right, 0.0)).expect("read").tilt.expect("released");
        assert!((tilt.value.degrees() - 12.0).abs() < 1e-9, "{tilt:?}");
        assert!(tilt.sd.degrees() > 2.5 && tilt.sd.degrees() < 3.2, "{tilt:?}");
    }

    #[test]
    fn a_change_from_standing_leaves_roll_and_body_out() {
        let ran = read(&vec![still(25.0, 5.0); 50], &view(Facing::Right, 0.0)).expect("read");
        let stood = read(&vec![still(15.0, 5.0); 50], &view(Facing::Right, 0.0)).expect("read");
        let (tilt, _) = change(&ran, &stood, &RELEASED).expect("released");
        assert!((tilt.value.degrees() - 10.0).abs() < 1e-9 && (tilt.sd.degrees() - 1.2).abs() < 0.01);
        assert_eq!(change(&ran, &stood, &Released { change: false, ..RELEASED }), None);
    }

    #[test]
    fn measured_biases_are_taken_off() {
        // It reads runs 2 too low and their change from standing 1 too small.
        let biased = Released {
            mean_bias_deg: -2.0,
            change_bias_deg: -1.0,
            thorax_bias_deg: -0.5,
            thorax_change_bias_deg: -0.25,
            ..RELEASED
        };
        let view = view(Facing::Right, 0.0);
        let read = |tilt| {
            estimate(&vec![still(tilt, 5.0); 50], &view, Angle::ZERO, Angle::ZERO, &biased).expect("read")
        };
        let (ran, stood) = (read(18.0), read(10.0));
        assert!((ran.tilt.expect("released").value.degrees() - 20.0).abs() < 1e-9);
        let (tilt, lean) = change(&ran, &stood, &biased).expect("released");
        assert!((tilt.value.degrees() - 9.0).abs() < 1e-9, "{tilt:?}");
        // Every still leans by 5.
        assert!((ran.thorax_lean.value.degrees() - 5.5).abs() < 1e-9, "{ran:?}");
        assert!((lean.value.degrees() - 0.25).abs() < 1e-9, "{lean:?}");
    }

    #[test]
    fn a_mean_is_drawn_towards_the_pivot_after_the_roll_is_taken_off_and_a_change_towards_none() {
        let gained = Released { mean_gain: 0.9, change_gain: 0.95, ..RELEASED };
        let read = |tilt, roll| {
            let stills = vec![still(tilt, 5.0); 50];
            estimate(&stills, &view(Facing::Right, roll), Angle::ZERO, Angle::ZERO, &gained).expect("read")
        };
        let tilt = |tilt, roll| read(tilt, roll).tilt.expect("released").value.degrees();
        assert!((tilt(24.0, 0.0) - 23.0).abs() < 1e-9);
        // The camera's roll is known: all of it is taken off.
        assert!((tilt(27.0, 3.0) - 23.0).abs() < 1e-9);
        let (turned, _) = change(&read(24.0, 0.0), &read(14.0, 0.0), &gained).expect("released");
        assert!((turned.value.degrees() - 9.5).abs() < 1e-9);
    }

    #[test]
    fn it_declines_with_a_reason() {
        let right = view(Facing::Right, 0.0);
        assert!(matches!(read(&vec![still(20.0, 5.0); 10], &right), Err(NoModel::TooFew { found: 10, .. })));
        assert!(matches!(read(&vec![still(20.0, 9.0); 50], &right), Err(NoModel::Unsure { .. })));
        let oblique = estimate(&[], &right, Angle::from_degrees(20.0), Angle::ZERO, &RELEASED);
        assert!(matches!(oblique, Err(NoModel::Oblique { .. })));
        let unreleased = Released { mean: false, change: false, ..RELEASED };
        assert_eq!(estimate(&[], &right, Angle::ZERO, Angle::ZERO, &unreleased), Err(NoModel::NotReleased));
    }
}

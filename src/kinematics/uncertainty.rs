//! How far a single sample of an angle may be off: what its kind of angle was measured to be off, and what its own points say.
//!
//! A mean over strides has an interval of its own (`findings`); this is for whoever reads one value of a curve.

use super::angles::{AngleKind, AngleSeries, Zero};
use crate::body::Side;
use crate::series::Series;
use crate::units::Angle;
use serde::Deserialize;
use std::sync::Arc;

/// What comes with the program; `scripts/kinematics/frame_errors.py` makes the file.
const BUILT_IN: &str = include_str!("data/frame_errors.toml");

/// The leg of an angle, seen from the camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Leg {
    /// Towards the camera.
    Near,
    /// The other.
    Far,
    /// An angle of the trunk.
    Both,
}

/// How far single samples of an angle were off.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrameError {
    /// The angle.
    pub angle: AngleKind,
    /// The leg.
    pub leg: Leg,
    /// What it counted from.
    pub zero: Zero,
    /// Root mean square of measured less true over the frames of all clips, degrees.
    pub rms_deg: f64,
    /// What of it is more than the points of a sample say themselves.
    pub beyond_points_deg: f64,
    /// Number of clips.
    pub clips: usize,
}

/// The table cannot be read.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct FrameErrorsBroken(#[from] toml::de::Error);

/// How far single samples of rendered runners were off, for each angle, leg and zero.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrameErrors {
    error: Vec<FrameError>,
}

impl FrameErrors {
    /// The built-in ones.
    ///
    /// # Errors
    /// A fault of the built-in file, which a test excludes.
    pub fn built_in() -> Result<Self, FrameErrorsBroken> {
        Ok(toml::from_str(BUILT_IN)?)
    }

    /// That of an angle; `leg` does not matter for one of the trunk.
    pub fn find(&self, angle: AngleKind, leg: Leg, zero: Zero) -> Option<&FrameError> {
        let is_of = |entry: &&FrameError| {
            entry.angle == angle && (entry.leg == leg || entry.leg == Leg::Both) && entry.zero == zero
        };
        self.error.iter().find(is_of)
    }
}

/// Standard uncertainties that the samples of a pelvis source have of themselves.
#[derive(Debug, Clone, Copy, Default)]
pub struct OfPoints<'a> {
    /// Of the pelvic tilt.
    pub tilt: Option<&'a Series<Angle>>,
    /// Of the thorax lean.
    pub thorax: Option<&'a Series<Angle>>,
}

impl OfPoints<'_> {
    /// That of an angle; nothing is known of the landmarks'.
    fn of(self, kind: AngleKind, frame: usize) -> Option<Angle> {
        let tilt = || self.tilt?.at(frame);
        let thorax = || self.thorax?.at(frame);
        match kind {
            AngleKind::PelvicTilt | AngleKind::HipFlexion => tilt(),
            AngleKind::ThoraxLean => thorax(),
            AngleKind::LumbarExtension => Some(in_squares(tilt()?, thorax()?)),
            _ => Some(Angle::ZERO),
        }
    }
}

fn in_squares(a: Angle, b: Angle) -> Angle {
    Angle::from_radians(a.radians().hypot(b.radians()))
}

impl AngleSeries {
    /// Standard uncertainty of each sample of an angle, systematic errors of rendered runners included; `near` is the side towards the camera. `None`
    /// where the angle was never held against the truth from this zero.
    pub fn uncertainty(
        &self,
        kind: AngleKind,
        side: Side,
        near: Side,
        points: OfPoints<'_>,
        errors: &FrameErrors,
    ) -> Option<Series<Angle>> {
        let leg = if side == near { Leg::Near } else { Leg::Far };
        let beyond = Angle::from_degrees(errors.find(kind, leg, self.zero)?.beyond_points_deg);
        let angle = self.get(kind, side);
        Some(Series::from_fn(Arc::clone(angle.time()), |frame| {
            angle.at(frame)?;
            Some(in_squares(points.of(kind, frame)?, beyond))
        }))
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "in a test a panic is the report")]
mod tests {
    use super::*;
    use crate::body::BySide;
    use crate::kinematics::LimbAngles;
    use crate::series::TimeAxis;

    /// Nothing but thighs.
    fn with_thighs(thigh: &Series<Angle>) -> AngleSeries {
        let empty = || Series::from_fn(Arc::clone(thigh.time()), |_| None);
        let limb = |_| LimbAngles {
            thigh: thigh.clone(),
            knee_flexion: empty(),
            shank: empty(),
            foot: empty(),
            hip_to_trunk: empty(),
            hip_flexion: empty(),
        };
        AngleSeries {
            zero: Zero::Absolute,
            trunk_lean: empty(),
            pelvic_tilt: empty(),
            thorax_lean: empty(),
            lumbar_extension: empty(),
            limbs: BySide::from_fn(limb),
        }
    }

    #[test]
    fn every_angle_from_joints_or_stickers_has_a_measured_error() {
        let errors = FrameErrors::built_in().expect("a table");
        for kind in AngleKind::ALL.into_iter().filter(|&kind| kind != AngleKind::HipToTrunk) {
            for (leg, zero) in [Leg::Near, Leg::Far]
                .into_iter()
                .flat_map(|leg| [Zero::Absolute, Zero::Standing].map(|zero| (leg, zero)))
            {
                let found = errors.find(kind, leg, zero).expect("is in the table");
                assert!(found.rms_deg > 0.0 && found.beyond_points_deg <= found.rms_deg, "{found:?}");
                assert!(found.clips >= 5, "fewer would be an anecdote: {found:?}");
            }
        }
    }

    #[test]
    fn what_the_points_say_and_what_was_measured_beyond_add_in_squares() {
        let errors: FrameErrors = toml::from_str(
            "[[error]]\nangle = \"hip_flexion\"\nleg = \"near\"\nzero = \"absolute\"\nrms_deg = 5.0\nbeyond_points_deg = 4.0\nclips = 9",
        )
        .expect("a table");
        let time = Arc::new(TimeAxis::from_seconds(vec![0.0, 0.1]).expect("increasing"));
        let series = |samples: [Option<f64>; 2]| {
            Series::from_fn(Arc::clone(&time), |frame| samples[frame].map(Angle::from_degrees))
        };
        let (tilt, points) = (series([Some(10.0), None]), series([Some(3.0), Some(3.0)]));
        let angles = with_thighs(&series([Some(20.0), Some(20.0)])).with_pelvis(&tilt, None);
        let of = |side| {
            let own = OfPoints { tilt: Some(&points), thorax: None };
            angles.uncertainty(AngleKind::HipFlexion, side, Side::Left, own, &errors)
        };
        let near = of(Side::Left).expect("is in the table");
        assert!((near.at(0).expect("measured").degrees() - 5.0).abs() < 1e-9);
        assert_eq!(near.at(1), None, "there is no angle");
        assert_eq!(of(Side::Right), None, "the far leg was never held against the truth");
    }
}

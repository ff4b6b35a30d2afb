//! What the user may know better, and the filter's cut-offs.

use super::ByHand;
use crate::body::Part;
use crate::units::{Angle, Hertz, Seconds};

/// Choices for [`super::track`]. The default suits running on a level treadmill.
#[derive(Debug, Clone, PartialEq)]
pub struct TrackOptions {
    /// Incline of the treadmill, uphill positive; `None` if unknown, which counts as level and is said so.
    pub incline: Option<Angle>,
    /// Roll of the camera where it is known from elsewhere; `None` reads it from the picture.
    pub known_roll: Option<Angle>,
    /// -3 dB points of the zero-lag filter.
    pub cutoffs: Cutoffs,
    /// Longest gap that is filled (biomechanics.md section 5: 0.1 s).
    pub max_gap: Seconds,
    /// What a person put right.
    pub by_hand: ByHand,
}

impl Default for TrackOptions {
    fn default() -> Self {
        Self {
            incline: None,
            known_roll: None,
            cutoffs: Cutoffs::default(),
            max_gap: Seconds(0.1),
            by_hand: ByHand::default(),
        }
    }
}

/// -3 dB points of the filter for the parts of the body; none is applied above 0.4 x the sample rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cutoffs {
    /// Ear, shoulder and hip.
    pub trunk: Hertz,
    /// Elbow, wrist and knee.
    pub limb: Hertz,
    /// Ankle, heel and toe.
    pub foot: Hertz,
}

impl Default for Cutoffs {
    /// Within the ranges of biomechanics.md section 5: trunk and pelvis 8-10 Hz, of which the upper end keeps 90-98 % of
    /// the tilt range; knee and foot 12-15 Hz, of which the foot, which stops within 20 ms at contact, gets the upper end.
    fn default() -> Self {
        Self { trunk: Hertz(10.0), limb: Hertz(12.0), foot: Hertz(15.0) }
    }
}

impl Cutoffs {
    /// The cut-off for a part.
    pub const fn of(&self, part: Part) -> Hertz {
        match part {
            Part::Ear | Part::Shoulder | Part::Hip => self.trunk,
            Part::Elbow | Part::Wrist | Part::Knee => self.limb,
            Part::Ankle | Part::Heel | Part::Toe => self.foot,
        }
    }
}

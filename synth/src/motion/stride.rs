//! The whole motion: postures at any time.

use super::curves::LegAngles;
use super::solve::{hip_height, peak_extension_deg};
use super::spec::{Kind, MotionSpec};
use super::stance::{self, Hip};
use super::steps::{self, Contact};
use super::swing::{self, Ends};
use super::{MotionError, Movement, trunk};
use crate::body::{Body, LegGeometry};
use crate::posture::{Leg, Pelvis, Posture};
use crate::side::{BySide, Side};
use glam::{DMat3, DVec3};
use runtilt_truth::{Event, EventKind};
use std::f64::consts::TAU;

/// Adduction of a running leg, radians: mean and swing once a stride; 4 ± 2.5 degrees.
const ADDUCTION: (f64, f64) = (0.070, 0.044);
/// After toe-off the bent toes straighten in this time, seconds.
const TOES_RELAX_S: f64 = 0.12;

/// How much before the middle of contact the hips are lowest, share of the stride: measured on the pelvis markers of
/// `shared/data/fukuchi_rbds001` (lowest at 15 to 16 % of the stride, contact from 0 to 34 % at 100 N).
const LOWEST_BEFORE_MIDDLE: f64 = 0.02;
/// A shoe's tip higher than this has left the belt, metres.
const OFF_M: f64 = 0.001;
/// The tip leaves well within this time of the end of bearing, seconds; 20 to 30 ms were seen.
const LATEST_OFF_S: f64 = 0.08;

/// A runner's motion.
#[derive(Debug, Clone)]
pub struct Motion {
    spec: MotionSpec,
    legs: BySide<LegGeometry>,
    duty: BySide<f64>,
    rest_tilt: f64,
    hips_y: f64,
}

impl Motion {
    /// Plans the motion of a body.
    ///
    /// # Errors
    /// [`MotionError`] where the recipe makes no sense or the legs cannot follow it.
    pub fn new(spec: &MotionSpec, body: &Body) -> Result<Self, MotionError> {
        Self::with_legs(spec, body.leg_geometry(), body.rest_tilt())
    }

    /// Plans the motion of legs with these measures, on a body that stands with this tilt (radians).
    ///
    /// # Errors
    /// As [`Motion::new`].
    pub fn with_legs(
        spec: &MotionSpec,
        legs: BySide<LegGeometry>,
        rest_tilt: f64,
    ) -> Result<Self, MotionError> {
        spec.check()?;
        let duty = BySide { left: spec.duty_factor, right: spec.duty_factor };
        let mut motion = Self { spec: *spec, legs, duty, rest_tilt, hips_y: 0.0 };
        match spec.kind {
            Kind::Standing => motion.hips_y = motion.standing_height(),
            Kind::Running => motion.settle()?,
        }
        Ok(motion)
    }

    /// Hip height, and the duty factors that the aimed extension asks for; on the mean stride.
    fn settle(&mut self) -> Result<(), MotionError> {
        let noise = std::mem::replace(&mut self.spec.stride_noise, 0.0);
        if let Some(aims) = self.spec.aims() {
            // From short contacts, which are in reach: the leg that is not aimed yet must not hold the hips down.
            self.duty = BySide { left: SHORT_CONTACT, right: SHORT_CONTACT };
            for side in Side::BOTH.into_iter().chain(Side::BOTH) {
                self.aim(side, *aims.get(side));
            }
        }
        self.spec.stride_noise = noise;
        let settled = self.raise();
        let leg = &self.legs.right;
        if settled { Ok(()) } else { Err(MotionError::OutOfReach { leg_m: leg.thigh_m + leg.shank_m }) }
    }

    fn raise(&mut self) -> bool {
        match hip_height(self) {
            Some(height) => {
                self.hips_y = height;
                true
            }
            None => false,
        }
    }

    /// Longer contact carries the thigh further back: halves the interval until the aim is met.
    fn aim(&mut self, side: Side, degrees: f64) {
        let (mut least, mut most) = (0.24, 0.47);
        for _ in 0..18 {
            *self.duty.get_mut(side) = (least + most) / 2.0;
            let reached = self.raise() && peak_extension_deg(self, side) < degrees;
            if reached { least = *self.duty.get(side) } else { most = *self.duty.get(side) }
        }
    }

    /// The recipe.
    pub fn spec(&self) -> &MotionSpec {
        &self.spec
    }

    pub(super) fn leg(&self, side: Side) -> &LegGeometry {
        self.legs.get(side)
    }

    pub(super) fn hips_y(&self) -> f64 {
        self.hips_y
    }

    pub(super) fn contact_number(&self, side: Side, number: i64) -> Contact {
        steps::contact(&self.spec, *self.duty.get(side), side, number)
    }

    /// When the shoe last touches the belt: the unloaded tip of the toes stays on it a little longer than the foot bears.
    fn toe_off(&self, side: Side, contact: &Contact) -> f64 {
        let touches =
            |time: f64| self.leg_angles(side, time).is_some_and(|a| self.tip_height(side, time, &a) < OFF_M);
        let (mut on, mut off) = (contact.end, contact.end + LATEST_OFF_S);
        while off - on > 1e-4 {
            let middle = (on + off) / 2.0;
            if touches(middle) { on = middle } else { off = middle }
        }
        on
    }

    fn tip_height(&self, side: Side, time_s: f64, angles: &LegAngles) -> f64 {
        let leg = self.leg(side);
        let ball = stance::ball(leg, &self.hip(side, time_s), angles).y;
        let bend = self.toes(side, time_s).max(stance::toes_clear(leg, &self.hip(side, time_s), angles));
        ball + leg.toe_tip.distance(leg.ball) * (angles.foot_pitch + bend).sin()
    }

    fn pelvis(&self, time_s: f64) -> Pelvis {
        trunk::pelvis(&self.spec, self.rest_tilt, time_s)
    }

    /// Lowest just before the middle of contact, highest in flight.
    fn mid_hip(&self, time_s: f64) -> DVec3 {
        if self.spec.kind == Kind::Standing {
            return DVec3::new(0.0, self.hips_y, 0.0);
        }
        let p = steps::strides(&self.spec, time_s);
        let low = (self.duty.left + self.duty.right) / 4.0 - LOWEST_BEFORE_MIDDLE;
        let rise = -self.spec.vertical_excursion_m / 2.0 * (2.0 * TAU * (p - low)).cos();
        let sway = 0.008 * (TAU * (p - 0.2)).cos();
        DVec3::new(0.0, self.hips_y + rise, sway)
    }

    pub(super) fn hip(&self, side: Side, time_s: f64) -> Hip {
        let pelvis = self.pelvis(time_s);
        let p = steps::strides(&self.spec, time_s) + steps::later(side);
        let adduction = match self.spec.kind {
            Kind::Running => ADDUCTION.0 + ADDUCTION.1 * (TAU * (p - 0.15)).cos(),
            Kind::Standing => 0.0,
        };
        Hip { at: self.mid_hip(time_s) + pelvis.turn() * self.leg(side).hip, adduction, side }
    }

    /// Straight legs but for a slack of 3 degrees at the knee.
    fn standing_height(&self) -> f64 {
        let leg = &self.legs.right;
        let span = leg.thigh_m * (STANDING_KNEE / 2.0).cos() + leg.shank_m * (STANDING_KNEE / 2.0).cos();
        let hip = DMat3::from_rotation_z(-self.rest_tilt) * leg.hip;
        span - leg.heel.y - hip.y
    }

    /// Toe-up angle of the shoe at a time within a contact.
    fn bearing_pitch(&self, contact: &Contact, time_s: f64) -> f64 {
        let share = (time_s - contact.start) / (contact.end - contact.start);
        stance::foot_pitch(share, self.spec.contact_pitch_deg.to_radians())
    }

    pub(super) fn bearing_ankle(&self, side: Side, contact: &Contact, time_s: f64) -> DVec3 {
        let travelled = self.speed_mps() * (time_s - contact.start);
        let pitch = self.bearing_pitch(contact, time_s);
        stance::ankle(self.leg(side), &self.hip(side, time_s), contact, pitch, travelled)
    }

    fn bearing(&self, side: Side, contact: &Contact, time_s: f64) -> Option<LegAngles> {
        let ankle = self.bearing_ankle(side, contact, time_s);
        let (thigh, knee) = stance::reach(self.leg(side), &self.hip(side, time_s), ankle)?;
        Some(LegAngles { thigh, knee, foot_pitch: self.bearing_pitch(contact, time_s) })
    }

    /// Thigh, knee and foot at a time; `None` where the leg does not reach.
    pub(super) fn leg_angles(&self, side: Side, time_s: f64) -> Option<LegAngles> {
        let number = steps::number_at(&self.spec, *self.duty.get(side), side, time_s);
        let (last, next) = (self.contact_number(side, number), self.contact_number(side, number + 1));
        if time_s <= last.end {
            return self.bearing(side, &last, time_s);
        }
        let seconds = next.start - last.end;
        let ends = Ends {
            from: self.state(side, &last, last.end, -1e-4)?,
            to: self.state(side, &next, next.start, 1e-4)?,
            seconds,
            knee_gain: last.swing_knee,
        };
        let swung = swing::angles(&ends, (time_s - last.end) / seconds);
        Some(stance::lifted(self.leg(side), &self.hip(side, time_s), swung))
    }

    /// Angles and rates at one end of a contact, from inside it.
    fn state(&self, side: Side, contact: &Contact, at: f64, inside: f64) -> Option<(LegAngles, LegAngles)> {
        let (here, near) = (self.bearing(side, contact, at)?, self.bearing(side, contact, at + inside)?);
        let rate = |here: f64, near: f64| (near - here) / inside;
        let rates = LegAngles {
            thigh: rate(here.thigh, near.thigh),
            knee: rate(here.knee, near.knee),
            foot_pitch: rate(here.foot_pitch, near.foot_pitch),
        };
        Some((here, rates))
    }

    fn leg_posture(&self, side: Side, time_s: f64) -> Leg {
        if self.spec.kind == Kind::Standing {
            let half = STANDING_KNEE / 2.0;
            return Leg { thigh: half, adduction: 0.0, knee: STANDING_KNEE, ankle: half, toe: 0.0 };
        }
        // Out of reach never happens within a planned motion but for a large variation; the leg is then straight.
        let angles = self.leg_angles(side, time_s).unwrap_or_default();
        Leg {
            thigh: angles.thigh,
            adduction: self.hip(side, time_s).adduction,
            knee: angles.knee,
            ankle: angles.foot_pitch - (angles.thigh - angles.knee),
            toe: self.toes(side, time_s).max(stance::toes_clear(
                self.leg(side),
                &self.hip(side, time_s),
                &angles,
            )),
        }
    }

    /// The toes stay on the belt while the heel rises: flat at first, then on their tip.
    fn toes(&self, side: Side, time_s: f64) -> f64 {
        let number = steps::number_at(&self.spec, *self.duty.get(side), side, time_s);
        let contact = self.contact_number(side, number);
        let bent = |time: f64| {
            let pitch = self.bearing_pitch(&contact, time);
            (-pitch - stance::toe_roll(pitch)).clamp(0.0, stance::MOST_TOE_BEND)
        };
        let since = time_s - contact.end;
        if since <= 0.0 { bent(time_s) } else { bent(contact.end) * (-since / TOES_RELAX_S).exp() }
    }
}

impl Movement for Motion {
    fn posture(&self, time_s: f64) -> Posture {
        let thorax = trunk::thorax(&self.spec, time_s);
        Posture {
            mid_hip: self.mid_hip(time_s),
            pelvis: self.pelvis(time_s),
            thorax,
            lumbar_bend: trunk::lumbar(&self.spec),
            head_pitch: trunk::HEAD_PITCH,
            legs: BySide::from_fn(|side| self.leg_posture(side, time_s)),
            arms: BySide::from_fn(|side| trunk::arm(&self.spec, side, time_s)),
        }
    }

    fn speed_mps(&self) -> f64 {
        match self.spec.kind {
            Kind::Running => self.spec.speed_mps,
            Kind::Standing => 0.0,
        }
    }

    fn events(&self, from_s: f64, to_s: f64) -> Vec<Event> {
        if self.spec.kind == Kind::Standing {
            return Vec::new();
        }
        let mut events = Vec::new();
        for side in Side::BOTH {
            let number = |time| steps::number_at(&self.spec, *self.duty.get(side), side, time);
            for contact in (number(from_s)..=number(to_s)).map(|n| self.contact_number(side, n)) {
                events.push(Event { kind: EventKind::InitialContact, side, time_s: contact.start });
                events.push(Event { kind: EventKind::ToeOff, side, time_s: self.toe_off(side, &contact) });
            }
        }
        events.retain(|event| (from_s..=to_s).contains(&event.time_s));
        events.sort_by(|a, b| a.time_s.total_cmp(&b.time_s));
        events
    }

    fn cadence_spm(&self) -> Option<f64> {
        (self.spec.kind == Kind::Running).then_some(self.spec.cadence_spm)
    }
}

/// Where the search for a duty factor begins, short of the shortest that recipes aim at.
const SHORT_CONTACT: f64 = 0.26;
/// A relaxed standing knee is nearly straight, radians.
const STANDING_KNEE: f64 = 0.05;

//! A stick figure that runs, walks or stands on a treadmill, with exactly known contacts and toe-offs.
//!
//! Seen from the side in the body frame (x forward, y up). The feet follow a drawn path against the hips and the knees
//! follow by two-link geometry. The foot lands and leaves as measured in two runners (`docs/METHODS.md`): it is furthest
//! ahead 23 ms before contact, has 80 % of the belt's speed 16.5 ms after it, and the toe is 25 mm up 28 ms
//! after toe-off; so an event method without error finds the exact times.

use super::pose::LEVEL_VIEW;
use super::recording::Recording;
use runtilt::body::{BySide, Landmark, Part, Point, Side, Trajectories};
use runtilt::series::{Series, TimeAxis};
use std::collections::BTreeMap;
use std::sync::Arc;

const THIGH_M: f64 = 0.44;
const SHANK_M: f64 = 0.44;
const HIP_HEIGHT_M: f64 = 0.86;
const ANKLE_HEIGHT_M: f64 = 0.08;
const TRUNK_M: f64 = 0.50;

/// From "furthest ahead" to contact.
const AHEAD_LEAD_S: f64 = 0.023;
/// From "furthest ahead" to the belt's full speed: 80 % of it come 23 + 16.5 ms after.
const LANDING_S: f64 = (0.023 + 0.0165) / 0.8;
/// From toe-off to a toe 25 mm up.
const TOE_RISE_S: f64 = 0.028;

/// What one leg does.
#[derive(Debug, Clone, Copy)]
pub struct Leg {
    /// From contact to toe-off.
    pub contact_time_s: f64,
    /// Foot (ankle) against the hips where it is furthest ahead.
    pub reach_m: f64,
}

/// The whole runner and how the camera samples it.
#[derive(Debug, Clone)]
pub struct StickRunner {
    /// Steps per minute.
    pub cadence_spm: f64,
    /// Speed of the belt.
    pub speed_m_per_s: f64,
    /// Each leg; make them differ for an asymmetric runner.
    pub legs: BySide<Leg>,
    /// Forward lean of the trunk.
    pub trunk_lean_deg: f64,
    /// From highest to lowest of the hips.
    pub bounce_m: f64,
    /// From toe-off until the foot is furthest behind.
    pub follow_through_s: f64,
    /// The n-th stride lasts this many times as long as the others.
    pub odd_duration: Option<(usize, f64)>,
    /// In the n-th stride the left foot is lifted by so much more in swing.
    pub odd_lift: Option<(usize, f64)>,
    /// Frame times in seconds.
    pub times_s: Vec<f64>,
    /// Image scale.
    pub pixels_per_metre: f64,
}

/// What the figure did, exactly.
#[derive(Debug, Clone)]
pub struct StickClip {
    /// Landmarks in the body frame, pixels, without noise or filter.
    pub body: Trajectories,
    /// Contacts within the clip, seconds.
    pub contacts: BySide<Vec<f64>>,
    /// Toe-offs within the clip, seconds.
    pub toe_offs: BySide<Vec<f64>>,
}

/// Frame times of a constant rate.
pub fn even_times(duration_s: f64, rate: f64) -> Vec<f64> {
    (0..(duration_s * rate).round() as usize).map(|k| k as f64 / rate).collect()
}

impl Default for StickRunner {
    /// A symmetric runner at 168 steps/min and 2.5 m/s, 10 s at 120 frames per second.
    fn default() -> Self {
        let leg = Leg { contact_time_s: 0.25, reach_m: 0.27 };
        Self {
            cadence_spm: 168.0,
            speed_m_per_s: 2.5,
            legs: BySide { left: leg, right: leg },
            trunk_lean_deg: 8.0,
            bounce_m: 0.08,
            follow_through_s: 0.10,
            odd_duration: None,
            odd_lift: None,
            times_s: even_times(10.0, 120.0),
            pixels_per_metre: 500.0,
        }
    }
}

impl StickRunner {
    /// A walker: 62 % of the stride on each foot, so 12 % with both on the ground at every change.
    pub fn walking() -> Self {
        let leg = Leg { contact_time_s: 0.62 * 1.1, reach_m: 0.36 };
        Self {
            cadence_spm: 120.0 / 1.1,
            speed_m_per_s: 1.2,
            legs: BySide { left: leg, right: leg },
            trunk_lean_deg: 2.0,
            bounce_m: 0.03,
            follow_through_s: 0.05,
            ..Self::default()
        }
    }

    /// The same motion filmed at `true_rate` and played back `factor` times slower.
    pub fn slow_motion(mut self, duration_s: f64, true_rate: f64, factor: f64) -> StickClip {
        self.times_s = even_times(duration_s, true_rate);
        let clip = self.film();
        let slow = |times: &Vec<f64>| times.iter().map(|t| t * factor).collect();
        StickClip {
            body: on_times(&clip.body, clip.body.time().seconds().iter().map(|t| t * factor).collect()),
            contacts: clip.contacts.map(slow),
            toe_offs: clip.toe_offs.map(slow),
        }
    }

    /// Films the runner.
    pub fn film(&self) -> StickClip {
        let cycles = BySide::from_fn(|side| self.cycles(side));
        let inside = |t: &f64| *t >= self.times_s[0] && *t <= self.times_s[self.times_s.len() - 1];
        let time = Arc::new(TimeAxis::from_seconds(self.times_s.clone()).expect("frame times increase"));
        let body = Trajectories::from_fn(Arc::clone(&time), LEVEL_VIEW, |landmark| {
            let cycles = cycles.get(landmark.side);
            Series::from_fn(Arc::clone(&time), |frame| {
                Some(self.place(landmark, cycles, self.times_s[frame]))
            })
        });
        let contacts = cycles.map(|list| list.iter().map(|c| c.contact_s).filter(inside).collect());
        let toe_offs = cycles
            .map(|list| list.iter().map(|c| c.contact_s + c.leg.contact_time_s).filter(inside).collect());
        StickClip { body, contacts, toe_offs }
    }

    /// The runner as a recording in pixels at an even rate, to be made noisy and filtered.
    pub fn recording(&self, rate: f64) -> Recording {
        let duration = self.times_s[self.times_s.len() - 1];
        let even = Self { times_s: even_times(duration, rate), ..self.clone() };
        let body = even.film().body;
        let paths: BTreeMap<Landmark, Vec<Option<Point>>> =
            Landmark::all().map(|l| (l, body.path(l.part, l.side).samples().to_vec())).collect();
        Recording { rate, paths }
    }

    /// Contacts of the left foot are a stride apart; the right foot lands half-way between.
    fn cycles(&self, side: Side) -> Vec<Cycle> {
        let stride = 120.0 / self.cadence_spm;
        let last = self.times_s[self.times_s.len() - 1];
        let mut cycles = Vec::new();
        // Starts before the clip so that its first frame is within a cycle.
        let (mut start, mut number) = (-1.87 * stride, 0);
        while start < last + 2.0 * stride {
            let duration = stride * self.odd_duration.filter(|odd| odd.0 == number).map_or(1.0, |odd| odd.1);
            let share = if side == Side::Left { 0.0 } else { 0.5 };
            let lift =
                self.odd_lift.filter(|odd| odd.0 == number && side == Side::Left).map_or(0.0, |odd| odd.1);
            cycles.push(Cycle {
                contact_s: start + share * duration,
                duration_s: duration,
                leg: *self.legs.get(side),
                lift_m: lift,
            });
            start += duration;
            number += 1;
        }
        // The right foot's cycles last from middle to middle.
        for k in 0..cycles.len() - 1 {
            cycles[k].duration_s = cycles[k + 1].contact_s - cycles[k].contact_s;
        }
        cycles
    }

    fn place(&self, landmark: Landmark, cycles: &[Cycle], time: f64) -> Point {
        let hip_y = HIP_HEIGHT_M + self.bounce_m / 2.0 * self.bounce_phase(cycles, time).cos();
        let foot = self.foot(cycles, time);
        let lean = self.trunk_lean_deg.to_radians();
        let up_trunk = |length: f64| Point::new(length * lean.sin(), hip_y + length * lean.cos());
        let place = match landmark.part {
            Part::Hip => Point::new(0.0, hip_y),
            Part::Knee => knee(Point::new(0.0, hip_y), foot.ankle),
            Part::Ankle => foot.ankle,
            Part::Heel => Point::new(foot.ankle.x - 0.05, foot.ankle.y - 0.05),
            Part::Toe => Point::new(foot.ankle.x + 0.15, foot.toe_y),
            Part::Shoulder => up_trunk(TRUNK_M),
            Part::Elbow => up_trunk(0.25),
            Part::Wrist => up_trunk(0.12),
            Part::Ear => up_trunk(TRUNK_M + 0.22),
        };
        Point::new(place.x * self.pixels_per_metre, place.y * self.pixels_per_metre)
    }

    /// The hips are lowest at mid-stance of either leg: two turns in a stride.
    fn bounce_phase(&self, cycles: &[Cycle], time: f64) -> f64 {
        let cycle = cycle_at(cycles, time);
        let middle = cycle.contact_s + cycle.leg.contact_time_s / 2.0;
        std::f64::consts::PI + 4.0 * std::f64::consts::PI * (time - middle) / cycle.duration_s
    }

    fn foot(&self, cycles: &[Cycle], time: f64) -> Foot {
        let cycle = cycle_at(cycles, time);
        let since_ahead = time - cycle.contact_s + AHEAD_LEAD_S;
        let swing = cycle.duration_s - cycle.leg.contact_time_s;
        let off = AHEAD_LEAD_S + cycle.leg.contact_time_s;
        let since_off = since_ahead - off;
        let toe_y = if since_off > 0.0 { toe_height(since_off, swing) } else { 0.0 };
        let heel_off = smooth_step((since_ahead - AHEAD_LEAD_S) / cycle.leg.contact_time_s, 0.6, 1.0)
            * (1.0 - smooth_step(since_off / swing, 0.5, 0.95));
        let swing_lift = arch(since_off / swing) * (0.30 + cycle.lift_m);
        let ankle_y = ANKLE_HEIGHT_M + 0.10 * heel_off + swing_lift;
        Foot { ankle: Point::new(self.foot_x(cycle, since_ahead), ankle_y), toe_y }
    }

    /// Landing ramp, belt, follow-through, and forward swing that comes back to where it began.
    fn foot_x(&self, cycle: &Cycle, t: f64) -> f64 {
        let (v, off) = (self.speed_m_per_s, AHEAD_LEAD_S + cycle.leg.contact_time_s);
        let (landed, behind) = (v * LANDING_S / 2.0, off + self.follow_through_s);
        let on_belt = v * (off - LANDING_S);
        let travelled = landed + on_belt + v * self.follow_through_s / 2.0;
        let back = if t < LANDING_S {
            v * t * t / (2.0 * LANDING_S)
        } else if t < off {
            landed + v * (t - LANDING_S)
        } else if t < behind {
            let s = t - off;
            landed + on_belt + v * (s - s * s / (2.0 * self.follow_through_s))
        } else {
            let share = (t - behind) / (cycle.duration_s - behind);
            travelled * (1.0 + (std::f64::consts::PI * share).cos()) / 2.0
        };
        cycle.leg.reach_m - back
    }
}

#[derive(Debug, Clone, Copy)]
struct Cycle {
    contact_s: f64,
    duration_s: f64,
    leg: Leg,
    lift_m: f64,
}

struct Foot {
    ankle: Point,
    toe_y: f64,
}

/// The cycle from "furthest ahead" to the next.
fn cycle_at(cycles: &[Cycle], time: f64) -> &Cycle {
    let after = cycles.partition_point(|c| c.contact_s - AHEAD_LEAD_S <= time);
    &cycles[after.max(1) - 1]
}

/// Height of the toe after toe-off: 25 mm at `TOE_RISE_S`, 0.2 m at a third of the swing, down again at its end.
fn toe_height(since_off: f64, swing: f64) -> f64 {
    let (top, at) = (0.20, swing / 3.0);
    if since_off > at {
        return top * (1.0 - smooth_step((since_off - at) / (swing - at), 0.0, 1.0));
    }
    // Hermite cubic whose starting slope makes it pass 25 mm at the right time.
    let (bend, start) = (|u: f64| u * u * (3.0 - 2.0 * u), |u: f64| u * (1.0 - u) * (1.0 - u));
    let rise = TOE_RISE_S / at;
    let slope = (0.025 - top * bend(rise)) / start(rise);
    top * bend(since_off / at) + slope * start(since_off / at)
}

/// 0 before `from`, 1 after `to`, smooth between.
fn smooth_step(x: f64, from: f64, to: f64) -> f64 {
    let u = ((x - from) / (to - from)).clamp(0.0, 1.0);
    u * u * (3.0 - 2.0 * u)
}

/// 0 at both ends of 0..1 and outside, 1 in the middle.
fn arch(x: f64) -> f64 {
    if (0.0..=1.0).contains(&x) { (std::f64::consts::PI * x).sin().powi(2) } else { 0.0 }
}

/// The knee in front of the line from hip to ankle.
fn knee(hip: Point, ankle: Point) -> Point {
    let reach = hip.distance(ankle);
    assert!(reach < THIGH_M + SHANK_M, "the drawn foot is out of the leg's reach: {reach}");
    let along = (THIGH_M * THIGH_M - SHANK_M * SHANK_M + reach * reach) / (2.0 * reach);
    let across = (THIGH_M * THIGH_M - along * along).sqrt();
    let (ux, uy) = ((ankle.x - hip.x) / reach, (ankle.y - hip.y) / reach);
    // Turning the downward line to the front: (x, y) -> (-y, x).
    Point::new(hip.x + along * ux - across * uy, hip.y + along * uy + across * ux)
}

/// The same frames shown at other times.
pub fn on_times(body: &Trajectories, times_s: Vec<f64>) -> Trajectories {
    let time = Arc::new(TimeAxis::from_seconds(times_s).expect("frame times increase"));
    Trajectories::from_fn(Arc::clone(&time), *body.view(), |landmark| {
        let path = body.path(landmark.part, landmark.side);
        Series::from_fn(Arc::clone(&time), |frame| path.at(frame))
    })
}

/// The same clip with some samples of some landmarks unseen.
pub fn hiding(body: &Trajectories, hidden: impl Fn(Landmark, f64) -> bool) -> Trajectories {
    let time = body.time();
    Trajectories::from_fn(Arc::clone(time), *body.view(), |landmark| {
        let path = body.path(landmark.part, landmark.side);
        Series::from_fn(Arc::clone(time), |frame| {
            path.at(frame).filter(|_| !hidden(landmark, time.seconds()[frame]))
        })
    })
}

/// Someone who stands and sways by 2 cm.
pub fn standing(duration_s: f64, rate: f64) -> Trajectories {
    let time = Arc::new(TimeAxis::from_seconds(even_times(duration_s, rate)).expect("increasing"));
    let pixels_per_metre = 500.0;
    let t = Arc::clone(&time);
    Trajectories::from_fn(Arc::clone(&time), LEVEL_VIEW, |landmark| {
        let drawn = super::pose::STANDING.at(landmark.part);
        Series::from_fn(Arc::clone(&time), |frame| {
            // The drawn leg is 100 long; a real one 0.88 m. The body turns about the ankle.
            let scale = 0.0088 * pixels_per_metre;
            let sway = 0.01 * pixels_per_metre * (t.seconds()[frame] * 2.0).sin() * drawn.y / 100.0;
            Some(Point::new(drawn.x * scale + sway, drawn.y * scale))
        })
    })
}

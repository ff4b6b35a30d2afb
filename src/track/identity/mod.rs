//! Which leg is which, decided over the whole clip at once.
//!
//! A side view hides one leg behind the other twice per stride, and there BlazePose exchanges the labels left and
//! right: of the whole leg, or often of shank and foot only. Each frame has one of four states, an exchange or not of
//! the knees and of the shank group (ankle, heel, toe). The cheapest sequence of states over the clip is
//! found exactly ([`viterbi`]) under four kinds of evidence ([`evidence`], [`lattice`]): landmarks move on smoothly,
//! segments keep their length, knees do not bend backwards, and the model's labels are right most of the time. The result
//! yields the clip's average stride ([`template`]), which joins the evidence of a second and final search.
//! No frame is judged by itself, and no decision looks only at its neighbours.
//!
//! The hips stay as labelled: in a side view they nearly coincide, and exchanging them too did not lessen the error of
//! the thigh angle on any ordinary rendered clip (it once exchanged them throughout, `docs/METHODS-track.md`).

mod cycle;
mod evidence;
mod lattice;
mod template;
mod viterbi;

pub(super) use cycle::STEP_S;

use crate::body::{BodyPose, Landmark, Part, Point, PoseSequence, Side};

/// Which landmark pairs of a frame have to be exchanged between left and right to undo the model's mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Exchange {
    /// The knees.
    pub knee: bool,
    /// The ankles, heels and toes.
    pub shank: bool,
}

impl Exchange {
    /// Whether nothing is exchanged.
    pub const fn is_none(self) -> bool {
        !(self.knee || self.shank)
    }

    /// Whether this part is exchanged; hips and what lies above never are.
    pub const fn concerns(self, part: Part) -> bool {
        match part {
            Part::Knee => self.knee,
            Part::Ankle | Part::Heel | Part::Toe => self.shank,
            Part::Ear | Part::Shoulder | Part::Elbow | Part::Wrist | Part::Hip => false,
        }
    }

    const fn from_state(state: usize) -> Self {
        Self { knee: state & 1 != 0, shank: state & 2 != 0 }
    }
}

/// The parts of the leg in the order of the arrays here.
const LEG: [Part; 5] = [Part::Hip, Part::Knee, Part::Ankle, Part::Heel, Part::Toe];

/// One frame's leg landmarks as labelled by the model, in leg lengths, forward to the right.
#[derive(Debug, Clone, Copy)]
struct LegPoints {
    time_s: f64,
    /// `[part][side]`, sides as labelled.
    at: [[Point; 2]; LEG.len()],
}

impl LegPoints {
    fn new(time_s: f64, pose: &BodyPose, forward: f64, leg_length: f64) -> Self {
        let scaled = |part, side| {
            let image = pose.get(Landmark::new(part, side)).image;
            Point::new(forward * image.x / leg_length, image.y / leg_length)
        };
        Self { time_s, at: LEG.map(|part| Side::BOTH.map(|side| scaled(part, side))) }
    }
}

/// The exchange of every frame; frames without a runner have none. `forward` is +1 where the runner faces
/// image-right and -1 otherwise, `leg_length` is hip to ankle in pixels.
pub(super) fn resolve(sequence: &PoseSequence, forward: f64, leg_length: f64) -> Vec<Exchange> {
    let seen: Vec<(usize, LegPoints)> = sequence
        .poses
        .iter()
        .zip(sequence.time.seconds())
        .enumerate()
        .filter_map(|(frame, (pose, &time_s))| {
            Some((frame, LegPoints::new(time_s, pose.as_ref()?, forward, leg_length)))
        })
        .collect();
    let points: Vec<LegPoints> = seen.iter().map(|(_, points)| *points).collect();
    let mut exchanges = vec![Exchange::default(); sequence.poses.len()];
    for ((frame, _), exchange) in seen.iter().zip(search(&points)) {
        exchanges[*frame] = exchange;
    }
    exchanges
}

/// Rounds of search, average stride, search: from the second on the stride is that of well identified legs.
const ROUNDS: usize = 2;

fn search(frames: &[LegPoints]) -> Vec<Exchange> {
    let phases = cycle::phases(frames);
    let smoothness = lattice::LegLattice::new(frames);
    let mut exchanges = exchanges_of(&smoothness);
    for _ in 0..ROUNDS {
        let template = template::StrideTemplate::of(frames, phases.clone(), &exchanges);
        exchanges = exchanges_of(&smoothness.with_template(frames, &template));
    }
    exchanges
}

fn exchanges_of(lattice: &lattice::LegLattice) -> Vec<Exchange> {
    viterbi::cheapest_path(lattice).into_iter().map(Exchange::from_state).collect()
}

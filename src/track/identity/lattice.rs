//! The costs of one clip, tabulated so that the search only adds.

use super::LegPoints;
use super::evidence::{SegmentLengths, anatomy, label_change, motion};
use super::template::StrideTemplate;
use super::viterbi::SecondOrder;

/// Knees, and ankles with heels and toes.
const GROUPS: usize = 2;
const STATES: usize = 1 << GROUPS;

/// The landmarks of each group, as indices into [`super::LEG`].
const MEMBERS: [&[usize]; GROUPS] = [&[1], &[2, 3, 4]];

/// The evidence of a group of several landmarks counts as much as that of `sqrt(n)` independent ones, 1.7 of 3: noise of
/// ankle, heel and toe correlates by 0.2 on average (tuning clips, fourth differences), which makes 2.1 of them, and
/// blended legs spoil all three at once.
fn weight_per_member(members: usize) -> f64 {
    (members as f64).sqrt().recip()
}

#[derive(Clone)]
pub(super) struct LegLattice {
    unary: Vec<[f64; STATES]>,
    /// `[step][group][previous exchanged][exchanged]`
    labels: Vec<[[[f64; 2]; 2]; GROUPS]>,
    /// `[step][group][older | previous << 1 | current << 2]`
    motion: Vec<[[f64; 8]; GROUPS]>,
}

impl LegLattice {
    /// The costs under smoothness, segment lengths, anatomy and the model's labels.
    pub(super) fn new(frames: &[LegPoints]) -> Self {
        let lengths = SegmentLengths::of(frames);
        Self {
            unary: frames.iter().map(|frame| unary(frame, &lengths)).collect(),
            labels: (0..frames.len()).map(|step| label_costs(frames, step)).collect(),
            motion: (0..frames.len()).map(|step| motion_costs(frames, step)).collect(),
        }
    }

    /// The same, with how well each state fits the clip's own average stride added.
    pub(super) fn with_template(&self, frames: &[LegPoints], template: &StrideTemplate) -> Self {
        let mut with = self.clone();
        for (step, costs) in with.unary.iter_mut().enumerate() {
            for (group, members) in MEMBERS.iter().enumerate() {
                let cost = |part: usize, exchanged: usize| -> f64 {
                    [0, 1].map(|side| template.cost(frames, step, part, side ^ exchanged, side)).iter().sum()
                };
                let fit = |exchanged| members.iter().map(|&part| cost(part, exchanged)).sum::<f64>();
                let fits = [0, 1].map(|exchanged| weight_per_member(members.len()) * fit(exchanged));
                costs.iter_mut().enumerate().for_each(|(state, cost)| *cost += fits[bit(state, group)]);
            }
        }
        with
    }
}

const fn bit(state: usize, group: usize) -> usize {
    state >> group & 1
}

fn unary(frame: &LegPoints, lengths: &SegmentLengths) -> [f64; STATES] {
    std::array::from_fn(|state| {
        [0, 1]
            .map(|side| {
                let hip = frame.at[0][side];
                let [knee, ankle] = [0, 1].map(|group| frame.at[MEMBERS[group][0]][side ^ bit(state, group)]);
                lengths.cost(hip, knee, ankle) + anatomy(hip, knee, ankle)
            })
            .iter()
            .sum()
    })
}

fn label_costs(frames: &[LegPoints], step: usize) -> [[[f64; 2]; 2]; GROUPS] {
    let since = step.checked_sub(1).map(|before| frames[step].time_s - frames[before].time_s);
    [label_change(since); GROUPS]
}

fn motion_costs(frames: &[LegPoints], step: usize) -> [[f64; 8]; GROUPS] {
    if step < 2 {
        return [[0.0; 8]; GROUPS];
    }
    let [older, previous, current] = [&frames[step - 2], &frames[step - 1], &frames[step]];
    let steps = [previous.time_s - older.time_s, current.time_s - previous.time_s];
    std::array::from_fn(|group| {
        let weight = weight_per_member(MEMBERS[group].len());
        std::array::from_fn(|exchanged| {
            let cost = |part: usize, side: usize| {
                let path = [older, previous, current];
                let place = |k: usize| path[k].at[part][side ^ (exchanged >> k & 1)];
                motion([place(0), place(1), place(2)], steps, group)
            };
            weight * MEMBERS[group].iter().map(|&part| cost(part, 0) + cost(part, 1)).sum::<f64>()
        })
    })
}

impl SecondOrder<STATES> for LegLattice {
    fn steps(&self) -> usize {
        self.unary.len()
    }

    fn unary(&self, step: usize, state: usize) -> f64 {
        self.unary[step][state]
    }

    fn pair(&self, step: usize, previous: usize, state: usize) -> f64 {
        (0..GROUPS).map(|group| self.labels[step][group][bit(previous, group)][bit(state, group)]).sum()
    }

    fn triple(&self, step: usize, older: usize, previous: usize, state: usize) -> f64 {
        let index = |group| bit(older, group) | bit(previous, group) << 1 | bit(state, group) << 2;
        (0..GROUPS).map(|group| self.motion[step][group][index(group)]).sum()
    }
}

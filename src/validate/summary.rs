//! Many clips together.

use super::score::{ClipScore, EventKind, LegsScore, View};
use super::statistics::{Limits, Pair, Spread, correlation, slope};
use crate::body::Side;
use crate::report::document::AngleName;
use crate::robust::median;
use serde::{Deserialize, Serialize};
use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

/// How well a set of clips was measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// Number of clips.
    pub clips: usize,
    /// Each angle as seen from the camera; left and right are put together by which of them is near.
    pub angles: Vec<AngleSummary>,
    /// Each kind of event, all clips and both feet pooled.
    pub events: Vec<EventSummary>,
    /// Error of the cadence as a share; `None` where no clip has one.
    pub cadence_relative_error: Option<Typical>,
    /// Peak thigh extension over clips, near and far.
    pub peak_thigh_extension: Vec<PeakSummary>,
    /// Exchanged legs over the frames of all clips.
    pub legs_exchanged: Option<LegsScore>,
}

/// A figure over clips: its median, and the clip where it is worst.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typical {
    /// Median over clips and sides.
    pub median: f64,
    /// The worst value with its sign: furthest from 0 for errors, the lowest for correlations.
    pub worst: f64,
    /// Name of the clip that has it.
    pub worst_clip: String,
}

/// Agreement of one value per clip and side, over clips: whether differences **between runners** are measured.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// Number of values.
    pub n: usize,
    /// Mean error.
    pub bias: f64,
    /// Its standard deviation over clips; `None` for a single value.
    pub sd: Option<f64>,
    /// 95 % limits of agreement.
    pub limits: Option<Limits>,
    /// Slope of measured over reference; `None` for fewer than three values or where the reference does not vary.
    pub slope: Option<f64>,
    /// Pearson's r; `None` likewise.
    pub r: Option<f64>,
}

/// One angle over clips.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AngleSummary {
    /// The angle.
    #[serde(with = "super::names::key")]
    pub angle: AngleName,
    /// Near or far leg, or the middle of the body.
    pub view: View,
    /// Number of series: clips, where a clip has one near and one far leg.
    pub n: usize,
    /// Frames in which both are known as a share of those in which the reference is.
    pub measured_share: f64,
    /// Root-mean-square error; `None` where every reference has another zero.
    pub rmse_deg: Option<Typical>,
    /// Root-mean-square error without the offset.
    pub rmse_without_offset_deg: Option<Typical>,
    /// Mean error.
    pub bias_deg: Option<Typical>,
    /// Correlation within a clip.
    pub r: Option<Typical>,
    /// The clips' means; `None` where every reference has another zero.
    pub clip_means_deg: Option<Agreement>,
}

/// One kind of event over clips.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventSummary {
    /// The kind.
    pub kind: EventKind,
    /// Pairs.
    pub matched: usize,
    /// True events that were not found.
    pub missed: usize,
    /// Found events that are not true.
    pub extra: usize,
    /// Mean error over all pairs; late is positive.
    pub bias_ms: Option<f64>,
    /// Standard deviation over all pairs.
    pub sd_ms: Option<f64>,
    /// Root-mean-square error over all pairs.
    pub rmse_ms: Option<f64>,
}

/// Peak thigh extension over clips.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeakSummary {
    /// Near or far leg.
    pub view: View,
    /// The clips' peaks, degrees.
    pub agreement_deg: Agreement,
}

/// Puts the scores of any number of clips together; call it again on a part of them for a table by condition.
pub fn summarise<C: Borrow<ClipScore>>(clips: &[C]) -> Summary {
    let clips: Vec<&ClipScore> = clips.iter().map(Borrow::borrow).collect();
    let clips = clips.as_slice();
    Summary {
        clips: clips.len(),
        angles: angles(clips),
        events: EventKind::ALL.into_iter().filter_map(|kind| event(clips, kind)).collect(),
        cadence_relative_error: Typical::of(
            clips.iter().filter_map(|&clip| Some((clip, clip.cadence?.relative_error))),
            f64::abs,
        ),
        peak_thigh_extension: [View::Near, View::Far]
            .into_iter()
            .filter_map(|view| peak(clips, view))
            .collect(),
        legs_exchanged: legs(clips),
    }
}

impl Typical {
    /// Of one value per clip or several; `badness` grows with how bad a value is.
    fn of<'a>(
        values: impl Iterator<Item = (&'a ClipScore, f64)> + Clone,
        badness: impl Fn(f64) -> f64,
    ) -> Option<Self> {
        let (clip, worst) = values.clone().max_by(|a, b| badness(a.1).total_cmp(&badness(b.1)))?;
        let median = median(values.map(|(_, value)| value).collect())?;
        Some(Self { median, worst, worst_clip: clip.clip.clone() })
    }
}

impl Agreement {
    /// Of one pair per clip and side; `None` for none.
    pub fn of(pairs: &[Pair]) -> Option<Self> {
        let errors: Vec<f64> = pairs.iter().map(|pair| pair.error()).collect();
        let spread = Spread::of(&errors)?;
        Some(Self {
            n: spread.n,
            bias: spread.mean,
            sd: spread.sd,
            limits: spread.sd.map(|sd| Limits::of(spread.mean, sd)),
            slope: slope(pairs),
            r: correlation(pairs),
        })
    }
}

fn angles(clips: &[&ClipScore]) -> Vec<AngleSummary> {
    let kinds: BTreeSet<(AngleName, View)> =
        clips.iter().flat_map(|clip| clip.angles.iter().map(|angle| (angle.angle, angle.view))).collect();
    kinds.into_iter().map(|(angle, view)| angle_summary(clips, angle, view)).collect()
}

fn angle_summary(clips: &[&ClipScore], angle: AngleName, view: View) -> AngleSummary {
    let scores: Vec<_> = clips
        .iter()
        .flat_map(|&clip| clip.angles.iter().map(move |score| (clip, score)))
        .filter(|(_, score)| score.angle == angle && score.view == view)
        .collect();
    let means: Vec<Pair> = scores
        .iter()
        .filter_map(|(_, s)| Some(Pair { measured: s.measured_mean_deg, reference: s.reference_mean_deg? }))
        .collect();
    let total = |count: fn(&super::score::AngleScore) -> usize| -> usize {
        scores.iter().map(|(_, score)| count(score)).sum()
    };
    let each = |figure: fn(&super::score::AngleScore) -> Option<f64>| {
        scores.iter().filter_map(move |(clip, score)| Some((*clip, figure(score)?)))
    };
    AngleSummary {
        angle,
        view,
        n: scores.len(),
        measured_share: total(|s| s.n) as f64 / total(|s| s.n_reference) as f64,
        rmse_deg: Typical::of(each(|s| s.rmse_deg), f64::abs),
        rmse_without_offset_deg: Typical::of(each(|s| Some(s.rmse_without_offset_deg)), f64::abs),
        bias_deg: Typical::of(each(|s| s.bias_deg), f64::abs),
        r: Typical::of(each(|s| s.r), |r| -r),
        clip_means_deg: Agreement::of(&means),
    }
}

fn event(clips: &[&ClipScore], kind: EventKind) -> Option<EventSummary> {
    let scores: Vec<_> =
        clips.iter().flat_map(|clip| &clip.events).filter(|score| score.kind == kind).collect();
    if scores.is_empty() {
        return None;
    }
    let spreads: Vec<Spread> = scores
        .iter()
        .filter_map(|s| Some(Spread { n: s.matched, mean: s.bias_ms?, sd: s.sd_ms, rms: s.rmse_ms? }))
        .collect();
    let pooled = Spread::pooled(&spreads);
    Some(EventSummary {
        kind,
        matched: scores.iter().map(|s| s.matched).sum(),
        missed: scores.iter().map(|s| s.missed).sum(),
        extra: scores.iter().map(|s| s.extra).sum(),
        bias_ms: pooled.map(|s| s.mean),
        sd_ms: pooled.and_then(|s| s.sd),
        rmse_ms: pooled.map(|s| s.rms),
    })
}

fn peak(clips: &[&ClipScore], view: View) -> Option<PeakSummary> {
    let peaks = clips.iter().flat_map(|clip| Side::BOTH.map(|side| *clip.peak_thigh_extension.get(side)));
    let pairs: Vec<Pair> = peaks
        .flatten()
        .filter(|peak| peak.view == view)
        .map(|peak| Pair { measured: peak.measured_deg, reference: peak.reference_deg })
        .collect();
    Some(PeakSummary { view, agreement_deg: Agreement::of(&pairs)? })
}

fn legs(clips: &[&ClipScore]) -> Option<LegsScore> {
    let scores: Vec<LegsScore> = clips.iter().filter_map(|clip| clip.legs_exchanged).collect();
    let sum = |count: fn(&LegsScore) -> usize| scores.iter().map(count).sum::<usize>();
    let (frames, either) = (sum(|s| s.frames), sum(|s| s.either));
    (frames > 0).then(|| LegsScore {
        frames,
        knees: sum(|s| s.knees),
        ankles: sum(|s| s.ankles),
        either,
        fraction: either as f64 / frames as f64,
    })
}

/// The clips that share a value of a condition, by that value; clips without the condition are left out.
pub fn by_condition<'a>(clips: &'a [ClipScore], condition: &str) -> BTreeMap<&'a str, Vec<&'a ClipScore>> {
    let mut groups: BTreeMap<&str, Vec<&ClipScore>> = BTreeMap::new();
    for clip in clips {
        if let Some(value) = clip.conditions.get(condition) {
            groups.entry(value).or_default().push(clip);
        }
    }
    groups
}

#[cfg(test)]
#[path = "summary/tests.rs"]
mod tests;

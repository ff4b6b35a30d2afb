//! Verdicts on the pelvis against truth, on the clips with stickers and a standing clip.

use crate::measured::Measured;
use runtilt::report::document::{Document, Finding, Verdict};
use runtilt_truth::{EventKind, Side, Truth};

/// How far inside or outside a true value must lie for a verdict on it to be right or wrong, degrees.
pub const CLEAR_DEG: f64 = 2.0;

/// The rules that make the main finding: name, and limit (outside is above).
const RULES: [&str; 3] = ["peak_tilt", "tilt_rise", "pelvic_share"];

/// Where a true value lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Inside by more than [`CLEAR_DEG`].
    Inside,
    /// Too near to the limit to be called.
    Near,
    /// Outside by more than [`CLEAR_DEG`].
    Outside,
}

/// A rule on a clip.
pub struct RuleRow {
    /// Its true value.
    pub truth: f64,
    /// The limit.
    pub limit: f64,
    /// What runtilt measured, with its 95 % interval.
    pub measured: Option<(f64, f64, f64)>,
}

/// The main finding on a clip.
pub struct ClipRow {
    /// The clip.
    pub name: String,
    /// What the runner wears.
    pub outfit: String,
    /// Peak tilt, tilt rise and pelvic share.
    pub rules: Vec<RuleRow>,
    /// What is true.
    pub place: Place,
    /// What runtilt says; the reason where it refused the clip.
    pub verdict: Result<Verdict, String>,
}

/// A row for each clip with stickers and a standing clip.
pub fn rows(clips: &[Measured]) -> Vec<ClipRow> {
    clips.iter().filter_map(row).collect()
}

fn row(clip: &Measured) -> Option<ClipRow> {
    let outfit = clip.truth.conditions.get("outfit").cloned().unwrap_or_default();
    let name = clip.name.clone();
    match clip.from_standing.as_ref()? {
        Err(reason) => Some(ClipRow {
            name,
            outfit,
            rules: Vec::new(),
            place: Place::Near,
            verdict: Err(reason.clone()),
        }),
        Ok((document, zero)) => {
            let truth = true_values(&clip.truth, *zero)?;
            let rules: Vec<RuleRow> =
                RULES.iter().zip(truth.values).filter_map(|(rule, t)| rule_row(document, rule, t)).collect();
            let clear = [CLEAR_DEG, CLEAR_DEG, CLEAR_DEG / truth.thigh_way_deg];
            let place = place(&rules, &clear);
            let main = document.findings.as_ref()?.main.get(document.summary.side_to_camera).verdict;
            Some(ClipRow { name, outfit, rules, place, verdict: Ok(main) })
        }
    }
}

fn rule_row(document: &Document, rule: &str, truth: f64) -> Option<RuleRow> {
    let both = |finding: &&Finding| finding.rule == rule && finding.side.is_none();
    let finding = document.findings.as_ref()?.all().find(both)?;
    let interval = finding.interval.as_ref();
    Some(RuleRow {
        truth,
        limit: finding.reference.as_ref()?.above?,
        measured: finding.value.zip(interval).map(|(value, interval)| (value, interval.low, interval.high)),
    })
}

/// One rule clearly outside is outside; all clearly inside is inside.
fn place(rules: &[RuleRow], clear: &[f64]) -> Place {
    let pairs = || rules.iter().zip(clear);
    if pairs().any(|(rule, clear)| rule.truth > rule.limit + clear) {
        Place::Outside
    } else if !rules.is_empty() && pairs().all(|(rule, clear)| rule.truth < rule.limit - clear) {
        Place::Inside
    } else {
        Place::Near
    }
}

/// True values in the order of [`RULES`], means over the strides of both legs.
struct TrueValues {
    values: [f64; 3],
    /// How far the thigh goes back meanwhile: what a degree of tilt is as a share.
    thigh_way_deg: f64,
}

/// By the definitions of `docs/METHODS-findings.md`, from the truth alone; `zero` is the true tilt in the standing clip.
fn true_values(truth: &Truth, zero: f64) -> Option<TrueValues> {
    let legs = Side::BOTH.map(|side| {
        let strides = strides_of(truth, side, zero);
        let mean = |k: usize| strides.iter().map(|s| s[k]).sum::<f64>() / strides.len() as f64;
        (!strides.is_empty()).then(|| [mean(0), mean(1), mean(2), mean(3)])
    });
    let [left, right] = [legs[0]?, legs[1]?];
    let both = |k: usize| f64::midpoint(left[k], right[k]);
    Some(TrueValues { values: [both(0), both(1), both(2)], thigh_way_deg: both(3) })
}

/// Peak tilt from standing, rise, pelvic share and way of the thigh, of each whole stride of a leg.
fn strides_of(truth: &Truth, side: Side, zero: f64) -> Vec<[f64; 4]> {
    let of_side = |e: &&runtilt_truth::Event| e.side == side && e.kind == EventKind::InitialContact;
    let contacts: Vec<f64> = truth.events.iter().filter(of_side).map(|e| e.time_s).collect();
    let (first, last) = (truth.time_s[0], truth.time_s[truth.time_s.len() - 1]);
    let whole = contacts.windows(2).filter(|pair| pair[0] >= first && pair[1] <= last);
    whole
        .map(|pair| {
            let cycle = |series: &[f64]| -> Vec<f64> {
                let at = |p: usize| pair[0] + (pair[1] - pair[0]) * p as f64 / 100.0;
                (0..=100).map(|p| at_time(&truth.time_s, series, at(p))).collect()
            };
            let (tilt, thigh) =
                (cycle(&truth.angles.pelvic_tilt_deg), cycle(&truth.angles.leg(side).thigh_deg));
            let least = (0..=25).min_by(|&a, &b| tilt[a].total_cmp(&tilt[b])).unwrap_or(0);
            let back = (0..=100).min_by(|&a, &b| thigh[a].total_cmp(&thigh[b])).unwrap_or(0);
            let peak = tilt[25..=55].iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let way = thigh[least] - thigh[back];
            [peak - zero, peak - tilt[least], (tilt[back] - tilt[least]) / way, way]
        })
        .collect()
}

fn at_time(times: &[f64], values: &[f64], at: f64) -> f64 {
    let after = times.partition_point(|t| *t < at).clamp(1, times.len() - 1);
    let share = (at - times[after - 1]) / (times[after] - times[after - 1]);
    values[after - 1] + share * (values[after] - values[after - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(truth: f64, limit: f64) -> RuleRow {
        RuleRow { truth, limit, measured: None }
    }

    #[test]
    fn one_clearly_beyond_is_outside_and_inside_needs_all() {
        let clear = [2.0, 2.0];
        assert_eq!(place(&[rule(17.5, 15.0), rule(3.0, 12.5)], &clear), Place::Outside);
        assert_eq!(place(&[rule(12.0, 15.0), rule(3.0, 12.5)], &clear), Place::Inside);
        assert_eq!(place(&[rule(14.0, 15.0), rule(3.0, 12.5)], &clear), Place::Near);
        assert_eq!(place(&[], &clear), Place::Near);
    }

    #[test]
    fn a_time_between_two_samples_is_read_between_them() {
        assert_eq!(at_time(&[0.0, 1.0, 2.0], &[10.0, 20.0, 40.0], 1.25), 25.0);
    }
}

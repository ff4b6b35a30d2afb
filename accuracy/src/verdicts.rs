//! Verdicts on the pelvis against truth, on the clips with stickers and a standing clip.

use crate::measured::Measured;
use crate::strides::{cycle, furthest_behind, whole_strides};
use runtilt::report::document::{Document, Finding, Verdict};
use runtilt_truth::{Side, Truth};

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
    whole_strides(truth, side)
        .into_iter()
        .map(|stride| {
            let tilt = cycle(truth, stride, &truth.angles.pelvic_tilt_deg);
            let thigh = cycle(truth, stride, &truth.angles.leg(side).thigh_deg);
            let least = (0..=25).min_by(|&a, &b| tilt[a].total_cmp(&tilt[b])).unwrap_or(0);
            let back = furthest_behind(&thigh);
            let peak = tilt[25..=55].iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let way = thigh[least] - thigh[back];
            [peak - zero, peak - tilt[least], (tilt[back] - tilt[least]) / way, way]
        })
        .collect()
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
}

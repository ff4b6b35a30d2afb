//! The main finding of a leg: is the anterior tilt large while the hip extends, and where does the extension come from?

use super::assess::{Finding, Input};
use super::bootstrap;
use super::errors::{ErrorZero, Errors, MeasuredError, View};
use super::extension::Parts;
use super::quantity::{Quantity, Unit, parts};
use super::rules::{Rules, Text};
use super::verdict::Verdict;
use super::words::{leg, same, value};
use crate::body::Side;
use crate::gait::MIN_STRIDES;

/// The main finding of a leg.
#[derive(Debug, Clone, PartialEq)]
pub struct MainFinding {
    /// What the main rules say together.
    pub verdict: Verdict,
    /// Why it is not measurable.
    pub reason: Option<Text>,
    /// In one sentence.
    pub sentence: Text,
    /// Where the extension came from.
    pub parts: Option<PartsFinding>,
}

/// A mean over strides with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// Mean.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The parts of the thigh's way back, degrees, means over strides. The interval of the pelvis's part holds the measured
/// error of the share; that of the others holds the strides alone.
#[derive(Debug, Clone, PartialEq)]
pub struct PartsFinding {
    /// Strides.
    pub n: usize,
    /// Whole way.
    pub thigh: Range,
    /// Hip joint.
    pub hip: Range,
    /// Pelvis.
    pub pelvis: Range,
    /// Lower back, of the pelvis's part.
    pub lumbar: Option<Range>,
    /// Thorax leaning, of the pelvis's part.
    pub trunk: Option<Range>,
    /// In a sentence or two.
    pub sentence: Text,
}

/// Joins the main rules of a leg: one outside is outside, else one uncertain is uncertain; inside needs all of them.
pub(super) fn main_finding(
    input: &Input<'_>,
    rules: &Rules,
    errors: &Errors,
    findings: &[Finding<'_>],
    side: Side,
) -> MainFinding {
    let main: Vec<&Finding<'_>> = findings.iter().filter(|finding| counts(input, finding, side)).collect();
    let of = |verdict| main.iter().filter(move |finding| finding.verdict == verdict).copied();
    let is = |verdict| of(verdict).next().is_some();
    let (verdict, reason) = if is(Verdict::Outside) {
        (Verdict::Outside, None)
    } else if is(Verdict::Uncertain) {
        (Verdict::Uncertain, None)
    } else if main.is_empty() || is(Verdict::NotMeasurable) {
        (Verdict::NotMeasurable, Some(why_not(rules, &main)))
    } else {
        (Verdict::Inside, None)
    };
    let sentences = &rules.sentences.main;
    let sentence = match verdict {
        Verdict::Outside => &sentences.outside,
        Verdict::Uncertain => &sentences.uncertain,
        Verdict::Inside | Verdict::Described => &sentences.inside,
        Verdict::NotMeasurable => &sentences.not_measurable,
    };
    let who =
        main.iter().find_map(|finding| rules.group(finding.rule)).map_or("", |group| group.who.as_str());
    let mut sentence = sentence.fill_with("which", &which(of(verdict)));
    if let Some(reason) = &reason {
        sentence = sentence.fill_with("reason", reason);
    }
    let together = main.iter().all(|finding| finding.side.is_none());
    let sentence =
        sentence.fill(&[("leg", if together { "Both legs together" } else { leg(side) }), ("who", who)]);
    MainFinding { verdict, reason, sentence, parts: parts_finding(input, rules, errors, side) }
}

/// Whether a finding counts for a leg: its own, or that of both legs where they are judged together.
fn counts(input: &Input<'_>, finding: &Finding<'_>, side: Side) -> bool {
    let together = input.judges_together(finding.rule.quantity);
    finding.rule.main && finding.side == if together { None } else { Some(side) }
}

/// The rules in question with their values.
fn which<'f>(findings: impl Iterator<Item = &'f Finding<'f>>) -> Text {
    let unit = |finding: &Finding<'_>| finding.rule.quantity.unit();
    let one = |finding: &Finding<'_>| {
        let of = |at: Option<f64>| at.map_or_else(String::new, |at| value(at, unit(finding)));
        let limit = of(finding.limit);
        (finding.rule.name.clone(), format!("{}, limit {limit}", of(finding.value)))
    };
    let all: Vec<(Text, String)> = findings.map(one).collect();
    let join = |name: fn(&Text) -> &String| {
        let one = |(text, values): &(Text, String)| format!("{} {values}", name(text).to_lowercase());
        all.iter().map(one).collect::<Vec<_>>().join("; ")
    };
    Text { physio: join(|text| &text.physio), runner: join(|text| &text.runner) }
}

/// Why some of the main rules have no verdict. Where all lack one for the same reason, that is the reason.
fn why_not(rules: &Rules, main: &[&Finding<'_>]) -> Text {
    let lacking: Vec<&&Finding<'_>> = main.iter().filter(|f| f.verdict == Verdict::NotMeasurable).collect();
    let reason = lacking.first().and_then(|finding| finding.reason.clone());
    let reason = reason.unwrap_or_else(|| rules.reasons.no_source.clone());
    if lacking.len() == main.len() {
        return reason;
    }
    let names: Vec<String> = lacking.iter().map(|finding| finding.rule.name.physio.to_lowercase()).collect();
    rules.reasons.incomplete.fill_with("which", &same(&names.join(", "))).fill_with("reason", &reason)
}

fn parts_finding(input: &Input<'_>, rules: &Rules, errors: &Errors, side: Side) -> Option<PartsFinding> {
    let of = |side| -> Vec<Parts> {
        let kept = input.strides.iter().filter(|stride| stride.kept() && stride.side == side);
        kept.filter_map(parts).collect()
    };
    let together = input.judges_together(Quantity::PelvicShare);
    let all: Vec<Parts> = if together {
        of(Side::Left).iter().zip(&of(Side::Right)).map(|(left, right)| left.mean(right)).collect()
    } else {
        of(side)
    };
    if all.len() < MIN_STRIDES {
        return None;
    }
    let range = |part: &dyn Fn(&Parts) -> Option<f64>| {
        let values: Vec<f64> = all.iter().filter_map(part).collect();
        let mean = |values: &[f64]| Some(values.iter().sum::<f64>() / values.len() as f64);
        let (low, high) = bootstrap::interval(&values, mean)?;
        Some(Range { value: mean(&values)?, low, high })
    };
    let thigh = range(&|parts| Some(parts.thigh.degrees()))?;
    let pelvis = range(&|parts| Some(parts.pelvis.degrees()))?;
    let view = match (together, side == input.near) {
        (true, _) => View::Both,
        (false, true) => View::Near,
        (false, false) => View::Far,
    };
    let source = input.pelvis_source.unwrap_or("none");
    let error = errors.find(source, Quantity::PelvicShare, view, ErrorZero::Any);
    let lumbar = range(&|parts| parts.lumbar.map(|part| part.degrees()));
    let trunk = range(&|parts| parts.trunk.map(|part| part.degrees()));
    let mut finding = PartsFinding {
        n: all.len(),
        hip: range(&|parts| Some(parts.hip.degrees()))?,
        pelvis: error.map_or(pelvis, |error| widened(pelvis, error, thigh.value)),
        thigh,
        lumbar,
        trunk,
        sentence: same(""),
    };
    finding.sentence = finding.sentence(rules, input.sees_spine());
    Some(finding)
}

/// The pelvis's part with the error of its share, which is per degree of the thigh.
fn widened(pelvis: Range, error: &MeasuredError, thigh: f64) -> Range {
    let in_degrees = MeasuredError { bias: error.bias * thigh, sd: error.sd * thigh, ..error.clone() };
    let (low, high) = in_degrees.widen(pelvis.value, (pelvis.low, pelvis.high));
    Range { low, high, ..pelvis }
}

impl PartsFinding {
    fn sentence(&self, rules: &Rules, sees_spine: bool) -> Text {
        let texts = &rules.sentences.parts;
        let of = |range: Range| value(range.value, Unit::Degrees);
        let more = match (self.lumbar, self.trunk) {
            (Some(lumbar), Some(trunk)) => {
                texts.spine.fill(&[("lumbar", &of(lumbar)), ("trunk", &of(trunk))])
            }
            _ if sees_spine => texts.spine_hidden.clone(),
            _ => texts.no_spine.clone(),
        };
        let whole = [("thigh", of(self.thigh)), ("hip", of(self.hip)), ("pelvis", of(self.pelvis))];
        let whole = texts.whole.fill(&whole.each_ref().map(|(word, value)| (*word, value.as_str())));
        Text {
            physio: format!("{} {}", whole.physio, more.physio),
            runner: format!("{} {}", whole.runner, more.runner),
        }
    }
}

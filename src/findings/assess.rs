//! Every rule on every leg.

use super::errors::{ErrorZero, Errors, MeasuredError, View};
use super::main_finding::{MainFinding, main_finding};
use super::quantity::{Quantity, Rests};
use super::rules::{ReferenceZero, Rule, Rules, Statistic, Text};
use super::statistic::{Measured, Sample, difference, measure};
use super::verdict::{Comparison, Verdict, compare};
use super::{bootstrap, words};
use crate::body::{BySide, Side};
use crate::gait::{MIN_STRIDES, Stride};
use crate::kinematics::Zero;

/// Landmarks, as sources of error are named.
const LANDMARKS: &str = "landmarks";

/// What is to be assessed.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// All strides, rejected ones too.
    pub strides: &'a [Stride],
    /// What the angles count from.
    pub zero: Zero,
    /// What the pelvis was measured from, by the name under which its errors are known; `None` where it was not.
    pub pelvis_source: Option<&'a str>,
    /// Why the pelvis was not measured.
    pub no_pelvis: Option<&'a str>,
    /// The side towards the camera.
    pub near: Side,
}

/// A rule applied.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// The leg; `None` for the body and for differences.
    pub side: Option<Side>,
    /// What it was measured from.
    pub source: String,
    /// The value, unit of the quantity.
    pub value: Option<f64>,
    /// 95 % interval over strides.
    pub over_strides: Option<(f64, f64)>,
    /// 95 % interval of the true value: the strides and the measured error of the source.
    pub interval: Option<(f64, f64)>,
    /// Number of strides.
    pub n: usize,
    /// Strides beyond the limit.
    pub beyond: Option<usize>,
    /// The limit that decided.
    pub limit: Option<f64>,
    /// The error that was joined.
    pub error: Option<MeasuredError>,
    /// Percentile among the reference runners, where mean and SD are known and the zero is the same.
    pub percentile: Option<f64>,
    /// What it says.
    pub verdict: Verdict,
    /// Why it is uncertain or not measurable.
    pub reason: Option<Text>,
    /// In a sentence.
    pub sentence: Text,
}

/// Everything that the rules say.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment<'a> {
    /// The main finding of each leg.
    pub main: BySide<MainFinding>,
    /// All findings in the order of the rules, left before right.
    pub findings: Vec<Finding<'a>>,
}

/// Applies the rules.
pub fn assess<'a>(input: &Input<'_>, rules: &'a Rules, errors: &Errors) -> Assessment<'a> {
    let of_rule = |rule: &'a Rule| -> Vec<Finding<'a>> {
        let subject = Subject { input, rules, errors, rule };
        match rule.statistic {
            Statistic::LeftRightDifference => vec![subject.of_both()],
            _ if rule.quantity.is_of_body() => vec![subject.of_body()],
            _ => Side::BOTH.map(|side| subject.of_leg(side)).into(),
        }
    };
    let findings: Vec<Finding<'a>> = rules.rules.iter().flat_map(of_rule).collect();
    let main = BySide::from_fn(|side| main_finding(input, rules, errors, &findings, side));
    Assessment { main, findings }
}

/// A rule and what it is applied to.
struct Subject<'a, 'i> {
    input: &'i Input<'i>,
    rules: &'a Rules,
    errors: &'i Errors,
    rule: &'a Rule,
}

/// Values of the kept strides of a leg, or of both.
pub(super) fn samples(strides: &[Stride], quantity: Quantity, side: Option<Side>) -> Vec<Sample> {
    strides
        .iter()
        .filter(|stride| stride.kept() && side.is_none_or(|side| side == stride.side))
        .filter_map(|stride| Some(Sample { at_s: stride.initial_contact.0, value: quantity.of(stride)? }))
        .collect()
}

impl<'a> Subject<'a, '_> {
    fn of_leg(&self, side: Side) -> Finding<'a> {
        let samples = samples(self.input.strides, self.rule.quantity, Some(side));
        self.finding(Some(side), &samples, measure(&samples, self.rule.statistic), self.error(side))
    }

    fn of_body(&self) -> Finding<'a> {
        let samples = samples(self.input.strides, self.rule.quantity, None);
        self.finding(None, &samples, measure(&samples, self.rule.statistic), self.error(self.input.near))
    }

    fn of_both(&self) -> Finding<'a> {
        let of = |side| samples(self.input.strides, self.rule.quantity, Some(side));
        let (left, right) = (of(Side::Left), of(Side::Right));
        let few = left.len().min(right.len()) < MIN_STRIDES;
        let measured = measure(&left, Statistic::Mean).zip(measure(&right, Statistic::Mean));
        let measured = measured.filter(|_| !few).map(|(left, right)| difference(&left, &right));
        let error = self.error(Side::Left).zip(self.error(Side::Right));
        let error = error.map(|(left, right)| left.of_difference(&right));
        self.finding(None, &[], measured, error)
    }

    /// The measured error of the quantity on a leg. That of a spread or a drift was not measured.
    fn error(&self, side: Side) -> Option<MeasuredError> {
        if !matches!(self.rule.statistic, Statistic::Mean | Statistic::LeftRightDifference) {
            return None;
        }
        let view = if side == self.input.near { View::Near } else { View::Far };
        let zero = match (self.rule.quantity.has_zero(), self.input.zero) {
            (false, _) => ErrorZero::Any,
            (true, Zero::Absolute) => ErrorZero::Absolute,
            (true, Zero::Standing) => ErrorZero::Standing,
        };
        self.errors.find(self.source(), self.rule.quantity, view, zero).cloned()
    }

    fn source(&self) -> &str {
        match self.rule.quantity.rests() {
            Rests::OnLandmarks => LANDMARKS,
            Rests::OnPelvis | Rests::OnSpine => self.input.pelvis_source.unwrap_or("none"),
        }
    }

    /// Whether the clip's zero is that of the reference, or falls out. A difference of legs has no zero, nor has a spread.
    fn same_zero(&self) -> bool {
        let reference = self.rules.group(self.rule).map(|group| group.zero);
        !self.rule.quantity.has_zero()
            || self.rule.statistic != Statistic::Mean
            || match reference {
                Some(ReferenceZero::Standing) => self.input.zero == Zero::Standing,
                Some(ReferenceZero::Absolute) => self.input.zero == Zero::Absolute,
                None => true,
            }
    }

    fn finding(
        &self,
        side: Option<Side>,
        samples: &[Sample],
        measured: Option<Measured>,
        error: Option<MeasuredError>,
    ) -> Finding<'a> {
        let interval = measured.map(|measured| match &error {
            Some(error) => error.widen(measured.value, measured.interval),
            None => measured.interval,
        });
        let values: Vec<f64> = samples.iter().map(|sample| sample.value).collect();
        let compared = measured
            .zip(interval)
            .and_then(|(measured, interval)| compare(self.rule, interval, measured.value, &values));
        let (verdict, reason) =
            self.judge(measured.as_ref(), error.as_ref(), compared.as_ref(), values.len());
        let has_verdict = matches!(verdict, Verdict::Inside | Verdict::Outside | Verdict::Uncertain);
        let compared = compared.filter(|_| has_verdict);
        let sentence = self.sentence(
            verdict,
            measured.as_ref(),
            interval,
            compared.as_ref(),
            reason.as_ref(),
            values.len(),
        );
        Finding {
            rule: self.rule,
            side,
            source: self.source().to_owned(),
            value: measured.map(|measured| measured.value),
            over_strides: measured.map(|measured| measured.interval),
            interval: interval.filter(|_| error.is_some()),
            n: measured.map_or(values.len(), |measured| measured.n),
            beyond: compared.filter(|_| !values.is_empty()).map(|compared| compared.beyond),
            limit: compared.map(|compared| compared.limit),
            percentile: measured
                .filter(|_| self.same_zero())
                .and_then(|measured| self.percentile(measured.value)),
            error,
            verdict,
            reason,
            sentence,
        }
    }

    /// Percentile of a value from the reference's mean and SD, taken as normal.
    fn percentile(&self, value: f64) -> Option<f64> {
        let (mean, sd) = self.rule.mean.zip(self.rule.sd)?;
        Some(100.0 * bootstrap::normal_below((value - mean) / sd))
    }

    fn judge(
        &self,
        measured: Option<&Measured>,
        error: Option<&MeasuredError>,
        compared: Option<&Comparison>,
        strides: usize,
    ) -> (Verdict, Option<Text>) {
        let reasons = &self.rules.reasons;
        let none = |reason: Text| (Verdict::NotMeasurable, Some(reason));
        let Some(measured) = measured else { return none(self.missing(strides)) };
        if measured.n < MIN_STRIDES {
            return none(self.few(measured.n));
        }
        let Some(compared) = compared else { return (Verdict::Described, None) };
        if !self.same_zero() {
            return none(reasons.no_neutral.clone());
        }
        if error.is_none() {
            return none(reasons.no_error.fill(&[("source", self.source())]));
        }
        let limit = words::value(compared.limit, self.rule.quantity.unit());
        let (beyond, strides) = (compared.beyond.to_string(), strides.to_string());
        let filled =
            |text: &Text| text.fill(&[("limit", &limit), ("beyond", &beyond), ("strides", &strides)]);
        match compared.verdict {
            Verdict::Uncertain if compared.straddles => {
                (Verdict::Uncertain, Some(filled(&reasons.straddles)))
            }
            Verdict::Uncertain => (Verdict::Uncertain, Some(filled(&reasons.few_beyond))),
            other => (other, None),
        }
    }

    /// Why there is no value.
    fn missing(&self, strides: usize) -> Text {
        let reasons = &self.rules.reasons;
        match (self.rule.quantity.rests(), self.input.pelvis_source) {
            (Rests::OnPelvis | Rests::OnSpine, None) => {
                let mut reason = reasons.no_source.clone();
                if let Some(why) = self.input.no_pelvis {
                    reason.physio = why.to_owned();
                }
                reason
            }
            (Rests::OnSpine, Some(_)) if strides == 0 => reasons.no_spine.clone(),
            _ if strides == 0 => reasons.not_this_leg.clone(),
            _ => self.few(strides),
        }
    }

    fn few(&self, strides: usize) -> Text {
        let text = &self.rules.reasons.few_strides;
        text.fill(&[("strides", &strides.to_string()), ("least", &MIN_STRIDES.to_string())])
    }

    fn sentence(
        &self,
        verdict: Verdict,
        measured: Option<&Measured>,
        interval: Option<(f64, f64)>,
        compared: Option<&Comparison>,
        reason: Option<&Text>,
        strides: usize,
    ) -> Text {
        let sentences = &self.rules.sentences.rule;
        let text = match verdict {
            Verdict::Inside => &sentences.inside,
            Verdict::Outside => &sentences.outside,
            Verdict::Uncertain => &sentences.uncertain,
            Verdict::NotMeasurable => &sentences.not_measurable,
            Verdict::Described => &sentences.described,
        };
        let unit = self.rule.quantity.unit();
        let of = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| words::value(value, unit));
        let who = self.rules.group(self.rule).map_or("", |group| group.who.as_str());
        let filled = text.fill_with("name", &self.rule.name).fill(&[
            ("value", &of(measured.map(|measured| measured.value))),
            ("low", &of(interval.map(|interval| interval.0))),
            ("high", &of(interval.map(|interval| interval.1))),
            ("limit", &of(compared.map(|compared| compared.limit))),
            ("beyond", &compared.map_or(0, |compared| compared.beyond).to_string()),
            ("strides", &strides.to_string()),
            ("who", who),
        ]);
        reason.map_or_else(|| filled.clone(), |reason| filled.fill_with("reason", reason))
    }
}

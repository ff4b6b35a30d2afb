//! Every rule on every leg.

use super::bootstrap;
use super::errors::{ErrorZero, Errors, MeasuredError, View};
use super::main_finding::{MainFinding, main_finding};
use super::quantity::{Quantity, Rests};
use super::rules::{ReferenceZero, Rule, Rules, Statistic, Text};
use super::statistic::{Measured, Sample, difference, measure};
use super::verdict::{Verdict, compare};
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
    /// Why the thorax was not, though the pelvis was.
    pub no_spine: Option<&'a str>,
    /// The side towards the camera.
    pub near: Side,
    /// Whether the pelvis is seen from the near side alone (stickers): tilt is then judged on the mean of both legs, see
    /// [`Quantity::turns_with_pelvis`].
    pub pelvis_from_near_side: bool,
    /// Where the pelvis's mean tilt over the clip is all that is known of it.
    pub clip_mean: Option<ClipMean<'a>>,
}

/// Mean tilt of the pelvis over a clip, from a source that shows no curve within the strides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClipMean<'a> {
    /// The source's name.
    pub source: &'a str,
    /// Anterior positive, degrees, counted from the zero of the input.
    pub value: f64,
    /// 95 % interval of the true value.
    pub interval: (f64, f64),
}

impl ClipMean<'_> {
    /// Whether it is what a rule asks for.
    fn answers(rule: &Rule) -> bool {
        rule.quantity == Quantity::MeanTilt && rule.statistic == Statistic::Mean
    }
}

impl Input<'_> {
    /// Whether the spine is seen at peak thigh extension of some stride.
    pub(super) fn sees_spine(&self) -> bool {
        self.strides.iter().any(|stride| stride.spine.lumbar_extension.is_some())
    }

    /// Whether a quantity is judged on the mean of both legs.
    pub(super) const fn judges_together(&self, quantity: Quantity) -> bool {
        self.pelvis_from_near_side && quantity.turns_with_pelvis()
    }
}

/// A rule applied.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// The leg; `None` for the body, for both legs together and for differences.
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
        if let Some(mean) = input.clip_mean.filter(|_| ClipMean::answers(rule)) {
            return vec![subject.of_clip(&mean)];
        }
        match rule.statistic {
            Statistic::LeftRightDifference => vec![subject.of_both()],
            _ if rule.quantity.is_of_body() => vec![subject.of_body()],
            Statistic::Mean if input.judges_together(rule.quantity) => {
                let legs = Side::BOTH.map(|side| subject.of_leg(side));
                legs.into_iter().chain([subject.of_legs_together()]).collect()
            }
            _ => Side::BOTH.map(|side| subject.of_leg(side)).into(),
        }
    };
    let findings: Vec<Finding<'a>> = rules.rules.iter().flat_map(of_rule).collect();
    let main = BySide::from_fn(|side| main_finding(input, rules, errors, &findings, side));
    Assessment { main, findings }
}

/// A rule and what it is applied to.
pub(super) struct Subject<'a, 'i> {
    pub(super) input: &'i Input<'i>,
    pub(super) rules: &'a Rules,
    errors: &'i Errors,
    pub(super) rule: &'a Rule,
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
        self.finding(
            Some(side),
            &samples,
            measure(&samples, self.rule.statistic),
            self.error(self.view(side)),
        )
    }

    fn of_body(&self) -> Finding<'a> {
        let samples = samples(self.input.strides, self.rule.quantity, None);
        self.finding(None, &samples, measure(&samples, self.rule.statistic), self.error(View::Near))
    }

    /// A mean of which no single strides are known: its own interval alone decides.
    fn of_clip(&self, mean: &ClipMean<'_>) -> Finding<'a> {
        let compared = compare(self.rule, mean.interval, mean.value, &[]);
        let (verdict, reason) = self.judge_interval(compared.as_ref(), 0);
        let compared = compared.filter(|_| has_verdict(verdict));
        let (value, interval) = (Some(mean.value), Some(mean.interval));
        Finding {
            rule: self.rule,
            side: None,
            source: mean.source.to_owned(),
            value,
            over_strides: None,
            interval,
            n: 0,
            beyond: None,
            limit: compared.map(|compared| compared.limit),
            error: None,
            percentile: value.filter(|_| self.same_zero()).and_then(|value| self.percentile(value)),
            sentence: self.sentence(verdict, value, interval, compared.as_ref(), reason.as_ref(), 0),
            verdict,
            reason,
        }
    }

    /// The mean of a stride of the left leg and the one of the right that has the same number.
    fn of_legs_together(&self) -> Finding<'a> {
        let of = |side| samples(self.input.strides, self.rule.quantity, Some(side));
        let (left, right) = (of(Side::Left), of(Side::Right));
        let mean = |(a, b): (&Sample, &Sample)| Sample {
            at_s: f64::midpoint(a.at_s, b.at_s),
            value: f64::midpoint(a.value, b.value),
        };
        let pairs: Vec<Sample> = left.iter().zip(&right).map(mean).collect();
        self.finding(None, &pairs, measure(&pairs, self.rule.statistic), self.error(View::Both))
    }

    const fn view(&self, side: Side) -> View {
        if side as usize == self.input.near as usize { View::Near } else { View::Far }
    }

    fn of_both(&self) -> Finding<'a> {
        let of = |side| samples(self.input.strides, self.rule.quantity, Some(side));
        let (left, right) = (of(Side::Left), of(Side::Right));
        let few = left.len().min(right.len()) < MIN_STRIDES;
        let measured = measure(&left, Statistic::Mean).zip(measure(&right, Statistic::Mean));
        let measured = measured.filter(|_| !few).map(|(left, right)| difference(&left, &right));
        let error = self.error(self.view(Side::Left)).zip(self.error(self.view(Side::Right)));
        let error = error.map(|(left, right)| left.of_difference(&right));
        self.finding(None, &[], measured, error)
    }

    /// The measured error of the quantity on a leg. That of a spread or a drift was not measured.
    fn error(&self, view: View) -> Option<MeasuredError> {
        if !matches!(self.rule.statistic, Statistic::Mean | Statistic::LeftRightDifference) {
            return None;
        }
        let zero = match (self.rule.quantity.has_zero(), self.input.zero) {
            (false, _) => ErrorZero::Any,
            (true, Zero::Absolute) => ErrorZero::Absolute,
            (true, Zero::Standing) => ErrorZero::Standing,
        };
        self.errors.find(self.source(), self.rule.quantity, view, zero).cloned()
    }

    /// Whether this leg's value is shown but judged on both legs together.
    pub(super) fn is_judged_elsewhere(&self, side: Option<Side>) -> bool {
        side.is_some()
            && self.rule.statistic == Statistic::Mean
            && self.input.judges_together(self.rule.quantity)
    }

    pub(super) fn source(&self) -> &str {
        match self.rule.quantity.rests() {
            Rests::OnLandmarks => LANDMARKS,
            Rests::OnPelvis | Rests::OnSpine => self.input.pelvis_source.unwrap_or("none"),
        }
    }

    /// Whether the clip's zero is that of the reference, or falls out. A difference of legs has no zero, nor has a spread.
    pub(super) fn same_zero(&self) -> bool {
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
            self.judge(side, measured.as_ref(), error.as_ref(), compared.as_ref(), values.len());
        let compared = compared.filter(|_| has_verdict(verdict));
        let sentence = self.sentence(
            verdict,
            measured.map(|measured| measured.value),
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
}

const fn has_verdict(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Inside | Verdict::Outside | Verdict::Uncertain)
}

//! The verdict on a rule's value, with its reason and its sentence.

use super::assess::Subject;
use super::errors::MeasuredError;
use super::quantity::Rests;
use super::rules::Text;
use super::statistic::Measured;
use super::verdict::{Comparison, Verdict};
use super::words;
use crate::body::Side;
use crate::gait::MIN_STRIDES;

impl Subject<'_, '_> {
    pub(super) fn judge(
        &self,
        side: Option<Side>,
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
        if self.is_judged_elsewhere(side) {
            return (Verdict::Described, Some(reasons.near_side.clone()));
        }
        if compared.is_some() && self.same_zero() && error.is_none() {
            return none(reasons.no_error.fill(&[("source", self.source())]));
        }
        self.judge_interval(compared, strides)
    }

    /// A value whose interval holds the error of its source, against the limits.
    pub(super) fn judge_interval(
        &self,
        compared: Option<&Comparison>,
        strides: usize,
    ) -> (Verdict, Option<Text>) {
        let reasons = &self.rules.reasons;
        let Some(compared) = compared else { return (Verdict::Described, None) };
        if !self.same_zero() {
            return (Verdict::NotMeasurable, Some(reasons.no_neutral.clone()));
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
            (Rests::OnSpine, Some(_)) if strides == 0 && self.input.sees_spine() => {
                reasons.spine_hidden.clone()
            }
            (Rests::OnSpine, Some(_)) if strides == 0 => {
                let reason = reasons.no_spine.clone();
                Text { physio: self.input.no_spine.map_or(reason.physio, str::to_owned), ..reason }
            }
            _ if strides == 0 => reasons.not_this_leg.clone(),
            _ => self.few(strides),
        }
    }

    fn few(&self, strides: usize) -> Text {
        let text = &self.rules.reasons.few_strides;
        text.fill(&[("strides", &strides.to_string()), ("least", &MIN_STRIDES.to_string())])
    }

    pub(super) fn sentence(
        &self,
        verdict: Verdict,
        measured: Option<f64>,
        interval: Option<(f64, f64)>,
        compared: Option<&Comparison>,
        reason: Option<&Text>,
        strides: usize,
    ) -> Text {
        let sentences = &self.rules.sentences.rule;
        let text = match verdict {
            Verdict::Inside => &sentences.inside,
            Verdict::Outside if strides == 0 => &sentences.outside_without_strides,
            Verdict::Outside => &sentences.outside,
            Verdict::Uncertain => &sentences.uncertain,
            Verdict::NotMeasurable => &sentences.not_measurable,
            Verdict::Described => &sentences.described,
        };
        let unit = self.rule.quantity.unit();
        let of = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| words::value(value, unit));
        let who = self.rules.group(self.rule).map_or("", |group| group.who.as_str());
        let filled = text.fill_with("name", &self.rule.name).fill(&[
            ("value", &of(measured)),
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

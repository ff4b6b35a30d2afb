//! Two or more results of one runner beside each other: what changed, and by more than the clips' own errors?
//!
//! A change is later less earlier. Its 95 % interval joins, in squares, how the strides of both clips vary and the random part of
//! the measured error of the source, once for each clip; the mean error is taken as the same in both and falls out, which
//! is why findings of different sources are not paired, and results of different zeros or camera sides are refused. A change is called real where the whole interval
//! lies on one side of zero; without a measured error nothing is called real.

mod page;

pub use page::comparison_html;

use super::document::{Document, Finding, Findings, PelvisSource, Text, Zero};
use crate::body::Side;
use crate::gait::t_quantile_975;
use serde::Serialize;

/// Results that must not be compared, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotComparable {
    /// One result, or none.
    #[error("a comparison needs two results or more")]
    TooFew,
    /// Made before there were findings.
    #[error("{name} was made by an older version of runtilt: analyse the clip again")]
    Older {
        /// Which.
        name: String,
    },
    /// Different zeros.
    #[error(
        "the angles of {first} count from {zero} and those of {other} do not: analyse both with a standing clip (--neutral), or both \
         without"
    )]
    Zero {
        /// The first result.
        first: String,
        /// The one that differs.
        other: String,
        /// What the first counts from.
        zero: &'static str,
    },
    /// Perspective in the pelvic tilt of one and not of the other: up to a degree.
    #[error(
        "perspective was taken out of the pelvic tilt of {with} and not of {without}: analyse both with --camera-distance, or both without"
    )]
    Perspective {
        /// The one in which the camera's distance was given.
        with: String,
        /// The one in which it was not.
        without: String,
    },
    /// Filmed from different sides.
    #[error(
        "{first} and {other} were filmed from different sides of the runner; the leg away from the camera is measured with another \
         error: film the same side"
    )]
    Side {
        /// The first result.
        first: String,
        /// The one that differs.
        other: String,
    },
}

/// All changes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// Version of the format.
    pub schema: &'static str,
    /// The clips in the order given; the first is what the others are compared with.
    pub clips: Vec<String>,
    /// Changes of each later clip against the first, rule by rule.
    pub changes: Vec<Change>,
}

/// The change of one finding.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// Which of `clips` is compared with the first.
    pub clip: usize,
    /// Name of the rule.
    pub rule: String,
    /// Name of the quantity, with its unit.
    pub quantity: String,
    /// The leg; null for the body and for differences.
    pub side: Option<Side>,
    /// In words.
    pub name: Words,
    /// In the first clip.
    pub before: f64,
    /// In this clip.
    pub after: f64,
    /// `after` less `before`.
    pub change: f64,
    /// Lower end of its 95 % interval; null where the error of the source is not known.
    pub low: Option<f64>,
    /// Upper end of it.
    pub high: Option<f64>,
    /// What it says.
    pub verdict: ChangeVerdict,
}

/// A name for two readers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Words {
    /// Exact.
    pub physio: String,
    /// Plain.
    pub runner: String,
}

/// What a change says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeVerdict {
    /// More than the errors of both clips.
    Real,
    /// Within the errors.
    WithinError,
    /// The error is not known.
    NotKnown,
}

/// Compares the later results with the first.
///
/// # Errors
/// [`NotComparable`] with the reason.
pub fn compare_results(documents: &[Document]) -> Result<Comparison, NotComparable> {
    let [first, later @ ..] = documents else { return Err(NotComparable::TooFew) };
    if later.is_empty() {
        return Err(NotComparable::TooFew);
    }
    let before = findings(first)?;
    let mut changes = Vec::new();
    for (other, clip) in later.iter().zip(1..) {
        refuse_unlike(first, other)?;
        let after = findings(other)?;
        changes.extend(before.all().filter_map(|own| {
            // The pelvis of one clip from stickers and of the other from the picture: all else is compared.
            let same = |finding: &&Finding| {
                finding.rule == own.rule && finding.side == own.side && finding.source == own.source
            };
            change(clip, own, after.all().find(same)?)
        }));
    }
    Ok(Comparison {
        schema: "runtilt.comparison/1",
        clips: documents.iter().map(|document| document.clip.file_name.clone()).collect(),
        changes,
    })
}

fn findings(document: &Document) -> Result<&Findings, NotComparable> {
    document.findings.as_ref().ok_or_else(|| NotComparable::Older { name: document.clip.file_name.clone() })
}

fn refuse_unlike(first: &Document, other: &Document) -> Result<(), NotComparable> {
    let name = |document: &Document| document.clip.file_name.clone();
    let (own, its) = (zero(first), zero(other));
    if own != its {
        let zero = match own {
            Some(Zero::RelativeToStanding) => "standing",
            _ => "the vertical",
        };
        return Err(NotComparable::Zero { first: name(first), other: name(other), zero });
    }
    let sources = [first.pelvis.source, other.pelvis.source];
    let taken_out = perspective_taken_out(first);
    if sources == [PelvisSource::Markers; 2] && taken_out != perspective_taken_out(other) {
        let (with, without) = if taken_out { (first, other) } else { (other, first) };
        return Err(NotComparable::Perspective { with: name(with), without: name(without) });
    }
    if first.summary.side_to_camera != other.summary.side_to_camera {
        return Err(NotComparable::Side { first: name(first), other: name(other) });
    }
    Ok(())
}

/// Results of before the option have nothing taken out.
fn perspective_taken_out(document: &Document) -> bool {
    document.pelvis.perspective.as_ref().is_some_and(|perspective| perspective.taken_out)
}

/// What the angles of a result count from.
fn zero(document: &Document) -> Option<Zero> {
    document.series.angles.measured().map(|(_, series)| series.zero).next()
}

fn change(clip: usize, before: &Finding, after: &Finding) -> Option<Change> {
    let (first, second) = (before.value?, after.value?);
    let interval = interval(before, after);
    let verdict = match interval {
        None => ChangeVerdict::NotKnown,
        Some((low, high)) if low > 0.0 || high < 0.0 => ChangeVerdict::Real,
        Some(_) => ChangeVerdict::WithinError,
    };
    let Text { physio, runner } = before.name.clone();
    Some(Change {
        clip,
        rule: before.rule.clone(),
        quantity: before.quantity.clone(),
        side: before.side,
        name: Words { physio, runner },
        before: first,
        after: second,
        change: second - first,
        low: interval.map(|interval| interval.0),
        high: interval.map(|interval| interval.1),
        verdict,
    })
}

/// The interval of a change: strides of both, and the spread of the error once for each.
fn interval(before: &Finding, after: &Finding) -> Option<(f64, f64)> {
    let (first, second) = (before.value?, after.value?);
    let (own, its) = (before.over_strides?, after.over_strides?);
    let error = |finding: &Finding| {
        let error = finding.error.as_ref()?;
        let n = error.clips as f64;
        Some(t_quantile_975(n - 1.0) * (1.0 + 1.0 / n).sqrt() * error.sd)
    };
    let errors = error(before)?.hypot(error(after)?);
    let below = (second - its.low).hypot(own.high - first).hypot(errors);
    let above = (its.high - second).hypot(first - own.low).hypot(errors);
    let change = second - first;
    Some((change - below, change + above))
}

/// The text of `comparison.csv`.
pub fn comparison_csv(comparison: &Comparison) -> String {
    let mut text = "clip,rule,quantity,side,before,after,change,low,high,verdict\n".to_owned();
    for change in &comparison.changes {
        let number = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.4}"));
        let clip = comparison.clips.get(change.clip).map_or("", String::as_str).replace('"', "\"\"");
        let verdict = match change.verdict {
            ChangeVerdict::Real => "real",
            ChangeVerdict::WithinError => "within_error",
            ChangeVerdict::NotKnown => "not_known",
        };
        let numbers = [Some(change.before), Some(change.after), Some(change.change), change.low, change.high];
        text += &format!(
            "\"{clip}\",{},{},{},{},{verdict}\n",
            change.rule,
            change.quantity,
            change.side.map_or("", Side::name),
            numbers.map(number).join(","),
        );
    }
    text
}

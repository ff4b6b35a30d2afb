//! What the rules say about the strides.

use super::pelvis::{mean, neither, no_spine};
use super::{Found, zero};
use crate::findings::{
    Assessment, ClipMean, Errors, Finding, Input, MainFinding, MeasuredError, PartsFinding, Range,
    ReferenceZero, Rule, Rules, Statistic, Text, Verdict, assess,
};
use crate::kinematics::Zero;
use crate::pelvis::PelvisFound;
use crate::pipeline::pelvis::ModelFound;
use crate::report::document::{
    self as doc, Interval, PelvisSource, Reference, ReferenceGroup, RulesUsed, SourceError, rounded,
};

/// Decimals that files carry.
const DECIMALS: i32 = 4;

pub(super) fn findings(found: &Found<'_>) -> doc::Findings {
    let no_pelvis = match (found.pelvis, found.model) {
        (PelvisFound::Markers(_), _) => None,
        (_, ModelFound::Read { .. }) => {
            Some("the pelvis network gives the clip's mean only, not the curve within the stride.".to_owned())
        }
        (PelvisFound::NotMeasured(reason), model) => Some(neither(reason, model)),
        (PelvisFound::NotWanted, ModelFound::Declined(reason)) => Some(reason.to_string()),
        (PelvisFound::NotWanted, ModelFound::NotWanted) => {
            Some("the pelvis was left out (--pelvis none).".to_owned())
        }
    };
    let no_spine = no_spine(found);
    let input = Input {
        strides: &found.gait.strides,
        zero: found.angles.zero,
        pelvis_source: source_name(found.pelvis),
        no_pelvis: no_pelvis.as_deref(),
        no_spine: no_spine.as_deref(),
        near: found.tracked.quality.facing.facing.near_side(),
        pelvis_from_near_side: matches!(found.pelvis, PelvisFound::Markers(_)),
        clip_mean: clip_mean(found),
    };
    document(&assess(&input, found.rules, found.errors), found.rules, found.angles.zero)
}

/// The pelvis network's mean from the zero of the clip's angles, where stickers did not give the curve.
fn clip_mean(found: &Found<'_>) -> Option<ClipMean<'static>> {
    let (PelvisFound::NotWanted | PelvisFound::NotMeasured(_), ModelFound::Read { run, from_standing, .. }) =
        (found.pelvis, found.model)
    else {
        return None;
    };
    let tilt = match found.angles.zero {
        Zero::Absolute => run.tilt?,
        Zero::Standing => (*from_standing)?.0,
    };
    let printed = mean(tilt);
    let (value, half) = (printed.mean_deg, printed.half_interval_deg());
    Some(ClipMean { source: PelvisSource::Model.name(), value, interval: (value - half, value + half) })
}

/// The name under which the errors of a source of the pelvis are known.
const fn source_name(pelvis: &PelvisFound) -> Option<&'static str> {
    match pelvis {
        PelvisFound::NotWanted | PelvisFound::NotMeasured(_) => None,
        PelvisFound::Markers(_) => Some("markers"),
    }
}

fn document(assessment: &Assessment<'_>, rules: &Rules, clip_zero: Zero) -> doc::Findings {
    let theme = |theme: &crate::findings::Theme| doc::Theme {
        id: theme.id.clone(),
        title: text(&theme.title),
        cannot_show: theme.cannot_show.clone(),
        questions: theme.questions.iter().map(text).collect(),
        talking_points: theme.talking_points.iter().map(text).collect(),
        findings: assessment
            .findings
            .iter()
            .filter(|finding| finding.rule.theme == theme.id)
            .map(|of| finding(of, clip_zero))
            .collect(),
    };
    let group = |group: &crate::findings::ReferenceGroup| ReferenceGroup {
        id: group.id.clone(),
        who: group.who.clone(),
        runners: group.runners,
        speed_m_per_s: group.speed_m_per_s,
        zero: match group.zero {
            ReferenceZero::Standing => doc::Zero::RelativeToStanding,
            ReferenceZero::Absolute => doc::Zero::Absolute,
        },
        citation: group.citation.clone(),
    };
    doc::Findings {
        rules: RulesUsed { name: rules.name.clone(), sha256: rules.sha256.clone() },
        references: rules.references.iter().map(group).collect(),
        main: assessment.main.map(main),
        themes: rules.themes.iter().map(theme).collect(),
    }
}

fn main(finding: &MainFinding) -> doc::MainFinding {
    doc::MainFinding {
        verdict: verdict(finding.verdict),
        reason: finding.reason.as_ref().map(text),
        sentence: text(&finding.sentence),
        parts: finding.parts.as_ref().map(parts),
    }
}

fn parts(parts: &PartsFinding) -> doc::Parts {
    let range = |range: Range| doc::Range {
        value: rounded(range.value, DECIMALS),
        low: rounded(range.low, DECIMALS),
        high: rounded(range.high, DECIMALS),
    };
    doc::Parts {
        n: parts.n,
        thigh_deg: range(parts.thigh),
        hip_deg: range(parts.hip),
        pelvis_deg: range(parts.pelvis),
        lumbar_deg: parts.lumbar.map(range),
        trunk_deg: parts.trunk.map(range),
        sentence: text(&parts.sentence),
    }
}

fn finding(finding: &Finding<'_>, clip_zero: Zero) -> doc::Finding {
    let rule = finding.rule;
    let number = |value: f64| rounded(value, DECIMALS);
    let interval = |(low, high)| Interval { low: number(low), high: number(high) };
    let has_zero = rule.quantity.has_zero() && rule.statistic == Statistic::Mean;
    doc::Finding {
        rule: rule.id.clone(),
        quantity: rule.quantity.name().to_owned(),
        statistic: rule.statistic.name().to_owned(),
        main: rule.main,
        side: finding.side,
        source: finding.source.clone(),
        zero: has_zero.then(|| zero(clip_zero)),
        value: finding.value.map(number),
        over_strides: finding.over_strides.map(interval),
        interval: finding.interval.map(interval),
        n: finding.n,
        strides_beyond: finding.beyond,
        error: finding.error.as_ref().map(error),
        reference: reference(rule),
        percentile: finding.percentile.map(|percentile| rounded(percentile, 1)),
        verdict: verdict(finding.verdict),
        reason: finding.reason.as_ref().map(text),
        name: text(&rule.name),
        about: text(&rule.about),
        sentence: text(&finding.sentence),
    }
}

fn error(error: &MeasuredError) -> SourceError {
    SourceError {
        bias: rounded(error.bias, DECIMALS),
        sd: rounded(error.sd, DECIMALS),
        clips: error.clips,
        from: error.from.clone(),
    }
}

fn reference(rule: &Rule) -> Option<Reference> {
    Some(Reference {
        group: rule.reference.clone()?,
        mean: rule.mean,
        sd: rule.sd,
        p5: rule.p5,
        p95: rule.p95,
        above: rule.above,
        below: rule.below,
        beyond: rule.beyond,
    })
}

fn text(text: &Text) -> doc::Text {
    doc::Text { physio: text.physio.clone(), runner: text.runner.clone() }
}

const fn verdict(verdict: Verdict) -> doc::Verdict {
    match verdict {
        Verdict::Inside => doc::Verdict::Inside,
        Verdict::Outside => doc::Verdict::Outside,
        Verdict::Uncertain => doc::Verdict::Uncertain,
        Verdict::NotMeasurable => doc::Verdict::NotMeasurable,
        Verdict::Described => doc::Verdict::Described,
    }
}

/// The rules of the user, or those that come with the program, and the measured errors.
pub(in crate::pipeline) fn rules_and_errors(
    options: &crate::pipeline::Options,
) -> Result<(Rules, Errors), crate::pipeline::PipelineError> {
    let rules = match &options.rules {
        Some(path) => Rules::load(path)?,
        None => Rules::built_in()?,
    };
    Ok((rules, Errors::built_in()?))
}

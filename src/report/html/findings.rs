//! Findings by theme, what to ask and what to talk about.

use super::main_finding::badge;
use crate::report::document::{
    Audience, Document, Finding, Findings, PelvisSource, Reference, Text, Theme, Verdict,
};
use crate::report::plots::other_speed;
use crate::report::texts::TEXTS;
use crate::report::words::{number, side_title};
use maud::{Markup, html};

pub(super) fn section(document: &Document, audience: Audience) -> Markup {
    html! {
        @if let Some(findings) = &document.findings {
            section #findings {
                h2 { (TEXTS.findings) }
                (references(document, findings))
                @for theme in &findings.themes { (table(findings, theme, audience)) }
            }
        }
    }
}

/// Whom the values are compared with, and what stands against it in this clip.
fn references(document: &Document, findings: &Findings) -> Markup {
    html! {
        @for group in &findings.references {
            p.note { (TEXTS.reference) ": " (group.who) ". " (group.citation) }
        }
        p.note { (TEXTS.findings_note) }
        @if document.pelvis.source == PelvisSource::Markers {
            p.note { (TEXTS.stickers_note) }
        }
        @if let Some(other) = other_speed(document) { p.note { strong { (TEXTS.another_speed) } " " (other) } }
    }
}

fn table(findings: &Findings, theme: &Theme, audience: Audience) -> Markup {
    html! {
        h3 { (theme.title.of(audience)) }
        @if theme.findings.iter().all(|finding| finding.value.is_none()) {
            p.missing { (TEXTS.not_measured_because) " " (shared_reason(theme, audience)) }
        } @else {
            div.scroll {
                table.findings {
                    thead { tr {
                        th scope="col" { (TEXTS.quantity) } th scope="col" { (TEXTS.leg) } th scope="col" { (TEXTS.value) }
                        th scope="col" { (TEXTS.reference) } th scope="col" { (TEXTS.verdict) }
                    } }
                    tbody { @for finding in &theme.findings { (row(findings, finding, audience)) } }
                }
            }
        }
        p.note { strong { (TEXTS.video_cannot_show) } " " (theme.cannot_show) }
    }
}

fn shared_reason(theme: &Theme, audience: Audience) -> &str {
    let reason = theme.findings.iter().find_map(|finding| finding.reason.as_ref());
    reason.map_or("", |reason| reason.of(audience))
}

fn row(findings: &Findings, finding: &Finding, audience: Audience) -> Markup {
    html! {
        tr {
            th scope="row" { (finding.name.of(audience)) br; small { (finding.about.of(audience)) } }
            td { (finding.side.map_or(TEXTS.both, side_title)) }
            td { (value(finding)) }
            td { (reference(findings, finding)) }
            td.words {
                (badge(finding.verdict))
                @if let Some(reason) = &finding.reason { br; small { (reason.of(audience)) } }
                @else if let (Some(beyond), Verdict::Outside) = (finding.strides_beyond, finding.verdict) {
                    br; small { (beyond) " of " (finding.n) " strides" }
                }
            }
        }
    }
}

fn value(finding: &Finding) -> Markup {
    let Some(value) = finding.value else { return html! { span.missing { (TEXTS.not_measured) } } };
    let show = |value| quantity(value, &finding.quantity);
    let alone = finding.interval.is_none() && finding.over_strides.is_some();
    html! {
        span.value { (show(value)) }
        @if let Some(interval) = finding.interval.or(finding.over_strides) { br; small { (show(interval.low)) " to " (show(interval.high)) } }
        br; small {
            @if alone { (TEXTS.strides_only) ", " }
            "n = " (finding.n)
        }
    }
}

fn reference(findings: &Findings, finding: &Finding) -> Markup {
    let Some(reference) = &finding.reference else { return html! { "–" } };
    let show = |value| quantity(value, &finding.quantity);
    let runners = findings.group(reference).map_or(0, |group| group.runners);
    html! {
        @if let Some((mean, sd)) = reference.mean.zip(reference.sd) {
            (show(mean)) " ± " (show(sd)) br;
        }
        small {
            (limits(reference, &finding.quantity)) br;
            "n = " (runners)
            @if let Some(percentile) = finding.percentile { ", percentile " (percentile_words(percentile)) }
        }
    }
}

fn percentile_words(percentile: f64) -> String {
    match percentile {
        p if p < 1.0 => "below 1".to_owned(),
        p if p > 99.0 => "above 99".to_owned(),
        p => number(p, 0),
    }
}

pub(in crate::report) fn limits(reference: &Reference, name: &str) -> String {
    let all = [("limit > ", reference.above), ("limit < ", reference.below), ("limit ± ", reference.beyond)];
    let shown =
        all.into_iter().filter_map(|(words, limit)| Some(format!("{words}{}", quantity(limit?, name))));
    shown.collect::<Vec<_>>().join(", ")
}

/// A number of a finding with its unit, which the name of the quantity ends with.
pub(in crate::report) fn quantity(value: f64, name: &str) -> String {
    match name {
        name if name.ends_with("_deg") => format!("{}°", number(value, 1)),
        name if name.ends_with("_share") => format!("{} %", number(100.0 * value, 0)),
        name if name.ends_with("_leg_lengths") => format!("{} legs", number(value, 2)),
        name if name.ends_with("_spm") => format!("{} /min", number(value, 1)),
        name if name.ends_with("_m") => format!("{} m", number(value, 3)),
        name if name.ends_with("_s") => format!("{} s", number(value, 3)),
        _ => number(value, 2),
    }
}

/// Headings of the questions and of the talking points.
pub(in crate::report) fn headings(audience: Audience) -> (&'static str, &'static str) {
    match audience {
        Audience::Physio => (TEXTS.questions, TEXTS.talking_points),
        Audience::Runner => (TEXTS.questions_runner, TEXTS.talking_points_runner),
    }
}

/// Questions for the physio and exercises to talk about, of the themes in which something was measured.
pub(super) fn to_talk_about(document: &Document, audience: Audience) -> Markup {
    let Some(findings) = &document.findings else { return html! {} };
    let measured = |theme: &&Theme| theme.findings.iter().any(|finding| finding.value.is_some());
    let themes: Vec<&Theme> = findings.themes.iter().filter(measured).collect();
    let list = |of: fn(&Theme) -> &Vec<Text>| {
        html! {
            @for theme in &themes {
                @if !of(theme).is_empty() {
                    h3 { (theme.title.of(audience)) }
                    ul { @for text in of(theme) { li { (text.of(audience)) } } }
                }
            }
        }
    };
    let (questions, points) = headings(audience);
    html! {
        section #questions { h2 { (questions) } (list(|theme| &theme.questions)) }
        section #talking-points {
            h2 { (points) }
            p.note { (TEXTS.offered) " " strong { (TEXTS.if_it_hurts) } }
            (list(|theme| &theme.talking_points))
        }
    }
}

//! Findings by theme, what to ask and what to talk about.

use super::main_finding::badge;
use crate::report::document::{
    Audience, Document, Finding, Findings, PelvisSource, Reference, Text, Theme, Verdict,
};
use crate::report::plots::other_speed;
use crate::report::texts::{TEXTS, filled};
use crate::report::words::{degrees, how_many, interval, leg_title, metres, named_quantity, number};
use maud::{Markup, html};

pub(super) fn section(document: &Document, audience: Audience) -> Markup {
    html! {
        @if let Some(findings) = &document.findings {
            section #findings {
                h2 { (TEXTS.findings.heading) }
                (references(document, findings))
                @for theme in &findings.themes { (table(findings, theme, audience)) }
            }
        }
    }
}

/// Whom the values are compared with, and what stands against it in this clip.
fn references(document: &Document, findings: &Findings) -> Markup {
    html! {
        @for line in reference_lines(findings) { p.note { (TEXTS.tables.reference) ": " (line) } }
        p.note { (TEXTS.findings.note) }
        @if document.pelvis.source == PelvisSource::Markers {
            p.note {
                (if document.pelvis.is_by_wand() { TEXTS.findings.wand_note } else { TEXTS.findings.stickers_note })
                @if let Some(sentence) = perspective(document) { " " (sentence) }
            }
        }
        @if let Some(other) = other_speed(document) { p.note { strong { (TEXTS.findings.another_speed) } " " (other) } }
    }
}

/// What perspective adds to the tilt by stickers, and whether it is still in it.
pub(in crate::report) fn perspective(document: &Document) -> Option<String> {
    let found = document.pelvis.perspective?;
    let texts = &TEXTS.findings.perspective;
    let template = if found.taken_out { texts.taken_out } else { texts.not_taken_out };
    let (degrees, metres) = (degrees(found.mean_deg, 1), metres(found.camera_distance_m, 1));
    Some(filled(template, &[("degrees", &degrees), ("metres", &metres)]))
}

/// The reference runners with their source, a line for each group.
pub(in crate::report) fn reference_lines(findings: &Findings) -> impl Iterator<Item = String> {
    findings.references.iter().map(|group| format!("{}. {}", group.who, group.citation))
}

fn table(findings: &Findings, theme: &Theme, audience: Audience) -> Markup {
    html! {
        h3 { (theme.title.of(audience)) }
        @if theme.findings.iter().all(|finding| finding.value.is_none()) {
            p.missing { (TEXTS.findings.not_measured_because) " " (shared_reason(theme, audience)) }
        } @else {
            div.scroll {
                table.findings {
                    thead { tr {
                        th scope="col" { (TEXTS.tables.quantity) } th scope="col" { (TEXTS.tables.leg) } th scope="col" { (TEXTS.tables.value) }
                        th scope="col" { (TEXTS.tables.reference) } th scope="col" { (TEXTS.tables.verdict) }
                    } }
                    tbody { @for finding in &theme.findings { (row(findings, finding, audience)) } }
                }
            }
        }
        p.note { strong { (TEXTS.findings.video_cannot_show) } " " (theme.cannot_show) }
    }
}

/// Why nothing of a theme was measured.
pub(in crate::report) fn shared_reason(theme: &Theme, audience: Audience) -> &str {
    let reason = theme.findings.iter().find_map(|finding| finding.reason.as_ref());
    reason.map_or("", |reason| reason.of(audience))
}

fn row(findings: &Findings, finding: &Finding, audience: Audience) -> Markup {
    html! {
        tr {
            th scope="row" { (finding.name.of(audience)) br; small { (finding.about.of(audience)) } }
            td { (leg_title(finding.side)) }
            td { (value(finding)) }
            td { (reference(findings, finding)) }
            td.words {
                (badge(finding.verdict))
                @if let Some(reason) = &finding.reason { br; small { (reason.of(audience)) } }
                @else if let Some(beyond) = strides_beyond(finding) { br; small { (beyond) } }
            }
        }
    }
}

fn value(finding: &Finding) -> Markup {
    let Some(value) = finding.value else { return html! { span.missing { (TEXTS.tables.not_measured) } } };
    let alone = finding.interval.is_none() && finding.over_strides.is_some();
    html! {
        span.value { (named_quantity(value, &finding.quantity)) }
        @if let Some(interval) = interval_words(finding) { br; small { (interval) } }
        br; small {
            @if let Some(words) = of_clip(finding) { span.words { (words) } }
            @else if alone { (filled(TEXTS.findings.strides_only, &[("n", &finding.n)])) }
            @else { (how_many(finding.n)) }
        }
    }
}

/// Of a value that was not made from strides, what it is.
pub(in crate::report) fn of_clip(finding: &Finding) -> Option<&'static str> {
    (finding.n == 0 && finding.value.is_some()).then_some(TEXTS.findings.mean_of_clip)
}

/// The interval of a value: that of the strides where the error of the source is not known.
pub(in crate::report) fn interval_words(finding: &Finding) -> Option<String> {
    let show = |value| named_quantity(value, &finding.quantity);
    let ends = finding.interval.or(finding.over_strides)?;
    Some(interval(&show(ends.low), &show(ends.high)))
}

/// How many strides lie beyond the limit, where the verdict rests on that.
pub(in crate::report) fn strides_beyond(finding: &Finding) -> Option<String> {
    let beyond = finding.strides_beyond.filter(|_| finding.verdict == Verdict::Outside)?;
    Some(filled(TEXTS.findings.strides_beyond, &[("beyond", &beyond), ("n", &finding.n)]))
}

fn reference(findings: &Findings, finding: &Finding) -> Markup {
    let Some(reference) = &finding.reference else { return html! { "–" } };
    let runners = findings.group(reference).map_or(0, |group| group.runners);
    html! {
        @if let Some(mean) = mean_and_spread(reference, &finding.quantity) { (mean) br; }
        small { (limits(reference, &finding.quantity)) br; (place_among(runners, finding.percentile)) }
    }
}

/// Mean and standard deviation of the reference runners.
pub(in crate::report) fn mean_and_spread(reference: &Reference, name: &str) -> Option<String> {
    let (mean, sd) = reference.mean.zip(reference.sd)?;
    Some(format!("{} ± {}", named_quantity(mean, name), named_quantity(sd, name)))
}

/// How many reference runners there are, and the percentile among them.
fn place_among(runners: usize, percentile: Option<f64>) -> String {
    let texts = &TEXTS.findings;
    let Some(percentile) = percentile else { return how_many(runners) };
    let percentile = match percentile {
        p if p < 1.0 => texts.percentile_lowest.to_owned(),
        p if p > 99.0 => texts.percentile_highest.to_owned(),
        p => number(p, 0),
    };
    filled(texts.n_and_percentile, &[("n", &runners), ("percentile", &percentile)])
}

pub(in crate::report) fn limits(reference: &Reference, name: &str) -> String {
    let texts = &TEXTS.findings;
    let all = [
        (texts.limit_above, reference.above),
        (texts.limit_below, reference.below),
        (texts.limit_either, reference.beyond),
    ];
    let words = |(template, limit): (&str, Option<f64>)| {
        Some(filled(template, &[("limit", &named_quantity(limit?, name))]))
    };
    all.into_iter().filter_map(words).collect::<Vec<_>>().join(", ")
}

/// Headings of the questions and of the talking points.
pub(in crate::report) fn headings(audience: Audience) -> (&'static str, &'static str) {
    let texts = &TEXTS.to_talk_about;
    match audience {
        Audience::Physio => (texts.questions, texts.talking_points),
        Audience::Runner => (texts.questions_runner, texts.talking_points_runner),
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
            p.note { (TEXTS.to_talk_about.offered) " " strong { (TEXTS.to_talk_about.if_it_hurts) } }
            (list(|theme| &theme.talking_points))
        }
    }
}

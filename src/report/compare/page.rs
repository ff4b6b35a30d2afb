//! `comparison.html`.

use super::{Change, ChangeVerdict, Comparison};
use crate::report::document::Audience;
use crate::report::html::{inline, whole_page};
use crate::report::plots::Plot;
use crate::report::texts::{TEXTS, filled};
use crate::report::words::{interval, named_quantity, side_name};
use maud::{Markup, PreEscaped, html};

/// The page as text; `plots` are the curves of all clips on one sheet each.
pub fn comparison_html(comparison: &Comparison, plots: &[Plot], audience: Audience) -> String {
    let clips = &comparison.clips;
    let texts = &TEXTS.comparison;
    let main = html! {
        header {
            p.brand { "runtilt" }
            h1 { (filled(texts.heading, &[("clips", &clips.len())])) }
            p.clip { (clips.join(" → ")) }
        }
        (real_changes(comparison, audience))
        @for (clip, name) in clips.iter().enumerate().skip(1) { (table(comparison, clip, name, audience)) }
        section #curves {
            h2 { (texts.curves) }
            @for plot in plots {
                figure.plot role="img" aria-label=(plot.description) { (PreEscaped(inline(&plot.svg))) }
            }
        }
        section.advice {
            h2 { (texts.how_to_read) }
            p { (texts.real_means) }
            p { (texts.no_diagnosis) }
        }
    };
    whole_page(texts.title, &main)
}

fn real_changes(comparison: &Comparison, audience: Audience) -> Markup {
    let real: Vec<&Change> =
        comparison.changes.iter().filter(|change| change.verdict == ChangeVerdict::Real).collect();
    html! {
        section #real {
            h2 { (TEXTS.comparison.what_changed) }
            @if real.is_empty() {
                p.verdict { (TEXTS.comparison.nothing_changed) }
            } @else {
                ul {
                    @for change in real {
                        li {
                            strong { (title(change, audience)) } ": " (named_quantity(change.before, &change.quantity)) " → "
                            (named_quantity(change.after, &change.quantity))
                            @if comparison.clips.len() > 2 { " (" (comparison.clips[change.clip]) ")" }
                        }
                    }
                }
            }
        }
    }
}

fn title(change: &Change, audience: Audience) -> String {
    let name = match audience {
        Audience::Physio => &change.name.physio,
        Audience::Runner => &change.name.runner,
    };
    match change.side {
        Some(side) => filled(TEXTS.comparison.of_leg, &[("quantity", name), ("leg", &side_name(side))]),
        None => name.clone(),
    }
}

fn table(comparison: &Comparison, clip: usize, name: &str, audience: Audience) -> Markup {
    html! {
        section {
            h2 { (comparison.clips[0]) " → " (name) }
            div.scroll {
                table.findings {
                    thead { tr {
                        th scope="col" { (TEXTS.tables.quantity) } th scope="col" { (TEXTS.tables.before) } th scope="col" { (TEXTS.tables.after) }
                        th scope="col" { (TEXTS.tables.change) } th scope="col" { (TEXTS.tables.verdict) }
                    } }
                    tbody {
                        @for change in comparison.changes.iter().filter(|change| change.clip == clip) {
                            (row(change, audience))
                        }
                    }
                }
            }
        }
    }
}

fn row(change: &Change, audience: Audience) -> Markup {
    let texts = &TEXTS.comparison;
    let show = |value| named_quantity(value, &change.quantity);
    html! {
        tr {
            th scope="row" { (title(change, audience)) }
            td { (show(change.before)) }
            td { (show(change.after)) }
            td {
                span.value { (show(change.change)) }
                @if let (Some(low), Some(high)) = (change.low, change.high) {
                    br; small { (interval(&show(low), &show(high))) }
                }
            }
            td.words {
                @match change.verdict {
                    ChangeVerdict::Real => { span.badge { (texts.real) } }
                    ChangeVerdict::WithinError => { span.badge.described { (texts.within_errors) } }
                    ChangeVerdict::NotKnown => { span.badge.not_measurable { (texts.error_not_known) } }
                }
            }
        }
    }
}

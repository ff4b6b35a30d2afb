//! `comparison.html`.

use super::{Change, ChangeVerdict, Comparison};
use crate::report::document::Audience;
use crate::report::html::{findings::quantity, inline, whole_page};
use crate::report::plots::Plot;
use crate::report::texts::TEXTS;
use crate::report::words::side_title;
use maud::{Markup, PreEscaped, html};

/// The page as text; `plots` are the curves of all clips on one sheet each.
pub fn comparison_html(comparison: &Comparison, plots: &[Plot], audience: Audience) -> String {
    let clips = &comparison.clips;
    let main = html! {
        header {
            p.brand { "runtilt" }
            h1 { (TEXTS.compared.replace("{clips}", &clips.len().to_string())) }
            p.clip { (clips.join(" → ")) }
        }
        (real_changes(comparison, audience))
        @for (clip, name) in clips.iter().enumerate().skip(1) { (table(comparison, clip, name, audience)) }
        section #curves {
            h2 { (TEXTS.curves_near) }
            @for plot in plots {
                figure.plot role="img" aria-label=(plot.description) { (PreEscaped(inline(&plot.svg))) }
            }
        }
        section.advice {
            h2 { (TEXTS.how_to_read) }
            p { (TEXTS.real_means) }
            p { (TEXTS.no_diagnosis_compared) }
        }
    };
    whole_page(TEXTS.comparison, &main)
}

fn real_changes(comparison: &Comparison, audience: Audience) -> Markup {
    let real: Vec<&Change> =
        comparison.changes.iter().filter(|change| change.verdict == ChangeVerdict::Real).collect();
    html! {
        section #real {
            h2 { (TEXTS.what_changed) }
            @if real.is_empty() {
                p.verdict { (TEXTS.nothing_changed) }
            } @else {
                ul {
                    @for change in real {
                        li {
                            strong { (title(change, audience)) } ": " (quantity(change.before, &change.quantity)) " → "
                            (quantity(change.after, &change.quantity))
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
    change
        .side
        .map_or_else(|| name.clone(), |side| format!("{name}, {} leg", side_title(side).to_lowercase()))
}

fn table(comparison: &Comparison, clip: usize, name: &str, audience: Audience) -> Markup {
    html! {
        section {
            h2 { (comparison.clips[0]) " → " (name) }
            div.scroll {
                table.findings {
                    thead { tr {
                        th scope="col" { (TEXTS.quantity) } th scope="col" { (TEXTS.before) } th scope="col" { (TEXTS.after) }
                        th scope="col" { (TEXTS.change) } th scope="col" { (TEXTS.verdict) }
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
    let show = |value| quantity(value, &change.quantity);
    html! {
        tr {
            th scope="row" { (title(change, audience)) }
            td { (show(change.before)) }
            td { (show(change.after)) }
            td {
                span.value { (show(change.change)) }
                @if let (Some(low), Some(high)) = (change.low, change.high) {
                    br; small { (show(low)) " to " (show(high)) }
                }
            }
            td.words {
                @match change.verdict {
                    ChangeVerdict::Real => { span.badge { (TEXTS.real) } }
                    ChangeVerdict::WithinError => { span.badge.described { (TEXTS.within_errors) } }
                    ChangeVerdict::NotKnown => { span.badge.not_measurable { (TEXTS.error_not_known) } }
                }
            }
        }
    }
}

//! `comparison.html`.

use super::{Change, ChangeVerdict, Comparison};
use crate::report::document::Audience;
use crate::report::html::{findings::quantity, inline, whole_page};
use crate::report::plots::Plot;
use crate::report::words::side_title;
use maud::{Markup, PreEscaped, html};

/// The page as text; `plots` are the curves of all clips on one sheet each.
pub fn comparison_html(comparison: &Comparison, plots: &[Plot], audience: Audience) -> String {
    let clips = &comparison.clips;
    let main = html! {
        header {
            p.brand { "runtilt" }
            h1 { "Comparison of " (clips.len()) " clips" }
            p.clip { (clips.join(" → ")) }
        }
        (real_changes(comparison, audience))
        @for (clip, name) in clips.iter().enumerate().skip(1) { (table(comparison, clip, name, audience)) }
        section #curves {
            h2 { "Curves over the gait cycle, leg towards the camera" }
            @for plot in plots {
                figure.plot role="img" aria-label=(plot.description) { (PreEscaped(inline(&plot.svg))) }
            }
        }
        section.advice {
            h2 { "How to read this" }
            p {
                "A change is called real where its whole 95 % interval lies on one side of zero. The interval holds the variation "
                "of the strides of both clips and the measured error of the source, once for each clip. A real change is not "
                "by itself a good or a bad one."
            }
            p {
                "This describes movement in these recordings. It is not a diagnosis and cannot identify the cause of pain. "
                "If it hurts, stop. See a sports physiotherapist."
            }
        }
    };
    whole_page("Running comparison", &main)
}

fn real_changes(comparison: &Comparison, audience: Audience) -> Markup {
    let real: Vec<&Change> =
        comparison.changes.iter().filter(|change| change.verdict == ChangeVerdict::Real).collect();
    html! {
        section #real {
            h2 { "What changed" }
            @if real.is_empty() {
                p.verdict { "No change exceeds the errors of the clips." }
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
                        th scope="col" { "Quantity" } th scope="col" { "Before" } th scope="col" { "After" }
                        th scope="col" { "Change" } th scope="col" { "Verdict" }
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
                    ChangeVerdict::Real => { span.badge { "real change" } }
                    ChangeVerdict::WithinError => { span.badge.described { "within the errors" } }
                    ChangeVerdict::NotKnown => { span.badge.not_measurable { "error not known" } }
                }
            }
        }
    }
}

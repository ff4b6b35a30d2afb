//! The main finding: one sentence and one picture.

use crate::body::Side;
use crate::report::document::{Audience, Document, Findings, Verdict};
use crate::report::plots::Plot;
use crate::report::texts::{TEXTS, filled};
use crate::report::words::{side_title, verdict_word};
use maud::{Markup, PreEscaped, html};

pub(super) fn section(document: &Document, plots: &[Plot], audience: Audience) -> Markup {
    html! {
        section #main-finding {
            h2 { (TEXTS.main_finding.heading) }
            @match &document.findings {
                Some(findings) => (legs(document, findings, plots, audience)),
                None => p { (TEXTS.main_finding.nothing_compared) }
            }
        }
    }
}

fn legs(document: &Document, findings: &Findings, plots: &[Plot], audience: Audience) -> Markup {
    let near = document.summary.side_to_camera;
    let of = |side| findings.main.get(side);
    // What holds for both legs alike need not be read twice.
    let (own, other) = (of(near), of(near.other()));
    let one = own == other;
    let sides = if one { vec![near] } else { vec![near, near.other()] };
    let same_reason =
        own.verdict == Verdict::NotMeasurable && own.reason.is_some() && own.reason == other.reason;
    let picture = plots.iter().find(|plot| plot.name == "extension_parts");
    html! {
        @if same_reason {
            p.verdict.not_measurable {
                (badge(own.verdict)) " " (TEXTS.main_finding.both_legs_because) " "
                (own.reason.as_ref().map_or("", |reason| reason.of(audience)))
            }
        } @else {
            @for &side in &sides {
                p class=(format!("verdict {}", of(side).verdict.name())) {
                    (badge(of(side).verdict)) " " (of(side).sentence.of(audience))
                }
            }
        }
        @if let Some(picture) = picture {
            figure.plot role="img" aria-label=(picture.description) {
                (PreEscaped(super::curves::inline(&picture.svg)))
            }
            @for &side in &sides {
                @if let Some(parts) = &of(side).parts {
                    p.note { @if !one { strong { (of_leg(side)) " " } } (parts.sentence.of(audience)) }
                }
            }
        }
    }
}

fn of_leg(side: Side) -> String {
    filled(TEXTS.main_finding.of_leg, &[("leg", &side_title(side))])
}

/// The word for a verdict in its colour.
pub(super) fn badge(verdict: Verdict) -> Markup {
    html! { span class=(format!("badge {}", verdict.name())) { (verdict_word(verdict)) } }
}

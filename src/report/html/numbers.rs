//! The table of stride parameters, and what is missing from it.

use crate::body::Side;
use crate::report::document::{
    ClipMean, Difference, Document, Estimate, Parameter, PelvisModel, PelvisSource, Sticker, Zero,
};
use crate::report::texts::TEXTS;
use crate::report::words::{PARAMETER_GROUPS, number, parameter_words, quantity, side_title};
use maud::{Markup, html};

pub(super) fn section(document: &Document) -> Markup {
    html! {
        section #numbers {
            h2 { (TEXTS.numbers) }
            p.note { (TEXTS.numbers_note) " " (zeros(document)) }
            div.scroll {
                table {
                    thead {
                        tr {
                            th scope="col" { (TEXTS.quantity) }
                            @for side in Side::BOTH { th scope="col" { (side_title(side)) (near_mark(document, side)) } }
                            th scope="col" { (TEXTS.left_less_right) }
                        }
                    }
                    @for (title, parameters) in PARAMETER_GROUPS { (group(document, title, parameters)) }
                }
            }
            p.note { (TEXTS.sides_differ) " " (no_ranges(document)) }
        }
    }
}

fn near_mark(document: &Document, side: Side) -> Markup {
    html! { @if side == document.summary.side_to_camera { br; small { (TEXTS.towards_camera) } } }
}

/// What the lack of a standing clip costs.
fn no_ranges(document: &Document) -> &'static str {
    let standing = document.cycles.left.angles.measured().chain(document.cycles.right.angles.measured());
    if standing.into_iter().any(|(_, cycle)| cycle.zero == Zero::RelativeToStanding) {
        return "";
    }
    TEXTS.no_neutral
}

/// What zero means for the angles of the table.
pub(in crate::report) fn zeros(document: &Document) -> &'static str {
    let sides = [&document.summary.left, &document.summary.right];
    let zeros = || sides.iter().flat_map(|side| side.measured()).filter_map(|(_, estimate)| estimate.zero);
    if zeros().all(|zero| zero == Zero::Absolute) {
        TEXTS.all_absolute
    } else if zeros().all(|zero| zero == Zero::RelativeToStanding) {
        TEXTS.all_from_standing
    } else {
        TEXTS.mixed_zeros
    }
}

/// A group of rows; nothing if none of its parameters was measured.
fn group(document: &Document, title: &str, parameters: &[Parameter]) -> Markup {
    let summary = &document.summary;
    let is_measured = |p: &&Parameter| summary.left.get(**p).is_some() || summary.right.get(**p).is_some();
    let measured: Vec<Parameter> = parameters.iter().filter(is_measured).copied().collect();
    html! {
        @if !measured.is_empty() {
            tbody {
                tr.group { th colspan="4" scope="colgroup" { (title) } }
                @for parameter in measured { (row(document, parameter)) }
            }
        }
    }
}

fn row(document: &Document, parameter: Parameter) -> Markup {
    let words = parameter_words(parameter);
    let summary = &document.summary;
    html! {
        tr {
            th scope="row" { (words.title) br; small { (words.definition) } }
            @for side in Side::BOTH { (cell(summary.side(side).get(parameter))) }
            (difference(summary.left_right_difference.get(parameter)))
        }
    }
}

fn cell(estimate: Option<&Estimate>) -> Markup {
    html! {
        td {
            @match estimate {
                Some(estimate) => {
                    span.value { (quantity(estimate.value, estimate.unit)) }
                    br;
                    small {
                        @if let (Some(low), Some(high)) = (estimate.low, estimate.high) {
                            (interval(low, high, estimate.unit.decimals())) br;
                        }
                        "n = " (estimate.n)
                    }
                }
                None => { span.missing { (TEXTS.not_measured) } }
            }
        }
    }
}

fn difference(difference: Option<&Difference>) -> Markup {
    html! {
        td {
            @match difference {
                Some(difference) => {
                    span.value { (quantity(difference.value, difference.unit)) }
                    @if let (Some(low), Some(high)) = (difference.low, difference.high) {
                        br; small { (interval(low, high, difference.unit.decimals())) }
                    }
                }
                None => { span.missing { "–" } }
            }
        }
    }
}

fn interval(low: f64, high: f64, decimals: usize) -> String {
    format!("{} to {}", number(low, decimals), number(high, decimals))
}

/// The stickers with the share of frames in which each was seen.
fn seen(stickers: &[Sticker]) -> String {
    let one = |s: &Sticker| {
        format!("{} seen in {} % of frames", s.name.to_uppercase(), number(100.0 * s.share_seen, 0))
    };
    stickers.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The means of the pelvis network.
fn of_model(model: &PelvisModel) -> Markup {
    let rows = [
        (TEXTS.model_tilt, model.pelvic_tilt),
        (TEXTS.model_tilt_standing, model.pelvic_tilt_from_standing),
        (TEXTS.model_lean, model.thorax_lean),
        (TEXTS.model_lean_standing, model.thorax_lean_from_standing),
    ];
    let interval =
        |mean: ClipMean| format!("{}° ± {}°", number(mean.mean_deg, 1), number(1.96 * mean.sd_deg, 1));
    html! {
        p {
            strong { (TEXTS.from_picture) } " " (TEXTS.by_network) " " (TEXTS.pictures) ": " (model.pictures) "."
        }
        dl.facts {
            @for (name, mean) in rows {
                @if let Some(mean) = mean { div { dt { (name) } dd { (interval(mean)) } } }
            }
            @if let Some(apart) = model.less_stickers_deg {
                div { dt { (TEXTS.model_less_stickers) } dd { (number(apart, 1)) "°" } }
            }
        }
    }
}

/// What could not be measured in this clip, and why.
pub(super) fn not_measured(document: &Document) -> Markup {
    let summary = &document.summary;
    let is_missing = |p: &Parameter| summary.left.get(*p).is_none() && summary.right.get(*p).is_none();
    let of_group = |(title, parameters): &(&str, &'static [Parameter])| {
        let of_pelvis = *title == "Pelvis";
        parameters.iter().copied().filter(is_missing).map(move |p| (p, of_pelvis)).collect::<Vec<_>>()
    };
    let missing: Vec<(Parameter, bool)> = PARAMETER_GROUPS.iter().flat_map(of_group).collect();
    let others: Vec<&str> =
        missing.iter().filter(|(_, pelvis)| !pelvis).map(|(p, _)| parameter_words(*p).title).collect();
    html! {
        section #not-measured {
            h2 { (TEXTS.missing) }
            @match document.pelvis.source {
                PelvisSource::None => {
                    p {
                        strong { (TEXTS.pelvis) } " "
                        @if let Some(reason) = &document.pelvis.reason { (reason) }
                    }
                    p { (TEXTS.thigh_is_no_hip) }
                    p { strong { (TEXTS.thorax) } " " (TEXTS.thorax_needs_points) }
                }
                PelvisSource::Model => {
                    p {
                        strong { (TEXTS.pelvis_swing) } " "
                        @if let Some(reason) = &document.pelvis.reason { (reason) }
                    }
                    @if let Some(model) = &document.pelvis.model { (of_model(model)) }
                }
                PelvisSource::Markers => {
                    @if let Some(model) = &document.pelvis.model { (of_model(model)) }
                    p {
                        strong { (TEXTS.pelvis) } " " (TEXTS.pelvis_by_stickers) " "
                        (seen(&document.pelvis.stickers)) "."
                    }
                    @if let Some(reason) = &document.pelvis.reason {
                        p { strong { (TEXTS.lower_back) } " " (reason) }
                    }
                }
            }
            @if !others.is_empty() {
                p {
                    strong { (TEXTS.also_empty) } " " (others.join(", ").to_lowercase()) ". " (TEXTS.needs_scale)
                }
            }
        }
    }
}

//! The table of stride parameters, and what is missing from it.

use crate::body::Side;
use crate::report::document::{
    ClipMean, Difference, Document, Estimate, Parameter, Pelvis, PelvisModel, PelvisSource, Sticker, Zero,
};
use crate::report::texts::{TEXTS, filled};
use crate::report::words::{
    PARAMETER_GROUPS, ParameterGroup, degrees, how_many, interval_in, number, parameter_words, quantity,
    side_title,
};
use maud::{Markup, html};

pub(super) fn section(document: &Document) -> Markup {
    html! {
        section #numbers {
            h2 { (TEXTS.numbers.heading) }
            p.note { (TEXTS.numbers.note) " " (zeros(document)) }
            div.scroll {
                table {
                    thead {
                        tr {
                            th scope="col" { (TEXTS.tables.quantity) }
                            @for side in Side::BOTH { th scope="col" { (side_title(side)) (near_mark(document, side)) } }
                            th scope="col" { (TEXTS.tables.left_less_right) }
                        }
                    }
                    @for (group, parameters) in PARAMETER_GROUPS { (rows(document, group, parameters)) }
                }
            }
            p.note { (TEXTS.numbers.sides_differ) " " (no_ranges(document)) }
        }
    }
}

fn near_mark(document: &Document, side: Side) -> Markup {
    html! { @if side == document.summary.side_to_camera { br; small { (TEXTS.tables.towards_camera) } } }
}

/// What the lack of a standing clip costs.
fn no_ranges(document: &Document) -> &'static str {
    let standing = document.cycles.left.angles.measured().chain(document.cycles.right.angles.measured());
    if standing.into_iter().any(|(_, cycle)| cycle.zero == Zero::RelativeToStanding) {
        return "";
    }
    TEXTS.numbers.no_neutral
}

/// What zero means for the angles of the table.
pub(in crate::report) fn zeros(document: &Document) -> &'static str {
    let sides = [&document.summary.left, &document.summary.right];
    let zeros = || sides.iter().flat_map(|side| side.measured()).filter_map(|(_, estimate)| estimate.zero);
    if zeros().all(|zero| zero == Zero::Absolute) {
        TEXTS.numbers.all_absolute
    } else if zeros().all(|zero| zero == Zero::RelativeToStanding) {
        TEXTS.numbers.all_from_standing
    } else {
        TEXTS.numbers.mixed_zeros
    }
}

/// The rows of a group; nothing if none of its parameters was measured.
fn rows(document: &Document, group: ParameterGroup, parameters: &[Parameter]) -> Markup {
    let summary = &document.summary;
    let is_measured = |p: &&Parameter| summary.left.get(**p).is_some() || summary.right.get(**p).is_some();
    let measured: Vec<Parameter> = parameters.iter().filter(is_measured).copied().collect();
    html! {
        @if !measured.is_empty() {
            tbody {
                tr.group { th colspan="4" scope="colgroup" { (group.title()) } }
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
                        @if let Some(interval) = interval_in(estimate.unit, estimate.low, estimate.high) { (interval) br; }
                        (how_many(estimate.n))
                    }
                }
                None => { span.missing { (TEXTS.tables.not_measured) } }
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
                    @if let Some(interval) = interval_in(difference.unit, difference.low, difference.high) {
                        br; small { (interval) }
                    }
                }
                None => { span.missing { "–" } }
            }
        }
    }
}

/// The stickers with the share of frames in which each was seen.
fn seen(stickers: &[Sticker]) -> String {
    let one = |s: &Sticker| {
        let (name, share) = (s.label(), number(100.0 * s.share_seen, 0));
        filled(TEXTS.missing.sticker_seen, &[("sticker", &name), ("share", &share)])
    };
    stickers.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The means of the pelvis network, each with its name.
fn model_means(model: &PelvisModel) -> impl Iterator<Item = (&'static str, String)> {
    let texts = &TEXTS.missing.model;
    let interval = |mean: ClipMean| {
        let (mean, spread) = (number(mean.mean_deg, 1), number(mean.half_interval_deg(), 1));
        filled(texts.mean, &[("mean", &mean), ("spread", &spread)])
    };
    [
        (texts.tilt, model.pelvic_tilt),
        (texts.tilt_standing, model.pelvic_tilt_from_standing),
        (texts.lean, model.thorax_lean),
        (texts.lean_standing, model.thorax_lean_from_standing),
    ]
    .into_iter()
    .filter_map(move |(name, mean)| Some((name, interval(mean?))))
    .chain(model.less_stickers_deg.map(|apart| (texts.less_stickers, degrees(apart, 1))))
}

/// Where the means of the pelvis network come from, and why some are lacking.
fn model_origin(model: &PelvisModel) -> String {
    let texts = &TEXTS.missing.model;
    let pictures = filled(texts.pictures, &[("n", &model.pictures)]);
    let lacking =
        model.not_from_standing.as_ref().map(|why| filled(texts.not_from_standing, &[("why", why)]));
    let all = [texts.by_network.to_owned(), pictures];
    all.into_iter().chain(lacking).collect::<Vec<_>>().join(" ")
}

/// The same as one paragraph, for the paper.
pub(in crate::report) fn model_words(document: &Document) -> Option<String> {
    let model = document.pelvis.model.as_ref()?;
    let means: Vec<String> = model_means(model).map(|(name, mean)| format!("{name}: {mean}")).collect();
    Some(format!("{} {}. {}", TEXTS.missing.model.from_picture, means.join("; "), model_origin(model)))
}

/// On what the stickers sit.
fn by_stickers(pelvis: &Pelvis) -> &'static str {
    let texts = &TEXTS.missing;
    if pelvis.is_by_wand() { texts.pelvis_by_wand } else { texts.pelvis_by_stickers }
}

fn of_model(model: &PelvisModel) -> Markup {
    html! {
        p { strong { (TEXTS.missing.model.from_picture) } " " (model_origin(model)) }
        dl.facts { @for (name, mean) in model_means(model) { div { dt { (name) } dd { (mean) } } } }
    }
}

/// What could not be measured in this clip, and why.
pub(super) fn not_measured(document: &Document) -> Markup {
    let summary = &document.summary;
    let is_missing = |p: &Parameter| summary.left.get(*p).is_none() && summary.right.get(*p).is_none();
    let others: Vec<&str> = PARAMETER_GROUPS
        .iter()
        .filter(|(group, _)| *group != ParameterGroup::Pelvis)
        .flat_map(|(_, parameters)| parameters.iter().copied().filter(is_missing))
        .map(|parameter| parameter_words(parameter).listed)
        .collect();
    let texts = &TEXTS.missing;
    html! {
        section #not-measured {
            h2 { (texts.heading) }
            @match document.pelvis.source {
                PelvisSource::None => {
                    p {
                        strong { (texts.pelvis) } " "
                        @if let Some(reason) = &document.pelvis.reason { (reason) }
                    }
                    p { (texts.thigh_is_no_hip) }
                    p { strong { (texts.thorax) } " " (texts.thorax_needs_points) }
                }
                PelvisSource::Model => {
                    p {
                        strong { (texts.pelvis_swing) } " "
                        @if let Some(reason) = &document.pelvis.reason { (reason) }
                    }
                    @if let Some(model) = &document.pelvis.model { (of_model(model)) }
                }
                PelvisSource::Markers => {
                    @if let Some(model) = &document.pelvis.model { (of_model(model)) }
                    p {
                        strong { (texts.pelvis) } " " (by_stickers(&document.pelvis)) " "
                        (seen(&document.pelvis.stickers)) "."
                    }
                    @if let Some(reason) = &document.pelvis.reason {
                        p { strong { (texts.lower_back) } " " (reason) }
                    }
                }
            }
            @if !others.is_empty() {
                p {
                    strong { (texts.also_empty) } " " (others.join(", ")) ". " (texts.needs_scale)
                }
            }
        }
    }
}

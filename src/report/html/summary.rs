//! One paragraph in plain words.

use crate::body::Side;
use crate::report::document::{Document, Parameter, PelvisSource, Summary};
use crate::report::texts::TEXTS;
use crate::report::words::{number, quantity};
use maud::{Markup, html};

pub(super) fn section(document: &Document) -> Markup {
    html! {
        section #summary {
            h2 { (TEXTS.plain_words) }
            p.lead { (sentences(document).join(" ")) }
        }
    }
}

fn pelvis(summary: &Summary, side: Side) -> String {
    let of = |parameter| summary.side(side).get(parameter).map(|e| quantity(e.value, e.unit));
    match (of(Parameter::PeakPelvicTilt), of(Parameter::TiltRise)) {
        (Some(peak), Some(rise)) => format!(
            "In stance of the {} leg the pelvis tips forward to {peak}, a rise of {rise} (from stickers).",
            side.name()
        ),
        _ => "How the pelvis tilts was not measured.".to_owned(),
    }
}

/// Sentences on what was measured; a quantity that was not measured has none.
pub(in crate::report) fn sentences(document: &Document) -> Vec<String> {
    let near = document.summary.side_to_camera;
    let all = [
        Some(overview(document)),
        rhythm(&document.summary, near),
        landing(&document.summary, near),
        push_off(&document.summary, near),
        trunk(&document.summary, near),
    ];
    // Where the pelvis was judged, the main finding above says so, for the legs that it holds for.
    let judged = document.findings.is_some() && document.pelvis.source == PelvisSource::Markers;
    let pelvis = (!judged).then(|| pelvis(&document.summary, near));
    all.into_iter().flatten().chain(pelvis).collect()
}

fn value(summary: &Summary, side: Side, parameter: Parameter) -> Option<f64> {
    summary.side(side).get(parameter).map(|estimate| estimate.value)
}

fn words(summary: &Summary, side: Side, parameter: Parameter) -> Option<String> {
    value(summary, side, parameter).map(|value| quantity(value, parameter.unit()))
}

fn overview(document: &Document) -> String {
    let strides = &document.summary.strides;
    let rejected = strides.left.rejected + strides.right.rejected;
    let left_out = match rejected {
        0 => String::new(),
        n => format!(" ({n} unusual left out)"),
    };
    format!(
        "The clip shows {} s of running seen from the {}, with {} strides of the left and {} of the right leg{left_out}.",
        number(document.clip.duration_s, 0),
        document.summary.side_to_camera.name(),
        strides.left.kept,
        strides.right.kept,
    )
}

fn rhythm(summary: &Summary, near: Side) -> Option<String> {
    let cadence = number(summary.cadence_spm?, 0);
    let contact = words(summary, near, Parameter::ContactTime);
    let contact = contact
        .map(|time| format!(", and the {} foot stays on the ground for {time} each time", near.name()));
    Some(format!("The runner takes {cadence} steps per minute{}.", contact.unwrap_or_default()))
}

fn landing(summary: &Summary, near: Side) -> Option<String> {
    let knee = words(summary, near, Parameter::KneeFlexionAtContact)?;
    let shank = value(summary, near, Parameter::ShankAtContact).map(|shank| {
        let where_to = if shank >= 0.0 { "with the foot ahead of" } else { "with the foot behind" };
        format!(
            " and the shin leans {}, {where_to} the knee",
            quantity(shank.abs(), Parameter::ShankAtContact.unit())
        )
    });
    Some(format!(
        "When the {} foot lands, the knee is bent {knee}{}.",
        near.name(),
        shank.unwrap_or_default()
    ))
}

fn push_off(summary: &Summary, near: Side) -> Option<String> {
    let peak = |side| words(summary, side, Parameter::PeakThighExtension);
    let far = near.other();
    let own = peak(near)?;
    let other = peak(far).map(|other| format!(", the {} {other}", far.name()));
    Some(format!(
        "At push-off the {} thigh reaches {own} behind the vertical{}.",
        near.name(),
        other.unwrap_or_default()
    ))
}

fn trunk(summary: &Summary, near: Side) -> Option<String> {
    let lean = value(summary, near, Parameter::TrunkLean)?;
    let direction = if lean >= 0.0 { "forward" } else { "back" };
    Some(format!(
        "The trunk leans {} {direction} on average.",
        quantity(lean.abs(), Parameter::TrunkLean.unit())
    ))
}

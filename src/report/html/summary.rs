//! One paragraph in plain words.

use crate::body::Side;
use crate::report::document::{ClipMean, Document, Parameter, PelvisSource, Summary};
use crate::report::texts::{TEXTS, filled};
use crate::report::words::{degrees, number, quantity, side_name};
use maud::{Markup, html};

pub(super) fn section(document: &Document) -> Markup {
    html! {
        section #summary {
            h2 { (TEXTS.plain_words.heading) }
            p.lead { (sentences(document).join(" ")) }
        }
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
    let pelvis = (!judged).then(|| pelvis(document, near));
    all.into_iter().flatten().chain(pelvis).collect()
}

fn value(summary: &Summary, side: Side, parameter: Parameter) -> Option<f64> {
    summary.side(side).get(parameter).map(|estimate| estimate.value)
}

fn words(summary: &Summary, side: Side, parameter: Parameter) -> Option<String> {
    value(summary, side, parameter).map(|value| quantity(value, parameter.unit()))
}

fn overview(document: &Document) -> String {
    let texts = &TEXTS.plain_words;
    let (left, right) = (&document.summary.strides.left, &document.summary.strides.right);
    let unusual = left.rejected + right.rejected;
    let template = if unusual == 0 { texts.overview } else { texts.overview_left_out };
    filled(
        template,
        &[
            ("seconds", &number(document.clip.duration_s, 0)),
            ("side", &side_name(document.summary.side_to_camera)),
            ("left", &left.kept),
            ("right", &right.kept),
            ("unusual", &unusual),
        ],
    )
}

fn rhythm(summary: &Summary, near: Side) -> Option<String> {
    let texts = &TEXTS.plain_words;
    let cadence = number(summary.cadence_spm?, 0);
    Some(match words(summary, near, Parameter::ContactTime) {
        Some(time) => filled(
            texts.rhythm_contact,
            &[("cadence", &cadence), ("side", &side_name(near)), ("time", &time)],
        ),
        None => filled(texts.rhythm, &[("cadence", &cadence)]),
    })
}

fn landing(summary: &Summary, near: Side) -> Option<String> {
    let texts = &TEXTS.plain_words;
    let knee = words(summary, near, Parameter::KneeFlexionAtContact)?;
    let shank = value(summary, near, Parameter::ShankAtContact);
    let template = match shank {
        None => texts.landing,
        Some(shank) if shank >= 0.0 => texts.landing_foot_ahead,
        Some(_) => texts.landing_foot_behind,
    };
    let shank = quantity(shank.unwrap_or_default().abs(), Parameter::ShankAtContact.unit());
    Some(filled(template, &[("side", &side_name(near)), ("knee", &knee), ("shank", &shank)]))
}

fn push_off(summary: &Summary, near: Side) -> Option<String> {
    let texts = &TEXTS.plain_words;
    let peak = |side| words(summary, side, Parameter::PeakThighExtension);
    let (far, side) = (side_name(near.other()), side_name(near));
    let angle = peak(near)?;
    Some(match peak(near.other()) {
        Some(other) => filled(
            texts.push_off_both,
            &[("side", &side), ("angle", &angle), ("other_side", &far), ("other_angle", &other)],
        ),
        None => filled(texts.push_off, &[("side", &side), ("angle", &angle)]),
    })
}

fn trunk(summary: &Summary, near: Side) -> Option<String> {
    let texts = &TEXTS.plain_words;
    let lean = value(summary, near, Parameter::TrunkLean)?;
    let template = if lean >= 0.0 { texts.trunk_forward } else { texts.trunk_back };
    Some(filled(template, &[("angle", &quantity(lean.abs(), Parameter::TrunkLean.unit()))]))
}

fn pelvis(document: &Document, side: Side) -> String {
    let (texts, summary) = (&TEXTS.plain_words, &document.summary);
    if let (PelvisSource::Model, Some(model)) = (document.pelvis.source, &document.pelvis.model) {
        return model
            .pelvic_tilt_from_standing
            .map_or_else(|| texts.pelvis_mean_only.to_owned(), from_standing);
    }
    match (words(summary, side, Parameter::PeakPelvicTilt), words(summary, side, Parameter::TiltRise)) {
        (Some(peak), Some(rise)) => {
            filled(texts.pelvis, &[("side", &side_name(side)), ("peak", &peak), ("rise", &rise)])
        }
        _ => texts.pelvis_not_measured.to_owned(),
    }
}

/// The mean tilt of a clip against that of standing.
fn from_standing(tilt: ClipMean) -> String {
    let texts = &TEXTS.plain_words;
    let template =
        if tilt.mean_deg >= 0.0 { texts.pelvis_forward_of_standing } else { texts.pelvis_back_of_standing };
    let [angle, spread] = [tilt.mean_deg.abs(), tilt.half_interval_deg()].map(|value| degrees(value, 1));
    filled(template, &[("angle", &angle), ("spread", &spread)])
}

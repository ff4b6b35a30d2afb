//! What the PDF says, as data for its template: the same words as the page's.

use crate::body::Side;
use crate::report::document::{
    Audience, Difference, Document, Estimate, Finding, Findings, Parameter, Text, Theme, Verdict,
};
use crate::report::html::{
    findings as words, key_frames_title, numbers, provenance, recording, summary, title,
};
use crate::report::keyframes::KeyFrame;
use crate::report::plots::{Plot, other_speed};
use crate::report::texts::{TEXTS, Texts};
use crate::report::words::{
    PARAMETER_GROUPS, ParameterGroup, how_many, interval_in, leg_title, named_quantity, parameter_words,
    quantity, sample_errors, side_title, verdict_word,
};
use serde::Serialize;

/// Everything that `report.typ` sets.
#[derive(Debug, Serialize)]
pub(super) struct Content {
    texts: &'static Texts,
    title: String,
    clip: String,
    facts: Vec<(&'static str, String)>,
    warnings: Vec<(String, String)>,
    corrections: Vec<String>,
    main: Vec<Judged>,
    /// File and description of the picture of the main finding.
    parts: Option<(String, String)>,
    parts_words: Vec<String>,
    plain_words: String,
    key_frames_title: String,
    key_frames: Vec<Picture>,
    curves: Vec<(String, String)>,
    curves_notes: Vec<String>,
    groups: Vec<Group>,
    zeros: &'static str,
    sides: [String; 2],
    themes: Vec<ThemeContent>,
    references: Vec<String>,
    perspective: Option<String>,
    questions: (&'static str, Vec<(String, Vec<String>)>),
    talk: (&'static str, Vec<(String, Vec<String>)>),
    not_measured: Vec<String>,
    versions: Vec<(String, String)>,
}

/// The verdict's name, by which the template knows its look, and its word.
type Badge = (&'static str, &'static str);

#[derive(Debug, Serialize)]
struct Judged {
    verdict: Badge,
    words: String,
}

#[derive(Debug, Serialize)]
struct Picture {
    file: String,
    title: &'static str,
    words: String,
    when: String,
}

#[derive(Debug, Serialize)]
struct Group {
    title: &'static str,
    /// Name, definition, left, right, difference; each value with its small print.
    rows: Vec<(&'static str, &'static str, [Cell; 3])>,
}

/// A value and what stands below it.
type Cell = (String, String);

#[derive(Debug, Serialize)]
struct ThemeContent {
    title: String,
    /// Why nothing of it was measured.
    missing: Option<String>,
    rows: Vec<FindingRow>,
    cannot_show: String,
}

#[derive(Debug, Serialize)]
struct FindingRow {
    name: String,
    leg: &'static str,
    value: Cell,
    reference: String,
    verdict: Badge,
    reason: String,
}

/// Name of a key frame's file beside the template.
pub(super) fn picture_name(number: usize) -> String {
    format!("frame{number}.jpg")
}

impl Content {
    pub(super) fn new(
        document: &Document,
        plots: &[Plot],
        key_frames: &[KeyFrame],
        audience: Audience,
    ) -> Self {
        let of_plot = |plot: &Plot| (format!("{}.svg", plot.name), plot.description.clone());
        let is_parts = |plot: &&Plot| plot.name == "extension_parts";
        let findings = document.findings.as_ref();
        let (main, parts_words) =
            findings.map_or_else(Default::default, |f| main_words(document, f, audience));
        Self {
            texts: &TEXTS,
            title: title(document),
            clip: document.clip.file_name.clone(),
            facts: recording::facts(document),
            warnings: document.warnings.iter().map(|w| (w.message.clone(), w.advice.clone())).collect(),
            corrections: document.corrections.clone(),
            main,
            parts: plots.iter().find(is_parts).map(of_plot),
            parts_words,
            plain_words: summary::sentences(document).join(" "),
            key_frames_title: key_frames_title(document),
            key_frames: key_frames.iter().enumerate().map(picture).collect(),
            curves: plots.iter().filter(|plot| !is_parts(plot)).map(of_plot).collect(),
            curves_notes: other_speed(document).into_iter().chain(sample_errors(document)).collect(),
            groups: PARAMETER_GROUPS.iter().filter_map(|(g, p)| group(document, *g, p)).collect(),
            zeros: numbers::zeros(document),
            sides: Side::BOTH.map(|side| {
                let title = side_title(side).to_owned();
                let near = side == document.summary.side_to_camera;
                if near { format!("{title} ({})", TEXTS.tables.towards_camera) } else { title }
            }),
            themes: findings
                .map(|f| f.themes.iter().map(|t| theme(f, t, audience)).collect())
                .unwrap_or_default(),
            references: findings.map(|f| words::reference_lines(f).collect()).unwrap_or_default(),
            perspective: words::perspective(document),
            questions: (words::headings(audience).0, lists(findings, audience, |theme| &theme.questions)),
            talk: (words::headings(audience).1, lists(findings, audience, |theme| &theme.talking_points)),
            not_measured: document
                .pelvis
                .reason
                .iter()
                .cloned()
                .chain(numbers::model_words(document))
                .collect(),
            versions: provenance::made_by(document).chain(provenance::models(document)).collect(),
        }
    }
}

/// The verdict of each leg, once where both say the same, and where the extension comes from.
fn main_words(document: &Document, findings: &Findings, audience: Audience) -> (Vec<Judged>, Vec<String>) {
    let near = document.summary.side_to_camera;
    let of = |side| findings.main.get(side);
    let same = of(near).sentence == of(near.other()).sentence && of(near).parts == of(near.other()).parts;
    let sides = if same { vec![near] } else { vec![near, near.other()] };
    let judged = |side: &Side| Judged {
        verdict: badge(of(*side).verdict),
        words: of(*side).sentence.of(audience).to_owned(),
    };
    let parts =
        sides.iter().filter_map(|side| Some(of(*side).parts.as_ref()?.sentence.of(audience).to_owned()));
    (sides.iter().map(judged).collect(), parts.collect())
}

fn badge(verdict: Verdict) -> Badge {
    (verdict.name(), verdict_word(verdict))
}

fn picture((number, key_frame): (usize, &KeyFrame)) -> Picture {
    Picture {
        file: picture_name(number),
        title: key_frame.moment.title(),
        words: key_frame.posture().unwrap_or_default(),
        when: key_frame.when(),
    }
}

/// The rows of a group that were measured on one side at least.
fn group(document: &Document, group: ParameterGroup, parameters: &[Parameter]) -> Option<Group> {
    let summary = &document.summary;
    let rows: Vec<_> = parameters
        .iter()
        .filter(|p| summary.left.get(**p).is_some() || summary.right.get(**p).is_some())
        .map(|&p| {
            let words = parameter_words(p);
            let [left, right] = Side::BOTH.map(|side| estimate(summary.side(side).get(p)));
            (words.title, words.definition, [left, right, difference(summary.left_right_difference.get(p))])
        })
        .collect();
    (!rows.is_empty()).then_some(Group { title: group.title(), rows })
}

fn estimate(estimate: Option<&Estimate>) -> Cell {
    let Some(e) = estimate else { return (TEXTS.tables.not_measured.to_owned(), String::new()) };
    let small = interval_in(e.unit, e.low, e.high).into_iter().chain([how_many(e.n)]);
    (quantity(e.value, e.unit), small.collect::<Vec<_>>().join("; "))
}

fn difference(difference: Option<&Difference>) -> Cell {
    let Some(d) = difference else { return ("–".to_owned(), String::new()) };
    (quantity(d.value, d.unit), interval_in(d.unit, d.low, d.high).unwrap_or_default())
}

fn theme(findings: &Findings, theme: &Theme, audience: Audience) -> ThemeContent {
    let nothing = theme.findings.iter().all(|finding| finding.value.is_none());
    let missing = nothing.then(|| words::shared_reason(theme, audience).to_owned());
    let rows = if nothing { &[][..] } else { &theme.findings[..] };
    ThemeContent {
        title: theme.title.of(audience).to_owned(),
        missing,
        rows: rows.iter().map(|finding| row(findings, finding, audience)).collect(),
        cannot_show: theme.cannot_show.clone(),
    }
}

fn row(findings: &Findings, finding: &Finding, audience: Audience) -> FindingRow {
    let small = words::interval_words(finding).into_iter().chain(words::of_clip(finding).map(str::to_owned));
    FindingRow {
        name: finding.name.of(audience).to_owned(),
        leg: leg_title(finding.side),
        value: finding.value.map_or_else(
            || (TEXTS.tables.not_measured.to_owned(), String::new()),
            |value| (named_quantity(value, &finding.quantity), small.collect::<Vec<_>>().join("; ")),
        ),
        reference: reference(findings, finding),
        verdict: badge(finding.verdict),
        reason: match &finding.reason {
            Some(reason) => reason.of(audience).to_owned(),
            None => words::strides_beyond(finding).unwrap_or_default(),
        },
    }
}

fn reference(findings: &Findings, finding: &Finding) -> String {
    let Some(reference) = &finding.reference else { return "–".to_owned() };
    let mean = words::mean_and_spread(reference, &finding.quantity);
    let runners = findings.group(reference).map(|group| how_many(group.runners));
    let limits = Some(words::limits(reference, &finding.quantity)).filter(|text| !text.is_empty());
    [mean, limits, runners].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// Texts of the themes in which something was measured.
fn lists(
    findings: Option<&Findings>,
    audience: Audience,
    of: fn(&Theme) -> &Vec<Text>,
) -> Vec<(String, Vec<String>)> {
    let themes = findings.map(|findings| findings.themes.as_slice()).unwrap_or_default();
    let measured = |theme: &&Theme| theme.findings.iter().any(|finding| finding.value.is_some());
    let texts = |theme: &Theme| of(theme).iter().map(|text| text.of(audience).to_owned()).collect::<Vec<_>>();
    let named = |theme: &Theme| (theme.title.of(audience).to_owned(), texts(theme));
    themes.iter().filter(measured).map(named).filter(|(_, texts)| !texts.is_empty()).collect()
}

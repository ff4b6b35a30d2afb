//! `docs/ACCURACY.md`: every figure in it is computed here.

use crate::grid::{MOVEMENT, PART, VARIED};
use crate::measured::{Measured, Standing};
use crate::mirror::Difference;
use crate::pelvis_page;
use crate::samples;
use crate::targets::{self, Target};
use crate::verdicts_page;
use runtilt::pelvis::model::Released;
use runtilt::report::document::{AngleName, Key, RollSource};
use runtilt::validate::{AngleSummary, ClipScore, EventKind, Summary, Typical, View, summarise};
use std::collections::BTreeSet;
use std::fmt::Write;

/// What was made and measured.
pub struct Found<'a> {
    /// Every clip of the grid.
    pub clips: &'a [Measured],
    /// Clips against their mirror images.
    pub mirrored: &'a [Difference],
    /// The standing clips.
    pub standing: &'a [Standing],
    /// What the program prints of the pelvis network.
    pub released: Released,
}

impl Found<'_> {
    /// The scores of the clips that were measured.
    pub fn scores(&self) -> Vec<&ClipScore> {
        self.clips.iter().filter_map(|clip| Some(&clip.outcome.as_ref().ok()?.1)).collect()
    }

    /// The same of one part of the grid.
    pub fn part(&self, part: &str) -> Vec<&ClipScore> {
        self.scores().into_iter().filter(|score| condition(score, PART) == Some(part)).collect()
    }
}

/// What a clip says of a condition.
pub fn condition<'a>(score: &'a ClipScore, key: &str) -> Option<&'a str> {
    score.conditions.get(key).map(String::as_str)
}

/// The main part of the grid: all bodies in all outfits, square, 60 frames a second.
pub const MAIN: &str = "bodies and outfits";

/// The page.
pub fn page(found: &Found<'_>) -> String {
    let mut text = String::new();
    intro(&mut text, found);
    targets_table(&mut text, &targets::all(found));
    angles(&mut text, found);
    events(&mut text, found);
    peaks(&mut text, found);
    pelvis_page::section(&mut text, found);
    verdicts_page::section(&mut text, found);
    samples::section(&mut text, found.clips, &samples::OF_GRID);
    text.push('\n');
    camera(&mut text, found);
    refusals(&mut text, found);
    text.push_str(include_str!("limits.md"));
    text
}

fn intro(text: &mut String, found: &Found<'_>) {
    let main = found.part(MAIN).len();
    let _ = write!(
        text,
        "# Accuracy\n\nMade by `make accuracy`; every figure below is computed, none is typed. {} clips of rendered runners whose angles are exactly \
        known (`synth/`, `accuracy/src/grid.rs`), of which {} were measured and {} refused; the main part is {main} clips: six bodies in four outfits \
        at 60 frames a second, square to the camera, speeds 2.3 to 3.4 m/s. Errors are measured less true. *Near* is the leg on the camera's side. \
        Figures are medians over clips unless said otherwise; the worst clip is named. What this can and cannot prove is at the end. Thorax lean and lumbar extension by stickers have a page of their own: [ACCURACY-spine](ACCURACY-spine.md); so have balls on ASIS and PSIS in place of half balls, [ACCURACY-balls](ACCURACY-balls.md), and a wand on the sacrum, [ACCURACY-wand](ACCURACY-wand.md).\n\n",
        found.clips.len(),
        found.scores().len(),
        found.clips.len() - found.scores().len(),
    );
}

fn targets_table(text: &mut String, targets: &[Target]) {
    text.push_str("## What was asked\n\n| Figure | Asked | Measured | Met |\n| --- | --- | --- | --- |\n");
    for target in targets {
        let met = if target.met { "yes" } else { "**no**" };
        let _ = writeln!(text, "| {} | {} | {} | {met} |", target.what, target.asked, target.measured);
    }
    text.push('\n');
}

/// An angle with the words of a table, and the legs that it is looked at on.
const ANGLES: [(AngleName, &str, &[View]); 5] = [
    (AngleName::Thigh, "thigh", &[View::Near, View::Far]),
    (AngleName::KneeFlexion, "knee flexion", &[View::Near, View::Far]),
    (AngleName::Shank, "shank", &[View::Near, View::Far]),
    (AngleName::Foot, "foot", &[View::Near, View::Far]),
    (AngleName::TrunkLean, "trunk lean", &[View::Middle]),
];

fn angles(text: &mut String, found: &Found<'_>) {
    text.push_str("## Angles, main part\n\nRMSE over all frames, degrees; clip means: one value a clip.\n\n| Angle | Leg | RMSE | worst | bias | RMSE without offset | clip means: limits of agreement | slope | r |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
    let summary = summarise(&found.part(MAIN));
    for (angle, words, views) in ANGLES {
        for view in views {
            let Some(row) = angle_of(&summary, angle, *view) else { continue };
            let means = row.clip_means_deg;
            let _ = writeln!(
                text,
                "| {words} | {} | {} | {} | {} | {} | {} | {} | {} |",
                view.name(),
                typical(row.rmse_deg.as_ref()),
                worst(row.rmse_deg.as_ref()),
                typical(row.bias_deg.as_ref()),
                typical(row.rmse_without_offset_deg.as_ref()),
                means
                    .and_then(|m| m.limits)
                    .map_or("–".into(), |l| format!("{:+.1} to {:+.1}", l.low, l.high)),
                number(means.and_then(|m| m.slope), 2),
                number(means.and_then(|m| m.r), 2),
            );
        }
    }
    text.push_str("\n### By condition\n\nMedian RMSE over the clips of a row, degrees; near / far leg.\n\n| Condition | Clips | Thigh | Knee | Shank | Trunk lean | Legs exchanged |\n| --- | --- | --- | --- | --- | --- | --- |\n");
    for key in ["outfit", "body", "facing", "held out"] {
        by(text, &found.part(MAIN), key, angle_cells);
    }
    for part in VARIED {
        by(text, &found.part(part), part, angle_cells);
    }
    text.push('\n');
}

/// A row for each value of a condition.
fn by(text: &mut String, scores: &[&ClipScore], key: &str, cells: fn(&Summary) -> String) {
    let values: BTreeSet<&str> = scores.iter().filter_map(|score| condition(score, key)).collect();
    let mut values: Vec<&str> = values.into_iter().collect();
    // Numbers in their order, words in theirs.
    values.sort_by(|a, b| match (a.parse::<f64>(), b.parse::<f64>()) {
        (Ok(a), Ok(b)) => a.total_cmp(&b),
        _ => a.cmp(b),
    });
    for value in values {
        let of: Vec<&ClipScore> =
            scores.iter().copied().filter(|score| condition(score, key) == Some(value)).collect();
        let _ = writeln!(text, "| {key}: {value} | {} | {} |", of.len(), cells(&summarise(&of)));
    }
}

fn angle_cells(summary: &Summary) -> String {
    let rmse = |angle, view| typical(angle_of(summary, angle, view).and_then(|row| row.rmse_deg.as_ref()));
    let both = |angle| format!("{} / {}", rmse(angle, View::Near), rmse(angle, View::Far));
    format!(
        "{} | {} | {} | {} | {}",
        both(AngleName::Thigh),
        both(AngleName::KneeFlexion),
        both(AngleName::Shank),
        rmse(AngleName::TrunkLean, View::Middle),
        summary.legs_exchanged.map_or("–".into(), |legs| format!("{:.2} %", legs.fraction * 100.0)),
    )
}

fn events(text: &mut String, found: &Found<'_>) {
    text.push_str("## Gait events\n\nMilliseconds, all clips of a row pooled; late is positive. True initial contact is the moment the shoe begins to bear on the belt, true toe-off the last at which it touches it.\n\n| Condition | Clips | Contact: bias, SD, RMSE | missed, extra | Toe-off: bias, SD, RMSE | missed, extra | Cadence error, worst |\n| --- | --- | --- | --- | --- | --- | --- |\n");
    let main = found.part(MAIN);
    let _ = writeln!(text, "| main part, 60 Hz | {} | {} |", main.len(), event_cells(&summarise(&main)));
    by(text, &found.part("frame rate"), "frame rate", event_cells);
    by(text, &main, "outfit", event_cells);
    by(text, &found.part("camera yaw"), "camera yaw", event_cells);
    by(text, &found.part("camera roll"), "camera roll", event_cells);
    by(text, &found.part("hard"), "hard", event_cells);
    text.push('\n');
}

fn event_cells(summary: &Summary) -> String {
    let cell = |kind: EventKind| {
        summary.events.iter().find(|event| event.kind == kind).map_or("– | –".into(), |event| {
            format!(
                "{}, {}, {} | {}, {} of {}",
                number(event.bias_ms, 1),
                number(event.sd_ms, 1),
                number(event.rmse_ms, 1),
                event.missed,
                event.extra,
                event.matched + event.missed
            )
        })
    };
    let cadence = summary
        .cadence_relative_error
        .as_ref()
        .map_or("–".into(), |error| format!("{:+.2} %", error.worst * 100.0));
    format!("{} | {} | {cadence}", cell(EventKind::InitialContact), cell(EventKind::ToeOff))
}

fn peaks(text: &mut String, found: &Found<'_>) {
    text.push_str("## Peak thigh extension\n\nOne value a clip and leg, degrees; the true peaks of the same strides.\n\n| Condition | Clips | Near: bias ± SD, slope, r | Far: bias ± SD, slope, r |\n| --- | --- | --- | --- |\n");
    let main = found.part(MAIN);
    let _ = writeln!(text, "| main part | {} | {} |", main.len(), peak_cells(&summarise(&main)));
    for key in ["outfit", "held out"] {
        by(text, &main, key, peak_cells);
    }
    by(text, &found.part("frame rate"), "frame rate", peak_cells);
    by(text, &found.part(MOVEMENT), MOVEMENT, peak_cells);
    text.push('\n');
}

fn peak_cells(summary: &Summary) -> String {
    let cell = |view| {
        summary.peak_thigh_extension.iter().find(|peak| peak.view == view).map_or("–".into(), |peak| {
            let agreement = peak.agreement_deg;
            format!(
                "{:+.1} ± {}, {}, {}",
                agreement.bias,
                number(agreement.sd, 1),
                number(agreement.slope, 2),
                number(agreement.r, 2)
            )
        })
    };
    format!("{} | {}", cell(View::Near), cell(View::Far))
}

fn camera(text: &mut String, found: &Found<'_>) {
    roll(text, found);
    text.push_str("## The same clip in a mirror\n\nLargest difference of any angle parameter between a clip and its mirror image, left and right exchanged.\n\n| Clip | Largest difference | of |\n| --- | --- | --- |\n");
    let clips: BTreeSet<&str> = found.mirrored.iter().map(|d| d.clip.as_str()).collect();
    for clip in clips {
        let of_clip = found.mirrored.iter().filter(|d| d.clip == clip);
        if let Some(worst) = of_clip.max_by(|a, b| a.degrees.total_cmp(&b.degrees)) {
            let _ = writeln!(text, "| {clip} | {:.2} | `{}` |", worst.degrees, worst.parameter.name());
        }
    }
    text.push('\n');
}

/// How often and how well the room's uprights show the camera's roll.
fn roll(text: &mut String, found: &Found<'_>) {
    let measured: Vec<_> = found.clips.iter().filter_map(|clip| clip.outcome.as_ref().ok()).collect();
    let errors: Vec<f64> = measured
        .iter()
        .filter(|(document, _)| document.capture.roll_source == Some(RollSource::RoomUprights))
        .filter_map(|(document, score)| {
            let truth = condition(score, "camera roll").and_then(|roll| roll.parse().ok()).unwrap_or(0.0);
            Some(document.capture.roll_deg? - truth)
        })
        .collect();
    let rms = (errors.iter().map(|e| e * e).sum::<f64>() / errors.len() as f64).sqrt();
    let worst = errors.iter().fold(0.0_f64, |worst, e| worst.max(e.abs()));
    let _ = write!(
        text,
        "## Camera roll\n\nRead from the room's uprights on {} of {} clips: RMSE {rms:.2}, worst {worst:.2} degrees. On the others the belt is all there is; it is taken \
        out only where it says more than incline and perspective explain.\n\n",
        errors.len(),
        measured.len(),
    );
}

fn refusals(text: &mut String, found: &Found<'_>) {
    text.push_str("## Refused, and warned of\n\n| Clip | What runtilt says |\n| --- | --- |\n");
    for clip in found.clips {
        match &clip.outcome {
            Err(reason) => {
                let _ = writeln!(text, "| {} | refused: {reason} |", clip.name);
            }
            Ok((document, _)) => {
                let codes: Vec<&str> =
                    document.warnings.iter().map(|warning| warning.code.as_str()).collect();
                if !codes.is_empty() {
                    let _ = writeln!(text, "| {} | `{}` |", clip.name, codes.join("`, `"));
                }
            }
        }
    }
    text.push('\n');
}

/// The figures of an angle.
pub fn angle_of(summary: &Summary, angle: AngleName, view: View) -> Option<&AngleSummary> {
    summary.angles.iter().find(|row| row.angle == angle && row.view == view)
}

fn typical(figure: Option<&Typical>) -> String {
    number(figure.map(|figure| figure.median), 1)
}

fn worst(figure: Option<&Typical>) -> String {
    figure.map_or("–".into(), |f| format!("{:.1}, {}", f.worst, f.worst_clip.trim_end_matches(".mp4")))
}

/// A line for each clip, or why there is none, after which `cells` cells stay empty; gives those that have one.
pub fn rows_of<'a, R>(
    text: &mut String,
    clips: &'a [Measured],
    cells: usize,
    row: impl Fn(&'a Measured) -> Result<R, String>,
    line: impl Fn(&R, &mut String, &str),
) -> Vec<R> {
    let mut rows = Vec::new();
    for clip in clips {
        let outfit = clip.truth.conditions.get("outfit").map_or("", String::as_str);
        match row(clip) {
            Ok(row) => {
                line(&row, text, outfit);
                rows.push(row);
            }
            Err(reason) => {
                let empty = " |".repeat(cells);
                let _ = writeln!(text, "| {} | {outfit} | not measured: {reason} |{empty}", clip.name);
            }
        }
    }
    rows
}

/// A number with its decimals, or a dash.
pub fn number(value: Option<f64>, digits: usize) -> String {
    value.map_or("–".into(), |value| format!("{value:.digits$}"))
}

//! `runtilt analyse`.

use super::args::{AnalyseArgs, MeasuringArgs, Model, Pelvis};
use super::exit::Exit;
use super::progress::Bars;
use super::{cancel_on_ctrl_c, say};
use crate::body::Side;
use crate::corrections;
use crate::models::Store;
use crate::pelvis::PelvisChoice;
use crate::pipeline::{self, Options, Outcome, Pace, Progress, Silent};
use crate::pose::{Complexity, Window};
use crate::report::document::{
    Audience, ClipMean, Parameter, Pelvis as PelvisResult, PelvisModel, PelvisSource, Sticker,
};
use crate::units::{Hertz, Metres, Seconds};
use anyhow::{Context, Result};
use std::io::Write;

/// Analyses one clip.
pub fn run(args: &AnalyseArgs, quiet: bool) -> Result<Exit> {
    let store = Store::locate()?;
    let cancel = cancel_on_ctrl_c()?;
    let analysis = Options {
        out: args.out.clone(),
        rules: args.rules.clone(),
        audience: args.audience.into(),
        hide_face: args.hide_face,
        annotated_video: !args.no_video,
        corrections: args.corrections.as_deref().map(corrections::read).transpose()?.unwrap_or_default(),
        ..options(&args.measuring)
    };
    let bars = Bars::default();
    let progress: &dyn Progress = if quiet { &Silent } else { &bars };
    let outcome = pipeline::analyse(&args.clip, &analysis, &store, progress, &cancel);
    progress.end();
    let outcome = outcome?;
    if args.json {
        print_document(&outcome)?;
    }
    if !quiet {
        summarise(&outcome, analysis.audience);
    }
    Ok(Exit::Done)
}

/// How to measure, as typed.
pub(super) fn options(args: &MeasuringArgs) -> Options {
    let pace = match (args.fps_true, args.slow_motion) {
        (Some(fps), _) => Pace::FilmedAt(Hertz(fps)),
        (None, 1.0) => Pace::AsPlayed,
        (None, factor) => Pace::SlowMotion(factor),
    };
    Options {
        window: Window { start: Seconds(args.start), end: args.end.map(Seconds) },
        pace,
        subject: args.subject.map(usize::from),
        model: match args.model {
            Model::Heavy => Complexity::Heavy,
            Model::Full => Complexity::Full,
            Model::Lite => Complexity::Lite,
        },
        height: args.height.map(Metres),
        speed_m_per_s: args.speed,
        incline_percent: args.incline,
        camera_distance: args.camera_distance.map(Metres),
        pelvis: match args.pelvis {
            Pelvis::Auto => PelvisChoice::Auto,
            Pelvis::Markers => PelvisChoice::Markers,
            Pelvis::Model => PelvisChoice::Model,
            Pelvis::MarkersAndModel => PelvisChoice::MarkersAndModel,
            Pelvis::None => PelvisChoice::None,
        },
        markers: args.marker.clone(),
        neutral_markers: args.neutral_marker.clone(),
        neutral: args.neutral.clone(),
        ..Options::default()
    }
}

/// The document goes to standard output and nothing else does, so that it can be piped on.
fn print_document(outcome: &Outcome) -> Result<()> {
    let text = std::fs::read_to_string(outcome.folder.join("result.json"))
        .context("result.json cannot be read back")?;
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{text}") {
        // The reader of the pipe has seen enough.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        written => written.context("the result cannot be printed"),
    }
}

/// What the pelvis was measured from, or why it was not.
fn pelvis_line(pelvis: &PelvisResult) -> String {
    let reason = pelvis.reason.as_deref().unwrap_or_default();
    match pelvis.source {
        PelvisSource::None => format!("  pelvis: not measured. {reason}"),
        PelvisSource::Markers => {
            let one = |s: &Sticker| format!("{} {:.0} %", s.label(), 100.0 * s.share_seen);
            let seen: Vec<String> = pelvis.stickers.iter().map(one).collect();
            let model = pelvis.model.as_ref().map(model_words).unwrap_or_default();
            format!("  pelvis: from stickers, seen in {} of the frames. {reason}{model}", seen.join(", "))
        }
        PelvisSource::Model => {
            let model = pelvis.model.as_ref().map(model_words).unwrap_or_default();
            format!("  pelvis: from the picture, mean over the clip.{model} {reason}")
        }
    }
}

/// The means of the pelvis network, with their 95 % intervals.
fn model_words(model: &PelvisModel) -> String {
    let mean = |name: &str, mean: Option<ClipMean>| {
        mean.map(|m| format!(" {name} {:.1} ± {:.1} deg.", m.mean_deg, m.half_interval_deg()))
            .unwrap_or_default()
    };
    let apart = model.less_stickers_deg.map(|deg| format!(" Less the stickers' mean: {deg:+.1} deg."));
    [
        mean("Anterior tilt by the network", model.pelvic_tilt),
        mean("From standing", model.pelvic_tilt_from_standing),
        model
            .not_from_standing
            .as_ref()
            .map(|why| format!(" Not counted from standing: {why}."))
            .unwrap_or_default(),
        apart.unwrap_or_default(),
    ]
    .concat()
}

/// The few numbers that a user wants to see at once; everything else is in the report.
fn summarise(outcome: &Outcome, audience: Audience) {
    let summary = &outcome.document.summary;
    let cadence =
        summary.cadence_spm.map_or_else(|| "not measured".to_owned(), |spm| format!("{spm:.1} steps/min"));
    say(&format!("{} side to the camera, cadence {cadence}", summary.side_to_camera.name()));
    for side in Side::BOTH {
        let strides = summary.strides.get(side);
        let value = |parameter, scale: f64, decimals: usize| match summary.side(side).get(parameter) {
            Some(estimate) => format!("{:.*}", decimals, estimate.value * scale),
            None => "–".to_owned(),
        };
        say(&format!(
            "  {:<5} {} strides ({} left out), contact {} ms, thigh extension {} deg, overstride {} leg lengths",
            side.name(),
            strides.kept,
            strides.rejected,
            value(Parameter::ContactTime, 1000.0, 0),
            value(Parameter::PeakThighExtension, 1.0, 1),
            value(Parameter::OverstrideLegLengths, 1.0, 2),
        ));
    }
    say(&pelvis_line(&outcome.document.pelvis));
    if let Some(findings) = &outcome.document.findings {
        let both = findings.main.left == findings.main.right;
        for &side in if both { &Side::BOTH[..1] } else { &Side::BOTH } {
            let main = findings.main.get(side);
            say(&format!("  {}", main.sentence.of(audience)));
            if let Some(parts) = &main.parts {
                say(&format!("    {}", parts.sentence.of(audience)));
            }
        }
    }
    for warning in &outcome.document.warnings {
        say(&format!("warning: {} {}", warning.message, warning.advice));
    }
    say(&format!("report: {}", outcome.folder.join("report.html").display()));
}

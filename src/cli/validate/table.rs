//! The comparison as a table for people.

use crate::body::Side;
use crate::report::document::Key;
use crate::validate::{
    Agreement, AlignmentSource, AngleScore, AngleSummary, ClipScore, EventScore, EventSummary, Summary,
    Typical, Validation,
};
use std::fmt::{self, Display, Formatter};

/// A validation in words and columns.
pub struct Shown<'a>(pub &'a Validation);

impl Display for Shown<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for score in &self.0.clips {
            clip(f, score)?;
        }
        if self.0.clips.len() > 1 {
            summary(f, &self.0.summary)?;
        }
        writeln!(f, "Errors are measured minus reference, angles in degrees.")
    }
}

/// A figure with a sign, or a dash where it does not exist.
fn signed(value: Option<f64>, decimals: usize) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:+.decimals$}"))
}

fn plain(value: Option<f64>, decimals: usize) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.decimals$}"))
}

fn bare(name: &str) -> String {
    name.trim_end_matches("_deg").replace('_', " ")
}

fn clip(f: &mut Formatter<'_>, score: &ClipScore) -> fmt::Result {
    writeln!(f, "{} against {}", score.clip, score.reference)?;
    let rate = score.frame_rate_hz.map_or_else(String::new, |rate| format!("{rate:.1} frames/s, "));
    let clock = match score.alignment.source {
        AlignmentSource::SameClock => "the clip's own clock".to_owned(),
        AlignmentSource::Given => format!("offset {:+.3} s as given", score.alignment.offset_s),
        AlignmentSource::Found => format!("offset {:+.3} s found by the angles", score.alignment.offset_s),
    };
    writeln!(f, "  {rate}{} side to the camera, {clock}", score.side_to_camera.name())?;
    if !score.conditions.is_empty() {
        let words: Vec<String> =
            score.conditions.iter().map(|(key, value)| format!("{key} {value}")).collect();
        writeln!(f, "  {}", words.join(", "))?;
    }
    writeln!(
        f,
        "  {:<24}{:<8}{:>12}{:>8}{:>7}{:>7}{:>12}{:>8}   {:<16}",
        "angle", "view", "frames", "bias", "SD", "RMSE", "no offset", "r", "95 % limits"
    )?;
    for angle in &score.angles {
        angle_line(f, angle)?;
    }
    events(f, score.events.iter())?;
    totals(f, score)?;
    for note in &score.notes {
        writeln!(f, "  note: {note}")?;
    }
    if !score.not_measured.is_empty() {
        let names: Vec<String> = score.not_measured.iter().map(|name| bare(name)).collect();
        writeln!(f, "  known but not measured: {}", names.join(", "))?;
    }
    writeln!(f)
}

fn angle_line(f: &mut Formatter<'_>, angle: &AngleScore) -> fmt::Result {
    let side = angle.side.map_or_else(String::new, |side| format!(" {}", side.name()));
    let limits = angle
        .limits_deg
        .map_or_else(|| "–".to_owned(), |limits| format!("{:+.1} to {:+.1}", limits.low, limits.high));
    writeln!(
        f,
        "  {:<24}{:<8}{:>12}{:>8}{:>7}{:>7}{:>12}{:>8}   {limits:<16}",
        bare(angle.angle.name()) + &side,
        angle.view.name(),
        format!("{}/{}", angle.n, angle.n_reference),
        signed(angle.bias_deg, 2),
        plain(angle.sd_deg, 2),
        plain(angle.rmse_deg, 2),
        plain(Some(angle.rmse_without_offset_deg), 2),
        plain(angle.r, 3),
    )
}

fn events<'a>(f: &mut Formatter<'_>, events: impl Iterator<Item = &'a EventScore>) -> fmt::Result {
    for event in events {
        writeln!(
            f,
            "  {:<24}{:>3} matched, {} missed, {} extra; bias {} ms, SD {}, RMSE {}",
            format!("{} {}", event.kind.words(), event.side.name()),
            event.matched,
            event.missed,
            event.extra,
            signed(event.bias_ms, 1),
            plain(event.sd_ms, 1),
            plain(event.rmse_ms, 1),
        )?;
    }
    Ok(())
}

/// Cadence, peak thigh extension and exchanged legs.
fn totals(f: &mut Formatter<'_>, score: &ClipScore) -> fmt::Result {
    if let Some(cadence) = score.cadence {
        let percent = 100.0 * cadence.relative_error;
        let (found, truth) = (cadence.measured_spm, cadence.reference_spm);
        writeln!(f, "  {:<24}{found:.2} steps/min, {truth:.2} known ({percent:+.2} %)", "cadence")?;
    }
    for side in Side::BOTH {
        if let Some(peak) = score.peak_thigh_extension.get(side) {
            writeln!(
                f,
                "  {:<24}{:.1} measured, {:.1} known ({:+.1}) over {} strides, {}",
                format!("peak thigh ext. {}", side.name()),
                peak.measured_deg,
                peak.reference_deg,
                peak.error_deg,
                peak.strides,
                peak.view.name(),
            )?;
        }
    }
    if let Some(legs) = score.legs_exchanged {
        let percent = 100.0 * legs.fraction;
        writeln!(f, "  {:<24}{} of {} frames ({percent:.1} %)", "legs exchanged", legs.either, legs.frames)?;
    }
    Ok(())
}

fn summary(f: &mut Formatter<'_>, summary: &Summary) -> fmt::Result {
    writeln!(f, "All {} clips", summary.clips)?;
    writeln!(
        f,
        "  {:<18}{:<8}{:>3}{:>13}{:>11}{:>13}{:>11}   clip means: bias, limits, slope, r",
        "angle", "view", "n", "RMSE median", "worst", "bias median", "worst"
    )?;
    for angle in &summary.angles {
        summary_line(f, angle)?;
    }
    for event in &summary.events {
        event_summary(f, event)?;
    }
    for peak in &summary.peak_thigh_extension {
        let agreement = agreed(Some(&peak.agreement_deg));
        writeln!(
            f,
            "  peak thigh extension, {}: {agreement} (n {})",
            peak.view.name(),
            peak.agreement_deg.n
        )?;
    }
    if let Some(cadence) = &summary.cadence_relative_error {
        let (median, worst) = (100.0 * cadence.median, 100.0 * cadence.worst);
        writeln!(f, "  cadence error: median {median:+.2} %, worst {worst:+.2} % ({})", cadence.worst_clip)?;
    }
    if let Some(legs) = &summary.legs_exchanged {
        writeln!(
            f,
            "  legs exchanged in {} of {} frames ({:.2} %)",
            legs.either,
            legs.frames,
            100.0 * legs.fraction
        )?;
    }
    writeln!(f)
}

fn summary_line(f: &mut Formatter<'_>, angle: &AngleSummary) -> fmt::Result {
    let median = |figure: &Option<Typical>| figure.as_ref().map(|figure| figure.median);
    let worst = |figure: &Option<Typical>| figure.as_ref().map(|figure| figure.worst);
    let worst_clip = angle.rmse_deg.as_ref().map_or("", |rmse| rmse.worst_clip.as_str());
    writeln!(
        f,
        "  {:<18}{:<8}{:>3}{:>13}{:>11}{:>13}{:>11}   {} (worst RMSE: {worst_clip})",
        bare(angle.angle.name()),
        angle.view.name(),
        angle.n,
        plain(median(&angle.rmse_deg), 2),
        plain(worst(&angle.rmse_deg), 2),
        signed(median(&angle.bias_deg), 2),
        signed(worst(&angle.bias_deg), 2),
        agreed(angle.clip_means_deg.as_ref()),
    )
}

fn agreed(agreement: Option<&Agreement>) -> String {
    let Some(agreement) = agreement else { return "another zero".to_owned() };
    let limits = agreement
        .limits
        .map_or_else(|| "–".to_owned(), |limits| format!("{:+.1} to {:+.1}", limits.low, limits.high));
    format!("{:+.2}, {limits}, {}, {}", agreement.bias, plain(agreement.slope, 2), plain(agreement.r, 2))
}

fn event_summary(f: &mut Formatter<'_>, event: &EventSummary) -> fmt::Result {
    writeln!(
        f,
        "  {}: {} matched, {} missed, {} extra; bias {} ms, SD {}, RMSE {}",
        event.kind.words(),
        event.matched,
        event.missed,
        event.extra,
        signed(event.bias_ms, 1),
        plain(event.sd_ms, 1),
        plain(event.rmse_ms, 1),
    )
}

//! What `docs/ACCURACY-spine.md` says: thorax lean and lumbar extension by stickers.

use crate::grid::neutral_of;
use crate::measured::{Measured, Standing};
use crate::page::{number, rows_of};
use crate::pelvis::{mean, share_seen};
use crate::samples;
use crate::strides::{cycle, furthest_behind, whole_strides};
use runtilt::body::Side;
use runtilt::report::document::{AngleName, Document, Finding};
use runtilt::validate::Spread;
use runtilt_truth::{Angles, Truth};
use std::fmt::Write;

/// The finding on the lower back where the near thigh is furthest behind.
const AT_PEAK: &str = "lumbar_extension_at_peak_extension_deg";

/// An angle in result and truth.
struct Angle {
    name: AngleName,
    truth: fn(&Angles<Vec<f64>>) -> &Vec<f64>,
}

const THORAX: Angle = Angle { name: AngleName::ThoraxLean, truth: |angles| &angles.thorax_lean_deg };
const LUMBAR: Angle =
    Angle { name: AngleName::LumbarExtension, truth: |angles| &angles.lumbar_extension_deg };

/// One angle of a clip, measured less true, degrees.
struct Errors {
    absolute: Spread,
    /// Over the frames.
    from_standing: Spread,
}

/// Lumbar extension at peak extension of the near thigh, counted from standing.
struct AtPeak {
    strides: usize,
    error: f64,
    /// Whether the printed interval holds the true value.
    holds: bool,
}

/// A clip.
struct Row<'a> {
    clip: &'a Measured,
    seen: [f64; 2],
    thorax: Errors,
    lumbar: Errors,
    at_peak: Option<AtPeak>,
}

/// The whole page.
pub fn page(clips: &[Measured], standing: &[Standing]) -> String {
    let mut text = String::from(
        "# Accuracy: thorax lean and lumbar extension by stickers\n\nMade by `make accuracy` (this page alone: `cargo run --release -p runtilt-accuracy -- --spine`); every figure \
        is computed, none is typed. Ten rendered runners of the part with stickers of [ACCURACY](ACCURACY.md), with a ball of 40 mm on C7 instead of half a ball of 30 mm, which the near \
        shoulder hides; half balls on ASIS, PSIS and T12; hands carried high. An arm hides T12 for more than half of every stride: what is below is of the frames in which it \
        is seen, among them those in which the near thigh is furthest behind. No number of the program was chosen on these clips' spines; the error that the printed interval of the last columns \
        holds was measured on other runners (`tests/data/findings/recipes/spine*`).\n\n\
        Degrees, measured less true. *Mean*: over the frames, absolute. *From standing*: the same counted from the standing clip, with the SD over the frames. *At peak extension*: the \
        finding on the lower back where the near thigh is furthest behind, mean of the strides, from standing.\n\n\
        | Clip | Outfit | T12, C7 seen | Thorax lean: mean | from standing | Lumbar extension: mean | from standing | At peak extension: strides | error | held by its interval |\n\
        | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    let rows = rows_of(&mut text, clips, 7, |clip| row(clip, standing), Row::line);
    summary(&mut text, &rows, clips.len());
    text.push('\n');
    samples::section(&mut text, clips, &samples::OF_SPINE);
    text
}

fn row<'a>(clip: &'a Measured, standing: &[Standing]) -> Result<Row<'a>, String> {
    let (absolute, _) = clip.outcome.as_ref().map_err(Clone::clone)?;
    let stood = standing.iter().find(|other| other.name == neutral_of(&clip.name));
    let stood = &stood.ok_or("no standing clip")?.truth;
    let (relative, _) =
        clip.from_standing.as_ref().ok_or("no standing clip")?.as_ref().map_err(Clone::clone)?;
    let seen = |name: &str| share_seen(absolute, name).ok_or_else(|| reason(&[absolute]));
    let errors = |angle: &Angle| {
        let of = |document, zero| Spread::of(&errors(document, &clip.truth, angle, zero));
        let zero = mean((angle.truth)(&stood.angles));
        let both = of(absolute, 0.0).zip(of(relative, zero));
        both.map(|(absolute, from_standing)| Errors { absolute, from_standing })
            .ok_or_else(|| reason(&[relative, absolute]))
    };
    Ok(Row {
        clip,
        seen: [seen("t12")?, seen("c7")?],
        thorax: errors(&THORAX)?,
        lumbar: errors(&LUMBAR)?,
        at_peak: at_peak(relative, &clip.truth, mean(&stood.angles.lumbar_extension_deg)),
    })
}

/// Why one of two results lacks something: the first that says so.
fn reason(results: &[&Document]) -> String {
    let said = results.iter().find_map(|document| document.pelvis.reason.clone());
    said.unwrap_or_else(|| "not seen in the standing clip".to_owned())
}

fn errors(document: &Document, truth: &Truth, angle: &Angle, zero: f64) -> Vec<f64> {
    let measured = |frame| document.series.angle(angle.name, Side::Left, frame);
    let of_frame = |(frame, true_angle): (usize, &f64)| Some(measured(frame)? - (true_angle - zero));
    (angle.truth)(&truth.angles).iter().enumerate().filter_map(of_frame).collect()
}

fn at_peak(document: &Document, truth: &Truth, zero: f64) -> Option<AtPeak> {
    let near = document.summary.side_to_camera;
    let of_near = |finding: &&Finding| finding.quantity == AT_PEAK && finding.side == Some(near);
    let finding = document.findings.as_ref()?.all().find(of_near)?;
    let true_value = mean(&true_peaks(truth)) - zero;
    let holds =
        |interval: &runtilt::report::document::Interval| (interval.low..=interval.high).contains(&true_value);
    Some(AtPeak {
        strides: finding.n,
        error: finding.value? - true_value,
        holds: finding.interval.as_ref().is_some_and(holds),
    })
}

/// True lumbar extension where the near thigh is furthest behind, of each whole stride.
fn true_peaks(truth: &Truth) -> Vec<f64> {
    let near = truth.clip.side_to_camera;
    let peak = |stride| {
        let back = furthest_behind(&cycle(truth, stride, &truth.angles.leg(near).thigh_deg));
        cycle(truth, stride, &truth.angles.lumbar_extension_deg)[back]
    };
    whole_strides(truth, near).into_iter().map(peak).collect()
}

impl Row<'_> {
    fn line(&self, text: &mut String, outfit: &str) {
        let of = |errors: &Errors| {
            let Spread { mean, sd, .. } = errors.from_standing;
            format!("{:+.1} | {mean:+.1} ± {}", errors.absolute.mean, number(sd, 1))
        };
        let at_peak = self.at_peak.as_ref().map_or_else(
            || "– | – | –".to_owned(),
            |peak| {
                format!("{} | {:+.1} | {}", peak.strides, peak.error, if peak.holds { "yes" } else { "no" })
            },
        );
        let _ = writeln!(
            text,
            "| {} | {outfit} | {:.0} %, {:.0} % | {} | {} | {at_peak} |",
            self.clip.name,
            100.0 * self.seen[0],
            100.0 * self.seen[1],
            of(&self.thorax),
            of(&self.lumbar),
        );
    }
}

fn summary(text: &mut String, rows: &[Row<'_>], clips: usize) {
    let spread = |value: &dyn Fn(&Row<'_>) -> f64| {
        let values: Vec<f64> = rows.iter().map(value).collect();
        Spread::of(&values)
            .map_or_else(|| "–".to_owned(), |s| format!("{:+.1} (SD {})", s.mean, number(s.sd, 1)))
    };
    let peaks: Vec<&AtPeak> = rows.iter().filter_map(|row| row.at_peak.as_ref()).collect();
    let at_peak = Spread::of(&peaks.iter().map(|peak| peak.error).collect::<Vec<_>>());
    let _ = writeln!(
        text,
        "\n{} of {clips} clips have a lumbar extension. Mean over these: thorax lean {} absolute and {} from standing, lumbar extension {} and {}; at peak extension {} (SD {}, {} clips), \
        {} of {} intervals hold the true value.",
        rows.len(),
        spread(&|row| row.thorax.absolute.mean),
        spread(&|row| row.thorax.from_standing.mean),
        spread(&|row| row.lumbar.absolute.mean),
        spread(&|row| row.lumbar.from_standing.mean),
        number(at_peak.map(|s| s.mean), 1),
        number(at_peak.and_then(|s| s.sd), 1),
        peaks.len(),
        peaks.iter().filter(|peak| peak.holds).count(),
        peaks.len(),
    );
}

//! Whether the stated uncertainty of single samples is true.

use crate::measured::Measured;
use crate::pelvis::mean;
use runtilt::report::document::{AngleColumn, AngleName, Document, Key, Z95};
use runtilt_truth::{Angles, Truth};
use std::fmt::Write;

/// Angles whose uncertainty is looked at, with the words of a table and whether they are of a leg.
type Looked = (AngleName, &'static str, bool);

/// On the main page.
pub const OF_GRID: [Looked; 7] = [
    (AngleName::Thigh, "thigh", true),
    (AngleName::HipFlexion, "hip flexion", true),
    (AngleName::KneeFlexion, "knee flexion", true),
    (AngleName::Shank, "shank", true),
    (AngleName::Foot, "foot", true),
    (AngleName::TrunkLean, "trunk lean", false),
    (AngleName::PelvicTilt, "pelvic tilt", false),
];

/// On the page on the spine.
pub const OF_SPINE: [Looked; 2] =
    [(AngleName::ThoraxLean, "thorax lean", false), (AngleName::LumbarExtension, "lumbar extension", false)];

/// Samples of one angle, leg and zero in one clip: error and stated standard uncertainty, degrees.
struct Samples(Vec<(f64, f64)>);

impl Samples {
    fn of(document: &Document, truth: &Truth, column: AngleColumn, from_standing: bool) -> Option<Self> {
        let series = document.series.angles.get(column)?;
        let zero = if from_standing { *of(truth.standing.as_ref()?, column)? } else { 0.0 };
        let samples = of(&truth.angles, column)?.iter().enumerate().filter_map(|(frame, true_angle)| {
            let row = document.series.row_of_frame(frame)?;
            Some((series.at(row)? - (true_angle - zero), series.uncertainty_at(row)?))
        });
        Some(Self(samples.collect())).filter(|samples| !samples.0.is_empty())
    }

    /// Share of the samples whose interval holds the truth.
    fn held(&self) -> f64 {
        let held = self.0.iter().filter(|(error, stated)| error.abs() <= Z95 * stated).count();
        held as f64 / self.0.len() as f64
    }

    fn mean_square(&self, part: fn(&(f64, f64)) -> f64) -> f64 {
        mean(&self.0.iter().map(|sample| part(sample).powi(2)).collect::<Vec<_>>())
    }
}

/// The true angle of a column.
fn of<T>(angles: &Angles<T>, column: AngleColumn) -> Option<&T> {
    angles.named().into_iter().find(|(name, _)| *name == column.name()).map(|(_, angle)| angle)
}

/// A section with a table: every angle of `looked` on every clip that has it.
pub fn section(text: &mut String, clips: &[Measured], looked: &[Looked]) {
    text.push_str(
        "## Uncertainty of single samples\n\nEvery sample of a curve carries a standard uncertainty (`uncertainty_deg`), measured on ten other rendered runners (`tests/data/findings/recipes/spine*`, \
        `scripts/kinematics/frame_errors.py`). *Held*: share of the samples whose 95 % interval (1.96 of it) holds the truth, mean over clips; a clip's own systematic error makes all of its \
        samples miss together, so the worst clip is named too. From standing: clips that have a standing clip.\n\n\
        | Angle | Leg | Zero | Clips | RMS error | RMS stated | Held | Worst clip |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for &(angle, words, is_of_leg) in looked {
        let legs: &[&str] = if is_of_leg { &["near", "far"] } else { &["–"] };
        for leg in legs {
            for (zero, from_standing) in [("absolute", false), ("standing", true)] {
                line(text, clips, (angle, words), leg, (zero, from_standing));
            }
        }
    }
}

fn line(
    text: &mut String,
    clips: &[Measured],
    (angle, words): (AngleName, &str),
    leg: &str,
    (zero, from_standing): (&str, bool),
) {
    let samples: Vec<(&str, Samples)> = clips
        .iter()
        .filter_map(|clip| {
            let document = if from_standing {
                &clip.from_standing.as_ref()?.as_ref().ok()?.0
            } else {
                &clip.outcome.as_ref().ok()?.0
            };
            let near = document.summary.side_to_camera;
            let side = if leg == "far" { near.other() } else { near };
            Some((
                clip.name.as_str(),
                Samples::of(document, &clip.truth, AngleColumn::of(angle, side), from_standing)?,
            ))
        })
        .collect();
    let Some((worst, least)) =
        samples.iter().map(|(name, s)| (name, s.held())).min_by(|a, b| a.1.total_cmp(&b.1))
    else {
        return;
    };
    let over_clips =
        |of: &dyn Fn(&Samples) -> f64| mean(&samples.iter().map(|(_, s)| of(s)).collect::<Vec<_>>());
    let _ = writeln!(
        text,
        "| {words} | {leg} | {zero} | {} | {:.1} | {:.1} | {:.0} % | {:.0} %, {worst} |",
        samples.len(),
        over_clips(&|s| s.mean_square(|sample| sample.0)).sqrt(),
        over_clips(&|s| s.mean_square(|sample| sample.1)).sqrt(),
        100.0 * over_clips(&Samples::held),
        100.0 * least,
    );
}

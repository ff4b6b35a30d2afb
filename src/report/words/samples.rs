//! How far one value of a curve may be off, in a sentence.

use super::{angle_words, degrees};
use crate::body::Side;
use crate::report::document::{AngleColumn, AngleName, Document, Key, Z95};
use crate::report::texts::{TEXTS, filled};

/// Each angle with the 95 % interval of a typical sample of the leg towards the camera; `None` where none is known.
pub(in crate::report) fn sample_errors(document: &Document) -> Option<String> {
    let near = document.summary.side_to_camera;
    let angles: Vec<String> = AngleName::ALL
        .iter()
        .filter_map(|&angle| {
            let half = Z95 * typical(document, angle, near)?;
            Some(format!("{} ± {}", angle_words(angle).title, degrees(half, 1)))
        })
        .collect();
    (!angles.is_empty()).then(|| filled(TEXTS.curves.one_value, &[("angles", &angles.join(", "))]))
}

/// Median standard uncertainty of the samples of an angle.
fn typical(document: &Document, angle: AngleName, side: Side) -> Option<f64> {
    let series = document.series.angles.get(AngleColumn::of(angle, side))?;
    let mut known: Vec<f64> = series.uncertainty_deg.iter().copied().flatten().collect();
    known.sort_by(f64::total_cmp);
    known.get(known.len() / 2).copied()
}

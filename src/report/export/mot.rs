//! Joint angles as an OpenSim motion file (`.mot`).

use super::ExportError;
use crate::report::document::{AngleColumn, Document, PelvisSource, Zero};
use std::fmt::Write;

/// Columns of the file: OpenSim's name, ours, and the sign between them.
const COLUMNS: [(&str, AngleColumn, f64); 6] = [
    ("pelvis_tilt", AngleColumn::PelvicTilt, -1.0),
    ("hip_flexion_l", AngleColumn::HipFlexionLeft, 1.0),
    ("knee_angle_l", AngleColumn::KneeFlexionLeft, 1.0),
    ("hip_flexion_r", AngleColumn::HipFlexionRight, 1.0),
    ("knee_angle_r", AngleColumn::KneeFlexionRight, 1.0),
    ("lumbar_extension", AngleColumn::LumbarExtension, 1.0),
];

/// The text of a motion file, in degrees.
///
/// # Errors
/// [`ExportError::NoAngles`] where none of its angles was measured.
pub fn mot(document: &Document) -> Result<String, ExportError> {
    let series = &document.series;
    let columns: Vec<_> = COLUMNS
        .iter()
        .filter_map(|&(name, column, sign)| Some((name, series.angles.get(column)?, sign)))
        .collect();
    let zero = columns.first().ok_or(ExportError::NoAngles)?.1.zero;
    let zero = match zero {
        Zero::Absolute => "the vertical, the horizontal or a straight joint",
        Zero::RelativeToStanding => "the runner's own standing posture",
    };
    let mut text = format!(
        "runtilt\nversion=1\nnRows={}\nnColumns={}\ninDegrees=yes\n\nAngles count from {zero}.\nSource of the pelvis: {}.\nendheader\ntime",
        series.len(),
        columns.len() + 1,
        match document.pelvis.source {
            PelvisSource::None => "none",
            PelvisSource::Markers => "stickers",
            PelvisSource::Model => "the pelvis network, means only",
        },
    );
    for (name, ..) in &columns {
        text.push('\t');
        text.push_str(name);
    }
    text.push('\n');
    for (row, time) in series.time_s.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = write!(text, "{time:.6}");
        for (_, angle, sign) in &columns {
            let _ = match angle.at(row) {
                // Adding zero makes a negative zero positive.
                Some(degrees) => write!(text, "\t{:.4}", sign * degrees + 0.0),
                None => write!(text, "\tnan"),
            };
        }
        text.push('\n');
    }
    Ok(text)
}

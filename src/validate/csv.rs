//! `validation.csv`: a row per clip and angle, for spreadsheets.

use super::score::{AngleScore, ClipScore};
use crate::report::document::Key;

const HEADER: &str = "clip,angle,side,view,same_zero,n,n_reference,bias_deg,sd_deg,rmse_deg,rmse_without_offset_deg,\
    limit_low_deg,limit_high_deg,r,measured_mean_deg,reference_mean_deg,measured_range_deg,reference_range_deg";

/// The angles of all clips. A figure that does not exist is an empty cell.
pub fn validation_csv(clips: &[ClipScore]) -> String {
    let mut text = format!("{HEADER}\n");
    for clip in clips {
        for angle in &clip.angles {
            text.push_str(&row(&clip.clip, angle));
            text.push('\n');
        }
    }
    text
}

fn row(clip: &str, angle: &AngleScore) -> String {
    let figures = [
        angle.bias_deg,
        angle.sd_deg,
        angle.rmse_deg,
        Some(angle.rmse_without_offset_deg),
        angle.limits_deg.map(|limits| limits.low),
        angle.limits_deg.map(|limits| limits.high),
        angle.r,
        Some(angle.measured_mean_deg),
        angle.reference_mean_deg,
        Some(angle.measured_range_deg),
        Some(angle.reference_range_deg),
    ];
    let mut cells = vec![
        format!("\"{}\"", clip.replace('"', "\"\"")),
        angle.angle.name().to_owned(),
        angle.side.map_or_else(String::new, |side| side.name().to_owned()),
        angle.view.name().to_owned(),
        angle.same_zero.to_string(),
        angle.n.to_string(),
        angle.n_reference.to_string(),
    ];
    cells.extend(figures.map(|figure| figure.map_or_else(String::new, |value| format!("{value:.4}"))));
    cells.join(",")
}

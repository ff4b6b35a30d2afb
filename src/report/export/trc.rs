//! Landmarks as a marker file (`.trc`): metres, x forward, y up; z, to the runner's right, is not measured and 0.

use super::ExportError;
use crate::body::{FrameSize, Landmark, Part, Point, Side, View};
use crate::report::document::{Document, Key};
use crate::units::Angle;
use std::fmt::Write;

/// The text of a marker file. The camera's roll is taken out where it is known; the origin is the lowest and hindmost place of
/// any landmark, so that all coordinates are positive.
///
/// # Errors
/// [`ExportError::NoScale`] where pixels cannot become metres.
pub fn trc(document: &Document) -> Result<String, ExportError> {
    let scale = document.capture.scale.ok_or(ExportError::NoScale)?.metres_per_pixel;
    let (clip, series) = (&document.clip, &document.series);
    let view = View {
        facing: document.capture.facing,
        roll: Angle::from_degrees(
            document.capture.roll_deg.filter(|_| document.capture.roll_corrected).unwrap_or(0.0),
        ),
        frame_size: FrameSize { width: clip.width_px, height: clip.height_px },
    };
    let place = |landmark, row| {
        let [x, y] = series.landmark(landmark, row)?;
        Some(view.body_from_image(Point::new(x, y)))
    };
    let rows = 0..series.len();
    let all = || {
        rows.clone().flat_map(|row| Landmark::ALL.iter().filter_map(move |&landmark| place(landmark, row)))
    };
    let least = |of: fn(&Point) -> f64| all().map(|point| of(&point)).fold(f64::INFINITY, f64::min);
    let origin = Point::new(least(|point| point.x), least(|point| point.y));
    let rate = clip.median_fps.unwrap_or(0.0) * document.capture.slow_motion_factor;
    let mut text = format!(
        "PathFileType\t4\t(X/Y/Z)\t{}\nDataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames\n\
         {rate}\t{rate}\t{n}\t{markers}\tm\t{rate}\t1\t{n}\nFrame#\tTime",
        clip.file_name.replace(['\t', '\n'], " "),
        n = series.len(),
        markers = Landmark::ALL.len(),
    );
    for landmark in Landmark::ALL {
        let _ = write!(text, "\t{}\t\t", name(*landmark));
    }
    text.push_str("\n\t");
    for number in 1..=Landmark::ALL.len() {
        let _ = write!(text, "\tX{number}\tY{number}\tZ{number}");
    }
    text.push_str("\n\n");
    for (row, time) in series.time_s.iter().enumerate() {
        let _ = write!(text, "{}\t{time:.6}", row + 1);
        for &landmark in Landmark::ALL {
            let _ = match place(landmark, row) {
                Some(at) => {
                    write!(text, "\t{:.5}\t{:.5}\t0", scale * (at.x - origin.x), scale * (at.y - origin.y))
                }
                None => write!(text, "\t\t\t"),
            };
        }
        text.push('\n');
    }
    Ok(text)
}

/// Names that OpenSim users know; `JC` is a joint centre.
fn name(landmark: Landmark) -> String {
    let side = match landmark.side {
        Side::Left => 'L',
        Side::Right => 'R',
    };
    let part = match landmark.part {
        Part::Ear => "EAR",
        Part::Shoulder => "SHO",
        Part::Elbow => "ELB",
        Part::Wrist => "WRI",
        Part::Hip => "HJC",
        Part::Knee => "KJC",
        Part::Ankle => "AJC",
        Part::Heel => "HEE",
        Part::Toe => "TOE",
    };
    format!("{side}{part}")
}

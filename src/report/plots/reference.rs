//! The curves of reference runners, drawn behind a mean curve of the same zero.

use crate::report::document::{AngleName, Document};
use crate::report::texts::{TEXTS, filled};

/// The figures, with their sources in its head.
const FIGURES: &str = include_str!("reference_2p5mps.csv");

/// The speed at which the reference runners ran, metres per second.
pub(in crate::report) const SPEED_M_PER_S: f64 = 2.5;

/// A clip whose speed differs by more is said to; the reference's belts were exact, a speed from the picture is not.
const SAME_SPEED: f64 = 0.1;

/// 5th and 95th percentile of a normal distribution, in standard deviations.
const PERCENTILE_95: f64 = 1.645;

/// Mean and SD at each percent of the cycle; `None` for an angle of which no curve is known.
fn curve(angle: AngleName) -> Option<Vec<(f64, f64)>> {
    let name = match angle {
        AngleName::PelvicTilt => "pelvic_tilt",
        AngleName::HipFlexion => "hip_flexion",
        AngleName::KneeFlexion => "knee_flexion",
        AngleName::Thigh => "thigh",
        _ => return None,
    };
    let mut rows = FIGURES.lines().filter(|line| !line.starts_with('#'));
    let column = rows.next()?.split(',').position(|title| title == format!("{name}_mean"))?;
    rows.map(|row| {
        let mut cells = row.split(',').skip(column).map_while(|cell| cell.parse::<f64>().ok());
        Some((cells.next()?, cells.next()?))
    })
    .collect()
}

/// Lower and upper edge of the band at each percent of the cycle: 5th and 95th percentile from mean and SD.
pub(super) fn band(angle: AngleName) -> Option<Vec<(f64, f64)>> {
    let edges = |(mean, sd)| (mean - PERCENTILE_95 * sd, mean + PERCENTILE_95 * sd);
    Some(curve(angle)?.into_iter().map(edges).collect())
}

/// What hip and pelvis give to the thigh's way back on the mean curves, degrees: from the least tilt in early stance to peak
/// thigh extension, as `findings` takes it in each stride.
pub(super) fn mean_parts() -> Option<(f64, f64)> {
    let (tilt, thigh) = (curve(AngleName::PelvicTilt)?, curve(AngleName::Thigh)?);
    let least = |curve: &[(f64, f64)]| (0..curve.len()).min_by(|&a, &b| curve[a].0.total_cmp(&curve[b].0));
    let (from, to) = (least(tilt.get(..=25)?)?, least(&thigh)?);
    let pelvis = tilt[to].0 - tilt[from].0;
    Some((thigh[from].0 - thigh[to].0 - pelvis, pelvis))
}

/// How the speed of a clip differs from the reference's, in words; `None` where it does not, or is not known.
pub(in crate::report) fn other_speed(document: &Document) -> Option<String> {
    let speed = document.capture.speed?.m_per_s;
    let differs = (speed / SPEED_M_PER_S - 1.0).abs() > SAME_SPEED;
    // Thigh and hip: n = 2; tilt: Tominaga 2024.
    differs.then(|| {
        let speed = format!("{speed:.1}");
        filled(TEXTS.findings.other_speed, &[("reference", &SPEED_M_PER_S), ("speed", &speed)])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_band_has_101_points_and_holds_what_is_known_of_it() {
        // Pooled thigh at contact 19.19 ± 3.68: knee in front of the hip.
        let thigh = band(AngleName::Thigh).expect("known");
        assert_eq!(thigh.len(), 101);
        assert!(
            (thigh[0].0 - (19.19 - 1.645 * 3.68)).abs() < 1e-9
                && (thigh[0].1 - (19.19 + 1.645 * 3.68)).abs() < 1e-9
        );
        assert!(thigh[42].1 < 0.0, "at 42 % the thigh is behind in all but a few");
        for angle in [AngleName::PelvicTilt, AngleName::HipFlexion, AngleName::KneeFlexion] {
            assert_eq!(band(angle).expect("known").len(), 101);
        }
        assert_eq!(band(AngleName::Foot), None);
    }

    #[test]
    fn the_mean_runner_extends_mostly_at_the_hip() {
        let (hip, pelvis) = mean_parts().expect("known");
        // The mean curves give a pelvic share of 0.132.
        assert!((pelvis / (hip + pelvis) - 0.132).abs() < 0.001, "{hip} {pelvis}");
    }

    /// The committed excerpt against the file that it was taken from, where that is at hand.
    #[test]
    fn the_excerpt_is_that_of_the_source() {
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/reference_running_2p5mps.csv");
        let Ok(text) = std::fs::read_to_string(source) else { return };
        let mut rows = text.lines();
        let column =
            rows.next().and_then(|head| head.split(',').position(|name| name == "pool_hip_flex_mean"));
        let column = column.expect("the column");
        for (row, (low, high)) in rows.zip(band(AngleName::HipFlexion).expect("known")) {
            let mean: f64 = row.split(',').nth(column).expect("a cell").parse().expect("a number");
            assert!((f64::midpoint(low, high) - mean).abs() < 1e-9, "{row}");
        }
    }
}

//! The figures that were asked of the program, each beside what was measured.

use crate::page::{Found, MAIN, angle_of, condition};
use runtilt::report::document::AngleName;
use runtilt::robust::median;
use runtilt::validate::{ClipScore, EventKind, Summary, View, summarise};

/// A figure that was asked for.
pub struct Target {
    /// What.
    pub what: &'static str,
    /// The bound.
    pub asked: &'static str,
    /// What came out.
    pub measured: String,
    /// Whether it holds.
    pub met: bool,
}

/// All of them.
pub fn all(found: &Found<'_>) -> Vec<Target> {
    let summary = summarise(&found.part(MAIN));
    let mut targets = of_angles(&summary);
    targets.extend(of_events(&summary));
    targets.extend(of_camera(found));
    targets
}

fn of_angles(summary: &Summary) -> Vec<Target> {
    let rmse = |angle, view| {
        angle_of(summary, angle, view).and_then(|row| row.rmse_deg.as_ref()).map_or(f64::NAN, |f| f.median)
    };
    let legs = |what, asked, angle, most: f64| {
        let (near, far) = (rmse(angle, View::Near), rmse(angle, View::Far));
        Target {
            what,
            asked,
            measured: format!("{near:.2} near, {far:.2} far"),
            met: near <= most && far <= most,
        }
    };
    let trunk = rmse(AngleName::TrunkLean, View::Middle);
    let peak = |view| {
        let of_view = summary.peak_thigh_extension.iter().find(|peak| peak.view == view);
        of_view.map_or(f64::NAN, |peak| peak.agreement_deg.bias)
    };
    let (near, far) = (peak(View::Near), peak(View::Far));
    let swapped = summary.legs_exchanged.map_or(f64::NAN, |legs| legs.fraction * 100.0);
    vec![
        legs("thigh angle, median RMSE", "≤ 2.0°", AngleName::Thigh, 2.0),
        Target {
            what: "peak thigh extension, mean bias",
            asked: "within 1.0°",
            measured: format!("{near:+.2} near, {far:+.2} far"),
            met: near.abs() <= 1.0 && far.abs() <= 1.0,
        },
        legs("knee flexion over all frames, median RMSE", "≤ 4.0°", AngleName::KneeFlexion, 4.0),
        Target {
            what: "trunk lean, median RMSE",
            asked: "≤ 1.5°",
            measured: format!("{trunk:.2}"),
            met: trunk <= 1.5,
        },
        Target {
            what: "frames with the legs exchanged after repair",
            asked: "≤ 0.5 %",
            measured: format!("{swapped:.2} %"),
            met: swapped <= 0.5,
        },
    ]
}

fn of_events(summary: &Summary) -> Vec<Target> {
    let event = |what, asked, kind: EventKind, most: f64| {
        let rmse = summary.events.iter().find(|e| e.kind == kind).and_then(|e| e.rmse_ms).unwrap_or(f64::NAN);
        Target { what, asked, measured: format!("{rmse:.1} ms"), met: rmse <= most }
    };
    let cadence = summary.cadence_relative_error.as_ref().map_or(f64::NAN, |error| error.worst.abs() * 100.0);
    vec![
        event("initial contact at 60 Hz, RMSE", "≤ 10 ms", EventKind::InitialContact, 10.0),
        event("toe-off at 60 Hz, RMSE", "≤ 12 ms", EventKind::ToeOff, 12.0),
        Target {
            what: "cadence, worst clip",
            asked: "within 0.5 %",
            measured: format!("{cadence:.2} %"),
            met: cadence <= 0.5,
        },
    ]
}

fn of_camera(found: &Found<'_>) -> Vec<Target> {
    let growth = |what, part: &str, values: &[&str]| {
        let turned = found.part(part);
        let turned = turned.iter().filter(|s| condition(s, part).is_some_and(|v| values.contains(&v)));
        let mut grown: Vec<(f64, &str)> = turned
            .filter_map(|clip| Some((growth(clip, &found.part(MAIN))?, clip.clip.trim_end_matches(".mp4"))))
            .collect();
        grown.sort_by(|a, b| a.0.total_cmp(&b.0));
        let median = median(grown.iter().map(|g| g.0).collect()).unwrap_or(f64::NAN);
        let (worst, of) = grown.last().copied().unwrap_or((f64::NAN, "none"));
        Target {
            what,
            asked: "≤ 1.0°",
            measured: format!("{worst:+.2} at worst of {} clips ({of}), median {median:+.2}", grown.len()),
            met: worst <= 1.0,
        }
    };
    let warned = found
        .clips
        .iter()
        .filter(|clip| clip.truth.conditions.get("camera yaw").is_some_and(|yaw| yaw == "20"));
    let said: Vec<String> = warned
        .map(|clip| match &clip.outcome {
            Ok((document, _)) => {
                document.warnings.iter().map(|w| w.code.clone()).collect::<Vec<_>>().join(", ")
            }
            Err(reason) => format!("refused: {reason}"),
        })
        .collect();
    let mirror = found.mirrored.iter().map(|d| d.degrees).fold(0.0, f64::max);
    vec![
        growth("camera roll ± 5°: thigh and trunk RMSE grow by", "camera roll", &["5", "-5"]),
        growth("camera yaw 10°: thigh and trunk RMSE grow by", "camera yaw", &["10", "-10"]),
        Target {
            what: "camera yaw beyond that (20°)",
            asked: "a warning",
            met: said.iter().any(|said| {
                said.contains("oblique_view") || said.contains("refused: this is not a side view")
            }),
            measured: said.join("; "),
        },
        Target {
            what: "facing left against facing right (mirror images), any angle parameter",
            asked: "within 0.3°",
            measured: format!("{mirror:.2} at worst"),
            met: !found.mirrored.is_empty() && mirror <= 0.3,
        },
    ]
}

/// By how much the larger of thigh and trunk errors exceeds that of the same runner seen square; `None` where either was not measured.
fn growth(clip: &ClipScore, square: &[&ClipScore]) -> Option<f64> {
    let same = square
        .iter()
        .find(|s| ["body", "outfit"].iter().all(|key| condition(s, key) == condition(clip, key)))?;
    let rmse = |score: &ClipScore, angle, view| {
        score.angles.iter().find(|a| a.angle == angle && a.view == view).and_then(|a| a.rmse_deg)
    };
    [(AngleName::Thigh, View::Near), (AngleName::Thigh, View::Far), (AngleName::TrunkLean, View::Middle)]
        .into_iter()
        .filter_map(|(angle, view)| Some(rmse(clip, angle, view)? - rmse(same, angle, view)?))
        .reduce(f64::max)
}

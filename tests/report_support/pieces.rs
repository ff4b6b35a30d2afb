//! The parts of the example that are derived from the figure.

use super::figure::{FIRST_CONTACT_S, FRAMES, RATE, STANCE, STRIDE_S, angle};
use runtilt::body::{BySide, Facing, Side};
use runtilt::report::document::{
    AngleColumn, AngleName, Clip, Cycle, Difference, Estimate, Key, ModelFile, Parameter, Program, Runtime,
    SideCycles, SideEvents, Source, Stride, StrideCount, Summary, Table, TimingSource, Unit, Zero, rounded,
};

type Provenance = (Program, Clip, serde_json::Map<String, serde_json::Value>, Vec<ModelFile>);

pub fn provenance() -> Provenance {
    let sha = |digit: char| std::iter::repeat_n(digit, 64).collect::<String>();
    let runtime = Runtime {
        name: "OpenVINO".to_owned(),
        version: "2026.4.1".to_owned(),
        device: "CPU, f32".to_owned(),
    };
    let program = Program { name: "runtilt".to_owned(), version: "0.1.0".to_owned(), runtime: Some(runtime) };
    let clip = Clip {
        file_name: "example run.mp4".to_owned(),
        sha256: sha('a'),
        size_bytes: 2_345_678,
        width_px: 720,
        height_px: 1280,
        rotation_deg: 90,
        codec: "h264".to_owned(),
        nominal_fps: Some(RATE),
        median_fps: Some(RATE),
        variable_frame_rate: false,
        frame_count: FRAMES,
        duration_s: rounded((FRAMES - 1) as f64 / RATE, 6),
        timing_source: TimingSource::PresentationTimes,
    };
    let options =
        serde_json::json!({ "model": "heavy", "pelvis": "auto", "speed_m_per_s": 2.8, "height_m": null });
    let options = options.as_object().cloned().unwrap_or_default();
    let model = ModelFile {
        name: "pose landmarks, heavy".to_owned(),
        file: "pose_landmark_heavy.tflite".to_owned(),
        sha256: sha('b'),
        package: "@mediapipe/pose".to_owned(),
        version: "0.5.1675469404".to_owned(),
    };
    (program, clip, options, vec![model])
}

/// The angle of a column.
pub fn angle_of(column: AngleColumn) -> Option<AngleName> {
    let all = AngleName::ALL.iter().copied();
    all.clone().find(|&angle| Side::BOTH.iter().any(|&side| AngleColumn::of(angle, side) == column))
}

/// A small repeatable wobble in -1..1, different for each stride and purpose.
fn wobble(stride: usize, purpose: usize) -> f64 {
    ((stride * 37 + purpose * 101) as f64 * 0.7311).sin()
}

fn contacts(side: Side) -> Vec<f64> {
    let first = if side == Side::Left { FIRST_CONTACT_S } else { FIRST_CONTACT_S + STRIDE_S / 2.0 };
    let last = (FRAMES - 1) as f64 / RATE;
    (0..).map(|n| rounded(first + f64::from(n) * STRIDE_S, 6)).take_while(|&t| t < last).collect()
}

fn toe_off(contact: f64, stride: usize) -> f64 {
    rounded(contact + STANCE * STRIDE_S + 0.004 * wobble(stride, 0), 6)
}

pub fn events(side: Side) -> SideEvents {
    let initial_contact_s = contacts(side);
    let toe_off_s: Vec<f64> = initial_contact_s.iter().enumerate().map(|(n, &t)| toe_off(t, n)).collect();
    SideEvents {
        initial_contact_uncertainty_s: vec![Some(0.01); initial_contact_s.len()],
        toe_off_uncertainty_s: vec![None; toe_off_s.len()],
        initial_contact_s,
        toe_off_s,
    }
}

pub fn strides() -> Vec<Stride> {
    Side::BOTH.into_iter().flat_map(side_strides).collect()
}

fn side_strides(side: Side) -> Vec<Stride> {
    let contacts = contacts(side);
    let rows = contacts.windows(2).enumerate().map(|(n, pair)| {
        let toe_off_s = toe_off(pair[0], n);
        let kept = !(side == Side::Right && n == 4);
        Stride {
            side,
            stride: n + 1,
            initial_contact_s: pair[0],
            toe_off_s: Some(toe_off_s),
            next_contact_s: pair[1],
            kept,
            reject_reason: (!kept).then(|| "duration, far from the \"median\"".to_owned()),
            parameters: Table::from_fn(|parameter| value(parameter, side, n, toe_off_s - pair[0])),
        }
    });
    rows.collect()
}

fn value(parameter: Parameter, side: Side, stride: usize, contact_s: f64) -> Option<f64> {
    let bias = if side == Side::Left { 0.6 } else { -0.6 };
    let (mean, sd) = match parameter {
        Parameter::PeakThighExtension => (19.5 + bias, 0.9),
        Parameter::StrideTime => (STRIDE_S, 0.006),
        Parameter::ContactTime => (contact_s, 0.0),
        Parameter::FlightTime => (STRIDE_S / 2.0 - contact_s, 0.0),
        Parameter::DutyFactor => (contact_s / STRIDE_S, 0.0),
        Parameter::Cadence => (120.0 / STRIDE_S, 1.1),
        Parameter::PeakThighExtensionTime => (37.0, 1.0),
        Parameter::KneeFlexionAtContact => (16.0 - bias, 1.2),
        Parameter::KneeFlexionMidstance => (37.0 + bias, 1.4),
        Parameter::PeakKneeFlexionStance => (38.2 + bias, 1.3),
        Parameter::ShankAtContact => (9.0, 1.0),
        Parameter::OverstrideLegLengths => (0.27, 0.02),
        Parameter::TrunkLean => (8.0, 0.5),
        // Lengths in metres need a scale, and those of the pelvis a pelvis: the example has neither.
        _ => return None,
    };
    Some(rounded(mean + sd * wobble(stride, parameter.index() + 1), 5))
}

pub fn cycles(strides: &[Stride]) -> BySide<SideCycles> {
    BySide::from_fn(|side| {
        let n = strides.iter().filter(|stride| stride.side == side && stride.kept).count();
        let cycle = |name| {
            let curve = |f: fn(f64, usize) -> f64| {
                let point = |i| angle(name, i as f64 / 100.0).map(|a| rounded(f(a, i), 3));
                (0..Cycle::POINTS).map(point).collect::<Vec<Option<f64>>>()
            };
            let mean_deg = match side {
                Side::Left => curve(|a, _| a),
                Side::Right => curve(|a, i| 0.96 * a + 1.5 * (i as f64 / 9.0).sin()),
            };
            let sd_deg = curve(|a, i| 1.2 + 0.02 * a.abs() + 0.4 * (i as f64 / 7.0).cos());
            mean_deg.iter().all(Option::is_some).then_some(Cycle {
                n,
                zero: Zero::Absolute,
                mean_deg,
                sd_deg,
            })
        };
        SideCycles {
            toe_off_pct: Some(if side == Side::Left { 34.6 } else { 35.2 }),
            toe_off_sd_pct: Some(0.8),
            angles: Table::from_fn(cycle),
        }
    })
}

pub fn summary(strides: &[Stride]) -> Summary {
    let of = |side| Table::from_fn(|parameter| estimate(strides, side, parameter));
    let (left, right): (Table<Parameter, Estimate>, Table<Parameter, Estimate>) =
        (of(Side::Left), of(Side::Right));
    let difference = Table::from_fn(|parameter| {
        let (l, r) = (left.get(parameter)?, right.get(parameter)?);
        let value = rounded(l.value - r.value, 5);
        let half = (l.high? - l.value).hypot(r.high? - r.value);
        Some(Difference {
            value,
            low: Some(rounded(value - half, 5)),
            high: Some(rounded(value + half, 5)),
            unit: l.unit,
        })
    });
    Summary {
        cadence_spm: Some(168.0),
        side_to_camera: Side::Left,
        facing: Facing::Left,
        strides: BySide::from_fn(|side| {
            let of_side = strides.iter().filter(|stride| stride.side == side);
            let (kept, rejected): (Vec<_>, Vec<_>) = of_side.partition(|stride| stride.kept);
            StrideCount { kept: kept.len(), rejected: rejected.len() }
        }),
        left,
        right,
        left_right_difference: difference,
    }
}

fn estimate(strides: &[Stride], side: Side, parameter: Parameter) -> Option<Estimate> {
    let kept = strides.iter().filter(|stride| stride.side == side && stride.kept);
    let values: Vec<f64> = kept.filter_map(|stride| stride.parameters.get(parameter).copied()).collect();
    let n = values.len();
    if n < 2 {
        return None;
    }
    let mean = values.iter().sum::<f64>() / n as f64;
    let sd = (values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / (n - 1) as f64).sqrt();
    let half = 2.26 * sd / (n as f64).sqrt();
    Some(Estimate {
        value: rounded(mean, 5),
        low: Some(rounded(mean - half, 5)),
        high: Some(rounded(mean + half, 5)),
        n,
        sd: Some(rounded(sd, 5)),
        unit: parameter.unit(),
        zero: (parameter.unit() == Unit::Degrees).then_some(Zero::Absolute),
        source: Source::Landmarks,
    })
}

//! Truth files of the example result, with errors that are known.
#![allow(dead_code, reason = "each test file uses its own part")]

use runtilt::body::{Landmark, Part};
use runtilt::report::document::{AngleColumn, Document, Key};
use runtilt_truth::{Angles, Clip, Event, EventKind, LegAngles, Run, SCHEMA, Side, Truth};
use std::collections::BTreeMap;

/// What would be true if every angle of the result were `angle_error_deg` too large and every event `event_error_s` late. The result's
/// first frames, in which it has no angles, are true as zero.
pub fn truth_of(document: &Document, angle_error_deg: f64, event_error_s: f64) -> Truth {
    let column = |column: AngleColumn| -> Vec<f64> {
        let angle = document.series.angles.get(column);
        let frames = 0..document.series.len();
        frames.map(|row| angle.and_then(|a| a.at(row)).map_or(0.0, |value| value - angle_error_deg)).collect()
    };
    let leg = |columns: [AngleColumn; 5]| {
        let [thigh_deg, hip_flexion_deg, knee_flexion_deg, shank_deg, foot_deg] = columns.map(column);
        LegAngles { thigh_deg, hip_flexion_deg, knee_flexion_deg, shank_deg, foot_deg }
    };
    use AngleColumn as A;
    Truth {
        schema: SCHEMA.into(),
        source: "made by a test".into(),
        clip: Clip {
            file: document.clip.file_name.clone(),
            width_px: document.clip.width_px,
            height_px: document.clip.height_px,
            frame_rate_hz: 30.0,
            slow_motion: 1.0,
            side_to_camera: Side::Left,
        },
        conditions: BTreeMap::from([("outfit".into(), "tight".into())]),
        run: Run { speed_mps: 2.8, cadence_spm: Some(160.0), height_m: None },
        camera: None,
        time_s: document.series.time_s.clone(),
        angles: Angles {
            pelvic_tilt_deg: column(A::PelvicTilt),
            trunk_lean_deg: column(A::TrunkLean),
            thorax_lean_deg: column(A::ThoraxLean),
            lumbar_extension_deg: column(A::LumbarExtension),
            left: leg([A::ThighLeft, A::HipFlexionLeft, A::KneeFlexionLeft, A::ShankLeft, A::FootLeft]),
            right: leg([A::ThighRight, A::HipFlexionRight, A::KneeFlexionRight, A::ShankRight, A::FootRight]),
        },
        standing: None,
        landmarks: landmarks(document),
        events: events(document, event_error_s),
    }
}

fn landmarks(document: &Document) -> BTreeMap<String, runtilt_truth::Landmark> {
    let mut all = BTreeMap::new();
    for (part, name) in [(Part::Hip, "hip"), (Part::Knee, "knee"), (Part::Ankle, "ankle")] {
        for side in runtilt::body::Side::BOTH {
            let path =
                document.series.landmarks_px.get(Landmark::new(part, side)).expect("the example has it");
            let landmark = runtilt_truth::Landmark {
                position_m: vec![[0.0; 3]; path.len()],
                image_px: path.to_vec(),
                visible: vec![true; path.len()],
            };
            all.insert(format!("{name}_{}", side.name()), landmark);
        }
    }
    all
}

fn events(document: &Document, late_s: f64) -> Vec<Event> {
    let sides = [(Side::Left, &document.events.left), (Side::Right, &document.events.right)];
    let mut all: Vec<Event> = Vec::new();
    for (side, events) in sides {
        let event = |kind| move |&time: &f64| Event { kind, side, time_s: time - late_s };
        all.extend(events.initial_contact_s.iter().map(event(EventKind::InitialContact)));
        all.extend(events.toe_off_s.iter().map(event(EventKind::ToeOff)));
    }
    all.sort_by(|a, b| a.time_s.total_cmp(&b.time_s));
    all
}

/// The names of the columns that the example result has.
pub fn measured_columns(document: &Document) -> Vec<&'static str> {
    document.series.angles.measured().map(|(column, _)| column.name()).collect()
}

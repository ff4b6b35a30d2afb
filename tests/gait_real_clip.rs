//! The gait of the real treadmill clip from another tool's landmarks (RTMPose, 30 fps), so that a fault of our own pose
//! model cannot hide one of tracking and gait.
#![allow(clippy::expect_used, clippy::print_stdout)] // In tests a panic is the report, and figures are printed.

mod support;

use runtilt::body::{
    Background, BodyPose, FrameSize, Landmark, Observation, Part, Point, PoseSequence, Side,
};
use runtilt::gait::{EventKind, GaitOptions, GaitWarning, Parameter, analyse};
use runtilt::kinematics::angles_from_trajectories;
use runtilt::series::TimeAxis;
use runtilt::track::{TrackOptions, track};
use runtilt::units::{Confidence, Hertz};
use serde_json::Value;
use std::sync::Arc;
use support::mocap::reference_file;

/// The other tool's place in its list of the left one of each part; the right one follows. It has no ears.
const fn left_index(part: Part) -> Option<usize> {
    match part {
        Part::Ear => None,
        Part::Shoulder => Some(4),
        Part::Elbow => Some(6),
        Part::Wrist => Some(8),
        Part::Hip => Some(10),
        Part::Knee => Some(12),
        Part::Ankle => Some(14),
        Part::Heel => Some(16),
        Part::Toe => Some(18),
    }
}

/// The other tool gives no depth; the camera stands at the runner's left.
const fn depth(side: Side) -> f64 {
    match side {
        Side::Left => -1.0,
        Side::Right => 1.0,
    }
}

fn observation(frame: &Value, landmark: Landmark) -> Observation {
    let unseen = Observation {
        image: Point::default(),
        depth: depth(landmark.side),
        visibility: Confidence::new(0.0),
    };
    let Some(left) = left_index(landmark.part) else { return unseen };
    let index = left + usize::from(landmark.side == Side::Right);
    let cell = |axis: usize| frame[index][axis].as_f64().expect("a number");
    Observation {
        image: Point::new(cell(0), cell(1)),
        depth: depth(landmark.side),
        visibility: Confidence::new(cell(2) as f32),
    }
}

fn poses() -> Option<PoseSequence> {
    let path = reference_file("treadmill_left_30fps/male_side.pose.json")?;
    let text = std::fs::read_to_string(path).expect("readable");
    let file: Value = serde_json::from_str(&text).expect("JSON");
    let frames = file["frames"].as_array().expect("frames");
    let pose = |frame: &Value| {
        let all: Vec<Observation> = Landmark::all().map(|landmark| observation(frame, landmark)).collect();
        Some(BodyPose(all.try_into().expect("one for each landmark")))
    };
    Some(PoseSequence {
        time: Arc::new(TimeAxis::regular(frames.len(), Hertz(30.0))),
        poses: frames.iter().map(pose).collect(),
        frame_size: FrameSize { width: 720, height: 1280 },
        background: Background::default(),
        shank_edges: Vec::new(),
    })
}

#[test]
fn cadence_contacts_and_stance_of_the_real_clip() {
    let Some(poses) = poses() else { return };
    let tracked = track(&poses, &TrackOptions::default()).expect("a runner from the side");
    let body = &tracked.trajectories;
    let gait = analyse(body, &angles_from_trajectories(body), &GaitOptions::default()).expect("running");
    let cadence = gait.summary.cadence_spm.expect("strides");
    println!(
        "cadence {:.2}, speed {:.2} m/s, scale {}",
        cadence.mean,
        gait.speed.m_per_s,
        gait.scale.source.name()
    );
    for side in Side::BOTH {
        let contacts = gait.events.times(EventKind::InitialContact, side).count();
        let summary = gait.summary.sides.get(side);
        println!("{}: {contacts} contacts, {:?}", side.name(), summary.strides);
        for (parameter, estimate) in &summary.parameters {
            println!("  {} {:.3} sd {:.3}", parameter.name(), estimate.mean, estimate.sd.expect("many"));
        }
    }
    println!("{:?}", gait.events.order_faults);
    for warning in &gait.warnings {
        println!("warning: {warning}");
    }
    for stride in gait.strides.iter().filter_map(|s| s.rejected) {
        println!("rejected: {stride}");
    }
    // The clip's ground truth from raw pixels: 168.9 +- 0.5.
    assert!((cadence.mean - 168.9).abs() <= 1.0, "{cadence:?}");
    assert!(gait.events.order_faults.is_empty(), "contacts alternate: {:?}", gait.events.order_faults);
    for side in Side::BOTH {
        let summary = gait.summary.sides.get(side);
        assert!(
            (15..=18).contains(&(summary.strides.kept + summary.strides.rejected)),
            "{:?}",
            summary.strides
        );
        // Physiological bands of its ground-truth file, 180-320 ms and 25-48 %. These are another tool's landmarks at 30 frames
        // per second, where that file gives contact time one frame of error: the near leg measures 328 ms, the far 245.
        let contact = summary.parameters[&Parameter::ContactTime].mean;
        let duty = summary.parameters[&Parameter::DutyFactor].mean;
        assert!((0.18 - 0.033..=0.32 + 0.033).contains(&contact), "{contact} s");
        assert!((0.25..=0.48).contains(&duty), "{duty}");
        assert_eq!(
            summary.parameters[&Parameter::ContactTime].n,
            summary.strides.kept,
            "every toe-off is found"
        );
    }
    assert!(gait.warnings.iter().any(|w| matches!(w, GaitWarning::LowFrameRate { .. })));
}

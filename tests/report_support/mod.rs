//! An example result of a runner who does not exist, for tests and for looking at reports.
//!
//! A planar figure runs on the spot at 168 steps/min, facing image-left; its joint angles follow smooth
//! curves of plausible size, so landmarks, angles, events and strides agree with one another.
#![allow(dead_code, unused_imports, reason = "each test file uses its own part")]

mod figure;
mod pieces;

pub use figure::{FRAME, drawn_frame};

use figure::{FRAMES, RATE, landmarks, phase_of};
use pieces::{cycles, provenance, strides, summary};
use runtilt::body::{BySide, Facing, Landmark, Part, Side};
use runtilt::report::document::{
    AngleColumn, AngleSeries, Capture, Document, FilledGap, FrameSeries, Key, MotionBlur, Pelvis, Repair,
    RollSource, Schema, Speed, SpeedSource, Table, Warning, Zero, rounded,
};

/// A complete document: every kind of entry occurs, the pelvis is not measured.
pub fn example_document() -> Document {
    let series = series();
    let strides = strides();
    let cycles = cycles(&strides);
    let (program, clip, options, models) = provenance();
    Document {
        schema: Schema::V2,
        program,
        clip,
        options,
        models,
        capture: capture(),
        pelvis: Pelvis::not_measured("No stickers were found."),
        summary: summary(&strides),
        events: BySide::from_fn(pieces::events),
        series,
        strides,
        cycles,
        findings: None,
        corrections: Vec::new(),
        warnings: vec![Warning {
            code: "low_frame_rate".to_owned(),
            message: "At 30 frames per second a contact time is known to about 10 ms only.".to_owned(),
            advice: "Film at 60 frames per second or more to compare contact times.".to_owned(),
        }],
    }
}

fn series() -> FrameSeries {
    let time_s: Vec<f64> = (0..FRAMES).map(|frame| rounded(frame as f64 / RATE, 6)).collect();
    FrameSeries {
        frame: (0..FRAMES).collect(),
        angles: Table::from_fn(|column| angle_series(column, &time_s)),
        landmarks_px: Table::from_fn(|landmark: Landmark| {
            let hidden = |t: &f64| Key::name(landmark) == "right_wrist" && (2.0..2.3).contains(t);
            Some(time_s.iter().map(|t| (!hidden(t)).then(|| landmarks(*t, landmark))).collect())
        }),
        time_s,
    }
}

fn angle_series(column: AngleColumn, time_s: &[f64]) -> Option<AngleSeries> {
    let side = if column.name().contains("right") { Side::Right } else { Side::Left };
    let angle = pieces::angle_of(column)?;
    let values = time_s.iter().map(|&t| figure::angle(angle, phase_of(side, t)).map(|a| rounded(a, 3)));
    // The first frames come before the first landmarks, as in a real clip.
    let values: Vec<Option<f64>> = values.enumerate().map(|(i, value)| value.filter(|_| i >= 2)).collect();
    values.iter().any(Option::is_some).then_some(AngleSeries {
        zero: Zero::Absolute,
        uncertainty_deg: values.iter().map(|value| value.map(|_| 2.0)).collect(),
        values,
    })
}

fn capture() -> Capture {
    let repair = |from_frame: usize, to_frame: usize, what: &str| Repair {
        from_frame,
        to_frame,
        from_s: rounded(from_frame as f64 / RATE, 6),
        to_s: rounded(to_frame as f64 / RATE, 6),
        what: what.to_owned(),
    };
    let wrist = Landmark::new(Part::Wrist, Side::Right);
    Capture {
        facing: Facing::Left,
        side_to_camera: Side::Left,
        roll_deg: Some(1.4),
        roll_sd_deg: Some(0.5),
        roll_source: Some(RollSource::RoomUprights),
        roll_corrected: true,
        view_off_square_deg: None,
        camera_shift_px: Some(0.6),
        motion_blur: Some(MotionBlur { exposure_s: 0.00625, smear_px: 4.9, smear_m: 0.0172 }),
        frames_total: FRAMES,
        frames_with_runner: FRAMES - 2,
        near_side_lost: Some(0.012),
        leg_identity_repairs: vec![
            repair(41, 42, "knee, ankle and foot of the two legs exchanged"),
            repair(130, 130, "the legs cross and cannot be told apart"),
        ],
        filled_gaps: vec![FilledGap { landmark: wrist, from_frame: 20, to_frame: 21 }],
        scale: None,
        speed: Some(Speed { m_per_s: 2.8, source: SpeedSource::User }),
        slow_motion_factor: 1.0,
    }
}

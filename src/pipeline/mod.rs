//! Composes the stages: one clip in, one folder of results out, or a reason why not.
//!
//! This is the only module that knows every stage; `cli` (and later `web`) call it. Work is streamed, can be watched
//! ([`Progress`]) and stopped ([`Cancel`]); until the very end nothing is visible on disk.

mod correct;
mod desk;
mod document;
mod error;
mod neutral;
mod observe;
mod options;
mod pelvis;
mod progress;
mod room;
mod shanks;
mod upright;
mod ways;

pub use crate::video::quiet_backend;
pub use desk::{Page, observe_standing, page, preview};
pub use error::PipelineError;
pub use neutral::NeutralError;
pub use options::{Options, Pace};
pub use progress::{Progress, Silent, Stage};

use crate::gait::{self, GaitOptions};
use crate::kinematics::{FrameErrors, angles_from_trajectories};
use crate::models::Store;
use crate::pelvis::PelvisFound;
use crate::pose::Cancel;
use crate::report::document::Document;
use crate::report::{OutputFolder, Playback, Style, default_folder, write_report};
use crate::track::{TrackOptions, track};
use crate::units::Angle;
use crate::video::{Frame, VideoError, VideoReader};
use document::{Found, clip_facts, document, fingerprint, model_files, program, rules_and_errors};
pub use observe::{Observed, observe};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A finished analysis.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Where the results lie.
    pub folder: PathBuf,
    /// What was found.
    pub document: Document,
}

/// Analyses one clip and writes its folder of results.
///
/// # Errors
/// [`PipelineError`] says why there is no result and what to do; nothing is left on disk then.
pub fn analyse(
    clip: &Path,
    options: &Options,
    store: &Store,
    progress: &dyn Progress,
    cancel: &Cancel,
) -> Result<Outcome, PipelineError> {
    // A wrong path, or a place that cannot be written, should be known at once and not after minutes of work.
    let reader = VideoReader::open(clip)?;
    let folder = OutputFolder::create(&options.out.clone().unwrap_or_else(|| default_folder(clip)))?;
    let (observed, document) = observe_and_measure(reader, clip, options, store, progress, cancel)?;
    progress.begin(Stage::Report, Some(observed.poses.poses.len()));
    let frames = FramesFrom::open(clip, observed.skipped, observed.poses.poses.len())?;
    let watch = |_| {
        progress.advance(1);
        if cancel.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let style = Style {
        playback: options.annotated_video.then(Playback::default),
        audience: options.audience,
        hide_face: options.hide_face,
    };
    let folder = timed("report", || write_report(&document, frames, folder, style, watch))?;
    Ok(Outcome { folder, document })
}

/// Measures one clip without writing anything.
///
/// # Errors
/// [`PipelineError`] says why there is no result and what to do.
pub fn document_of(
    clip: &Path,
    options: &Options,
    store: &Store,
    progress: &dyn Progress,
    cancel: &Cancel,
) -> Result<Document, PipelineError> {
    let reader = VideoReader::open(clip)?;
    Ok(observe_and_measure(reader, clip, options, store, progress, cancel)?.1)
}

/// Looks at the clip, and at the standing clip where there is one, and measures.
fn observe_and_measure(
    reader: VideoReader,
    clip: &Path,
    options: &Options,
    store: &Store,
    progress: &dyn Progress,
    cancel: &Cancel,
) -> Result<(Observed, Document), PipelineError> {
    // Faults of a rules file should be known before minutes of work.
    rules_and_errors(options)?;
    let observed = observe(reader, clip, options, store, progress, cancel)?;
    let standing = match &options.neutral {
        Some(standing) => Some(neutral::observe_standing(standing, options, store, progress, cancel)?),
        None => None,
    };
    let document = measure(clip, options, store, &observed, standing.as_ref())?;
    Ok((observed, document))
}

/// From what the camera recorded, of the run and if there is one of the standing clip, to the result document: angles, events, strides, summary.
///
/// # Errors
/// [`PipelineError`] says what could not be measured and why.
pub fn measure(
    clip: &Path,
    options: &Options,
    store: &Store,
    observed: &Observed,
    standing: Option<&Observed>,
) -> Result<Document, PipelineError> {
    let (rules, errors) = rules_and_errors(options)?;
    let by_hand = correct::by_stage(options, observed)?;
    let to_track = track_options(options, by_hand.track);
    let tracked = timed("track", || track(&observed.poses, &to_track))?;
    let angles = timed("kinematics", || angles_from_trajectories(&tracked.trajectories));
    let pelvis = timed("pelvis", || {
        pelvis::find(options, &by_hand.clicks, (observed, &tracked.trajectories), standing.is_some())
    })?;
    let known = GaitOptions {
        height: options.height,
        leg_length: None,
        speed_m_per_s: options.speed_m_per_s,
        by_hand: by_hand.gait,
    };
    let pelvis = match pelvis {
        PelvisFound::Markers(found) => {
            let near = tracked.quality.facing.facing.near_side();
            let contacts = timed("contacts", || gait::contacts(&tracked.trajectories, near, &known))?;
            PelvisFound::Markers(found.at_midline(&contacts))
        }
        other => other,
    };
    let angles = match &pelvis {
        PelvisFound::Markers(found) => angles.with_pelvis(&found.tilt, found.thorax_lean.as_ref()),
        _ => angles,
    };
    let stood = standing.map(|standing| neutral::stand(standing, observed, &tracked)).transpose()?;
    let both = standing.zip(stood.as_ref());
    let model = timed("pelvis model", || pelvis::read_model(options, (observed, &tracked), both))?;
    let angles = match both {
        Some((standing, stood)) => angles.relative_to(&neutral::posture(options, standing, stood, &pelvis)?),
        None => angles,
    };
    let gait = timed("gait", || gait::analyse(&tracked.trajectories, &angles, &known))?;
    Ok(document(Found {
        program: program(store),
        models: model_files(store, options.model)?,
        clip: clip_facts(clip, fingerprint(clip)?, options, observed),
        options,
        observed,
        tracked: &tracked,
        pelvis: &pelvis,
        model: &model,
        angles: &angles,
        gait: &gait,
        rules: &rules,
        errors: &errors,
        frame_errors: &FrameErrors::built_in()?,
    }))
}

/// Runs a stage and logs how long it took (`--verbose`).
fn timed<T>(stage: &'static str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    tracing::info!(stage, seconds = start.elapsed().as_secs_f64());
    done
}

fn track_options(options: &Options, by_hand: crate::track::ByHand) -> TrackOptions {
    let incline = options.incline_percent.map(|percent| Angle::from_radians((percent / 100.0).atan()));
    TrackOptions { incline, by_hand, ..TrackOptions::default() }
}

/// The frames of the analysed window, read once more.
struct FramesFrom {
    reader: VideoReader,
    left: usize,
}

impl FramesFrom {
    fn open(clip: &Path, skipped: usize, count: usize) -> Result<Self, VideoError> {
        let mut reader = VideoReader::open(clip)?;
        for _ in 0..skipped {
            reader.skip_frame()?;
        }
        Ok(Self { reader, left: count })
    }
}

impl Iterator for FramesFrom {
    type Item = Result<Frame, VideoError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        self.reader.next_frame().transpose()
    }
}

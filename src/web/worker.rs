//! The one who does the jobs, one after the other, on a thread of its own.

use super::board::Board;
use super::desk::Desk;
use super::error::ApiError;
use super::kept::{keep, kept};
use super::measuring::{holding, measured, put, standing_looked_at_with};
use super::options::{looked_at_with, pipeline_options};
use crate::pipeline::{self, Options, Page, PipelineError, Progress};
use crate::pose::Cancel;
use crate::report::document::Audience;
use crate::store::{Clip, Job, JobError, JobState, StoreError};
use crate::video::VideoReader;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

/// The worker's thread. Stop it with [`Worker::stop`]; a job that is under way then is taken up by the next server.
#[derive(Debug)]
pub struct Worker {
    desk: Arc<Desk>,
    stopping: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

/// The queue is looked at this often even if nobody rings.
const LOOK_EVERY: Duration = Duration::from_secs(1);

impl Worker {
    /// Starts working.
    ///
    /// # Errors
    /// The system's, where it has no more threads.
    pub fn start(desk: &Arc<Desk>) -> std::io::Result<Self> {
        let stopping = Arc::new(AtomicBool::new(false));
        let (own, stop) = (Arc::clone(desk), Arc::clone(&stopping));
        let thread =
            std::thread::Builder::new().name("worker".to_owned()).spawn(move || work(&own, &stop))?;
        Ok(Self { desk: Arc::clone(desk), stopping, thread })
    }

    /// Stops what is under way and ends.
    pub fn stop(self) {
        self.stopping.store(true, Ordering::SeqCst);
        self.desk.board.cancel_any();
        self.desk.board.bell.notify_all();
        // A worker that died has nothing left to stop.
        let _ = self.thread.join();
    }
}

fn work(desk: &Desk, stop: &AtomicBool) {
    while !stop.load(Ordering::SeqCst) {
        match desk.library.next_job() {
            Ok(Some(job)) => run(desk, &job, stop),
            Ok(None) => desk.board.wait_for_bell(LOOK_EVERY),
            Err(error) => {
                tracing::error!("the queue cannot be read: {error}");
                desk.board.wait_for_bell(LOOK_EVERY);
            }
        }
    }
}

fn run(desk: &Desk, job: &Job, stop: &AtomicBool) {
    let cancel = desk.board.begin(job);
    // A fault in one clip must not end the work on the others.
    let outcome = catch_unwind(AssertUnwindSafe(|| analyse(desk, job.clip_id, &desk.board, &cancel)))
        .unwrap_or_else(|_| {
            Err(ApiError::internal("the analysis died; this is a fault of runtilt, please report it"))
        });
    let interrupted = stop.load(Ordering::SeqCst) && outcome.as_ref().is_err_and(|e| e.code == "cancelled");
    if !interrupted {
        let (state, error) = match outcome {
            Ok(()) => (JobState::Done, None),
            Err(error) if error.code == "cancelled" => (JobState::Cancelled, None),
            Err(error) => (JobState::Failed, Some(JobError::from(error))),
        };
        match desk.library.end_job(job.id, state, error.as_ref()) {
            Ok(ended) => desk.board.tell(&ended),
            // Its clip was deleted.
            Err(StoreError::NotFound { .. }) => {}
            Err(error) => tracing::error!("the end of job {} cannot be noted: {error}", job.id),
        }
    }
    desk.board.end();
}

/// Looks at the clip, and at its standing clip, measures, and makes the report.
fn analyse(desk: &Desk, id: i64, board: &Board, cancel: &Cancel) -> Result<(), ApiError> {
    let clip = desk.library.clip(id)?;
    let options = pipeline_options(&clip.options, Vec::new())?;
    desk.measuring.forget();
    look(desk, &clip, &options, board, cancel)?;
    if let Some(standing) = clip.options.neutral_clip {
        look_at_standing(desk, standing, &clip, &options, board, cancel)?;
    }
    let _turn = desk.measuring.turn();
    let document = measured(desk, &clip, holding(desk.library.corrections(id)?))?;
    let folder = desk.library.folder_of(id);
    let preview = folder.file(PREVIEW);
    if !plays_in_browsers(&clip) && !preview.exists() {
        let partial = folder.file("preview.partial.mp4");
        pipeline::preview(&folder.original(), &partial, board, cancel)?;
        std::fs::rename(&partial, &preview).map_err(StoreError::file(&preview))?;
    }
    put(desk, &clip, &document)?;
    let page = pipeline::page(&folder.original(), &document, Page::Html, Audience::default(), false)?;
    Ok(folder.write(&super::results::report_name("html", Audience::default(), false), &page)?)
}

/// The copy for browsers that do not play the original.
pub(super) const PREVIEW: &str = "preview.mp4";

/// Codecs that Chromium, Firefox and Safari all play, in the containers that they open.
fn plays_in_browsers(clip: &Clip) -> bool {
    let ending = clip.name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let codec = clip.facts.codec.to_ascii_lowercase();
    match ending.as_deref() {
        Some("mp4" | "m4v" | "mov") => matches!(codec.as_str(), "avc1" | "h264" | "avc3"),
        Some("webm") => matches!(codec.as_str(), "vp80" | "vp90" | "vp09" | "vp8" | "vp9"),
        _ => false,
    }
}

fn look(
    desk: &Desk,
    clip: &Clip,
    options: &Options,
    progress: &dyn Progress,
    cancel: &Cancel,
) -> Result<(), ApiError> {
    let (folder, with) = (desk.library.folder_of(clip.id), looked_at_with(&clip.options));
    // A server that was killed after this does not look again.
    if kept(&folder, &with).is_some() {
        return Ok(());
    }
    let original = folder.original();
    let reader = VideoReader::open(&original)?;
    let observed = pipeline::observe(reader, &original, options, &desk.models, progress, cancel)?;
    keep(&folder, &with, &observed)
}

fn look_at_standing(
    desk: &Desk,
    standing: i64,
    running: &Clip,
    options: &Options,
    progress: &dyn Progress,
    cancel: &Cancel,
) -> Result<(), ApiError> {
    let (folder, with) = (desk.library.folder_of(standing), standing_looked_at_with(&running.options));
    if kept(&folder, &with).is_some() {
        return Ok(());
    }
    let seen = pipeline::observe_standing(&folder.original(), options, &desk.models, progress, cancel);
    let observed = seen.map_err(|error| match error {
        PipelineError::Cancelled => ApiError::from(error),
        other => {
            let own = ApiError::from(other);
            ApiError { message: format!("The standing clip: {}", own.message), ..own }
        }
    })?;
    keep(&folder, &with, &observed)
}

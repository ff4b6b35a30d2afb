//! What is under way: the progress of the running job, who watches it, and how it is stopped.

use crate::pipeline::{Progress, Stage};
use crate::pose::Cancel;
use crate::store::Job;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::broadcast;

/// News of jobs, and the job under way.
#[derive(Debug)]
pub(super) struct Board {
    running: Mutex<Option<Running>>,
    /// Told whenever there may be something to do, or nothing is under way any more.
    pub(super) bell: Condvar,
    news: broadcast::Sender<Job>,
}

/// News that nobody fetched in time are dropped; the page asks again then.
const NEWS_KEPT: usize = 64;
/// Progress is told at most this often.
const NEWS_EVERY: Duration = Duration::from_millis(250);

/// The job under way.
#[derive(Debug)]
struct Running {
    job: Job,
    cancel: Cancel,
    stage_began: Instant,
    told: Instant,
}

impl Default for Board {
    fn default() -> Self {
        Self { running: Mutex::new(None), bell: Condvar::new(), news: broadcast::channel(NEWS_KEPT).0 }
    }
}

impl Board {
    fn lock(&self) -> MutexGuard<'_, Option<Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody wants to hear of changes.
    pub(super) fn watch(&self) -> broadcast::Receiver<Job> {
        self.news.subscribe()
    }

    /// Tells everybody how a job stands. That nobody listens is no fault.
    pub(super) fn tell(&self, job: &Job) {
        let _ = self.news.send(job.clone());
    }

    /// A job begins.
    pub(super) fn begin(&self, job: &Job) -> Cancel {
        let cancel = Cancel::default();
        let now = Instant::now();
        *self.lock() =
            Some(Running { job: job.clone(), cancel: cancel.clone(), stage_began: now, told: now });
        self.tell(job);
        cancel
    }

    /// The job under way is over.
    pub(super) fn end(&self) {
        *self.lock() = None;
        self.bell.notify_all();
    }

    /// Asks the job to stop, if it is the one under way.
    pub(super) fn cancel(&self, job: i64) -> bool {
        let running = self.lock();
        let ours = running.as_ref().filter(|running| running.job.id == job);
        ours.inspect(|running| running.cancel.cancel()).is_some()
    }

    /// Asks whatever is under way to stop.
    pub(super) fn cancel_any(&self) {
        if let Some(running) = self.lock().as_ref() {
            running.cancel.cancel();
        }
    }

    /// Waits until a job is no longer under way; tells whether it ended in time.
    pub(super) fn wait_for_end(&self, job: i64, most: Duration) -> bool {
        let running = self.lock();
        let busy = |running: &mut Option<Running>| running.as_ref().is_some_and(|r| r.job.id == job);
        let (_running, timeout) =
            self.bell.wait_timeout_while(running, most, busy).unwrap_or_else(PoisonError::into_inner);
        !timeout.timed_out()
    }

    /// Sleeps until somebody rings, or a while.
    pub(super) fn wait_for_bell(&self, most: Duration) {
        drop(self.bell.wait_timeout(self.lock(), most).unwrap_or_else(PoisonError::into_inner));
    }

    /// A job as it stands now: with its progress if it is the one under way.
    pub(super) fn with_progress(&self, job: Job) -> Job {
        match self.lock().as_ref() {
            Some(running) if running.job.id == job.id => running.job.clone(),
            _ => job,
        }
    }

    fn change(&self, at_once: bool, change: impl FnOnce(&mut Running)) {
        let mut running = self.lock();
        let Some(running) = running.as_mut() else { return };
        change(running);
        let now = Instant::now();
        if at_once || now.duration_since(running.told) >= NEWS_EVERY {
            running.told = now;
            running.job.seconds_left = seconds_left(running);
            self.tell(&running.job);
        }
    }
}

impl Progress for Board {
    fn begin(&self, stage: Stage, frames: Option<usize>) {
        self.change(true, |running| {
            running.stage_began = Instant::now();
            (running.job.stage, running.job.done, running.job.total) = (Some(name(stage)), 0, frames);
        });
    }

    fn advance(&self, frames: usize) {
        self.change(false, |running| running.job.done += frames);
    }

    fn end(&self) {}
}

const fn name(stage: Stage) -> &'static str {
    match stage {
        Stage::Survey => "survey",
        Stage::Landmarks => "landmarks",
        Stage::Pelvis => "pelvis",
        Stage::Report => "report",
    }
}

/// How long a frame takes in each stage, against the survey: of the sample clip, survey 0.9 s, landmarks 8.4 s, report without the video 0.7 s
/// (two cores).
const WEIGHTS: [(&str, f64); 4] = [("survey", 1.0), ("landmarks", 9.0), ("pelvis", 1.0), ("report", 0.8)];

/// The rest of this stage at its pace so far, and the stages after it at the same pace by their usual weight.
fn seconds_left(running: &Running) -> Option<f64> {
    let (job, spent) = (&running.job, running.stage_began.elapsed().as_secs_f64());
    let (total, stage) = (job.total? as f64, job.stage?);
    if job.done == 0 || spent < 1.0 {
        return None;
    }
    let per_frame = spent / job.done as f64;
    let at = WEIGHTS.iter().position(|(name, _)| *name == stage)?;
    let later: f64 = WEIGHTS.iter().skip(at + 1).map(|(_, weight)| weight / WEIGHTS[at].1).sum();
    Some(((total - job.done as f64).max(0.0) + total * later) * per_frame)
}

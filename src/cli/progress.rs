//! Progress on long work: one bar per pass over the clip, with frames per second and the time left.

use crate::pipeline::{Progress, Stage};
use indicatif::{ProgressBar, ProgressStyle};
use std::sync::Mutex;

/// Draws on standard error where that is a terminal, and stays silent elsewhere.
#[derive(Default)]
pub struct Bars {
    current: Mutex<Option<ProgressBar>>,
}

const KNOWN: &str = "{prefix:>24} {bar:30} {pos}/{len} frames, {per_sec}, {eta} left";
const UNKNOWN: &str = "{prefix:>24} {spinner} {pos} frames, {per_sec}";

impl Bars {
    fn with(&self, f: impl FnOnce(&mut Option<ProgressBar>)) {
        // A poisoned lock means that another thread died while drawing: the picture no longer matters.
        if let Ok(mut bar) = self.current.lock() {
            f(&mut bar);
        }
    }
}

impl Progress for Bars {
    fn begin(&self, stage: Stage, frames: Option<usize>) {
        let bar = frames.map_or_else(ProgressBar::new_spinner, |n| ProgressBar::new(n as u64));
        let template = if frames.is_some() { KNOWN } else { UNKNOWN };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_prefix(match stage {
            Stage::Survey => "looking for the runner",
            Stage::Landmarks => "reading the body",
            Stage::Pelvis => "reading the pelvis",
            Stage::Report => "writing the results",
        });
        self.with(|current| {
            if let Some(finished) = current.replace(bar) {
                finished.abandon();
            }
        });
    }

    fn advance(&self, frames: usize) {
        self.with(|current| {
            if let Some(bar) = current {
                bar.inc(frames as u64);
            }
        });
    }

    // Bars are abandoned where they stand: finishing would fill one that the user stopped.
    fn end(&self) {
        self.with(|current| {
            if let Some(finished) = current.take() {
                finished.abandon();
            }
        });
    }
}

//! How the pipeline tells what it is doing.

/// The long parts of the work, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// First pass: finding the runner.
    Survey,
    /// Second pass: the landmark model on every frame.
    Landmarks,
    /// Third pass: the pelvis network on some frames.
    Pelvis,
    /// Last pass: key frames and annotated video.
    Report,
}

/// Somebody who wants to know how far the work is. Called from several threads.
pub trait Progress: Sync {
    /// A stage begins; `frames` is how many it will do, where that is known.
    fn begin(&self, stage: Stage, frames: Option<usize>);
    /// So many more frames are done.
    fn advance(&self, frames: usize);
    /// The last stage is over.
    fn end(&self);
}

/// Nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Stage, _: Option<usize>) {}
    fn advance(&self, _: usize) {}
    fn end(&self) {}
}

//! Measures runtilt against a reference: truth of rendered clips, motion capture, a hand-made angle.
//!
//! [`Reference::read`] reads the reference and brings it to the signs of `docs/CONVENTIONS.md`; [`compare`] holds a result against it;
//! [`summarise`] puts many clips together. Everything that comes out is plain data and can be written as JSON.
//!
//! Errors are **measured minus reference**. The reference is read at the clip's own times, never by the number of a frame; gaps
//! stay gaps; zeros are never mixed (`docs/VALIDATE.md`).

mod align;
mod compare;
mod csv;
mod error;
mod events;
mod file;
mod legs;
mod measured;
mod names;
mod peaks;
mod reference;
mod sampling;
mod score;
mod statistics;
mod summary;

pub use compare::{AnglePairs, compare, paired};
pub use csv::validation_csv;
pub use error::ValidateError;
pub use events::SAME_EVENT;
pub use file::{Validation, ValidationSchema};
pub use names::{column_named, column_names, parts_of};
pub use reference::{
    Axes, AxesError, C3dError, Clock, JointsInPicture, KnownEvents, ReadOptions, Reference, ReferenceAngle,
    ReferenceError, ReferenceZero,
};
pub use score::{
    Alignment, AlignmentSource, AngleScore, CadenceScore, ClipScore, EventKind, EventScore, LegsScore,
    PeakScore, ReferenceKind, View,
};
pub use statistics::{Limits, Pair, Spread, correlation, slope};
pub use summary::{
    Agreement, AngleSummary, EventSummary, PeakSummary, Summary, Typical, by_condition, summarise,
};

//! Why a clip and a reference cannot be compared.

use crate::series::{LengthMismatch, TimeAxisError};

/// What prevents a comparison, and what to do.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ValidateError {
    /// The times of the result do not rise.
    #[error("the times of the result are not usable: {0}; analyse the clip again")]
    Time(#[from] TimeAxisError),
    /// A series of the result is not as long as its times.
    #[error("{0}; analyse the clip again")]
    Length(#[from] LengthMismatch),
    /// Not one angle is in both.
    #[error(
        "the result and {reference} have no angle in common at the same time: the result has {measured}; the reference has {known}. \
         Check that they belong together, and the --offset if one was given"
    )]
    NothingInCommon {
        /// Name of the reference.
        reference: String,
        /// The result's angles.
        measured: String,
        /// The reference's angles.
        known: String,
    },
    /// Clip and reference are nowhere alike.
    #[error(
        "the angles of the clip and of {reference} agree nowhere: the best correlation is {r:.2} at an offset of {offset_s:+.2} s, {least:.2} \
         is needed. Check that both are the same run, or give --offset SECONDS (time in the reference minus time in the clip)"
    )]
    NotAlike {
        /// Name of the reference.
        reference: String,
        /// The best correlation.
        r: f64,
        /// Where it is.
        offset_s: f64,
        /// What is needed.
        least: f64,
    },
    /// Clip and reference are alike at several offsets.
    #[error(
        "{reference} fits the clip at an offset of {offset_s:+.3} s (r {r:.3}) and about as well at {rival_s:+.3} s (r {rival_r:.3}): one stride \
         looks like the next. Give --offset SECONDS (time in the reference minus time in the clip)"
    )]
    Ambiguous {
        /// Name of the reference.
        reference: String,
        /// The best offset.
        offset_s: f64,
        /// Its correlation.
        r: f64,
        /// Another offset.
        rival_s: f64,
        /// Its correlation.
        rival_r: f64,
    },
    /// The best offset is the last one that was tried, so a better one may lie beyond.
    #[error(
        "{reference} fits the clip best at an offset of {offset_s:+.2} s, where they barely overlap: the true offset may lie beyond. Give \
         --offset SECONDS (time in the reference minus time in the clip)"
    )]
    AtTheEnd {
        /// Name of the reference.
        reference: String,
        /// The offset.
        offset_s: f64,
    },
    /// Clip and reference are too short to be aligned.
    #[error(
        "the clip and {reference} overlap too little to be aligned by their angles. Give --offset SECONDS (time in the reference minus time \
         in the clip)"
    )]
    TooShort {
        /// Name of the reference.
        reference: String,
    },
    /// The clip was analysed at another pace than the reference knows.
    #[error(
        "the clip was analysed as {analysed} times slower than life, {reference} says {known}: analyse it with --slow-motion {known}"
    )]
    SlowMotion {
        /// Name of the reference.
        reference: String,
        /// The factor of the analysis.
        analysed: f64,
        /// The factor that the reference knows.
        known: f64,
    },
}

//! Findings: what the strides say beside reference runners, and how sure that is.
//!
//! A finding is a value with an interval against a limit. The interval joins how the strides of the clip vary
//! (`bootstrap`) with the measured error of the source ([`Errors`], read as data). Limits, references and every text
//! are [`Rules`], one file that a physio can edit. Values whose angles count from standing are compared with references that
//! do the same, and with nothing else; a source whose error was not measured gives no verdict.
//!
//! Nothing here knows what the pelvis was measured from but by name, so that another source needs only its errors.

mod assess;
mod bootstrap;
mod errors;
mod extension;
mod judge;
mod main_finding;
mod quantity;
mod rules;
mod statistic;
mod verdict;
mod words;

#[cfg(test)]
mod tests;

pub use assess::{Assessment, ClipMean, Finding, Input, assess};
pub use errors::{ErrorZero, Errors, ErrorsBroken, MeasuredError, View};
pub use extension::{Parts, TiltInStride, tilt_at_peak_thigh_extension};
pub use main_finding::{MainFinding, PartsFinding, Range};
pub use quantity::{Quantity, Rests, Unit};
pub use rules::{BUILT_IN, ReferenceGroup, ReferenceZero, Rule, Rules, RulesError, Statistic, Text, Theme};
pub use verdict::Verdict;

//! The report: one plain [`document::Document`] in, every file of the output folder out.

pub mod document;

mod colours;
mod csv;
mod error;
mod finite;
mod json;
mod plots;
mod words;

pub use csv::{angles_csv, strides_csv};
pub use error::ReportError;
pub use json::{from_json, to_json};
pub use plots::{Plot, plots};

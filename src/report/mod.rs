//! The report: one plain [`document::Document`] in, every file of the output folder out.

pub mod document;

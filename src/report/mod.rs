//! The report: one plain [`document::Document`] in, every file of the output folder out.

pub mod document;

mod annotate;
mod colours;
mod compare;

mod error;
mod export;
mod face;

mod finite;
mod folder;
mod html;
mod json;
mod keyframes;
mod pdf;
mod plots;
mod style;
mod tables;
mod texts;
mod words;
mod write;

pub use annotate::{Annotator, Playback, annotate_frame, annotate_video};
pub use compare::{
    Change, ChangeVerdict, Comparison, NotComparable, Words, compare_results, comparison_csv, comparison_html,
};

pub use error::ReportError;
pub use export::{ExportError, mot, parquet, trc};
pub use face::cover_face;

pub use folder::{Contents, OutputFolder, default_folder, validation_folder};
pub use html::report_html;
pub use json::{from_json, to_json};
pub use keyframes::{KeyFrame, KeyFrames, Moment};
pub use pdf::report_pdf;
pub use plots::{
    BlandAltman, BlandAltmanPanel, BlandAltmanPoint, Plot, PointMark, bland_altman, compared_plots, plots,
};
pub use style::Style;
pub use tables::{TableKind, angles_csv, findings_csv, strides_csv};
pub use write::write_report;

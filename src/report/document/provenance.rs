//! Where a result comes from: program, models and clip.

use serde::{Deserialize, Serialize};

/// The program that made a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Program {
    /// `runtilt`.
    pub name: String,
    /// Version of the program.
    pub version: String,
    /// The inference runtime that ran the models; `None` where no model ran.
    pub runtime: Option<Runtime>,
}

/// The inference runtime.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Runtime {
    /// For example `OpenVINO`.
    pub name: String,
    /// Version of the runtime.
    pub version: String,
    /// On what it ran, for example `CPU, f32`.
    pub device: String,
}

/// A model file that took part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelFile {
    /// What it does, for example `landmarker heavy`.
    pub name: String,
    /// File name.
    pub file: String,
    /// SHA-256 of the file in hexadecimal.
    pub sha256: String,
    /// The package that it was published in.
    pub package: String,
    /// Version of that package.
    pub version: String,
}

/// The clip as the file describes itself. The name only: a path would say where the patient's video lies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clip {
    /// File name without its folder.
    pub file_name: String,
    /// SHA-256 of the file in hexadecimal.
    pub sha256: String,
    /// Size of the file.
    pub size_bytes: u64,
    /// Width of the upright frame.
    pub width_px: u32,
    /// Height of the upright frame.
    pub height_px: u32,
    /// Clockwise rotation that the file asks for and that was applied: 0, 90, 180 or 270.
    pub rotation_deg: u16,
    /// Video codec, for example `h264`.
    pub codec: String,
    /// The rate that the container claims.
    pub nominal_fps: Option<f64>,
    /// The median rate of the presentation times.
    pub median_fps: Option<f64>,
    /// Whether the time between frames varies.
    pub variable_frame_rate: bool,
    /// Number of frames read.
    pub frame_count: usize,
    /// Time from the first to the last frame.
    pub duration_s: f64,
    /// Where the times come from.
    pub timing_source: TimingSource,
}

/// Where the time of each frame comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimingSource {
    /// The presentation time that the container holds for each frame.
    PresentationTimes,
    /// The container's nominal rate: its presentation times were unusable.
    NominalRate,
    /// A true frame rate or slow-motion factor that the user gave.
    User,
}

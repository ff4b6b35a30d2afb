//! Results for other programs: OpenSim's motion and marker files, and tables of many clips in Parquet files.
//!
//! **Signs of OpenSim.** `pelvis_tilt` is **negative** where the pelvis is tilted forward, so it is minus our pelvic tilt;
//! `hip_flexion` and `lumbar_extension` are positive as their names say, as here; `knee_angle` is positive in flexion, as in
//! the newer models (Rajagopal et al. 2016; in older ones such as gait2392 it is negative). Every coordinate counts from what
//! the result counts from, which the file says, and not from the neutral posture of a model.
//!
//! What was not measured has no column; a gap is `nan` in a motion file and empty in a marker file.

mod mot;
mod parquet;
mod trc;

pub use mot::mot;
pub use parquet::parquet;
pub use trc::trc;

/// A result cannot become a file of that kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// No angle that the format knows was measured.
    #[error("no angle that an OpenSim motion file can hold was measured in this clip")]
    NoAngles,
    /// Lengths are in pixels.
    #[error(
        "this result has no scale, and a marker file needs metres: analyse the clip again with --height or --speed"
    )]
    NoScale,
    /// There is nothing to write.
    #[error("no result was given: name at least one folder that runtilt analyse wrote")]
    NoClips,
    /// Clips of one name from different folders would overwrite each other's files.
    #[error("two of the results would be written as {name}: export them one by one, each with its own --out")]
    SameName {
        /// The file.
        name: String,
    },
    /// One of the results must not be shown.
    #[error("{clip}: {problem}")]
    Unfit {
        /// Its name.
        clip: String,
        /// Why.
        problem: String,
    },
    /// The writer failed: a fault of the program.
    #[error("the Parquet file cannot be made: {problem}")]
    Parquet {
        /// What it said.
        problem: String,
    },
}

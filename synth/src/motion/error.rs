//! Why a motion cannot be made.

/// What cannot be, and what to change.
#[derive(Debug, thiserror::Error)]
pub enum MotionError {
    /// A number makes no sense.
    #[error("{what} is {value}: it must be {must}")]
    Unreasonable {
        /// The field of the recipe.
        what: &'static str,
        /// Its value.
        value: f64,
        /// What it must be.
        must: &'static str,
    },
    /// A recording cannot be used.
    #[error("cannot move a body by {}: {why}", path.display())]
    Recording {
        /// The file.
        path: std::path::PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The leg is too short for the step.
    #[error(
        "the legs ({leg_m:.2} m) do not reach over the ground that the foot covers in stance: use less speed, a shorter contact \
         (duty_factor) or less heel_ahead_m"
    )]
    OutOfReach {
        /// Thigh and shank together, metres.
        leg_m: f64,
    },
}

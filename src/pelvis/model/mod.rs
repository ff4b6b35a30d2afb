//! The pelvis read from the picture by our own network: where it looks, and what its readings of a clip are worth together.
//!
//! One picture says little (some 5 degrees); the mean over a clip says more, up to a constant of each body and its clothes that no number of
//! pictures removes. A standing clip of the same runner in the same clothes removes most of it. The swing within the stride is **not**
//! taken from the network: on runners whose pelvis does not swing it shows some (`models/PELVIS.md`).

mod estimate;
mod released;
mod squares;

pub use estimate::{Estimate, ModelReading, NoModel, change, estimate};
pub use released::Released;
pub use squares::squares;

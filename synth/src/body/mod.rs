//! A posed human body: MakeHuman's base mesh (CC0) in a shape, with a skeleton, anatomical landmarks and skinning.
//!
//! Three things of the base mesh are corrected for measuring hips and pelves: the hip joint centres (too wide and too far
//! back), the pelvis (its skin hung half from the lumbar spine; here it is rigid), and the feet (flat when the shank is upright).

mod assets;
mod build;
mod error;
mod landmark;
mod leg;
mod pelvis;
mod pose;
mod rig;
mod shape;
mod wearer;

pub use assets::Assets;
pub use build::Body;
pub use error::BodyError;
pub use leg::LegGeometry;
pub use pose::Pose;
pub use shape::BodySpec;

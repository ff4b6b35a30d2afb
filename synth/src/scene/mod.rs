//! The room, the treadmill, the light, the camera and the materials.

mod camera;
mod light;
mod material;
pub mod noise;
pub mod palette;
mod pattern;
mod room;
mod room_things;
mod shape;
mod treadmill;

pub use camera::{Camera, CameraError, CameraSpec, Projected};
pub use light::{Light, LightSpec};
pub use material::{Colour, Material, MaterialId, Palette, Pattern};
pub use pattern::{Look, look};
pub use room::{RoomKind, RoomSpec, build_set};
pub use shape::Shapes;
pub use treadmill::TreadmillSpec;

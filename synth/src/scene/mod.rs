//! The room, the treadmill, the light, the camera and the materials.

/// Index of a material in the scene's palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct MaterialId(pub u16);

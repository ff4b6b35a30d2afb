//! Whatever moves through a clip.

use crate::surface::Surface;
use glam::{DVec3, Vec3};
use std::collections::BTreeMap;

/// A person or thing that the renderer can ask where it is at a time.
pub trait Actor: Send {
    /// What to draw; does not change over the clip.
    fn surface(&self) -> &Surface;

    /// Moves to a time and gives the vertices there. Times never go back: cloth carries its own motion along.
    fn move_to(&mut self, time_s: f64) -> &[Vec3];

    /// Named points of the body in the world (see [`crate::body`]) and middles of stickers at the time last moved to.
    fn landmarks(&self) -> BTreeMap<String, DVec3>;
}

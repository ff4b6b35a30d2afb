//! Draws pictures: rasteriser, shading, shadows, motion blur.
//!
//! A picture is the mean of several passes, each at its own moment of the exposure and its own place within the pixels: that
//! blurs what moves and smooths edges in one. What stands is drawn once for each place and kept.

mod booth;
mod mesh;
mod raster;
mod scan;
mod seen;
mod shade;
mod shadow;
mod stage;

pub use booth::{Booth, Still};
pub use stage::{Picture, ShutterSpec, Stage};

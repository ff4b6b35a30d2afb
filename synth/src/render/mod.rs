//! Draws one picture: rasteriser, shading, shadows, motion blur.

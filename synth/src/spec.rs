//! The recipe of a clip.

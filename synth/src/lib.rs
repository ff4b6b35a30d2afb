//! Renders runners whose joint angles are exactly known, to measure what runtilt reads from them.
//!
//! Data flows one way: [`motion`] says how each joint stands at a time, [`body`] poses a person with it, [`wardrobe`]
//! dresses that person, [`scene`] puts both in front of a camera, [`render`] draws, [`film`] makes the clip, and [`record`]
//! writes what is true beside it. [`spec`] is the recipe of a clip; [`crops`] makes small stills for training instead.
//!
//! **World frame**, everywhere: x forward (the way the runner faces), y up, z to the runner's right; metres; the running
//! surface is y = 0. A camera on the +z side sees the right side of the runner, who then faces right in the picture.
//! Angles are radians inside and have the signs of `docs/CONVENTIONS.md`; degrees only in recipes and files (names end in `_deg`).

pub mod actor;
pub mod body;
pub mod crops;
pub mod film;
pub mod motion;
pub mod posture;
pub mod record;
pub mod render;
pub mod scene;
pub mod side;
pub mod spec;
pub mod surface;
pub mod wardrobe;

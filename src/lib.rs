//! runtilt turns a side-view running video into joint angles over the gait cycle, each with its
//! uncertainty, or says why it cannot.
//!
//! Data flows one way and the modules read in that order:
//! [`video`] → [`pose`] → [`track`] → [`pelvis`] → [`kinematics`] → [`gait`] → [`findings`] →
//! [`report`]; `pipeline` composes them.
//! `docs/ARCHITECTURE.md` holds the layout, `docs/CONVENTIONS.md` axes, signs and zeros, and
//! `docs/METHODS.md` each formula with its paper.

pub mod body;
pub mod cli;
pub mod corrections;
pub mod findings;
pub mod gait;
pub mod kinematics;
pub mod models;
pub mod pelvis;
pub mod pipeline;
pub mod pose;
pub mod report;
pub mod robust;
pub mod series;
pub mod store;
pub mod track;
pub mod units;
pub mod validate;
pub mod video;
pub mod web;

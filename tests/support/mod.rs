//! Shared by the integration tests; each test binary uses a part of it.
#![allow(dead_code)] // Every test binary compiles all of it and uses some of it.

pub mod filter;
pub mod mocap;
pub mod pose;
pub mod stick_runner;

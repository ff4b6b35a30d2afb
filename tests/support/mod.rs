//! Shared by the integration tests; each test binary uses a part of it.
#![allow(dead_code)] // Every test binary compiles all of it and uses some of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // In tests a panic is the report.
#![allow(clippy::print_stderr)] // A skipped test says why.

pub mod filter;
pub mod fukuchi;
pub mod hamner;
pub mod mocap;
pub mod noise;
pub mod planar;
pub mod pose;
pub mod recording;
pub mod score;
pub mod stick_runner;
pub mod timing;

//! The command line program: arguments in, exit code out. Everything else is in the library.

use clap::Parser;
use runtilt::cli::{Cli, run};
use runtilt::video::quiet_backend;
use std::process::ExitCode;

fn main() -> ExitCode {
    // Before any thread starts: FFmpeg would print its own complaints beside ours.
    quiet_backend();
    run(Cli::parse())
}

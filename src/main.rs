//! The command line program: arguments in, exit code out. Everything else is in the library.

use clap::Parser;
use runtilt::cli::{Cli, run};
use std::process::ExitCode;

fn main() -> ExitCode {
    run(Cli::parse())
}

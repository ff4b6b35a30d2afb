//! Arguments into options, results and errors into what the user sees.

mod analyse;
mod args;
mod compare;
mod exit;
mod export;
mod models;
mod progress;
mod results;
mod rules;
mod serve;
mod validate;

pub use args::Cli;
pub use exit::Exit;

use crate::pipeline::quiet_backend;
use crate::pose::Cancel;
use anyhow::Context;
use args::Command;
use std::io::Write;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// Runs one command and says how it went.
pub fn run(cli: Cli) -> ExitCode {
    // Before any thread starts: FFmpeg would print its own complaints beside ours.
    quiet_backend();
    start_log(cli.verbose, cli.quiet);
    let outcome = match &cli.command {
        Command::Analyse(args) => analyse::run(args, cli.quiet),
        Command::Validate(args) => validate::run(args, cli.quiet),
        Command::Compare(args) => compare::run(args, cli.quiet),
        Command::Export(args) => export::run(args, cli.quiet),
        Command::Rules => rules::run(),
        Command::Serve(args) => serve::run(args, cli.quiet),
        Command::Models(command) => models::run(*command, cli.quiet),
    };
    match outcome {
        Ok(exit) => exit.into(),
        Err(error) => {
            say(&format!("error: {}", in_words(&error)));
            Exit::of(&error).into()
        }
    }
}

/// An error with its causes, but for those whose words were said already: many messages contain their cause's.
fn in_words(error: &anyhow::Error) -> String {
    error.chain().fold(String::new(), |said, cause| match cause.to_string() {
        cause if said.is_empty() => cause,
        cause if said.contains(&cause) => said,
        cause => format!("{said}: {cause}"),
    })
}

/// A token that Ctrl-C cancels.
fn cancel_on_ctrl_c() -> anyhow::Result<Cancel> {
    let cancel = Cancel::default();
    let stop = cancel.clone();
    ctrlc::set_handler(move || stop.cancel()).context("Ctrl-C cannot be handled on this system")?;
    Ok(cancel)
}

/// A line for the user on standard error. A closed standard error is nobody to tell.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

fn start_log(verbose: u8, quiet: bool) {
    let level = match (quiet, verbose) {
        (true, _) => "error",
        (false, 0) => "warn",
        (false, 1) => "runtilt=info,warn",
        (false, _) => "debug",
    };
    let filter = EnvFilter::try_from_env("RUNTILT_LOG").unwrap_or_else(|_| EnvFilter::new(level));
    // A second subscriber is refused, for instance when tests run several commands in one process; the first serves.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .without_time()
        .try_init();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_is_said_once() {
        let error = anyhow::anyhow!("no such file").context("run.mp4 cannot be read");
        assert_eq!(in_words(&error), "run.mp4 cannot be read: no such file");
        let error =
            anyhow::anyhow!("no such file").context("run.mp4 cannot be read: no such file; look again");
        assert_eq!(in_words(&error), "run.mp4 cannot be read: no such file; look again");
    }
}

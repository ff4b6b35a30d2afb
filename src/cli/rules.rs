//! `runtilt rules`.

use super::exit::Exit;
use crate::findings::BUILT_IN;
use anyhow::{Context, Result};
use std::io::Write;

/// Prints the built-in rules.
pub fn run() -> Result<Exit> {
    match std::io::stdout().lock().write_all(BUILT_IN.as_bytes()) {
        // The reader of the pipe has seen enough.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(Exit::Done),
        written => written.map(|()| Exit::Done).context("the rules cannot be printed"),
    }
}

//! `runtilt serve`.

use super::args::ServeArgs;
use super::exit::Exit;
use super::say;
use crate::models::Store;
use crate::store::Library;
use crate::web::{Access, Address, Desk, serve};
use anyhow::{Context, Result};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

/// Serves the page until Ctrl-C.
pub fn run(args: &ServeArgs, quiet: bool) -> Result<Exit> {
    let models = Store::locate()?;
    let folder = match &args.data {
        Some(folder) => folder.clone(),
        None => default_folder().context("there is no home folder: say with --data where to keep clips")?,
    };
    let library = Library::open(&folder)?;
    let access = Access { token: args.token.clone(), hosts: args.allow_host.clone() };
    let desk = Desk::new(library, models, access, args.max_upload_mb * 1_000_000)
        .context("the system has no random numbers")?;
    let ready = |address: SocketAddr| {
        if !quiet {
            say(&format!("runtilt is at http://{address}/ (Ctrl-C stops it)"));
            say(&format!("clips and results are kept in {}", folder.display()));
        }
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the server's threads cannot be started")?;
    let address = Address { ip: args.address, port: args.port };
    runtime.block_on(serve(Arc::new(desk), address, ready, stopped()))?;
    Ok(Exit::Done)
}

/// Ctrl-C, or the system's wish to stop.
async fn stopped() {
    let ctrl_c = async {
        // Without the signal the server runs until it is killed, which it survives.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! { () = ctrl_c => {}, () = terminated => {} }
}

/// `$XDG_DATA_HOME/runtilt/desk`, by default `~/.local/share/runtilt/desk`.
fn default_folder() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let data = set("XDG_DATA_HOME").or_else(|| Some(set("HOME")?.join(".local").join("share")))?;
    Some(data.join("runtilt").join("desk"))
}

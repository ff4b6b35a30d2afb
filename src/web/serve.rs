//! Binding and running the server.

use super::{Access, Desk, Worker, app};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use tokio::net::TcpListener;

/// Where to listen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Address {
    /// The address; loopback unless the user wants more.
    pub ip: IpAddr,
    /// The port; 0 takes a free one.
    pub port: u16,
}

/// Why the server does not run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// More than this machine would be listened to, without a token.
    #[error(
        "--address {0} lets other machines in, and clips of patients are health data: give a --token (at least {SHORTEST_TOKEN} letters) \
         or set RUNTILT_TOKEN, and mind that the connection is not encrypted"
    )]
    TokenMissing(IpAddr),
    /// A token that can be tried out.
    #[error("the token has {0} letters: take at least {SHORTEST_TOKEN}")]
    TokenShort(usize),
    /// Somebody listens there already, or it is not allowed.
    #[error(
        "{address} cannot be listened to: {source}. Choose another port with --port, or 0 for any free one"
    )]
    Bind {
        /// Where.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// The system.
    #[error("the server cannot run: {0}")]
    Io(#[from] std::io::Error),
}

/// Fewest letters of a token.
const SHORTEST_TOKEN: usize = 16;

/// Serves until `stop` is done. `ready` is told the address that is listened to.
///
/// # Errors
/// [`ServeError`]; nothing was served then, unless the connection itself broke.
pub async fn serve(
    desk: Arc<Desk>,
    address: Address,
    ready: impl FnOnce(SocketAddr),
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    check_access(&desk.access, address.ip)?;
    let wanted = SocketAddr::new(address.ip, address.port);
    let listener =
        TcpListener::bind(wanted).await.map_err(|source| ServeError::Bind { address: wanted, source })?;
    let worker = Worker::start(&desk)?;
    ready(listener.local_addr()?);
    // Streams of events never end by themselves: whoever still listens when the server stops is cut off.
    let served = tokio::select! {
        served = axum::serve(listener, app(Arc::clone(&desk))).into_future() => served,
        () = stop => Ok(()),
    };
    tokio::task::spawn_blocking(move || worker.stop()).await.map_err(std::io::Error::other)?;
    Ok(served?)
}

fn check_access(access: &Access, ip: IpAddr) -> Result<(), ServeError> {
    match &access.token {
        None if !ip.is_loopback() => Err(ServeError::TokenMissing(ip)),
        Some(token) if token.chars().count() < SHORTEST_TOKEN => {
            Err(ServeError::TokenShort(token.chars().count()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    #[test]
    fn other_machines_need_a_token() {
        let (here, everywhere) = (IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        let with = |token: &str| Access { token: Some(token.to_owned()), hosts: Vec::new() };
        assert!(check_access(&Access::default(), here).is_ok());
        assert!(matches!(check_access(&Access::default(), everywhere), Err(ServeError::TokenMissing(_))));
        assert!(matches!(check_access(&with("short"), everywhere), Err(ServeError::TokenShort(5))));
        assert!(check_access(&with("long enough to keep"), everywhere).is_ok());
    }
}

//! The listener: an accept loop with deadlines, limits on connections, and a graceful stop.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::time::Duration;

use anyhow::anyhow;
use axum::Router;
use axum::extract::{ConnectInfo, Request};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use ipnet::IpNet;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tower::ServiceExt;

use super::rooms::Rooms;

/// The most headers of a request.
const MAX_HEADERS: usize = 64;
const MAX_HEADER_BYTES: usize = 32 * 1024;

/// Limits of clients, and of a stop.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The deadline for a request's headers, on an idle connection too.
    pub headers: Duration,
    /// The deadline for requests in progress when the program stops.
    pub drain: Duration,
    /// The most connections; further ones wait in the listener's queue.
    pub connections: usize,
    /// The most connections from one network that is no proxy's; further ones are closed.
    pub of_one_network: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            headers: Duration::from_secs(30),
            drain: Duration::from_secs(8),
            connections: 20_000,
            of_one_network: 500,
        }
    }
}

/// Listens on the address.
///
/// # Errors
/// When the address is in use or not this machine's.
pub async fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| {
        let advice = match error.kind() {
            ErrorKind::AddrInUse => {
                "another program uses this port: stop it, or choose another port"
            }
            ErrorKind::AddrNotAvailable => {
                "this machine does not have this address: use one of its own, or 0.0.0.0 for all"
            }
            ErrorKind::PermissionDenied => {
                "this user is not allowed to: ports below 1024 are privileged, so choose a higher one"
            }
            _ => "see the system's error",
        };
        anyhow!("the setting listen: cannot listen on {address}: {error}; {advice}")
    })
}

/// Serves until `stop` resolves, then lets requests in progress finish. `trusted` are the networks
/// of proxies.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    trusted: Vec<IpNet>,
    stop: impl Future<Output = ()>,
) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(limits.headers)
        .max_headers(MAX_HEADERS)
        .max_buf_size(MAX_HEADER_BYTES);
    let connections = GracefulShutdown::new();
    let rooms = Rooms::new(limits.connections, limits.of_one_network, trusted);
    let mut stop = std::pin::pin!(stop);
    loop {
        let next = async {
            let place = rooms.place().await;
            (listener.accept().await, place)
        };
        let (accepted, place) = tokio::select! {
            next = next => next,
            () = &mut stop => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // For example out of file descriptors: wait for some to be freed instead of
                // spinning.
                tracing::error!(event = "accept_failed", %error, "cannot accept a connection");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let Some(room) = place.and_then(|place| rooms.take(peer.ip(), place)) else { continue };
        let _ = stream.set_nodelay(true);
        let service = router.clone().map_request(move |mut request: Request<_>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            request
        });
        let connection =
            http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
        let connection = connections.watch(connection);
        tokio::spawn(async move {
            let _held = room;
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection broke");
            }
        });
    }
    drop(listener);
    if tokio::time::timeout(limits.drain, connections.shutdown()).await.is_err() {
        tracing::warn!(
            event = "requests_cut_off",
            "some requests were still under way at the deadline"
        );
    }
}

/// Listens for the signals that stop the process; the returned future resolves at the first.
///
/// # Errors
/// When signals cannot be listened for.
pub fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

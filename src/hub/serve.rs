//! Listening, until somebody says that it is enough.

use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;

/// An open door.
#[derive(Debug)]
pub struct Listening {
    listener: TcpListener,
    /// Where it really is: a port of 0 has become one.
    pub address: SocketAddr,
}

/// Why nobody can come in.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error("The address {address} cannot be listened on: {why}. Is another hub running there?")]
    Address { address: String, why: std::io::Error },
    #[error("The server ended: {0}.")]
    Ended(#[from] std::io::Error),
}

impl Listening {
    /// # Errors
    /// When the address is taken or not this machine's.
    pub async fn on(address: &str) -> Result<Listening, ServeError> {
        let failed = |why| ServeError::Address { address: address.to_owned(), why };
        let listener = TcpListener::bind(address).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        Ok(Listening { listener, address })
    }
}

/// How long those who are being served may take once it is over.
const PATIENCE: Duration = Duration::from_secs(3);

/// Serves until `shutdown` is ready; then what is under way comes to its end, and live channels are
/// cut.
///
/// # Errors
/// When the socket does not go on.
pub async fn serve(
    listening: Listening,
    router: Router,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    let (over, is_over) = tokio::sync::oneshot::channel();
    let ended = async move {
        shutdown.await;
        // Whoever waits for it may be gone already.
        let _ = over.send(());
    };
    let serving = axum::serve(listening.listener, router.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(ended);
    let last_minutes = async {
        if is_over.await.is_err() {
            std::future::pending::<()>().await;
        }
        tokio::time::sleep(PATIENCE).await;
    };
    tokio::select! {
        ended = serving => ended.map_err(ServeError::Ended),
        () = last_minutes => Ok(()),
    }
}

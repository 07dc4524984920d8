//! Listening, with TLS or without, until somebody says that it is enough.

use std::future::Future;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::Router;
use axum_server::Handle;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use tokio::net::TcpListener;

use super::Hub;

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
    #[error(
        "The certificate {} with the key {} cannot be used: {why}. Both are PEM files; the certificate's \
         own comes first in its file, then those that vouch for it.", .certificate.display(), .key.display()
    )]
    Certificate { certificate: PathBuf, key: PathBuf, why: std::io::Error },
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

    /// Whether other machines can come in.
    pub fn is_open_to_others(&self) -> bool {
        !self.address.ip().to_canonical().is_loopback()
    }
}

/// The hub's certificate and its key. Clones share it.
#[derive(Clone, Debug)]
pub struct Certificate {
    config: RustlsConfig,
    certificate: PathBuf,
    key: PathBuf,
}

impl Certificate {
    /// # Errors
    /// When one of the files cannot be read, or they do not belong together.
    pub async fn read(certificate: &Path, key: &Path) -> Result<Certificate, ServeError> {
        // The first caller in the process wins; all of them want the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let config = RustlsConfig::from_pem_file(certificate, key).await;
        let (certificate, key) = (certificate.to_owned(), key.to_owned());
        match config {
            Ok(config) => Ok(Certificate { config, certificate, key }),
            Err(why) => Err(ServeError::Certificate { certificate, key, why }),
        }
    }

    /// Takes up what the files hold now, for connections that come from here on.
    ///
    /// # Errors
    /// When it cannot be used; what was used before goes on.
    pub async fn read_again(&self) -> Result<(), ServeError> {
        let read = self.config.reload_from_pem_file(&self.certificate, &self.key).await;
        let (certificate, key) = (self.certificate.clone(), self.key.clone());
        read.map_err(|why| ServeError::Certificate { certificate, key, why })
    }
}

/// How long those who are being served may take once it is over.
const PATIENCE: Duration = Duration::from_secs(3);
/// Whoever opens a connection and then does not say what for is cut.
const HEAD: Duration = Duration::from_secs(20);
/// What one connection may hold back in memory, bytes. Bodies flow through it; heads must fit.
const BUFFER: usize = 64 * 1024;

/// Works as a hub until `shutdown` is ready; then live channels are cut, and what is under way
/// comes to its end.
///
/// # Errors
/// When the socket does not go on.
pub async fn work(
    hub: Hub,
    listening: Listening,
    certificate: Option<Certificate>,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    let router = super::router(hub.clone());
    let shutdown = async move {
        shutdown.await;
        hub.live.displays.end();
    };
    go(listening, router, certificate, shutdown).await
}

/// Serves a router until `shutdown` is ready; then what is under way comes to its end.
///
/// # Errors
/// When the socket does not go on.
pub async fn serve(
    listening: Listening,
    router: Router,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    go(listening, router, None, shutdown).await
}

async fn go(
    listening: Listening,
    router: Router,
    certificate: Option<Certificate>,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    let handle = Handle::new();
    let ending = {
        let handle = handle.clone();
        async move {
            shutdown.await;
            handle.graceful_shutdown(Some(PATIENCE));
        }
    };
    let ending = tokio::spawn(ending);
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let mut server = axum_server::Server::<SocketAddr>::from_listener(listening.listener)
        .handle(handle)
        .first_request_timeout(HEAD);
    server.http_builder().http1().header_read_timeout(HEAD).max_buf_size(BUFFER);
    let ended = match certificate {
        None => server.serve(service).await,
        Some(certificate) => {
            let acceptor = RustlsAcceptor::new(certificate.config).handshake_timeout(HEAD);
            server.acceptor(acceptor).serve(service).await
        }
    };
    ending.abort();
    ended.map_err(ServeError::Ended)
}

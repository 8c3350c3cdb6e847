//! A connection to a mail server: TCP, and TLS over it.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use lettre::transport::smtp::client::AsyncTokioStream;
use rustls::ClientConfig;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls_platform_verifier::Verifier;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::error::MailError;

/// A connection, protected or not.
#[derive(Debug)]
pub(crate) struct Connection {
    way: Way,
    /// Bytes that are read before those of the network: the greeting, which was read in the clear.
    first: &'static [u8],
}

#[derive(Debug)]
enum Way {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
}

impl Connection {
    pub(crate) fn plain(tcp: TcpStream) -> Self {
        Self {
            way: Way::Plain(tcp),
            first: b"",
        }
    }

    pub(crate) fn tls(tls: TlsStream<TcpStream>) -> Self {
        Self {
            way: Way::Tls(Box::new(tls)),
            first: b"",
        }
    }

    /// Gives these bytes to the reader first.
    pub(crate) fn beginning(mut self, first: &'static [u8]) -> Self {
        self.first = first;
        self
    }
}

/// Connects.
pub(crate) async fn tcp(host: &str, port: u16) -> Result<TcpStream, MailError> {
    TcpStream::connect((host, port))
        .await
        .map_err(|_| unreachable(host))
}

/// Carries out one step within a time limit; what takes longer did not answer.
pub(crate) async fn within<T>(
    limit: Duration,
    host: &str,
    step: impl Future<Output = Result<T, MailError>>,
) -> Result<T, MailError> {
    tokio::time::timeout(limit, step)
        .await
        .unwrap_or_else(|_| Err(unreachable(host)))
}

pub(crate) fn unreachable(host: &str) -> MailError {
    MailError::Unreachable {
        host: host.to_owned(),
    }
}

/// Protects a connection. The server must prove that it is `host`, to the system's certificates
/// or to one of `roots`.
pub(crate) async fn secure(
    tcp: TcpStream,
    host: &str,
    roots: &[Vec<u8>],
) -> Result<TlsStream<TcpStream>, MailError> {
    let name = ServerName::try_from(host.to_owned()).map_err(|_| {
        MailError::settings("host", "This is no name of a mail server. Correct it.")
    })?;
    let config = config(roots).ok_or_else(|| {
        MailError::settings(
            "security",
            "This computer's certificates could not be read, so no safe connection can be made. \
             Install the package of CA certificates.",
        )
    })?;
    TlsConnector::from(config)
        .connect(name, tcp)
        .await
        .map_err(|error| handshake(host, &error))
}

fn config(roots: &[Vec<u8>]) -> Option<Arc<ClientConfig>> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let roots = roots.iter().map(|der| CertificateDer::from(der.clone()));
    let verifier = Verifier::new_with_extra_roots(roots, Arc::clone(&provider)).ok()?;
    // The name of this step of rustls warns of verifiers that verify nothing; this one is the
    // system's.
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .ok()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    Some(Arc::new(config))
}

fn handshake(host: &str, error: &io::Error) -> MailError {
    let reason = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<rustls::Error>());
    match reason {
        Some(rustls::Error::InvalidCertificate(_)) => MailError::BadCertificate {
            host: host.to_owned(),
        },
        Some(rustls::Error::InvalidMessage(_)) => MailError::settings(
            "security",
            "The server does not speak TLS on this port. Choose STARTTLS, or correct the port.",
        ),
        _ => unreachable(host),
    }
}

/// Reads a line without its end and not one byte more: what follows a `STARTTLS` in the clear must
/// never be taken for something that came protected.
pub(crate) async fn line_alone(tcp: &mut TcpStream) -> io::Result<Vec<u8>> {
    const LONGEST: usize = 2_000;
    let mut line = Vec::new();
    loop {
        let byte = tcp.read_u8().await?;
        match byte {
            b'\n' => {
                if line.last() == Some(&b'\r') {
                    line.pop();
                }
                return Ok(line);
            }
            _ if line.len() >= LONGEST => return Err(io::ErrorKind::InvalidData.into()),
            byte => line.push(byte),
        }
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if !this.first.is_empty() {
            let (now, later) = this.first.split_at(this.first.len().min(buf.remaining()));
            buf.put_slice(now);
            this.first = later;
            return Poll::Ready(Ok(()));
        }
        match &mut this.way {
            Way::Plain(tcp) => Pin::new(tcp).poll_read(cx, buf),
            Way::Tls(tls) => Pin::new(tls).poll_read(cx, buf),
        }
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        match &mut self.get_mut().way {
            Way::Plain(tcp) => Pin::new(tcp).poll_write(cx, bytes),
            Way::Tls(tls) => Pin::new(tls).poll_write(cx, bytes),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.get_mut().way {
            Way::Plain(tcp) => Pin::new(tcp).poll_flush(cx),
            Way::Tls(tls) => Pin::new(tls).poll_flush(cx),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.get_mut().way {
            Way::Plain(tcp) => Pin::new(tcp).poll_shutdown(cx),
            Way::Tls(tls) => Pin::new(tls).poll_shutdown(cx),
        }
    }
}

impl AsyncTokioStream for Connection {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        match &self.way {
            Way::Plain(tcp) => tcp.peer_addr(),
            Way::Tls(tls) => tls.get_ref().0.peer_addr(),
        }
    }
}

//! Connections that can be cut without an answer, as a server that has gone
//! cuts them.
//!
//! The desk is on the gateway's port, so the port cannot be closed: a
//! connection is taken, and dropped once it is seen to be for the gateway. A
//! client cannot tell that from one that was reset.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll};

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// A port whose connections can be cut.
pub(super) struct Connections(pub(super) TcpListener);

impl Listener for Connections {
    type Io = Connection;
    type Addr = std::net::SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        let (stream, address) = Listener::accept(&mut self.0).await;
        let connection = Connection {
            stream,
            scissors: Scissors::default(),
        };
        (connection, address)
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.0.local_addr()
    }
}

/// What cuts a connection: nothing more is written to it, and it is closed.
#[derive(Clone, Default)]
pub(super) struct Scissors(Arc<AtomicU8>);

const WHOLE: u8 = 0;
const CUT: u8 = 1;
const RESET: u8 = 2;

impl Scissors {
    pub(super) fn cut(&self) {
        self.0.store(CUT, Ordering::Relaxed);
    }

    /// As [`Self::cut`], with a reset in the place of an orderly end.
    pub(super) fn reset(&self) {
        self.0.store(RESET, Ordering::Relaxed);
    }

    fn check(&self) -> io::Result<()> {
        if self.0.load(Ordering::Relaxed) == WHOLE {
            Ok(())
        } else {
            Err(io::ErrorKind::ConnectionReset.into())
        }
    }
}

impl Connected<IncomingStream<'_, Connections>> for Scissors {
    fn connect_info(incoming: IncomingStream<'_, Connections>) -> Self {
        incoming.io().scissors.clone()
    }
}

/// A connection that is closed at its first write after it was cut.
pub(super) struct Connection {
    stream: TcpStream,
    scissors: Scissors,
}

impl Drop for Connection {
    fn drop(&mut self) {
        if self.scissors.0.load(Ordering::Relaxed) == RESET {
            // Without it the connection ends in order, which is a cut too.
            let _ = self.stream.set_zero_linger();
        }
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.scissors.check()?;
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.scissors.check()?;
        Pin::new(&mut self.stream).poll_write_vectored(context, parts)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

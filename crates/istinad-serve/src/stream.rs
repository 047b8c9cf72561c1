//! A body that is sent while it comes to be, piece by piece, no faster than it is taken.

use std::convert::Infallible;
use std::fs::File;
use std::io::Read as _;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use http_body::Frame;
use tokio::sync::mpsc::{self, Receiver, Sender};

/// How many pieces wait to be taken.
const WAITING: usize = 4;
/// How large a piece is.
pub(crate) const PIECE: usize = 64 << 10;

/// A body and its other end. Who takes the body and goes away closes the other end.
pub(crate) fn body() -> (Sender<Bytes>, Body) {
    let (sender, receiver) = mpsc::channel(WAITING);
    (sender, Body::new(Pieces(receiver)))
}

struct Pieces(Receiver<Bytes>);

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        self.0.poll_recv(context).map(|piece| piece.map(|piece| Ok(Frame::data(piece))))
    }
}

/// A file as a body.
pub(crate) fn of_file(mut file: File) -> Body {
    let (sender, body) = body();
    tokio::task::spawn_blocking(move || {
        let mut piece = vec![0; PIECE];
        while let Ok(length @ 1..) = file.read(&mut piece) {
            if sender.blocking_send(Bytes::copy_from_slice(&piece[..length])).is_err() {
                break;
            }
        }
    });
    body
}

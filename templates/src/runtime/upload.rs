//! What is sent as it is: bytes, files, and anything that reads.

use std::{
    error::Error as StdError,
    fmt, fs, io,
    path::{Path, PathBuf},
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};
use tokio::io::{AsyncRead, ReadBuf};

use super::{
    body::{Content, Payload, Source},
    call::Call,
    clock::BoxFuture,
};

/// How many bytes are read at a time.
const CHUNK: usize = 64 * 1024;

/// Pieces of a body, as they are read.
pub(crate) type Chunks = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>;

/// What a call sends: bytes, a text, a file, or anything that reads.
///
/// Bytes and texts become one with `into()`. A call whose body is read from a stream or a reader is
/// made once and never tried again, since what was read is gone; bytes and files can be sent again.
///
/// Where the length is not known, HTTP/1.1 sends the body in chunks, which some servers refuse: say
/// it with [`with_length`](Self::with_length) if you know it.
#[derive(Clone)]
pub struct Body {
    kind: Kind,
}

#[derive(Clone)]
enum Kind {
    Bytes(Bytes),
    File(Arc<PathBuf>, u64),
    Once(Arc<Mutex<Option<Chunks>>>, Option<u64>),
}

impl Body {
    /// A file, which is opened and read when the call is sent. Its length is that of now.
    ///
    /// # Errors
    ///
    /// The error of the file system if there is no such file.
    pub fn from_path(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let found = fs::metadata(path)?;
        if found.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        Ok(Self { kind: Kind::File(Arc::new(path.to_owned()), found.len()) })
    }

    /// What a reader gives, such as a `tokio::fs::File`.
    pub fn from_reader(reader: impl AsyncRead + Send + 'static) -> Self {
        Self::once(Box::pin(Reader::new(reader)))
    }

    /// What a stream gives.
    pub fn from_stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        Self::once(Box::pin(Mapped(Box::pin(stream))))
    }

    fn once(chunks: Chunks) -> Self {
        Self { kind: Kind::Once(Arc::new(Mutex::new(Some(chunks))), None) }
    }

    /// Says how many bytes there are. Another number of them breaks the call off.
    pub fn with_length(mut self, length: u64) -> Self {
        if let Kind::Once(_, known) = &mut self.kind {
            *known = Some(length);
        }
        self
    }

    /// How many bytes there are, where that is known.
    pub(crate) fn length(&self) -> Option<u64> {
        match &self.kind {
            Kind::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Kind::File(_, length) => Some(*length),
            Kind::Once(_, length) => *length,
        }
    }

    /// The pieces, for one attempt; none if they were sent already.
    pub(crate) fn chunks(&self) -> Option<Chunks> {
        match &self.kind {
            Kind::Bytes(bytes) => Some(Box::pin(One(Some(bytes.clone())))),
            Kind::File(path, _) => Some(Box::pin(File::new(path.clone()))),
            Kind::Once(chunks, _) => chunks.lock().unwrap_or_else(PoisonError::into_inner).take(),
        }
    }

    fn content(self) -> Content {
        match self.kind {
            Kind::Bytes(bytes) => Content::Whole(bytes),
            _ => Content::Streamed(Arc::new(self)),
        }
    }
}

impl Source for Body {
    fn body(&self) -> Option<reqwest::Body> {
        Some(sent(self.chunks()?, self.length()))
    }

    fn can_repeat(&self) -> bool {
        !matches!(self.kind, Kind::Once(..))
    }
}

impl Call {
    /// Sets a body that may be read while it is sent.
    pub(crate) fn upload(self, content_type: &str, body: impl Into<Body>) -> Self {
        self.body(Payload::with(content_type, body.into().content()))
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self { kind: Kind::Bytes(bytes) }
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<&[u8]> for Body {
    fn from(bytes: &[u8]) -> Self {
        bytes.to_vec().into()
    }
}

impl<const N: usize> From<&[u8; N]> for Body {
    fn from(bytes: &[u8; N]) -> Self {
        bytes.to_vec().into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&str> for Body {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The bytes may be private.
        let kind = match &self.kind {
            Kind::Bytes(_) => "bytes",
            Kind::File(..) => "file",
            Kind::Once(..) => "stream",
        };
        f.debug_struct("Body").field("kind", &kind).field("length", &self.length()).finish()
    }
}

/// Pieces as a body of reqwest's.
pub(crate) fn sent(chunks: Chunks, length: Option<u64>) -> reqwest::Body {
    reqwest::Body::wrap(Sent { chunks: Mutex::new(chunks), length })
}

/// Pieces that are being sent. The lock, which nobody waits for, makes them `Sync`.
struct Sent {
    chunks: Mutex<Chunks>,
    length: Option<u64>,
}

impl http_body::Body for Sent {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let chunks = self.get_mut().chunks.get_mut().unwrap_or_else(PoisonError::into_inner);
        let chunk = ready!(chunks.as_mut().poll_next(cx));
        Poll::Ready(chunk.map(|chunk| chunk.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// One piece.
struct One(Option<Bytes>);

impl Stream for One {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().map(Ok))
    }
}

/// A stream with errors of another kind.
struct Mapped<S>(Pin<Box<S>>);

impl<S, B, E> Stream for Mapped<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<Box<dyn StdError + Send + Sync>>,
{
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = ready!(self.0.as_mut().poll_next(cx));
        Poll::Ready(item.map(|item| item.map(Into::into).map_err(io::Error::other)))
    }
}

/// What a reader gives.
struct Reader<R> {
    reader: Pin<Box<R>>,
    buffer: Vec<u8>,
}

impl<R: AsyncRead> Reader<R> {
    fn new(reader: R) -> Self {
        Self { reader: Box::pin(reader), buffer: vec![0; CHUNK] }
    }
}

impl<R: AsyncRead> Stream for Reader<R> {
    type Item = io::Result<Bytes>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { reader, buffer } = self.get_mut();
        let mut buffer = ReadBuf::new(buffer);
        let read = ready!(reader.as_mut().poll_read(cx, &mut buffer));
        Poll::Ready(match (read, buffer.filled()) {
            (Err(error), _) => Some(Err(error)),
            (Ok(()), []) => None,
            (Ok(()), filled) => Some(Ok(Bytes::copy_from_slice(filled))),
        })
    }
}

/// A file that is opened first.
enum File {
    Opening(BoxFuture<io::Result<tokio::fs::File>>),
    Open(Reader<tokio::fs::File>),
}

impl File {
    fn new(path: Arc<PathBuf>) -> Self {
        Self::Opening(Box::pin(async move { tokio::fs::File::open(&*path).await }))
    }
}

impl Stream for File {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match &mut *self {
                Self::Open(reader) => return Pin::new(reader).poll_next(cx),
                Self::Opening(file) => match ready!(file.as_mut().poll(cx)) {
                    Ok(file) => *self = Self::Open(Reader::new(file)),
                    Err(error) => return Poll::Ready(Some(Err(error))),
                },
            }
        }
    }
}

//! What is sent as it is: bytes, files, and anything that reads.

use std::{
    error::Error as StdError,
    fmt, fs,
    io::{self, Read as _},
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
    body::{Content, Fault, Payload, Source},
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
    /// A file, and its length where it has one.
    File(Arc<PathBuf>, Option<u64>),
    Once(Arc<Mutex<Option<Chunks>>>, Option<u64>),
}

impl Body {
    /// A file, which is opened and read when the call is sent. Its length is that of now: what is
    /// written behind it later is not sent, and a call whose file is shorter then fails.
    ///
    /// A pipe or a device has no length, and is read once. Neither has a file whose content the
    /// system makes as it is read, such as those of `/proc`.
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
        let path = Arc::new(path.to_owned());
        if !found.is_file() {
            return Ok(Self::once(Box::pin(File::new(path, None))));
        }
        let has_length = found.len() > 0 || fs::File::open(&*path)?.read(&mut [0])? == 0;
        Ok(Self { kind: Kind::File(path, has_length.then_some(found.len())) })
    }

    /// What a reader gives, such as a `tokio::fs::File`.
    pub fn from_reader(reader: impl AsyncRead + Send + 'static) -> Self {
        Self::once(Box::pin(Reader::new(reader, None)))
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

    /// Says how many bytes there are. Another number of them fails the call; so that there are no more
    /// of them, the last ones are sent when the stream or the reader has ended.
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
            Kind::File(_, length) | Kind::Once(_, length) => *length,
        }
    }

    /// The pieces, for one attempt; none if they were sent already.
    pub(crate) fn chunks(&self) -> Option<Chunks> {
        match &self.kind {
            Kind::Bytes(bytes) => Some(Box::pin(One(Some(bytes.clone())))),
            Kind::File(path, length) => {
                Some(counted(Box::pin(File::new(path.clone(), *length)), *length))
            }
            Kind::Once(chunks, length) => {
                let chunks = chunks.lock().unwrap_or_else(PoisonError::into_inner).take()?;
                Some(counted(chunks, *length))
            }
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
    fn body(&self, fault: &Fault) -> Option<reqwest::Body> {
        // A body of no bytes would not be asked for any: there may be some all the same.
        let is_sure = !matches!(self.kind, Kind::Once(_, Some(0)));
        Some(sent(self.chunks()?, self.length().filter(|_| is_sure), fault))
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

/// Pieces as a body of reqwest's. It notes what goes wrong with them.
pub(crate) fn sent(chunks: Chunks, length: Option<u64>, fault: &Fault) -> reqwest::Body {
    reqwest::Body::wrap(Sent { chunks: Mutex::new(chunks), length, fault: fault.clone() })
}

/// Pieces that are being sent. The lock, which nobody waits for, makes them `Sync`.
struct Sent {
    chunks: Mutex<Chunks>,
    length: Option<u64>,
    fault: Fault,
}

impl http_body::Body for Sent {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let Self { chunks, fault, .. } = self.get_mut();
        let chunks = chunks.get_mut().unwrap_or_else(PoisonError::into_inner);
        let chunk = ready!(chunks.as_mut().poll_next(cx));
        if let Some(Err(error)) = &chunk {
            let _ = fault.set(error.to_string());
        }
        Poll::Ready(chunk.map(|chunk| chunk.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// Pieces whose number of bytes must be this one, if one is said.
fn counted(chunks: Chunks, length: Option<u64>) -> Chunks {
    match length {
        Some(length) => Box::pin(Counted { chunks, length, count: 0, last: None }),
        None => chunks,
    }
}

/// Counts the bytes of pieces. HTTP ends a body with its last byte, and would never ask whether there
/// are more: the last piece is held back until the end has come.
struct Counted {
    chunks: Chunks,
    length: u64,
    count: u64,
    last: Option<Bytes>,
}

impl Stream for Counted {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let wrong = |count: u64, length: u64, how: &str| {
            let message = format!("it has {how} {count} bytes, where {length} were said");
            Poll::Ready(Some(Err(io::Error::new(io::ErrorKind::InvalidData, message))))
        };
        loop {
            match ready!(self.chunks.as_mut().poll_next(cx)) {
                Some(Ok(chunk)) if chunk.is_empty() => {}
                Some(Ok(chunk)) => {
                    let more = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
                    self.count = self.count.saturating_add(more);
                    if self.count > self.length {
                        return wrong(self.count, self.length, "at least");
                    }
                    if self.count < self.length {
                        return Poll::Ready(Some(Ok(chunk)));
                    }
                    self.last = Some(chunk);
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None if self.count < self.length => {
                    return wrong(self.count, self.length, "only");
                }
                None => return Poll::Ready(self.last.take().map(Ok)),
            }
        }
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
    /// How many bytes are read at most.
    left: Option<u64>,
}

impl<R: AsyncRead> Reader<R> {
    fn new(reader: R, left: Option<u64>) -> Self {
        Self { reader: Box::pin(reader), buffer: vec![0; CHUNK], left }
    }
}

impl<R: AsyncRead> Stream for Reader<R> {
    type Item = io::Result<Bytes>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { reader, buffer, left } = self.get_mut();
        let room = left.and_then(|left| usize::try_from(left).ok()).unwrap_or(CHUNK).min(CHUNK);
        if room == 0 {
            return Poll::Ready(None);
        }
        let mut buffer = ReadBuf::new(buffer.get_mut(..room).unwrap_or_default());
        let read = ready!(reader.as_mut().poll_read(cx, &mut buffer));
        Poll::Ready(match (read, buffer.filled()) {
            (Err(error), _) => Some(Err(error)),
            (Ok(()), []) => None,
            (Ok(()), filled) => {
                let count = u64::try_from(filled.len()).unwrap_or(u64::MAX);
                *left = left.map(|left| left.saturating_sub(count));
                Some(Ok(Bytes::copy_from_slice(filled)))
            }
        })
    }
}

/// A file that is opened first, and read up to a length.
enum File {
    Opening(BoxFuture<io::Result<tokio::fs::File>>, Option<u64>),
    Open(Reader<tokio::fs::File>),
}

impl File {
    fn new(path: Arc<PathBuf>, length: Option<u64>) -> Self {
        let open = async move { tokio::fs::File::open(&*path).await };
        Self::Opening(Box::pin(open), length)
    }
}

impl Stream for File {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match &mut *self {
                Self::Open(reader) => return Pin::new(reader).poll_next(cx),
                Self::Opening(file, length) => match ready!(file.as_mut().poll(cx)) {
                    Ok(file) => *self = Self::Open(Reader::new(file, *length)),
                    Err(error) => return Poll::Ready(Some(Err(error))),
                },
            }
        }
    }
}

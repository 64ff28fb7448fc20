//! Server-sent events, as a stream of typed values.

use std::{
    collections::BTreeMap,
    fmt,
    future::poll_fn,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use futures_core::Stream;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::{
    body::{Content, Payload},
    call::Call,
    clock::BoxFuture,
    decode::{self, Decode},
    error::Error,
    error_api::ApiError,
    error_decode::DecodeError,
    error_transport::{TransportError, TransportErrorKind},
    event_lines::{Message, Parser, TooLong},
    future::read_apart,
    json::Json,
    limits::{self, Limits},
    locate::Located,
    response::{RawResponse, Reply},
    stream::ByteStream,
};

/// The media type of server-sent events.
const MEDIA_TYPE: &str = "text/event-stream";

/// What some APIs send as the last event. It is no JSON, so that no value is lost.
const END: &str = "[DONE]";

/// A server-sent event.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The name of the event: `message` where the server gives none.
    pub name: String,
    /// The last identifier that the server gave to an event, this one or one before it. All events
    /// that have it share it.
    pub id: Option<Arc<str>>,
    /// What the event carries.
    pub data: T,
}

/// Reads what an event carries.
type Read<T> = fn(&RawResponse, &Message) -> Result<T, Error>;

/// An event, or the end where it is none.
type EventResult<T> = Option<Result<Event<T>, Error>>;

/// The events of a call, as they come.
///
/// The call is sent when the first event is asked for. An error is given once, and then the stream
/// ends: what the server answered in place of events, an event that says what went wrong (it is named
/// `error`, or its data has a member `error`, and it is not what the API documents), one that is not
/// of its documented shape, and a connection that breaks off. The stream ends, too, with the body,
/// and at an event with the data `[DONE]`, which several APIs send as the last one.
///
/// A pause that is longer than the call's time limit is an error; a comment of the server's ends the
/// pause. Events and their identifiers have a limit each:
/// [`ClientBuilder::max_event_size`](super::ClientBuilder::max_event_size) and
/// [`ClientBuilder::max_event_id_size`](super::ClientBuilder::max_event_id_size). Dropping the stream cancels the
/// call. The call is not made again where the connection breaks off: [`last_id`](Self::last_id) and
/// [`retry`](Self::retry) have what a new call needs.
#[must_use = "a stream does nothing unless polled"]
pub struct Events<T> {
    state: State,
    parser: Parser,
    /// A long event, which is read on a thread of its own.
    reading: Option<BoxFuture<EventResult<T>>>,
    head: Option<RawResponse>,
    read: Read<T>,
    apart: fn(Reading<T>) -> BoxFuture<EventResult<T>>,
    /// Whether the data `[DONE]` is the end.
    has_end: bool,
}

enum State {
    Call(Box<Call>),
    Sent(BoxFuture<Result<Reply, Error>>),
    Body(Box<ByteStream>),
    Over,
}

/// What the events of an operation carry.
pub(crate) trait EventData<T> {
    /// Whether the data `[DONE]` is the end.
    const HAS_END: bool = true;

    /// Reads what an event carries.
    fn read(head: &RawResponse, message: &Message) -> Result<T, Error>;
}

/// JSON in the data.
pub(crate) struct JsonData;

/// Text in the data.
pub(crate) struct TextData;

/// An object with the members `event`, `data` and `id`.
pub(crate) struct WholeEvent;

impl<T: DeserializeOwned> EventData<T> for JsonData {
    fn read(head: &RawResponse, message: &Message) -> Result<T, Error> {
        let raw = with_data(head, message);
        let part = Located { json: &message.data, path: &["data"], missing: false };
        decode::typed(&raw, part)
    }
}

impl EventData<String> for TextData {
    const HAS_END: bool = false;

    fn read(_: &RawResponse, message: &Message) -> Result<String, Error> {
        Ok(message.data.clone())
    }
}

impl<T: DeserializeOwned> EventData<T> for WholeEvent {
    fn read(head: &RawResponse, message: &Message) -> Result<T, Error> {
        // Data that is JSON stands there as it is.
        let as_text = whole(message, &quoted(&message.data));
        if Json::new(message.data.as_bytes()).is_none() {
            let part = Located { json: &as_text, path: &[], missing: false };
            return decode::typed(&with_data(head, message), part);
        }
        let as_json = whole(message, message.data.trim());
        let part = Located { json: &as_json, path: &[], missing: false };
        // A text may look like JSON: `123`, `true`.
        decode::typed(&with_data(head, message), part)
            .or_else(|error| serde_json::from_str(&as_text).map_err(|_| error))
    }
}

/// An event as an object with this data, which is JSON.
fn whole(message: &Message, data: &str) -> String {
    let mut whole = format!(r#"{{"event":{},"data":{data}"#, quoted(&message.name));
    if let Some(id) = &message.id {
        whole.push_str(r#","id":"#);
        whole.push_str(&quoted(id));
    }
    whole.push('}');
    whole
}

/// A text as JSON.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// The response with the data of an event as its body.
fn with_data(head: &RawResponse, message: &Message) -> RawResponse {
    RawResponse { body: message.data.clone().into(), ..head.clone() }
}

impl<T: Send + 'static> Events<T> {
    /// The events of a call.
    pub(crate) fn new<D: EventData<T>>(call: Call) -> Self {
        let limits = call.client.inner.limits;
        Self::with::<D>(State::Call(Box::new(call.accept(MEDIA_TYPE))), limits)
    }

    fn with<D: EventData<T>>(state: State, limits: Limits) -> Self {
        Self {
            state,
            parser: Parser::new(limits.event.min(limits.response), limits.event_id),
            reading: None,
            head: None,
            read: D::read,
            apart: |reading| {
                let (head, limit) = (reading.head.clone(), reading.head.timeout);
                let read = move || reading.event().transpose();
                Box::pin(async move { read_apart(head, limit, read).await.transpose() })
            },
            has_end: D::HAS_END,
        }
    }
}

impl<T> Events<T> {
    /// The next event; none after the last one.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        poll_fn(|cx| self.poll(cx)).await
    }

    /// The next event; none after the last one.
    ///
    /// # Errors
    ///
    /// The [`Error`] of the call, or of the event; the stream ends with it.
    pub async fn try_next(&mut self) -> Result<Option<Event<T>>, Error> {
        self.next().await.transpose()
    }

    /// Status and headers of the response, once the first event is there.
    pub fn response(&self) -> Option<&RawResponse> {
        self.head.as_ref()
    }

    /// The last identifier that the server gave to an event.
    pub fn last_id(&self) -> Option<&str> {
        self.parser.last_id()
    }

    /// How long the server asks to wait before a new call.
    pub fn retry(&self) -> Option<Duration> {
        self.parser.retry
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Event<T>, Error>>> {
        loop {
            if let Some(reading) = &mut self.reading {
                let event = ready!(reading.as_mut().poll(cx));
                self.reading = None;
                return Poll::Ready(self.given(event));
            }
            match self.parser.next() {
                None => {}
                Some(Err(what)) => {
                    self.state = State::Over;
                    return Poll::Ready(self.too_long(what).map(Err));
                }
                Some(Ok(message)) => {
                    let Some(head) = self.head.clone() else { return Poll::Ready(None) };
                    let (read, has_end) = (self.read, self.has_end);
                    let reading = Reading { head, message, read, has_end };
                    if reading.message.data.len() > limits::SHORT {
                        self.reading = Some((self.apart)(reading));
                        continue;
                    }
                    let event = reading.event();
                    return Poll::Ready(self.given(event));
                }
            }
            let failed = match std::mem::replace(&mut self.state, State::Over) {
                State::Call(call) => {
                    self.state = State::Sent(call.execute(true));
                    continue;
                }
                State::Sent(mut call) => match call.as_mut().poll(cx) {
                    Poll::Pending => {
                        self.state = State::Sent(call);
                        return Poll::Pending;
                    }
                    Poll::Ready(Ok(mut reply)) => match self.start(&mut reply) {
                        Ok(()) => continue,
                        Err(error) => error,
                    },
                    Poll::Ready(Err(error)) => error,
                },
                State::Body(mut body) => match body.poll(cx) {
                    Poll::Pending => {
                        self.state = State::Body(body);
                        return Poll::Pending;
                    }
                    Poll::Ready(Some(Ok(chunk))) => {
                        self.parser.push(chunk);
                        self.state = State::Body(body);
                        continue;
                    }
                    Poll::Ready(Some(Err(error))) => error,
                    Poll::Ready(None) => return Poll::Ready(None),
                },
                State::Over => return Poll::Ready(None),
            };
            return Poll::Ready(Some(Err(failed)));
        }
    }

    /// Looks at the head of the response.
    fn start(&mut self, reply: &mut Reply) -> Result<(), Error> {
        let said = reply.raw.media_type().map(str::to_ascii_lowercase);
        let essence = said.as_deref().and_then(|said| said.split(';').next()).map(str::trim);
        self.head = Some(reply.raw.clone());
        if let Some(other) = essence.filter(|it| *it != MEDIA_TYPE) {
            let message = format!("it is {other}, where {MEDIA_TYPE} is expected");
            return Err(DecodeError::wrong(&reply.raw, ".", &message));
        }
        self.state = State::Body(Box::new(ByteStream::new(reply)));
        Ok(())
    }

    /// An event that is given to the caller: the end and an error are the last ones.
    fn given(&mut self, event: EventResult<T>) -> EventResult<T> {
        if !matches!(event, Some(Ok(_))) {
            self.state = State::Over;
            self.parser.push(Bytes::new());
        }
        event
    }

    fn too_long(&mut self, what: TooLong) -> Option<Error> {
        self.parser.push(Bytes::new());
        let head = self.head.clone()?;
        let detail = match what {
            TooLong::Event => format!(
                "an event has more than {} bytes; raise `max_event_size` and `max_response_size`",
                self.parser.limit
            ),
            TooLong::Id => format!(
                "the identifier of an event has more than {} bytes; raise `max_event_id_size`",
                self.parser.id_limit
            ),
        };
        Some(Error::Transport(Box::new(TransportError {
            operation: head.operation.clone(),
            kind: TransportErrorKind::TooLarge,
            detail: Some(detail),
            attempts: head.attempts,
            timeout: head.timeout,
            response: Some(head),
            source: None,
        })))
    }
}

/// An event that is about to be read.
struct Reading<T> {
    head: RawResponse,
    message: Message,
    read: Read<T>,
    has_end: bool,
}

impl<T> Reading<T> {
    /// What came of the message; none where it is the end.
    fn event(self) -> EventResult<T> {
        let Self { head, message, read, has_end } = self;
        if has_end && message.data.trim() == END {
            return None;
        }
        Some(match read(&head, &message) {
            Ok(data) => Ok(Event { name: message.name, id: message.id, data }),
            Err(_) if says_error(&message) => {
                Err(Error::Api(Box::new(ApiError::new(with_data(&head, &message)))))
            }
            Err(error) => Err(error),
        })
    }
}

/// Whether an event that is not what the API documents says what went wrong.
fn says_error(message: &Message) -> bool {
    let error = || Json::new(message.data.as_bytes())?.at(&["error"]);
    message.name == "error" || error().is_some()
}

/// Events, of an operation that answers with nothing else.
pub(crate) struct AsEvents<D>(std::marker::PhantomData<D>);

/// Events with JSON in the data.
pub(crate) type JsonEvents = AsEvents<JsonData>;

/// Events with text in the data.
pub(crate) type TextEvents = AsEvents<TextData>;

/// Events as objects.
pub(crate) type WholeEvents = AsEvents<WholeEvent>;

impl<T: Send + 'static, D: EventData<T>> Decode<Events<T>> for AsEvents<D> {
    const STREAMED: bool = true;

    fn decode(reply: &mut Reply) -> Result<Events<T>, Error> {
        let mut events = Events::with::<D>(State::Over, reply.raw.limits);
        events.start(reply)?;
        Ok(events)
    }
}

impl Call {
    /// Sets a member of the body to true: that which asks for events.
    pub(crate) fn flag(self, name: &'static str) -> Self {
        self.change_body(|body| set_flag(body, name))
    }
}

fn set_flag(body: &mut Payload, name: &str) -> Result<(), String> {
    match &mut body.content {
        Content::Whole(bytes) => {
            let mut members: BTreeMap<String, Box<RawValue>> = serde_json::from_slice(bytes)
                .map_err(|_| format!("the body has no place for `{name}`: it is no object"))?;
            let yes = RawValue::from_string("true".into()).map_err(|error| error.to_string())?;
            members.insert(name.to_owned(), yes);
            *bytes = serde_json::to_vec(&members).map_err(|error| error.to_string())?.into();
        }
        Content::Streamed(source) => {
            let with = source.with_field(name, "true");
            *source = with.ok_or_else(|| format!("the body has no place for `{name}`"))?;
        }
    }
    Ok(())
}

// What is read is given away, and never pinned.
impl<T> Unpin for Events<T> {}

impl<T> Stream for Events<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let event = ready!(self.poll(cx));
        Poll::Ready(event)
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").field("head", &self.head).finish_non_exhaustive()
    }
}

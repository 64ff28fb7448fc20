//! Server-sent events, as a stream of typed values.

use std::{
    collections::{BTreeMap, VecDeque},
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use futures_core::Stream;
use serde::de::DeserializeOwned;
use serde_json::{Value, json, value::RawValue};

use super::{
    body::{Content, Payload},
    call::Call,
    clock::BoxFuture,
    decode::{self, Decode},
    error::Error,
    error_api::ApiError,
    error_decode::DecodeError,
    error_transport::{TransportError, TransportErrorKind},
    event_lines::{Message, Parser},
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
    /// The last identifier that the server gave to an event, this one or one before it.
    pub id: Option<String>,
    /// What the event carries.
    pub data: T,
}

/// Reads what an event carries.
type Read<T> = fn(&RawResponse, &Message) -> Result<T, Error>;

/// The events of a call, as they come.
///
/// The call is sent when the first event is asked for. An error is given once, and then the stream
/// ends: what the server answered in place of events, an event that says what went wrong (it is named
/// `error`, or its data has a member `error`, and it is not what the API documents), one that is not
/// of its documented shape, and a connection that breaks off. The stream ends, too, with the body,
/// and at an event with the data `[DONE]`, which several APIs send as the last one.
///
/// A pause that is longer than the call's time limit is an error; a comment of the server's ends the
/// pause. An event may be as long as the client's limit of a response. Dropping the stream cancels the
/// call. The call is not made again where the connection breaks off: [`last_id`](Self::last_id) and
/// [`retry`](Self::retry) have what a new call needs.
#[must_use = "a stream does nothing unless polled"]
pub struct Events<T> {
    state: State,
    parser: Parser,
    ready: VecDeque<Message>,
    head: Option<RawResponse>,
    read: Read<T>,
    /// Whether the data `[DONE]` is the end.
    has_end: bool,
}

enum State {
    Call(Box<Call>),
    Sent(BoxFuture<Result<Reply, Error>>),
    Body(ByteStream),
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
        let data = serde_json::from_str(&message.data);
        let data: Value = data.unwrap_or_else(|_| Value::String(message.data.clone()));
        let mut whole = json!({"event": message.name, "data": data});
        if let (Some(id), Some(members)) = (&message.id, whole.as_object_mut()) {
            members.insert("id".into(), Value::String(id.clone()));
        }
        let part = Located { json: &whole.to_string(), path: &[], missing: false };
        decode::typed(&with_data(head, message), part)
    }
}

/// The response with the data of an event as its body.
fn with_data(head: &RawResponse, message: &Message) -> RawResponse {
    RawResponse { body: message.data.clone().into(), ..head.clone() }
}

impl<T> Events<T> {
    /// The events of a call.
    pub(crate) fn new<D: EventData<T>>(call: Call) -> Self {
        let limit = call.client.inner.max_response_size;
        Self::with::<D>(State::Call(Box::new(call.accept(MEDIA_TYPE))), limit)
    }

    fn with<D: EventData<T>>(state: State, limit: usize) -> Self {
        Self {
            state,
            parser: Parser::new(limit),
            ready: VecDeque::new(),
            head: None,
            read: D::read,
            has_end: D::HAS_END,
        }
    }

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
            if let Some(message) = self.ready.pop_front() {
                let event = self.event(message);
                if !matches!(event, Some(Ok(_))) {
                    self.state = State::Over;
                    self.ready.clear();
                }
                return Poll::Ready(event);
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
                        if self.parser.push(&chunk, &mut self.ready) {
                            self.state = State::Body(body);
                            continue;
                        }
                        self.too_large(&body)
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
        self.state = State::Body(ByteStream::new(reply));
        Ok(())
    }

    /// What came of a message; none where it is the end.
    fn event(&self, message: Message) -> Option<Result<Event<T>, Error>> {
        if self.has_end && message.data.trim() == END {
            return None;
        }
        let head = self.head.as_ref()?;
        Some(match (self.read)(head, &message) {
            Ok(data) => Ok(Event { name: message.name, id: message.id, data }),
            Err(_) if says_error(&message) => {
                Err(Error::Api(Box::new(ApiError::new(with_data(head, &message)))))
            }
            Err(error) => Err(error),
        })
    }

    fn too_large(&self, body: &ByteStream) -> Error {
        let head = body.response().clone();
        Error::Transport(Box::new(TransportError {
            operation: head.operation.clone(),
            kind: TransportErrorKind::TooLarge,
            detail: Some(format!("an event has more than {} bytes", self.parser.limit)),
            attempts: head.attempts,
            timeout: body.timeout(),
            response: Some(head),
            source: None,
        }))
    }
}

/// Whether an event that is not what the API documents says what went wrong.
fn says_error(message: &Message) -> bool {
    let data = serde_json::from_str::<Value>(&message.data);
    message.name == "error" || data.is_ok_and(|data| data.get("error").is_some())
}

/// Events, of an operation that answers with nothing else.
pub(crate) struct AsEvents<D>(std::marker::PhantomData<D>);

/// Events with JSON in the data.
pub(crate) type JsonEvents = AsEvents<JsonData>;

/// Events with text in the data.
pub(crate) type TextEvents = AsEvents<TextData>;

/// Events as objects.
pub(crate) type WholeEvents = AsEvents<WholeEvent>;

impl<T, D: EventData<T>> Decode<Events<T>> for AsEvents<D> {
    const STREAMED: bool = true;

    fn decode(reply: &mut Reply) -> Result<Events<T>, Error> {
        let mut events = Events::with::<D>(State::Over, reply.limit);
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

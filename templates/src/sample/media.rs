//! Operations with bodies of rarer kinds: `client.media()`.

use std::any::TypeId;

use serde_json::Value;

use super::models::Share;
use crate::runtime::{
    AsStream, Call, Client, FromStatus, JsonData, Method, Operation, Reply, TextData, WholeEvent,
    endpoint, read,
};

impl Client {
    /// Media.
    pub fn media(&self) -> Media<'_> {
        Media { client: self }
    }
}

/// Media. See [`Client::media`].
#[derive(Clone, Copy, Debug)]
pub struct Media<'c> {
    client: &'c Client,
}

impl Media<'_> {
    /// Creates something: at once, or later.
    pub fn create(&self, body: &Value) -> Create {
        Create { call: Call::new(self.client, &CREATE).json(body) }
    }

    /// As [`create`](Self::create), with the body as a form.
    pub fn create_multipart(&self, body: CreateForm) -> Create {
        Create { call: Call::new(self.client, &CREATE).multipart(body) }
    }

    /// Writes a file.
    pub fn put(&self, body: impl Into<crate::Body>) -> Put {
        Put { call: Call::new(self.client, &PUT).upload("image/png", body) }
    }

    /// Listens.
    pub fn listen(&self) -> Listen {
        Listen { call: Call::new(self.client, &LISTEN) }
    }

    /// Something that another server has.
    pub fn elsewhere(&self) -> Elsewhere {
        Elsewhere { call: Call::new(self.client, &ELSEWHERE) }
    }

    /// Something on another path of the server.
    pub fn aside(&self) -> Aside {
        Aside { call: Call::new(self.client, &ASIDE).query("more", "1") }
    }
}

builders!(Create, Put, Listen, Elsewhere, Aside in Media);
endpoint!(Create => CreateAnswer, ByStatus);
endpoint!(Put => (), Nothing);
endpoint!(Listen => crate::Events<u64>, JsonEvents);
endpoint!(Elsewhere => Value, Json);
endpoint!(Aside => Value, Json);

impl Create {
    /// The events, with a switch in the body.
    pub fn events(self) -> crate::Events<Value> {
        crate::Events::new::<JsonData>(self.call.flag("stream"))
    }

    /// The bytes as they come.
    pub fn stream(self) -> crate::ResponseFuture<crate::ByteStream> {
        self.call.accept("image/png").value::<crate::ByteStream, AsStream>()
    }
}

impl Listen {
    /// The events, as numbers.
    pub fn events(self) -> crate::Events<u64> {
        crate::Events::new::<JsonData>(self.call)
    }

    /// The events, as text.
    pub fn texts(self) -> crate::Events<String> {
        crate::Events::new::<TextData>(self.call)
    }

    /// The events, with all that they have.
    pub fn wholes<T: serde::de::DeserializeOwned + Send + 'static>(self) -> crate::Events<T> {
        crate::Events::new::<WholeEvent>(self.call)
    }
}

/// The form of [`Media::create_multipart`].
#[derive(Clone, Debug)]
pub struct CreateForm {
    form: crate::Form,
}

impl CreateForm {
    /// The form with what it must have.
    pub fn new(file: impl Into<crate::Part>) -> Self {
        Self { form: crate::Form::new().file("file", file, Some("image/png")) }
    }

    /// More files.
    pub fn with_more(self, more: impl IntoIterator<Item = impl Into<crate::Part>>) -> Self {
        Self { form: self.form.files("more", more, None) }
    }

    /// Anything.
    pub fn with_value(self, value: &Value) -> Self {
        Self { form: self.form.field("value", value) }
    }

    /// Anything, as JSON.
    pub fn with_json(self, value: &Value) -> Self {
        Self { form: self.form.field_as("json", value, Some("application/json")) }
    }
}

impl From<CreateForm> for crate::Form {
    fn from(form: CreateForm) -> Self {
        form.form
    }
}

/// What [`Create`] gives: the status says which.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum CreateAnswer {
    /// It is there.
    Ok(Share),
    /// It will be there.
    Accepted(Value),
    /// There is nothing.
    NoContent,
    /// A status that the API does not document.
    Other(crate::RawResponse),
}

impl FromStatus for CreateAnswer {
    fn from_status(status: u16, reply: &mut Reply) -> Result<Self, crate::Error> {
        match status {
            200 => read::<_, crate::runtime::Json>(reply).map(Self::Ok),
            202 => read::<_, crate::runtime::Json>(reply).map(Self::Accepted),
            204 => read::<_, crate::runtime::Nothing>(reply).map(|()| Self::NoContent),
            _ => Ok(Self::Other(reply.raw.clone())),
        }
    }
}

static CREATE: Operation = Operation::new("media-create", Method::POST, "/media").errors(&[
    ("404", TypeId::of::<Share>),
    ("4XX", TypeId::of::<u64>),
    ("default", TypeId::of::<String>),
]);
static PUT: Operation = Operation::new("media-put", Method::PUT, "/media");
static LISTEN: Operation =
    Operation::new("media-listen", Method::GET, "/media").accept("text/event-stream");
static ELSEWHERE: Operation =
    Operation::new("elsewhere", Method::GET, "/x").server("https://other.test/v9/");
static ASIDE: Operation =
    Operation::new("aside", Method::GET, "/x?beta=true#fragment").server("/v9");

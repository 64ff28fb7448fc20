//! From the body of a response to a value: one type for each kind of body.

use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::{
    error::Error,
    error_decode::DecodeError,
    link,
    locate::{self, Frame, Located},
    operation::{PageStyle, Paging},
    page::{Page, PageInfo},
    response::{RawResponse, Reply, Response},
    stream::ByteStream,
};

/// Reads a value from a response with a status of 2xx.
pub(crate) trait Decode<T> {
    /// Whether the body is left to be read by the caller.
    const STREAMED: bool = false;

    /// Reads the value.
    fn decode(reply: &mut Reply) -> Result<T, Error>;
}

/// JSON in the API's envelope.
pub(crate) struct Enveloped;

/// JSON without an envelope.
pub(crate) struct Json;

/// No body that matters, as with the status 204.
pub(crate) struct Nothing;

/// Text in UTF-8.
pub(crate) struct AsText;

/// Bytes, all at once.
pub(crate) struct AsBytes;

/// Bytes, as they come.
pub(crate) struct AsStream;

/// A page of a list.
pub(crate) struct Paged;

impl<T: DeserializeOwned> Decode<T> for Enveloped {
    fn decode(reply: &mut Reply) -> Result<T, Error> {
        match locate::typed_result(&reply.raw) {
            Some(value) => Ok(value),
            None => typed(&reply.raw, locate::result(&reply.raw)?),
        }
    }
}

impl<T: DeserializeOwned> Decode<T> for Json {
    fn decode(reply: &mut Reply) -> Result<T, Error> {
        match serde_json::from_slice(&reply.raw.body) {
            Ok(value) => Ok(value),
            Err(_) => typed(&reply.raw, locate::whole(&reply.raw)?),
        }
    }
}

impl Decode<()> for Nothing {
    fn decode(reply: &mut Reply) -> Result<(), Error> {
        locate::success(&reply.raw)
    }
}

impl Decode<String> for AsText {
    fn decode(reply: &mut Reply) -> Result<String, Error> {
        match std::str::from_utf8(&reply.raw.body) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => Err(DecodeError::wrong(&reply.raw, ".", "it must be text in UTF-8")),
        }
    }
}

impl Decode<Bytes> for AsBytes {
    fn decode(reply: &mut Reply) -> Result<Bytes, Error> {
        Ok(reply.raw.body.clone())
    }
}

impl Decode<ByteStream> for AsStream {
    const STREAMED: bool = true;

    fn decode(reply: &mut Reply) -> Result<ByteStream, Error> {
        Ok(ByteStream::new(reply))
    }
}

impl<T: DeserializeOwned> Decode<Page<T>> for Paged {
    fn decode(reply: &mut Reply) -> Result<Page<T>, Error> {
        framed(&reply.raw, reply.raw.operation.paging).map(|(page, _)| page)
    }
}

/// What a page says of the others.
#[derive(Default)]
pub(crate) struct Sight {
    /// The items as they are written, where they are compared with those of the next page.
    pub(crate) items: Bytes,
    /// What the body says about the page.
    pub(crate) info: PageInfo,
    /// Whether the server says that there are more pages.
    pub(crate) more: Option<bool>,
    /// What names the next page.
    pub(crate) next: Option<String>,
}

/// Reads a page, and what it says of the others.
pub(crate) fn page<T: DeserializeOwned>(
    raw: &RawResponse,
    paging: Option<&Paging>,
) -> Result<(Page<T>, Sight), Error> {
    let (page, frame) = framed::<T>(raw, paging)?;
    let Some(paging) = paging else { return Ok((page, Sight::default())) };
    let items = match paging.style {
        // Items that are there are a part of the body.
        PageStyle::Number { .. } | PageStyle::Offset { .. } if !page.is_empty() => {
            raw.body.slice_ref(frame.items)
        }
        _ => Bytes::new(),
    };
    let next = match &paging.style {
        PageStyle::Number { .. } | PageStyle::Offset { .. } => None,
        PageStyle::Cursor { next, .. } | PageStyle::Url { next } => frame.text(next),
        PageStyle::LastItem { id, .. } => frame.last_text(id),
        PageStyle::LinkHeader => link::find(&raw.headers, "next"),
    };
    let more = frame.flag(paging.more);
    Ok((page, Sight { items, info: frame.info, more, next }))
}

/// Reads a page, and what is around its items; without paging, the whole list.
fn framed<'b, T: DeserializeOwned>(
    raw: &'b RawResponse,
    paging: Option<&Paging>,
) -> Result<(Page<T>, Frame<'b>), Error> {
    if let Some((items, frame)) = paging.and_then(|paging| locate::typed_page(raw, paging)) {
        return Ok((Page { items, info: frame.info }, frame));
    }
    let (items, frame) = match paging {
        Some(paging) => locate::page(raw, paging)?,
        None => (locate::result(raw)?, Frame::default()),
    };
    Ok((Page { items: typed(raw, items)?, info: frame.info }, frame))
}

/// Reads a part of a body, and says where it has another shape than its type.
pub(crate) fn typed<T: DeserializeOwned>(raw: &RawResponse, part: Located<'_>) -> Result<T, Error> {
    if let Ok(value) = serde_json::from_str(part.json) {
        return Ok(value);
    }
    // To keep track of the path takes longer, and it is of use for an error alone.
    let mut json = serde_json::Deserializer::from_str(part.json);
    serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let inner = error.path().to_string();
        misfit(raw, &part, &inner, error.into_inner())
    })
}

/// The error for a part that is not of its documented shape.
fn misfit(raw: &RawResponse, part: &Located<'_>, inner: &str, error: serde_json::Error) -> Error {
    let outer = part.path.join(".");
    if part.missing {
        return DecodeError::wrong(raw, &outer, "it is missing");
    }
    let path = match (outer.as_str(), inner) {
        ("", inner) => inner.to_owned(),
        (_, ".") => outer,
        (_, inner) if inner.starts_with('[') => format!("{outer}{inner}"),
        (_, inner) => format!("{outer}.{inner}"),
    };
    DecodeError::shape(raw, &path, error)
}

/// The last step of a call that gives value and response.
pub(crate) fn response<T, D: Decode<T>>(mut reply: Reply) -> Result<Response<T>, Error> {
    let value = D::decode(&mut reply)?;
    Ok(Response::new(value, reply.raw))
}

/// The last step of a call that gives the value alone.
pub(crate) fn value<T, D: Decode<T>>(mut reply: Reply) -> Result<T, Error> {
    D::decode(&mut reply)
}

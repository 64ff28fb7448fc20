//! Forms with files: `multipart/form-data` (RFC 7578).

use std::{
    collections::VecDeque,
    io,
    path::Path,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_core::Stream;
use reqwest::header::HeaderMap;
use serde::Serialize;
use serde_json::Value;

use super::{
    body::{Content, Fault, Payload, Source},
    call::Call,
    options, params,
    upload::{self, Body, Chunks},
};

/// A part of a form: a file, mostly.
///
/// Whatever a [`Body`] can be made of becomes a part with `into()`.
#[derive(Clone, Debug)]
pub struct Part {
    body: Body,
    file_name: Option<String>,
    media_type: Option<String>,
    headers: HeaderMap,
    error: Option<String>,
}

impl Part {
    /// A part that holds this.
    pub fn new(body: impl Into<Body>) -> Self {
        Self {
            body: body.into(),
            file_name: None,
            media_type: None,
            headers: HeaderMap::new(),
            error: None,
        }
    }

    /// A file under its own name, which is opened and read when the call is sent.
    ///
    /// # Errors
    ///
    /// The error of the file system if there is no such file.
    pub fn from_path(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let part = Self::new(Body::from_path(path)?);
        Ok(match path.file_name() {
            Some(name) => part.file_name(name.to_string_lossy()),
            None => part,
        })
    }

    /// Sets the name of the file that the server is told; else it is the name of the field.
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets the media type, such as `image/png`.
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// Adds a header of the part. One that is no header fails the call before anything is sent.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        if let Err(error) = options::add_header(&mut self.headers, name.as_ref(), value.as_ref()) {
            self.error = self.error.or(Some(error));
        }
        self
    }

    /// The lines before the content.
    fn head(&self, boundary: &str, field: &str) -> Vec<u8> {
        let mut head =
            format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"", quoted(field));
        if let Some(name) = &self.file_name {
            head.push_str(&format!("; filename=\"{}\"", quoted(name)));
        }
        head.push_str("\r\n");
        if let Some(media_type) = &self.media_type {
            head.push_str(&format!("Content-Type: {media_type}\r\n"));
        }
        let mut head = head.into_bytes();
        for (name, value) in &self.headers {
            head.extend_from_slice(name.as_str().as_bytes());
            head.extend_from_slice(b": ");
            head.extend_from_slice(value.as_bytes());
            head.extend_from_slice(b"\r\n");
        }
        head.extend_from_slice(b"\r\n");
        head
    }
}

/// A text within quotes, as forms spell it (WHATWG HTML, "multipart/form-data encoding algorithm").
fn quoted(text: &str) -> String {
    text.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

impl<B: Into<Body>> From<B> for Part {
    fn from(body: B) -> Self {
        Self::new(body)
    }
}

/// A form with files.
///
/// A call whose form has a part that is read from a stream or a reader is made once and never tried
/// again.
#[derive(Clone, Debug, Default)]
pub struct Form {
    parts: Vec<(String, Part)>,
    error: Option<String>,
}

impl Form {
    /// A form without parts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part.
    pub fn part(mut self, name: impl Into<String>, part: impl Into<Part>) -> Self {
        let mut part = part.into();
        let checked = part.media_type.as_deref().map(reqwest::header::HeaderValue::from_str);
        if let Some(Err(_)) = checked {
            self.fail(format!("the media type {:?} cannot be a header", part.media_type));
        }
        if let Some(error) = part.error.take() {
            self.fail(error);
        }
        self.parts.push((name.into(), part));
        self
    }

    /// Adds a field: a number or a text as it is, each entry of a list as a field of its own, an
    /// object as JSON, and nothing for null.
    pub fn field<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.field_as(name, value, None)
    }

    /// Adds a field of a media type of its own. If that is JSON, so is the text of the field.
    pub(crate) fn field_as<T: Serialize + ?Sized>(
        mut self,
        name: &str,
        value: &T,
        media_type: Option<&str>,
    ) -> Self {
        match params::json(value) {
            Ok(value) => self.value(name, value, media_type),
            Err(error) => {
                self.fail(format!("the field `{name}`: {error}"));
                self
            }
        }
    }

    fn value(self, name: &str, value: Value, media_type: Option<&str>) -> Self {
        let json = media_type.is_some_and(|it| it.ends_with("/json") || it.ends_with("+json"));
        let part = match value {
            Value::Null => return self,
            _ if json => Part::new(value.to_string()),
            Value::Array(items) => {
                return items
                    .into_iter()
                    .fold(self, |form, item| form.value(name, item, media_type));
            }
            Value::String(text) => Part::new(text),
            Value::Object(_) if media_type.is_none() => {
                Part::new(value.to_string()).media_type("application/json")
            }
            other => Part::new(other.to_string()),
        };
        let part = match media_type {
            Some(media_type) => part.media_type(media_type),
            None => part,
        };
        self.part(name, part)
    }

    /// Adds a file. Servers take a part without the name of a file for a text.
    pub(crate) fn file(self, name: &str, part: impl Into<Part>, media_type: Option<&str>) -> Self {
        let mut part = part.into();
        part.file_name.get_or_insert_with(|| name.to_owned());
        let media_type = media_type.unwrap_or("application/octet-stream");
        part.media_type.get_or_insert_with(|| media_type.to_owned());
        self.part(name, part)
    }

    /// Adds files under one name.
    pub(crate) fn files<P: Into<Part>>(
        self,
        name: &str,
        parts: impl IntoIterator<Item = P>,
        media_type: Option<&str>,
    ) -> Self {
        parts.into_iter().fold(self, |form, part| form.file(name, part, media_type))
    }

    fn fail(&mut self, error: String) {
        self.error.get_or_insert(error);
    }
}

impl Call {
    /// Sets a form as the body.
    pub(crate) fn multipart(self, form: impl Into<Form>) -> Self {
        let form = form.into();
        if let Some(error) = form.error {
            return self.body(Err(error));
        }
        // So long that it stands in no file but by malice.
        let boundary = format!("{:032x}{:032x}", fastrand::u128(..), fastrand::u128(..));
        let content_type = format!("multipart/form-data; boundary={boundary}");
        let source = Sendable { boundary, parts: form.parts };
        self.body(Payload::with(&content_type, Content::Streamed(Arc::new(source))))
    }
}

/// A form with the line between its parts.
#[derive(Clone)]
struct Sendable {
    boundary: String,
    parts: Vec<(String, Part)>,
}

impl Source for Sendable {
    fn body(&self, fault: &Fault) -> Option<reqwest::Body> {
        let mut pieces: VecDeque<Chunks> = VecDeque::new();
        let mut length = Some(0);
        let mut add = |body: &Body| {
            // A sum beyond all numbers is none: each part counts its own bytes.
            length = length
                .zip(body.length())
                .and_then(|(one, other): (u64, u64)| one.checked_add(other));
            pieces.push_back(body.chunks()?);
            Some(())
        };
        for (name, part) in &self.parts {
            add(&part.head(&self.boundary, name).into())?;
            add(&part.body)?;
            add(&b"\r\n".into())?;
        }
        add(&format!("--{}--\r\n", self.boundary).into())?;
        Some(upload::sent(Box::pin(Joined(pieces)), length, fault))
    }

    fn can_repeat(&self) -> bool {
        self.parts.iter().all(|(_, part)| part.body.can_repeat())
    }

    fn with_field(&self, name: &str, value: &str) -> Option<Arc<dyn Source>> {
        let mut form = self.clone();
        form.parts.retain(|(known, _)| known != name);
        form.parts.push((name.to_owned(), Part::new(value)));
        Some(Arc::new(form))
    }
}

/// Pieces, one after the other.
struct Joined(VecDeque<Chunks>);

impl Stream for Joined {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while let Some(first) = self.0.front_mut() {
            match ready!(first.as_mut().poll_next(cx)) {
                Some(chunk) => return Poll::Ready(Some(chunk)),
                None => self.0.pop_front(),
            };
        }
        Poll::Ready(None)
    }
}

//! Request bodies. Most are kept whole, so that a call can be tried again.

use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use reqwest::header::HeaderValue;
use serde::Serialize;
use serde_json::Value;
use url::form_urlencoded;

use super::params::{self, QueryStyle, Reserved, query};

/// A request body, and its media type.
#[derive(Clone)]
pub(crate) struct Payload {
    pub(crate) content_type: HeaderValue,
    pub(crate) content: Content,
}

/// What a request body consists of.
#[derive(Clone)]
pub(crate) enum Content {
    /// Bytes.
    Whole(Bytes),
    /// What is read while it is sent.
    Streamed(Arc<dyn Source>),
}

/// What went wrong with a body while it was read for one attempt.
pub(crate) type Fault = Arc<OnceLock<String>>;

/// What a streamed body is read from.
pub(crate) trait Source: Send + Sync {
    /// The body for one attempt; none if it was sent already and cannot be read again.
    fn body(&self, fault: &Fault) -> Option<reqwest::Body>;

    /// Whether there is a body for another attempt.
    fn can_repeat(&self) -> bool;

    /// Adds a text field, where the body is a form.
    fn with_field(&self, _name: &str, _value: &str) -> Option<Arc<dyn Source>> {
        None
    }
}

impl Payload {
    /// Bytes of any media type.
    pub(crate) fn new(content_type: &str, bytes: Bytes) -> Result<Self, String> {
        Self::with(content_type, Content::Whole(bytes))
    }

    /// Any content of any media type.
    pub(crate) fn with(content_type: &str, content: Content) -> Result<Self, String> {
        let content_type = HeaderValue::from_str(content_type)
            .map_err(|_| format!("the media type {content_type:?} cannot be a header"))?;
        Ok(Self { content_type, content })
    }

    /// Whether there is a body for another attempt.
    pub(crate) fn can_repeat(&self) -> bool {
        match &self.content {
            Content::Whole(_) => true,
            Content::Streamed(source) => source.can_repeat(),
        }
    }

    /// The body for one attempt; none if it was sent already and cannot be read again.
    pub(crate) fn attempt(&self, fault: &mut Option<Fault>) -> Option<reqwest::Body> {
        match &self.content {
            Content::Whole(bytes) => Some(bytes.clone().into()),
            Content::Streamed(source) => source.body(fault.insert(Fault::default())),
        }
    }

    /// A value as JSON.
    pub(crate) fn json<T: Serialize + ?Sized>(
        content_type: &str,
        value: &T,
    ) -> Result<Self, serde_json::Error> {
        let bytes = serde_json::to_vec(value)?;
        let content_type = HeaderValue::from_str(content_type)
            .unwrap_or(HeaderValue::from_static("application/json"));
        Ok(Self { content_type, content: Content::Whole(bytes.into()) })
    }

    /// The fields of an object as `application/x-www-form-urlencoded`; a list
    /// repeats its name, unless its style is another.
    pub(crate) fn form<T: Serialize + ?Sized>(
        value: &T,
        styles: &[(&str, QueryStyle, Reserved)],
    ) -> Result<Self, String> {
        let value = params::json(value)?;
        let Value::Object(fields) = value else {
            return Err("a form body must be an object".into());
        };
        let mut text = String::new();
        for (name, value) in fields {
            let said = styles.iter().find(|(known, ..)| *known == name);
            let (style, reserved) = match (said, &value) {
                (Some((_, style, reserved)), _) => (*style, *reserved),
                (None, Value::Object(_)) => (QueryStyle::DeepObject, Reserved::Encode),
                (None, _) => (QueryStyle::FormExploded, Reserved::Encode),
            };
            for (name, value) in query(&name, &value, style, reserved)? {
                if !text.is_empty() {
                    text.push('&');
                }
                text.push_str(&plus(&name));
                text.push('=');
                // What is between the values of a list stays as it is.
                match said {
                    Some(_) => text.push_str(&value),
                    None => text.push_str(&plus(&value)),
                }
            }
        }
        let content_type = HeaderValue::from_static("application/x-www-form-urlencoded");
        Ok(Self { content_type, content: Content::Whole(text.into()) })
    }
}

/// Spells an encoded text as forms do, with `+` for a space.
fn plus(encoded: &str) -> String {
    let decoded = percent_encoding::percent_decode_str(encoded).collect::<Vec<u8>>();
    form_urlencoded::byte_serialize(&decoded).collect()
}

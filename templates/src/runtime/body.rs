//! Request bodies, kept whole so that a call can be tried again.
//!
//! Multipart bodies belong here too: [`Body`] takes any bytes with their type.

use bytes::Bytes;
use reqwest::header::HeaderValue;
use serde::Serialize;
use serde_json::Value;
use url::form_urlencoded;

use super::params::{QueryStyle, Reserved, query};

/// The bytes of a request body, and their media type.
#[derive(Clone)]
pub(crate) struct Body {
    pub(crate) content_type: HeaderValue,
    pub(crate) bytes: Bytes,
}

impl Body {
    /// Bytes of any media type.
    pub(crate) fn new(content_type: &str, bytes: Bytes) -> Result<Self, String> {
        let content_type = HeaderValue::from_str(content_type)
            .map_err(|_| format!("the media type {content_type:?} cannot be a header"))?;
        Ok(Self { content_type, bytes })
    }

    /// A value as JSON.
    pub(crate) fn json<T: Serialize + ?Sized>(
        content_type: &str,
        value: &T,
    ) -> Result<Self, serde_json::Error> {
        let bytes = serde_json::to_vec(value)?;
        let content_type = HeaderValue::from_str(content_type)
            .unwrap_or(HeaderValue::from_static("application/json"));
        Ok(Self { content_type, bytes: bytes.into() })
    }

    /// The fields of an object as `application/x-www-form-urlencoded`; a list
    /// repeats its name.
    pub(crate) fn form<T: Serialize + ?Sized>(value: &T) -> Result<Self, String> {
        let value = serde_json::to_value(value).map_err(|error| error.to_string())?;
        let Value::Object(fields) = value else {
            return Err("a form body must be an object".into());
        };
        let mut text = String::new();
        for (name, value) in fields {
            let style = match value {
                Value::Object(_) => QueryStyle::DeepObject,
                _ => QueryStyle::FormExploded,
            };
            for (name, value) in query(&name, &value, style, Reserved::Encode)? {
                if !text.is_empty() {
                    text.push('&');
                }
                text.push_str(&plus(&name));
                text.push('=');
                text.push_str(&plus(&value));
            }
        }
        let content_type = HeaderValue::from_static("application/x-www-form-urlencoded");
        Ok(Self { content_type, bytes: text.into() })
    }
}

/// Spells an encoded text as forms do, with `+` for a space.
fn plus(encoded: &str) -> String {
    let decoded = percent_encoding::percent_decode_str(encoded).collect::<Vec<u8>>();
    form_urlencoded::byte_serialize(&decoded).collect()
}

//! Finds parts of a JSON body without decoding the rest.

use std::{
    borrow::{Borrow, Cow},
    collections::BTreeMap,
    fmt,
    marker::PhantomData,
};

use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{
    error::Error,
    error_api::ApiError,
    error_decode::DecodeError,
    operation::{Envelope, Paging},
    page::PageInfo,
    response::RawResponse,
};

/// The fields of an object.
type Fields<'b> = BTreeMap<Name<'b>, &'b RawValue>;

/// The name of a field: a part of the body, unless it is written with escapes there. (`Cow` is
/// always read as a copy.)
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Name<'b>(Cow<'b, str>);

impl Borrow<str> for Name<'_> {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(NameVisitor).map(Self)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name.to_owned()))
    }
}

/// What the body of a page holds, but for the items as values.
#[derive(Default)]
pub(crate) struct Frame<'b> {
    /// The items as they are written.
    pub(crate) items: &'b [u8],
    /// What the body says about the page.
    pub(crate) info: PageInfo,
    fields: Fields<'b>,
}

impl Frame<'_> {
    /// The text, or the number as text, at a path of field names.
    pub(crate) fn text(&self, path: &[&str]) -> Option<String> {
        scalar(at(&self.fields, path)?)
    }

    /// The boolean at a path of field names; none where there is none.
    pub(crate) fn flag(&self, path: &[&str]) -> Option<bool> {
        serde_json::from_str(at(&self.fields, path)?.get()).ok()
    }

    /// The text, or the number as text, that the last item has in a field.
    pub(crate) fn last_text(&self, field: &str) -> Option<String> {
        let last: Last<'_> = serde_json::from_slice(self.items).ok()?;
        let last: Fields<'_> = serde_json::from_str(last.0?.get()).ok()?;
        scalar(last.get(field)?)
    }
}

/// The last entry of a list; the others are passed over.
struct Last<'b>(Option<&'b RawValue>);

impl<'de> Deserialize<'de> for Last<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_seq(LastVisitor)
    }
}

struct LastVisitor;

impl<'de> Visitor<'de> for LastVisitor {
    type Value = Last<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut last = None;
        while let Some(entry) = list.next_element()? {
            last = Some(entry);
        }
        Ok(Last(last))
    }
}

/// A part of a body, and where it stands.
pub(crate) struct Located<'b> {
    pub(crate) json: &'b str,
    /// The field names that lead there.
    pub(crate) path: &'static [&'static str],
    /// Whether the field is not there, so that `json` is a mere `null`.
    pub(crate) missing: bool,
}

/// The whole body.
pub(crate) fn whole(raw: &RawResponse) -> Result<Located<'_>, Error> {
    let json = syntax(raw)?;
    Ok(Located { json: json.get(), path: &[], missing: false })
}

/// What the envelope holds, as its type, and read in one pass.
///
/// `None` where anything is out of the ordinary: [`result`] says what it is.
pub(crate) fn typed_result<T: DeserializeOwned>(raw: &RawResponse) -> Option<T> {
    let Some(envelope) = &raw.api.envelope else {
        return serde_json::from_slice(&raw.body).ok();
    };
    let split = split(&raw.body, envelope.result)?;
    succeeded(raw, envelope, &split.fields).ok()?;
    Some(split.value)
}

/// What the envelope holds; the whole body, if the API has no envelope.
pub(crate) fn result(raw: &RawResponse) -> Result<Located<'_>, Error> {
    let Some(envelope) = &raw.api.envelope else {
        return whole(raw);
    };
    let fields = fields(raw)?;
    succeeded(raw, envelope, &fields)?;
    Ok(located(fields.get(envelope.result).copied(), std::slice::from_ref(&envelope.result)))
}

/// Checks that an envelope, if the body is one, says that the call succeeded.
pub(crate) fn success(raw: &RawResponse) -> Result<(), Error> {
    let Some(envelope) = &raw.api.envelope else {
        return Ok(());
    };
    match serde_json::from_slice::<Fields<'_>>(&raw.body) {
        Ok(fields) => succeeded(raw, envelope, &fields),
        Err(_) => Ok(()),
    }
}

/// The list of items of a page, and what is around it.
pub(crate) fn page<'b>(
    raw: &'b RawResponse,
    paging: &Paging,
) -> Result<(Located<'b>, Frame<'b>), Error> {
    if paging.items.is_empty() {
        let items = whole(raw)?;
        let frame = Frame { items: items.json.as_bytes(), ..Frame::default() };
        return Ok((items, frame));
    }
    let fields = fields(raw)?;
    page_succeeded(raw, paging, &fields)?;
    let mut items = located(at(&fields, paging.items), paging.items);
    // A list that is null has no items.
    if !items.missing && items.json == "null" {
        items.json = "[]";
    }
    let info = info(paging, &fields);
    let frame = Frame { items: items.json.as_bytes(), info, fields };
    Ok((items, frame))
}

/// The items of a page as their type, and what is around them, read in one pass.
///
/// `None` where anything is out of the ordinary: [`page`] says what it is.
pub(crate) fn typed_page<'b, T: DeserializeOwned>(
    raw: &'b RawResponse,
    paging: &Paging,
) -> Option<(Vec<T>, Frame<'b>)> {
    let name = match paging.items {
        [] => {
            let frame = Frame { items: raw.body.trim_ascii(), ..Frame::default() };
            return Some((serde_json::from_slice(&raw.body).ok()?, frame));
        }
        [name] => name,
        _ => return None,
    };
    let split = split(&raw.body, name)?;
    page_succeeded(raw, paging, &split.fields).ok()?;
    let info = info(paging, &split.fields);
    Some((split.value, Frame { items: list(split.text?)?, info, fields: split.fields }))
}

/// The list in a text that has only white space, colon and comma beside it.
fn list(text: &[u8]) -> Option<&[u8]> {
    let start = text.iter().position(|byte| *byte == b'[')?;
    let end = text.iter().rposition(|byte| *byte == b']')?;
    text.get(start..=end)
}

fn page_succeeded(raw: &RawResponse, paging: &Paging, fields: &Fields<'_>) -> Result<(), Error> {
    match &raw.api.envelope {
        Some(envelope) if paging.items.first() == Some(&envelope.result) => {
            succeeded(raw, envelope, fields)
        }
        _ => Ok(()),
    }
}

fn info(paging: &Paging, fields: &Fields<'_>) -> PageInfo {
    let mut numbers = Numbers { fields, parent: &[], inner: Fields::new() };
    let info = &paging.info;
    PageInfo {
        count: numbers.at(info.count),
        page: numbers.at(info.page),
        per_page: numbers.at(info.per_page),
        total_count: numbers.at(info.total_count),
        total_pages: numbers.at(info.total_pages),
    }
}

/// One field of an object as its type, and the others as they are. `None` if the field is not there
/// exactly once.
fn split<'b, T: DeserializeOwned>(body: &'b [u8], name: &str) -> Option<Split<'b, T>> {
    let mut json = serde_json::Deserializer::from_slice(body);
    let split = json.deserialize_map(Splitter { name, body, kind: PhantomData }).ok()?;
    json.end().ok()?;
    split
}

/// An object in two parts.
struct Split<'b, T> {
    value: T,
    /// The text between the name of the field and the next name, or the end of the body; none where
    /// one of the names is written with escapes.
    text: Option<&'b [u8]>,
    fields: Fields<'b>,
}

struct Splitter<'n, 'b, T> {
    name: &'n str,
    body: &'b [u8],
    kind: PhantomData<T>,
}

impl<T> Splitter<'_, '_, T> {
    /// Where a name stands in the body: a borrowed one is a part of it.
    fn place(&self, name: &Name<'_>) -> Option<usize> {
        match &name.0 {
            Cow::Borrowed(text) => text.as_ptr().addr().checked_sub(self.body.as_ptr().addr()),
            Cow::Owned(_) => None,
        }
    }
}

impl<'de, T: DeserializeOwned> Visitor<'de> for Splitter<'_, 'de, T> {
    type Value = Option<Split<'de, T>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut value, mut fields) = (None, Fields::new());
        let (mut start, mut end) = (None, None);
        while let Some(name) = map.next_key::<Name<'de>>()? {
            if value.is_some() && end.is_none() {
                end = Some(self.place(&name));
            }
            if name.0 != self.name {
                fields.insert(name, map.next_value()?);
                continue;
            }
            start = self.place(&name).map(|place| place + name.0.len());
            if value.replace(map.next_value()?).is_some() {
                return Err(serde::de::Error::custom("the field is there twice"));
            }
        }
        let end = end.unwrap_or(Some(self.body.len()));
        let text = start.zip(end).and_then(|(start, end)| self.body.get(start..end));
        Ok(value.map(|value| Split { value, text, fields }))
    }
}

fn scalar(json: &RawValue) -> Option<String> {
    match serde_json::from_str(json.get()).ok()? {
        serde_json::Value::String(text) => Some(text),
        serde_json::Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn located<'b>(json: Option<&'b RawValue>, path: &'static [&'static str]) -> Located<'b> {
    Located { json: json.map_or("null", RawValue::get), path, missing: json.is_none() }
}

/// Reads numbers that mostly stand side by side, in one object.
struct Numbers<'f, 'b> {
    fields: &'f Fields<'b>,
    /// The field names that lead to `inner`.
    parent: &'static [&'static str],
    inner: Fields<'b>,
}

impl Numbers<'_, '_> {
    fn at(&mut self, path: &'static [&'static str]) -> Option<u64> {
        let (name, parent) = path.split_last()?;
        if parent.is_empty() {
            return whole_number(self.fields.get(*name)?.get());
        }
        if self.parent != parent {
            let json = at(self.fields, parent);
            let inner = json.and_then(|json| serde_json::from_str(json.get()).ok());
            self.inner = inner.unwrap_or_default();
            self.parent = parent;
        }
        whole_number(self.inner.get(*name)?.get())
    }
}

/// Documents type these numbers as `number`, so that `2.0` is allowed.
fn whole_number(json: &str) -> Option<u64> {
    json.parse::<u64>().ok().or_else(|| {
        let number = json.parse::<f64>().ok()?;
        // 2^53: beyond it, not every whole number has a float.
        let whole = number.fract() == 0.0 && (0.0..=9_007_199_254_740_992.0).contains(&number);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked")]
        whole.then_some(number as u64)
    })
}

/// Checks that the body is JSON, all of it.
fn syntax(raw: &RawResponse) -> Result<&RawValue, Error> {
    if raw.body.iter().all(u8::is_ascii_whitespace) {
        return Err(DecodeError::not_json(raw));
    }
    serde_json::from_slice(&raw.body).map_err(|error| {
        if raw.says_json() { DecodeError::syntax(raw, error) } else { DecodeError::not_json(raw) }
    })
}

/// The fields of the body, which must be an object.
fn fields(raw: &RawResponse) -> Result<Fields<'_>, Error> {
    serde_json::from_slice(&raw.body).or_else(|_| {
        syntax(raw)?;
        Err(DecodeError::wrong(raw, ".", "it must be an object"))
    })
}

/// Follows field names; none where one is missing, or where there is no object.
fn at<'b>(fields: &Fields<'b>, path: &[&str]) -> Option<&'b RawValue> {
    let (first, rest) = path.split_first()?;
    rest.iter().try_fold(*fields.get(*first)?, |json, name| {
        let fields = serde_json::from_str::<Fields<'b>>(json.get()).ok()?;
        fields.get(*name).copied()
    })
}

fn succeeded(raw: &RawResponse, envelope: &Envelope, fields: &Fields<'_>) -> Result<(), Error> {
    let Some(name) = envelope.success else {
        return Ok(());
    };
    match fields.get(name).map(|json| json.get()) {
        Some("true") => Ok(()),
        Some("false") => Err(Error::Api(Box::new(ApiError::new(raw.clone())))),
        // Without the field, it is the result that must be there.
        None => Ok(()),
        Some(_) => Err(DecodeError::wrong(raw, name, "it must be true or false")),
    }
}

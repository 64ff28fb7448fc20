//! The errors that a body lists, in the shapes that are common: problem details (RFC 9457), JSON:API,
//! GraphQL, and those of the frameworks that servers are written with.

use super::{
    error_detail::ErrorDetail,
    json::{Json, listed},
    operation::Envelope,
};

/// How many members of an object are looked at.
const MEMBERS: usize = 1000;

/// How deep the errors of fields may lie in each other.
const DEPTH: usize = 16;

/// Members that say what went wrong, the best first. Names are compared as [`is_named`] does.
const MESSAGES: &[&str] = &[
    "detail",
    "message",
    "msg",
    "exceptionmessage",
    "errormessage",
    "defaultmessage",
    "errordescription",
    "error",
    "title",
    "description",
    "reason",
];

/// Members that hold a code.
const CODES: &[&str] = &["code", "errorcode", "errortype", "type"];

/// Members that name the field or parameter at fault.
const FIELDS: &[&str] = &["loc", "field", "param", "parameter", "property", "target", "path"];

/// Members that hold several errors, and whether a text by the name of a field is one.
const LISTS: &[(&str, bool)] = &[
    ("errors", true),
    ("validationerrors", true),
    ("fielderrors", true),
    ("exceptiondetail", false),
    ("detail", false),
    ("details", false),
    ("error", true),
    ("message", true),
    ("messages", true),
];

/// Names under which errors of the whole input stand beside those of its fields.
const WHOLE: &[&str] = &["non_field_errors", "__all__", "_schema", "root"];

/// Reads the first `most` errors of a body, and how many it lists: those of the envelope, else those of
/// the common shapes. `reason` is the name of the status.
pub(super) fn read(
    body: &[u8],
    json: Option<Json<'_>>,
    envelope: Option<&Envelope>,
    most: usize,
    reason: Option<&str>,
) -> (Vec<ErrorDetail>, usize) {
    if let Some(envelope) = envelope
        && let Some((errors, count)) = listed(body, envelope.errors, most)
        && count > 0
    {
        let errors = errors.into_iter().map(|error| enveloped(error, envelope));
        return (errors.collect(), count);
    }
    let mut found = Found { errors: Vec::new(), count: 0, most, general: None, only_lists: false };
    match json {
        Some(json) => found.body(json, reason),
        None => found.beginning(body),
    }
    (found.errors, found.count)
}

/// What was found so far.
struct Found {
    errors: Vec<ErrorDetail>,
    count: usize,
    most: usize,
    /// What the body says of the errors as a whole.
    general: Option<ErrorDetail>,
    /// Whether nothing but lists of texts are errors.
    only_lists: bool,
}

impl Found {
    fn body(&mut self, json: Json<'_>, reason: Option<&str>) {
        if json.entries(0).is_some() {
            return self.many(json, &mut Vec::new(), true);
        }
        let Some(members) = Members::of(json) else {
            return self.many(json, &mut Vec::new(), true);
        };
        let inner = members.get("error").and_then(Members::of);
        self.general = general(&members, inner.as_ref());
        for members in [Some(&members), inner.as_ref()].into_iter().flatten() {
            self.lists(members);
        }
        if self.count == 0 && self.general.is_none() {
            // The body is a map of fields to what is wrong with them, or something else altogether.
            self.only_lists = true;
            self.many(json, &mut Vec::new(), false);
        }
        // Beside errors that say more, the name of the status alone says nothing.
        let repeats = |error: &ErrorDetail| {
            error.code.is_none() && reason.is_some_and(|it| it.eq_ignore_ascii_case(&error.message))
        };
        if let Some(general) = self.general.take()
            && !(self.count > 0 && repeats(&general))
        {
            self.errors.insert(0, general);
            self.errors.truncate(self.most.max(1));
            self.count += 1;
        }
    }

    /// The errors of the first member that lists some.
    fn lists(&mut self, members: &Members<'_>) {
        for (name, texts) in LISTS {
            if self.count > 0 {
                return;
            }
            let Some(value) = members.get(name).filter(|value| value.as_text().is_none()) else {
                continue;
            };
            // An object with a message is one error, and was read as that.
            let is_one = || matches!(*name, "error" | "detail") && entry(value).is_some();
            if !is_one() {
                self.many(value, &mut Vec::new(), *texts);
            }
        }
    }

    /// What can be read of a body that breaks off.
    fn beginning(&mut self, body: &[u8]) {
        for name in ["errors", "detail"] {
            if let Some((entries, count)) = listed(body, name, self.most) {
                let unread = count.saturating_sub(entries.len());
                for entry in entries {
                    self.many(entry, &mut Vec::new(), true);
                }
                self.count += if self.count > 0 { unread } else { 0 };
                return;
            }
        }
    }

    /// Reads errors that lie in lists, and by the names of fields; `texts` says whether a text outside
    /// of lists is one.
    fn many(&mut self, json: Json<'_>, path: &mut Vec<String>, texts: bool) {
        if path.len() > DEPTH {
            return;
        }
        if let Some((entries, count)) = json.entries(self.most.max(1)) {
            let (before, unread) = (self.count, count.saturating_sub(entries.len()));
            for (index, entry) in entries.into_iter().enumerate() {
                if entry.as_text().is_some() {
                    self.many(entry, path, true);
                } else {
                    path.push(index.to_string());
                    self.many(entry, path, false);
                    path.pop();
                }
            }
            self.count += if self.count > before { unread } else { 0 };
            return;
        }
        if let Some(text) = json.as_text() {
            if texts {
                let error = ErrorDetail { message: text, ..ErrorDetail::default() };
                self.push(error, path);
            }
            return;
        }
        if !self.only_lists
            && let Some(error) = entry(json)
        {
            // A place in the list of errors is no place in the request.
            let is_name = |name: &String| !name.bytes().all(|it| it.is_ascii_digit());
            let length = path.iter().rposition(is_name).map_or(0, |last| last + 1);
            return self.push(error, path.get(..length).unwrap_or_default());
        }
        let Some(members) = Members::of(json) else { return };
        for (name, value) in members.0 {
            let is_whole = WHOLE.contains(&name.as_str());
            if !is_whole {
                path.push(name);
            }
            self.many(value, path, texts);
            if !is_whole {
                path.pop();
            }
        }
    }

    /// Keeps an error that stands at a path.
    fn push(&mut self, mut error: ErrorDetail, path: &[String]) {
        if error.field.is_none() && error.pointer.is_none() {
            error.field = (!path.is_empty()).then(|| path.join("."));
            let is_known = self.general.as_ref().is_some_and(|it| it.message == error.message);
            if is_known && error.field.is_none() {
                return;
            }
        }
        self.count += 1;
        if self.errors.len() < self.most {
            self.errors.push(error);
        }
    }
}

/// An error of an envelope: what the document's fields have, else what is common.
fn enveloped(error: Json<'_>, envelope: &Envelope) -> ErrorDetail {
    let fields = &envelope.error;
    let common = entry(error).unwrap_or_default();
    // An error may be a mere text.
    let message = error.text(fields.message).or_else(|| error.as_text());
    ErrorDetail {
        code: error.text(fields.code).or(common.code),
        message: message.unwrap_or(common.message),
        documentation_url: error.text(fields.documentation_url).or(common.documentation_url),
        pointer: error.text(fields.pointer).or(common.pointer),
        field: common.field,
    }
}

/// What a body says of the errors as a whole.
fn general(members: &Members<'_>, inner: Option<&Members<'_>>) -> Option<ErrorDetail> {
    let own = |names: &[&str]| names.iter().find_map(|name| members.text(name));
    // A text `error` is a code beside other texts, and `title` is short.
    let texts = [
        own(&["detail"]),
        inner.and_then(|inner| inner.first(MESSAGES)),
        members.get("detail").and_then(Members::of).and_then(|it| it.first(MESSAGES)),
        own(&["message", "msg", "exceptionmessage", "errormessage"]),
        own(&["errordescription", "error", "title", "description", "reason"]),
    ];
    let codes = [
        own(&["code"]),
        inner.and_then(|inner| inner.first(CODES)),
        members.get("detail").and_then(Members::of).and_then(|it| it.first(CODES)),
        own(&["type", "errorcode", "errortype"]),
    ];
    let message = texts.into_iter().flatten().next();
    let code = codes.into_iter().flatten().next();
    if message.is_none() && code.is_none() {
        return None;
    }
    let (pointer, field) = inner.map(Members::place).unwrap_or_default();
    let documentation_url =
        members.documentation().or_else(|| inner.and_then(Members::documentation));
    let message = message.unwrap_or_default();
    Some(ErrorDetail { code, message, documentation_url, pointer, field })
}

/// One error of a list; none where it has neither a message nor a code.
fn entry(json: Json<'_>) -> Option<ErrorDetail> {
    let members = Members::of(json)?;
    let inner = |name| members.get(name).and_then(Members::of);
    let message = members.first(MESSAGES);
    let code = inner("extensions").and_then(|it| it.text("code"));
    let code = members.text("code").or(code).or_else(|| members.first(CODES));
    // A status alone tells no more than the response's.
    let code = code.or_else(|| message.as_ref().and_then(|_| members.text("status")));
    if message.is_none() && code.is_none() {
        return None;
    }
    let (pointer, field) = members.place();
    let documentation_url = members.documentation();
    let message = message.unwrap_or_default();
    Some(ErrorDetail { code, message, documentation_url, pointer, field })
}

/// The members of an object.
struct Members<'b>(Vec<(String, Json<'b>)>);

impl<'b> Members<'b> {
    fn of(json: Json<'b>) -> Option<Self> {
        json.members(MEMBERS).map(Self)
    }

    fn get(&self, name: &str) -> Option<Json<'b>> {
        self.0.iter().rev().find(|(own, _)| is_named(own, name)).map(|(_, value)| *value)
    }

    /// The text or number of a member.
    fn text(&self, name: &str) -> Option<String> {
        self.get(name)?.text_or_number()
    }

    /// The first text or number of several members.
    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.text(name))
    }

    fn documentation(&self) -> Option<String> {
        let about = || {
            let about = Self::of(self.get("links")?)?.get("about")?;
            about.text_or_number().or_else(|| Self::of(about)?.text("href"))
        };
        self.first(&["documentationurl", "docurl", "moreinfo"]).or_else(about)
    }

    /// The part of the request that is at fault: a JSON pointer, and the name of a field.
    fn place(&self) -> (Option<String>, Option<String>) {
        let source = self.get("source").and_then(Self::of);
        let from_source = |name| source.as_ref().and_then(|source| source.text(name));
        let pointer = from_source("pointer").or_else(|| self.first(&["pointer", "instancepath"]));
        // RFC 9457 has an example with the pointer as the fragment of a URI.
        let pointer = pointer.map(|it| it.trim_start_matches('#').to_owned());
        let (pointer, other) = match pointer {
            Some(it) if it.is_empty() || it.starts_with('/') => (Some(it), None),
            other => (None, other),
        };
        let named = || FIELDS.iter().find_map(|name| place_name(self.get(name)?));
        let field = from_source("parameter").or_else(|| from_source("header"));
        let field = field.or(other).or_else(|| named().map(|names| names.join(".")));
        let in_body = || body_pointer(&place_name(self.get("loc")?)?);
        (pointer.filter(|it| !it.is_empty()).or_else(in_body), field)
    }
}

/// The names on the way to a place: a list of them, or a text.
fn place_name(json: Json<'_>) -> Option<Vec<String>> {
    if let Some((entries, _)) = json.entries(DEPTH) {
        let names: Option<Vec<_>> = entries.into_iter().map(Json::text_or_number).collect();
        return names.filter(|names| !names.is_empty());
    }
    json.as_text().filter(|text| !text.is_empty()).map(|text| vec![text])
}

/// The pointer to a place whose names begin with `body`.
fn body_pointer(names: &[String]) -> Option<String> {
    let (first, rest) = names.split_first()?;
    if first != "body" || rest.is_empty() {
        return None;
    }
    Some(
        rest.iter()
            .map(|name| format!("/{}", name.replace('~', "~0").replace('/', "~1")))
            .collect(),
    )
}

/// Whether a member has a name, in whichever case: `error_message` and `errorMessage` are
/// `errormessage`.
fn is_named(own: &str, name: &str) -> bool {
    let letters = own.bytes().filter(|it| !matches!(it, b'_' | b'-'));
    letters.map(|it| it.to_ascii_lowercase()).eq(name.bytes())
}

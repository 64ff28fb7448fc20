//! The text of server-sent events, read piece by piece (WHATWG HTML, section 9.2).

use std::{collections::VecDeque, time::Duration};

/// An event as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) name: String,
    pub(crate) id: Option<String>,
    pub(crate) data: String,
}

/// Takes the bytes of a body as they come, however they are cut.
pub(crate) struct Parser {
    /// How many bytes an event may have.
    pub(crate) limit: usize,
    /// How long the server asks to wait before a new call.
    pub(crate) retry: Option<Duration>,
    /// The line so far: a character may be cut in two.
    line: Vec<u8>,
    /// Whether the last byte ended a line as CR, so that a LF belongs to it.
    after_cr: bool,
    is_first_line: bool,
    name: String,
    data: String,
    id: Option<String>,
}

impl Parser {
    /// A parser for events of so many bytes at most.
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            limit,
            retry: None,
            line: Vec::new(),
            after_cr: false,
            is_first_line: true,
            name: String::new(),
            data: String::new(),
            id: None,
        }
    }

    /// The last identifier that was given.
    pub(crate) fn last_id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// Reads a piece. False if an event is longer than the limit.
    ///
    /// What is left without an empty line behind it is no event, as the standard says.
    pub(crate) fn push(&mut self, piece: &[u8], into: &mut VecDeque<Message>) -> bool {
        let mut rest = piece;
        if self.after_cr && !rest.is_empty() {
            self.after_cr = false;
            rest = rest.strip_prefix(b"\n").unwrap_or(rest);
        }
        while let Some(end) = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')) {
            let (line, tail) = rest.split_at(end);
            self.line.extend_from_slice(line);
            if self.line.len().saturating_add(self.data.len()) > self.limit {
                return false;
            }
            let line = std::mem::take(&mut self.line);
            self.read(&line, into);
            rest = match tail {
                [b'\r', b'\n', rest @ ..] => rest,
                [b'\r'] => {
                    self.after_cr = true;
                    &[]
                }
                [_, rest @ ..] => rest,
                [] => &[],
            };
        }
        self.line.extend_from_slice(rest);
        self.line.len().saturating_add(self.data.len()) <= self.limit
    }

    /// Reads a line.
    fn read(&mut self, line: &[u8], into: &mut VecDeque<Message>) {
        let is_first = std::mem::take(&mut self.is_first_line);
        // A byte order mark, which may stand at the beginning alone.
        let line = line.strip_prefix(b"\xEF\xBB\xBF").filter(|_| is_first).unwrap_or(line);
        let line = String::from_utf8_lossy(line);
        if line.is_empty() {
            return self.dispatch(into);
        }
        let (field, value) = line.split_once(':').unwrap_or((&line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.name),
            "data" => {
                self.data.push_str(value);
                self.data.push('\n');
            }
            "id" if !value.contains('\0') => {
                self.id = Some(value.to_owned()).filter(|id| !id.is_empty());
            }
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis).or(self.retry);
            }
            // A comment has no name; other fields mean nothing.
            _ => {}
        }
    }

    /// Ends an event. One without data is none.
    fn dispatch(&mut self, into: &mut VecDeque<Message>) {
        let name = std::mem::take(&mut self.name);
        let mut data = std::mem::take(&mut self.data);
        if data.pop().is_none() {
            return;
        }
        let name = if name.is_empty() { "message".to_owned() } else { name };
        into.push_back(Message { name, id: self.id.clone(), data });
    }
}

//! The text of server-sent events, read piece by piece (WHATWG HTML, section 9.2).

use std::{sync::Arc, time::Duration};

use bytes::{Buf as _, Bytes};

use super::retry;

/// An event as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) name: String,
    pub(crate) id: Option<Arc<str>>,
    pub(crate) data: String,
}

/// What is longer than its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TooLong {
    Event,
    Id,
}

/// Takes the bytes of a body as they come, however they are cut, and gives one event at a time.
pub(crate) struct Parser {
    /// How many bytes an event may have.
    pub(crate) limit: usize,
    /// How many bytes of them may be its identifier.
    pub(crate) id_limit: usize,
    /// How long the server asks to wait before a new call.
    pub(crate) retry: Option<Duration>,
    /// What was not looked at yet.
    rest: Bytes,
    /// The line so far: a character may be cut in two.
    line: Vec<u8>,
    /// Whether the last byte ended a line as CR, so that a LF belongs to it.
    after_cr: bool,
    is_first_line: bool,
    name: String,
    data: String,
    /// Every event from here on has it, so that it is kept once for all of them.
    id: Option<Arc<str>>,
}

impl Parser {
    /// A parser for events of so many bytes at most.
    pub(crate) fn new(limit: usize, id_limit: usize) -> Self {
        Self {
            limit,
            id_limit: id_limit.min(limit),
            retry: None,
            rest: Bytes::new(),
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

    /// Takes the next piece. All events of the one before must have been asked for.
    ///
    /// What is left without an empty line behind it is no event, as the standard says.
    pub(crate) fn push(&mut self, piece: Bytes) {
        self.rest = piece;
    }

    /// The next event of the piece; none if it has no more.
    pub(crate) fn next(&mut self) -> Option<Result<Message, TooLong>> {
        loop {
            if self.after_cr && !self.rest.is_empty() {
                self.after_cr = false;
                if self.rest.first() == Some(&b'\n') {
                    self.rest.advance(1);
                }
            }
            let end = self.rest.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
            let part = self.rest.split_to(end.unwrap_or(self.rest.len()));
            if self.length().saturating_add(part.len()) > self.limit {
                return Some(Err(TooLong::Event));
            }
            if end.is_none() {
                self.line.extend_from_slice(&part);
                return None;
            }
            self.after_cr = self.rest.first() == Some(&b'\r');
            self.rest.advance(1);
            // Most lines come in one piece.
            let message = if self.line.is_empty() {
                self.read(&part)
            } else {
                let mut line = std::mem::take(&mut self.line);
                line.extend_from_slice(&part);
                self.read(&line)
            };
            if let Some(message) = message.transpose() {
                return Some(message);
            }
        }
    }

    /// How long the event is so far.
    fn length(&self) -> usize {
        let id = self.id.as_ref().map_or(0, |id| id.len());
        self.line.len() + self.name.len() + self.data.len() + id
    }

    /// Reads a line, which may end an event.
    fn read(&mut self, line: &[u8]) -> Result<Option<Message>, TooLong> {
        let is_first = std::mem::take(&mut self.is_first_line);
        // A byte order mark, which may stand at the beginning alone.
        let line = line.strip_prefix(b"\xEF\xBB\xBF").filter(|_| is_first).unwrap_or(line);
        let line = String::from_utf8_lossy(line);
        if line.is_empty() {
            return Ok(self.dispatch());
        }
        let (field, value) = line.split_once(':').unwrap_or((&line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.name),
            "data" => {
                self.data.push_str(value);
                self.data.push('\n');
            }
            "id" if value.len() > self.id_limit => return Err(TooLong::Id),
            "id" if !value.contains('\0') => {
                self.id = Some(value).filter(|id| !id.is_empty()).map(Arc::from);
            }
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                let asked = value.parse().ok().map(Duration::from_millis);
                self.retry = asked.map(|it| it.min(retry::YEAR)).or(self.retry);
            }
            // A comment has no name; other fields mean nothing.
            _ => {}
        }
        Ok(None)
    }

    /// Ends an event. One without data is none.
    fn dispatch(&mut self) -> Option<Message> {
        let name = std::mem::take(&mut self.name);
        let mut data = std::mem::take(&mut self.data);
        data.pop()?;
        let name = if name.is_empty() { "message".to_owned() } else { name };
        Some(Message { name, id: self.id.clone(), data })
    }
}

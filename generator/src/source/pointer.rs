//! JSON pointers (RFC 6901).

use std::borrow::Cow;

use super::{Node, Value};

impl Node {
    /// The node that a JSON pointer leads to: the empty one to this node, `/a/0` to the first item
    /// of the list `a`. A URI fragment has to be decoded first, by [`percent_decode`].
    pub fn pointer(&self, pointer: &str) -> Option<&Self> {
        if pointer.is_empty() {
            return Some(self);
        }
        let tokens = pointer.strip_prefix('/')?.split('/');
        tokens.map(unescape_token).try_fold(self, |node, token| node.step(&token))
    }

    /// The member of a mapping or the item of a list that a token of a JSON pointer names.
    pub(crate) fn step(&self, token: &str) -> Option<&Self> {
        match &self.value {
            Value::Object(object) => object.get(token),
            Value::Array(items) => items.get(list_index(token)?),
            _ => None,
        }
    }
}

/// An index has digits only and no leading zero.
fn list_index(token: &str) -> Option<usize> {
    let digits = token.bytes().all(|byte| byte.is_ascii_digit());
    let padded = token.len() > 1 && token.starts_with('0');
    (digits && !padded).then(|| token.parse().ok()).flatten()
}

/// A token of a JSON pointer as the name that it stands for: `~1` is a slash, `~0` a tilde.
pub fn unescape_token(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        Cow::Owned(token.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(token)
    }
}

/// A name as a token of a JSON pointer.
pub fn escape_token(name: &str) -> Cow<'_, str> {
    if name.contains(['~', '/']) {
        Cow::Owned(name.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(name)
    }
}

/// A percent-encoded text, such as a URI fragment, decoded. None if it is not well formed or
/// does not come to UTF-8.
pub fn percent_decode(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(Cow::Borrowed(text));
    }
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => hex_digit(bytes.next()?)? << 4 | hex_digit(bytes.next()?)?,
            byte => byte,
        });
    }
    String::from_utf8(decoded).ok().map(Cow::Owned)
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostics, Sources};

    fn tree(text: &str) -> Node {
        let sources = Sources::new();
        let file = sources.add("a.json", text);
        super::super::parse(&sources, file, &Diagnostics::new()).unwrap()
    }

    #[test]
    fn follows_the_examples_of_rfc_6901() {
        let text = r#"{"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "m~n": 8, "~1": 9}"#;
        let tree = tree(text);
        let number = |pointer| tree.pointer(pointer).and_then(Node::as_i64);
        assert_eq!(tree.pointer(""), Some(&tree));
        assert_eq!(tree.pointer("/foo/0").and_then(Node::as_str), Some("bar"));
        assert_eq!(number("/"), Some(0));
        assert_eq!(number("/a~1b"), Some(1));
        assert_eq!(number("/c%d"), Some(2));
        assert_eq!(number("/m~0n"), Some(8));
        assert_eq!(number("/~01"), Some(9));
        for nothing in ["foo", "/foo/2", "/foo/-", "/foo/00", "/foo/+1", "/foo/0/x", "/a"] {
            assert_eq!(tree.pointer(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn tokens_and_percent_signs() {
        for name in ["", "a/b", "~1", "~0/~1", "é"] {
            assert_eq!(unescape_token(&escape_token(name)), name);
        }
        assert_eq!(percent_decode("a%20b").as_deref(), Some("a b"));
        assert_eq!(percent_decode("%c3%A9").as_deref(), Some("é"));
        assert_eq!(percent_decode("plain").as_deref(), Some("plain"));
        for broken in ["%", "%2", "%zz", "%ff", "%+1"] {
            assert_eq!(percent_decode(broken), None, "{broken}");
        }
    }
}

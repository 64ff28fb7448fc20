//! Diagnostics as people and as programs read them.

mod clean;
mod excerpt;
mod json;
mod text;

pub use json::json;
pub use text::text;

/// Text of a document made safe to show on one line: what could move the cursor, turn the direction
/// of writing or hide is shown as its escape, and what is very long is cut.
#[must_use]
pub fn shown(text: &str) -> std::borrow::Cow<'_, str> {
    clean::message(text)
}

/// Whether a character could move the cursor, turn the direction of writing or hide something.
#[must_use]
pub fn is_misleading(character: char) -> bool {
    clean::is_hostile(character)
}

/// How text is rendered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Whether it has the colours of a terminal.
    pub color: bool,
}

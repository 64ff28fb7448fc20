//! Reads what was written as rustdoc will.

use std::cell::Cell;

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag};

use super::link;
use super::render::{self, Rendered};

/// Whether the lines show what they are to show, and hold nothing that rustdoc refuses or runs.
pub(super) fn holds(rendered: &Rendered) -> bool {
    let text = rendered.lines.join("\n");
    let broken = Cell::new(false);
    let callback = |_: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
        broken.set(true);
        None
    };
    let options = render::options() | Options::ENABLE_FOOTNOTES;
    let mut expected = rendered.shown.chars();
    for event in Parser::new_with_broken_link_callback(&text, options, Some(callback)) {
        let fits = match &event {
            Event::Text(text) | Event::Code(text) => text
                .chars()
                .filter(|character| *character != ' ' && *character != '\n')
                .all(|character| expected.next() == Some(character)),
            Event::Start(tag) => is_allowed(tag),
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_) => false,
            Event::End(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule
            | Event::TaskListMarker(_) => true,
        };
        if !fits {
            return false;
        }
    }
    expected.next().is_none() && !broken.get()
}

/// Whether a construct may stand in the output.
fn is_allowed(tag: &Tag<'_>) -> bool {
    match tag {
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) => matches!(&**info, "text" | "json"),
        Tag::CodeBlock(CodeBlockKind::Indented) => false,
        Tag::Link { link_type: LinkType::Email, .. } => true,
        Tag::Link { link_type: LinkType::Inline | LinkType::Autolink, dest_url, .. } => {
            link::target(dest_url, None).is_some()
        }
        Tag::Link { .. } | Tag::Image { .. } => false,
        Tag::HtmlBlock | Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => false,
        _ => true,
    }
}

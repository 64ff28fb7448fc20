//! YAML 1.2 to a tree, from the events of `saphyr-parser`: the core schema, anchors and aliases,
//! merge keys.

use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};

use super::anchors::{Anchors, Kept, aliased_anchors, measure};
use super::build::{Builder, Stop};
use super::flow;
use super::json::not_finite;
use super::offsets::Offsets;
use super::text::{Text, empty_document};
use super::yaml_error::scan_error;
use super::{Key, Node, Value, scalar};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};

/// Reads a text as YAML.
pub(super) fn parse(text: Text<'_>, diagnostics: &Diagnostics) -> Option<Node> {
    let found = Diagnostics::new();
    let refused = match read(text, text.body, &found) {
        Ok(tree) => {
            diagnostics.extend(found);
            return tree;
        }
        Err(refused) => refused,
    };
    if let Some(joined) = flow::joined(text.body) {
        let found = Diagnostics::new();
        if let Ok(tree) = read(text, &joined.text, &found) {
            diagnostics.extend(found);
            diagnostics.extend(dedented(text, &joined.places));
            return tree;
        }
    }
    diagnostics.extend(found);
    diagnostics.push(refused);
    None
}

/// Reads a text as it stands, or with lines that are joined. There is no tree if what was found ends
/// the reading; the error is what the parser refuses.
fn read(text: Text<'_>, read: &str, diagnostics: &Diagnostics) -> Result<Option<Node>, Diagnostic> {
    let mut reader = Reader {
        text,
        read,
        diagnostics,
        offsets: Offsets::new(text.body),
        builder: Builder::new(diagnostics),
        anchors: Anchors::default(),
        open: Vec::new(),
        documents: 0,
    };
    let mut events = Parser::new_from_str(read);
    while let Some(event) = events.next_event() {
        let step = match event {
            Ok((Event::StreamEnd, _)) => break,
            Ok((event, span)) => reader.event(event, span),
            Err(error) => {
                let at = reader.offsets.byte(error.marker().index());
                return Err(scan_error(text, at, error.info()));
            }
        };
        match step {
            Ok(Step::On) => {}
            Ok(Step::NextDocument) => break,
            Err(Stop) => return Ok(None),
        }
    }
    let tree = reader.builder.finish();
    if tree.as_ref().is_none_or(Node::is_null) {
        diagnostics.push(empty_document(text));
        return Ok(None);
    }
    Ok(tree)
}

/// What is said of lines that are indented too little.
fn dedented(text: Text<'_>, places: &[usize]) -> Option<Diagnostic> {
    let first = *places.first()?;
    let message = "what stands in brackets is indented no further than what holds it";
    let found = Diagnostic::new(Code::FlowIndentation, text.character(first), message)
        .label("read as a part of what is in the brackets")
        .help(
            "indent it, and the bracket that closes it, further than the key before the brackets",
        );
    Some(match places.len() {
        1 => found,
        count => found.note(format!("{count} lines are, of which this is the first")),
    })
}

enum Step {
    On,
    NextDocument,
}

struct Reader<'a> {
    text: Text<'a>,
    /// The text as it is read, character for character: lines of it may be joined.
    read: &'a str,
    diagnostics: &'a Diagnostics,
    offsets: Offsets<'a>,
    builder: Builder<'a>,
    anchors: Anchors,
    /// What is open, in step with the builder.
    open: Vec<OpenNode>,
    documents: usize,
}

/// A collection that is open: its anchor, or 0, and whether it is in the place of a key.
struct OpenNode {
    anchor: usize,
    is_key: bool,
    is_flow: bool,
}

impl<'a> Reader<'a> {
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<Step, Stop> {
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.diagnostics.push(several_documents(self.place(span)));
                    return Ok(Step::NextDocument);
                }
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.scalar(&text, style, anchor, tag, span)?
            }
            Event::SequenceStart(anchor, tag) => {
                self.open(anchor, tag.as_deref(), "seq", span)?;
            }
            Event::MappingStart(anchor, tag) => {
                self.open(anchor, tag.as_deref(), "map", span)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span)?,
            Event::Alias(anchor) => self.alias(anchor, span)?,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Ok(Step::On)
    }

    /// The place of a span, without the blanks that the parser counts in at the end.
    fn place(&self, span: Span) -> Location {
        let start = self.offsets.byte(span.start.index());
        let end = self.offsets.byte(span.end.index()).max(start);
        let width = self.text.slice(start, end).trim_end().len();
        self.text.place(start, start + width)
    }

    /// The place of a node's content, behind its anchor and its tag.
    fn content(&self, span: Span, has_properties: bool) -> Location {
        let place = self.place(span);
        if !has_properties {
            return place;
        }
        let whole = self.text.at(place);
        let mut rest = whole;
        while rest.starts_with(['&', '!']) {
            let end = rest.find(|c: char| c.is_whitespace()).unwrap_or(rest.len());
            rest = rest.get(end..).unwrap_or("").trim_start();
        }
        match rest.is_empty() {
            true => place,
            false => {
                Location { start: place.end - u32::try_from(rest.len()).unwrap_or(0), ..place }
            }
        }
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<std::borrow::Cow<'_, Tag>>,
        span: Span,
    ) -> Result<(), Stop> {
        self.builder.nodes += 1;
        let mut place = self.content(span, anchor > 0 || tag.is_some());
        let is_plain = style == ScalarStyle::Plain;
        let folded = self.folded(place, is_plain);
        let text = folded.as_deref().unwrap_or(text);
        if self.builder.wants_key() {
            if is_plain && text == "<<" && tag.is_none() {
                self.builder.merge_key(place);
            } else {
                self.keep(anchor, || Node::string(place, text))?;
                self.builder.key(Key::new(text, place));
            }
            return Ok(());
        }
        if is_plain && text.is_empty() {
            // Nothing stands there; what shows it is the key.
            place = self.builder.pending_key().map_or(place, |key| within(key, place));
        }
        let value = match tag.as_deref() {
            Some(tag) => self.tagged(tag, text, is_plain, place),
            None if is_plain => scalar::plain(text).unwrap_or_else(|| {
                self.diagnostics.push(not_finite(place, text));
                Value::Null
            }),
            None => Value::String(text.into()),
        };
        let node = Node::new(place, value);
        self.keep(anchor, || node.clone())?;
        self.builder.value(node);
        Ok(())
    }

    /// The text of a plain scalar some of whose lines are joined.
    fn folded(&self, place: Location, is_plain: bool) -> Option<String> {
        if !is_plain || std::ptr::eq(self.read, self.text.body) {
            return None;
        }
        Some(self.text.at(place)).filter(|text| text.contains('\n')).map(flow::folded)
    }

    fn tagged(&self, tag: &Tag, text: &str, is_plain: bool, place: Location) -> Value {
        let untagged = || match is_plain {
            true => scalar::plain(text).unwrap_or(Value::Null),
            false => Value::String(text.into()),
        };
        // `!` alone says that a plain scalar is a string.
        if tag.handle.is_empty() && tag.suffix == "!" || tag.handle == "!" && tag.suffix.is_empty()
        {
            return Value::String(text.into());
        }
        match core_tag(tag).and_then(|name| scalar::tagged(name, text)) {
            Some(Some(value)) => value,
            Some(None) => {
                self.diagnostics.push(tag_mismatch(tag, place));
                Value::Null
            }
            None => {
                self.diagnostics.push(tag_unknown(tag, place));
                untagged()
            }
        }
    }

    fn open(
        &mut self,
        anchor: usize,
        tag: Option<&Tag>,
        kind: &str,
        span: Span,
    ) -> Result<(), Stop> {
        self.builder.nodes += 1;
        let is_flow = self.is_flow(span, kind);
        let mut place = self.place(span);
        if anchor > 0 || tag.is_some() {
            let start = self.offsets.byte(span.end.index()) - usize::from(is_flow);
            place = self.text.character(start);
        }
        if kind == "seq" && !is_flow {
            place = self.with_dash(place);
        }
        match tag {
            Some(tag) if core_tag(tag) == Some(kind) || tag.suffix == "!" => {}
            Some(tag) if core_tag(tag).is_some_and(|name| scalar::tagged(name, "").is_some()) => {
                self.diagnostics.push(tag_mismatch(tag, place));
            }
            Some(tag) => self.diagnostics.push(tag_unknown(tag, place)),
            None => {}
        }
        let is_key = self.builder.wants_key();
        if is_key && !self.open.iter().any(|open| open.is_key) {
            self.diagnostics.push(key_not_scalar(place, kind));
        }
        if anchor > 0 {
            self.anchors.opened.insert(anchor, place);
        }
        self.open.push(OpenNode { anchor, is_key, is_flow });
        if kind == "seq" { self.builder.open_list(place) } else { self.builder.open_map(place) }
    }

    /// A list that is indented no further than its key begins behind its first dash, in the
    /// parser's view.
    fn with_dash(&self, place: Location) -> Location {
        let before = self.text.before(place);
        let dashed = before.trim_end_matches(' ');
        if !dashed.ends_with('-') || self.text.at(place).starts_with('-') {
            return place;
        }
        Location::new(place.file, dashed.len() - 1, place.end as usize)
    }

    /// Whether a collection is in brackets. An anchor and a tag may come first.
    fn is_flow(&self, span: Span, kind: &str) -> bool {
        let bracket = if kind == "seq" { '[' } else { '{' };
        let (start, end) =
            (self.offsets.byte(span.start.index()), self.offsets.byte(span.end.index()));
        self.text.slice(start, self.text.body.len()).starts_with(bracket)
            || self.text.slice(start, end).ends_with(bracket)
    }

    fn close(&mut self, span: Span) -> Result<(), Stop> {
        let Some(OpenNode { anchor, is_key, is_flow }) = self.open.pop() else {
            return Ok(());
        };
        // A block collection ends with its last value, not with the next token.
        let end = is_flow.then(|| self.place(span));
        let Some(node) = self.builder.close(end) else {
            return Ok(());
        };
        self.anchors.opened.remove(&anchor);
        self.keep(anchor, || node.clone())?;
        if is_key {
            self.builder.refused_key();
        } else {
            self.builder.value(node);
        }
        Ok(())
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Stop> {
        let place = self.place(span);
        let name = self
            .text
            .slice(self.offsets.byte(span.start.index()), self.offsets.byte(span.end.index()));
        if let Some(opened) = self.anchors.opened.get(&anchor) {
            let message = format!("the alias `{}` stands inside of what it repeats", name.trim());
            let found = Diagnostic::new(Code::AliasRecursive, place, message)
                .label("repeats what it is a part of")
                .secondary(*opened, "which begins here")
                .help("for a schema that contains itself use `$ref`");
            self.diagnostics.push(found);
            return Err(Stop);
        }
        let Some(kept) = self.anchors.kept.get(&anchor) else {
            return Ok(());
        };
        let (weight, height) = (kept.weight, kept.height);
        self.builder.check_depth(place, height)?;
        self.anchors.charge(weight, self.builder.nodes, place, self.diagnostics)?;
        let Some(node) = self.anchors.kept.get(&anchor).map(|kept| kept.node.clone()) else {
            return Ok(());
        };
        if !self.builder.wants_key() {
            self.builder.value(node);
            return Ok(());
        }
        match key_text(&node.value) {
            Some(text) => self.builder.key(Key::new(text, place)),
            None => {
                self.diagnostics.push(key_not_scalar(place, "alias"));
                self.builder.refused_key();
            }
        }
        Ok(())
    }

    /// Keeps a node for the aliases of its anchor, if it has one and that has any.
    fn keep(&mut self, anchor: usize, node: impl FnOnce() -> Node) -> Result<(), Stop> {
        if anchor == 0 {
            return Ok(());
        }
        let aliased = self.anchors.aliased.get_or_insert_with(|| aliased_anchors(self.read));
        if !aliased.contains(&anchor) {
            return Ok(());
        }
        let node = node();
        let (weight, height) = measure(&node);
        self.anchors.charge(weight, self.builder.nodes, node.location, self.diagnostics)?;
        self.anchors.kept.insert(anchor, Kept { node, weight, height });
        Ok(())
    }
}

/// A scalar that an alias puts in the place of a key.
fn key_text(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some("null".to_owned()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.to_string()),
        Value::Array(_) | Value::Object(_) => None,
    }
}

/// From one place to the end of another that lies behind it.
fn within(start: Location, end: Location) -> Location {
    if end.start >= start.start { start.to(end) } else { end }
}

/// The name of a tag of YAML's own schemas.
fn core_tag(tag: &Tag) -> Option<&str> {
    tag.is_yaml_core_schema().then_some(&*tag.suffix)
}

fn show(tag: &Tag) -> String {
    match core_tag(tag) {
        Some(name) => format!("!!{name}"),
        None => tag.to_string(),
    }
}

fn tag_mismatch(tag: &Tag, place: Location) -> Diagnostic {
    let message = format!("the value is not what its tag `{}` says", show(tag));
    Diagnostic::new(Code::TagMismatch, place, message)
        .label(format!("no `{}`", show(tag)))
        .help("remove the tag, or change the value")
}

fn tag_unknown(tag: &Tag, place: Location) -> Diagnostic {
    let message = format!("the tag `{}` has no meaning here and is ignored", show(tag));
    Diagnostic::new(Code::TagUnknown, place, message)
        .label("read as if it had no tag")
        .help("remove the tag")
}

fn key_not_scalar(place: Location, kind: &str) -> Diagnostic {
    let found = match kind {
        "seq" => "a list",
        "map" => "a mapping",
        _ => "an alias of a list or a mapping",
    };
    let found = Diagnostic::new(Code::KeyNotScalar, place, format!("{found} cannot be a key"))
        .label("stands in the place of a key");
    match kind {
        // `{{ name }}` of a template language is read as a mapping that is a key.
        "map" => found.help("quote it if a text is meant, such as one that holds braces"),
        _ => found.help("the keys of an OpenAPI document are strings"),
    }
}

fn several_documents(place: Location) -> Diagnostic {
    Diagnostic::new(Code::SeveralDocuments, place, "the text holds more than one YAML document")
        .label("a second document begins here")
        .help("put each document into a file of its own, and remove this line")
}

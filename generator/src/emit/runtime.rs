//! The runtime: the files of the templates, as they are.

use super::Unit;
use super::context::Context;
use super::reply::{Reply, events_of, reply};
use crate::api::BodyKind;
use crate::emit::RUST_HEADER;

/// What of the runtime only some crates need.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Needs {
    /// Answers whose type depends on the status.
    by_status: bool,
    /// Server-sent events.
    pub(super) events: bool,
    /// Bodies that are read while they are sent.
    pub(super) upload: bool,
    /// Forms with files.
    pub(super) form: bool,
}

impl Needs {
    /// What the crate needs.
    pub(super) fn new(context: &Context<'_>) -> Self {
        let mut needs = Self::default();
        for operation in &context.api.operations {
            needs.by_status |= matches!(reply(context, operation), Reply::ByStatus(_));
            needs.events |= events_of(context, operation).is_some();
            for content in operation.request.iter().flat_map(|body| &body.content) {
                match content.kind() {
                    BodyKind::Json => {}
                    BodyKind::Form => needs.upload |= content.schema.is_none(),
                    BodyKind::Multipart => (needs.upload, needs.form) = (true, true),
                    BodyKind::Text | BodyKind::Bytes | BodyKind::Events => needs.upload = true,
                }
            }
        }
        needs
    }

    /// The modules of the runtime that the crate does without.
    fn unneeded(self) -> Vec<&'static str> {
        let parts = [
            ("by_status", self.by_status),
            ("event_lines", self.events),
            ("events", self.events),
            ("form", self.form),
            ("upload", self.upload),
        ];
        parts.into_iter().filter(|(_, needed)| !needed).map(|(name, _)| name).collect()
    }
}

/// The files of the runtime, without those that the crate does not need.
pub(super) fn units(context: &Context<'_>) -> Vec<Unit<'static>> {
    let unneeded = Needs::new(context).unneeded();
    let needed =
        |name: &str| name.strip_suffix(".rs").is_none_or(|module| !unneeded.contains(&module));
    templates::RUNTIME
        .iter()
        .filter(|(name, _)| needed(name))
        .map(|(name, text)| {
            let text = if *name == "mod.rs" { index(text, &unneeded) } else { (*text).to_owned() };
            Unit::text(format!("src/runtime/{name}"), format!("{RUST_HEADER}\n\n{text}"))
        })
        .collect()
}

/// The list of the runtime's modules without some. Each of them has lines of its own.
fn index(text: &str, unneeded: &[&str]) -> String {
    let is_of = |line: &str, module: &str| {
        line.ends_with(&format!("mod {module};")) || line.contains(&format!("use self::{module}::"))
    };
    let kept = text.lines().filter(|line| !unneeded.iter().any(|module| is_of(line, module)));
    kept.fold(String::new(), |text, line| text + line + "\n")
}

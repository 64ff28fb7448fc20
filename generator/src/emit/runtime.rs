//! The runtime: the files of `templates/src/runtime`, as they are.

use super::Unit;
use super::context::Context;
use super::reply::{Reply, events_of, reply};
use crate::api::BodyKind;
use crate::emit::RUST_HEADER;

macro_rules! files {
    ($($name:literal,)*) => {
        const FILES: &[(&str, &str)] = &[
            $(($name, include_str!(concat!("../../../templates/src/runtime/", $name))),)*
        ];
    };
}

files! {
    "attempt.rs",
    "body.rs",
    "builder.rs",
    "by_status.rs",
    "call.rs",
    "client.rs",
    "clock.rs",
    "credentials.rs",
    "decode.rs",
    "deprecation.rs",
    "encode.rs",
    "error.rs",
    "error_api.rs",
    "error_decode.rs",
    "error_transport.rs",
    "event_lines.rs",
    "events.rs",
    "finite.rs",
    "form.rs",
    "link.rs",
    "locate.rs",
    "macros.rs",
    "mod.rs",
    "model/enumeration.rs",
    "model/field.rs",
    "model/fields.rs",
    "model/fit.rs",
    "model/json.rs",
    "model/key.rs",
    "model/kind.rs",
    "model/mod.rs",
    "model/number.rs",
    "model/part.rs",
    "model/place.rs",
    "model/read_text.rs",
    "model/reader.rs",
    "model/record.rs",
    "model/text.rs",
    "model/time.rs",
    "model/time_of_day.rs",
    "model/union.rs",
    "model/writer.rs",
    "operation.rs",
    "options.rs",
    "page.rs",
    "pager.rs",
    "params.rs",
    "plain_call.rs",
    "redact.rs",
    "redirect.rs",
    "request.rs",
    "response.rs",
    "retry.rs",
    "send.rs",
    "server.rs",
    "stream.rs",
    "tls.rs",
    "upload.rs",
}

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
    FILES
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

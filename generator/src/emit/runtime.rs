//! The runtime: the files of `templates/src/runtime`, as they are.

use super::Unit;
use crate::emit::RUST_HEADER;
use crate::plan::{Crate, Needs};

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
    "form.rs",
    "link.rs",
    "locate.rs",
    "macros.rs",
    "mod.rs",
    "model/enumeration.rs",
    "model/field.rs",
    "model/fields.rs",
    "model/key.rs",
    "model/mod.rs",
    "model/read_text.rs",
    "model/reader.rs",
    "model/record.rs",
    "model/text.rs",
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

/// The modules of the runtime that a crate does without.
fn unneeded(needs: Needs) -> Vec<&'static str> {
    let parts = [
        ("by_status", needs.by_status),
        ("event_lines", needs.events),
        ("events", needs.events),
        ("form", needs.form),
        ("upload", needs.upload),
    ];
    parts.into_iter().filter(|(_, needed)| !needed).map(|(name, _)| name).collect()
}

/// The files of the runtime, without those that the crate does not need.
pub(super) fn units(plan: &Crate<'_>) -> Vec<Unit<'static>> {
    let unneeded = unneeded(plan.needs);
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

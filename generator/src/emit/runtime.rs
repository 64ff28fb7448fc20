//! The runtime: the files of `templates/src/runtime`, as they are.

use super::Unit;
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
    "link.rs",
    "locate.rs",
    "macros.rs",
    "mod.rs",
    "model/blank.rs",
    "model/enumeration.rs",
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
    "redact.rs",
    "redirect.rs",
    "request.rs",
    "response.rs",
    "retry.rs",
    "send.rs",
    "stream.rs",
    "tls.rs",
}

/// The files of the runtime.
pub(super) fn units() -> Vec<Unit<'static>> {
    FILES
        .iter()
        .map(|(name, text)| {
            Unit::text(format!("src/runtime/{name}"), format!("{RUST_HEADER}\n\n{text}"))
        })
        .collect()
}

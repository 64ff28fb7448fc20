//! The text that the generator copies into crates. It is compiled in, so that a program needs no files
//! beside it.

macro_rules! files {
    ($($name:literal,)*) => {
        /// The files of the runtime, by their paths in `src/runtime`.
        pub const RUNTIME: &[(&str, &str)] = &[
            $(($name, include_str!(concat!("runtime/", $name))),)*
        ];
    };
}

files! {
    "apart.rs",
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
    "error_body.rs",
    "error_decode.rs",
    "error_detail.rs",
    "error_fit.rs",
    "error_transport.rs",
    "event_lines.rs",
    "events.rs",
    "finite.rs",
    "form.rs",
    "future.rs",
    "json.rs",
    "limits.rs",
    "line.rs",
    "link.rs",
    "locate.rs",
    "macros.rs",
    "misfit.rs",
    "mod.rs",
    "model/constraints.rs",
    "model/entry.rs",
    "model/enumeration.rs",
    "model/field.rs",
    "model/fields.rs",
    "model/fit.rs",
    "model/handover.rs",
    "model/json.rs",
    "model/key.rs",
    "model/kind.rs",
    "model/mod.rs",
    "model/names.rs",
    "model/number.rs",
    "model/output.rs",
    "model/part.rs",
    "model/place.rs",
    "model/read_text.rs",
    "model/reader.rs",
    "model/record.rs",
    "model/table.rs",
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
    "settings.rs",
    "start.rs",
    "stream.rs",
    "tls.rs",
    "upload.rs",
}

/// The manifest of a crate, in which the generator fills in what stands for one crate.
pub const MANIFEST: &str = include_str!("../manifest.toml");

/// What the test of a document's examples compares with, as a file of a crate's `tests`.
pub const ROUND_TRIPS_CHECK: &str = include_str!("../tests/round_trips/check.rs");

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    /// The names of all files below a folder, with `/` between their parts.
    fn names(folder: &Path, prefix: &str, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
            if entry.path().is_dir() {
                names(&entry.path(), &format!("{name}/"), found);
            } else {
                found.insert(name);
            }
        }
    }

    #[test]
    fn every_file_of_the_runtime_is_carried() {
        let mut found = BTreeSet::new();
        names(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/runtime"), "", &mut found);
        let carried: BTreeSet<String> =
            super::RUNTIME.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(carried, found);
        assert_eq!(carried.len(), super::RUNTIME.len(), "a file stands twice");
    }
}

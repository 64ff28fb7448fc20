//! The root of the crate: what the crate says of itself, and what it gives of the runtime.

use super::context::Planner;
use super::overview::Overview;
use super::{CallExample, Docs, File, Item, Needs};
use std::collections::BTreeSet;

/// What stands in `lib.rs` alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root<'a> {
    /// The docs up to the first example, and after it.
    pub docs: [Docs; 2],
    /// The first example.
    pub start: Option<CallExample<'a>>,
    /// What it gives of the runtime.
    pub exports: BTreeSet<&'static str>,
    /// Whether the crate has lists of values that several types are names of.
    pub has_values: bool,
    /// Whether the crate has features.
    pub has_features: bool,
    /// Whether all names are of ASCII.
    pub is_ascii: bool,
}

/// What the root of every crate gives of the runtime.
const EXPORTS: [&str; 24] = [
    "ApiError",
    "ByteStream",
    "CallOptions",
    "Client",
    "ClientBuilder",
    "ConfigError",
    "DecodeError",
    "DeprecationNotice",
    "Error",
    "ErrorDetail",
    "InvalidValue",
    "Items",
    "Link",
    "Page",
    "PageInfo",
    "Pages",
    "PlainCall",
    "RawResponse",
    "Request",
    "RequestError",
    "Response",
    "ResponseFuture",
    "TransportError",
    "TransportErrorKind",
];

/// `lib.rs`, and the README, which begins with the same words.
pub(super) fn file<'a>(
    planner: &Planner<'a>,
    files: &[File<'a>],
    needs: Needs,
    features: &BTreeSet<&'a str>,
) -> (File<'a>, [Docs; 2]) {
    let words = Overview { planner, files, needs, features };
    let parts: [(bool, &[&str]); 3] = [
        (needs.events, &["Event", "Events"]),
        (needs.upload, &["Body"]),
        (needs.form, &["Form", "Part"]),
    ];
    let parts = parts.into_iter().filter(|(needed, _)| *needed).flat_map(|(_, names)| names);
    let root = Root {
        docs: if planner.with_docs { words.docs() } else { Default::default() },
        start: words.start(),
        exports: EXPORTS.iter().chain(parts).copied().collect(),
        has_values: !planner.names.values().is_empty(),
        has_features: !features.is_empty(),
        is_ascii: planner.names.is_ascii(),
    };
    let readme = if planner.with_docs { words.readme() } else { Default::default() };
    let items = vec![Item::Root(root)];
    (File::new("src/lib.rs".to_owned(), Vec::new(), Vec::new(), items), readme)
}

//! Documents for the tests of the layers.

use crate::diagnostic::{Code, Diagnostics, Sources};
use crate::openapi::{self, Document};
use crate::source;

/// A document with these paths and these schemas of its components, each in YAML on one line or on
/// indented ones.
pub(super) fn document(paths: &str, schemas: &str) -> Document {
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {paths}\n\
         components:\n  schemas:\n{schemas}"
    );
    let (sources, diagnostics) = (Sources::new(), Diagnostics::new());
    let file = sources.add("test.yaml", text);
    let tree = source::parse(&sources, file, &diagnostics).unwrap();
    let bundled = openapi::Bundled::from(tree);
    let version = openapi::check(&bundled, None, &diagnostics).unwrap();
    let tree = openapi::normalise(bundled, version, &diagnostics);
    let document = openapi::parse(tree, &diagnostics).unwrap();
    assert_eq!(codes(diagnostics), []);
    document
}

/// What was told.
pub(super) fn codes(diagnostics: Diagnostics) -> Vec<Code> {
    diagnostics.into_sorted().iter().map(|fault| fault.code()).collect()
}

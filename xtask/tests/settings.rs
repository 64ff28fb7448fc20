//! The settings of this repository.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

#[test]
fn the_settings_of_this_repository_are_read() {
    let text = include_str!("../../spec/codegen.toml");
    let sources = generator::diagnostic::Sources::new();
    let file = sources.add("codegen.toml", text);
    let diagnostics = generator::diagnostic::Diagnostics::new();
    let entries = generator::options::parse(&sources, file, &diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].options.package.name, "cloudflare-shares");
    let credentials = &entries[0].options.credentials;
    let sets: Vec<_> = credentials.precedence.iter().map(|set| &set.value).collect();
    assert_eq!(sets[1], &["api_key", "api_email"]);
    let place = credentials.precedence[1].location.unwrap();
    assert_eq!(sources.slice(place), "[\"api_key\", \"api_email\"]");
}

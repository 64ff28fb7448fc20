//! The settings of this repository, and how `cargo xtask` starts where its crate is not whole.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

#[path = "../../cli/tests/support/mod.rs"]
mod support;

use support::Workspace;

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

#[test]
fn a_manifest_that_stands_in_makes_way_for_the_generated_one() {
    let workspace = Workspace::new();
    workspace.run(&["codegen"]).exits(0);
    let manifest = workspace.read("generated/Cargo.toml");
    let stand_in = workspace.path("generated/Cargo.toml");
    for (arguments, comes_back) in [(&["codegen", "--check"][..], false), (&["codegen"], true)] {
        workspace.write("generated/Cargo.toml", "# Stands in.\n");
        let mut command = workspace.command(".", arguments);
        let status = command.env("XTASK_STAND_IN", &stand_in).status().unwrap();
        assert_eq!(status.success(), comes_back);
        assert_eq!(workspace.read("generated/Cargo.toml") == manifest, comes_back);
    }
}

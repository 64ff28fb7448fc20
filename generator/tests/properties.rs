//! Whatever the document is, it ends in diagnostics or in files that are Rust, never in a panic.
//!
//! `PROPTEST_CASES` sets the number of cases; `cargo xtask fuzz` goes on for as long as one likes.

// The functions of a test are tests too; clippy sees that of those with an attribute only.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use fuzz::Case;
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

const SHARES: &str = include_str!("../../spec/shares.yaml");

/// As many as an unoptimised build does in some seconds.
fn config() -> ProptestConfig {
    let set = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok());
    ProptestConfig {
        cases: set.unwrap_or(150),
        max_shrink_iters: 2000,
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_document_ends_in_diagnostics_or_in_rust(case in fuzz::cases(SHARES)) {
        let checked = fuzz::check(&case);
        prop_assert!(checked.is_ok(), "{}", checked.unwrap_err());
    }
}

#[test]
fn the_document_itself_ends_in_rust() {
    let case = Case { name: "shares.yaml", bytes: SHARES.into() };
    assert!(fuzz::check(&case).unwrap().is_some());
}

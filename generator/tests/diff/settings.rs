//! Changes of the settings alone: the wire knows nothing of them, and programs do.

use crate::cases::{self, Version};
use generator::diff::{Diff, Verdict};
use generator::options::{OperationName, Options, PaginationOptions, Placed};

/// One change of the settings.
pub(crate) struct Setting {
    pub(crate) name: String,
    pub(crate) old: Version,
    pub(crate) new: Version,
    pub(crate) diff: Diff,
}

fn placed<T>(value: T) -> Placed<T> {
    Placed { value, location: None }
}

fn setting(name: &str, change: impl Fn(&mut Options)) -> Setting {
    let old = Version::with(cases::base_text(), &cases::options());
    let mut options = cases::options();
    change(&mut options);
    let new = Version::with(cases::base_text(), &options);
    let diff = cases::compare(&old, &new, cases::TODAY);
    assert_eq!(diff.wire(), Verdict::Unaffected, "{name}");
    Setting { name: name.to_owned(), old, new, diff }
}

/// All of them.
pub(crate) fn all() -> Vec<Setting> {
    vec![
        setting("a schema has another name in Rust", |options| {
            options.names.schemas.insert("Owner".into(), placed("Keeper".into()));
        }),
        setting("an operation has another name in Rust", |options| {
            let name = OperationName { group: None, method: Some("all".into()) };
            options.names.operations.insert("petList".into(), placed(name));
        }),
        setting("pages are asked for by number", |options| {
            options.pagination = Some(PaginationOptions::PageNumber {
                page: "page".into(),
                per_page: None,
                total_pages: None,
            });
        }),
    ]
}

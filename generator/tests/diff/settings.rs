//! Changes of the settings alone: the wire knows nothing of them, and programs do.

use crate::cases::{self, Case, Judged, Version};
use generator::diff::Verdict;
use generator::options::{
    OperationName, Options, PaginationOptions, PaginationStyle, Placed, Setting,
};

fn placed<T>(value: T) -> Placed<T> {
    Placed { value, location: None }
}

fn setting(name: &str, change: impl Fn(&mut Options)) -> Judged {
    let base = cases::base();
    let mut options = cases::options();
    change(&mut options);
    let changed = Version::with(base.text.clone(), &options);
    let forth = cases::compare(base, &changed, cases::TODAY);
    let back = cases::compare(&changed, base, cases::TODAY);
    assert_eq!((forth.wire(), back.wire()), (Verdict::Unaffected, Verdict::Unaffected), "{name}");
    Judged { case: Case::named(name), changed, forth, back }
}

/// All of them.
pub(crate) fn all() -> Vec<Judged> {
    vec![
        setting("a schema has another name in Rust", |options| {
            options.names.schemas.insert("Owner".into(), placed("Keeper".into()));
        }),
        setting("an operation has another name in Rust", |options| {
            let name = OperationName { group: None, method: Some("all".into()) };
            options.names.operations.insert("petList".into(), placed(name));
        }),
        setting("pages are asked for by number", |options| {
            let style = PaginationStyle::PageNumber {
                page: "page".into(),
                per_page: None,
                total_pages: None,
                first: 1,
            };
            options.pagination = Setting::Is(vec![PaginationOptions { items: None, style }]);
        }),
    ]
}

//! How pages are asked for: the part of `codegen.toml` that says it.

use super::checks;
use super::table::{Table, checked, required, value};
use super::{Placed, Setting};

/// How pages are asked for, and how a response says where it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PaginationOptions {
    /// Where a response has its list: a path with dots. Where nothing is said, it is the response
    /// itself, what the envelope holds, or the only list that is in there.
    pub items: Option<String>,
    /// How the next page is asked for.
    pub style: PaginationStyle,
}

/// How the next page is asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PaginationStyle {
    /// By the number of the page.
    PageNumber {
        /// The query parameter with the number.
        page: String,
        /// The query parameter with the size.
        per_page: Option<String>,
        /// The field of the page information with the number of pages.
        total_pages: Option<String>,
        /// The number of the first page, where a parameter does not say it: 1 or 0.
        first: u64,
    },
    /// By the number of items before the page.
    Offset {
        /// The query parameter with the number of items.
        offset: String,
        /// The query parameter with the size.
        limit: Option<String>,
    },
    /// By a mark that the last response gave.
    Cursor {
        /// The query parameter with the mark.
        cursor: String,
        /// The query parameter with the size.
        limit: Option<String>,
        /// Where the response has the next mark: a path with dots.
        next: String,
        /// Where the response says whether there is more: a path with dots.
        more: Option<String>,
    },
    /// By the identifier of the last item.
    LastItem {
        /// The query parameter with the identifier.
        cursor: String,
        /// The query parameter with the size.
        limit: Option<String>,
        /// The field of an item with its identifier.
        id: String,
        /// Where the response says whether there is more: a path with dots.
        more: Option<String>,
    },
    /// By a URL that the last response gave.
    NextUrl {
        /// Where the response has the URL: a path with dots.
        next: String,
    },
    /// By the `Link` header with `rel="next"` (RFC 8288).
    LinkHeader,
}

const STYLES: &str =
    "use `page-number`, `offset`, `cursor`, `last-item`, `next-url` or `link-header`";

/// The setting `pagination`: `false`, a table, or a list of tables.
pub(super) fn setting(table: &mut Table<'_>) -> Setting<Vec<PaginationOptions>> {
    const KEY: &str = "pagination";
    if table.is_off(KEY) {
        return Setting::Off;
    }
    if !table.has(KEY) {
        return Setting::Detect;
    }
    let tables = table.one_or_more(KEY, "a table, a list of tables, or `false`");
    // A table at fault was reported; nothing is looked for in its place.
    Setting::Is(tables.into_iter().filter_map(one).collect())
}

fn one(mut table: Table<'_>) -> Option<PaginationOptions> {
    let style = table.required("style")?;
    let Some(made) = make(&style.value, &mut table) else {
        let (fault, help) = ("is not a style of pagination that is known", STYLES);
        let Placed { location, .. } = style;
        table.invalid(location, "style", fault, help);
        // Which other keys belong here is not known without the style.
        return None;
    };
    let items = value(checked(&mut table, "items", checks::dotted));
    table.finish();
    Some(PaginationOptions { items, style: made? })
}

/// The style of that name; none inside where a key is missing or at fault.
fn make(style: &str, table: &mut Table<'_>) -> Option<Option<PaginationStyle>> {
    Some(match style {
        "page-number" => {
            let page = value(required(table, "page", checks::not_empty));
            let per_page = value(checked(table, "per-page", checks::not_empty));
            let total_pages = value(checked(table, "total-pages", checks::dotted));
            let first = table.number("first").unwrap_or(1);
            page.map(|page| PaginationStyle::PageNumber { page, per_page, total_pages, first })
        }
        "offset" => {
            let offset = value(required(table, "offset", checks::not_empty));
            let limit = value(checked(table, "limit", checks::not_empty));
            offset.map(|offset| PaginationStyle::Offset { offset, limit })
        }
        "cursor" => {
            let cursor = value(required(table, "cursor", checks::not_empty));
            let limit = value(checked(table, "limit", checks::not_empty));
            let next = value(required(table, "next", checks::dotted));
            let more = value(checked(table, "more", checks::dotted));
            let both = cursor.zip(next);
            both.map(|(cursor, next)| PaginationStyle::Cursor { cursor, limit, next, more })
        }
        "last-item" => {
            let cursor = value(required(table, "cursor", checks::not_empty));
            let limit = value(checked(table, "limit", checks::not_empty));
            let id = value(checked(table, "id", checks::not_empty));
            let id = id.unwrap_or_else(|| "id".to_owned());
            let more = value(checked(table, "more", checks::dotted));
            cursor.map(|cursor| PaginationStyle::LastItem { cursor, limit, id, more })
        }
        "next-url" => {
            let next = value(required(table, "next", checks::dotted));
            next.map(|next| PaginationStyle::NextUrl { next })
        }
        "link-header" => Some(PaginationStyle::LinkHeader),
        _ => return None,
    })
}

impl PaginationOptions {
    /// The settings as `codegen.toml` has them: an inline table.
    #[must_use]
    pub fn toml(&self) -> String {
        let mut lines = Vec::new();
        let mut say = |key: &str, text: &str| lines.push(format!("{key} = {text:?}"));
        let all: (&str, Vec<(&str, Option<&String>)>) = match &self.style {
            PaginationStyle::PageNumber { page, per_page, total_pages, .. } => (
                "page-number",
                vec![
                    ("page", Some(page)),
                    ("per-page", per_page.as_ref()),
                    ("total-pages", total_pages.as_ref()),
                ],
            ),
            PaginationStyle::Offset { offset, limit } => {
                ("offset", vec![("offset", Some(offset)), ("limit", limit.as_ref())])
            }
            PaginationStyle::Cursor { cursor, limit, next, more } => (
                "cursor",
                vec![
                    ("cursor", Some(cursor)),
                    ("limit", limit.as_ref()),
                    ("next", Some(next)),
                    ("more", more.as_ref()),
                ],
            ),
            PaginationStyle::LastItem { cursor, limit, id, more } => (
                "last-item",
                vec![
                    ("cursor", Some(cursor)),
                    ("limit", limit.as_ref()),
                    ("id", Some(id)),
                    ("more", more.as_ref()),
                ],
            ),
            PaginationStyle::NextUrl { next } => ("next-url", vec![("next", Some(next))]),
            PaginationStyle::LinkHeader => ("link-header", Vec::new()),
        };
        let (style, keys) = all;
        say("style", style);
        say_all(&mut say, keys);
        if let PaginationStyle::PageNumber { first: first @ 0, .. } = &self.style {
            lines.push(format!("first = {first}"));
        }
        if let Some(items) = &self.items {
            lines.push(format!("items = {items:?}"));
        }
        format!("{{ {} }}", lines.join(", "))
    }
}

fn say_all(say: &mut impl FnMut(&str, &str), keys: Vec<(&str, Option<&String>)>) {
    for (key, text) in keys {
        if let Some(text) = text {
            say(key, text);
        }
    }
}

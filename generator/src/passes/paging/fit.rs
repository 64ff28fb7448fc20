//! Whether a way of paging fits an operation, and where its response has what.

use super::response::{Found, List, Response, is_number};
use super::words;
use crate::api::{
    Api, Operation, PageNumbers, PageStyle, Paging, Parameter, ParameterPlace, Schema,
};
use crate::options::{PaginationOptions, PaginationStyle};

/// The first way that fits, with its index.
pub(super) fn first(
    api: &Api,
    operation: &Operation,
    ways: &[PaginationOptions],
) -> Option<(usize, Paging)> {
    if ways.is_empty() {
        return None;
    }
    let response = Response::of(api, operation)?;
    let one = |(index, way)| Some((index, fit(api, operation, &response, way)?));
    ways.iter().enumerate().find_map(one)
}

fn fit(
    api: &Api,
    operation: &Operation,
    response: &Response<'_>,
    way: &PaginationOptions,
) -> Option<Paging> {
    let list = match &way.items {
        Some(path) => response.list_at(dotted(path))?,
        None => response.list()?,
    };
    let has = |name: &str| query(operation, name);
    let mut more = None;
    let style = match &way.style {
        PaginationStyle::PageNumber { page, first, .. } => {
            let first = first_page(has(page)?).unwrap_or(*first);
            PageStyle::Number { page: page.clone(), first }
        }
        PaginationStyle::Offset { offset, .. } => {
            has(offset).filter(|parameter| counts_items(parameter))?;
            PageStyle::Offset { offset: offset.clone() }
        }
        PaginationStyle::Cursor { cursor, next, more: flag, .. } => {
            has(cursor)?;
            more = flag.as_deref().and_then(|path| there(response, path));
            PageStyle::Cursor { cursor: cursor.clone(), next: there(response, next)? }
        }
        PaginationStyle::LastItem { cursor, id, more: flag, .. } => {
            has(cursor)?;
            if let Some(path) = flag {
                more = Some(there(response, path)?);
            }
            if !has_property(api, list.item, id) {
                return None;
            }
            PageStyle::LastItem { cursor: cursor.clone(), id: id.clone() }
        }
        PaginationStyle::NextUrl { next } => PageStyle::Url { next: there(response, next)? },
        PaginationStyle::LinkHeader => {
            // A document that says of any response that it has the header says it of all that have it.
            let says = |operation: &Operation| promises_link(operation);
            if api.operations.iter().any(says) && !says(operation) {
                return None;
            }
            PageStyle::LinkHeader
        }
    };
    if more.is_none() {
        more = flag(response);
    }
    let info = numbers(api, response, way, false);
    let List { path, item } = list;
    Some(Paging { items: path, item: item.clone(), style, more, info })
}

/// A path of the settings in pieces.
fn dotted(path: &str) -> Vec<String> {
    path.split('.').map(str::to_owned).collect()
}

/// The path, if it leads to something in the response, or may.
fn there(response: &Response<'_>, path: &str) -> Option<Vec<String>> {
    let path = dotted(path);
    (!matches!(response.at(&path), Found::Nothing)).then_some(path)
}

fn query<'a>(operation: &'a Operation, name: &str) -> Option<&'a Parameter> {
    let mut all = operation.parameters.iter();
    all.find(|parameter| parameter.place == ParameterPlace::Query && parameter.name == name)
}

pub(super) fn has_property(api: &Api, schema: &Schema, name: &str) -> bool {
    super::response::properties(api, schema).iter().any(|property| property.name == name)
}

/// Whether the document says of the response that it has a `Link` header.
pub(super) fn promises_link(operation: &Operation) -> bool {
    let mut headers =
        operation.successes().into_iter().flat_map(|response| response.headers.keys());
    headers.any(|name| name.eq_ignore_ascii_case("link"))
}

/// Whether an offset is a number of items: some are times, or differences between times.
pub(super) fn counts_items(parameter: &Parameter) -> bool {
    const TIMES: [&str; 5] = ["timestamp", "utc", "timezone", "time zone", "seconds"];
    let text = parameter.docs.description.as_deref().unwrap_or_default().to_lowercase();
    !TIMES.iter().any(|word| text.contains(word))
}

/// The number of the first page, where a parameter says it.
pub(super) fn first_page(parameter: &Parameter) -> Option<u64> {
    let default = parameter.schema.default.as_ref().and_then(serde_json::Value::as_f64);
    match default {
        Some(0.0) => Some(0),
        Some(1.0) => Some(1),
        Some(_) => None,
        // Many say that no number is negative where they count from 1.
        None => (parameter.schema.constraints.minimum == Some(1.0)).then_some(1),
    }
}

/// Where the response says whether there is another page.
pub(super) fn flag(response: &Response<'_>) -> Option<Vec<String>> {
    let mut fields = response.fields().into_iter();
    let is = |field: &super::response::Field<'_>| {
        words::MORE.contains(&field.name.as_str()) && field.schema.ty == crate::api::Type::Boolean
    };
    fields.find(is).map(|field| field.path)
}

/// Where the response has numbers that describe the page; only those that the document names, if
/// `is_strict`.
pub(super) fn numbers(
    api: &Api,
    response: &Response<'_>,
    way: &PaginationOptions,
    is_strict: bool,
) -> PageNumbers {
    let (page, per_page, total_pages) = match &way.style {
        PaginationStyle::PageNumber { page, per_page, total_pages, .. } => {
            (Some(page), per_page.as_ref(), total_pages.as_ref())
        }
        _ => (None, None, None),
    };
    let info = api.envelope.as_ref().and_then(|wrapper| wrapper.page_info.as_ref());
    if let Some(info) = info.filter(|_| response.is_wrapped() && !is_strict) {
        let at = |name: &str| {
            let mut path = vec![info.clone()];
            path.extend(dotted(name));
            path
        };
        return PageNumbers {
            count: at("count"),
            page: at(page.map_or("page", String::as_str)),
            per_page: at(per_page.map_or("per_page", String::as_str)),
            total_count: at("total_count"),
            total_pages: at(total_pages.map_or("total_pages", String::as_str)),
        };
    }
    let fields = response.fields();
    let find = |known: &[&str]| {
        let mut fields = fields.iter();
        let found = fields.find(|it| known.contains(&it.name.as_str()) && is_number(it.schema));
        found.map(|field| field.path.clone()).unwrap_or_default()
    };
    PageNumbers {
        count: find(words::COUNT),
        page: find(words::NUMBER_OF_PAGE),
        per_page: find(words::PER_PAGE),
        total_count: find(words::TOTAL_COUNT),
        total_pages: total_pages.map_or_else(|| find(words::TOTAL_PAGES), |path| dotted(path)),
    }
}

//! Signs of pages that leave no doubt: a parameter and what the response has for it.

use super::fit::{counts_items, first_page, flag, has_property, numbers, promises_link};
use super::response::{Field, List, Response, is_number, parameters};
use super::words;
use crate::api::{Api, Operation, Parameter, Schema, Type};
use crate::options::{PaginationOptions, PaginationStyle};
use std::collections::BTreeMap;

/// The ways of paging that a document shows, the surest first.
pub(super) fn ways(api: &Api) -> Vec<PaginationOptions> {
    let mut found: BTreeMap<PaginationStyle, usize> = BTreeMap::new();
    for operation in &api.operations {
        if let Some(style) = way(api, operation) {
            *found.entry(style).or_default() += 1;
        }
    }
    // Ways that differ in what each operation says for itself are one.
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by(|(one, count), (other, times)| {
        (rank(one), *times, one).cmp(&(rank(other), *count, other))
    });
    let mut seen = Vec::new();
    found.retain(|(style, _)| {
        let key = key(style);
        let is_new = !seen.contains(&key);
        seen.push(key);
        is_new
    });
    found.into_iter().map(|(style, _)| PaginationOptions { items: None, style }).collect()
}

/// Which way is taken where an operation has several: the one that the server responds with.
fn rank(style: &PaginationStyle) -> u8 {
    match style {
        PaginationStyle::Cursor { .. } => 0,
        PaginationStyle::LastItem { .. } => 1,
        PaginationStyle::NextUrl { .. } => 2,
        PaginationStyle::LinkHeader => 3,
        PaginationStyle::PageNumber { .. } => 4,
        PaginationStyle::Offset { .. } => 5,
    }
}

/// What makes two ways different ones.
fn key(style: &PaginationStyle) -> (u8, String, String) {
    let (name, next) = match style {
        PaginationStyle::PageNumber { page, .. } => (page.as_str(), ""),
        PaginationStyle::Offset { offset, .. } => (offset.as_str(), ""),
        PaginationStyle::Cursor { cursor, next, .. } => (cursor.as_str(), next.as_str()),
        PaginationStyle::LastItem { cursor, id, .. } => (cursor.as_str(), id.as_str()),
        PaginationStyle::NextUrl { next } => ("", next.as_str()),
        PaginationStyle::LinkHeader => ("", ""),
    };
    (rank(style), name.to_owned(), next.to_owned())
}

/// What is known of one operation.
struct Case<'a> {
    api: &'a Api,
    operation: &'a Operation,
    response: Response<'a>,
    item: &'a Schema,
    /// How many properties lead to the list, without that of an envelope.
    depth: usize,
    fields: Vec<Field<'a>>,
    parameters: Vec<(String, &'a Parameter)>,
}

fn way(api: &Api, operation: &Operation) -> Option<PaginationStyle> {
    let response = Response::of(api, operation)?;
    let List { path, item } = response.list()?;
    let depth = path.len() - usize::from(response.is_wrapped());
    let fields = response.fields();
    let parameters = parameters(operation).collect();
    let case = Case { api, operation, response, item, depth, fields, parameters };
    case.cursor()
        .or_else(|| case.last_item())
        .or_else(|| case.page_number(true))
        .or_else(|| case.next_url())
        .or_else(|| case.link_header())
        .or_else(|| case.page_number(false))
        .or_else(|| case.offset())
}

impl<'a> Case<'a> {
    fn parameter(&self, known: &[&str]) -> Option<&'a Parameter> {
        let mut all = self.parameters.iter();
        all.find(|(name, _)| known.contains(&name.as_str())).map(|(_, parameter)| *parameter)
    }

    fn size(&self) -> Option<String> {
        let size = self.parameter(words::SIZE).filter(|it| is_number(&it.schema));
        size.map(|parameter| parameter.name.clone())
    }

    fn more(&self) -> Option<String> {
        flag(&self.response).map(|path| path.join("."))
    }

    fn cursor(&self) -> Option<PaginationStyle> {
        for (name, parameter) in &self.parameters {
            let Some((_, nexts)) = words::MARKS.iter().find(|(mark, _)| mark == name) else {
                continue;
            };
            let next = nexts.iter().find_map(|next| {
                let mut fields = self.fields.iter();
                fields.find(|field| self.is_mark(field, next, parameter))
            });
            if let Some(next) = next {
                return Some(PaginationStyle::Cursor {
                    cursor: parameter.name.clone(),
                    limit: self.size(),
                    next: next.path.join("."),
                    more: self.more(),
                });
            }
        }
        None
    }

    /// Whether a value of the response is what the parameter takes.
    fn is_mark(&self, field: &Field<'_>, wanted: &str, parameter: &Parameter) -> bool {
        let is_named = match wanted.split_once('.') {
            Some((parent, name)) => field.parent == parent && field.name == name,
            None => field.name == wanted,
        };
        let is_text = |schema| self.response.is_text(schema);
        let fits = (is_text(field.schema) && is_text(&parameter.schema) && !is_url(field))
            || (words::NUMBERS.contains(&wanted)
                && is_number(field.schema)
                && is_number(&parameter.schema));
        // The identifier of the last item is there on the last page too.
        is_named && fits && (wanted != "lastid" || flag(&self.response).is_some())
    }

    fn last_item(&self) -> Option<PaginationStyle> {
        let parameter = self.parameter(words::AFTER)?;
        let is_plain = parameter.schema.constraints.format.is_none();
        if !is_plain || !self.response.is_text(&parameter.schema) {
            return None;
        }
        let text = parameter.docs.description.as_deref().unwrap_or_default().to_lowercase();
        let tells =
            ["cursor", "pagina", "object id", "identifier"].iter().any(|it| text.contains(it));
        let more = self.more()?;
        let has_id = has_property(self.api, self.item, "id");
        (tells && has_id).then(|| PaginationStyle::LastItem {
            cursor: parameter.name.clone(),
            limit: self.size(),
            id: "id".to_owned(),
            more: Some(more),
        })
    }

    /// By the number of the page: where the response says how many there are, or, if `is_sure` is not
    /// asked for, where the parameters alone say it.
    fn page_number(&self, is_sure: bool) -> Option<PaginationStyle> {
        let parameter = self.parameter(words::PAGE).filter(|it| is_number(&it.schema))?;
        let any = PaginationOptions { items: None, style: PaginationStyle::LinkHeader };
        let numbers = numbers(self.api, &self.response, &any, true);
        let first = first_page(parameter);
        let (page, size) = (parameter.name.clone(), self.size());
        let counts = !numbers.total_pages.is_empty()
            || (!numbers.total_count.is_empty() && !numbers.per_page.is_empty())
            || flag(&self.response).is_some();
        // Without either, a server that counts from 0 would be asked for the wrong page.
        let is_known = first.is_some() || !numbers.page.is_empty();
        let is_found = if is_sure { counts } else { size.is_some() };
        (is_known && is_found).then(|| PaginationStyle::PageNumber {
            page,
            per_page: size,
            total_pages: self.total_pages(&numbers.total_pages),
            first: first.unwrap_or(1),
        })
    }

    /// The number of pages as the settings have it: inside of the page information.
    fn total_pages(&self, path: &[String]) -> Option<String> {
        let info = self.api.envelope.as_ref().and_then(|wrapper| wrapper.page_info.as_ref());
        let inner = match path.split_first() {
            Some((first, rest)) if self.response.is_wrapped() && Some(first) == info => rest,
            _ => path,
        };
        (!inner.is_empty()).then(|| inner.join("."))
    }

    fn next_url(&self) -> Option<PaginationStyle> {
        let is_next = |field: &&Field<'_>| {
            let name = field.name.as_str();
            let is_named =
                words::NEXT_URL.contains(&name) || (field.parent == "next" && name == "href");
            is_named && self.response.is_text(field.schema) && is_url(field)
        };
        let next = self.fields.iter().find(is_next)?;
        // Some documents have such links in every response: a list that is a detail of something else
        // is no page of its own.
        let is_detail = self.depth > 1 && self.parameter(&asks_for_pages()).is_none();
        (!is_detail).then_some(PaginationStyle::NextUrl { next: next.path.join(".") })
    }

    fn link_header(&self) -> Option<PaginationStyle> {
        let pages = self.parameter(&asks_for_pages()).is_some() && promises_link(self.operation);
        pages.then_some(PaginationStyle::LinkHeader)
    }

    fn offset(&self) -> Option<PaginationStyle> {
        let parameter = self.parameter(words::OFFSET).filter(|it| is_number(&it.schema))?;
        let limit = self.size()?;
        let is_start = !matches!(first_page(parameter), Some(1)) && counts_items(parameter);
        is_start
            .then(|| PaginationStyle::Offset { offset: parameter.name.clone(), limit: Some(limit) })
    }
}

/// The parameters that have to do with pages, whatever the style.
fn asks_for_pages() -> Vec<&'static str> {
    [words::PAGE, words::SIZE, words::OFFSET, words::AFTER, &["cursor"]].concat()
}

/// Whether a text is a URL, by its format or by the examples of it.
fn is_url(field: &Field<'_>) -> bool {
    let schema = field.schema;
    let format = schema.constraints.format.as_deref();
    let by_format = matches!(format, Some("uri" | "url" | "uri-reference" | "iri" | "URI" | "URL"));
    let starts = |text: &str| ["http://", "https://", "/"].iter().any(|it| text.starts_with(it));
    let mut examples = schema.docs.examples.iter();
    schema.ty == Type::String
        && (by_format || examples.any(|it| it.value.as_str().is_some_and(starts)))
}

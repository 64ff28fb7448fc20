//! The object in which an API wraps its responses: what the settings say of it, or what most responses
//! have in common.
//!
//! A wrapper is taken for one if it says by a boolean whether the call worked, holds what was asked
//! for under one name, and nothing else that is particular to an operation; and if most operations
//! that respond with JSON have it. The whole document is counted, whatever part of it is generated.

use crate::api::{MediaType, Method, Wrapper, loose_name};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::openapi::Document;
use crate::options::{EnvelopeOptions, Options, Setting};
use crate::source::Node;
use openapiv3::{PathItem, Response, Schema};
use std::collections::{BTreeMap, BTreeSet};

/// The properties that say whether a call worked, in lower case and without underscores.
const SUCCESS: &[&str] =
    &["success", "ok", "succeeded", "issuccess", "issucceeded", "issuccessful", "successful"];

/// The properties that hold what was asked for.
const RESULT: &[&str] = &["result", "data", "response", "payload"];

/// The properties with what went wrong.
const ERRORS: &[&str] = &["errors", "error"];

/// The properties that a wrapper may have beside these.
const OTHER: &[&str] =
    &["message", "messages", "msg", "warning", "warnings", "status", "statuscode", "code"];

/// The properties that describe a page.
const PAGE_INFO: &[&str] =
    &["resultinfo", "pageinfo", "pagination", "paging", "pager", "meta", "metadata"];

/// What is found in the description of a page.
const PAGE_FIELDS: &[&str] = &[
    "page",
    "perpage",
    "pagesize",
    "total",
    "totalcount",
    "totalpages",
    "cursor",
    "nextcursor",
    "cursors",
];

/// The fewest operations that make a wrapper.
const FEWEST: usize = 3;

/// How deep schemas are looked into.
const DEPTH: usize = 16;

/// The wrapper of an API, where it has one.
#[must_use]
pub fn envelope(
    document: &Document,
    options: &Options,
    diagnostics: &Diagnostics,
) -> Option<Wrapper> {
    match &options.envelope {
        Setting::Off => None,
        Setting::Is(EnvelopeOptions { result, success, errors, page_info }) => Some(Wrapper {
            result: result.clone(),
            success: success.clone(),
            errors: errors.clone(),
            page_info: page_info.clone(),
        }),
        Setting::Detect => detect(document, diagnostics),
    }
}

/// The properties of a response, by name.
type Properties<'d> = BTreeMap<&'d str, &'d Node>;

/// What the responses of one wrapper have.
#[derive(Default)]
struct Evidence<'d> {
    responses: usize,
    /// The schemas of what was asked for.
    results: BTreeSet<*const Node>,
    errors: BTreeMap<&'d str, usize>,
    page_info: BTreeMap<&'d str, usize>,
}

fn detect(document: &Document, diagnostics: &Diagnostics) -> Option<Wrapper> {
    let responses = responses(document);
    let mut found: BTreeMap<(&str, &str), Evidence<'_>> = BTreeMap::new();
    for properties in &responses {
        if let Some((success, result)) = parts(document, properties) {
            let evidence = found.entry((success, result)).or_default();
            evidence.count(document, properties, result);
        }
    }
    let ((success, result), best) = found.into_iter().max_by_key(|(_, found)| found.responses)?;
    let is_common = best.responses >= FEWEST && best.responses * 2 > responses.len();
    if !is_common || best.results.len() < 2 {
        return None;
    }
    let most = |counts: &BTreeMap<&str, usize>| {
        let most = counts.iter().max_by_key(|(_, count)| **count);
        most.map(|(name, _)| (*name).to_owned())
    };
    let wrapper = Wrapper {
        result: result.to_owned(),
        success: Some(success.to_owned()),
        errors: most(&best.errors),
        page_info: most(&best.page_info),
    };
    tell(document, &wrapper, (best.responses, responses.len()), diagnostics);
    Some(wrapper)
}

/// The names of the two properties that make a wrapper, if the response is one.
fn parts<'d>(document: &'d Document, response: &Properties<'d>) -> Option<(&'d str, &'d str)> {
    let (mut success, mut result) = (None, None);
    for (name, node) in response {
        let plain = loose_name(name);
        let plain = plain.as_str();
        if SUCCESS.contains(&plain) && says(schema(document, node), "boolean") {
            if success.replace(*name).is_some() {
                return None;
            }
        } else if RESULT.contains(&plain) {
            if result.replace(*name).is_some() {
                return None;
            }
        } else if ![ERRORS, OTHER, PAGE_INFO].iter().any(|known| known.contains(&plain)) {
            return None;
        }
    }
    success.zip(result)
}

impl<'d> Evidence<'d> {
    fn count(&mut self, document: &'d Document, response: &Properties<'d>, result: &str) {
        self.responses += 1;
        for (name, node) in response {
            let schema = schema(document, node);
            let plain = loose_name(name);
            if *name == result {
                self.results.insert(std::ptr::from_ref(schema));
            } else if ERRORS.contains(&plain.as_str()) && says(schema, "array") {
                *self.errors.entry(name).or_default() += 1;
            } else if PAGE_INFO.contains(&plain.as_str()) {
                let mut inner = Properties::new();
                properties(document, node, &mut inner, 0);
                let mut inner = inner.keys().map(|name| loose_name(name));
                if inner.any(|name| PAGE_FIELDS.contains(&name.as_str())) {
                    *self.page_info.entry(name).or_default() += 1;
                }
            }
        }
    }
}

fn says(schema: &Node, ty: &str) -> bool {
    schema.get("type").and_then(Node::as_str) == Some(ty)
}

/// The responses with JSON of all operations, one for each; without properties where it is no object.
fn responses(document: &Document) -> Vec<Properties<'_>> {
    let paths = document.root().node.get("paths").and_then(Node::as_object);
    let mut responses = Vec::new();
    for item in paths.into_iter().flat_map(|paths| paths.values()) {
        let item = follow::<PathItem>(document, item);
        for operation in Method::ALL.iter().filter_map(|method| item.get(method.key())) {
            if let Some(schema) = success(document, operation) {
                let mut found = Properties::new();
                properties(document, schema, &mut found, 0);
                responses.push(found);
            }
        }
    }
    responses
}

/// The schema of the first response of success with JSON.
fn success<'d>(document: &'d Document, operation: &'d Node) -> Option<&'d Node> {
    let responses = operation.get("responses")?.as_object()?;
    let mut found: Vec<_> =
        responses.iter().filter(|(status, _)| status.as_str().starts_with('2')).collect();
    found.sort_unstable_by_key(|(status, _)| status.as_str());
    let first = found.first().map(|(_, response)| *response);
    let response = first.or_else(|| responses.get("default"))?;
    let content = follow::<Response>(document, response).get("content")?.as_object()?;
    let is_json = |name: &str| MediaType(name.into()).is_json();
    let json = content.iter().find(|(name, _)| is_json(name.as_str()));
    json.and_then(|(_, media_type)| media_type.get("schema"))
}

/// The properties of a schema and of the members of its `allOf`; the first schema of each.
fn properties<'d>(
    document: &'d Document,
    node: &'d Node,
    found: &mut Properties<'d>,
    depth: usize,
) {
    if depth > DEPTH {
        return;
    }
    let schema = follow::<Schema>(document, node);
    for (name, property) in schema.get("properties").and_then(Node::as_object).into_iter().flatten()
    {
        // The schema that says most of a property stands last, in what narrows the others.
        found.insert(name.as_str(), property);
    }
    for member in schema.get("allOf").and_then(Node::as_array).unwrap_or_default() {
        properties(document, member, found, depth + 1);
    }
}

/// A schema; the only member of its `allOf` where it has but one.
fn schema<'d>(document: &'d Document, node: &'d Node) -> &'d Node {
    let schema = follow::<Schema>(document, node);
    match schema.get("allOf").and_then(Node::as_array) {
        Some([only]) if schema.get("type").is_none() => follow::<Schema>(document, only),
        _ => schema,
    }
}

/// What a reference leads to; a reference at fault is told elsewhere.
fn follow<'d, T: crate::openapi::Referable + 'd>(
    document: &'d Document,
    node: &'d Node,
) -> &'d Node {
    let reference = node.get("$ref").and_then(Node::as_str);
    let found = reference.and_then(|text| document.resolve::<T>(text, node.location).ok());
    found.map_or(node, |found| found.value.node)
}

fn tell(
    document: &Document,
    wrapper: &Wrapper,
    (responses, all): (usize, usize),
    diagnostics: &Diagnostics,
) {
    let Wrapper { result, success, errors, page_info } = wrapper;
    let keys = [
        ("result", Some(result)),
        ("success", success.as_ref()),
        ("errors", errors.as_ref()),
        ("page-info", page_info.as_ref()),
    ];
    let keys = keys.into_iter().filter_map(|(key, name)| Some(format!("{key} = {:?}", name?)));
    let keys = keys.collect::<Vec<_>>().join(", ");
    let success = success.as_deref().unwrap_or_default();
    let message = format!("answers are wrapped: calls give what is in `{result}`");
    let found = Diagnostic::new(Code::EnvelopeDetected, document.root().key("paths"), message)
        .note(format!(
            "{responses} of {all} operations with JSON answer with an object of `{success}` and \
             `{result}`",
        ))
        .help(format!(
            "to keep this whatever the document becomes, write into `codegen.toml`: `envelope = {{ {keys} }}`"
        ))
        .help("to have the answers as they are, write `envelope = false`");
    diagnostics.push(found);
}

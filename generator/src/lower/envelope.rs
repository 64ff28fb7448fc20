//! The object in which an API wraps its responses: what the settings say of it, or what most responses
//! have in common.
//!
//! A wrapper is taken for one if it says by a boolean whether the call worked, holds what was asked
//! for under one name, and nothing else that is particular to an operation; and if most operations
//! that respond with JSON have it. The whole document is counted, whatever part of it is generated.

use super::operations::body::by_status;
use super::schemas::Schemas;
use super::schemas::keywords::{JsonTypes, NodeId, SchemaRef};
use super::schemas::merged::Merged;
use super::schemas::pieces::Term;
use super::schemas::place::{At, Root};
use super::teller::Teller;
use crate::api::{MediaType, Method, StatusRange, Wrapper, loose_name};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::openapi::{Document, Located};
use crate::options::{EnvelopeOptions, Options, Setting};
use openapiv3::Operation;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

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

/// What the responses of one wrapper have.
#[derive(Default)]
struct Evidence<'d> {
    responses: usize,
    /// The schemas of what was asked for.
    results: BTreeSet<NodeId>,
    errors: BTreeMap<&'d str, usize>,
    page_info: BTreeMap<&'d str, usize>,
}

fn detect(document: &Document, diagnostics: &Diagnostics) -> Option<Wrapper> {
    // What is wrong with a schema is told when it is lowered.
    let silent = Diagnostics::new();
    let mut schemas = Schemas::new(document, Teller::new(&silent));
    let responses = responses(&mut schemas);
    let mut wrappers: BTreeMap<(&str, &str), Evidence<'_>> = BTreeMap::new();
    for response in &responses {
        if let Some((success, result)) = parts(&mut schemas, response) {
            let evidence = wrappers.entry((success, result)).or_default();
            evidence.count(&mut schemas, response, result);
        }
    }
    let ((success, result), best) = wrappers.into_iter().max_by_key(|(_, it)| it.responses)?;
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
fn parts<'d>(schemas: &mut Schemas<'d>, response: &Merged<'d>) -> Option<(&'d str, &'d str)> {
    let (mut success, mut result) = (None, None);
    for (name, keys) in &response.properties {
        let plain = loose_name(name);
        let plain = plain.as_str();
        if SUCCESS.contains(&plain) && schemas.property(keys).is(JsonTypes::BOOLEAN) {
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
    fn count(&mut self, schemas: &mut Schemas<'d>, response: &Merged<'d>, result: &str) {
        self.responses += 1;
        for (name, keys) in &response.properties {
            let plain = loose_name(name);
            if *name == result {
                let last =
                    schemas.property(keys).members.last().map(|it| std::ptr::from_ref(it.node));
                self.results.extend(last);
            } else if ERRORS.contains(&plain.as_str())
                && schemas.property(keys).is(JsonTypes::ARRAY)
            {
                *self.errors.entry(name).or_default() += 1;
            } else if PAGE_INFO.contains(&plain.as_str()) {
                let inner = schemas.property(keys);
                let mut inner = inner.properties.keys().map(|name| loose_name(name));
                if inner.any(|name| PAGE_FIELDS.contains(&name.as_str())) {
                    *self.page_info.entry(name).or_default() += 1;
                }
            }
        }
    }
}

/// The responses with JSON of all operations, one for each; without properties where it is no object.
fn responses<'d>(schemas: &mut Schemas<'d>) -> Vec<Rc<Merged<'d>>> {
    let root = schemas.document.root();
    let mut responses = Vec::new();
    for entry in root.entries("paths", &root.value.paths.paths) {
        let Some((item, _)) = schemas.item(entry.value) else { continue };
        for (method, operation) in item.value.iter() {
            let operation = item.member(method, operation);
            if let Some(schema) = success(schemas, operation) {
                responses.push(schemas.put_together(&[Term::Schema(schema)]));
            }
        }
    }
    responses
}

/// The schema of the first response of success with JSON.
fn success<'d>(
    schemas: &mut Schemas<'d>,
    operation: Located<'d, Operation>,
) -> Option<SchemaRef<'d>> {
    let responses = by_status(operation.member("responses", &operation.value.responses));
    let first = responses.iter().find(|(status, _)| status.is_success());
    let default = || responses.iter().find(|(status, _)| *status == StatusRange::Default);
    let (response, _) = schemas.item(first.or_else(default)?.1)?;
    let is_json = |name: &str| MediaType(name.into()).is_json();
    let mut content = response.entries("content", &response.value.content);
    let json = content.find(|entry| is_json(entry.name))?.value;
    let place = schemas.places.root(Root::Operation("", Method::Get));
    Some(SchemaRef::new(json.member("schema", json.value.schema.as_ref()?), At::here(place)))
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
    let note = Diagnostic::new(Code::EnvelopeDetected, document.root().key("paths"), message)
        .note(format!(
            "{responses} of {all} operations with JSON answer with an object of `{success}` and \
             `{result}`",
        ))
        .help(format!(
            "to keep this whatever the document becomes, write into `codegen.toml`: `envelope = {{ {keys} }}`"
        ))
        .help("to have the answers as they are, write `envelope = false`");
    diagnostics.push(note);
}

//! What comes back where that depends on the status.

use super::context::Planner;
use super::endpoint::Endpoint;
use super::{Docs, Head, Read, Reply, deprecation};
use crate::api::{Response, StatusRange};
use crate::docs;

/// An enum over the statuses of success: `Clone`, `Debug` and `#[non_exhaustive]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByStatus<'a> {
    /// Its name and docs.
    pub head: Head<'a>,
    /// A variant a status.
    pub statuses: Vec<Status<'a>>,
    /// Whether there is a variant `Other` with the whole response, for a status that the API does not
    /// document.
    pub has_other: bool,
}

/// A variant for a status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status<'a> {
    /// The variant.
    pub name: String,
    /// The status; none for any other.
    pub code: Option<u16>,
    /// What its docs say.
    pub docs: Docs,
    /// Whether it holds a value: what is read.
    pub has_value: bool,
    /// How the response is read.
    pub read: Read<'a>,
}

/// The type of what comes back, where that depends on the status.
pub(super) fn by_status<'a>(endpoint: &Endpoint<'_, 'a>) -> Option<ByStatus<'a>> {
    let Reply::ByStatus(replies) = &endpoint.reply else { return None };
    let planner = endpoint.planner;
    let statuses = replies.iter().zip(endpoint.operation.successes());
    let statuses: Vec<Status<'a>> =
        statuses.map(|(reply, response)| status(planner, reply, response)).collect();
    let builder = endpoint.names.builder.trim_start_matches("r#");
    let words = || docs::wrap(&format!("What [`{builder}`] gives: the status says which."));
    Some(ByStatus {
        head: Head {
            name: &endpoint.names.response,
            docs: planner.docs(words),
            deprecated: deprecation::deprecated(endpoint.operation.deprecation.as_ref(), None),
        },
        has_other: statuses.iter().all(|status| status.code.is_some()),
        statuses,
    })
}

fn status<'a>(planner: &Planner<'a>, reply: &Reply<'a>, response: &Response) -> Status<'a> {
    let words = || {
        let word = match response.status {
            StatusRange::Code(code) => code.to_string(),
            StatusRange::Class(class) => format!("any other of {class}XX"),
            StatusRange::Default => "any other".to_owned(),
        };
        let text = docs::lines(&response.description);
        let text = if text.is_empty() { vec![format!("{word}.")] } else { text };
        docs::join([text, vec![format!("The status is {word}.")]])
    };
    Status {
        name: variant(response.status),
        code: match response.status {
            StatusRange::Code(code) => Some(code),
            StatusRange::Class(_) | StatusRange::Default => None,
        },
        docs: planner.docs(words),
        has_value: *reply != Reply::Nothing,
        // What is inside of it never depends on the status itself.
        read: reply.read(""),
    }
}

/// What a status is called.
fn variant(status: StatusRange) -> String {
    let name = match status {
        StatusRange::Code(200) => "Ok",
        StatusRange::Code(201) => "Created",
        StatusRange::Code(202) => "Accepted",
        StatusRange::Code(203) => "NonAuthoritativeInformation",
        StatusRange::Code(204) => "NoContent",
        StatusRange::Code(205) => "ResetContent",
        StatusRange::Code(206) => "PartialContent",
        StatusRange::Code(207) => "MultiStatus",
        StatusRange::Code(208) => "AlreadyReported",
        StatusRange::Code(226) => "ImUsed",
        StatusRange::Code(code) => return format!("Status{code}"),
        StatusRange::Class(_) | StatusRange::Default => "Success",
    };
    name.to_owned()
}

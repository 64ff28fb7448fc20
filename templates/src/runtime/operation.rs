//! The types in which a crate writes down the facts of its API.

use std::{any::TypeId, borrow::Cow, ops::Deref, sync::Arc};

use reqwest::Method;

/// The facts that hold for the whole API.
#[derive(Debug)]
pub(crate) struct Api {
    /// The `User-Agent` of every request, unless the caller sets another.
    pub(crate) user_agent: &'static str,
    /// The document's first server, with `{variables}` where it has some; none if the document names no
    /// absolute URL.
    pub(crate) base_url: Option<&'static str>,
    /// The variables of that address, and of those of single operations.
    pub(crate) server_variables: &'static [&'static ServerVariable],
    /// The environment variable that overrides the base URL.
    pub(crate) base_url_variable: &'static str,
    /// The response header that identifies a request to the vendor's support.
    pub(crate) request_id_header: Option<&'static str>,
    /// The object in which responses are wrapped, if they are.
    pub(crate) envelope: Option<Envelope>,
    /// How lists answer in pages, unless an operation says otherwise.
    pub(crate) paging: Option<&'static Paging>,
    /// Sets of schemes that authenticate a request, the preferred one first.
    pub(crate) credentials: &'static [Requirement],
    /// Whether a client without credentials is a mistake.
    pub(crate) credentials_required: bool,
}

/// A set of schemes that must be satisfied together.
pub(crate) type Requirement = &'static [&'static Scheme];

/// A security scheme of the document.
#[derive(Debug)]
pub(crate) struct Scheme {
    /// The scheme's name in the document.
    pub(crate) name: &'static str,
    /// Where the secret goes in a request.
    pub(crate) kind: SchemeKind,
    /// The environment variables that hold the secret: one, or for
    /// [`SchemeKind::Basic`] the user name's and the password's.
    pub(crate) variables: &'static [&'static str],
    /// The method of `ClientBuilder` that takes the secret.
    pub(crate) setter: &'static str,
}

/// Where the secret of a scheme goes in a request.
#[derive(Debug)]
pub(crate) enum SchemeKind {
    /// `apiKey` in the header of this name.
    Header(&'static str),
    /// `apiKey` in the query parameter of this name.
    Query(&'static str),
    /// `apiKey` in the cookie of this name.
    Cookie(&'static str),
    /// `Authorization: Bearer` (RFC 6750); also `oauth2` and `openIdConnect`.
    Bearer,
    /// `Authorization: Basic` (RFC 7617).
    Basic,
}

/// A variable in the address of a server.
#[derive(Debug)]
pub(crate) struct ServerVariable {
    /// Its name in the address.
    pub(crate) name: &'static str,
    /// The method of `ClientBuilder` that takes its value.
    pub(crate) setter: &'static str,
    /// The value where the caller gives none.
    pub(crate) default: &'static str,
    /// The values that there are; any where the list is empty.
    pub(crate) values: &'static [&'static str],
    /// The addresses that it stands in.
    pub(crate) addresses: &'static [&'static str],
}

/// The names of the fields of a response envelope.
#[derive(Debug)]
pub(crate) struct Envelope {
    /// A boolean that is false when the call failed.
    pub(crate) success: Option<&'static str>,
    /// The list of errors.
    pub(crate) errors: &'static str,
    /// The value itself.
    pub(crate) result: &'static str,
    /// The fields of one error.
    pub(crate) error: ErrorFields,
}

/// The names of the fields of one error in an envelope; a path of field names
/// each, empty where the API has no such field.
#[derive(Debug)]
pub(crate) struct ErrorFields {
    pub(crate) code: &'static [&'static str],
    pub(crate) message: &'static [&'static str],
    pub(crate) documentation_url: &'static [&'static str],
    pub(crate) pointer: &'static [&'static str],
}

/// How an operation answers in pages.
#[derive(Debug)]
pub(crate) struct Paging {
    /// Field names that lead from the response body to the list of items.
    pub(crate) items: &'static [&'static str],
    /// Where the response describes the page.
    pub(crate) info: PageFields,
    /// How the next page is asked for.
    pub(crate) style: PageStyle,
    /// Field names that lead to a boolean that is false on the last page; empty where the API has
    /// none.
    pub(crate) more: &'static [&'static str],
}

/// Paths of field names to the numbers that describe a page; empty where the
/// API has no such field.
#[derive(Debug)]
pub(crate) struct PageFields {
    pub(crate) count: &'static [&'static str],
    pub(crate) page: &'static [&'static str],
    pub(crate) per_page: &'static [&'static str],
    pub(crate) total_count: &'static [&'static str],
    pub(crate) total_pages: &'static [&'static str],
}

impl PageFields {
    /// No field at all: to start from where an API has only some of them.
    pub(crate) const NONE: Self =
        Self { count: &[], page: &[], per_page: &[], total_count: &[], total_pages: &[] };
}

/// How the next page is asked for.
#[derive(Debug)]
pub(crate) enum PageStyle {
    /// By its number, in this query parameter; the first page has the number `first`.
    Number { page: &'static str, first: u64 },
    /// By the number of items before it, in this query parameter.
    Offset { offset: &'static str },
    /// By a cursor or token, which this field of a page holds for the next one.
    Cursor { cursor: &'static str, next: &'static [&'static str] },
    /// By the identifier that the last item of a page has in the field `id`.
    LastItem { cursor: &'static str, id: &'static str },
    /// By the URL in this field of a page.
    Url { next: &'static [&'static str] },
    /// By the URL of the `Link` header with the relation `next` (RFC 8288).
    LinkHeader,
}

impl PageStyle {
    /// Whether the server names the next page, so that its last page names none.
    pub(crate) fn is_named(&self) -> bool {
        matches!(self, Self::Cursor { .. } | Self::Url { .. } | Self::LinkHeader)
    }
}

/// Types, each by the status that it is for.
pub(crate) type ErrorTypes = &'static [(&'static str, fn() -> TypeId)];

/// What the document says about one operation. The path may end with a query that every call has.
#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) id: &'static str,
    pub(crate) method: Method,
    pub(crate) path: Cow<'static, str>,
    pub(crate) accept: &'static str,
    /// The sets of schemes that the document allows; none if it leaves it open.
    pub(crate) security: Option<&'static [Requirement]>,
    pub(crate) paging: Option<&'static Paging>,
    /// Where it is served, if elsewhere than the rest of the API.
    pub(crate) server: Option<&'static str>,
    /// The types of the bodies of errors, by status as the document has it: `404`, `4XX`, `default`.
    pub(crate) errors: ErrorTypes,
}

impl Operation {
    /// An operation that answers in JSON and takes any credentials of the API.
    pub(crate) const fn new(id: &'static str, method: Method, path: &'static str) -> Self {
        Self {
            id,
            method,
            path: Cow::Borrowed(path),
            accept: "application/json",
            security: None,
            paging: None,
            server: None,
            errors: &[],
        }
    }

    /// Says where the operation is served: a URL, or a path on the API's server.
    pub(crate) const fn server(mut self, server: &'static str) -> Self {
        self.server = Some(server);
        self
    }

    /// Says which types the bodies of errors have.
    pub(crate) const fn errors(mut self, errors: ErrorTypes) -> Self {
        self.errors = errors;
        self
    }

    /// The type of an error's body, as the document has it; none where it says nothing.
    pub(crate) fn error_type(&self, status: u16) -> Option<TypeId> {
        let wanted = [status.to_string(), format!("{}XX", status / 100), "default".to_owned()];
        let find = |wanted: &String| self.errors.iter().find(|(known, _)| known == wanted);
        wanted.iter().find_map(find).map(|(_, of)| of())
    }

    /// Restricts the credentials to these sets of schemes. An empty list is an
    /// operation that takes none; an empty set in the list makes them optional.
    pub(crate) const fn security(mut self, security: &'static [Requirement]) -> Self {
        self.security = Some(security);
        self
    }

    /// Says how the operation answers in pages.
    pub(crate) const fn paging(mut self, paging: &'static Paging) -> Self {
        self.paging = Some(paging);
        self
    }

    /// Sets the `Accept` header, for an operation that answers other than in JSON.
    pub(crate) const fn accept(mut self, accept: &'static str) -> Self {
        self.accept = accept;
        self
    }
}

/// An operation of the document, or one that a caller made up.
#[derive(Clone, Debug)]
pub(crate) enum OperationRef {
    Documented(&'static Operation),
    Undocumented(Arc<Operation>),
}

impl Deref for OperationRef {
    type Target = Operation;

    fn deref(&self) -> &Operation {
        match self {
            Self::Documented(operation) => operation,
            Self::Undocumented(operation) => operation,
        }
    }
}

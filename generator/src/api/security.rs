use crate::diagnostic::Location;
use std::collections::BTreeMap;

/// A way in which a caller can say who it is.
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    /// The kind of scheme.
    pub kind: SecuritySchemeKind,
    /// What it is.
    pub description: Option<String>,
    /// Where the scheme stands in the document.
    pub location: Location,
}

/// The kind of a security scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecuritySchemeKind {
    /// A secret under a name of its own.
    ApiKey {
        /// Where the secret is sent.
        place: ApiKeyPlace,
        /// The name of the header, the query parameter or the cookie.
        name: String,
    },
    /// `Authorization: Bearer` (RFC 6750).
    Bearer,
    /// `Authorization: Basic` (RFC 7617).
    Basic,
    /// Another scheme of the `Authorization` header.
    Http {
        /// The name of the scheme, as registered with IANA.
        scheme: String,
    },
    /// OAuth 2: what is sent is a bearer token.
    OAuth2,
    /// OpenID Connect: what is sent is a bearer token.
    OpenIdConnect,
}

/// Where an API key is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApiKeyPlace {
    /// In a header.
    Header,
    /// In the query.
    Query,
    /// In a cookie.
    Cookie,
}

/// Schemes that are used together. An empty set asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecurityRequirement {
    /// The names of the schemes, sorted.
    pub schemes: Vec<String>,
    /// What the caller must be allowed to do, by scheme: the scopes of a token, sorted.
    pub scopes: BTreeMap<String, Vec<String>>,
}

impl SecurityRequirement {
    /// The sets of schemes of alternatives, each once, whatever their scopes.
    #[must_use]
    pub fn scheme_sets(alternatives: &[Self]) -> Vec<&[String]> {
        let mut sets: Vec<&[String]> = Vec::with_capacity(alternatives.len());
        for set in alternatives.iter().map(|it| it.schemes.as_slice()) {
            if !sets.contains(&set) {
                sets.push(set);
            }
        }
        sets
    }

    /// Whether two lists of alternatives are of the same schemes, whatever their scopes.
    #[must_use]
    pub fn same_schemes(one: &[Self], other: &[Self]) -> bool {
        Self::scheme_sets(one) == Self::scheme_sets(other)
    }
}

//! The facts of the API: servers, credentials, envelope, paging.
//!
//! This is a sample of the file that the generator writes for each crate.

use secrecy::SecretString;

use crate::runtime::{
    Api, ClientBuilder, Envelope, ErrorFields, PageFields, PageStyle, Paging, Scheme, SchemeKind,
};

/// What holds for the whole API.
pub(crate) static API: Api = Api {
    user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
    base_url: Some(BASE_URL),
    server_variables: &[&server::VERSION],
    base_url_variable: "CLOUDFLARE_BASE_URL",
    request_id_header: Some("cf-ray"),
    envelope: Some(Envelope {
        success: Some("success"),
        errors: "errors",
        result: "result",
        error: ErrorFields {
            code: &["code"],
            message: &["message"],
            documentation_url: &["documentation_url"],
            pointer: &["source", "pointer"],
        },
    }),
    paging: Some(&PAGING),
    credentials: &[
        &[&API_TOKEN],
        &[&API_KEY, &API_EMAIL],
        &[&USER_SERVICE_KEY],
        &[&LOGIN],
        &[&QUERY_KEY],
        &[&SESSION],
    ],
    credentials_required: true,
};

/// Whether a date and time without an offset from UTC is one by the clock of UTC. It is an error else.
pub(crate) const TIMES_WITHOUT_OFFSET_ARE_UTC: bool = false;

/// Where the API is served.
const BASE_URL: &str = "https://api.cloudflare.com/client/{version}";

/// The variables of addresses: the sample of one in a path.
mod server {
    use crate::runtime::ServerVariable;

    pub(crate) static VERSION: ServerVariable = ServerVariable {
        name: "version",
        setter: "version",
        default: "v4",
        values: &[],
        addresses: &[super::BASE_URL],
    };
}

/// How lists answer in pages.
pub(crate) static PAGING: Paging = Paging {
    items: &["result"],
    info: PageFields {
        count: &["result_info", "count"],
        page: &["result_info", "page"],
        per_page: &["result_info", "per_page"],
        total_count: &["result_info", "total_count"],
        total_pages: &["result_info", "total_pages"],
    },
    style: PageStyle::Number { page: "page", first: 1 },
    more: &[],
};

/// The security scheme `api_token`.
pub(crate) static API_TOKEN: Scheme = Scheme {
    name: "api_token",
    kind: SchemeKind::Bearer,
    variables: &["CLOUDFLARE_API_TOKEN"],
    setter: "api_token",
};

/// The security scheme `api_key`.
pub(crate) static API_KEY: Scheme = Scheme {
    name: "api_key",
    kind: SchemeKind::Header("X-Auth-Key"),
    variables: &["CLOUDFLARE_API_KEY"],
    setter: "api_key",
};

/// The security scheme `api_email`.
pub(crate) static API_EMAIL: Scheme = Scheme {
    name: "api_email",
    kind: SchemeKind::Header("X-Auth-Email"),
    variables: &["CLOUDFLARE_EMAIL"],
    setter: "api_email",
};

/// The security scheme `user_service_key`.
pub(crate) static USER_SERVICE_KEY: Scheme = Scheme {
    name: "user_service_key",
    kind: SchemeKind::Header("X-Auth-User-Service-Key"),
    variables: &["CLOUDFLARE_API_USER_SERVICE_KEY"],
    setter: "user_service_key",
};

/// The security scheme `login`: the sample of a scheme of the kind `Basic`.
pub(crate) static LOGIN: Scheme = Scheme {
    name: "login",
    kind: SchemeKind::Basic,
    variables: &["CLOUDFLARE_LOGIN_USERNAME", "CLOUDFLARE_LOGIN_PASSWORD"],
    setter: "login",
};

/// The security scheme `query_key`: the sample of a key in the query.
pub(crate) static QUERY_KEY: Scheme = Scheme {
    name: "query_key",
    kind: SchemeKind::Query("key"),
    variables: &["CLOUDFLARE_QUERY_KEY"],
    setter: "query_key",
};

/// The security scheme `session`: the sample of a key in a cookie.
pub(crate) static SESSION: Scheme = Scheme {
    name: "session",
    kind: SchemeKind::Cookie("session"),
    variables: &["CLOUDFLARE_SESSION"],
    setter: "session",
};

impl ClientBuilder {
    /// Sets `{version}` in the addresses of servers, which is `v4` if nothing else is said.
    pub fn version(self, version: impl Into<String>) -> Self {
        self.server_variable(&server::VERSION, version.into())
    }

    /// Authenticates with an API token (`Authorization: Bearer`).
    ///
    /// It takes precedence over the other credentials.
    pub fn api_token(self, api_token: impl Into<SecretString>) -> Self {
        self.credential(&API_TOKEN, api_token.into())
    }

    /// Authenticates with an API key (`X-Auth-Key`), together with
    /// [`api_email`](Self::api_email).
    pub fn api_key(self, api_key: impl Into<SecretString>) -> Self {
        self.credential(&API_KEY, api_key.into())
    }

    /// The email address of the account (`X-Auth-Email`) that
    /// [`api_key`](Self::api_key) belongs to.
    pub fn api_email(self, api_email: impl Into<SecretString>) -> Self {
        self.credential(&API_EMAIL, api_email.into())
    }

    /// Authenticates with a user service key (`X-Auth-User-Service-Key`).
    pub fn user_service_key(self, user_service_key: impl Into<SecretString>) -> Self {
        self.credential(&USER_SERVICE_KEY, user_service_key.into())
    }

    /// Authenticates with user name and password (`Authorization: Basic`).
    pub fn login(
        self,
        username: impl Into<SecretString>,
        password: impl Into<SecretString>,
    ) -> Self {
        self.basic_credential(&LOGIN, username.into(), password.into())
    }

    /// Authenticates with a key in the query parameter `key`.
    pub fn query_key(self, query_key: impl Into<SecretString>) -> Self {
        self.credential(&QUERY_KEY, query_key.into())
    }

    /// Authenticates with the cookie `session`.
    pub fn session(self, session: impl Into<SecretString>) -> Self {
        self.credential(&SESSION, session.into())
    }
}

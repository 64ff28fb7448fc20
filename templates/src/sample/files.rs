//! Operations of rarer kinds: `client.files()`.

use serde_json::Value;

use crate::{
    Bytes,
    config::{API_EMAIL, API_KEY, USER_SERVICE_KEY},
    runtime::{
        ByteStream, Call, Client, HeaderStyle, Method, Operation, PageFields, PageStyle, Paging,
        PathStyle, QueryStyle, Requirement, Reserved, endpoint, listed, paged,
    },
};

impl Client {
    /// Files.
    pub fn files(&self) -> Files<'_> {
        Files { client: self }
    }
}

/// Files. See [`Client::files`].
#[derive(Clone, Copy, Debug)]
pub struct Files<'c> {
    client: &'c Client,
}

impl Files<'_> {
    /// Lists files, with a cursor for the next page.
    pub fn list(&self) -> List {
        List { call: Call::new(self.client, &LIST) }
    }

    /// Searches files, with a `Link` header for the next page.
    pub fn search(&self, text: &str) -> Search {
        Search { call: Call::new(self.client, &SEARCH).query("text", text) }
    }

    /// Lists versions, by offset.
    pub fn versions(&self) -> Versions {
        Versions { call: Call::new(self.client, &VERSIONS) }
    }

    /// Lists the trash, with the URL of the next page in the body.
    pub fn trash(&self) -> Trash {
        Trash { call: Call::new(self.client, &TRASH) }
    }

    /// Lists events after the one with an identifier, in an object.
    pub fn history(&self) -> History {
        History { call: Call::new(self.client, &HISTORY) }
    }

    /// Lists rows, on pages that are counted from 0.
    pub fn rows(&self) -> Rows {
        Rows { call: Call::new(self.client, &ROWS) }
    }

    /// Finds a file; the answer has no envelope.
    pub fn find(&self, tags: &[&str], filter: &Value) -> Find {
        Find {
            call: Call::new(self.client, &FIND)
                .path_with("tags", tags, PathStyle::Matrix)
                .query_with("filter", filter, QueryStyle::DeepObject, Reserved::Encode)
                .header("X-Trace", &7)
                .header_with("X-Flags", filter, HeaderStyle::SimpleExploded)
                .cookie("view", "short list"),
        }
    }

    /// Takes a list and an object in every style.
    pub fn styles(&self, list: &[&str], object: &Value) -> Styles {
        let style = |call: Call, name, style| call.query_with(name, list, style, Reserved::Encode);
        let call = Call::new(self.client, &STYLES)
            .path_with("simple", object, PathStyle::SimpleExploded)
            .path_with("label", list, PathStyle::Label)
            .path_with("label_exploded", list, PathStyle::LabelExploded)
            .path_with("matrix_exploded", list, PathStyle::MatrixExploded)
            .query_with("kept", list, QueryStyle::Form, Reserved::Keep);
        let call = style(call, "form", QueryStyle::Form);
        let call = style(call, "space", QueryStyle::SpaceDelimited);
        let call = style(call, "pipe", QueryStyle::PipeDelimited);
        Styles { call: style(call, "json", QueryStyle::Json) }
    }

    /// Reads a file as text.
    pub fn text(&self, name: &str) -> Text {
        Text { call: Call::new(self.client, &TEXT).path("name", name) }
    }

    /// Reads a file as bytes.
    pub fn bytes(&self, name: &str) -> Whole {
        Whole { call: Call::new(self.client, &BYTES).path("name", name) }
    }

    /// Reads a file as it comes.
    pub fn stream(&self, name: &str) -> Streamed {
        Streamed { call: Call::new(self.client, &STREAM).path("name", name) }
    }

    /// Writes a file from text.
    pub fn write(&self, name: &str, text: &str) -> Write {
        Write { call: Call::new(self.client, &WRITE).path("name", name).text("text/plain", text) }
    }

    /// Signs in with a form.
    pub fn sign_in(&self, form: &Value) -> SignIn {
        SignIn { call: Call::new(self.client, &SIGN_IN).form(form) }
    }

    /// Changes a file in part.
    pub fn patch(&self, name: &str, changes: &Value) -> Patch {
        Patch {
            call: Call::new(self.client, &PATCH)
                .path("name", name)
                .json_as("application/merge-patch+json", changes),
        }
    }
}

builders!(
    List, Search, Versions, Trash, History, Rows, Find, Styles, Text, Whole, Streamed, Write, SignIn,
    Patch in Files
);
paged!(List => u64);
paged!(Search => u64);
paged!(Versions => u64);
paged!(Trash => u64);
endpoint!(History => Value, Json);
listed!(History => Value);
endpoint!(Rows => Value, Json);
listed!(Rows => u64);
endpoint!(Find => Value, Json);
endpoint!(Styles => (), Nothing);
endpoint!(Text => String, AsText);
endpoint!(Whole => Bytes, AsBytes);
endpoint!(Streamed => ByteStream, AsStream);
endpoint!(Write => (), Nothing);
endpoint!(SignIn => Value, Json);
endpoint!(Patch => Value, Json);

static BY_CURSOR: Paging = Paging {
    items: &["result"],
    info: PageFields::NONE,
    style: PageStyle::Cursor { cursor: "cursor", next: &["result_info", "cursors", "after"] },
    more: &[],
};

static BY_LINK: Paging =
    Paging { items: &[], info: PageFields::NONE, style: PageStyle::LinkHeader, more: &[] };

static BY_OFFSET: Paging = Paging {
    items: &["data", "rows"],
    info: PageFields { total_count: &["data", "total"], ..PageFields::NONE },
    style: PageStyle::Offset { offset: "offset" },
    more: &[],
};

static BY_URL: Paging = Paging {
    items: &["results"],
    info: PageFields::NONE,
    style: PageStyle::Url { next: &["next"] },
    more: &[],
};

static BY_LAST_ITEM: Paging = Paging {
    items: &["data"],
    info: PageFields::NONE,
    style: PageStyle::LastItem { cursor: "after", id: "id" },
    more: &["has_more"],
};

static FROM_0: Paging = Paging {
    items: &["rows"],
    info: PageFields { page: &["page"], total_pages: &["pages"], ..PageFields::NONE },
    style: PageStyle::Number { page: "page", first: 0 },
    more: &[],
};

const KEY_AND_EMAIL: Requirement = &[&API_EMAIL, &API_KEY];

static LIST: Operation = Operation::new("files-list", Method::GET, "/files").paging(&BY_CURSOR);
static SEARCH: Operation = Operation::new("files-search", Method::GET, "/search").paging(&BY_LINK);
static VERSIONS: Operation =
    Operation::new("files-versions", Method::GET, "/versions").paging(&BY_OFFSET);
static TRASH: Operation = Operation::new("files-trash", Method::GET, "/trash").paging(&BY_URL);
static HISTORY: Operation =
    Operation::new("files-history", Method::GET, "/history").paging(&BY_LAST_ITEM);
static ROWS: Operation = Operation::new("files-rows", Method::GET, "/rows").paging(&FROM_0);
static FIND: Operation = Operation::new("files-find", Method::GET, "/find/{tags}")
    .security(&[KEY_AND_EMAIL, &[&USER_SERVICE_KEY]]);
static STYLES: Operation = Operation::new(
    "files-styles",
    Method::GET,
    "/styles/{simple}/{label}/{label_exploded}/{matrix_exploded}",
);
static TEXT: Operation =
    Operation::new("files-text", Method::GET, "/text/{name}").accept("text/plain").security(&[]);
static BYTES: Operation = Operation::new("files-bytes", Method::GET, "/bytes/{name}")
    .accept("*/*")
    .security(&[KEY_AND_EMAIL, &[]]);
static STREAM: Operation =
    Operation::new("files-stream", Method::GET, "/stream/{name}").accept("*/*");
static WRITE: Operation = Operation::new("files-write", Method::PUT, "/text/{name}");
static SIGN_IN: Operation = Operation::new("files-sign-in", Method::POST, "/sign-in");
static PATCH: Operation = Operation::new("files-patch", Method::PATCH, "/files/{name}");

use super::schema::Schema;

/// The object in which an API wraps its responses: the names of its properties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrapper {
    /// What was asked for.
    pub result: String,
    /// Whether the call worked; a response is taken by its status alone where there is none.
    pub success: Option<String>,
    /// The list of errors.
    pub errors: Option<String>,
    /// What is said of a page.
    pub page_info: Option<String>,
}

/// The name of a property without what spellings differ in: in lower case, letters and digits alone.
#[must_use]
pub fn loose_name(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// How the list that an operation returns comes in pages.
#[derive(Clone, Debug)]
pub struct Paging {
    /// The properties that lead from the body to the list; none where the body is the list.
    pub items: Vec<String>,
    /// What the list holds.
    pub item: Schema,
    /// How the next page is asked for.
    pub style: PageStyle,
    /// Where the response says, with a boolean, whether there is another page.
    pub more: Option<Vec<String>>,
    /// Where the response describes the page.
    pub info: PageNumbers,
}

/// How the next page is asked for. Parameters are those of the query.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageStyle {
    /// By its number.
    Number {
        /// The parameter with the number.
        page: String,
        /// The number of the first page.
        first: u64,
    },
    /// By the number of items before it.
    Offset {
        /// The parameter with the number of items.
        offset: String,
    },
    /// By a mark that the last response gave.
    Cursor {
        /// The parameter with the mark.
        cursor: String,
        /// Where the response has the next mark.
        next: Vec<String>,
    },
    /// By the identifier of the last item.
    LastItem {
        /// The parameter with the identifier.
        cursor: String,
        /// The property of an item that is its identifier.
        id: String,
    },
    /// By a URL that the last response gave.
    Url {
        /// Where the response has the URL.
        next: Vec<String>,
    },
    /// By the `Link` header with the relation `next` (RFC 8288).
    LinkHeader,
}

/// Where a response has the numbers that describe a page; empty where it has none.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageNumbers {
    /// The number of items on the page.
    pub count: Vec<String>,
    /// The number of the page.
    pub page: Vec<String>,
    /// The number of items on a full page.
    pub per_page: Vec<String>,
    /// The number of items on all pages.
    pub total_count: Vec<String>,
    /// The number of pages.
    pub total_pages: Vec<String>,
}

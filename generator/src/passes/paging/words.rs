//! What parameters and properties that have to do with pages are called, in lower case and without
//! what spellings differ in.

/// Parameters with the number of a page.
pub(super) const PAGE: &[&str] =
    &["page", "pagenumber", "pageno", "pagenum", "pageindex", "currentpage"];

/// Parameters with the number of items before the page.
pub(super) const OFFSET: &[&str] = &["offset", "skip", "startat"];

/// Parameters with the most items of a page.
pub(super) const SIZE: &[&str] = &[
    "perpage",
    "pagesize",
    "limit",
    "size",
    "count",
    "take",
    "maxresults",
    "pagelimit",
    "maxitems",
    "maxpagesize",
    "itemsperpage",
    "resultsperpage",
];

/// Parameters with a mark, and what the response calls the next one. A name with a dot is one of a
/// property inside of another.
pub(super) const MARKS: &[(&str, &[&str])] = &[
    (
        "cursor",
        &["nextcursor", "cursor", "cursors.after", "cursors.next", "cursor.next", "endcursor"],
    ),
    ("nextcursor", &["nextcursor"]),
    ("pagecursor", &["nextcursor", "nextpagecursor", "cursors.after", "cursors.next"]),
    ("pagetoken", &["nextpagetoken", "nexttoken"]),
    ("nextpagetoken", &["nextpagetoken"]),
    ("nexttoken", &["nexttoken"]),
    ("token", &["nextpagetoken", "nexttoken"]),
    ("continuationtoken", &["nextcontinuationtoken", "continuationtoken"]),
    ("marker", &["nextmarker", "marker"]),
    ("bookmark", &["nextbookmark", "bookmark"]),
    ("scrollid", &["nextscrollid", "scrollid"]),
    ("after", &["cursors.after", "next.after", "endcursor", "nextcursor", "lastid"]),
    ("pageafter", &["cursors.after", "next.after", "endcursor", "nextcursor"]),
    ("startingafter", &["next.startingafter"]),
    ("page", &["nextpage", "nextpagetoken"]),
    ("offset", &["nextoffset", "offset"]),
];

/// Marks that are known to be numbers in some APIs; all others are text.
pub(super) const NUMBERS: &[&str] = &["nextpage", "nextoffset"];

/// Parameters that take the identifier of the last item.
pub(super) const AFTER: &[&str] = &["after", "startingafter"];

/// Properties that say whether there is another page.
pub(super) const MORE: &[&str] = &[
    "hasmore",
    "hasnext",
    "hasnextpage",
    "hasmorepages",
    "hasmoreitems",
    "hasmoreresults",
    "hasmoredata",
];

/// Properties with the URL of the next page.
pub(super) const NEXT_URL: &[&str] = &[
    "next",
    "nexturl",
    "nexturi",
    "nextlink",
    "nexthref",
    "nextpageurl",
    "nextpagelink",
    "nextpage",
];

/// Properties that hold the list, where an object has several lists.
pub(super) const LIST: &[&str] =
    &["data", "items", "results", "records", "entries", "values", "elements", "rows"];

/// Properties that hold a list or an object with one.
pub(super) const PAYLOAD: &[&str] =
    &["data", "result", "results", "response", "payload", "embedded"];

/// Lists that are never what was asked for.
pub(super) const NO_LIST: &[&str] =
    &["errors", "error", "messages", "warnings", "links", "included", "facets", "aggregations"];

/// Objects that describe a page.
pub(super) const DESCRIPTION: &[&str] = &[
    "meta",
    "metadata",
    "paging",
    "pagination",
    "page",
    "pages",
    "pageinfo",
    "pager",
    "resultinfo",
    "responsemetadata",
    "listmetadata",
    "cursors",
    "cursor",
    "links",
    "link",
    "next",
];

/// Numbers that describe a page.
pub(super) const NUMBER_OF_PAGE: &[&str] = &["page", "currentpage", "pagenumber", "pageno"];
pub(super) const COUNT: &[&str] = &["count"];
pub(super) const PER_PAGE: &[&str] = &["perpage", "pagesize", "limit", "itemsperpage"];
pub(super) const TOTAL_COUNT: &[&str] = &[
    "total",
    "totalcount",
    "totalitems",
    "totalresults",
    "totalelements",
    "totalrecords",
    "totalentries",
];
pub(super) const TOTAL_PAGES: &[&str] =
    &["totalpages", "pagecount", "totalpagecount", "lastpage", "numpages", "pages"];

//! The singular of English words: few rules, none that makes a word worse.

use std::borrow::Cow;

/// Words whose singular no rule finds.
const IRREGULAR: [(&str, &str); 13] = [
    ("aliases", "alias"),
    ("caches", "cache"),
    ("canvases", "canvas"),
    ("children", "child"),
    ("cookies", "cookie"),
    ("databases", "database"),
    ("indices", "index"),
    ("matrices", "matrix"),
    ("movies", "movie"),
    ("people", "person"),
    ("quizzes", "quiz"),
    ("vertices", "vertex"),
    ("zombies", "zombie"),
];

/// Words that end like a plural and are none.
const SINGULAR: [&str; 46] = [
    "alias",
    "always",
    "analytics",
    "aws",
    "bias",
    "canvas",
    "chaos",
    "cors",
    "css",
    "diagnostics",
    "dns",
    "does",
    "gas",
    "gps",
    "graphics",
    "has",
    "https",
    "ios",
    "js",
    "kerberos",
    "kms",
    "lens",
    "logistics",
    "macos",
    "means",
    "metrics",
    "news",
    "nfs",
    "os",
    "physics",
    "pos",
    "qos",
    "s",
    "series",
    "settings",
    "sms",
    "sns",
    "species",
    "sqs",
    "statistics",
    "stats",
    "tls",
    "tos",
    "was",
    "whois",
    "yes",
];

/// The singular of a word; the word itself where it is one, or where it is hard to tell.
pub(super) fn singular(word: &str) -> Cow<'_, str> {
    if let Ok(found) = IRREGULAR.binary_search_by(|(plural, _)| (*plural).cmp(word)) {
        return Cow::Borrowed(IRREGULAR.get(found).map_or(word, |(_, one)| one));
    }
    let keeps = ["ss", "us", "is"].iter().any(|end| word.ends_with(end))
        || SINGULAR.binary_search(&word).is_ok();
    if !word.ends_with('s') || keeps || !word.is_ascii() {
        return Cow::Borrowed(word);
    }
    if let Some(stem) = word.strip_suffix("ies") {
        let end = if stem.len() > 1 { "y" } else { "ie" };
        return Cow::Owned(format!("{stem}{end}"));
    }
    let drops_es =
        ["sses", "xes", "tches", "nches", "rches", "shes", "zzes", "tuses", "nuses", "ruses"];
    let stem = match drops_es.iter().any(|end| word.ends_with(end) && word.len() > end.len()) {
        true => word.strip_suffix("es"),
        false => word.strip_suffix('s'),
    };
    Cow::Borrowed(stem.filter(|stem| !stem.is_empty()).unwrap_or(word))
}

/// Whether a word is a plural.
pub(super) fn is_plural(word: &str) -> bool {
    word == "settings" || singular(word) != word
}

/// Whether two words are the same but for their number.
pub(super) fn same(one: &str, other: &str) -> bool {
    one == other || singular(one) == singular(other)
}

//! The singular of English words: few rules, none that makes a word worse.

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
pub(super) fn singular(word: &str) -> String {
    if let Ok(found) = IRREGULAR.binary_search_by(|(plural, _)| (*plural).cmp(word)) {
        return IRREGULAR
            .get(found)
            .map_or_else(|| word.to_owned(), |(_, one)| (*one).to_owned());
    }
    let keeps = SINGULAR.binary_search(&word).is_ok()
        || ["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    if keeps || !word.is_ascii() {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return if stem.len() > 1 {
            format!("{stem}y")
        } else {
            format!("{stem}ie")
        };
    }
    let drops_es = [
        "sses", "xes", "tches", "nches", "rches", "shes", "zzes", "tuses", "nuses", "ruses",
    ];
    if drops_es
        .iter()
        .any(|end| word.ends_with(end) && word.len() > end.len())
    {
        return word.strip_suffix("es").unwrap_or(word).to_owned();
    }
    word.strip_suffix('s')
        .filter(|stem| !stem.is_empty())
        .unwrap_or(word)
        .to_owned()
}

/// Whether a word is a plural.
pub(super) fn is_plural(word: &str) -> bool {
    word == "settings" || singular(word) != word
}

/// Whether two words are the same but for their number.
pub(super) fn same(one: &str, other: &str) -> bool {
    one == other || singular(one) == singular(other)
}

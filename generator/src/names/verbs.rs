//! Words that say what an operation does.

/// Verbs that are hardly ever anything else, so that one in the middle of a name is the verb of it.
const STRONG: [&str; 18] = [
    "add", "create", "delete", "edit", "fetch", "find", "get", "insert", "list", "modify", "patch",
    "post", "put", "remove", "replace", "retrieve", "update", "upsert",
];

/// Other verbs; some are nouns too.
const OTHER: [&str; 114] = [
    "abort",
    "accept",
    "acknowledge",
    "activate",
    "append",
    "apply",
    "approve",
    "archive",
    "assign",
    "attach",
    "authenticate",
    "authorize",
    "begin",
    "block",
    "browse",
    "bulk",
    "calculate",
    "cancel",
    "capture",
    "change",
    "check",
    "clear",
    "clone",
    "close",
    "commit",
    "compare",
    "complete",
    "configure",
    "confirm",
    "connect",
    "convert",
    "copy",
    "count",
    "deactivate",
    "decline",
    "deploy",
    "deprovision",
    "describe",
    "destroy",
    "detach",
    "disable",
    "disconnect",
    "dismiss",
    "download",
    "duplicate",
    "enable",
    "enqueue",
    "exchange",
    "execute",
    "export",
    "finalize",
    "force",
    "generate",
    "grant",
    "import",
    "increment",
    "init",
    "initiate",
    "install",
    "invalidate",
    "invite",
    "invoke",
    "join",
    "leave",
    "load",
    "lock",
    "login",
    "logout",
    "lookup",
    "mark",
    "merge",
    "migrate",
    "move",
    "overwrite",
    "pause",
    "ping",
    "preview",
    "promote",
    "provision",
    "publish",
    "pull",
    "purge",
    "push",
    "query",
    "read",
    "rebuild",
    "refresh",
    "register",
    "reject",
    "rename",
    "renew",
    "reset",
    "resolve",
    "restart",
    "restore",
    "resume",
    "retry",
    "revoke",
    "rollback",
    "rotate",
    "run",
    "save",
    "scan",
    "search",
    "send",
    "set",
    "start",
    "stop",
    "submit",
    "suspend",
    "sync",
    "test",
    "trigger",
    "unassign",
];

/// More of them, behind the others for the length of the list.
const MORE: [&str; 19] = [
    "extract",
    "unblock",
    "undo",
    "unlink",
    "unlock",
    "unpublish",
    "unregister",
    "unsubscribe",
    "upload",
    "use",
    "validate",
    "verify",
    "view",
    "wait",
    "watch",
    "write",
    "subscribe",
    "restrict",
    "reorder",
];

/// Verbs that give several things.
const MANY: [&str; 5] = ["browse", "list", "query", "search", "bulk"];

/// Words that stand between a noun and what it belongs to.
const PREPOSITIONS: [&str; 10] = ["at", "by", "for", "from", "in", "of", "on", "per", "to", "with"];

/// Whether a word is hardly ever anything but a verb.
pub(super) fn is_strong(word: &str) -> bool {
    STRONG.binary_search(&word).is_ok()
}

/// Whether a word is a verb even between others; `post` can be a preposition and a thing, `list` and
/// `put` are things too.
pub(super) fn is_inner(word: &str) -> bool {
    is_strong(word) && !matches!(word, "list" | "post" | "put")
}

/// Whether a word can be a verb.
pub(super) fn is_verb(word: &str) -> bool {
    is_strong(word) || OTHER.binary_search(&word).is_ok() || MORE.contains(&word)
}

/// Whether a verb gives several things.
pub(super) fn gives_many(word: &str) -> bool {
    MANY.contains(&word)
}

/// Whether a word is a preposition.
pub(super) fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.contains(&word)
}

/// Whether a word is an article.
pub(super) fn is_article(word: &str) -> bool {
    matches!(word, "a" | "an" | "the")
}

//! Names that a generated crate uses itself, so that nothing of a document can have them.
//!
//! What the runtime's own types have is not repeated here: it is read from the runtime's text, and a
//! test holds that nothing is missing. The runtime's methods that are only for itself stay on its
//! types, since those that callers see have to be known here in any case.

mod runtime;

/// What no model can be called: the prelude, the traits that models implement, and what a user
/// imports from the crate beside them.
pub const TYPES: &[&str] = &[
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Branches",
    "Client",
    "ClientBuilder",
    "Clone",
    "Constraints",
    "Copy",
    "Debug",
    "Default",
    "Deserialize",
    "Deserializer",
    "Display",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "Error",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "Formatter",
    "From",
    "FromIterator",
    "FromStr",
    "Future",
    "Hash",
    "Hasher",
    "IntegerEnum",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "InvalidValue",
    "Iterator",
    "Map",
    "None",
    "Ok",
    "Option",
    "Ord",
    "Page",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Serialize",
    "Serializer",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Union",
    "Unpin",
    "Value",
    "Vec",
];

/// What no variant can be called: the one for what the crate does not know.
pub const VARIANTS: &[&str] = &["Self", "Unknown"];

/// What no builder of an operation and no handle of a group can be called: what their modules import,
/// and the prelude.
pub const BUILDERS: &[&str] = &[
    "AsBytes",
    "AsMut",
    "AsRef",
    "AsText",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Body",
    "Box",
    "ByStatus",
    "Call",
    "Client",
    "ClientBuilder",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Display",
    "DoubleEndedIterator",
    "Drop",
    "Empty",
    "Encoding",
    "Enveloped",
    "Eq",
    "Err",
    "Error",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "HeaderStyle",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Items",
    "Iterator",
    "Json",
    "Method",
    "None",
    "Nothing",
    "Ok",
    "Operation",
    "Option",
    "Options",
    "Ord",
    "Page",
    "Paged",
    "Pages",
    "PartialEq",
    "PartialOrd",
    "PathStyle",
    "Pin",
    "PlainCall",
    "QueryStyle",
    "Request",
    "RequestOptions",
    "Reserved",
    "Response",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "StatusCode",
    "Stream",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "TypeId",
    "Unpin",
    "Vec",
];

/// What the standard library gives to every type, or to every one that can be cloned and printed.
const EVERY_TYPE: &[&str] = &[
    "borrow",
    "borrow_mut",
    "clone",
    "clone_from",
    "clone_into",
    "drop",
    "fmt",
    "from",
    "into",
    "to_owned",
    "try_from",
    "try_into",
    "type_id",
];

/// What a reader, and clippy, takes for what makes a value of the type.
const MAKERS: &[&str] = &["default", "new"];

/// What the builder of a call has that the generator writes itself: arguments and methods.
const WRITTEN: &[&str] = &["body", "events", "self", "stream"];

/// What no group of the client itself can be called: the client's own methods.
pub fn client_methods() -> Vec<&'static str> {
    [EVERY_TYPE, MAKERS, runtime::CLIENT].concat()
}

/// What no security scheme and no variable of a server can be called: the methods of the client's
/// builder.
pub fn builder_methods() -> Vec<&'static str> {
    [EVERY_TYPE, MAKERS, runtime::CLIENT_BUILDER].concat()
}

/// What no operation and no inner group can be called: the methods of a group's handle.
pub fn group_methods() -> Vec<&'static str> {
    [EVERY_TYPE, &["new"]].concat()
}

/// What no parameter can be called: the methods of an operation's builder, and the arguments of
/// the functions that make one.
pub fn parameters() -> Vec<&'static str> {
    [EVERY_TYPE, WRITTEN, runtime::CALL].concat()
}

/// What no environment variable of a scheme can be called, behind the prefix.
pub const ENVIRONMENT: &[&str] = &["BASE_URL", "LOG", "PROXY", "TIMEOUT", "USER_AGENT"];

/// What no group's feature can be called: the features that every crate has, and Cargo's own.
pub const FEATURES: &[&str] = &[
    "all",
    "blocking",
    "default",
    "full",
    "jiff",
    "native-tls",
    "reqwest",
    "runtime",
    "rustls",
    "secrecy",
    "serde",
    "serde-json",
    "std",
    "stream",
    "tracing",
];

/// What no module of a group inside another one can be called: what the parent's module imports by
/// that name.
pub const MODULES: &[&str] = &["api", "client", "config", "error", "models", "prelude", "runtime"];

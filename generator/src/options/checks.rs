//! What a value of `codegen.toml` must be like, beyond its type. Each check gives the fault as the
//! end of a sentence that begins with the key, and what to do.

/// What is wrong with a value, and what to do.
pub type Fault = (&'static str, &'static str);

/// Checks that a text can be the name of a package, as Cargo has it.
pub fn package_name(name: &str) -> Result<(), Fault> {
    let mut characters = name.chars();
    let starts = characters.next().is_some_and(|c| c.is_ascii_alphabetic());
    let goes_on = characters.all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    ensure(
        starts && goes_on && name.len() <= 64,
        "is not the name of a package",
        "use at most 64 ASCII letters, digits, `-` and `_`, with a letter first",
    )
}

/// A version of a package.
pub(super) fn version(version: &str) -> Result<(), Fault> {
    ensure(
        semver::Version::parse(version).is_ok(),
        "is not a version",
        "write three numbers, such as `0.1.0` (https://semver.org)",
    )
}

/// A keyword of a registry.
pub(super) fn keyword(word: &str) -> Result<(), Fault> {
    let starts = word.starts_with(|c: char| c.is_ascii_alphanumeric());
    let goes_on = word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+'));
    ensure(
        starts && goes_on && word.len() <= 20,
        "has a word that no registry takes as a keyword",
        "use at most 20 ASCII letters, digits, `-`, `_` and `+`, with a letter or digit first",
    )
}

/// A list that a registry limits to five.
pub(super) fn at_most_five(length: usize) -> Result<(), Fault> {
    ensure(length <= 5, "has more than five entries", "keep the five that say most")
}

/// The address of a repository.
pub(super) fn address(address: &str) -> Result<(), Fault> {
    let scheme = address.starts_with("https://") || address.starts_with("http://");
    ensure(
        scheme && !address.contains(|c: char| c.is_whitespace() || c.is_control()),
        "is not an address",
        "begin with `https://`",
    )
}

/// An SPDX expression, by its characters: which licences there are is for others to know.
pub(super) fn license(text: &str) -> Result<(), Fault> {
    let characters = |c: char| c.is_ascii_alphanumeric() || " -.+():".contains(c);
    let blank = text.trim() != text || text.is_empty();
    ensure(
        !blank && text.chars().all(characters),
        "is not an SPDX expression",
        "write one such as `MIT` or `MIT OR Apache-2.0` (https://spdx.org/licenses)",
    )
}

/// One line of text.
pub(super) fn line(text: &str) -> Result<(), Fault> {
    ensure(
        !text.trim().is_empty() && !text.contains(char::is_control),
        "is empty or has more than one line",
        "write one line of text, or leave the key out",
    )
}

/// A part of the name of an environment variable.
pub(super) fn variable(name: &str) -> Result<(), Fault> {
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let goes_on = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    ensure(
        starts && goes_on,
        "is not the name of an environment variable",
        "use ASCII letters, digits and `_`, with no digit first",
    )
}

/// The name of a header (RFC 9110, section 5.6.2).
pub(super) fn header(name: &str) -> Result<(), Fault> {
    let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    ensure(
        !name.is_empty() && name.chars().all(token),
        "is not the name of a header",
        "use ASCII letters, digits and `-`",
    )
}

/// Something rather than nothing.
pub(super) fn not_empty(text: &str) -> Result<(), Fault> {
    ensure(!text.is_empty(), "is empty", "write a value, or leave the key out")
}

/// Names with dots between them.
pub(super) fn dotted(text: &str) -> Result<(), Fault> {
    ensure(
        text.split('.').all(|part| !part.trim().is_empty()),
        "has an empty part",
        "write names with single dots between them, such as `shares.recipients`",
    )
}

fn ensure(holds: bool, fault: &'static str, help: &'static str) -> Result<(), Fault> {
    if holds { Ok(()) } else { Err((fault, help)) }
}

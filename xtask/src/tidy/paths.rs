//! The paths of a Rust file: what its `use` items name, and what its code names in full.

use super::rust::Rust;
use std::ops::Range;

/// A path, written out: of `use a::{b, c as d};` they are `a::b` and `a::c`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Path<'a> {
    pub(super) segments: Vec<&'a str>,
    pub(super) span: Range<usize>,
    pub(super) role: Role<'a>,
}

/// What a path is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role<'a> {
    /// The code uses what it leads to.
    Code,
    /// It makes a name known to the module and what is inside it; to others as well, where it is
    /// `public`.
    Use { name: &'a str, public: bool },
    /// It makes all names of a module known.
    Glob,
}

/// The paths of a file, in their order.
pub(super) fn paths<'a>(rust: &Rust<'a>) -> Vec<Path<'a>> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < rust.len() {
        let before = |text: &str| index > 0 && rust.text(index - 1) == text;
        if rust.text(index) == "use" && rust.text(index + 1) != "<" {
            let public = before("pub") || before(")");
            index = tree(rust, index + 1, &[], public, &mut found);
        } else if rust.is_word(index) && follows(rust, index) && !goes_on(rust, index) {
            let start = index;
            let mut segments = vec![rust.text(index)];
            while follows(rust, index) && rust.is_word(index + 3) {
                index += 3;
                segments.push(rust.text(index));
            }
            let span = rust.span(start).start..rust.span(index).end;
            found.push(Path { segments, span, role: Role::Code });
        }
        index += 1;
    }
    found
}

/// Whether a token goes on with a path: `::` stands before it, and not the `:` of a type.
fn goes_on(rust: &Rust<'_>, index: usize) -> bool {
    let is_colon = |back: usize| index.checked_sub(back).is_some_and(|at| rust.text(at) == ":");
    is_colon(1) && is_colon(2)
}

/// Whether `::` stands behind a token.
fn follows(rust: &Rust<'_>, index: usize) -> bool {
    rust.text(index + 1) == ":" && rust.text(index + 2) == ":"
}

/// Reads one branch of a `use` item, and gives the token behind it.
fn tree<'a>(
    rust: &Rust<'a>,
    start: usize,
    prefix: &[&'a str],
    public: bool,
    found: &mut Vec<Path<'a>>,
) -> usize {
    let mut segments = prefix.to_vec();
    let mut index = start;
    let mut last = start;
    while index < rust.len() {
        match rust.text(index) {
            ":" => {}
            "{" => {
                index += 1;
                while index < rust.len() && rust.text(index) != "}" {
                    let end = tree(rust, index, &segments, public, found);
                    // What is no branch, as in a macro, is passed over.
                    let passed = end == index || rust.text(end) == ",";
                    index = end + usize::from(passed);
                }
                return index + 1;
            }
            "*" => {
                found.push(Path { segments, span: rust.span(index), role: Role::Glob });
                return index + 1;
            }
            "as" => {
                let role = Role::Use { name: rust.text(index + 1), public };
                found.push(Path { segments, span: rust.span(last), role });
                return index + 2;
            }
            _ if rust.is_word(index) => {
                last = index;
                // `a::{self}` is `a`.
                if rust.text(index) != "self" || segments.is_empty() {
                    segments.push(rust.text(index));
                }
            }
            _ => break,
        }
        index += 1;
    }
    if let Some(name) = segments.last().copied() {
        found.push(Path { segments, span: rust.span(last), role: Role::Use { name, public } });
    }
    index
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_written_out() {
        let text = "pub use a::{self, b::{c, d as e}, f::*}; use g; \
                    fn x(y: self::z::A) -> super::h::I { crate::j::k::<L>(m::n) } // crate::o";
        let found: Vec<_> = paths(&Rust::new(text))
            .into_iter()
            .map(|path| (path.segments.join("::"), path.role))
            .collect();
        let named = |path: &str, name, public| (path.to_owned(), Role::Use { name, public });
        let code = |path: &str| (path.to_owned(), Role::Code);
        assert_eq!(
            found,
            [
                named("a", "a", true),
                named("a::b::c", "c", true),
                named("a::b::d", "e", true),
                ("a::f".to_owned(), Role::Glob),
                named("g", "g", false),
                code("self::z::A"),
                code("super::h::I"),
                code("crate::j::k"),
                code("m::n"),
            ]
        );
    }
}

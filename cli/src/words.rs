//! Words that several reports have.

/// A number of things, such as `2 errors`.
#[must_use]
pub fn number(count: usize, thing: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {thing}{ending}")
}

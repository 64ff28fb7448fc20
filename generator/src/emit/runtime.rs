//! The runtime: the files of the templates, as they are.

use super::Unit;
use crate::emit::RUST_HEADER;
use crate::plan::{Crate, Needs};

/// The modules of the runtime that a crate does without.
fn unneeded(needs: Needs) -> Vec<&'static str> {
    let parts = [
        ("by_status", needs.by_status),
        ("event_lines", needs.events),
        ("events", needs.events),
        ("form", needs.form),
        ("upload", needs.upload),
    ];
    parts.into_iter().filter(|(_, needed)| !needed).map(|(name, _)| name).collect()
}

/// The files of the runtime, without those that the crate does not need.
pub(super) fn units(plan: &Crate<'_>) -> Vec<Unit<'static>> {
    let unneeded = unneeded(plan.needs);
    let needed =
        |name: &str| name.strip_suffix(".rs").is_none_or(|module| !unneeded.contains(&module));
    templates::RUNTIME
        .iter()
        .filter(|(name, _)| needed(name))
        .map(|(name, text)| {
            let text = if *name == "mod.rs" { index(text, &unneeded) } else { (*text).to_owned() };
            Unit::text(format!("src/runtime/{name}"), format!("{RUST_HEADER}\n\n{text}"))
        })
        .collect()
}

/// The list of the runtime's modules without some. Each of them has lines of its own.
fn index(text: &str, unneeded: &[&str]) -> String {
    let is_of = |line: &str, module: &str| {
        line.ends_with(&format!("mod {module};")) || line.contains(&format!("use self::{module}::"))
    };
    let kept = text.lines().filter(|line| !unneeded.iter().any(|module| is_of(line, module)));
    kept.fold(String::new(), |text, line| text + line + "\n")
}

//! What this program is called: messages say what to run next by the name that it was run by.

use std::sync::OnceLock;

static NAME: OnceLock<&'static str> = OnceLock::new();

/// Says that the commands are run by another name than `cratewright`, such as `cargo xtask`. The first
/// call counts.
pub fn is_called(name: &'static str) {
    NAME.get_or_init(|| name);
}

/// The name that commands are run by.
#[must_use]
pub fn name() -> &'static str {
    NAME.get().copied().unwrap_or("cratewright")
}

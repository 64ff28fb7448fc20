//! The text of the settings, for what is told with excerpts of it.

use generator::diagnostic::Sources;

/// New sources that have what the first one of `sources` is, and nothing else.
pub(crate) fn settings_of(sources: &Sources) -> Sources {
    let copy = Sources::new();
    if let Some(file) = sources.ids().next() {
        copy.add(sources.name(file), sources.text(file));
    }
    copy
}

//! The output folders of several crates: none is another one or lies in it, however they are spelled and
//! whatever links lead there. Each run would else remove or refuse what the other one wrote.

use generator::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

/// Reports folders that are not apart, each with the place of its setting.
pub(crate) fn check(outputs: &[(&Path, Option<Location>)], diagnostics: &Diagnostics) {
    let real: Vec<_> =
        outputs.iter().map(|(output, place)| (*output, real(output), *place)).collect();
    for (number, (shown, folder, place)) in real.iter().enumerate() {
        for (other_shown, other, other_place) in real.iter().take(number) {
            let (shown, other_shown) = (shown.display(), other_shown.display());
            let message = if folder == other {
                format!("two crates have the output folder `{shown}`")
            } else if folder.starts_with(other) {
                format!(
                    "the output folder `{shown}` lies in `{other_shown}`, that of another crate"
                )
            } else if other.starts_with(folder) {
                format!("the output folder `{other_shown}` of another crate lies in `{shown}`")
            } else {
                continue;
            };
            let found = match place {
                Some(place) => Diagnostic::new(Code::ConfigInvalidValue, *place, message)
                    .label("the second one"),
                None => Diagnostic::without_location(Code::ConfigInvalidValue, message),
            };
            let found = match other_place {
                Some(place) => found.secondary(*place, "the first one"),
                None => found,
            };
            diagnostics.push(found.help("give each crate a folder of its own"));
        }
    }
}

/// Where a folder really is. As much of the way as is there is followed through links; what is not there
/// yet is told apart by its text alone.
fn real(folder: &Path) -> PathBuf {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let mut there = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                there.pop();
            }
            other => there.push(other),
        }
    }
    let mut missing: Vec<OsString> = Vec::new();
    loop {
        if let Ok(found) = there.canonicalize() {
            return missing.into_iter().rev().fold(found, |path, name| path.join(name));
        }
        let Some(name) = there.file_name().map(ToOwned::to_owned) else { return whole };
        missing.push(name);
        there.pop();
    }
}

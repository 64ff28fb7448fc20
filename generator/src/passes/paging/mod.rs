//! How lists come in pages: what the settings say of it, or what the document shows.
//!
//! Two steps. `evidence` looks at each operation by itself for signs that leave no doubt, and finds
//! ways of paging. `fit` takes the ways, found or said, in one order, and gives each operation the
//! first that fits. So what was found can be written into the settings, and nothing changes.

mod evidence;
mod fit;
mod response;
mod words;

use crate::api::Api;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::options::{Options, PaginationOptions, PaginationStyle, Setting};

/// Finds out for each operation whether and how its list comes in pages. `paths` is where all of them
/// stand.
#[must_use]
pub fn find_pages(
    mut api: Api,
    options: &Options,
    paths: Location,
    diagnostics: &Diagnostics,
) -> Api {
    let ways = match &options.pagination {
        Setting::Off => return api,
        Setting::Is(ways) => ways.clone(),
        Setting::Detect => evidence::ways(&api),
    };
    let mut counts = vec![0; ways.len()];
    let found: Vec<_> = api.operations.iter().map(|it| fit::first(&api, it, &ways)).collect();
    for (operation, found) in api.operations.iter_mut().zip(found) {
        if let Some((index, paging)) = found {
            operation.paging = Some(paging);
            if let Some(count) = counts.get_mut(index) {
                *count += 1;
            }
        }
    }
    if options.pagination == Setting::Detect {
        let found = ways.into_iter().zip(counts).filter(|(_, count)| *count > 0);
        tell(&found.collect::<Vec<_>>(), paths, diagnostics);
    }
    api
}

fn tell(found: &[(PaginationOptions, usize)], paths: Location, diagnostics: &Diagnostics) {
    let all: usize = found.iter().map(|(_, count)| count).sum();
    let message = match all {
        0 => return,
        1 => "a list comes in pages: its call has `items` and `pages`".to_owned(),
        _ => format!("{all} lists come in pages: their calls have `items` and `pages`"),
    };
    let mut note = Diagnostic::new(Code::PaginationDetected, paths, message);
    for (way, count) in found {
        note = note.note(format!("{count} by {}", describe(&way.style)));
    }
    let settings: Vec<String> = found.iter().map(|(way, _)| way.toml()).collect();
    let settings = match settings.as_slice() {
        [only] => only.clone(),
        several => format!("[{}]", several.join(", ")),
    };
    let keep = "to keep this whatever the document becomes, write into `codegen.toml`:";
    let note = note.help(format!("{keep} `pagination = {settings}`"));
    diagnostics.push(note.help("to have no pages, write `pagination = false`"));
}

/// A way of paging in words.
fn describe(style: &PaginationStyle) -> String {
    match style {
        PaginationStyle::PageNumber { page, .. } => format!("the number of the page in `{page}`"),
        PaginationStyle::Offset { offset, .. } => format!("the number of items in `{offset}`"),
        PaginationStyle::Cursor { cursor, next, .. } => {
            format!("the mark in `{cursor}`, which the answer has in `{next}`")
        }
        PaginationStyle::LastItem { cursor, id, .. } => {
            format!("the `{id}` of the last item in `{cursor}`")
        }
        PaginationStyle::NextUrl { next } => format!("the URL that the answer has in `{next}`"),
        PaginationStyle::LinkHeader => "the `Link` header of the answer".to_owned(),
    }
}
